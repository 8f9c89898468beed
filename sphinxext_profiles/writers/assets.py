"""The stylesheet, on the pages that need it and on no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxext_profiles.domain import profile_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent.parent / "static"
STYLESHEET = "sphinxext-profiles.css"


def add_static_path(app: Sphinx) -> None:
    """Have Sphinx copy the stylesheet into HTML outputs."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC))


def add_stylesheet(
    app: Sphinx,
    pagename: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the stylesheet to a page that shows something of ours.

    A single page that holds the whole project counts as every page.
    """
    shown = profile_domain(app.env).shown
    if doctree is not None and (pagename in shown or (app.builder.name == "singlehtml" and shown)):
        app.add_css_file(STYLESHEET)


def setup_assets(app: Sphinx) -> None:
    """Connect the stylesheet to the pages."""
    app.connect("builder-inited", add_static_path)
    app.connect("html-page-context", add_stylesheet)
