"""Citations and reference lists as standard nodes, for every output but HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxext_profiles.nodes import (
    profile_address,
    profile_citation,
    profile_lines,
    profile_reference,
    profile_references,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_profiles.rendering.citations import Link

BACK = "^"
"""Leads back to a citation; fonts for paper lack the arrow of HTML."""


def adapt_references(doctree: nodes.document, *, clickable: bool) -> None:
    """Settle what an output can do.

    One with pages to click through has small raised numbers, and ways back from the sources.
    Others have neither, and numbers in brackets.
    """
    moved: dict[str, str] = {}
    for citation in doctree.findall(profile_citation):
        if citation["style"] == "superscript" and not clickable:
            citation["style"] = "number"
            citation["parts"] = ["[", *citation["parts"], "]"]
        if isinstance(citation.parent, nodes.title) and citation.parent.parent["ids"]:
            # A heading is repeated in tables of contents, and an id in it would be, too.
            section = citation.parent.parent["ids"][0]
            links = [part for part in citation["parts"] if not isinstance(part, str)]
            moved |= {link.anchor: section for link in links if link.anchor}
            citation["parts"] = [
                part if isinstance(part, str) else part._replace(anchor="")
                for part in citation["parts"]
            ]
    for entry in doctree.findall(profile_reference):
        backlinks = entry["backlinks"] if clickable else []
        entry["backlinks"] = [(moved.get(anchor, anchor), *rest) for anchor, *rest in backlinks]


def _citation(node: nodes.Element) -> list[nodes.Node]:
    """Return `[1, 3]` with each number a link."""
    if node["around"]:
        return [nodes.inline("", "", *_link(node["around"], node.children))]
    made: list[nodes.Node] = []
    for part in node["parts"]:
        if isinstance(part, str):
            made.append(nodes.Text(part))
        else:
            made += _link(part, [nodes.Text(part.text)])
    kind = nodes.superscript if node["style"] == "superscript" else nodes.inline
    return [*node.children, kind("", "", *made)]


def _link(link: Link, words: list[nodes.Node]) -> list[nodes.Node]:
    """Return a link, and before it the id that a source leads back to."""
    made: list[nodes.Node] = [nodes.target("", "", ids=[link.anchor])] if link.anchor else []
    address = link.address
    where = {"refid": address[1:]} if address.startswith("#") else {"refuri": address}
    return [*made, nodes.reference("", "", *words, internal=link.listed, **where)]


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
    address = profile_address("", entry["address"], refuri=entry["address"])
    link = profile_lines("", "", address)
    target = nodes.target("", "", ids=list(entry["ids"]))
    title, where = (child.astext() for child in entry.children)
    told = [f"{title}{entry['joint']}{where}" if entry["titled"] else where, entry["accessed"]]
    words = ", ".join(part for part in told if part)
    words = words[:1].upper() + words[1:] if words == entry["accessed"] else words
    shown: list[nodes.Node] = [target]
    if words:
        shown.append(nodes.Text(words))
    for anchor, letters, _label in entry["backlinks"]:
        back = nodes.reference("", letters or BACK, refid=anchor, internal=True)
        shown += [nodes.Text(" "), back]
    if len(shown) == 1:
        link.insert(0, target)
        return nodes.list_item("", link)
    return nodes.list_item("", nodes.paragraph("", "", *shown), link)


EXPANSIONS: dict[type[nodes.Element], Callable[[nodes.Element], list[nodes.Node]]] = {
    profile_citation: _citation,
    profile_references: _references,
}
