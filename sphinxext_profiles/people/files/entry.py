"""From an entry of a people file to a profile, as a note becomes one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.schemes import NO_SCHEMES
from sphinxext_profiles.frontmatter.keys import FrontMatter, front_matter_of
from sphinxext_profiles.frontmatter.tree import MappingNode, ScalarNode
from sphinxext_profiles.frontmatter.values import folded_pairs
from sphinxext_profiles.markdown.grammar import USUAL, Grammar
from sphinxext_profiles.note.key import clean_key
from sphinxext_profiles.note.reader import Parts, Project, Reading, compose, read_language
from sphinxext_profiles.note.sections import slugify
from sphinxext_profiles.note.source import split_note

if TYPE_CHECKING:
    from sphinxext_profiles.addresses.schemes import Schemes

_FORGES = ("github", "gitlab", "codeberg", "sourcehut", "bitbucket")
"""Kinds of accounts that give an entry its key."""


def read_entry(
    root: MappingNode,
    file: str,
    key: str = "",
    *,
    tracking: frozenset[str] = frozenset(),
    schemes: Schemes = NO_SCHEMES,
    grammar: Grammar = USUAL,
) -> Reading:
    """Return the profile of an entry in a people file, and what is wrong with the entry.

    `root` has the keys of a note's front matter; the text under `body`, or a `bio` of several
    paragraphs, is what follows the front matter in a note. `key` is what the entry is called in
    its file, if it is called anything. It raises nothing.
    """
    body_node = _body_of(root)
    pairs = {name: node for name, node in root.pairs.items() if node is not body_node}
    keys = MappingNode(root.line, pairs, root.lines, root.size, root.height)
    front, problems = front_matter_of(keys, [], tracking, schemes)
    lang, lang_problems = read_language(front)
    key = clean_key(front.id) or clean_key(key) or _account(front)
    key = key or clean_key(slugify(front.name) if clean_key(front.name) else "person")
    text, text_problems = split_note(body_node.text if body_node else "")
    note = Parts(front, lang, key, text, _lines_before(body_node))
    every = (*problems, *lang_problems, *text_problems)
    project = Project(tracking, schemes, grammar)
    profile, others = compose(note, f"{file}#{note.key}", every, project, whole=True)
    return Reading(replace(profile, entry=note.key), others)


def text_of_entry(root: MappingNode) -> str:
    """Return an entry's Markdown with each of its lines where the entry has it."""
    body = _body_of(root)
    return "\n" * _lines_before(body) + body.text if body else ""


def _body_of(root: MappingNode) -> ScalarNode | None:
    """Return the text that is an entry's body, None without one."""
    folded = folded_pairs(root)
    body, bio = folded.get("body"), folded.get("bio")
    if isinstance(body, ScalarNode) and body.text.strip():
        return body
    several = isinstance(bio, ScalarNode) and "\n\n" in bio.text.strip()
    return bio if isinstance(bio, ScalarNode) and several else None


def _lines_before(body: ScalarNode | None) -> int:
    """Return how many lines of an entry come before its body.

    A text of several lines begins below its key, as YAML has it.
    """
    return body.line - (0 if "\n" in body.text else 1) if body else 0


def _account(front: FrontMatter) -> str:
    """Return the name of the person's first account where code is kept, empty without one."""
    addresses = (link.address for link in front.links if link.kind in _FORGES)
    names = (address.rstrip("/").rpartition("/")[2].lstrip("~@") for address in addresses)
    return next(filter(None, map(clean_key, names)), "")
