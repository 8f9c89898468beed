"""HTML of a person's links: words, or icons in their place."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.nodes import profile_link, profile_links
from sphinxext_profiles.project.config import ProfilesConfig

from .tags import Attributes, is_book, tag

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

ICONS = Path(__file__).parent / "icons.json"
"""The view box and the path of each kind's icon. `.ci/icons.py` writes it; nothing else does."""

ID = "profiles_icon_"
"""The start of the ids of drawings: docutils makes none with such a line in it."""


@cache
def icons() -> dict[str, tuple[str, str]]:
    """Return the icons of the kinds that have one."""
    return {kind: (box, path) for kind, (box, path) in json.loads(ICONS.read_text("utf-8")).items()}


def icon(self: HTML5Translator, node: nodes.Element) -> str:
    """Return the kind whose icon stands for a link, empty for words.

    In a book, each page with a drawing would have to be declared as such, and Sphinx declares none.
    """
    drawn = ProfilesConfig.from_sphinx(self.config).link_style == "icons"
    return node["kind"] if drawn and node["kind"] in icons() and not is_book(self.builder) else ""


def visit_link(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a link; the words of one with an icon are read aloud and shown as its tooltip."""
    kind = icon(self, node)
    if kind:
        node["reftitle"] = node.astext()
        node["classes"].append("profile-icon-link")
    self.visit_reference(node)
    if kind:
        self.body.append(drawing(self, kind) + tag(self, "span", CLASS="profile-icon-words"))


def depart_link(self: HTML5Translator, node: nodes.reference) -> None:
    """End a link."""
    if icon(self, node):
        self.body.append("</span>")
    self.depart_reference(node)


def drawing(self: HTML5Translator, kind: str) -> str:
    """Return an icon. The first of a kind on a page has the path, which the others use."""
    box, path = icons()[kind]
    drawn: set[str] = vars(self).setdefault("profiles_icons_drawn", set())
    shape: Attributes = {"viewBox": box, "width": "16", "height": "16", "fill": "currentColor"}
    unheard: Attributes = {"aria-hidden": "true", "focusable": "false"}
    start = tag(self, "svg", CLASS="profile-icon", **shape, **unheard)
    if kind in drawn:
        return f'{start}<use href="#{ID}{kind}"/></svg>'
    drawn.add(kind)
    return f'{start}<path id="{ID}{kind}" d="{path}"/></svg>'


def visit_links(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a row of links; its items contain lines, not paragraphs."""
    label = {"aria-label": node["label"]} if node["label"] else {}
    self.body.append(self.starttag(node, "ul", **label))


def depart_links(self: HTML5Translator, _node: nodes.Element) -> None:
    """End a row of links."""
    self.body.append("</ul>\n")


def setup_html_links(app: Sphinx) -> None:
    """Register the visitors; see `visitors.setup_html`."""
    app.add_node(profile_link, html=(visit_link, depart_link))
    app.add_node(profile_links, html=(visit_links, depart_links))
