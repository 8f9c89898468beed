"""Where the pages of an index go in outputs that are one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Transform

from .adopted import toctree_for, toctree_place
from .branches import around

if TYPE_CHECKING:
    from docutils.nodes import Element

BOUNDS = (nodes.document, nodes.section, addnodes.only)


class PlaceAdopted(SphinxTransform):
    """Put the toctree of an index at the end of the section that holds the index.

    A section of another page can't be in a grid or a tab, and what an author writes below an index
    would become a part of the last person's section.
    """

    default_priority = Transform.PLACE_ADOPTED

    def apply(self) -> None:
        """Put in the toctrees of all indexes on the page, and let each know its page."""
        docname = self.env.docname
        if docname in profile_domain(self.env).indexes:
            for place in reversed(list(self.document.findall(toctree_place))):
                toctree = toctree_for(place, docname)
                _put(toctree, place)
                toctree["profiles_branches"] = around(toctree)
                toctree.page = self.document


def _put(toctree: addnodes.toctree, place: toctree_place) -> None:
    """Put a toctree behind its place, but not past another: that would reorder the pages."""
    part: Element = place
    while not isinstance(part.parent, BOUNDS):
        part = part.parent
    section: Element = part.parent
    following = section.children[section.index(part) + 1 :]
    place.parent.remove(place)
    for sibling in following:
        if next(sibling.findall(addnodes.toctree), None) is not None:
            section.insert(section.index(sibling), toctree)
            return
    section.append(toctree)
