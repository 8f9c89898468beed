"""Standard nodes for builders that we have no visitors for.

Writers of others look a node up by the name of its class, so a kind of paragraph is not a paragraph
to them. They get this:

    profile_card
      paragraph
        strong: the name
        " — headline"
      paragraph
        image
      paragraph: "another name · affiliation"
      the summary
      bullet_list of links
      paragraph: tags
      paragraph: who wrote the note
    profile_gallery
      figure
        image
        caption
    profile_references
      enumerated_list
        list_item
          paragraph: title and site, and the address as a link

A bare writer, such as those of Markdown, shows neither captions nor the ids of paragraphs. It gets
a figure as two paragraphs, and a target for each id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias, cast

from docutils import nodes
from sphinx.addnodes import toctree

from sphinxext_profiles import nodes as ours
from sphinxext_profiles.toctree.adopted import adopting_toctrees

from .bylines import compose_bylines
from .composing import (
    DASH,
    CardParts,
    card_parts,
    date_roles,
    is_box,
    joined,
    tags_line,
    written,
)
from .reference_expansion import EXPANSIONS as REFERENCES
from .reference_expansion import source_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Expansions: TypeAlias = "dict[type[nodes.Element], Callable[[nodes.Element], list[nodes.Node]]]"
"""What becomes of each kind of node."""

_KEPT = {
    *("ids", "names", "dupnames", "backrefs", "classes"),
    *("uri", "candidates", "alt", "width"),
    *("refuri", "refid", "internal"),
}
"""The attributes of our nodes that mean something in the standard ones."""

_CLASS = re.compile(r"profile(?:-.*)?|h-card|[pu]-.*")
"""Classes for our stylesheet and for microformats. Some writers look for a style of that name."""


def standardise(tree: nodes.Element, *, bare: bool) -> None:
    """Replace all nodes of ours in a tree, where faces are names already."""
    _settle_toctrees(tree)
    date_roles(tree)
    compose_bylines(tree)
    for card in list(tree.findall(ours.profile_card)):
        blocks = _card(card)
        card.children = []
        card.extend(blocks)
    for figure in list(tree.findall(ours.profile_figure)):
        _replace(figure, _figure(figure, bare=bare))
    _keep_anchors(tree, bare=bare)
    for references in list(tree.findall(ours.profile_references)):
        _replace(references, _references(references, bare=bare))
    for kind, expand in _EXPANSIONS.items():
        for node in list(tree.findall(kind)):
            _replace(node, expand(node))
    for node in cast("list[nodes.Element]", list(tree.findall(_is_ours))):
        _replace(node, node.children if is_box(node) else [_standard(node)])
    _drop_classes(tree)


def _settle_toctrees(tree: nodes.Element) -> None:
    """Make the toctrees of indexes plain ones, in whose place some builders put the pages.

    Those without pages go: of two in a row, Sphinx removes only the first where it shows none.
    """
    for adopting in list(adopting_toctrees(tree)):
        _replace(adopting, [toctree("", **adopting.attributes)] if adopting["entries"] else [])


def _drop_classes(tree: nodes.Element) -> None:
    for node in tree.findall(nodes.Element):
        if any(map(_CLASS.fullmatch, node["classes"])):
            node["classes"] = [name for name in node["classes"] if not _CLASS.fullmatch(name)]


def _replace(node: nodes.Element, others: Iterable[nodes.Node]) -> None:
    cast("nodes.Element", node.parent).replace(node, list(others))


def _is_ours(node: nodes.Node) -> bool:
    return type(node).__module__ == ours.__name__


def _standard(node: nodes.Element) -> nodes.Element:
    """Return the standard node that one of ours is a kind of, with the same content."""
    bases = cast("tuple[type[nodes.Element], ...]", type(node).__mro__)
    standard = next(base for base in bases if base.__module__ == nodes.__name__)()
    standard.attributes |= {name: value for name, value in node.attributes.items() if name in _KEPT}
    standard.source, standard.line, standard.rawsource = node.source, node.line, node.rawsource
    standard.extend(node.children)
    return standard


# Anchors


def _keep_anchors(tree: nodes.Element, *, bare: bool) -> None:
    """Move the ids that writers would ignore to the first line below."""
    for place in cast("list[nodes.Element]", list(tree.findall(_is_place))):
        line = next((line for line in place.findall(nodes.TextElement) if _is_line(line)), None)
        if line is not None:
            _anchor(line, place["ids"], bare=bare)
            place["ids"] = []


def _is_place(node: nodes.Node) -> bool:
    """Return whether a node has an id that writers ignore: a box, or a person in an index."""
    if not isinstance(node, nodes.Element) or not node["ids"]:
        return False
    if isinstance(node, nodes.list_item | nodes.row):
        return isinstance(node.parent, ours.profile_people) or "h-card" in node["classes"]
    return is_box(node)


def _is_line(node: nodes.Element) -> bool:
    return isinstance(node, nodes.paragraph | nodes.rubric)


def _anchor(line: nodes.Element, ids: list[str], *, bare: bool) -> None:
    """Let links to some ids lead to a line."""
    line["ids"] += ids
    if not bare:
        return
    targets = [nodes.target("", "", refid=name) for name in ids]
    if isinstance(line, nodes.paragraph):
        line.insert(0, targets)
    else:
        line.parent.insert(line.parent.index(line), targets)


# Cards and galleries


def _card(card: nodes.Element) -> list[nodes.Node]:
    """Return a card as paragraphs, of which the first says who it is."""
    parts = card_parts(card)
    head = joined(DASH, parts.headlines)
    if parts.names:
        name = nodes.strong("", "", *joined(DASH, parts.names))
        head = [name, nodes.Text(DASH), *head] if head else [name]
    blocks: list[nodes.Node] = [nodes.paragraph("", "", *head)] if head else []
    blocks += [*_photos(parts, card), *parts.titles]
    if parts.details:
        blocks.append(nodes.paragraph("", "", *parts.details))
    return [*blocks, *parts.summary, *parts.rows, *parts.fields, *parts.provenance]


def _photos(parts: CardParts, card: nodes.Element) -> list[nodes.Node]:
    """Return the portrait without the initials, described by the name where nobody did.

    Readers of Markdown see no more of it than that.
    """
    names = [value["value"] for value in card.findall(ours.profile_value)]
    names += [line.astext() for line in parts.names]
    photos = [cast("nodes.image", image) for photo in parts.photos for image in photo.children]
    for photo in photos:
        photo["alt"] = photo["alt"] or next(iter(names), "")
    return list(photos)


def _row(row: nodes.Element) -> list[nodes.Node]:
    """Return links as a list with readable addresses, or tags as a line."""
    if "profile-links" not in row["classes"]:
        return [tags_line(row)]
    links = nodes.bullet_list(bullet="-")
    for item in row.children:
        words = item.astext()
        for link in item.findall(nodes.reference):
            address = written(link["refuri"])
            line = nodes.paragraph("", "" if words == address else f"{words}: ")
            line += nodes.reference("", address, refuri=link["refuri"])
            links += nodes.list_item("", line)
    return [links]


def _figure(figure: nodes.Element, *, bare: bool) -> list[nodes.Node]:
    """Return an image and its caption as a figure, or as two paragraphs."""
    image, *others = cast("list[nodes.Element]", figure.children)
    words = [other for other in others if other.children]
    linked = isinstance(image, ours.profile_bare)
    if linked:
        image = cast("nodes.Element", image[0])
    if (linked or isinstance(image, nodes.image)) and not bare:
        if not words:
            return [image]
        # Sphinx's writers expect an id of every figure that has a caption.
        ids, image["ids"] = image["ids"], []
        return [nodes.figure("", image, *words, ids=ids)]
    shown = linked or isinstance(image, nodes.image)
    line = nodes.paragraph("", "", image) if shown else image
    lines = (nodes.emphasis("", "", *other.children) for other in words)
    return [line, *(nodes.paragraph("", "", emphasis) for emphasis in lines)]


def _remote(image: nodes.Element) -> list[nodes.Node]:
    """Return a remote image as a link."""
    return [nodes.paragraph("", "", nodes.reference("", image.astext(), refuri=image["refuri"]))]


# Indexes


def _people(people: nodes.Element) -> list[nodes.Node]:
    """Return cards one after the other, and names as a list."""
    items = cast("list[nodes.Element]", people.children)
    cards = [child for item in items for child in item.children]
    if any(isinstance(child, ours.profile_card) for child in cards):
        return cards
    return [nodes.bullet_list("", *items, bullet="-")]


def _nothing(_node: nodes.Element) -> list[nodes.Node]:
    return []


# Citations and reference lists


def _citation(citation: nodes.Element) -> list[nodes.Node]:
    """Return numbers that are links; no link leads back to them, so they need no ids."""
    parts, around = citation["parts"], citation["around"]
    citation["parts"] = [p if isinstance(p, str) else p._replace(anchor="") for p in parts]
    citation["around"] = around and around._replace(anchor="")
    return REFERENCES[ours.profile_citation](citation)


def _references(references: nodes.Element, *, bare: bool) -> list[nodes.Node]:
    """Return the entries of a reference list.

    Many writers count from one, whatever the first number. If that were wrong, the numbers are
    written as the citations are.
    """
    entries = cast("list[ours.profile_reference]", references.children)
    counted = [entry["number"] for entry in entries] == list(range(1, len(entries) + 1))
    lines = [_reference(entry, "" if counted else f"[{entry['number']}] ") for entry in entries]
    for entry, line in zip(entries, lines, strict=True):
        _anchor(line, entry["ids"], bare=bare)
    items = [nodes.list_item("", line) for line in lines]
    if counted:
        return [nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".")]
    return [nodes.bullet_list("", *items, bullet="-")]


def _reference(entry: ours.profile_reference, number: str) -> nodes.paragraph:
    """Return a source: title and site, and its address as a link."""
    words = source_words(entry)
    line = nodes.paragraph("", number + (f"{words}: " if words else ""))
    line += nodes.reference("", entry["address"], refuri=entry["address"])
    return line


def _table(table: nodes.Element) -> list[nodes.Node]:
    """Return a table of people as any other."""
    return [nodes.table("", *table.children, classes=table["classes"], ids=table["ids"])]


EVERYWHERE: Expansions = {
    ours.profile_people: _people,
    ours.profile_table: _table,
    ours.profile_remote: _remote,
    ours.profile_value: _nothing,
    ours.profile_search: _nothing,
}
"""What becomes the same in every output that has no visitors for it."""

_EXPANSIONS: Expansions = {**EVERYWHERE, ours.profile_links: _row, ours.profile_citation: _citation}
