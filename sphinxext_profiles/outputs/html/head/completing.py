"""The head of a page, once the page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import PageContext

from .alternates import link_alternates
from .authors import describe_authors
from .describing import describe
from .subject import subject_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def complete_head(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe the page of a person or its authors, in HTML that is not a book."""
    builder = app.builder
    if doctree is None or pagename not in profile_domain(app.env).shown:
        return
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.embedded:
        return
    if isinstance(builder, SingleFileHTMLBuilder):
        return
    parts = ProfilesConfig.from_sphinx(app.config).head
    subject = subject_of(app, builder, pagename, doctree) if parts else None
    if subject:
        describe(app, pagename, subject, parts, context)
    describe_authors(app, builder, pagename, parts, context)
    link_alternates(app, builder, pagename, context)


def setup_head(app: Sphinx) -> None:
    """Connect the head to the pages."""
    app.connect("html-page-context", complete_head, priority=PageContext.COMPLETE_HEAD)
