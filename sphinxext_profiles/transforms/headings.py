"""How high the headings are that stand in no section of their own."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Transform

HIGHEST = 6
"""HTML has no heading below `h6`."""


class LevelHeadings(SphinxTransform):
    """Give each rubric of ours the level that fits where it stands.

    While a directive runs nobody knows that: in a grid or a tab its node has no parent yet.
    """

    default_priority = Transform.LEVEL_HEADINGS

    def apply(self) -> None:
        """Add the depth of the section around each rubric to its own level."""
        if self.env.docname not in profile_domain(self.env).shown:
            return
        for rubric in self.document.findall(nodes.rubric):
            if "profiles-below" in rubric:
                level = rubric["profiles-below"] + _depth(rubric)
                rubric["heading-level"] = rubric["level"] = min(HIGHEST, level)
                del rubric["profiles-below"]


def _depth(node: nodes.Node) -> int:
    """Return how many sections a node stands in."""
    depth = 0
    parent = node.parent
    while parent is not None:
        depth += isinstance(parent, nodes.section)
        parent = parent.parent
    return depth
