"""Directives and their options, kept thin; `rendering` makes the nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .card import CardDirective
from .gallery import GalleryDirective
from .index import IndexDirective
from .profile import ProfileDirective
from .publications import PublicationsDirective
from .references import ReferencesDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_directives(app: Sphinx) -> None:
    """Register the directives with Sphinx."""
    app.add_directive("profile-card", CardDirective)
    app.add_directive("profile-gallery", GalleryDirective)
    app.add_directive("profile-references", ReferencesDirective)
    app.add_directive("profile-publications", PublicationsDirective)
    app.add_directive("profile", ProfileDirective)
    app.add_directive("profile-index", IndexDirective)
