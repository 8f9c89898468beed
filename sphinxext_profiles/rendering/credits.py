"""Whose work an image is, in a line: "Jane Doe · CC BY 4.0 · commons.wikimedia.org"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_profiles.addresses.cleaning import host, is_safe
from sphinxext_profiles.addresses.display import readable_host

if TYPE_CHECKING:
    from sphinxext_profiles.model import Image


def credit_line(image: Image) -> list[nodes.Node]:
    """Return the credit of an image as nodes; of a remote image without one its host."""
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
    """Return words, as a link where there is an address that is safe."""
    if not address or not is_safe(address):
        return nodes.Text(words)
    return nodes.reference("", words, refuri=address, **attributes)
