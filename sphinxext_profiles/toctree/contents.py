"""What Sphinx keeps of the headings of a page, for tables of contents and titles."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.nodes import profile_citation, profile_index
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_GROUP = "profiles-group"
"""Marks the entries of groups in a table of contents."""


def settle_contents(app: Sphinx, doctree: nodes.document) -> None:
    """Take the citations out of the headings that Sphinx keeps of a page, and add its groups.

    In a table of contents citations would be links inside links, and repeat their ids.
    """
    env, docname = app.env, app.env.docname
    domain = profile_domain(env)
    if docname in domain.shown:
        for kept in (env.tocs, env.titles, env.longtitles):
            for citation in list(kept[docname].findall(profile_citation)):
                citation.parent.replace(citation, citation.children)
    if docname in domain.indexes:
        for index in doctree.findall(profile_index):
            if isinstance(index.parent, nodes.section):
                _add_groups(env, docname, index)


def _add_groups(env: BuildEnvironment, docname: str, index: nodes.Element) -> None:
    """Put the groups of an index below the section that it stands in, before its subsections.

    Sphinx looks for sections directly in sections only.
    """
    groups = [group for group in index.children if isinstance(group, nodes.section)]
    item = _entry(env.tocs[docname], index.parent) if groups else None
    if item is None:
        return
    if not isinstance(item[-1], nodes.bullet_list):
        item += nodes.bullet_list()
    below = cast("nodes.Element", item[-1])
    place = len(list(takewhile(_is_group, below.children)))
    for group in groups:
        link = nodes.reference(
            "",
            group[0].astext(),
            internal=True,
            refuri=docname,
            anchorname=f"#{group['ids'][0]}",
        )
        link[_GROUP] = True
        below.insert(place, nodes.list_item("", addnodes.compact_paragraph("", "", link)))
        place += 1
    env.toc_num_entries[docname] += len(groups)


def _is_group(item: nodes.Node) -> bool:
    """Return whether an entry of a table of contents is a group that was added."""
    links: Iterator[nodes.reference] = item.findall(nodes.reference)
    return any(_GROUP in link for link in links)


def _entry(contents: nodes.Element, section: nodes.Element) -> nodes.Element | None:
    """Return the entry of a section in the table of contents of its page, None without one."""
    anchors = {f"#{name}" for name in section["ids"]}
    if isinstance(section.parent, nodes.document):
        anchors.add("")
    for link in contents.findall(nodes.reference):
        if link.get("anchorname") in anchors:
            return cast("nodes.Element", link.parent.parent)
    return None


def setup_contents(app: Sphinx) -> None:
    """Look after the headings when Sphinx has collected them."""
    app.connect("doctree-read", settle_contents, priority=Read.DROP_FROM_CONTENTS)
