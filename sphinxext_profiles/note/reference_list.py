"""The references of several notes as one list: merged by address, numbered anew, and described.

Reference lists and exports both use what `merge_references` returns, so that they agree.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.addresses.cleaning import host
from sphinxext_profiles.addresses.display import display, readable_host
from sphinxext_profiles.addresses.identifiers import identify
from sphinxext_profiles.words.languages import normalise
from sphinxext_profiles.words.letters import is_unspaced
from sphinxext_profiles.words.scripts import scripts

from .language import scripts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_profiles.model import Profile, Reference


class Origin(NamedTuple):
    """A reference as its note knows it. Citations on a page name theirs in this way too."""

    note: str
    """The path of the note, `Profile.path`."""
    number: int
    """`Reference.number` in that note."""


@dataclass(frozen=True, slots=True)
class MergedReference:
    """A source in a list over one or several notes."""

    number: int
    """In this list."""
    address: str
    """Cleaned, and in no other entry of the list."""
    title: str
    """From the first note that has one."""
    lang: str
    """The language of the title, empty if unknown."""
    site: str
    """From the first note that names it."""
    date: str
    """From the first note that has one, as in `Provenance.date`: when the source was consulted."""
    used: bool
    """Whether a note or the page cites it."""
    origins: tuple[Origin, ...]
    """The merged references, in the order of the notes. None is in two entries of a list."""


def merge_references(
    profiles: Iterable[Profile], cited: Iterable[Origin] | None = None
) -> tuple[MergedReference, ...]:
    """Return the list over some notes.

    References with one cleaned address are one entry. Where only one of the notes has references,
    they keep its numbers and its order. Else they are numbered from 1 in the order of their first
    citation: `cited` are the citations of the page, in its order; without it, those of the notes,
    note after note. What is not cited follows, in the order of the notes and of their definitions.
    A repeated note counts once.
    """
    notes = {profile.path: profile for profile in profiles if profile.references}
    merged: dict[str, list[tuple[Profile, Reference]]] = {}
    for profile in notes.values():
        for reference in profile.references:
            merged.setdefault(reference.address, []).append((profile, reference))
    if cited is None:
        cited = _citations(notes.values())
    addresses = {
        Origin(profile.path, reference.number): address
        for address, group in merged.items()
        for profile, reference in group
    }
    order = dict.fromkeys(addresses[origin] for origin in cited if origin in addresses)
    if len(notes) == 1:
        numbered = [(group[0][1].number, address) for address, group in merged.items()]
    else:
        numbered = list(enumerate(dict.fromkeys((*order, *merged)), 1))
    return tuple(
        _merged(number, merged[address], cited=address in order) for number, address in numbered
    )


def _citations(profiles: Iterable[Profile]) -> Iterable[Origin]:
    """Return the citations of some notes, note after note."""
    return (Origin(profile.path, mark.number) for profile in profiles for mark in profile.citations)


def _merged(number: int, group: list[tuple[Profile, Reference]], *, cited: bool) -> MergedReference:
    """Return the entry that references with one address make."""
    address = group[0][1].address
    title, lang = next(
        ((reference.title, profile.lang) for profile, reference in group if reference.title),
        ("", ""),
    )
    return MergedReference(
        number,
        address,
        title,
        title_language(title, address, lang),
        site=next((reference.site for _, reference in group if reference.site), ""),
        date=next((note.provenance.date for note, _ in group if note.provenance.date), ""),
        used=cited or any(reference.lines for _, reference in group),
        origins=tuple(Origin(note.path, reference.number) for note, reference in group),
    )


_CUT = re.compile(r"(?<![./\\])(?:\.{3,}|(?:\. ){2}\.)(?![/\\])|…")
"""Where a title is cut off: at its end, or before the name of a site."""
_ENDS = (".", "!", "?", "…", "。", "！", "？")


class Entry(NamedTuple):
    """A source as it reads in a list: text, joint, where."""

    text: str
    """The title, else the identifier that the address stands for, else the address."""
    titled: bool
    """Whether the text is a title."""
    where: str
    """The site's name, and the identifier or the host unless the text has them."""

    @property
    def joint(self) -> str:
        """What separates the text from `where`."""
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
    """Return a short name for a source: its site, else an identifier or the host."""
    if site:
        return site
    identifier = identify(address)
    return identifier.short if identifier else readable_host(host(address)) or display(address)


def _cut(title: str) -> str:
    """Return a title with a real ellipsis where it is cut off, and no space before it in CJK."""
    pieces = _CUT.split(title)
    for index, piece in enumerate(pieces[:-1]):
        shorter = piece.rstrip()
        if not shorter or is_unspaced(shorter[-1]):
            pieces[index] = shorter
    return "…".join(pieces)


def _where(site: str, place: str) -> str:
    """Return the site's name and the place, or the place alone if it begins with the name."""
    name = site.casefold()
    if not name or f"{place.casefold()} ".startswith((f"{name} ", f"{name}:")):
        return place
    return f"{site}, {place}" if place else site


_WIKIMEDIA = re.compile(
    r"([a-z-]+)\.(?:m\.)?"
    r"wik(?:ipedia|ibooks|inews|iquote|isource|iversity|ivoyage|tionary)\.org"
)
_SIMPLE = {"simple": "en"}
"""A Wikimedia project whose name is not a language."""


def title_language(title: str, address: str, lang: str) -> str:
    """Return the language of a title as a BCP 47 tag, empty if unknown.

    Wikimedia's addresses name it. Otherwise it is the note's own language `lang` if that has a
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
