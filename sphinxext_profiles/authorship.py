"""Who wrote a page: what its source says, and whom that names.

A page says it in its front matter (MyST), where mystmd's mappings may describe each author, or in
a field list at its top (reStructuredText). Pages belong to the project, so they are trusted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.addresses.identifiers import identify
from sphinxext_profiles.frontmatter.names import name_of_parts
from sphinxext_profiles.frontmatter.tree import ListNode, MappingNode, ScalarNode
from sphinxext_profiles.frontmatter.values import TextField, first_text, folded_pairs, text_of
from sphinxext_profiles.frontmatter.yaml import read_yaml
from sphinxext_profiles.people.accounts import accounts_of
from sphinxext_profiles.people.joining import names_of
from sphinxext_profiles.words.letters import join_lines, without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinxext_profiles.frontmatter.tree import Node
    from sphinxext_profiles.people.library import Library

KEYS = ("authors", "author")
"""The keys of a front matter, and the fields, that name authors."""
PLACES = ("top", "bottom", "none")
"""Where a page may have its byline."""
MOST_AUTHORS = 100
"""A page has no more of them."""
CREDIT = (
    *("Conceptualization", "Data curation", "Formal analysis", "Funding acquisition"),
    *("Investigation", "Methodology", "Project administration", "Resources", "Software"),
    *("Supervision", "Validation", "Visualization"),
    *("Writing – original draft", "Writing – review & editing"),
)
"""The roles of ANSI/NISO Z39.104-2022, CRediT: https://credit.niso.org/"""

_LETTERS = re.compile(r"[^a-z]+")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r":(?P<name>[A-Za-z][\w -]*):(?:[ \t]+(?P<first>.*))?$")
_ITEM = re.compile(r"[-*+•][ \t]+")


class Author(NamedTuple):
    """An author as a page names one."""

    name: str
    """A key or a name."""
    key: str = ""
    """The `id` of a mapping."""
    orcid: str = ""
    roles: tuple[str, ...] = ()
    """What the author did, in the words of CRediT."""
    several: bool = False
    """Whether the name may be several, separated by semicolons or commas."""


class Authorship(NamedTuple):
    """What the source of a page says of its authors."""

    authors: tuple[Author, ...]
    date: str = ""
    byline: str = ""
    """One of `PLACES`, empty for that of the project."""


class Writer(NamedTuple):
    """An author as a page shows one."""

    key: str
    """Empty for somebody whom the project doesn't know."""
    name: str
    """As the page names somebody unknown, else empty."""
    roles: tuple[str, ...] = ()


# What a page says


def authorship_of(text: str, *, markdown: bool) -> Authorship | None:
    """Return what the text of a page says of its authors, None if it names none."""
    pairs = _front_matter(text) if markdown else _fields(text)
    authors = [author for key in KEYS if key in pairs for author in _authors(pairs[key])]
    if not authors:
        return None
    date, byline = (first_text(pairs, (key,)) for key in ("date", "byline"))
    unique = tuple(dict.fromkeys(authors))[:MOST_AUTHORS]
    return Authorship(unique, date, byline if byline in PLACES else "")


def _front_matter(text: str) -> dict[str, Node]:
    """Return the front matter of a page if it may name authors; MyST reports what is wrong."""
    match = _FRONT_MATTER.match(text)
    if match is None or "author" not in match[1].casefold():
        return {}
    return folded_pairs(read_yaml(match[1], 2)[0])


def _fields(text: str) -> dict[str, Node]:
    """Return the fields at the top of a page in reStructuredText.

    They are before anything but comments, as docutils and Sphinx have it.
    """
    pairs: dict[str, Node] = {}
    for number, (name, lines) in enumerate(_field_lines(text), 1):
        node = _field_value(lines, number)
        if isinstance(before := pairs.get(name), ListNode):
            before.items.append(node)  # docutils takes `author` several times
        else:
            pairs[name] = ListNode(number, [node]) if name in KEYS else node
    return pairs


