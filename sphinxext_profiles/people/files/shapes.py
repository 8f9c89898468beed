"""From what a people file holds to its entries: one front matter for each person.

Entries have lines of their own, from 1: what changes above an entry leaves it as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.dialects.contributions import KEY, TYPES_KEY, types_of
from sphinxext_profiles.frontmatter.names import FAMILY, GIVEN, NAME_FIELD
from sphinxext_profiles.frontmatter.schema import CONTAINERS
from sphinxext_profiles.frontmatter.tree import ListNode, MappingNode, Node, ScalarNode, freeze
from sphinxext_profiles.frontmatter.values import TextField, first_text, folded_pairs, text_of
from sphinxext_profiles.note.key import name_from_key
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import fold_key

from .schema_org import graph_of, people_of_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNDERSTOOD = (
    "a list of people, a mapping from keys to people, or either under "
    f"{', '.join(map(repr, CONTAINERS[:-1]))} or {CONTAINERS[-1]!r}"
)
_ACCOUNT = re.compile(r"@?[\w.-]+\Z")
_NAME_AND_MAIL = re.compile(r"(?P<name>[^<>]*\S)\s*<[^<>@]+@[^<>]+>")
_PARTICLES = ("particle", "name_particle", "suffix", "name_suffix")
_FORGES = {"github": "github", "gitlab": "gitlab"}


class Entry(NamedTuple):
    """One person in a people file, as it is there."""

    key: str
    """What the person is called in a mapping, empty in a list."""
    root: MappingNode
    """The front matter; its first line is 1."""
    line: int
    """The line of the file at which it begins."""


class Entries(NamedTuple):
    """The people in a file."""

    entries: list[Entry]
    problems: list[Problem]


def entries_of(root: Node, file_name: str) -> Entries:
    """Return the people in what a file holds; the file's name says what its shape means.

    What is no person is a problem at its line.
    """
    find = _BY_NAME.get(file_name.lower(), _by_suffix(file_name))
    problems: list[Problem] = []
    entries: list[Entry] = []
    found = list(find(root))
    for key, node in found:
        entry = _entry(key, node)
        if entry:
            entries.append(entry)
        elif key or not isinstance(node, MappingNode) or not _is_anonymous(node):
            what = f"{key!r}" if key else "this"
            message = f"{what} is not a person: there is no name, `id` or account"
            problems.append(Problem(ProblemCode.PEOPLE_ENTRY, message, node.line))
    if not found and not _is_empty(root):
        message = f"nobody is found here; what is understood is {UNDERSTOOD}"
        problems.append(Problem(ProblemCode.PEOPLE_FILE, message, root.line))
    return Entries(entries, problems)


def _by_suffix(file_name: str) -> Callable[[Node], Iterator[tuple[str, Node]]]:
    return _citation if file_name.lower().endswith(".cff") else _people


def _is_empty(root: Node) -> bool:
    """Return whether a file says that there is nobody: an empty list, an empty `people`."""
    if things := graph_of(root):
        return _is_empty(things)
    if isinstance(root, MappingNode):
        inside = folded_pairs(root)
        return not inside or any(_is_empty(inside[name]) for name in CONTAINERS if name in inside)
    return not root.items if isinstance(root, ListNode) else root.value is None


def _is_anonymous(node: MappingNode) -> bool:
    """Return whether an entry has an e-mail address alone, as those of `pyproject.toml` may."""
    return set(folded_pairs(node)) == {"email"}


# Where the people are


def _people(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield the keys and the values that are people."""
    if things := graph_of(root):
        yield from people_of_graph(things)
    elif isinstance(root, ListNode):
        yield from (("", item) for item in root.items)
    elif isinstance(root, MappingNode):
        inside = folded_pairs(root)
        named = [inside[name] for name in CONTAINERS if name in inside]
        if any(not isinstance(node, ScalarNode) for node in named):
            for node in named:
                yield from _people(node)
        elif _name(root):
            yield "", root
        else:
            people = root.pairs.items()
            yield from (pair for pair in people if isinstance(pair[1], MappingNode))


