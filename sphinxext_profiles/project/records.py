"""The records in the domain's data."""

from __future__ import annotations

import hashlib
import pickle
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.problems import Problem


class StoredNote(NamedTuple):
    """A note as it was read, and what shows whether it has to be read again."""

    modified: int
    """The file's modification time in nanoseconds."""
    size: int
    digest: str
    """A digest of the text and of the settings that it was read with."""
    card_digest: str
    """A digest of what a card or an index can show."""
    packed_card: bytes
    packed_whole: bytes
    """The profile as far as a card needs it, and whole; empty until that is needed.

    Parallel reading sends all notes from process to process: packed, each is one object instead of
    dozens, and most are never unpacked.
    """
    packed_problems: bytes
    """The problems of a note that was read for a card only; see `reported`."""
    is_profile: bool
    """Whether its front matter declares a profile."""
    opts_out: bool
    """Whether its front matter says `profile: false`."""

    @classmethod
    def of(
        cls,
        profile: Profile,
        problems: tuple[Problem, ...],
        stamp: tuple[int, int],
        digest: str,
        declared: tuple[bool, bool],
    ) -> StoredNote:
        """Return a note that was read; `stamp` and `declared` are its first and last two fields."""
        card = profile.cut()
        of_card = hashlib.blake2b(repr(card).encode("utf-8", "replace"), digest_size=16)
        whole = pack(profile) if profile.whole else b""
        reported = b"" if whole or not problems else pack(problems)
        return cls(*stamp, digest, of_card.hexdigest(), pack(card), whole, reported, *declared)

    def with_whole(self, profile: Profile) -> StoredNote:
        """Return the same note after reading all of it."""
        return self._replace(packed_whole=pack(profile), packed_problems=b"")

    @property
    def card(self) -> Profile:
        """The profile, as far as a card needs it."""
        return unpack(self.packed_card)

    @property
    def profile(self) -> Profile:
        """The profile, as far as the note was read."""
        return unpack(self.packed_whole or self.packed_card)

    @property
    def reported(self) -> tuple[Problem, ...]:
        """The problems that are not reported again when the rest of the note is read."""
        if not self.packed_problems:
            return ()
        problems: tuple[Problem, ...] = pickle.loads(self.packed_problems)  # noqa: S301  # as below
        return problems


def pack(value: object) -> bytes:
    """Return an object with all that it holds as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=8)
def unpack(packed: bytes) -> Profile:
    """Return the profile that was packed; a page needs the same one several times in a row."""
    profile: Profile = pickle.loads(packed)  # noqa: S301  # as the environment that it lies in
    return profile


class Showing(IntEnum):
    """How a page shows a person, the best home first."""

    WHOLE = 0
    CARD = 1
    ENTRY = 2
    """A row of a list or a table, or a face in a row of faces."""


class Home(NamedTuple):
    """Where a person is at home in the project. The best one sorts first."""

    showing: Showing
    docname: str
    anchor: str


Branch: TypeAlias = tuple[str, str]
"""The directive and the expression of a part of a page that only some outputs have."""


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
    """The number in this list, which may have its own numbering."""


State: TypeAlias = tuple[str | int, ...]
"""What a page that shows a remote image depends on; empty if the image was never fetched."""
