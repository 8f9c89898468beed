"""The hidden toctree of an index: the pages of the people whom it lists.

Through it those pages have a parent and neighbours, and stay in outputs made of one document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from sphinxext_profiles.project.domain import profile_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

SHOWN, LISTED, EXCERPT = range(3)
"""What an index makes of its pages: among several, a page belongs to the one that comes first."""


class toctree(addnodes.toctree):  # noqa: N801  # visitors go by the name of Sphinx's class
    """A toctree that has the pages which its index got, once that is settled.

    While a page is read, nobody knows yet which other indexes list the same people. So its doctree
    has every page that the index lists, and what the index got is data of the domain. The two
    meet here, when the doctree comes back from where Sphinx keeps it: whoever asks such a toctree
    for anything then, asks one that is settled.
    """

    page: nodes.document | None = None
    """The page that was read, until its toctree is settled."""

    @property
    def attributes(self) -> dict[str, Any]:
        """Its attributes, among them the pages that it has by now."""
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


def adopting(env: BuildEnvironment, pages: Iterable[str], *, shown: bool, excerpt: bool) -> toctree:
    """Return the toctree of the index that was recorded last.

    With `shown` its pages appear in sidebars. An `excerpt` leaves pages to the index that lists
    them all, where there is one.
    """
    adopted = toctree(
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
    adopted["profiles_number"] = len(profile_domain(env).indexes[env.docname])
    adopted["profiles_listed"] = listed
    adopted["profiles_rank"] = SHOWN if shown else EXCERPT if excerpt else LISTED
    give(adopted, listed)
    return adopted


def give(adopted: addnodes.toctree, pages: list[str]) -> None:
    """Give a toctree its pages."""
    adopted["includefiles"] = pages
    adopted["entries"] = [(None, page) for page in pages]


def adopting_toctrees(node: nodes.Element) -> Iterator[toctree]:
    """Yield the toctrees of indexes in a page, or in what Sphinx keeps of its toctrees."""
    return node.findall(toctree)