def _field_lines(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each field in the first list of fields, with the lines of its body."""
    field: tuple[str, list[str]] | None = None
    in_comment = False
    for line in text.split("\n"):
        if match := _FIELD.match(line):
            if field:
                yield field
            field, in_comment = (match["name"].casefold(), [match["first"] or ""]), False
        elif not line.strip() or line[0] in " \t":
            if field:
                field[1].append(line.strip())
            elif line.strip() and not in_comment:
                return
        elif field is None and line.startswith(".."):
            in_comment = True
        else:
            break
    if field:
        yield field


def _field_value(lines: list[str], number: int) -> Node:
    """Return the items of a field: those of a list, else its paragraphs."""
    items: list[str] = []
    new = True
    for line in lines:
        match = _ITEM.match(line)
        words = line[match.end() :] if match else line
        if words and (new or match):
            items.append(words)
        elif words:
            items[-1] += f" {words}"
        new = not words
    nodes: list[Node] = [ScalarNode(item, item, number) for item in items]
    return nodes[0] if len(nodes) == 1 else ListNode(number, nodes)


def _authors(node: Node) -> Iterator[Author]:
    """Yield the authors in a value: a text with one or several, a mapping, or a list of these."""
    if isinstance(node, MappingNode):
        yield from _described(node)
        return
    for item in node.items if isinstance(node, ListNode) else [node]:
        if isinstance(item, MappingNode):
            yield from _described(item)
        elif isinstance(item, ListNode):
            yield from (author for part in item.items for author in _named(part, several=False))
        else:
            yield from _named(item, several=not isinstance(node, ListNode) or len(node.items) == 1)


def _named(node: Node, *, several: bool) -> Iterator[Author]:
    if name := _clean(text_of(node, TextField()) or ""):
        yield Author(name, several=several)


def _described(node: MappingNode) -> Iterator[Author]:
    """Yield the author that a mapping describes, in the terms of mystmd."""
    pairs = folded_pairs(node)
    named = pairs.get("name")
    parts = folded_pairs(named) if isinstance(named, MappingNode) else pairs
    name = _clean(first_text(parts, ("name", "literal")) or name_of_parts(parts, ""))
    key = first_text(pairs, ("id", "ref"))
    orcid = first_text(pairs, ("orcid",)).removeprefix("orcid:").strip()
    if orcid and "/" not in orcid:
        orcid = f"https://orcid.org/{orcid}"
    found = identify(orcid) if orcid else None
    roles = (pairs[name] for name in ("roles", "role") if name in pairs)
    credited = tuple(dict.fromkeys(role for given in roles for role in _credited(given)))
    if name or key or found:
        yield Author(name or key, key, found.value if found else "", credited)


def _credited(node: Node) -> Iterator[str]:
    """Yield the roles of CRediT in a list, or in a text with commas; other words are left out."""
    for item in node.items if isinstance(node, ListNode) else [node]:
        for words in re.split("[;,]", text_of(item, TextField()) or ""):
            if role := _BY_LETTERS.get(_letters(words)):
                yield role


def _letters(words: str) -> str:
    """Return a role as it is compared: letters alone, in American English."""
    folded = words.casefold().replace("&", "and").replace("isation", "ization")
    return _LETTERS.sub("", folded)


_BY_LETTERS = {_letters(role): role for role in CREDIT}
_BY_LETTERS |= {"writingoriginaldraftpreparation": CREDIT[12], "writingreviewediting": CREDIT[13]}


def _clean(name: str) -> str:
    return " ".join(join_lines(without_controls(name)).split())


# Whom it names


def writers_of(authorship: Authorship, library: Library) -> tuple[Writer, ...]:
    """Return the authors of a page in its order, each once; nobody if the project knows none.

    Beside people whom the project knows, the others stay: a page has the authors that it names.
    """
    writers: dict[tuple[str, str], Writer] = {}
    for author in authorship.authors:
        for writer in _writers(author, _Names.of(library)):
            writers.setdefault((writer.key, writer.name), writer)
    return tuple(writers.values()) if any(key for key, _ in writers) else ()


def pages_by_author(
    authorships: Mapping[str, Authorship], library: Library
) -> dict[str, tuple[str, ...]]:
    """Return the pages that each person wrote, sorted by docname."""
    pages: dict[str, list[str]] = {}
    for docname in sorted(authorships):
        for writer in writers_of(authorships[docname], library):
            if writer.key:
                pages.setdefault(writer.key, []).append(docname)
    return {key: tuple(docnames) for key, docnames in pages.items()}


def _writers(author: Author, names: _Names) -> Iterator[Writer]:
    """Yield the people whom one entry means: a text is a name as a whole, if that is known."""
    key = names.key_of(author)
    if key or not author.several:
        if key or author.name:
            yield Writer(key, "" if key else author.name, author.roles)
        return
    for part in re.split(";" if ";" in author.name else ",", author.name):
        if name := _clean(part):
            key = names.key_of(Author(name))
            yield Writer(key, "" if key else name)


class _Names:
    """The people of a library by what a page may call them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names: dict[str, str] = {}
        self._orcids: dict[str, str] = {}
        self._of: dict[str, str] = {}
        """ORCID by key."""
        for profile in library:
            for name in map(_clean, names_of(profile)):
                same = self._names.setdefault(name, profile.key) == profile.key
                self._names[name] = profile.key if same else ""
            for kind, address in accounts_of(profile):
                if kind == "orcid" and (found := identify(address)):
                    self._orcids.setdefault(found.value, profile.key)
                    self._of.setdefault(profile.key, found.value)

    @staticmethod
    @lru_cache(maxsize=1)
    def of(library: Library) -> _Names:
        """Return the names of a library, which never changes."""
        return _Names(library)

    def key_of(self, author: Author) -> str:
        """Return the key of an author: by `id`, ORCID, or exact name; empty for nobody.

        A name that several people have is nobody's, nor is one whose ORCID contradicts.
        """
        if author.key and author.key in self._library:
            return self._library.key_of(author.key)
        if author.orcid in self._orcids:
            return self._orcids[author.orcid]
        name = author.name
        key = self._library.key_of(name) if name in self._library else self._names.get(name, "")
        return "" if author.orcid and self._of.get(key, author.orcid) != author.orcid else key
