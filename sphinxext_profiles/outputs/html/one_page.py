"""Ids of a project that is written as one page.

A person may be shown on many pages, each with ids of its own; together they would repeat. Sphinx
leaves links from page to page as `#document-page#id`, which no browser follows.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.nodes import profile_citation, profile_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinxext_profiles.rendering.citations import Link

MARK = "#document-"
"""Begins an address in the page, followed by a docname and often by a `#` and an id."""


class Place(NamedTuple):
    """An id, and the page that it was made on."""

    docname: str
    name: str


def tell_ids_apart(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each id that was used before a number, and lead every link to the right one.

    Ids of ordinary sections stay: Sphinx finds their numbers by them.
    """
    if app.builder.name != "singlehtml":
        return
    elements = list(_with_pages(doctree, docname))
    names = _new_names(elements)
    # Sphinx marks where each page begins, but the first.
    top = next((element["ids"][0] for element, _ in elements if element["ids"]), "")
    names[Place(docname, "")] = top
    for element, page in elements:
        _lead(element, page, names)


def _with_pages(node: nodes.Element, page: str) -> Iterator[tuple[nodes.Element, str]]:
    """Yield every element of the document with the page that it comes from, in order."""
    ahead: list[tuple[nodes.Element, str]] = [(node, page)]
    while ahead:
        element, page = ahead.pop()
        if isinstance(element, addnodes.start_of_file):
            page = element["docname"]
        yield element, page
        inner = [child for child in element.children if isinstance(child, nodes.Element)]
        ahead.extend((child, page) for child in reversed(inner))


def _new_names(elements: list[tuple[nodes.Element, str]]) -> dict[Place, str]:
    """Return what each id is called in the one page, and call it so where it stands."""
    fixed = {
        Place(page, name): name
        for element, page in elements
        if type(element) is nodes.section
        for name in element["ids"]
    }
    names = dict(fixed)
    taken = set(fixed.values())
    for element, page in elements:
        for name in _ids(element):
            place = Place(page, name)
            if place not in names:
                names[place] = _free(name, taken)
                taken.add(names[place])
        if element["ids"]:
            element["ids"] = [names[Place(page, name)] for name in element["ids"]]
    return names


def _ids(element: nodes.Element) -> list[str]:
    """Return the ids of an element, those that its writer makes of its attributes too."""
    if isinstance(element, profile_citation):
        anchors = (link.anchor for link in _links(element) if link.anchor)
        return list(dict.fromkeys((*element["ids"], *anchors)))
    return list(element["ids"])


def _free(name: str, taken: set[str]) -> str:
    """Return a name that nothing has, with a number if it must."""
    if name not in taken:
        return name
    return next(free for number in count(2) if (free := f"{name}-{number}") not in taken)


def _lead(element: nodes.Element, page: str, names: dict[Place, str]) -> None:
    """Let an element's links lead to the ids as they are called now."""
    if isinstance(element, profile_citation):
        element["parts"] = [
            part if isinstance(part, str) else _led(part, page, names) for part in element["parts"]
        ]
        if element["around"]:
            element["around"] = _led(element["around"], page, names)
    elif isinstance(element, profile_reference):
        element["backlinks"] = [
            (names.get(Place(page, anchor), anchor), *rest)
            for anchor, *rest in element["backlinks"]
        ]
    if "refid" in element:
        element["refid"] = names.get(Place(page, element["refid"]), element["refid"])
    if "refuri" in element:
        element["refuri"] = _address(element["refuri"], page, names)


def _links(citation: profile_citation) -> list[Link]:
    """Return the links of a citation."""
    parts = [citation["around"], *citation["parts"]]
    return [part for part in parts if part and not isinstance(part, str)]


def _led(link: Link, page: str, names: dict[Place, str]) -> Link:
    """Return a link of a citation with the ids as they are called now."""
    anchor = names.get(Place(page, link.anchor), link.anchor) if link.anchor else ""
    return link._replace(anchor=anchor, address=_address(link.address, page, names))


def _address(address: str, page: str, names: dict[Place, str]) -> str:
    """Return an address with the id as it is called now; one of another site stays."""
    if address.startswith(MARK):
        page, mark, name = address.removeprefix(MARK).partition("#")
        found = names.get(Place(page, name), name)
        return f"#{found}" if found or mark else address
    if address.startswith("#"):
        return f"#{names.get(Place(page, address[1:]), address[1:])}"
    return address
