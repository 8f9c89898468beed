"""People in a file of JSON-LD in schema.org's terms, as `profiles_people_json` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.accounts import fediverse_account, kind_of_address
from sphinxext_profiles.frontmatter.tree import ListNode, MappingNode, Node, ScalarNode
from sphinxext_profiles.frontmatter.values import first_text, folded_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {"Person", "Organization"}
_SAME = {
    "name": "name",
    "givenName": "given_name",
    "familyName": "family_name",
    "description": "summary",
    "jobTitle": "headline",
    "affiliation": "affiliation",
}
"""Properties whose value is that of one of our keys."""


def graph_of(root: Node) -> Node | None:
    """Return the list of things in a document of JSON-LD, None if it is something else."""
    return root.pairs.get("@graph") if isinstance(root, MappingNode) else None


def people_of_graph(things: Node) -> Iterator[tuple[str, Node]]:
    """Yield the people and organisations in a graph, in our keys."""
    for thing in _items(things):
        if isinstance(thing, MappingNode) and _type(thing) in _KINDS:
            yield "", _entry(thing)


def _entry(thing: MappingNode) -> MappingNode:
    """Return a person in our keys."""
    pairs: dict[str, Node] = {
        ours: thing.pairs[own] for own, ours in _SAME.items() if own in thing.pairs
    }
    key = first_text(thing.pairs, ("@id",)).partition("#")[2]
    if key:
        pairs["id"] = _text(key, thing)
    if others := thing.pairs.get("alternateName"):
        pairs["name"] = _mapping(thing, display=pairs.get("name"), alternate=others)
    for image in _items(thing.pairs.get("image"))[:1]:
        inside = folded_pairs(image)
        named = {"src": inside.get("url", image), "alt": inside.get("caption")}
        pairs["photo"] = _mapping(image, **named)
    if _type(thing) == "Organization":
        pairs["type"] = _text("organization", thing)
    pairs["links"] = ListNode(thing.line, list(_links(thing)))
    pairs["roles"] = ListNode(thing.line, list(_roles(thing)))
    return MappingNode(thing.line, pairs, {name: node.line for name, node in pairs.items()})


def _links(thing: MappingNode) -> Iterator[Node]:
    """Yield the links; the first that is no account anywhere is the website."""
    has_website = False
    for node in _items(thing.pairs.get("sameAs")):
        address = node.text if isinstance(node, ScalarNode) else ""
        kind = kind_of_address(address) or ("mastodon" if fediverse_account(address) else "")
        if address.startswith("http") and not kind and not has_website:
            kind, has_website = "website", True
        if address:
            yield _mapping(node, url=node, kind=_text(kind, node))


def _roles(thing: MappingNode) -> Iterator[Node]:
    """Yield the roles: groups, what somebody is in them, and occupations."""
    for node in _items(thing.pairs.get("memberOf")):
        inside = node.pairs.get("memberOf", node) if isinstance(node, MappingNode) else node
        parts = folded_pairs(inside)
        found = {"group": parts.get("name"), "org": parts.get("parent_organization")}
        yield _role(node, found)
    for node in _items(thing.pairs.get("hasOccupation")):
        inside = node.pairs.get("hasOccupation", node) if isinstance(node, MappingNode) else node
        yield _role(node, {"role": folded_pairs(inside).get("name")})


def _role(node: Node, found: dict[str, Node | None]) -> Node:
    """Return a role with its words and dates."""
    about = folded_pairs(node)
    org = found.get("org")
    found |= {"start": about.get("start_date"), "end": about.get("end_date")}
    found |= {"url": about.get("url"), "org": folded_pairs(org).get("name") if org else None}
    found.setdefault("role", about.get("role_name"))
    return _mapping(node, **found)


def _items(node: Node | None) -> list[Node]:
    """Return the values of a property that may have one or several."""
    if node is None:
        return []
    return node.items if isinstance(node, ListNode) else [node]


def _type(thing: MappingNode) -> str:
    return first_text(thing.pairs, ("@type",))


def _text(text: str, near: Node) -> ScalarNode:
    return ScalarNode(text, text, near.line)


def _mapping(near: Node, **given: Node | None) -> MappingNode:
    """Return a mapping of those that are given."""
    pairs = {name: node for name, node in given.items() if node}
    return MappingNode(near.line, pairs, {name: node.line for name, node in pairs.items()})
