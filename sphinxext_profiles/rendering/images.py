"""The node for an image of a note, what a crop keeps, and its credit: "Jane Doe · CC BY 4.0"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_profiles.addresses.cleaning import host, is_safe
from sphinxext_profiles.addresses.display import readable_host
from sphinxext_profiles.images.frames import PORTRAIT_FOCUS
from sphinxext_profiles.nodes import profile_picture, profile_remote

if TYPE_CHECKING:
    from sphinxext_profiles.images.frames import Frame
    from sphinxext_profiles.model import Image

    from .context import Picture


def picture_node(
    picture: Picture, frame: Frame, authored: str = "", **attributes: Any
) -> profile_picture | profile_remote:
    """Return a node for an image in a frame.

    `authored` is the alt text if an author wrote it, so that it can be translated.
    """
    if picture.remote:
        full, classes = attributes.get("full", False), attributes.get("classes", [])
        alt = attributes.get("alt", "")
        return remote_node(
            picture.uri, alt, authored=authored, shown=True, full=full, classes=classes
        )
    return profile_picture(
        authored=authored,
        uri=picture.uri,
        px=picture.size,
        frame=frame if picture.raster else None,
        origin=picture.origin,
        **{"alt": "", "full": False, "tile": False, "paper": "", **attributes},
    )


def remote_node(address: str, words: str, **attributes: Any) -> profile_remote:
    """Return a node for a remote image, which is a link unless it is `shown`."""
    given = {"authored": "", "shown": False, "full": False, **attributes}
    place = readable_host(host(address))
    return profile_remote("", words, refuri=address, host=place, **given)


def focus_classes(point: tuple[int, int]) -> list[str]:
    """Return the classes that crop an image around a point in percent, if it is not the usual."""
    axes = zip("xy", point, PORTRAIT_FOCUS, strict=True)
    return [f"profile-{axis}-{place}" for axis, place, usual in axes if place != usual]


def credit_line(image: Image) -> list[nodes.Node]:
    """Return the credit of an image as nodes; for a remote image without a credit, its host."""
    credit = image.credit
    parts: list[nodes.Node] = []
    if credit.by:
        parts.append(nodes.Text(credit.by))
    if credit.license:
        parts.append(_linked(credit.license, credit.license_address, rel="license"))
    if place := host(credit.source):
        parts.append(_linked(readable_host(place), credit.source))
    elif credit.source:
        parts.append(nodes.Text(credit.source))
    if image.remote and not parts:
        parts.append(nodes.Text(readable_host(host(image.source))))
    return [node for part in parts for node in (nodes.Text(" · "), part)][1:]


def _linked(words: str, address: str, **attributes: str) -> nodes.Node:
    """Return words, as a link if there is a safe address."""
    if not address or not is_safe(address):
        return nodes.Text(words)
    return nodes.reference("", words, refuri=address, **attributes)
