"""What the domain keeps: plain records, so that the environment can be pickled and merged."""

from __future__ import annotations

import hashlib
import pickle
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sphinxext_profiles.model import Profile


class StoredNote(NamedTuple):
    """A note as it was read, with what tells whether it must be read again."""

    modified: int
    """Of the file, in nanoseconds."""
    size: int
    digest: str
    """Of the text and of the settings that it was read with."""
    shown: str
    """A digest of what a card or an index can show of it."""
    packed_card: bytes
    packed_whole: bytes
    """Its profile, as deep as a card needs, and all of it; nothing while that was not asked for.

    Parallel reading sends all notes from process to process: packed, each is one object instead of
    dozens, and most are never unpacked.
    """
    is_profile: bool
    """Whether its front matter says that it is a profile."""
    opts_out: bool
    """Whether its front matter says `profile: false`."""

    @classmethod
    def of(
        cls, profile: Profile, stamp: tuple[int, int], digest: str, declared: tuple[bool, bool]
    ) -> StoredNote:
        """Return a note that was read; `stamp` and `declared` are its first and last two fields."""
        card = profile.cut()
        shown = hashlib.blake2b(repr(card).encode("utf-8", "replace"), digest_size=16).hexdigest()
        whole = pack(profile) if profile.whole else b""
        return cls(*stamp, digest, shown, pack(card), whole, *declared)

    @property
    def card(self) -> Profile:
        """The profile, as deep as a card needs."""
        return unpack(self.packed_card)

    @property
    def profile(self) -> Profile:
        """The profile, as deep as the note was read."""
        return unpack(self.packed_whole or self.packed_card)


def pack(profile: Profile) -> bytes:
    """Return a profile as one object."""
    return pickle.dumps(profile, pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=8)
def unpack(packed: bytes) -> Profile:
    """Return the profile that was packed; that of a page is asked for several times in a row."""
    profile: Profile = pickle.loads(packed)  # noqa: S301  # as the environment that it lies in
    return profile


class Showing(IntEnum):
    """As what a page shows a person, the best home first."""

    WHOLE = 0
    CARD = 1
    ENTRY = 2
    """A row of a list or a table, or a face."""


class Home(NamedTuple):
    """Where a person is at home in the project. The best one sorts first."""

    showing: Showing
    docname: str
    anchor: str


class Edition(NamedTuple):
    """Where a profile is shown whole in a language."""

    lang: str
    docname: str
    anchor: str
    """Empty for a page that is the note."""


class Listed(NamedTuple):
    """An entry of a reference list."""

    anchor: str
    number: int
    """In the list, which may have numbers of its own."""


BY_PAGE = (
    "shown",
    "sources",
    "homes",
    "lookups",
    "indexes",
    "links",
    "mentions",
    "telling",
    "lists",
    "unlisted",
    "pictures",
    "remote",
    "unfetched",
    "faults",
)
"""The parts of the data that are kept by the page they were found on."""


def initial_data() -> dict[str, Any]:
    """Return what the domain keeps, while there is nothing yet."""
    return {
        "notes": {},  # path below the source folder -> StoredNote
        "known": set(),  # paths of the notes that have a key in this project
        "pages": {},  # docname -> path, for pages that are notes
        "shown": {},  # docname -> paths of the notes shown there
        "sources": {},  # docname -> {path: line}, the notes whose references directives ask for
        "homes": {},  # docname -> {(key, lang): Home}, for what directives show there
        "lookups": {},  # docname -> {(key, lang): path}, what its directives asked for and got
        "indexes": {},  # docname -> [(query, signature)], the indexes that stand there
        "links": {},  # docname -> {(target, language)} of its links, which may lead to people
        "mentions": {},  # docname -> those of them by which it speaks of somebody
        "telling": {},  # docname -> keys of the people of whom it says where they are mentioned
        "lists": {},  # docname -> {path: {number: Listed}}, the reference lists that stand there
        "unlisted": {},  # docname -> paths of the notes that it cites and has no list of
        "pictures": {},  # docname -> {(image below the source folder, frame)}, as it shows them
        "remote": {},  # docname -> {address: State}, the remote images that it shows, or would
        "unfetched": {},  # docname -> {address: (path, line)}, those of them without a local copy
        "faults": {},  # docname -> {(image, path, Problem)}, until a build has told of them
        "recipe": "",  # what made the thumbnails of the last build
        "catalogues": "",  # a digest of the project's own strings of the interface
        "written": {},  # what the last build's links looked like, see `outdated`
    }
