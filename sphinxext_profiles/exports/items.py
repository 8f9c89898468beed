"""Bibliographic records, which all formats are written from."""

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
"""The kinds of sources whose address is an identifier."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_BOOK_DOI = re.compile(r"10\.[\d.]+/97[89]-?[\d-]+", re.ASCII)
"""The DOI of a book with an ISBN in it; that of a chapter has something after the ISBN."""


@dataclass(frozen=True, slots=True)
class Record:
    """A source as a bibliographic record."""

    id: str
    """Unique in the file: the key of the first note with the source, and its number there."""
    number: int
    """The number in the list."""
    kind: Kind
    """The kind, as far as the address shows it: a DOI is taken for that of an article."""
    address: str
    given_title: str
    """The title in the note; may be empty."""
    lang: str
    """The BCP 47 tag of the title's language; empty if it is unknown."""
    container: str
    """Where it appeared: a site, a journal."""
    accessed: tuple[int, ...]
    """Year, month and day of the last visit, as far as they are known."""
    identifier: Identifier | None

    @property
    def title(self) -> str:
        """The title in the note, or else the identifier or the address."""
        if self.given_title:
            return self.given_title
        return self.identifier.short if self.identifier else display(self.address)

    def identified(self, kind: str) -> str:
        """Return the identifier if it is of this kind, or else an empty string."""
        return self.identifier.value if self.identifier and self.identifier.kind == kind else ""


def make_records(profiles: Iterable[Profile]) -> tuple[Record, ...]:
    """Return the references of notes, merged and numbered by `merge_references`."""
    notes = {profile.path: profile for profile in profiles}
    taken: set[str] = set()
    return tuple(
        _record(entry, _unique_id(notes[entry.origins[0].note], entry.origins[0].number, taken))
        for entry in merge_references(notes.values())
    )


def _unique_id(profile: Profile, number: int, taken: set[str]) -> str:
    """Return an id that is not in `taken`, whatever its case, and add it.

    Of two notes with the same key, the second one's id also has its language or else a counter.
    """
    with_lang = f"{profile.key}-{profile.lang.lower()}" if profile.lang else profile.key
    candidates = chain(
        (f"{profile.key}-{number}", f"{with_lang}-{number}"),
        (f"{with_lang}-{number}-{attempt}" for attempt in count(2)),
    )
    free = next(name for name in candidates if name.casefold() not in taken)
    taken.add(free.casefold())
    return free


def _record(entry: MergedReference, own_id: str) -> Record:
    """Return the record of an entry in a reference list."""
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
    """Return the kind of a source, as far as its address shows it."""
    if scheme(address) == "mailto":
        return "message"
    if identifier is None:
        return "webpage"
    if identifier.kind == "doi" and _BOOK_DOI.fullmatch(identifier.value):
        return "book"
    return _KINDS.get(identifier.kind, "webpage")


def _container(kind: Kind, entry: MergedReference) -> str:
    """Return where a source appeared; for an article only the note can say."""
    match kind:
        case "webpage":
            return entry.site or host(entry.address)
        case "article":
            return entry.site
        case "preprint":
            return "arXiv"
    return ""
