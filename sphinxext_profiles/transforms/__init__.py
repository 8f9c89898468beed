"""What happens to pages once they are read, for every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.project.order import Resolved

from .citations import ResolveCitations
from .footnotes import KeepFootnotes
from .headings import SettleHeadings
from .image_problems import setup_image_problems
from .images import setup_images
from .languages import fill_languages
from .left_out import setup_left_out
from .linkcheck import setup_linkcheck
from .linking import link_citations
from .mentions import fill_mentions
from .messages import KeepMessages, leave_out_generated_alts

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_transforms(app: Sphinx) -> None:
    """Register the transforms with Sphinx."""
    app.add_transform(KeepMessages)
    app.add_transform(ResolveCitations)
    app.add_transform(KeepFootnotes)
    app.add_transform(SettleHeadings)
    setup_images(app)
    setup_image_problems(app)
    setup_linkcheck(app)
    setup_left_out(app)
    app.connect("doctree-resolved", fill_languages, priority=Resolved.FILL_LANGUAGES)
    app.connect("doctree-resolved", leave_out_generated_alts, priority=Resolved.LEAVE_OUT_WORDS)
    app.connect("doctree-resolved", fill_mentions, priority=Resolved.FILL_MENTIONS)
    app.connect("doctree-resolved", link_citations, priority=Resolved.LINK_CITATIONS)
