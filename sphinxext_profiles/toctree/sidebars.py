"""How much of the pages that indexes list appears in sidebars and tables of contents.

A sidebar shows the whole tree of a project on every page. With thousands of pages in the tree, each
page would be large, and the time of a build would grow with the square of their number. So the only
entry of an index there is the current page, which keeps the branch open that leads to it. A book or
a help file has one table of contents, and that is complete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import (
    CollectPages,
    Finished,
    PageContext,
    Resolved,
    WriteStarted,
)

from .adopted import SHOWN, adopting_toctrees

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx import addnodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

CACHES = ("sphinx_immaterial_global_toc_cache",)
"""Attributes of the environment in which themes cache the tree of the first page they wrote."""


class Sidebars:
    """Closes and opens the branches of the tree while pages are written."""

    def __init__(self) -> None:
        self._whole: dict[str, nodes.bullet_list] = {}
        """The tables of contents of the pages with an index, as they are before writing."""
        self._holders: dict[str, tuple[str, int]] = {}
        """For each page of an index, the index's page and the number of its toctree there."""
        self._parents: dict[str, str] = {}
        self._open: list[str] = []

    def close_all(self, _app: Sphinx, builder: Builder) -> None:
        """Take the pages of indexes out of the tree, if the output has sidebars."""
        if builder.format != "html" or getattr(builder, "embedded", False):
            return
        env = builder.env
        for docname in profile_domain(env).indexes:
            toc = env.tocs[docname]
            for number, toctree in enumerate(_unshown(toc)):
                place = (docname, number)
                self._holders.update(dict.fromkeys(toctree["includefiles"], place))
            self._whole[docname], env.tocs[docname] = toc, _pruned(toc)
        if not self._holders:
            return
        # Sphinx keeps the whole first page, too.
        for toctree in _unshown(env.master_doctree):
            toctree["entries"] = []
        for docname, pages in sorted(env.toctree_includes.items()):
            self._parents.update(dict.fromkeys(pages, docname))

    def open_branch(
        self,
        app: Sphinx,
        pagename: str,
        _templatename: str,
        _context: dict[str, object],
        _doctree: nodes.document | None,
    ) -> None:
        """Put the current page and its ancestors into the tree.

        A page that belongs to the first page is beside the branches, and opens none.
        """
        self._close_branch(app.env)
        first = app.config.root_doc
        page, seen = pagename, {first}
        while page not in seen:
            seen.add(page)
            docname, number = self._holders.get(page, (first, 0))
            if docname != first:
                app.env.tocs[docname] = _pruned(self._whole[docname], number, page)
                self._open.append(docname)
            page = self._parents.get(page, first)
        if self._open:
            _forget_trees(app.env)

    def _close_branch(self, env: BuildEnvironment) -> None:
        for docname in self._open:
            env.tocs[docname] = _pruned(self._whole[docname])
        if self._open:
            _forget_trees(env)
        self._open.clear()

    def leave_page(self, app: Sphinx, _doctree: nodes.document, _docname: str) -> None:
        """Close the branch of the last page before the toctrees of the next are resolved."""
        self._close_branch(app.env)

    def restore(self, app: Sphinx, _exception: Exception | None) -> None:
        """Restore everything: the environment may be used for another build."""
        app.env.tocs.update(self._whole)
        if self._holders:
            vars(app.env).pop("master_doctree", None)
        for kept in (self._whole, self._holders, self._parents, self._open):
            kept.clear()


def _unshown(node: nodes.Element) -> list[addnodes.toctree]:
    """Return the toctrees of indexes that sidebars don't show."""
    return [
        toctree
        for toctree in adopting_toctrees(node)
        if toctree["profiles_rank"] != SHOWN or not toctree["includefiles"]
    ]


def _pruned(toc: nodes.bullet_list, number: int = -1, page: str = "") -> nodes.bullet_list:
    """Return a table of contents without the toctrees of indexes, except one with one page."""
    pruned = toc.deepcopy()
    for index, toctree in enumerate(_unshown(pruned)):
        if index == number:
            toctree["entries"] = [(None, page)]
        else:
            _take_out(toctree)
    return pruned


def _take_out(toctree: addnodes.toctree) -> None:
    """Remove a toctree, and the lists that it leaves empty: themes would offer to open them.

    If a page has nothing else, the toctree stays without entries: the page would lose its title.
    """
    part: nodes.Element = toctree
    while len(part.parent) == 1 and part.parent.parent is not None:
        part = part.parent
    if len(part.parent) > 1:
        part.parent.remove(part)
    else:
        toctree["entries"] = []


def _forget_trees(env: BuildEnvironment) -> None:
    """Make themes build their tree again."""
    for name in CACHES:
        vars(env).pop(name, None)


def complete_contents(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Show the pages in the table of contents of a book, which Sphinx makes after all pages.

    Until now they were hidden, so that no toctree that a page shows has listed them.
    """
    if getattr(app.builder, "embedded", False):
        _hide(app.env, hidden=False)
    return []


def _hide(env: BuildEnvironment, *, hidden: bool) -> None:
    for docname in profile_domain(env).indexes.keys() & env.tocs.keys():
        for toctree in adopting_toctrees(env.tocs[docname]):
            toctree["hidden"] = hidden


def complete_first_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Do the same on the first page: the table is made from it."""
    if docname == app.config.root_doc and docname in profile_domain(app.env).indexes:
        like = adopting_toctrees(app.env.tocs[docname])
        for toctree, other in zip(adopting_toctrees(doctree), like, strict=False):
            toctree["hidden"] = other["hidden"]


def hide_again(app: Sphinx, _exception: Exception | None) -> None:
    """Restore everything: the environment may be used for another build."""
    _hide(app.env, hidden=True)


def setup_sidebars(app: Sphinx) -> None:
    """Connect what keeps the tree short while pages are written."""
    sidebars = Sidebars()
    app.connect("write-started", sidebars.close_all, priority=WriteStarted.CLOSE_BRANCHES)
    app.connect("html-page-context", sidebars.open_branch, priority=PageContext.OPEN_BRANCH)
    app.connect("doctree-resolved", sidebars.leave_page, priority=Resolved.LEAVE_PAGE)
    app.connect("build-finished", sidebars.restore, priority=Finished.RESTORE_TREE)
    app.connect("html-collect-pages", complete_contents, priority=CollectPages.COMPLETE_CONTENTS)
    app.connect("doctree-resolved", complete_first_page, priority=Resolved.COMPLETE_FIRST_PAGE)
    app.connect("build-finished", hide_again, priority=Finished.HIDE_AGAIN)
