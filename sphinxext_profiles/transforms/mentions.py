"""The list of the pages that refer to a person, made when all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode

from sphinxext_profiles.domain import profile_domain
from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import profile_mentions

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def fill_mentions(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the pages that mention a person where a page asks for them.

    The list is no section, since whether there is one is not known when the page's outline is
    made; a page that nobody mentions has no heading over nothing.
    """
    domain = profile_domain(app.env)
    for place in list(doctree.findall(profile_mentions)):
        home = domain.library.get(place["key"])
        own = domain.page_of(home) if home else ""
        pages = [page for page in domain.mentioned_on(place["key"]) if page not in {own, docname}]
        if not pages:
            place.parent.remove(place)
            continue
        rubric = nodes.rubric("", text(Label.MENTIONED_ON, place["labels"]), level=2)
        rubric["heading-level"] = 2
        entries = nodes.bullet_list()
        for page in pages:
            title = nodes.inline("", "", *_title(app, page))
            link = make_refnode(app.builder, docname, page, "", title)
            entries += nodes.list_item("", nodes.paragraph("", "", link))
        place += [rubric, entries]


def _title(app: Sphinx, docname: str) -> list[nodes.Node]:
    """Return a page's title as nodes of its own."""
    title = app.env.titles.get(docname)
    return [node.deepcopy() for node in title.children] if title else [nodes.Text(docname)]
