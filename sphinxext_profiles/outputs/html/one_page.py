"""Unique ids in a project that is written as one page.

A person may be shown on many pages, and in one page their ids would repeat. Sphinx leaves links
from page to page as `#document-page#id`, which no browser follows.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from sphinxext_profiles.nodes import profile_citation, profile_reference
from sphinxext_profiles.project.domain import profile_domain

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sphinx.application import Sphinx

    from sphinxext_profiles.rendering.citations import Link

MARK = "#document-"
"""The start of an address in the page; a docname follows, and often `#` and an id."""


class Place(NamedTuple):
    """An id, and the page that it comes from."""

    docname: str
    name: str


def tell_ids_apart(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add a number to each repeated id, and point every link to the right id.

    Ids of ordinary sections stay, because Sphinx looks up section numbers by them, and so do all
    ids of pages without people.
    """
    shown = profile_domain(app.env).shown
    if not (shown and isinstance(app.builder, SingleFileHTMLBuilder)):
        return
    elements = list(_with_pages(doctree, docname))
    names = _new_names(elements, shown)
    # Sphinx marks where each page begins, except the first.
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


def _new_names(
    elements: list[tuple[nodes.Element, str]], shown: Container[str]
) -> dict[Place, str]:
    """Return the new name of each id, and rename the ids of the elements.

    `shown` are the pages that show people.
    """
    fixed = {
        Place(page, name): name
        for element, page in elements
        if _is_ordinary(element) or page not in shown
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


def _is_ordinary(element: nodes.Element) -> bool:
    """Return whether an element is a section, and not that of a group of an index."""
    return type(element) is nodes.section and "profile-index-group" not in element["classes"]


def _ids(element: nodes.Element) -> list[str]:
    """Return the ids of an element, with those that the writer takes from its attributes."""
    if isinstance(element, profile_citation):
        anchors = (link.anchor for link in _links(element) if link.anchor)
        return list(dict.fromkeys((*element["ids"], *anchors)))
    return list(element["ids"])


def _free(name: str, taken: set[str]) -> str:
    """Return an unused name, with a number if necessary."""
    if name not in taken:
        return name
    return next(free for number in count(2) if (free := f"{name}-{number}") not in taken)


def _lead(element: nodes.Element, page: str, names: dict[Place, str]) -> None:
    """Point an element's links to the renamed ids."""
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
    """Return a link of a citation with the renamed ids."""
    anchor = names.get(Place(page, link.anchor), link.anchor) if link.anchor else ""
    return link._replace(anchor=anchor, address=_address(link.address, page, names))


def _address(address: str, page: str, names: dict[Place, str]) -> str:
    """Return an address with the renamed id; addresses of other sites stay."""
    if address.startswith(MARK):
        page, mark, name = address.removeprefix(MARK).partition("#")
        renamed = names.get(Place(page, name), name)
        return f"#{renamed}" if renamed or mark else address
    if address.startswith("#"):
        return f"#{names.get(Place(page, address[1:]), address[1:])}"
    return address
