"""The key of a profile: the short name that the project knows it by."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from .languages import fallbacks, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}-(?=.)")
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
_TAG = re.compile(r"[A-Za-z]{2,4}(?:[-_][A-Za-z0-9]{2,4}){0,2}")
_LONGEST_TAG = 3
"""Parts of a language tag, as in `zh-Hant-TW`."""


def key_from_path(path: str, lang: str) -> str:
    """Return the key that a file's name gives, with the note's language tag `lang`.

    A Jekyll date goes, and a language suffix when it is the note's own language:
    `2025-10-22-alibaba-cloud-cto-hant.md` gives `alibaba-cloud-cto`.
    """
    stem = _DATE.sub("", PurePosixPath(path.replace("\\", "/")).stem)
    return clean_key(_without_language(stem, lang)) or "note"


def _without_language(stem: str, lang: str) -> str:
    """Return a file's name without the suffix that names its language."""
    found = (bare for bare, tag in language_suffixes(stem) if lang and _same(tag, lang))
    return next(found, stem)


def language_suffixes(stem: str) -> Iterator[tuple[str, str]]:
    """Yield what a file's name may be without a language suffix, and the suffix's tag.

    The longest suffix comes first: `ada.zh-hant` gives `ada` and `zh-Hant`, then `ada.zh` and
    `zh-Hant`.
    """
    for cut in [match.start() for match in re.finditer("[.-]", stem)][-_LONGEST_TAG:]:
        suffix = stem[cut + 1 :]
        if cut and _TAG.fullmatch(suffix) and (tag := normalise(suffix)):
            yield stem[:cut], tag


def _same(tag: str, lang: str) -> bool:
    """Return whether a suffix names a language as it is, or less or more exactly.

    The files of `zh-CN` are called `zh` and `hans` too.
    """
    return tag in fallbacks(lang) or lang in fallbacks(tag)


def clean_key(key: str) -> str:
    """Return a key with letters, digits, marks, `.`, `_` and `-` only, `-` for all else."""
    if _PLAIN.fullmatch(key):
        return key
    letters = (
        letter if letter in "._-" or unicodedata.category(letter)[0] in "LMN" else " "
        for letter in unicodedata.normalize("NFC", key)
    )
    return "-".join("".join(letters).split())


def name_from_key(key: str) -> str:
    """Return a name made of a key: `ada-lovelace` gives "Ada Lovelace"."""
    words = re.split(r"[-_.\s]+", key)
    return " ".join(word[:1].upper() + word[1:] for word in words if word)
