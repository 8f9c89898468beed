"""The stylesheet and the scripts, only on the pages that need them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from sphinxext_profiles.nodes import profile_citation, profile_gallery, profile_search
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import PageContext, WriteStarted
from sphinxext_profiles.writing import write_whole

from .tags import is_book

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

STATIC = Path(__file__).parent / "static"
STYLESHEET = "sphinxext-profiles.css"
STYLE = Path(__file__).parent / "style"
COMPONENTS = (
    "properties",
    "card",
    "icons",
    "layouts",
    "hero",
    "photo",
    "portrait",
    "places",
    "focus",
    "grids",
    "gallery",
    "viewer",
    "roles",
    "references",
    "citations",
    "preview",
    "faces",
    "index",
    "table",
    "search",
    "byline",
    "languages",
    "scripts",
    "preferences",
    "print",
)
"""The files in `STYLE`, in the stylesheet's order: of two rules of one weight the later wins."""
SCRIPTS = {
    profile_citation: "sphinxext-profiles-preview.js",
    profile_gallery: "sphinxext-profiles-gallery.js",
    profile_search: "sphinxext-profiles-search.js",
}
"""The scripts for pages that contain such a node."""


def stylesheet() -> str:
    """Return the whole stylesheet: minified in a release, where the build hook wrote its parts."""
    return "\n".join((STYLE / f"{name}.css").read_text("utf-8") for name in COMPONENTS)


def add_static_files(app: Sphinx, builder: Builder) -> None:
    """Write the stylesheet into HTML outputs that show something of ours; Sphinx copies scripts.

    Before any page is written, since pages name the stylesheet with a checksum of its content.
    """
    if builder.format != "html" or not profile_domain(app.env).shown:
        return
    file = Path(builder.outdir, "_static", STYLESHEET)
    content = stylesheet().encode()
    if not file.is_file() or file.read_bytes() != content:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)
    app.config.html_static_path.append(str(STATIC))


def add_assets(
    app: Sphinx,
    pagename: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the stylesheet to a page that shows something of ours, and the scripts that it needs.

    A single page for the whole project counts as every page. A book runs no scripts.
    """
    shown = profile_domain(app.env).shown
    one_page = isinstance(app.builder, SingleFileHTMLBuilder)
    if doctree is None or not (pagename in shown or (one_page and shown)):
        return
    app.add_css_file(STYLESHEET)
    if is_book(app.builder):
        return
    kinds = {type(node) for node in doctree.findall() if type(node) in SCRIPTS}
    for kind, script in SCRIPTS.items():
        if kind in kinds:
            app.add_js_file(script, loading_method="defer")


def setup_assets(app: Sphinx) -> None:
    """Connect the files to the pages."""
    app.connect("write-started", add_static_files, priority=WriteStarted.ADD_STATIC_FILES)
    app.connect("html-page-context", add_assets, priority=PageContext.ADD_TO_HEAD)
