"""The small nodes of ours as standard nodes, for every output but HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxext_profiles.nodes import (
    profile_bibliography_block,
    profile_card,
    profile_citation,
    profile_face,
    profile_gallery,
    profile_links,
    profile_name,
    profile_people,
    profile_photo,
    profile_picture,
    profile_reference,
    profile_references,
    profile_region,
    profile_remote,
    profile_search,
    profile_value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

SEPARATOR = ", "


def expand_nodes(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Replace what only HTML's visitors write directly, unless that is what is written.

    References are resolved by then, and nothing that is made here needs to be.
    """
    if app.builder.format == "html":
        if getattr(app.builder, "embedded", False):
            _name_faces(doctree)
            for search in list(doctree.findall(profile_search)):
                search.parent.remove(search)
        return
    _name_faces(doctree)
    _keep_anchors(doctree)
    for picture in list(doctree.findall(profile_picture)):
        if picture["paper"]:
            picture["width"] = picture["paper"]
        if not app.builder.supported_image_types and not picture["alt"]:
            # A portrait that is decoration has no words to show in its place.
            picture.parent.remove(picture)
    for kind, expand in EXPANSIONS.items():
        for node in list(doctree.findall(kind)):
            node.parent.replace(node, expand(node))


def _name_faces(doctree: nodes.document) -> None:
    """Replace faces by names in a list: paper and books know no pointer that rests on a face."""
    for people in doctree.findall(profile_people):
        if "profile-faces" in people["classes"]:
            people["classes"] = ["profile-list"]
            for face in list(people.findall(profile_face)):
                name = profile_name("", face.astext(), lang=face["lang"], dir=face["dir"])
                face.parent.replace(face, name)


def _keep_anchors(doctree: nodes.document) -> None:
    """Put a target into the first line of each box that links lead to.

    Writers other than HTML's make nothing of the ids of containers, list items and rows.
    """
    for node in cast("list[nodes.Element]", list(doctree.findall(_is_box))):
        line = next(iter(node.findall(nodes.paragraph)), None)
        if line is not None:
            line.insert(0, nodes.target("", "", ids=node["ids"]))
            node["ids"] = []


def _is_box(node: nodes.Node) -> bool:
    """Return whether a node is a box of ours, or a person's place in an index, with an id."""
    if not isinstance(node, (nodes.container, nodes.list_item, nodes.row)) or not node["ids"]:
        return False
    if isinstance(node, BOXES) or isinstance(node.parent, profile_people):
        return True
    return not {"profile-index", "h-card"}.isdisjoint(node["classes"])


def _people(node: nodes.Element) -> list[nodes.Node]:
    """Return cards one after the other, and names as the list that they are."""
    items = cast("list[nodes.Element]", node.children)
    shown = [child for item in items for child in item.children]
    if any(isinstance(child, profile_card) for child in shown):
        return shown
    return [nodes.bullet_list("", *node.children, bullet="-")]


def _citation(node: nodes.Element) -> list[nodes.Node]:
    """Return `[1, 3]` with each number a link."""
    made: list[nodes.Node] = [nodes.Text("[")]
    pairs = zip(node["numbers"], node["targets"], strict=True)
    for index, (number, (anchor, address)) in enumerate(pairs):
        if index:
            made.append(nodes.Text(SEPARATOR))
        if anchor:
            made.append(nodes.target("", "", ids=[anchor]))
        where = {"refid": address[1:]} if address.startswith("#") else {"refuri": address}
        made.append(nodes.reference("", str(number), internal="refid" in where, **where))
    return [nodes.inline("", "", *made, nodes.Text("]"))]


def _references(node: nodes.Element) -> list[nodes.Node]:
    """Return the entries as numbered lists: a new one begins where the numbers have a gap."""
    lists: list[nodes.enumerated_list] = []
    expected = -1
    for entry in cast("list[profile_reference]", node.children):
        if entry["number"] != expected:
            lists.append(
                nodes.enumerated_list(
                    start=entry["number"], enumtype="arabic", prefix="", suffix="."
                )
            )
        expected = entry["number"] + 1
        lists[-1] += _reference(entry)
    return list(lists)


def _reference(entry: profile_reference) -> nodes.list_item:
    """Return an entry: title and site, and the address on a line of its own."""
    address = entry["address"]
    link = nodes.paragraph("", "", nodes.reference("", address, refuri=address))
    target = nodes.target("", "", ids=list(entry["ids"]))
    text = f"{entry.astext()}{entry['joint']}" if entry["titled"] else ""
    words = text + entry["where"]
    if not words:
        link.insert(0, target)
        return nodes.list_item("", link)
    return nodes.list_item("", nodes.paragraph("", "", target, nodes.Text(words)), link)


def _links(node: nodes.Element) -> list[nodes.Node]:
    """Return a row of links as a list with readable addresses."""
    made = nodes.bullet_list(bullet="-")
    for item in node.children:
        paragraph = nodes.paragraph("", item.astext())
        for link in item.findall(nodes.reference):
            address = link["refuri"]
            paragraph += [nodes.Text(": "), nodes.reference("", address, refuri=address)]
        made += nodes.list_item("", paragraph)
    return [made]


def _remote(node: nodes.Element) -> list[nodes.Node]:
    """Return a remote image as a link with its text."""
    return [nodes.paragraph("", "", nodes.reference("", node.astext(), refuri=node["refuri"]))]


def _photo(node: nodes.Element) -> list[nodes.Node]:
    """Return the portrait alone: the initials stand for a missing one in HTML only."""
    return list(node.children)


def _nothing(_node: nodes.Element) -> list[nodes.Node]:
    return []


BOXES = (profile_card, profile_region, profile_bibliography_block, profile_gallery)

EXPANSIONS: dict[type[nodes.Element], Callable[[nodes.Element], list[nodes.Node]]] = {
    profile_people: _people,
    profile_citation: _citation,
    profile_references: _references,
    profile_links: _links,
    profile_remote: _remote,
    profile_photo: _photo,
    profile_value: _nothing,
    profile_search: _nothing,
}
