"""The stylesheet and the scripts, on the pages that need them and on no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxext_profiles.domain import profile_domain
from sphinxext_profiles.nodes import profile_citation

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

STATIC = Path(__file__).parent.parent / "static"
STYLESHEET = "sphinxext-profiles.css"
PREVIEW = "sphinxext-profiles-preview.js"


def add_static_path(app: Sphinx) -> None:
    """Have Sphinx copy the files into HTML outputs."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC))


def add_assets(
    app: Sphinx,
    pagename: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the stylesheet to a page that shows something of ours, and the scripts that it has use for.

    A single page that holds the whole project counts as every page. A book runs no scripts.
    """
    shown = profile_domain(app.env).shown
    if doctree is None or not (pagename in shown or (app.builder.name == "singlehtml" and shown)):
        return
    app.add_css_file(STYLESHEET)
    if getattr(app.builder, "embedded", False):
        return
    if any(True for _ in doctree.findall(profile_citation)):
        app.add_js_file(PREVIEW, loading_method="defer")


def setup_assets(app: Sphinx) -> None:
    """Connect the files to the pages."""
    app.connect("builder-inited", add_static_path)
    app.connect("html-page-context", add_assets)
