"""The authors of a page, in its head: `<meta name="author">`, and structured data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from sphinxext_profiles.authors.byline import signed
from sphinxext_profiles.exports.schema_org import article, as_script, author
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.words.letters import join_lines

from .subject import page_address

if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinxext_profiles.model import Profile

_AUTHOR = Markup('\n<meta name="author" content="{}" />')


def describe_authors(
    app: Sphinx,
    builder: StandaloneHTMLBuilder,
    docname: str,
    parts: Container[str],
    context: dict[str, Any],
) -> None:
    """Name the authors of a page, each in a tag of its own (HTML, "standard metadata names").

    A page that has such a tag itself keeps it. Markup that names authors is that of an `Article`:
    https://developers.google.com/search/docs/appearance/structured-data/article
    """
    domain = profile_domain(app.env)
    people = signed(domain, docname)
    if not people:
        return
    if "authors" in parts and 'name="author"' not in context["metatags"]:
        tags = (_AUTHOR.format(join_lines(one.name)) for one in people)
        context["metatags"] += "".join(map(str, tags))
    if "json-ld" in parts and not domain.pages.get(docname):
        title, (_, said) = app.env.titles.get(docname), domain.authorships[docname]
        data = article(
            join_lines(title.astext()) if title else "",
            [
                author(one.profile or one.name, address=_home(builder, one.profile))
                for one in people
            ],
            address=page_address(builder, docname),
            lang=domain.language_of(docname),
            date=said.date if said else "",
        )
        context["metatags"] += "\n" + as_script(data)


def _home(builder: StandaloneHTMLBuilder, profile: Profile | None) -> str:
    """Return the absolute address of where a person is at home, empty if there is none."""
    domain = profile_domain(builder.env)
    home = domain.nearest_home(profile, whole=False) if profile else None
    address = page_address(builder, home.docname) if home else ""
    return f"{address}#{home.anchor}" if home and address and home.anchor else address
