"""What the domain keeps: its records, and the parts of its data, with the meaning of each.

All of it is plain data, so that the environment can be pickled and merged.
"""

from __future__ import annotations

import hashlib
import pickle
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sphinx.domains import Domain

from sphinxext_profiles.parts import PagePart, Part

if TYPE_CHECKING:
    from sphinxext_profiles.authorship import Authorship
    from sphinxext_profiles.images.frames import Frame
    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.people.query import IndexQuery
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
    """The profile as far as a card needs it, and whole; empty until that is needed. Packed, since
    parallel reading sends all notes from process to process: each is one object, not dozens."""
    packed_problems: bytes
    """The problems of a note that was read for a card only; see `reported`."""
    is_profile: bool
    """Whether its front matter declares a profile."""
    opts_out: bool
    """Whether its front matter says `profile: false`."""
    has_text: bool
    """Whether there is anything but a front matter; see `Profile.has_text`."""

    @classmethod
    def of(
        cls,
        profile: Profile,
        problems: tuple[Problem, ...],
        stamp: tuple[int, int],
        digest: str,
        states: tuple[bool, bool, bool],
    ) -> StoredNote:
        """Return a note that was read, with its first two fields and its last three."""
        card = profile.cut()
        of_card = hashlib.blake2b(repr(card).encode("utf-8", "replace"), digest_size=16)
        whole = pack(profile) if profile.whole else b""
        reported = b"" if whole or not problems else pack(problems)
        return cls(*stamp, digest, of_card.hexdigest(), pack(card), whole, reported, *states)

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


class PeopleFile(NamedTuple):
    """A people file as it was read."""

    digest: str
    """A digest of its bytes and of the settings that it was read with."""
    paths: tuple[str, ...]
    """Its entries."""


class EntryPlace(NamedTuple):
    """Where an entry of a people file is, apart from what it says."""

    file: str
    """The file, from the source folder."""
    line: int
    """The line there at which it begins."""
    text: str
    """Its Markdown, each line where the entry has it."""
    digest: str
    """A digest of all that it says."""


def first_anchor(entries: dict[int, Listed]) -> str:
    """Return the first anchor of a reference list."""
    return next(iter(entries.values())).anchor


State: TypeAlias = tuple[str | int, ...]
"""What a page that shows a remote image depends on; empty if the image was never fetched."""


