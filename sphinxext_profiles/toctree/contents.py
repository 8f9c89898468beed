"""What Sphinx keeps of the headings of a page, for tables of contents and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.nodes import profile_citation
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Read

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def drop_citations(app: Sphinx, _doctree: nodes.document) -> None:
    """Take the citations out of the headings that Sphinx keeps of a page.

    In a table of contents they would be links inside links, and repeat their ids.
    """
    env, docname = app.env, app.env.docname
    if docname in profile_domain(env).shown:
        for kept in (env.tocs, env.titles, env.longtitles):
            for citation in list(kept[docname].findall(profile_citation)):
                citation.parent.replace(citation, citation.children)


def setup_contents(app: Sphinx) -> None:
    """Look after the headings when Sphinx has collected them."""
    app.connect("doctree-read", drop_citations, priority=Read.DROP_FROM_CONTENTS)
