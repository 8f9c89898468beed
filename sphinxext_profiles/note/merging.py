"""The references of several notes as one list: merged by address and numbered anew.

Reference lists and exports are both made of what `merge_references` returns, so that they agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .title_language import title_language

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
    """Of the first note that gives one."""
    lang: str
    """The language of the title; empty when it can't be told."""
    site: str
    """Of the first note that names it."""
    date: str
    """Of the first note that has one, as in `Provenance.date`: when the source was looked at."""
    used: bool
    """Whether a note or the page cites it."""
    origins: tuple[Origin, ...]
    """What was merged, in the order of the notes. Nothing is in two entries of a list."""


def merge_references(
    profiles: Iterable[Profile], cited: Iterable[Origin] | None = None
) -> tuple[MergedReference, ...]:
    """Return the list over some notes.

    References with one cleaned address are one entry. Where only one of the notes has references,
    they keep its numbers and its order. Else they are numbered from 1 in the order of their first
    citation: `cited` are the citations of the page, in its order; without it, those of the notes,
    note after note. What is not cited follows, in the order of the notes and of their definitions.
    A note that is given twice counts once.
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
