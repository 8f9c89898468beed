"""What every format is written from: a list's references as plain bibliographic records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Literal, TypeAlias

from sphinxext_profiles.addresses.cleaning import host, scheme
from sphinxext_profiles.addresses.display import display
from sphinxext_profiles.addresses.identifiers import identify
from sphinxext_profiles.note.reference_list import merge_references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_profiles.addresses.identifiers import Identifier
    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.note.reference_list import MergedReference

Kind: TypeAlias = Literal["webpage", "article", "preprint", "book", "message"]

_KINDS: dict[str, Kind] = {"doi": "article", "arxiv": "preprint", "isbn": "book"}
"""What sources are whose address is an identifier."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_BOOK_DOI = re.compile(r"10\.[\d.]+/97[89]-?[\d-]+", re.ASCII)
"""Publishers that have an ISBN in a book's DOI add something to it for a chapter."""


@dataclass(frozen=True, slots=True)
class Record:
    """A source."""

    id: str
    """Unique in its file: the key and the number of the note that names the source first."""
    number: int
    """In the list; also what a note cites it by."""
    kind: Kind
    """Only what the address tells: a DOI is taken for an article's."""
    address: str
    given_title: str
    """The author's, empty without one."""
    lang: str
    """The title's BCP 47 tag, empty when it can't be told."""
    container: str
    """What it appeared in: a site, a journal."""
    accessed: tuple[int, ...]
    """Year, month and day, as far as they are known."""
    identifier: Identifier | None

    @property
    def title(self) -> str:
        """The author's title, else what stands for it: an identifier, the address."""
        if self.given_title:
            return self.given_title
        return self.identifier.short if self.identifier else display(self.address)

    def identified(self, kind: str) -> str:
        """Return the identifier if it is of a kind, else an empty text."""
        return self.identifier.value if self.identifier and self.identifier.kind == kind else ""


def make_records(profiles: Iterable[Profile]) -> tuple[Record, ...]:
    """Return the references of some notes, merged and numbered as `merge_references` does it."""
    notes = {profile.path: profile for profile in profiles}
    taken: set[str] = set()
    return tuple(
        _record(entry, _unique_id(notes[entry.origins[0].note], entry.origins[0].number, taken))
        for entry in merge_references(notes.values())
    )


def _unique_id(profile: Profile, number: int, taken: set[str]) -> str:
    """Return an id that is not taken yet, whatever its case, and take it.

    Only of two notes with one key the second needs more: its language, and failing that a number.
    """
    spoken = f"{profile.key}-{profile.lang.lower()}" if profile.lang else profile.key
    candidates = chain(
        (f"{profile.key}-{number}", f"{spoken}-{number}"),
        (f"{spoken}-{number}-{attempt}" for attempt in count(2)),
    )
    found = next(name for name in candidates if name.casefold() not in taken)
    taken.add(found.casefold())
    return found


def _record(entry: MergedReference, own_id: str) -> Record:
    """Return the record of one entry of a list."""
    identifier = identify(entry.address)
    kind = _kind(entry.address, identifier)
    date = _DATE.match(entry.date)
    return Record(
        own_id,
        entry.number,
        kind,
        entry.address,
        entry.title,
        entry.lang,
        container=_container(kind, entry),
        accessed=tuple(int(part) for part in date.groups() if part) if date else (),
        identifier=identifier,
    )


def _kind(address: str, identifier: Identifier | None) -> Kind:
    """Return what a source is, as far as its address tells."""
    if scheme(address) == "mailto":
        return "message"
    if identifier is None:
        return "webpage"
    if identifier.kind == "doi" and _BOOK_DOI.fullmatch(identifier.value):
        return "book"
    return _KINDS.get(identifier.kind, "webpage")


def _container(kind: Kind, entry: MergedReference) -> str:
    """Return what a source appeared in: of an article only the author can tell."""
    match kind:
        case "webpage":
            return entry.site or host(entry.address)
        case "article":
            return entry.site
        case "preprint":
            return "arXiv"
    return ""
