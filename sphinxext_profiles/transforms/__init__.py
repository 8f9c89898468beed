"""What is settled once a page is read, or once an output is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .citations import ResolveCitations, drop_from_contents
from .expansion import expand_nodes
from .folding import FoldIndexes, UnfoldIndexes
from .footnotes import KeepFootnotes
from .headings import LevelHeadings
from .image_problems import setup_image_problems
from .images import setup_images
from .languages import fill_languages
from .linking import link_citations
from .mentions import fill_mentions
from .messages import KeepMessages, leave_out_words
from .one_page import tell_ids_apart
from .placing import PlaceAdopted

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_transforms(app: Sphinx) -> None:
    """Register the transforms with Sphinx."""
    app.add_transform(KeepMessages)
    app.add_transform(ResolveCitations)
    app.add_transform(KeepFootnotes)
    app.add_transform(LevelHeadings)
    app.add_transform(PlaceAdopted)
    app.add_transform(FoldIndexes)
    app.add_post_transform(UnfoldIndexes)
    setup_images(app)
    setup_image_problems(app)
    # After Sphinx's collectors, which make tables of contents (500).
    app.connect("doctree-read", drop_from_contents, priority=600)
    app.connect("doctree-resolved", fill_languages)
    app.connect("doctree-resolved", leave_out_words)
    app.connect("doctree-resolved", fill_mentions)
    app.connect("doctree-resolved", link_citations)
    app.connect("doctree-resolved", tell_ids_apart)
    app.connect("doctree-resolved", expand_nodes)
