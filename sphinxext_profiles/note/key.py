"""The key of a profile: its short name in the project."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.words.languages import fallbacks, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_profiles.model import Profile

_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}-(?=.)")
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
_SUFFIX = re.compile(r"\.(?=(?:md|markdown)\Z)", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,4}(?:[-_][A-Za-z0-9]{2,4}){0,2}")
_OF_FOLDER = frozenset({"index", "_index", "readme"})
"""File names that stand for their folder."""
_LONGEST_TAG = 3
"""Parts of a language tag, as in `zh-Hant-TW`."""


def key_from_path(path: str, lang: str) -> str:
    """Return the key that follows from a file name and the note's language tag `lang`.

    A Jekyll date is dropped, and so is a language suffix if it is the note's own language:
    `2025-10-22-alibaba-cloud-cto-hant.md` gives `alibaba-cloud-cto`. An `index` or `_index` stands
    for its folder: `people/ada/index.md` gives `ada`.
    """
    suffixes = _suffixes(path) if lang else ()
    bare = (suffix.bare for suffix in suffixes if _same(suffix.tag, lang))
    return clean_key(next(bare, _stem(path))) or "note"


class Suffix(NamedTuple):
    """A possible language at the end of a file name."""

    bare: str
    """The name without it."""
    joint: str
    """What separates the two: `.` or `-`."""
    written: str
    """As it is written: `hant`."""
    tag: str
    """The BCP 47 tag: `zh-Hant`."""


def other_suffix(profile: Profile, joint: str) -> Suffix | None:
    """Return the suffix of a profile's file that names another language than the profile.

    `joint` comes before it. A part of the person's name is not a suffix: `zhang.li` is not in
    Limburgish.
    """
    words = set(re.findall(r"\w+", " ".join((profile.name, *profile.alternate_names)).casefold()))
    for suffix in _suffixes(profile.path):
        if suffix.joint == joint and suffix.written.casefold() not in words:
            return None if profile.lang and _same(suffix.tag, profile.lang) else suffix
    return None


def _stem(path: str) -> str:
    """Return the file's name without suffix and date, the folder's name for an `index`."""
    file = PurePosixPath(path.replace("\\", "/"))
    name, dot, suffixes = file.stem.partition(".")
    if name.lower() in _OF_FOLDER and file.parent.name not in ("", ".."):
        return _DATE.sub("", file.parent.name) + dot + suffixes
    return _DATE.sub("", file.stem)


def _suffixes(path: str) -> Iterator[Suffix]:
    """Yield possible languages at the end of a file name, the longest first.

    `ada.zh-hant` gives `zh-hant` and `hant`.
    """
    stem = _stem(path)
    for cut in [match.start() for match in re.finditer("[.-]", stem)][-_LONGEST_TAG:]:
        written = stem[cut + 1 :]
        if cut and _TAG.fullmatch(written) and (tag := normalise(written)):
            yield Suffix(stem[:cut], stem[cut], written, tag)


def _same(tag: str, lang: str) -> bool:
    """Return whether a suffix names a language, exactly or in a shorter or longer form.

    The files of `zh-CN` are called `zh` and `hans` too.
    """
    return tag in fallbacks(lang) or lang in fallbacks(tag)


def clean_key(key: str) -> str:
    """Return a key with letters, digits, marks, `.`, `_` and `-` only, `-` for all else.

    It is empty if nothing of it is a letter or a digit: a name may have to come from it. It doesn't
    end like the name of a Markdown file, for which directives would take it.
    """
    if not any(map(str.isalnum, key)):
        return ""
    key = _SUFFIX.sub("-", key)
    if _PLAIN.fullmatch(key):
        return key
    letters = (
        letter if letter in "._-" or unicodedata.category(letter)[0] in "LMN" else " "
        for letter in unicodedata.normalize("NFC", key)
    )
    return "-".join("".join(letters).split())


def name_from_key(key: str) -> str:
    """Return a name for a key: `ada-lovelace` gives "Ada Lovelace"."""
    words = re.split(r"[-_.\s]+", key)
    return " ".join(word[:1].upper() + word[1:] for word in words if word)
