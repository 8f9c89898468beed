"""HTML of remote images: links, or the images themselves where the project shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .tags import Attributes, new_tab, words

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_PRIVATE = {"referrerpolicy": "no-referrer"}
"""What keeps the page that a reader is on from the host of an image."""


def visit_remote(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a remote image, or a link to it; neither reveals the page to the host."""
    if node["shown"]:
        self.body.append(remote_picture(self, node))
        raise nodes.SkipNode
    text, host = words(self, node.astext()), words(self, node["host"])
    self.body.append(
        f'{_link(self, node, "profile-image-remote")}<span class="profile-image-text">{text}'
        f' <span class="profile-image-host">{host}</span></span></a>'
    )
    raise nodes.SkipNode


def remote_picture(self: HTML5Translator, node: nodes.Element) -> str:
    """Return a remote image as it is, loaded when a reader comes near."""
    attributes: Attributes = {"src": node["refuri"], "alt": node.astext()}
    attributes |= {name: node[name] for name in ("width", "height") if node.get(name)}
    attributes.update(loading="lazy", decoding="async", **_PRIVATE)
    image = self.emptytag(node, "img", "", **attributes)
    if not node["full"]:
        return image
    link = nodes.reference(refuri=node["refuri"])
    return f"{_link(self, link, 'profile-image')}{image}</a>"


def _link(self: HTML5Translator, node: nodes.Element, name: str) -> str:
    """Return the start of a link to the address of a node."""
    attributes = {"href": node["refuri"], **_PRIVATE, **new_tab(self.config, node["refuri"])}
    return self.starttag(node, "a", "", CLASS=name, **attributes)
