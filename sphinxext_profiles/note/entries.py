"""What a reader sees of a source in a reference list, besides its number and its links."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from sphinxext_profiles.addresses.cleaning import host
from sphinxext_profiles.addresses.display import display, readable_host
from sphinxext_profiles.addresses.identifiers import identify

_CUT = re.compile(r"(?<![./\\])(?:\.{3,}|(?:\. ){2}\.)(?![/\\])|…")
"""Where a title is cut off: at its end, or before the name of a site."""
_ENDS = (".", "!", "?", "…", "。", "！", "？")


class Entry(NamedTuple):
    """A source as it reads in a list: text, joint, where."""

    text: str
    """The title; without one the identifier that the address stands for, or the address."""
    titled: bool
    """Whether the text is a title."""
    where: str
    """The site's name, and the identifier or the host, as far as the text doesn't say so."""

    @property
    def joint(self) -> str:
        """What stands between the text and `where`."""
        if not self.where:
            return ""
        return " " if self.text.endswith(_ENDS) else ". "


def describe(title: str, site: str, address: str) -> Entry:
    """Return how a source reads; `address` is cleaned, and title and site may be empty."""
    title = _cut(title.strip())
    identifier = identify(address)
    short = identifier.short if identifier else ""
    place = (short or readable_host(host(address))) if title else ""
    return Entry(title or short or display(address), bool(title), _where(site, place))


def short_name(site: str, address: str) -> str:
    """Return what a source is called in few words: its site, else an identifier or the host."""
    if site:
        return site
    identifier = identify(address)
    return identifier.short if identifier else readable_host(host(address)) or display(address)


def _cut(title: str) -> str:
    """Return a title with a real ellipsis where it is cut off, and no space before it in CJK."""
    pieces = _CUT.split(title)
    for index, piece in enumerate(pieces[:-1]):
        shorter = piece.rstrip()
        if not shorter or unicodedata.east_asian_width(shorter[-1]) in "WF":
            pieces[index] = shorter
    return "…".join(pieces)


def _where(site: str, place: str) -> str:
    """Return the site's name and the place, unless one says it all ("arXiv" and "arXiv:1706.1")."""
    name = site.casefold()
    if not name or f"{place.casefold()} ".startswith((f"{name} ", f"{name}:")):
        return place
    return f"{site}, {place}" if place else site
