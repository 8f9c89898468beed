"""What the domain keeps: plain records, so that the environment can be pickled and merged."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .note.model import Profile


class StoredNote(NamedTuple):
    """A note as it was read, with what tells whether it must be read again."""

    modified: int
    """Of the file, in nanoseconds."""
    size: int
    digest: str
    """Of the text and of the settings that it was read with."""
    profile: Profile
    is_profile: bool
    """Whether its front matter says that it is a profile."""
    opts_out: bool
    """Whether its front matter says `profile: false`."""


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


BY_PAGE = ("shown", "homes", "lookups", "indexes", "mentions", "telling")
"""The parts of the data that are kept by the page they were found on."""


def initial_data() -> dict[str, Any]:
    """Return what the domain keeps, while there is nothing yet."""
    return {
        "notes": {},  # path below the source folder -> StoredNote
        "known": set(),  # paths of the notes that have a key in this project
        "pages": {},  # docname -> path, for pages that are notes
        "shown": {},  # docname -> paths of the notes shown there
        "homes": {},  # docname -> {(key, lang): Home}, for what directives show there
        "lookups": {},  # docname -> {(key, lang): path}, what its directives asked for and got
        "indexes": {},  # docname -> [(query, signature)], the indexes that stand there
        "mentions": {},  # docname -> keys and other targets that it refers to
        "telling": {},  # docname -> keys of the people of whom it says where they are mentioned
        "written": {},  # what the last build's links looked like, see `freshness`
    }
