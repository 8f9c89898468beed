"""Our small nodes as standard nodes, for every output except HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxext_profiles.nodes import (
    profile_bare,
    profile_bibliography_block,
    profile_card,
    profile_face,
    profile_gallery,
    profile_links,
    profile_name,
    profile_people,
    profile_photo,
    profile_picture,
    profile_references,
    profile_region,
    profile_remote,
    profile_search,
    profile_value,
)

from .composing import compose
from .reference_expansion import EXPANSIONS as REFERENCES
from .reference_expansion import adapt_references
from .settling import PLAIN, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


def expand_nodes(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Replace the nodes that only HTML's visitors can write, unless the output is HTML.

    Cross-references are resolved by then, so the new nodes contain none.
    """
    if app.builder.format == "html":
        if getattr(app.builder, "embedded", False):
            _name_faces(doctree)
            _drop_search(doctree)
        return
    builder = app.builder
    if builder.format == "latex":
        _show_faces(doctree)
    else:
        _name_faces(doctree)
    _keep_anchors(doctree)
    _settle_pictures(doctree, shown=bool(builder.supported_image_types))
    if builder.format in PLAIN:
        compose(doctree, pictures=bool(builder.supported_image_types))
    adapt_references(doctree, clickable=builder.format == "latex")
    for kind, expand in EXPANSIONS.items():
        if app.builder.format == "latex" and kind in WRITTEN_IN_LATEX:
            continue
        for node in list(doctree.findall(kind)):
            node.parent.replace(node, expand(node))
    if builder.format in PLAIN:
        settle(doctree, builder.format)


def _drop_search(doctree: nodes.document) -> None:
    """Remove the controls of a search, and the attributes that only its script reads."""
    for search in list(doctree.findall(profile_search)):
        search.parent.remove(search)
    for node in doctree.findall(nodes.Element):
        if isinstance(node, (profile_card, profile_name)):
            node.attributes.pop("search", None)


def _settle_pictures(doctree: nodes.document, *, shown: bool) -> None:
    """Give images their width on paper; remove decoration from outputs without images."""
    for picture in list(doctree.findall(profile_picture)):
        if picture["paper"]:
            picture["width"] = picture["paper"]
        if not shown and not picture["alt"]:
            picture.parent.remove(picture)


def _name_faces(doctree: nodes.document) -> None:
    """Replace faces by a list of names: on paper and in books no pointer can rest on a face."""
    for people in doctree.findall(profile_people):
        if "profile-faces" in people["classes"]:
            people["classes"] = ["profile-list"]
            for face in list(people.findall(profile_face)):
                name = profile_name("", face.astext(), lang=face["lang"], dir=face["dir"])
                face.parent.replace(face, name)


def _show_faces(doctree: nodes.document) -> None:
    """Put names beside the photos, for paper: there, no pointer makes a name appear."""
    for face in list(doctree.findall(profile_face)):
        bare: nodes.Element = face.parent
        while not isinstance(bare, profile_bare):
            bare = bare.parent
        photo = profile_photo(classes=["profile-photo", face["hue"]], initials=face["initials"])
        photo.extend(list(face.findall(profile_picture)))
        face.parent.replace(
            face, profile_name("", face.astext(), lang=face["lang"], dir=face["dir"])
        )
        bare["classes"] = ["profile-name"]
        bare.parent.insert(0, photo)


def _keep_anchors(doctree: nodes.document) -> None:
    """Add a target to the first line of each box that links lead to.

    Writers other than HTML's ignore the ids of containers, list items and rows.
    """
    for node in cast("list[nodes.Element]", list(doctree.findall(_is_box))):
        line = next(iter(node.findall(nodes.paragraph)), None)
        if line is not None:
            line.insert(0, nodes.target("", "", ids=node["ids"]))
            node["ids"] = []


def _is_box(node: nodes.Node) -> bool:
    """Return whether a node is a box of ours or a person's place in an index, and has an id."""
    if not isinstance(node, (nodes.container, nodes.list_item, nodes.row)) or not node["ids"]:
        return False
    if isinstance(node, BOXES) or isinstance(node.parent, profile_people):
        return True
    return not {"profile-index", "h-card"}.isdisjoint(node["classes"])


def _people(node: nodes.Element) -> list[nodes.Node]:
    """Return cards one after the other, and names as a list."""
    items = cast("list[nodes.Element]", node.children)
    people = [child for item in items for child in item.children]
    if any(isinstance(child, profile_card) for child in people):
        return people
    return [nodes.bullet_list("", *node.children, bullet="-")]


def _links(node: nodes.Element) -> list[nodes.Node]:
    """Return a row of links as a list with readable addresses."""
    links = nodes.bullet_list(bullet="-")
    for item in node.children:
        paragraph = nodes.paragraph("", item.astext())
        for link in item.findall(nodes.reference):
            address = link["refuri"]
            paragraph += [nodes.Text(": "), nodes.reference("", address, refuri=address)]
        links += nodes.list_item("", paragraph)
    return [links]


def _remote(node: nodes.Element) -> list[nodes.Node]:
    """Return a remote image as a link."""
    return [nodes.paragraph("", "", nodes.reference("", node.astext(), refuri=node["refuri"]))]


def _photo(node: nodes.Element) -> list[nodes.Node]:
    """Return the portrait without the initials, which replace a missing one in HTML only."""
    return list(node.children)


def _nothing(_node: nodes.Element) -> list[nodes.Node]:
    return []


BOXES = (profile_card, profile_region, profile_bibliography_block, profile_gallery)

EXPANSIONS: dict[type[nodes.Element], Callable[[nodes.Element], list[nodes.Node]]] = {
    profile_people: _people,
    **REFERENCES,
    profile_links: _links,
    profile_remote: _remote,
    profile_photo: _photo,
    profile_value: _nothing,
    profile_search: _nothing,
}

WRITTEN_IN_LATEX = {
    profile_people,
    profile_references,
    profile_links,
    profile_remote,
    profile_photo,
}
"""The nodes that have visitors for LaTeX."""
