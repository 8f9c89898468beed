"""Citations and reference lists as standard nodes, for every output except HTML."""

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
"""The text of a link back to a citation; fonts for paper lack HTML's arrow."""


def adapt_references(doctree: nodes.Element, *, clickable: bool) -> None:
    """Adapt citations and reference lists to what an output can do.

    If it is `clickable` it keeps superscript numbers and the links back from the sources. Otherwise
    it has numbers in brackets, and no links back.
    """
    moved: dict[str, str] = {}
    for citation in doctree.findall(profile_citation):
        if citation["style"] == "superscript" and not clickable:
            citation["style"] = "number"
            citation["parts"] = ["[", *citation["parts"], "]"]
        if isinstance(citation.parent, nodes.title) and citation.parent.parent["ids"]:
            # Tables of contents repeat a heading, and would repeat an id in it.
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
    mark: list[nodes.Node] = []
    for part in node["parts"]:
        if isinstance(part, str):
            mark.append(nodes.Text(part))
        else:
            mark += _link(part, [nodes.Text(part.text)])
    kind = nodes.superscript if node["style"] == "superscript" else nodes.inline
    return [*node.children, kind("", "", *mark)]


def _link(link: Link, words: list[nodes.Node]) -> list[nodes.Node]:
    """Return a link, preceded by the target of the link back from the source."""
    target = [nodes.target("", "", ids=[link.anchor])] if link.anchor else []
    address = link.address
    where = {"refid": address[1:]} if address.startswith("#") else {"refuri": address}
    return [*target, nodes.reference("", "", *words, internal=link.listed, **where)]


def _references(node: nodes.Element) -> list[nodes.Node]:
    """Return the entries as numbered lists: a gap in the numbers begins a new list."""
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
    """Return an entry: title and site, and below them the address on a line of its own."""
    address = profile_address("", entry["address"], refuri=entry["address"])
    link = profile_lines("", "", address)
    target = nodes.target("", "", ids=list(entry["ids"]))
    line: list[nodes.Node] = [target]
    if words := source_words(entry):
        line.append(nodes.Text(words))
    for anchor, letters, _label in entry["backlinks"]:
        back = nodes.reference("", letters or BACK, refid=anchor, internal=True)
        line += [nodes.Text(" "), back]
    if len(line) == 1:
        link.insert(0, target)
        return nodes.list_item("", link)
    return nodes.list_item("", nodes.paragraph("", "", *line), link)


def source_words(entry: nodes.Element) -> str:
    """Return what is said of a source besides its address: title, site, when it was looked at."""
    title, where = (child.astext() for child in entry.children)
    details = [f"{title}{entry['joint']}{where}" if entry["titled"] else where, entry["accessed"]]
    words = ", ".join(part for part in details if part)
    return words[:1].upper() + words[1:] if words == entry["accessed"] else words


EXPANSIONS: dict[type[nodes.Element], Callable[[nodes.Element], list[nodes.Node]]] = {
    profile_citation: _citation,
    profile_references: _references,
}
