"""Rows, items and cards: the nodes that sphinx-design makes, and which they are."""

from __future__ import annotations

from docutils import nodes

_KIND = "design_component"


def is_row(node: nodes.Node | None) -> bool:
    """Return whether a node is the row of a grid, which holds its items."""
    return _kind(node) == "grid-row"


def is_item(node: nodes.Node | None) -> bool:
    """Return whether a node is an item of a grid."""
    return _kind(node) == "grid-item"


def is_card(node: nodes.Node | None) -> bool:
    """Return whether a node is a card of sphinx-design."""
    return _kind(node) == "card"


def grid_item(card: nodes.Element) -> nodes.container:
    """Return a card in the node that sphinx-design makes for an item of a grid."""
    return nodes.container(
        "", card, is_div=True, design_component="grid-item", classes=["sd-col", "sd-d-flex-row"]
    )


def _kind(node: nodes.Node | None) -> str:
    return str(node.get(_KIND, "")) if isinstance(node, nodes.Element) else ""
