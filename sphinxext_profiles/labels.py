"""All interface strings, in the languages of the catalogues.

The catalogues are gettext's `.po` files in `locale/`, one for each language. They are read without
gettext, so that one build can have pages in several languages.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.catalog import Catalog
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
"""Separates the parts of a line such as the provenance."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d-])", re.ASCII)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Label(Enum):
    """The strings in English; names in braces are placeholders."""

    REFERENCES = "References"
    GALLERY = "Images of {name}"
    IMAGES = "Images"
    IMAGE_OF = "{name}, image {number} of {total}"
    IMAGE_NUMBER = "Image {number} of {total}"
    PREVIOUS_IMAGE = "Previous image"
    NEXT_IMAGE = "Next image"
    CLOSE = "Close"
    PORTRAIT = "Portrait of {name}"
    BACK_TO_CITATION = "Back to citation {number} of {total} for reference {reference}"
    ACCESSED = "accessed {date}"
    ROLES = "Roles"
    PUBLICATIONS = "Publications"
    ARTICLES = "Articles"
    BOOKS = "Books"
    CHAPTERS = "Chapters"
    CONFERENCE_PAPERS = "Conference papers"
    THESES = "Theses"
    REPORTS = "Reports"
    ABOUT = "about {date}"
    DECADE = "{year}s"
    DOWNLOAD_AS = "Download references as {format}"
    PROVENANCE = "About this text"
    WRITTEN_BY = "Written by {model}"
    GENERATED = "Written by a language model"
    MACHINE_TRANSLATED = "machine-translated"
    REVIEWED_BY = "reviewed by {person}"
    LINKS = "Links for {name}"
    LINK_WEBSITE = "Website"
    LINK_BLOG = "Blog"
    LINK_EMAIL = "Email"
    LINK_PHONE = "Phone"
    LINK_CV = "CV"
    LINK_WIKIPEDIA = "Wikipedia"
    LINK_WIKIDATA = "Wikidata"
    LINK_SCHOLAR = "Google Scholar"
    MENTIONED_ON = "Mentioned on"
    WRITTEN_PAGES = "Author of"
    OTHER_LANGUAGES = "Other languages"
    OTHERS = "Others"
    NAME = "Name"
    ROLE = "Role"
    AFFILIATION = "Affiliation"
    PRONOUNS = "Pronouns"
    LOCATION = "Location"
    YEARS = "Years"
    LINKS_HEAD = "Links"
    TAGS = "Tags"
    CONTRIBUTIONS = "Contributions"
    SEARCH = "Search people"
    NOBODY = "No people found"
    SHOW_ALL = "Show all"
    PERSON = "person"


def text(label: Label, lang: str = "", extra_dirs: tuple[str, ...] = (), **values: object) -> str:
    """Return an interface string in a language, with its placeholders filled in.

    `lang` is a BCP 47 tag or a locale name. The nearest catalogue is used (`zh-TW` takes
    `zh-Hant`), or English if none fits. Catalogues in `extra_dirs`, laid out like Sphinx's
    `locale_dirs`, take precedence over those of the package. Values are inserted verbatim, braces
    included. Raises `KeyError` if a value is missing.
    """
    return _fill(template(label, lang, extra_dirs), values)


def _fill(template: str, values: Mapping[str, object]) -> str:
    """Return a template with its placeholders filled in; values are inserted verbatim."""
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), template)


