"""The images in the content of a directive, each with what the author says about it.

An image may stand alone, in a paragraph with others, in a figure, in an item of a list, or in a
link. What is no image, and nothing about one, is the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxext_profiles.model import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class BodyImage:
    """An image in a body."""

    node: nodes.Element
    """The image; or a link without one, to a remote image that a note may not show."""
    link: nodes.Element | None = None
    """The link that the author put around it."""
    caption: list[nodes.Node] = field(default_factory=list)
    figure: nodes.Element | None = None
    """What has its name and ids, if the author made a figure of it."""

    @property
    def origin(self) -> nodes.Element:
        """The node whose text the caption is."""
        parent = self.caption[0].parent if self.caption else None
        return parent if parent is not None else self.node


def images_in(blocks: Iterable[nodes.Node]) -> tuple[list[BodyImage], list[nodes.Node]]:
    """Return the images in some blocks, in their order, and the blocks that are left."""
    images: list[BodyImage] = []
    rest: list[nodes.Node] = []
    for block in blocks:
        if isinstance(block, nodes.figure):
            images += _of_figure(block)
        elif image := _image(block):
            images.append(image)
        elif isinstance(block, nodes.paragraph):
            _add_paragraph(block, images, rest)
        elif isinstance(block, nodes.bullet_list | nodes.enumerated_list):
            for item in block.children:
                _add_item(cast("nodes.Element", item), images, rest)
        else:
            rest.append(block)
    return images, rest


def _image(node: nodes.Node) -> BodyImage | None:
    """Return an image, in a link or not; None for anything else."""
    if isinstance(node, nodes.image):
        return BodyImage(node)
    if not isinstance(node, nodes.Element) or not _is_link(node):
        return None
    inside = list(node.findall(nodes.image))
    if len(inside) == 1 and not _words(node.children):
        return BodyImage(inside[0], link=node)
    if not inside and is_remote(node.get("refuri", "")):
        return BodyImage(node)
    return None


def _is_link(node: nodes.Node) -> bool:
    return isinstance(node, nodes.reference) or type(node).__name__ == "pending_xref"


def _words(children: Iterable[nodes.Node]) -> str:
    """Return the words of some nodes, without the alt texts of images."""
    texts = (text for child in children for text in child.findall(nodes.Text))
    return "".join(texts).strip()


def _of_figure(figure: nodes.figure) -> list[BodyImage]:
    """Return the image of a figure with its caption, to which the legend is added."""
    found = next(filter(None, map(_image, figure.children)), None)
    if found is None:
        return []
    found.figure = figure
    for part in figure.children:
        if isinstance(part, nodes.caption):
            found.caption += part.children
        elif isinstance(part, nodes.legend):
            for paragraph in part.findall(nodes.paragraph):
                found.caption += [nodes.Text(" "), *paragraph.children]
    return [found]


def _add_paragraph(
    paragraph: nodes.paragraph, images: list[BodyImage], rest: list[nodes.Node]
) -> None:
    """Add the images of a paragraph; words beside a single one are its caption."""
    found = [(child, image) for child in paragraph.children if (image := _image(child))]
    taken = [child for child, _ in found]
    others = [child for child in paragraph.children if child not in taken]
    if len(found) == 1 and _words(others):
        found[0][1].caption = _stripped(others)
    elif not found or _words(others):
        rest.append(paragraph)
        for child in taken:
            paragraph.remove(child)
    images += [image for _, image in found]


def _add_item(item: nodes.Element, images: list[BodyImage], rest: list[nodes.Node]) -> None:
    """Add the images of an item; further paragraphs below a single one are its caption."""
    found, others = images_in(item.children)
    paragraphs = [other for other in others if isinstance(other, nodes.paragraph)]
    if len(found) == 1 and others == paragraphs:
        for paragraph in paragraphs:
            found[0].caption += [nodes.Text(" "), *paragraph.children]
        found[0].caption = _stripped(found[0].caption)
    else:
        rest += others
    images += found


def _stripped(words: list[nodes.Node]) -> list[nodes.Node]:
    """Return words without spaces and line ends at their two ends."""
    words = [*words]
    while words and isinstance(words[0], nodes.Text) and not words[0].strip():
        del words[0]
    while words and isinstance(words[-1], nodes.Text) and not words[-1].strip():
        del words[-1]
    if words and isinstance(words[0], nodes.Text):
        words[0] = _text(words[0].lstrip(), words[0].parent)
    if words and isinstance(words[-1], nodes.Text):
        words[-1] = _text(words[-1].rstrip(), words[-1].parent)
    return words


def _text(words: str, parent: nodes.Element) -> nodes.Text:
    text = nodes.Text(words)
    text.parent = parent
    return text
