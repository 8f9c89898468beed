"""Who wrote a page: read from its source before any page is read, and shown as its byline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.project.order import Outdated

from .byline import PlaceByline
from .sources import read_authors

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_authors(app: Sphinx) -> None:
    """Read what pages say before they are read, and put the bylines in while they are."""
    app.add_transform(PlaceByline)
    app.connect("env-get-outdated", read_authors, priority=Outdated.READ_AUTHORS)
