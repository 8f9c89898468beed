"""The hidden toctree of an index: the pages of the people it lists.

It gives those pages a parent and neighbours, and a place in outputs that are one document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.project.domain import profile_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

SHOWN, LISTED, EXCERPT = range(3)
"""The ranks of indexes: a page that several list belongs to one of the first rank."""


class toctree(addnodes.toctree):  # noqa: N801  # visitors go by the name of Sphinx's class
    """A toctree with the pages that belong to its index, as soon as that is known.

    While a page is read, nobody knows which other indexes list the same people. So the doctree on
    disk has all the pages that the index lists, and `adoption` records in the domain which of them
    belong to it. When Sphinx loads the doctree again, its toctrees take their pages from the
    domain as soon as anybody looks at them.
    """

    page: nodes.document | None = None
    """The page that holds it, until its pages are settled."""

    @property
    def attributes(self) -> dict[str, Any]:
        """Its attributes, with the pages that belong to it if that is known."""
        if self.page is not None:
            env = getattr(self.page.settings, "env", None)
            own = self._attributes
            given = profile_domain(env).adopted.get(own["parent"], {}) if env else {}
            if own["profiles_number"] in given:
                self.page = None
                give(self, given[own["profiles_number"]])
        return self._attributes

    @attributes.setter
    def attributes(self, attributes: dict[str, Any]) -> None:
        self._attributes = attributes


class toctree_place(nodes.General, nodes.Element):  # noqa: N801  # like the nodes of docutils
    """Stands for the toctree of an index while other extensions look for toctrees of the author.

    Attributes: `number` of the index on its page, from 1; the pages `listed`; and its `rank`.
    """


def adopting(
    env: BuildEnvironment, pages: Iterable[str], *, shown: bool, excerpt: bool
) -> toctree_place:
    """Return the place for the toctree of the index that was recorded last.

    If `shown`, its pages appear in sidebars. An `excerpt` leaves its pages to an index that lists
    everybody, if there is one.
    """
    return toctree_place(
        number=len(profile_domain(env).indexes[env.docname]),
        listed=[page for page in dict.fromkeys(pages) if page != env.docname],
        rank=SHOWN if shown else EXCERPT if excerpt else LISTED,
    )


def toctree_for(place: toctree_place, docname: str) -> toctree:
    """Return the toctree that belongs in a place, with all the pages that its index lists."""
    adopted = toctree(
        parent=docname,
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=False,
    )
    for name in ("number", "listed", "rank"):
        adopted[f"profiles_{name}"] = place[name]
    give(adopted, place["listed"])
    return adopted


def give(adopted: addnodes.toctree, pages: list[str]) -> None:
    """Give a toctree its pages."""
    adopted["includefiles"] = pages
    adopted["entries"] = [(None, page) for page in pages]


def adopting_toctrees(node: nodes.Element) -> Iterator[toctree]:
    """Yield the toctrees of indexes in a page, or in what Sphinx keeps of its toctrees."""
    return node.findall(toctree)
