"""What the domain keeps: the parts of its data, with the type and the meaning of each.

All of it is plain data, so that the environment can be pickled and merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_profiles.images.frames import Frame
    from sphinxext_profiles.people.selection import IndexQuery
    from sphinxext_profiles.problems import Problem

    from .records import Branch, Home, Listed, State, StoredNote

T = TypeVar("T")


class Part(Generic[T]):
    """A part of the domain's data, as an attribute of the domain with a type of its own."""

    def __init__(self, initial: Callable[[], T]) -> None:
        self.initial = initial
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, domain: Domain, owner: type) -> T:
        part: T = domain.data[self.name]
        return part

    def __set__(self, domain: Domain, value: T) -> None:
        domain.data[self.name] = value


class PagePart(Part[dict[str, T]]):
    """A part that is kept by page: docname to what comes from that page."""

    def __init__(self) -> None:
        super().__init__(dict)


class ProfileData(Domain):
    """The data of the domain. Other rooms read it; only the store's methods change it."""

    notes = Part[dict[str, "StoredNote"]](dict)
    """Every note that was read, by its path below the source folder."""
    known = Part[set[str]](set)
    """The paths of the notes that have a key in this project."""
    undecodable = Part[set[str]](set)
    """The paths of the notes whose files are not UTF-8."""
    pages = Part[dict[str, str]](dict)
    """The pages that are notes: docname to path."""
    recipe = Part[str](str)
    """What made the thumbnails of the last build."""
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
    indexes = PagePart[list[tuple["IndexQuery", str]]]()
    """The indexes on it: each a query and the signature of whom it lists."""
    adopted = PagePart[dict[int, list[str]]]()
    """The pages that its indexes got of those they list: number of the index to docnames."""
    links = PagePart[set[tuple[str, str]]]()
    """Target and language of its links, which may lead to people."""
    mentions = PagePart[set[str]]()
    """The targets by which it mentions somebody."""
    telling = PagePart[set[str]]()
    """The keys of the people of whom it lists where they are mentioned."""
    lists = PagePart[dict[str, list[dict[int, "Listed"]]]]()
    """The reference lists on it: path to the lists of that note, each number to entry."""
    unlisted = PagePart[set[str]]()
    """The paths of the notes that it cites without listing their references."""
    pictures = PagePart[set[tuple[str, "Frame"]]]()
    """The images that it shows: path from the source folder, and frame."""
    remote = PagePart[dict[str, "State"]]()
    """The remote images that it shows, or would show, by address."""
    unfetched = PagePart[dict[str, tuple[bool, str, int]]]()
    """Those of them without a local copy: address to whether only a text shows it, and the file
    and line that name it."""
    faults = PagePart[set[tuple[str, str, "Problem"]]]()
    """Images that can't be shown, with note and problem, until the build has reported them."""


PARTS: dict[str, Part[Any]] = {
    name: part for name, part in vars(ProfileData).items() if isinstance(part, Part)
}
BY_PAGE = tuple(name for name, part in PARTS.items() if isinstance(part, PagePart))
"""The parts that are kept by page."""


def initial_data() -> dict[str, Any]:
    """Return the data of a new domain."""
    return {name: part.initial() for name, part in PARTS.items()}
