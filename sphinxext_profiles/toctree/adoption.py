"""Which pages belong to which index: their parent, and what comes before and after them.

The result is recorded in the domain, where the toctrees of `adopted` find it, and put into Sphinx's
own tables of contents. `sidebars` decides how much of that readers see.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import chain
from typing import TYPE_CHECKING

from sphinx import addnodes

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Updated

from .adopted import give, toctree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def settle_parents(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give each page that indexes list one parent, when all pages are read.

    No page is written again for that alone: `outdated` compares what follows from it.
    """
    domain = profile_domain(env)
    holders = sorted(domain.indexes.keys() & env.tocs.keys())
    if not holders:
        return []
    toctrees = {docname: [*env.tocs[docname].findall(addnodes.toctree)] for docname in holders}
    given = _Family(env, toctrees).given()
    for docname, those in toctrees.items():
        ours = [entry for entry in those if isinstance(entry, toctree)]
        for entry in ours:
            give(entry, given[id(entry)])
        numbered = {entry["profiles_number"]: given[id(entry)] for entry in ours}
        domain.record_adopted(docname, numbered)
        env.toctree_includes[docname] = _included(those)
    return []


class _Family:
    """Finds the parents of the pages that indexes list.

    A toctree of the project keeps its pages. An index takes pages only when it has a place in the
    project's tree itself, so that no page is lost or becomes its own ancestor. Indexes that this
    output lacks take last. Of the others, those that sidebars show take first, and excerpts last;
    within a rank the order of the tree decides.
    """

    def __init__(self, env: BuildEnvironment, toctrees: dict[str, list[addnodes.toctree]]) -> None:
        self._first = env.config.root_doc
        self._holds = profile_domain(env).holds
        self._toctrees = toctrees
        listed = {docname: _listed(those) for docname, those in toctrees.items()}
        ordinary = {
            docname: _included(entry for entry in those if not isinstance(entry, toctree))
            for docname, those in toctrees.items()
        }
        self._children = {**env.toctree_includes, **ordinary}
        taken = set(chain.from_iterable(self._children.values()))
        self._free = set(chain.from_iterable(listed.values())) & env.found_docs - taken
        self._order = self._in_order({**env.toctree_includes, **listed})
        self._placed: set[str] = set()
        self._waiting: list[tuple[bool, int, int, int, toctree]] = []

    def _in_order(self, below: dict[str, list[str]]) -> dict[str, int]:
        """Return the position of each page, as if every index had all the pages that it lists."""
        order: dict[str, int] = {}
        ahead = [*sorted(self._toctrees, reverse=True), self._first]
        while ahead:
            docname = ahead.pop()
            if docname not in order:
                order[docname] = len(order)
                ahead.extend(reversed(below.get(docname, ())))
        return order

    def given(self) -> dict[int, list[str]]:
        """Return the pages of each toctree of an index, by the toctree's `id`."""
        given: dict[int, list[str]] = {}
        for start in (self._first, *self._toctrees):
            self._place(start)
            while self._waiting:
                entry = heappop(self._waiting)[-1]
                pages = [page for page in entry["profiles_listed"] if page in self._free]
                given[id(entry)] = pages
                for page in pages:
                    self._place(page)
        return given

    def _place(self, docname: str) -> None:
        """Record that a page and those below it have a place: their indexes may take pages."""
        below = [docname]
        while below:
            docname = below.pop()
            if docname in self._placed:
                continue
            self._placed.add(docname)
            self._free.discard(docname)
            for number, entry in enumerate(self._toctrees.get(docname, ())):
                if isinstance(entry, toctree):
                    absent = not all(map(self._holds, entry["profiles_branches"]))
                    rank = (entry["profiles_rank"], self._order[docname], number)
                    heappush(self._waiting, (absent, *rank, entry))
            below.extend(self._children.get(docname, ()))


def _included(toctrees: Iterable[addnodes.toctree]) -> list[str]:
    """Return the pages in the toctrees of a page."""
    return [page for entry in toctrees for page in entry["includefiles"]]


def _listed(toctrees: Iterable[addnodes.toctree]) -> list[str]:
    """Return the same as if its indexes had all the pages that they list."""
    return [
        page for entry in toctrees for page in entry.get("profiles_listed", entry["includefiles"])
    ]


def setup_adoption(app: Sphinx) -> None:
    """Settle whose page is whose when all pages are read."""
    app.connect("env-updated", settle_parents, priority=Updated.SETTLE_PARENTS)
