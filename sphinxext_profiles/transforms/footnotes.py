"""The place of a note's footnotes when the note is shown inside another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.transforms import SphinxTransform

from sphinxext_profiles.nodes import profile_region
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Transform

if TYPE_CHECKING:
    from docutils import nodes


class KeepFootnotes(SphinxTransform):
    """Keep footnotes in their profile: MyST would move them to the end of the page."""

    default_priority = Transform.KEEP_FOOTNOTES

    def apply(self) -> None:
        """Remove the footnotes of profiles from the page's lists of footnotes."""
        if self.env.docname not in profile_domain(self.env).shown:
            return
        for notes in (self.document.autofootnotes, self.document.footnotes):
            notes[:] = [note for note in notes if not _in_profile(note)]


def _in_profile(node: nodes.Element) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, profile_region):
        parent = parent.parent
    return parent is not None
