"""HTML of images and galleries; remote images are links, unless the project shows them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes

from sphinxext_profiles import nodes as ours

from .tags import (
    Attributes,
    empty_tag,
    is_book,
    language,
    link_tag,
    new_tab,
    open_in_new_tabs,
    skip_departure,
    tag,
    words,
)

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


_PRIVATE = {"referrerpolicy": "no-referrer"}
"""What keeps the page that a reader is on from the host of an image."""


def visit_picture(self: HTML5Translator, node: nodes.Element) -> None:
    """Write an image."""
    self.body.append(picture(self, node))


def picture(self: HTML5Translator, node: nodes.Element) -> str:
    """Return an image with its true size, so that the page doesn't move when it loads.

    Browsers choose a thumbnail that fits; `src` is for those without WebP. As Sphinx's writer does,
    it leaves in `uri` what the page says, for extensions that look at the page afterwards.
    """
    node["uri"] = _address(self, node["uri"], self.builder.imgpath)
    # An extension may have given the image another address, from which the others follow.
    folder = posixpath.dirname(node["uri"])
    attributes: Attributes = {"src": node["uri"], "alt": node["alt"]}
    if node["px"]:
        attributes["width"], attributes["height"] = (str(size) for size in node["px"])
    if not is_book(self.builder):
        attributes |= _loading(self, node)
    source = ""
    if sources := node.get("sources"):
        files = (f"{posixpath.join(folder, name)} {width}w" for name, width in sources)
        # Browsers measure only what they load later.
        sizes = node["frame"].sizes
        sizes = sizes if "loading" in attributes else sizes.removeprefix("auto, ")
        chosen = {"srcset": ", ".join(files), "sizes": sizes}
        if node["uri"].endswith(".webp"):
            attributes.update(chosen)
        else:
            source = empty_tag(self, "source", type="image/webp", **chosen)
    image = self.emptytag(node, "img", "", **attributes)
    if source:
        image = f"<picture>{source}{image}</picture>"
    if node["full"] and not is_book(self.builder):
        address = _address(self, node.get("original", node["uri"]), folder)
        link = link_tag(self, address, CLASS="profile-image")
        image = f"{link}{image}</a>"
    elif node["tile"]:
        image = f'<span class="profile-image">{image}</span>'
    return image


def _loading(self: HTML5Translator, node: nodes.Element) -> Attributes:
    """Return when a browser loads an image: the first at the head of a page before all others."""
    if node["eager"] and not vars(self).get("profiles_eager"):
        vars(self)["profiles_eager"] = True
        return {"fetchpriority": "high"}
    return {"loading": "lazy", "decoding": "async"}


def _address(self: HTML5Translator, uri: str, folder: str) -> str:
    """Return the address of an image in the output, whose folder is that of all images."""
    name = self.builder.images.get(uri)
    return posixpath.join(folder, quote(name)) if name else uri


def visit_gallery(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a list of figures; the strings of the dialog are for the script that opens it."""
    open_in_new_tabs(self, node)
    attributes = language(node)
    if not is_book(self.builder):
        attributes |= {f"data-{name}": said for name, said in node["dialog"].items()}
    self.body.append(self.starttag(node, "div", "", **attributes))
    self.body.append(tag(self, "ul", "\n", **{"aria-label": node["label"]}))


def depart_gallery(self: HTML5Translator, _node: nodes.Element) -> None:
    """End the list of figures."""
    self.body.append("</ul></div>\n")


def visit_figure(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a figure of a gallery."""
    place = tag(self, "li", CLASS=" ".join(node["row"])) if node["row"] else "<li>"
    self.body.append(f"{place}{self.starttag(node, 'figure', '')}")


def depart_figure(self: HTML5Translator, _node: nodes.Element) -> None:
    """End a figure of a gallery."""
    self.body.append("</figure></li>\n")


def visit_caption(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the caption of a figure."""
    self.body.append(self.starttag(node, "figcaption", ""))


def depart_caption(self: HTML5Translator, _node: nodes.Element) -> None:
    """End the caption of a figure."""
    self.body.append("</figcaption>")


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


VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    ours.profile_picture: (visit_picture, skip_departure),
    ours.profile_gallery: (visit_gallery, depart_gallery),
    ours.profile_figure: (visit_figure, depart_figure),
    ours.profile_caption: (visit_caption, depart_caption),
    ours.profile_remote: (visit_remote, skip_departure),
}