def template(label: Label, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return an interface string with its placeholders; see `text`."""
    return _translated(label, lang, extra_dirs)[0]


def _translated(label: Label, lang: str, extra_dirs: tuple[str, ...]) -> tuple[str, str]:
    """Return a string in the nearest language that has it, and that language."""
    english = lang if lang.partition("-")[0] == "en" else "en"
    for tag in (*fallbacks(lang), "en"):
        for folder in (*extra_dirs, str(LOCALE_DIR)):
            translation = _catalogue(folder, tag.replace("-", "_")).get(label.value)
            if translation:
                return translation, english if tag == "en" else tag
    return label.value, english


def forget_catalogues() -> None:
    """Clear the cache of catalogues, whose files may have changed since the last build."""
    _catalogue.cache_clear()


def read_catalogue(folder: str, locale: str) -> Catalog:
    """Return a catalogue, empty if there is no such file or if it can't be read."""
    path = Path(folder, locale, "LC_MESSAGES", f"{DOMAIN}.po")
    try:
        with path.open("rb") as file:
            return read_po(file, ignore_obsolete=True)
    except (PoFileError, ValueError, OSError):
        return Catalog()


@lru_cache(maxsize=256)
def _catalogue(folder: str, locale: str) -> dict[str, str]:
    """Return the finished translations of a catalogue, or none if there is no such file.

    A translation whose placeholders differ from the string's is left out: it would lose a value.
    """
    return {
        message.id: message.string
        for message in read_catalogue(folder, locale)
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and not message.fuzzy
        and placeholders(message.string) == placeholders(message.id)
    }


def catalogues_digest(folders: Iterable[str]) -> str:
    """Return a digest of the catalogues in these folders, empty if there are none."""
    files = sorted(
        file for folder in folders for file in Path(folder).glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    )
    digest = hashlib.blake2b(digest_size=16)
    for file in files:
        digest.update(f"{file.parent.parent.name}\0".encode() + file.read_bytes())
    return digest.hexdigest() if files else ""


def placeholders(template: str) -> frozenset[str]:
    """Return the names of the placeholders in a template."""
    return frozenset(_PLACEHOLDER.findall(template))


def provenance_line(
    provenance: Provenance, lang: str = "", extra_dirs: tuple[str, ...] = ()
) -> str:
    """Return the line that says who or what wrote a note, empty if nothing is known.

    For example "Written by openai/gpt-5 · machine-translated", in the given language.
    """
    parts: list[tuple[Label, dict[str, object]]] = []
    if provenance.model:
        parts.append((Label.WRITTEN_BY, {"model": provenance.model}))
    elif provenance.generated:
        parts.append((Label.GENERATED, {}))
    if provenance.translated:
        parts.append((Label.MACHINE_TRANSLATED, {}))
    if provenance.reviewed_by:
        parts.append((Label.REVIEWED_BY, {"person": provenance.reviewed_by}))
    templates = [template(label, lang, extra_dirs) for label, _ in parts]
    # Capitalise before filling in the values: a value that comes first keeps its own case.
    templates[:1] = [template[:1].upper() + template[1:] for template in templates[:1]]
    pairs = zip(templates, parts, strict=True)
    return SEPARATOR.join(_fill(template, values) for template, (_, values) in pairs)


def accessed(date: str, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return when a source was accessed: "accessed October 22, 2025".

    `date` is an ISO 8601 day, month or year; a time after the day is ignored. Anything else gives
    an empty text.
    """
    words, language = _translated(Label.ACCESSED, lang, extra_dirs)
    formatted = _formatted(date, locale_of(language), "long", "yMMMM")
    return _fill(words, {"date": formatted}) if formatted else ""


def date_words(date: str, lang: str = "") -> str:
    """Return the date of a page: one of ISO 8601 in the style of a language, another as it is.

    What a program was to fill in (`|today|`, `$Date$`) is no date.
    """
    if formatted := _formatted(date, locale_of(lang), "long", "yMMMM"):
        return formatted
    return date if re.fullmatch(r"[^|${}]{0,40}", date) and re.search(r"\d", date) else ""


def joints(count: int, lang: str = "") -> list[str]:
    """Return the words before, between and after the entries of a list: "", ", ", " and ", ""."""
    marks = [f"\0{number}\0" for number in range(count)]
    return re.split(r"\0\d+\0", format_list(marks, locale=locale_of(lang)))


def period(start: str, end: str, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return two dates of EDTF, each of which may be empty, in a language: "May 2019 – 2024".

    Both empty give an empty text.
    """
    both = [edtf_date(date, lang, extra_dirs) if date else "" for date in (start, end)]
    return " – ".join(both).strip() if any(both) else ""


def edtf_date(date: str, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return a date of EDTF in a language: about 1984 (`1984~`), the 1850s (`185X`)."""
    exact = date.rstrip("~")
    if exact.endswith("X"):
        formatted = text(Label.DECADE, lang, extra_dirs, year=f"{int(exact[:-1])}0")
    else:
        _, language = _translated(Label.ABOUT, lang, extra_dirs)
        formatted = _formatted(exact, locale_of(language), "medium", "yMMM")
    about = exact != date
    return text(Label.ABOUT, lang, extra_dirs, date=formatted) if about else formatted


def _formatted(date: str, locale: Locale, of_day: Literal["medium", "long"], of_month: str) -> str:
    """Return an ISO 8601 day, month or year in a locale, empty for anything else.

    A day has one of Babel's formats, and a month a skeleton.
    """
    match = _DATE.match(date)
    if match is None:
        return ""
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        value = dt.date(year, month or 1, day or 1)
    except ValueError:
        return ""
    if day:
        return format_date(value, of_day, locale)
    return format_skeleton(of_month if month else "y", value, locale=locale)


@lru_cache(maxsize=256)
def locale_of(lang: str) -> Locale:
    """Return Babel's locale for the nearest language that it has, or for English."""
    for tag in fallbacks(lang):
        try:
            return Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            continue
    return Locale("en")


def link_text(link: Link, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return the text of a person's link.

    A text from the author is kept. A link without one gets the name of its kind, in the given
    language.
    """
    kind = KINDS.get(link.kind)
    if kind is None or link.text != kind.label:
        return link.text
    return kind_text(link.kind, lang, extra_dirs)


def kind_text(kind: str, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return the name of a kind of link in a language, empty for a kind without one."""
    label = Label.__members__.get(f"LINK_{kind.upper()}")
    if label is not None and kind in KINDS:
        return text(label, lang, extra_dirs)
    return KINDS[kind].label if kind in KINDS else ""
