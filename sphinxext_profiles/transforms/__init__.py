"""What is settled once a page is read, or once an output is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .citations import ResolveCitations
from .expansion import ExpandNodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_transforms(app: Sphinx) -> None:
    """Register the transforms with Sphinx."""
    app.add_transform(ResolveCitations)
    app.add_post_transform(ExpandNodes)
