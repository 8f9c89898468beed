"""Tags, each with a node of its kind behind it.

Extensions that wrap the translator look at that node, and at attributes as Sphinx names them:
sphinx-new-tab-link accepts a link only from a `reference`, and looks for `external` in `class`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_profiles.addresses.cleaning import scheme
from sphinxext_profiles.grids.components import is_card, is_item

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

Attributes = dict[str, Any]
NEW_TAB = "myst_links_external_new_tab"


def tag(self: HTML5Translator, name: str, suffix: str = "", **attributes: Any) -> str:
    """Return a start tag that has no node of the document."""
    node = nodes.bullet_list() if name == "ul" else nodes.inline()
    return self.starttag(node, name, suffix, **attributes)


def empty_tag(self: HTML5Translator, name: str, **attributes: Any) -> str:
    """Return the tag of an element without content."""
    return self.emptytag(nodes.inline(), name, "", **attributes)


def link_tag(self: HTML5Translator, address: str, **attributes: Any) -> str:
    """Return the start tag of a link to an address, or to an id that has `#` before it."""
    if "CLASS" in attributes:
        attributes["class"] = attributes.pop("CLASS")
    if address.startswith("#"):
        node = nodes.reference(refid=address[1:], internal=True)
    else:
        internal = "external" not in attributes.get("class", "")
        node = nodes.reference(refuri=address, internal=internal)
    attributes |= new_tab(self.config, address)
    return self.starttag(node, "a", "", href=address, **attributes)


def new_tab(config: Config, address: str) -> Attributes:
    """Return the attributes of a link that opens in a new tab, if MyST's do and it leads out."""
    if getattr(config, NEW_TAB, False) and scheme(address):
        return {"target": "_blank", "rel": "noreferrer noopener"}
    return {}


def open_in_new_tabs(self: HTML5Translator, node: nodes.Element) -> None:
    """Give the links in a node the attributes that MyST gives to those in a text."""
    if not getattr(self.config, NEW_TAB, False):
        return
    for link in node.findall(nodes.reference):
        if "target" not in link and (attributes := new_tab(self.config, link.get("refuri", ""))):
            rel = " ".join(filter(None, (link.get("rel"), attributes["rel"])))
            link.attributes.update(attributes, rel=rel)


def words(self: HTML5Translator, text: str) -> str:
    """Return words of a note as HTML, each backslash in an element: see `mathjax`."""
    return self.encode(text).replace("\\", "<span>\\</span>")


def initials(self: HTML5Translator, node: nodes.Element) -> str:
    """Return the initials of a person, over which a photo lies if there is one."""
    letters = words(self, node["initials"])
    return f'<span class="profile-initials" aria-hidden="true">{letters}</span>'


def language(node: nodes.Element) -> Attributes:
    """Return the attributes `lang` and `dir` that a node asks for."""
    return {name: node[name] for name in ("lang", "dir") if node.get(name)}


def is_book(builder: Builder) -> bool:
    """Return whether a builder of HTML makes an EPUB, which has no scripts and no downloads."""
    return bool(getattr(builder, "embedded", False))


def shadows_beside(card: nodes.Element) -> list[str]:
    """Return the classes for the shadow that sphinx-design's cards have in the same grid."""
    open_layouts = {"profile-card-portrait", "profile-card-hero"}
    if not is_item(card.parent) or open_layouts & {*card["classes"]}:
        return []
    cells = [cell for cell in card.parent.parent if isinstance(cell, nodes.Element)]
    others = [part for cell in cells for part in cell[:1] if isinstance(part, nodes.Element)]
    names = {str(name) for part in others if is_card(part) for name in part["classes"]}
    return sorted(name for name in names if name.startswith("sd-shadow-"))


def skip_departure(_self: HTML5Translator, _node: nodes.Element) -> None:
    """Do nothing at the end of a node: its visitor has written it all."""
