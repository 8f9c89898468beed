"""Where the pages of an index go in outputs that are one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Transform

from .adopted import adopting_toctrees
from .branches import around

if TYPE_CHECKING:
    from docutils.nodes import Element

BOUNDS = (nodes.document, nodes.section, addnodes.only)


class PlaceAdopted(SphinxTransform):
    """Move the toctree of an index to the end of the section that holds the index.

    A section of another page can't be in a grid or a tab, and what an author writes below an index
    would become a part of the last person's section.
    """

    default_priority = Transform.PLACE_ADOPTED

    def apply(self) -> None:
        """Move the toctrees of all indexes on the page, and let each know its page."""
        if self.env.docname in profile_domain(self.env).indexes:
            for toctree in reversed(list(adopting_toctrees(self.document))):
                _move(toctree)
                toctree["profiles_branches"] = around(toctree)
                toctree.page = self.document


def _move(toctree: addnodes.toctree) -> None:
    """Move a toctree, but not past another one: that would change the order of the pages."""
    part: Element = toctree
    while not isinstance(part.parent, BOUNDS):
        part = part.parent
    section: Element = part.parent
    following = section.children[section.index(part) + 1 :]
    toctree.parent.remove(toctree)
    for sibling in following:
        if next(sibling.findall(addnodes.toctree), None) is not None:
            section.insert(section.index(sibling), toctree)
            return
    section.append(toctree)
