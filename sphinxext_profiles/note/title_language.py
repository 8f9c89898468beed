"""The language of a source's title, and its direction: they need not be those of the note."""

from __future__ import annotations

import re
import unicodedata

from sphinxext_profiles.addresses.cleaning import host
from sphinxext_profiles.words.languages import normalise
from sphinxext_profiles.words.names import scripts

from .language import scripts_of

_WIKIMEDIA = re.compile(
    r"([a-z-]+)\.(?:m\.)?"
    r"wik(?:ipedia|ibooks|inews|iquote|isource|iversity|ivoyage|tionary)\.org"
)
_SIMPLE = {"simple": "en"}
"""A project of Wikimedia's whose name is no language."""


def title_language(title: str, address: str, lang: str) -> str:
    """Return the language of a title as a BCP 47 tag, empty when it can't be told.

    Wikimedia's addresses name theirs. Else it is the note's own language `lang` if that has a
    script of its own and the title is written in it: a Latin title in a note in any language may
    be English as well as something else.
    """
    wiki = _WIKIMEDIA.fullmatch(host(address))
    named = normalise(_SIMPLE.get(wiki[1], wiki[1])) if wiki else ""
    written = scripts(title)
    if named and written & scripts_of(named):
        return named
    return lang if written & (scripts_of(lang) - {"LATIN"}) else ""


def title_direction(title: str) -> str:
    """Return `ltr` or `rtl`, as the first letter of a title is written; empty without a letter.

    Unicode's bidirectional algorithm, rules P2 and P3.
    """
    for letter in title:
        match unicodedata.bidirectional(letter):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return ""
