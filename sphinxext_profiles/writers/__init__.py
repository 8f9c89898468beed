"""What an output needs that standard nodes can't say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .alternates import setup_alternates
from .assets import setup_assets
from .html import setup_html
from .html_index import setup_html_index
from .latex import setup_latex
from .linkcheck import setup_linkcheck
from .mathjax import setup_mathjax
from .plain import setup_plain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_writers(app: Sphinx) -> None:
    """Register the writers with Sphinx."""
    setup_html(app)
    setup_html_index(app)
    setup_alternates(app)
    setup_plain(app)
    setup_assets(app)
    setup_latex(app)
    setup_linkcheck(app)
    setup_mathjax(app)
