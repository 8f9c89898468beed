"""Pages that belong to an index, in toctrees and sidebars; `people` chooses the people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .adoption import setup_adoption
from .folding import FoldIndexes, UnfoldIndexes
from .placing import PlaceAdopted
from .sidebars import setup_sidebars

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_toctree(app: Sphinx) -> None:
    """Register with Sphinx what looks after the pages of indexes."""
    setup_adoption(app)
    setup_sidebars(app)
    app.add_transform(PlaceAdopted)
    app.add_transform(FoldIndexes)
    app.add_post_transform(UnfoldIndexes)