def _contributors(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield the people in an `.all-contributorsrc`, in our keys."""
    inside = folded_pairs(root)
    forge = _FORGES.get(first_text(inside, ("repo_type",)).lower(), "github")
    people = inside.get("contributors")
    for node in people.items if isinstance(people, ListNode) else ():
        if isinstance(node, MappingNode):
            names = {"login": forge, "profile": "website"}
            moved = {names.get(key, key): value for key, value in node.pairs.items()}
            lines = {names.get(key, key): line for key, line in node.lines.items()}
            if own := _own_types(inside.get("types"), moved.get(KEY)):
                moved[TYPES_KEY], lines[TYPES_KEY] = own, node.line
            yield "", MappingNode(node.line, moved, lines)
        else:
            yield "", node


def _own_types(types: Node | None, contributions: Node | None) -> MappingNode | None:
    """Return what a file says itself of the types that somebody's contributions have."""
    if not isinstance(types, MappingNode) or contributions is None:
        return None
    used = {fold_key(kind) for kind in types_of(freeze(contributions))}
    pairs = {kind: node for kind, node in types.pairs.items() if fold_key(kind) in used}
    return MappingNode(types.line, pairs, dict.fromkeys(pairs, types.line)) if pairs else None


def _citation(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield the authors in a `CITATION.cff`; those of its paper if it has teams alone."""
    inside = folded_pairs(root)
    own = list(_authors(inside))
    preferred = list(_authors(folded_pairs(inside.get("preferred_citation", root))))
    only_teams = not any(_has_parts(node) for _, node in own)
    for key, node in preferred if only_teams and preferred else own:
        yield key, _typed(node)


def _typed(node: Node) -> Node:
    """Return an author with a type, if it is an entity: that has a name, a person has parts."""
    if not isinstance(node, MappingNode) or _has_parts(node) or not _name(node):
        return node
    kind = ScalarNode("organization", "organization", node.line)
    pairs = {**node.pairs, "type": kind}
    return MappingNode(node.line, pairs, {**node.lines, "type": node.line})


def _authors(inside: dict[str, Node]) -> Iterator[tuple[str, Node]]:
    authors = inside.get("authors")
    yield from (("", item) for item in (authors.items if isinstance(authors, ListNode) else ()))


def _has_parts(node: Node) -> bool:
    return not {*GIVEN, *FAMILY}.isdisjoint(folded_pairs(node))


def _project(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield the authors and maintainers of a `pyproject.toml`, or of a `myst.yml`."""
    inside = folded_pairs(folded_pairs(root).get("project", root))
    seen: set[str] = set()
    for name in ("authors", "maintainers"):
        people = inside.get(name)
        for node in people.items if isinstance(people, ListNode) else ():
            shown = _name(node)
            if not shown or shown not in seen:
                seen.add(shown)
                yield "", node


_BY_NAME: dict[str, Callable[[Node], Iterator[tuple[str, Node]]]] = {
    ".all-contributorsrc": _contributors,
    "pyproject.toml": _project,
    "myst.yml": _project,
}


# One person


def _name(node: Node) -> str:
    """Return the name in an entry, empty without one."""
    folded = folded_pairs(node)
    name = first_text(folded, ("name",), NAME_FIELD)
    parts = (first_text(folded, keys) for keys in (GIVEN, FAMILY))
    return name or " ".join(filter(None, parts))


def _entry(key: str, node: Node) -> Entry | None:
    """Return the entry of a person, None if nothing says who it is."""
    if isinstance(node, ScalarNode):
        text = (text_of(node, TextField()) or "") if isinstance(node.value, str) else ""
        match = _NAME_AND_MAIL.fullmatch(text)
        node = _with_name(MappingNode(node.line), match["name"] if match else text)
    if not isinstance(node, MappingNode):
        return None
    if not _name(node):
        folded = folded_pairs(node)
        accounts = (first_text(folded, (forge,)) for forge in _FORGES)
        account = next((text for text in accounts if _ACCOUNT.match(text)), "").lstrip("@")
        own = first_text(folded, ("id",)) or key
        node = _with_name(node, name_from_key(own) if own else account)
        if not _name(node):
            return None
    line = min((node.line, *node.lines.values()))
    return Entry(key, _moved(_in_parts(node), 1 - line), line)


def _with_name(node: MappingNode, name: str) -> MappingNode:
    """Return a mapping with a name, if there is one."""
    pairs: dict[str, Node] = {**node.pairs}
    if name:
        pairs["name"] = ScalarNode(name, name, node.line)
    return MappingNode(node.line, pairs, {**node.lines, "name": node.line})


def _in_parts(node: MappingNode) -> MappingNode:
    """Return a mapping whose `name` has the parts that stand by themselves, be it one alone."""
    folded = folded_pairs(node)
    names = (*GIVEN, *FAMILY, *_PARTICLES)
    parts = {name: folded[name] for name in names if name in folded}
    if "name" in folded or not parts:
        return node
    name = MappingNode(node.line, parts, dict.fromkeys(parts, node.line))
    return MappingNode(node.line, {**node.pairs, "name": name}, {**node.lines, "name": node.line})


def _moved(node: MappingNode, by: int) -> MappingNode:
    """Return a mapping with all lines moved."""
    pairs = {key: _moved_node(value, by) for key, value in node.pairs.items()}
    lines = {key: max(line + by, 1) for key, line in node.lines.items()}
    return MappingNode(max(node.line + by, 1), pairs, lines, node.size, node.height)


def _moved_node(node: Node, by: int) -> Node:
    if isinstance(node, MappingNode):
        return _moved(node, by)
    line = max(node.line + by, 1)
    if isinstance(node, ListNode):
        return ListNode(
            line, [_moved_node(item, by) for item in node.items], node.size, node.height
        )
    return ScalarNode(node.text, node.value, line)
