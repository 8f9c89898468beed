"""Pages that belong to an index: their parent, and what comes before and after them.

An index holds a hidden toctree of the pages of the people whom it lists, so that they have a parent
and neighbours, and stay in outputs made of one document. What sidebars show of it is in
`sidebars`.
"""

from __future__ import annotations

import pickle
from heapq import heappop, heappush
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Updated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


SHOWN, LISTED, EXCERPT = range(3)
"""What an index makes of its pages: among several, a page belongs to the one that comes first."""


def adopting(
    env: BuildEnvironment, pages: Iterable[str], *, shown: bool, excerpt: bool
) -> addnodes.toctree:
    """Return the toctree of an index.

    With `shown` its pages appear in sidebars. An `excerpt` leaves pages to the index that lists
    them all, where there is one.
    """
    toctree = addnodes.toctree(
        parent=env.docname,
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=False,
    )
    listed = [page for page in dict.fromkeys(pages) if page != env.docname]
    toctree["profiles_listed"] = listed
    toctree["profiles_rank"] = SHOWN if shown else EXCERPT if excerpt else LISTED
    _give(toctree, listed)
    return toctree


def _give(toctree: addnodes.toctree, pages: list[str]) -> None:
    """Give a toctree its pages."""
    toctree["includefiles"] = pages
    toctree["entries"] = [(None, page) for page in pages]


def adopting_toctrees(node: nodes.Element) -> Iterator[addnodes.toctree]:
    """Yield the toctrees of indexes in a page, or in what Sphinx keeps of its toctrees."""
    return (toctree for toctree in node.findall(addnodes.toctree) if "profiles_listed" in toctree)


def settle_parents(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give each page that indexes list to one parent, when all pages are read.

    No page has to be written again for that alone: what follows from it is compared later.
    """
    holders = sorted(profile_domain(env).indexes.keys() & env.tocs.keys())
    if not holders:
        return []
    toctrees = {docname: [*env.tocs[docname].findall(addnodes.toctree)] for docname in holders}
    given = _Family(env, toctrees).given()
    for docname, found in toctrees.items():
        ours = [toctree for toctree in found if "profiles_listed" in toctree]
        if any(toctree["includefiles"] != given[id(toctree)] for toctree in ours):
            for toctree in ours:
                _give(toctree, given[id(toctree)])
            _rewrite(app, docname, ours)
        env.toctree_includes[docname] = _included(found)
    return []


class _Family:
    """Finds the parents of the pages that indexes list.

    A toctree of the project keeps its pages. An index takes pages when it has a place in the
    project's tree itself, so that none is lost and none becomes its own ancestor. Of those that
    have one, an index that sidebars show takes first, and an excerpt last; among equals the first
    in the order of the tree.
    """

    def __init__(self, env: BuildEnvironment, toctrees: dict[str, list[addnodes.toctree]]) -> None:
        self._first = env.config.root_doc
        self._toctrees = toctrees
        listed = {docname: _listed(found) for docname, found in toctrees.items()}
        ordinary = {
            docname: _included(entry for entry in found if "profiles_listed" not in entry)
            for docname, found in toctrees.items()
        }
        self._children = {**env.toctree_includes, **ordinary}
        taken = set(chain.from_iterable(self._children.values()))
        self._free = set(chain.from_iterable(listed.values())) & env.found_docs - taken
        self._order = self._in_order({**env.toctree_includes, **listed})
        self._placed: set[str] = set()
        self._waiting: list[tuple[int, int, int, addnodes.toctree]] = []

    def _in_order(self, below: dict[str, list[str]]) -> dict[str, int]:
        """Return where each page stands first, if every index had all the pages it lists."""
        order: dict[str, int] = {}
        ahead = [*sorted(self._toctrees, reverse=True), self._first]
        while ahead:
            docname = ahead.pop()
            if docname not in order:
                order[docname] = len(order)
                ahead.extend(reversed(below.get(docname, ())))
        return order

    def given(self) -> dict[int, list[str]]:
        """Return the pages that each toctree of an index gets, by the toctree's `id`."""
        given: dict[int, list[str]] = {}
        for start in (self._first, *self._toctrees):
            self._place(start)
            while self._waiting:
                toctree = heappop(self._waiting)[-1]
                pages = [page for page in toctree["profiles_listed"] if page in self._free]
                given[id(toctree)] = pages
                for page in pages:
                    self._place(page)
        return given

    def _place(self, docname: str) -> None:
        """Note that a page, and what is below it, has a place; its indexes may take pages."""
        below = [docname]
        while below:
            docname = below.pop()
            if docname in self._placed:
                continue
            self._placed.add(docname)
            self._free.discard(docname)
            for number, toctree in enumerate(self._toctrees.get(docname, ())):
                if "profiles_listed" in toctree:
                    rank = (toctree["profiles_rank"], self._order[docname], number)
                    heappush(self._waiting, (*rank, toctree))
            below.extend(self._children.get(docname, ()))


def _included(toctrees: Iterable[addnodes.toctree]) -> list[str]:
    """Return the pages that belong to a page."""
    return [page for toctree in toctrees for page in toctree["includefiles"]]


def _listed(toctrees: Iterable[addnodes.toctree]) -> list[str]:
    """Return the pages that would belong to a page if its indexes had all that they list."""
    return [
        page
        for toctree in toctrees
        for page in toctree.get("profiles_listed", toctree["includefiles"])
    ]


def _rewrite(app: Sphinx, docname: str, settled: list[addnodes.toctree]) -> None:
    """Write the pages that indexes got into what was read of a page.

    Builders that make one document take them from there.
    """
    with Path(app.doctreedir, f"{docname}.doctree").open("rb") as file:
        doctree = pickle.load(file)  # noqa: S301  # Sphinx has just written it
    for toctree, like in zip(adopting_toctrees(doctree), settled, strict=False):
        _give(toctree, like["includefiles"])
    app.builder.write_doctree(docname, doctree)


def setup_adoption(app: Sphinx) -> None:
    """Settle whose page is whose when all pages are read."""
    app.connect("env-updated", settle_parents, priority=Updated.SETTLE_PARENTS)
