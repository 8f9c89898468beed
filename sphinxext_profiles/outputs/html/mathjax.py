r"""MathJax, kept from commands in the text of notes.

MathJax looks for formulas in all the text of a page, and `\(\href{javascript:…}{…}\)` in the text
of a note would become a link. But no version of it, from 2 to 4, looks across the boundary of an
element. So a backslash in an element of its own begins neither a formula nor a command, however
the project has set up MathJax. Nothing else of a page is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxext_profiles import nodes as ours
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Read, Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

NOTES = (
    ours.profile_card,
    ours.profile_name,
    ours.profile_index,
    ours.profile_gallery,
    ours.profile_mentions,
    ours.profile_section,
    ours.profile_region,
    ours.profile_bibliography,
    ours.profile_bibliography_block,
    ours.profile_references,
)
"""What holds words of a note."""
APART = (
    *(nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.comment),
    *(ours.profile_reference, ours.profile_face, ours.profile_remote),
)
"""Code, in which MathJax looks for nothing; formulas; and what is written by `tags.words`."""


def part_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Part the commands in the titles of a note's page before tables of contents are made."""
    section = next(iter(doctree.children), None)
    if isinstance(section, ours.profile_section) and not _trusts_notes(app):
        for text in _texts(section):
            if isinstance(text.parent, nodes.title):
                _part(text)


def part_commands(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Part the commands in the text of notes, and in links that are called like one."""
    if app.builder.format != "html" or _trusts_notes(app):
        return
    titles: set[str] | None = None
    for text in _texts(doctree):
        around = list(_around(text))
        if any(isinstance(node, APART) or _is_code(node) for node in around):
            continue
        if any(isinstance(node, NOTES) for node in around):
            _part(text)
            continue
        link = next((node for node in around if node.get("internal")), None)
        if link is not None:
            titles = titles or _titles(app.env)
            if link.astext() in titles:
                _part(text)


def _trusts_notes(app: Sphinx) -> bool:
    return ProfilesConfig.from_sphinx(app.config).trust_notes


def _texts(tree: nodes.Element) -> list[nodes.Text]:
    """Return the texts in which a command could begin."""
    return [text for text in tree.findall(nodes.Text) if "\\" in text and not _is_alone(text)]


def _is_alone(text: nodes.Text) -> bool:
    around = text.parent
    return text == "\\" and type(around) is nodes.inline and len(around) == 1


def _around(text: nodes.Text) -> Iterator[nodes.Element]:
    """Yield the nodes that a text is in, from the innermost on."""
    node: nodes.Element | None = text.parent
    while node is not None:
        yield node
        node = node.parent


def _titles(env: BuildEnvironment) -> set[str]:
    """Return the names of people, and what labels on the pages that show them are called."""
    domain = profile_domain(env)
    labels = cast("StandardDomain", env.get_domain("std")).labels.values()
    titles = {title for docname, _, title in labels if docname in domain.shown}
    return titles.union(profile.name for profile in domain.library)


def _part(text: nodes.Text) -> None:
    """Put every backslash of a text into an element of its own."""
    before, *others = text.astext().split("\\")
    parts: list[nodes.Node] = [nodes.Text(before)] if before else []
    for other in others:
        parts.append(nodes.inline("", nodes.Text("\\")))
        parts += [nodes.Text(other)] if other else []
    # Not `replace`, which takes the first text that is equal.
    around = text.parent
    place = next(n for n, child in enumerate(around.children) if child is text)
    around[place : place + 1] = parts


def _is_code(node: nodes.Element) -> bool:
    """Return whether a node becomes `<code>`; keys become `<kbd>`, in which MathJax looks."""
    return isinstance(node, nodes.literal) and "kbd" not in node["classes"]


def setup_mathjax(app: Sphinx) -> None:
    """Connect the handlers."""
    app.connect("doctree-read", part_titles, priority=Read.PART_TITLES)
    app.connect("doctree-resolved", part_commands, priority=Resolved.PART_COMMANDS)
