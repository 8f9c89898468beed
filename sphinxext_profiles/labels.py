"""Every string of the interface, once, in the languages of its catalogues.

The catalogues are gettext's, one file a language, below `locale/`. They are read as they are, so
that pages in several languages come out of one build.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.pofile import PoFileError, read_po

from sphinxext_profiles.addresses.accounts import KINDS
from sphinxext_profiles.words.languages import fallbacks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .model import Link, Provenance

LOCALE_DIR = Path(__file__).parent / "locale"
DOMAIN = "sphinxext_profiles"
"""The name of the catalogues, as in `locale/de/LC_MESSAGES/sphinxext_profiles.po`."""

SEPARATOR = " · "
"""What stands between the parts of a line such as the provenance."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d-])", re.ASCII)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Label(Enum):
    """The strings, in English. What stands in braces is put in."""

    REFERENCES = "References"
    GALLERY = "Images of {name}"
    IMAGE_OF = "{name}, image {number} of {total}"
    IMAGE_NUMBER = "Image {number} of {total}"
    PREVIOUS_IMAGE = "Previous image"
    NEXT_IMAGE = "Next image"
    CLOSE = "Close"
    PORTRAIT = "Portrait of {name}"
    BACK_TO_CITATION = "Back to citation {number} of {total} of reference {reference}"
    ACCESSED = "accessed {date}"
    DOWNLOAD_AS = "Download the references as {format}"
    PROVENANCE = "About this text"
    WRITTEN_BY = "Written by {model}"
    GENERATED = "Written by a language model"
    MACHINE_TRANSLATED = "machine-translated"
    REVIEWED_BY = "reviewed by {person}"
    LINKS = "Links of {name}"
    LINK_WEBSITE = "Website"
    LINK_BLOG = "Blog"
    LINK_EMAIL = "Email"
    LINK_PHONE = "Phone"
    LINK_CV = "CV"
    LINK_WIKIPEDIA = "Wikipedia"
    LINK_WIKIDATA = "Wikidata"
    LINK_SCHOLAR = "Google Scholar"
    MENTIONED_ON = "Mentioned on"
    OTHER_LANGUAGES = "Other languages"
    OTHERS = "Others"
    NAME = "Name"
    ROLE = "Role"
    AFFILIATION = "Affiliation"
    TAGS = "Tags"
    SEARCH = "Search people"
    SHOWN = "Shown: {shown} of {total}"
    NOBODY = "Nobody found"
    SHOW_ALL = "Show all"
    PERSON = "person"


def text(label: Label, lang: str = "", extra_dirs: tuple[str, ...] = (), **values: object) -> str:
    """Return a string of the interface in a language, with values put in.

    `lang` is a BCP 47 tag or a locale name; a catalogue that fits it is used (`zh-TW` takes that
    of `zh-Hant`), else English. Catalogues in `extra_dirs`, laid out as Sphinx's `locale_dirs`,
    come before those of the package. Values are put in as they are, braces in them too. Raises
    `KeyError` when one that the string needs is missing.
    """
    return _fill(template(label, lang, extra_dirs), values)


def _fill(template: str, values: Mapping[str, object]) -> str:
    """Return a string with values put in, as they are."""
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), template)


def template(label: Label, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return a string of the interface in a language, its braces still open; see `text`."""
    return _translated(label, lang, extra_dirs)[0]


def _translated(label: Label, lang: str, extra_dirs: tuple[str, ...]) -> tuple[str, str]:
    """Return a string in the nearest language that it is translated into, and that language."""
    english = lang if lang.partition("-")[0] == "en" else "en"
    for tag in (*fallbacks(lang), "en"):
        for folder in (*extra_dirs, str(LOCALE_DIR)):
            found = _catalogue(folder, tag.replace("-", "_")).get(label.value)
            if found:
                return found, english if tag == "en" else tag
    return label.value, english


def forget_catalogues() -> None:
    """Have catalogues read again: their files may have changed since another build read them."""
    _catalogue.cache_clear()


@lru_cache(maxsize=256)
def _catalogue(folder: str, locale: str) -> dict[str, str]:
    """Return a catalogue's finished translations, none when there is no such file.

    A translation with other placeholders than its string has is left out: it would lose a value.
    """
    path = Path(folder, locale, "LC_MESSAGES", f"{DOMAIN}.po")
    if not path.is_file():
        return {}
    try:
        with path.open("rb") as file:
            messages = list(read_po(file, ignore_obsolete=True))
    except (PoFileError, ValueError, OSError):
        return {}
    return {
        message.id: message.string
        for message in messages
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and not message.fuzzy
        and placeholders(message.string) == placeholders(message.id)
    }


def catalogues_digest(folders: Iterable[str]) -> str:
    """Return a digest of the catalogues in folders, empty when there are none."""
    files = sorted(
        file for folder in folders for file in Path(folder).glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    )
    told = hashlib.blake2b(digest_size=16)
    for file in files:
        told.update(f"{file.parent.parent.name}\0".encode() + file.read_bytes())
    return told.hexdigest() if files else ""


def placeholders(template: str) -> frozenset[str]:
    """Return the names of the values that a string takes."""
    return frozenset(_PLACEHOLDER.findall(template))


def provenance_line(
    provenance: Provenance, lang: str = "", extra_dirs: tuple[str, ...] = ()
) -> str:
    """Return the line that says who or what wrote a note, empty when nothing is to be said.

    "Written by openai/gpt-5 · machine-translated", in the language asked for.
    """
    told: list[tuple[Label, dict[str, object]]] = []
    if provenance.model:
        told.append((Label.WRITTEN_BY, {"model": provenance.model}))
    elif provenance.generated:
        told.append((Label.GENERATED, {}))
    if provenance.translated:
        told.append((Label.MACHINE_TRANSLATED, {}))
    if provenance.reviewed_by:
        told.append((Label.REVIEWED_BY, {"person": provenance.reviewed_by}))
    templates = [template(label, lang, extra_dirs) for label, _ in told]
    # Before the values are put in: where one comes first, its own case stays.
    templates[:1] = [template[:1].upper() + template[1:] for template in templates[:1]]
    pairs = zip(templates, told, strict=True)
    return SEPARATOR.join(_fill(template, values) for template, (_, values) in pairs)


def accessed(date: str, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return that a source was looked at on a day: "consulté le 22 octobre 2025".

    `date` is ISO 8601 and may end with its month or year; a time after it doesn't count. What is
    no date gives an empty text.
    """
    found = _DATE.match(date)
    if found is None:
        return ""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        value = dt.date(year, month or 1, day or 1)
    except ValueError:
        return ""
    words, spoken = _translated(Label.ACCESSED, lang, extra_dirs)
    locale = _locale(spoken)
    if day:
        shown = format_date(value, "long", locale)
    else:
        shown = format_skeleton("yMMMM" if month else "y", value, locale=locale)
    return _fill(words, {"date": shown})


@lru_cache(maxsize=256)
def _locale(lang: str) -> Locale:
    """Return what Babel knows of the nearest language that it knows, English failing that."""
    for tag in fallbacks(lang):
        try:
            return Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale("en")


def link_text(link: Link, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return what a reader sees of a person's link.

    The author's words stay; a link that is only known by its kind is called by that kind's name
    in the language asked for.
    """
    kind = KINDS.get(link.kind)
    label = Label.__members__.get(f"LINK_{link.kind.upper()}")
    if kind is None or label is None or link.text != kind.label:
        return link.text
    return text(label, lang, extra_dirs)
