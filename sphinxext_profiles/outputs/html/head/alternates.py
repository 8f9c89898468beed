"""Links from a person's page to the same person's pages in other languages."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from sphinxext_profiles.project.data import Edition
from sphinxext_profiles.project.domain import profile_domain

from .subject import page_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

LINK = Markup('\n<link rel="alternate" hreflang="{}" href="{}" />')


def link_alternates(
    app: Sphinx, builder: StandaloneHTMLBuilder, pagename: str, context: dict[str, Any]
) -> None:
    """Link the page's translations, the page itself, and the one to fall back on.

    This is `hreflang` (HTML, section 4.6.7.1, "alternate"). Search engines need absolute addresses,
    which need `html_baseurl`; without it they are relative to the page.
    """
    for lang, docname, _ in alternates(app, pagename):
        address = page_address(builder, docname)
        if not address:
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
