"""One folder per output; what outputs share is in `transforms`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.project.order import Resolved

from .html.assets import setup_assets
from .html.head.completing import setup_head
from .html.index import setup_html_index
from .html.links import setup_html_links
from .html.mathjax import setup_mathjax
from .html.one_page import tell_ids_apart
from .html.people_json import setup_people_json
from .html.visitors import setup_html
from .latex.visitors import setup_latex
from .plain.expansion import expand_nodes
from .plain.visitors import setup_plain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_outputs(app: Sphinx) -> None:
    """Register the visitors, and the changes to a page for one output, with Sphinx."""
    setup_html(app)
    setup_html_index(app)
    setup_html_links(app)
    setup_head(app)
    setup_people_json(app)
    setup_plain(app)
    setup_assets(app)
    setup_latex(app)
    setup_mathjax(app)
    app.connect("doctree-resolved", tell_ids_apart, priority=Resolved.TELL_IDS_APART)
    app.connect("doctree-resolved", expand_nodes, priority=Resolved.EXPAND_NODES)
