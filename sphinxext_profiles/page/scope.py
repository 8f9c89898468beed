"""What rendering a note's body must know of the note, and what its paths mean."""

from __future__ import annotations

import errno
import posixpath
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_profiles.addresses.schemes import may_link, scheme_of
from sphinxext_profiles.project.domain import page_file
from sphinxext_profiles.reporting import in_file, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.addresses.schemes import Schemes
    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.note.allowed import Gate
    from sphinxext_profiles.problems import Problem


MOST_LOOKED_UP = 100
"""Links in a note for which Sphinx loads a page, or MyST looks through an inventory."""
LOOK_UPS = f"at most one star in each part, and {MOST_LOOKED_UP} such links"
"""What a note may have of them, as a part of a message."""
_CURRENT = "profiles_scope"
"""The key of the innermost note in what Sphinx keeps while it reads a page."""


@dataclass(slots=True)
class NoteScope:
    """What the renderer must know of the note it renders."""

    profile: Profile
    gate: Gate
    file: str
    """The note's file, for messages."""
    own_page: bool
    heading_level: int = 0
    """Of the highest sections; 0 for one below the section of the page around them."""
    tracking: frozenset[str] = frozenset()
    schemes: Schemes = field(default_factory=dict)
    translate: Callable[[str], str] = str
    """Gives a text in the project's language, or as it is."""
    drop_residue: bool = False
    """Whether what a chat has left over stays out."""
    depth: int = 0
    """How many directives, lists and quotes there are around what is rendered, in all notes."""
    looked_up: int = 0
    """How many links it has that take long to look up."""
    colored: int = 0
    """How many characters of code are shown in colors."""
    html: list[Problem] = field(default_factory=list)
    """The problems of raw HTML so far: they are reported once, at the end."""
    _seen: dict[int, nodes.Node] = field(default_factory=dict)
    """By identity. They are kept, since another node may get the identity of one that is gone."""
    numbers: dict[str, int] = field(init=False)
    """The reference that each label stands for, as `citation_label` writes labels."""
    slugs: dict[int, str] = field(init=False)
    """The anchor of the section that begins at a line."""

    def __post_init__(self) -> None:
        self.numbers = {
            label: entry.number for entry in self.profile.references for label in entry.labels
        }
        self.slugs = {section.line: section.slug for section in self.profile.sections}

    def may_look_up(self) -> bool:
        """Count a link that takes long to look up, and return whether there may be one more."""
        self.looked_up += 1
        return self.gate.trusted or self.looked_up <= MOST_LOOKED_UP

    def has_seen(self, node: nodes.Node) -> bool:
        """Return whether this was asked of a node before: one in a directive is met twice."""
        seen = id(node) in self._seen
        self._seen[id(node)] = node
        return seen

    def has_own_scheme(self, address: str) -> bool:
        """Return whether an address has a scheme of the project's own, and may become a link."""
        own = scheme_of(address, self.schemes)
        return own is not None and may_link(own.address(address), self.schemes)

    def report(self, problem: Problem) -> None:
        """Report something that the note may not do, at its line."""
        report(problem, location=in_file(self.file, problem.line))


@contextmanager
def entered(env: BuildEnvironment, scope: NoteScope) -> Iterator[None]:
    """Let directives know, while a note is rendered, that they stand in that note."""
    outer = env.temp_data.get(_CURRENT)
    env.temp_data[_CURRENT] = scope
    try:
        yield
    finally:
        env.temp_data[_CURRENT] = outer


def written_in(env: BuildEnvironment) -> str:
    """Return the file that is rendered now, from the source folder: a note, or the page."""
    scope: NoteScope | None = env.temp_data.get(_CURRENT)
    if scope:
        return scope.profile.path
    return page_file(env, env.docname)


def depth_around(env: BuildEnvironment) -> int:
    """Return how deep what is rendered now stands in the notes around it."""
    scope: NoteScope | None = env.temp_data.get(_CURRENT)
    return scope.depth if scope is not None else 0


def in_untrusted_note(env: BuildEnvironment) -> bool:
    """Return whether what is rendered now stands in a note that is not trusted."""
    scope: NoteScope | None = env.temp_data.get(_CURRENT)
    return scope is not None and not scope.gate.trusted


def from_source(note: str, path: str) -> str:
    """Return what a path in a note means from the source folder, with a leading `/`.

    It is empty where the path leads out of the source folder. `note` is the note's own path.
    """
    if not path or "\\" in path or path.startswith("//"):
        return ""
    joined = posixpath.join(posixpath.dirname(note), path) if path[0] != "/" else path[1:]
    found = posixpath.normpath(joined)
    return "" if found.startswith("..") else f"/{found}"


def may_be(file: Path) -> bool:
    """Return whether something could have such a path: Sphinx and MyST go by it if so."""
    try:
        file.stat()
    except OSError as error:
        return error.errno not in {errno.ENAMETOOLONG, errno.ELOOP}
    except ValueError:
        return False
    return True


def give_id(document: nodes.document, node: nodes.Element, wanted: str) -> str:
    """Give a node an id that nothing else in the document has, and return it."""
    found = reserve_id(document, node, wanted)
    node["ids"] = [found]
    return found


def reserve_id(document: nodes.document, node: nodes.Element, wanted: str) -> str:
    """Return an id that nothing else in the document has or gets; something in the node has it."""
    found, number = wanted, 1
    while found in document.ids:
        number += 1
        found = f"{wanted}-{number}"
    document.ids[found] = node
    return found


def settle_start(numbered: nodes.Node) -> None:
    """Make the first number of a list a number, or take it away.

    MyST gives a text, with which Sphinx can't reckon; in an attribute it may be any text.
    """
    if isinstance(numbered, nodes.Element) and "start" in numbered:
        start = str(numbered["start"])
        if re.fullmatch(r"[0-9]{1,9}", start):
            numbered["start"] = int(start)
        else:
            del numbered["start"]
