"""The tree of pages and tables of contents; `people` chooses the people of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .adoption import setup_adoption
from .branches import setup_branches
from .contents import setup_contents
from .folding import FoldIndexes, UnfoldIndexes
from .left_out import setup_left_out
from .placing import PlaceAdopted
from .sidebars import setup_sidebars

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_toctree(app: Sphinx) -> None:
    """Register what looks after the tree of pages with Sphinx."""
    setup_branches(app)
    setup_adoption(app)
    setup_sidebars(app)
    setup_contents(app)
    setup_left_out(app)
    app.add_transform(PlaceAdopted)
    app.add_transform(FoldIndexes)
    app.add_post_transform(UnfoldIndexes)
