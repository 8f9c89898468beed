"""Pages that belong to an index: their parent, previous and next, without a sidebar of thousands.

A toctree renders its whole tree into every page, which makes a build of many pages quadratic. An
index instead holds a hidden toctree without entries: nothing to render, but the pages it includes
have a parent and neighbours, and stay in outputs made of one document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import ProfileDomain


def adopting(env: BuildEnvironment, pages: Iterable[str], *, shown: bool) -> addnodes.toctree:
    """Return the toctree of an index.

    With `shown` it is an ordinary one, whose entries appear in sidebars.
    """
    listed = [page for page in dict.fromkeys(pages) if page != env.docname]
    toctree = addnodes.toctree(
        parent=env.docname,
        entries=[(None, page) for page in listed] if shown else [],
        includefiles=listed,
        maxdepth=-1,
        caption=None,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=False,
    )
    toctree["profiles_adopts"] = not shown
    return toctree


def keep_parents(env: BuildEnvironment, domain: ProfileDomain) -> None:
    """Leave each adopted page to the toctree that lists it too, where one does.

    Sphinx gives a page to the first that includes it, in the order of the tree. This runs when
    all pages are read, before anything asks for parents.
    """
    adopted: dict[str, list[str]] = domain.data["adopted"]
    if not adopted:
        return
    own = {
        docname: [page for page in pages if page not in set(adopted.get(docname, ()))]
        for docname, pages in env.toctree_includes.items()
    }
    taken = {page for pages in own.values() for page in pages}
    for docname, pages in adopted.items():
        free = [page for page in pages if page not in taken and page in env.found_docs]
        env.toctree_includes[docname] = [*own.get(docname, ()), *free]


def fill_entries(app: Sphinx, doctree: nodes.document) -> None:
    """Give adopting toctrees their entries in an EPUB, whose contents are made of them."""
    for toctree in doctree.findall(addnodes.toctree):
        if toctree.get("profiles_adopts") and app.builder.name == "epub":
            toctree["entries"] = [(None, page) for page in toctree["includefiles"]]


def setup_adoption(app: Sphinx) -> None:
    """Fill the entries while a page is read, which the builder's kind is known at."""
    app.connect("doctree-read", fill_entries)
