"""Headings and captions of a page that has been read: level, section, and each on one line."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinxext_profiles.nodes import profile_index
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Transform
from sphinxext_profiles.words.letters import join_lines

HIGHEST = 6
"""HTML has no heading below `h6`."""
NAMING = (nodes.title, nodes.rubric, nodes.caption, nodes.term, nodes.field_name)
"""The nodes whose words become the name of a page or a label."""


class SettleHeadings(SphinxTransform):
    """Give each rubric of ours the level that fits its place, and put every heading on one line.

    While a directive runs the level is unknown: in a grid or a tab its node has no parent yet. The
    groups of an index are sections where the index stands directly in one, so that the contents of
    the page have them; elsewhere a section would be out of place.
    Headings go into `objects.inv` and other files that are read line by line.
    """

    default_priority = Transform.SETTLE_HEADINGS

    def apply(self) -> None:
        """Go through the headings of a page that shows something of ours."""
        domain = profile_domain(self.env)
        if self.env.docname not in domain.shown:
            return
        if self.env.docname in domain.indexes:
            for index in self.document.findall(profile_index):
                if isinstance(index.parent, nodes.section):
                    _make_sections(index, self.document)
        for heading in self.document.findall(nodes.TextElement):
            if isinstance(heading, NAMING):
                _put_on_one_line(heading)
                if "profiles-below" in heading:
                    level = heading["profiles-below"] + _depth(heading)
                    heading["heading-level"] = heading["level"] = min(HIGHEST, level)
                    del heading["profiles-below"]


def _make_sections(index: nodes.Element, document: nodes.document) -> None:
    """Make the groups of an index sections of the page that it stands in."""
    for group in [*index.children]:
        if isinstance(group, nodes.Element) and "profile-index-group" in group["classes"]:
            heading = cast("nodes.Element", group[0])
            title = nodes.title(heading.rawsource, "", *heading.children)
            section = nodes.section("", title, *group.children[1:], classes=group["classes"])
            section["ids"], section["names"] = heading["ids"], heading["names"]
            for node in (title, section):
                node.document, node.source, node.line = document, index.source, index.line
            index.replace(group, section)
            document.ids.update(dict.fromkeys(section["ids"], section))


def _put_on_one_line(heading: nodes.TextElement) -> None:
    words = heading.astext()
    if join_lines(words) == words:
        return
    for text in list(heading.findall(nodes.Text)):
        if (line := join_lines(text)) != text:
            text.parent[text.parent.index(text)] = nodes.Text(line)


def _depth(node: nodes.Node) -> int:
    """Return how many sections a node stands in."""
    depth = 0
    parent = node.parent
    while parent is not None:
        depth += isinstance(parent, nodes.section)
        parent = parent.parent
    return depth