class ProfileData(Domain):
    """The data of the domain. Other rooms read it; only the store's methods change it."""

    notes = Part[dict[str, "StoredNote"]](dict)
    """Every note that was read, by its path below the source folder, and every entry."""
    people_files = Part[dict[str, PeopleFile]](dict)
    """The people files, by their paths from the source folder."""
    entries = Part[dict[str, EntryPlace]](dict)
    """The places of the entries of people files, by the paths of entries."""
    known = Part[set[str]](set)
    """The paths of the notes that have a key in this project."""
    undecodable = Part[set[str]](set)
    """The paths of the notes whose files are not UTF-8."""
    pages = Part[dict[str, str]](dict)
    """The pages that are notes: docname to path."""
    left_out = Part[dict[str, str]](dict)
    """The notes without a text that would be pages in another project: docname to path."""
    recipe = Part[str](str)
    """What made the thumbnails of the last build."""
    authorships = Part[dict[str, "tuple[str, Authorship | None]"]](dict)
    """What each page says of its authors, after a digest of the time and size of its file."""
    catalogues = Part[str](str)
    """A digest of the project's own interface strings."""

    stamps = PagePart[str]()
    """A digest of the times of the files that it was read from, see `outdated`."""
    shown = PagePart[set[str]]()
    """The pages that use this extension, with the paths of the notes shown there."""
    sources = PagePart[dict[str, int]]()
    """The notes whose references a directive lists: path to the directive's line."""
    homes = PagePart[dict[tuple[str, str], list["Home"]]]()
    """The people whom directives show there: key and language to homes, the best first."""
    branches = PagePart[dict[str, tuple["Branch", ...]]]()
    """The conditions of what only some outputs have: anchor to those around it."""
    lookups = PagePart[dict[tuple[str, str], str]]()
    """What its directives looked up: key and language to the path they got, or to nothing."""
    shown_entries = PagePart[dict[str, str]]()
    """The notes and entries that its directives show: path to a digest of what entries say."""
    indexes = PagePart[list[tuple["IndexQuery", str]]]()
    """The indexes on it: each a query and the signature of whom it lists."""
    adopted = PagePart[dict[int, list[str]]]()
    """The pages that its indexes got of those they list: number of the index to docnames."""
    named = PagePart[set[str]]()
    """Pages that are left out and that its toctrees name."""
    links = PagePart[set[tuple[str, str]]]()
    """Target and language of its links, which may lead to people."""
    mentions = PagePart[set[str]]()
    """The targets by which it mentions somebody."""
    telling = PagePart[set[tuple[str, str]]]()
    """The people of whom it lists pages: key, and which pages, `mentions` or `written`."""
    bylines = PagePart[str]()
    """A digest of the authors whom it shows."""
    writers = PagePart[frozenset[str]]()
    """Everybody who wrote something, if one of its indexes lists them."""
    publications = PagePart[dict[str, str]]()
    """The people whose publications it lists: key to a digest of whose the entries are."""
    lists = PagePart[dict[str, list[dict[int, "Listed"]]]]()
    """The reference lists on it: path to the lists of that note, each number to entry."""
    unlisted = PagePart[set[str]]()
    """The paths of the notes that it cites without listing their references."""
    pictures = PagePart[set[tuple[str, "Frame"]]]()
    """The images that it shows: path from the source folder, and frame."""
    portraits = PagePart[dict[tuple[str, int], str]]()
    """The portraits on it: the file and line that name one to its path from the source folder."""
    remote = PagePart[dict[str, "State"]]()
    """The remote images that it shows, or would show, by address."""
    unfetched = PagePart[dict[str, tuple[bool, str, int]]]()
    """Those of them without a local copy: address to whether only a text shows it, and the file
    and line that name it."""
    faults = PagePart[set[tuple[str, str, "Problem"]]]()
    """Images that can't be shown, with note and problem, until the build has reported them."""

    def record_remote(self, docname: str, source: str, state: tuple[str | int, ...]) -> None:
        """Record what was known of a remote image when a page was read."""
        self.remote.setdefault(docname, {})[source] = state

    def record_unfetched(
        self, docname: str, source: str, in_text: bool, path: str, line: int
    ) -> None:
        """Record a remote image on a page that has no local copy, with the place that names it.

        `in_text` is false for a photo that a key or an option names: that place counts first.
        """
        places = self.unfetched.setdefault(docname, {})
        place = (in_text, path, line)
        places[source] = min(places.get(source, place), place)

    def record_portrait(self, docname: str, origin: tuple[str, int], file: str) -> None:
        """Record which image is a portrait on a page, by the file and line that name it."""
        self.portraits.setdefault(docname, {})[origin] = file

    def record_authorships(self, said: dict[str, tuple[str, Authorship | None]]) -> None:
        """Record what pages say of their authors, before any page is read."""
        self.authorships = said

    def record_byline(self, docname: str, digest: str) -> None:
        """Record a digest of the authors whom a page shows; see `authors/`."""
        self.bylines[docname] = digest

    def record_writers(self, docname: str, keys: frozenset[str]) -> None:
        """Record everybody who wrote something, for a page with an index of them."""
        self.writers[docname] = keys

    def record_publications(self, docname: str, key: str, digest: str) -> None:
        """Record that a page lists a person's publications, with a digest of whose they are."""
        self.publications.setdefault(docname, {})[key] = digest

    def record_named(self, docname: str, page: str) -> None:
        """Record that a toctree names a page that is left out."""
        self.named.setdefault(docname, set()).add(page)

    def place_of(self, path: str, line: int) -> tuple[str, int]:
        """Return the file and its line for a line of a note, of an entry, or of a file itself."""
        entry = self.entries.get(path)
        return (entry.file, entry.line + max(line, 1) - 1) if entry else (path, line)


PARTS: dict[str, Part[Any]] = {
    name: part for name, part in vars(ProfileData).items() if isinstance(part, Part)
}
BY_PAGE = tuple(name for name, part in PARTS.items() if isinstance(part, PagePart))
"""The parts that are kept by page."""


def initial_data() -> dict[str, Any]:
    """Return the data of a new domain."""
    return {name: part.initial() for name, part in PARTS.items()}
