"""Interface strings that count people, in the plural forms of each language."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import NamedTuple

from babel.messages.mofile import write_mo

from .labels import LOCALE_DIR, locale_of, placeholders, read_catalogue
from .words.languages import fallbacks

ALL_FORMS = 120
"""Among so many numbers a language has all its plural forms, but for millions."""


class Count(Enum):
    """The strings in English, for one and for several."""

    PEOPLE = ("{number} person", "{number} people")
    MORE_PEOPLE = ("{number} more person", "{number} more people")


class Forms(NamedTuple):
    """A string in its plural forms, for a script that counts."""

    templates: dict[str, str]
    """By category of CLDR, `other` always among them."""
    lang: str
    """Whose categories they are."""


class _Catalogue(NamedTuple):
    translations: NullTranslations
    complete: frozenset[str]
    """The singulars, in English, of the strings that it has in every form."""


def counted(count: Count, number: int, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> str:
    """Return a string with a number in a language: "12 people". See `labels.text`."""
    translations, _ = _nearest(count, lang, extra_dirs)
    return _form(count, number, translations).replace("{number}", str(number))


def forms(count: Count, most: int, lang: str = "", extra_dirs: tuple[str, ...] = ()) -> Forms:
    """Return the forms that a string has for the numbers from one to `most`."""
    translations, language = _nearest(count, lang, extra_dirs)
    category = locale_of(language).plural_form
    templates = {"other": _form(count, most, translations)}
    for number in (*range(1, min(most, ALL_FORMS) + 1), most):
        templates[category(number)] = _form(count, number, translations)
    return Forms(templates, language)


def _form(count: Count, number: int, translations: NullTranslations) -> str:
    singular, plural = count.value
    return translations.ngettext(singular, plural, number)


def _nearest(count: Count, lang: str, extra_dirs: tuple[str, ...]) -> tuple[NullTranslations, str]:
    """Return the translations of the nearest language that has a string, and that language."""
    for tag in fallbacks(lang):
        for folder in (*extra_dirs, str(LOCALE_DIR)):
            catalogue = _catalogue(folder, tag.replace("-", "_"))
            if count.value[0] in catalogue.complete:
                return catalogue.translations, tag
    return NullTranslations(), "en"


def forget_counts() -> None:
    """Clear the cache of catalogues, whose files may have changed since the last build."""
    _catalogue.cache_clear()


@lru_cache(maxsize=256)
def _catalogue(folder: str, locale: str) -> _Catalogue:
    """Return a catalogue, empty if there is no such file, or if its rule for plurals is none.

    As in `labels`, a translation that is not finished, or loses the number, is left out.
    """
    found = read_catalogue(folder, locale)
    complete = frozenset(
        message.id[0]
        for message in found
        if isinstance(message.id, tuple)
        and not message.fuzzy
        and all(placeholders(form) == {"number"} for form in message.string or "")
    )
    if not complete:
        return _Catalogue(NullTranslations(), complete)
    compiled = BytesIO()
    try:
        write_mo(compiled, found)
        compiled.seek(0)
        return _Catalogue(GNUTranslations(compiled), complete)
    except (ValueError, OSError, UnicodeError):
        return _Catalogue(NullTranslations(), frozenset())
