"""The head of a person's page: links to other languages, and what it says to other extensions."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

from sphinxext_profiles.model import plain_text
from sphinxext_profiles.project.data import Edition
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import PageContext

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

DESCRIPTION = Markup('\n<meta name="description" content="{}" />')
LINK = Markup('\n<link rel="alternate" hreflang="{}" href="{}" />')


def complete_head(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Describe the page of a person and link its translations, in HTML that is not a book."""
    builder = app.builder
    if doctree is None or not isinstance(builder, StandaloneHTMLBuilder) or builder.embedded:
        return
    if isinstance(builder, SingleFileHTMLBuilder):
        return
    if "sphinxext.opengraph" in app.extensions:
        _describe(app, pagename, context)
    _link_alternates(app, builder, pagename, context)


def _describe(app: Sphinx, pagename: str, context: dict[str, Any]) -> None:
    """Describe a person by the summary, unless the page has a description of its own.

    sphinxext-opengraph would join the texts of the card.
    """
    domain = profile_domain(app.env)
    path = domain.pages.get(pagename)
    if path is None:
        return
    profile = domain.translated(domain.card_of(path))
    words = plain_text(profile.summary.parts) if profile.summary else profile.headline
    if not words:
        return
    if 'name="description"' not in context["metatags"]:
        context["metatags"] += str(DESCRIPTION.format(words))
    # The same dictionary is the project's record of the page.
    context["meta"] = {"og:description": str(escape(words)), **(context["meta"] or {})}


def _link_alternates(
    app: Sphinx, builder: StandaloneHTMLBuilder, pagename: str, context: dict[str, Any]
) -> None:
    """Link the page's translations, the page itself, and the one to fall back on.

    This is `hreflang` (HTML, section 4.6.7.1, "alternate"). Search engines need absolute addresses,
    which only `html_baseurl` gives; without it they are relative to the page.
    """
    base = app.config.html_baseurl
    for lang, docname, _ in alternates(app, pagename):
        if base:
            address = posixpath.join(base, builder.get_target_uri(docname))
        else:
            # The relative address of a page from itself is empty.
            address = builder.get_relative_uri(pagename, docname) or _name(builder, pagename)
        # Not `Markup`: themes would escape the strings that they append to it.
        context["metatags"] += str(LINK.format(lang, address))


def _name(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Return the address of a page from itself."""
    return posixpath.basename(builder.get_target_uri(docname)) or "./"


def alternates(app: Sphinx, docname: str) -> list[Edition]:
    """Return the pages with one person's notes, sorted by language tag, and `x-default` last.

    The list is empty unless there are several.
    """
    domain = profile_domain(app.env)
    path = domain.pages.get(docname)
    if path is None:
        return []
    others = [edition for edition in domain.editions(path, docname) if not edition.anchor]
    if not others:
        return []
    editions = sorted([Edition(domain.language_of(docname), docname, ""), *others])
    default = domain.fitting(domain.card_of(path).key)
    pages = {edition.docname for edition in editions}
    page = domain.page_of(default) if default else ""
    return [*editions, Edition("x-default", page, "")] if page in pages else editions


def setup_head(app: Sphinx) -> None:
    """Connect the head to the pages."""
    app.connect("html-page-context", complete_head, priority=PageContext.COMPLETE_HEAD)
