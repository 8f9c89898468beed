"""A person's page described: a description, Open Graph, a handle in the Fediverse, JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from sphinxext_profiles.addresses.accounts import fediverse_account
from sphinxext_profiles.exports.schema_org import as_script, person, profile_page
from sphinxext_profiles.project.domain import profile_domain

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sphinx.application import Sphinx

    from .subject import Subject

OPEN_GRAPH = "sphinxext.opengraph"
"""The extension that writes these tags, if a project has it."""
_NAMED = Markup('\n<meta name="{}" content="{}" />')
_PROPERTY = Markup('\n<meta property="{}" content="{}" />')


def describe(
    app: Sphinx,
    docname: str,
    subject: Subject,
    parts: Container[str],
    context: dict[str, Any],
) -> None:
    """Write the parts of a head that the project wants; what the page itself says stays."""
    tags: list[str] = []
    if "description" in parts and 'name="description"' not in context["metatags"]:
        tags += _named({"description": subject.description})
    if "open-graph" in parts:
        tags += _open_graph(app, subject, context)
    if "fediverse" in parts:
        tags += _named({"fediverse:creator": _handle(subject)})
    if "json-ld" in parts:
        tags.append("\n" + as_script(_data(app, docname, subject)))
    # Not `Markup`: themes would escape the strings that they append to it.
    context["metatags"] += "".join(map(str, tags))


def _named(contents: dict[str, str]) -> Iterator[Markup]:
    return (_NAMED.format(name, content) for name, content in contents.items() if content)


def _open_graph(app: Sphinx, subject: Subject, context: dict[str, Any]) -> list[Markup]:
    """Return the tags of Open Graph, but for those that another extension writes.

    It takes those that begin with `og:` from the page's metadata. See https://ogp.me/#type_profile
    """
    contents = {name: content for name, content in _properties(app, subject) if content}
    if OPEN_GRAPH in app.extensions:
        given = {
            name: str(escape(content))
            for name, content in contents.items()
            if name.startswith("og:") and name not in _ITS_OWN
        }
        # The same dictionary is the project's record of the page.
        context["meta"] = {**given, **(context["meta"] or {})}
        contents = {name: text for name, text in contents.items() if not name.startswith("og:")}
    return [
        _PROPERTY.format(name, content)
        for name, content in contents.items()
        if f'property="{name}"' not in context["metatags"]
    ]


_ITS_OWN = frozenset({"og:url", "og:site_name"})
"""What sphinxext-opengraph has settings for."""


def _properties(app: Sphinx, subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield the properties of a page and their contents, which may be empty."""
    profile, picture = subject.profile, subject.picture
    yield "og:type", "profile"
    yield "og:title", profile.name
    yield "og:description", subject.description
    yield "og:url", subject.address
    yield "og:site_name", app.config.project
    if picture:
        yield "og:image", picture.address
        yield "og:image:width", str(picture.width or "")
        yield "og:image:height", str(picture.height or "")
        yield "og:image:alt", picture.alt
    yield "profile:first_name", profile.given_name
    yield "profile:last_name", profile.family_name


def _handle(subject: Subject) -> str:
    """Return the person's account in the Fediverse: `@ada@example.social`.

    See https://blog.joinmastodon.org/2024/07/highlighting-journalism-on-mastodon/
    """
    addresses = (link.address for link in subject.profile.links if link.kind == "mastodon")
    return next(filter(None, map(fediverse_account, addresses)), "")


def _data(app: Sphinx, docname: str, subject: Subject) -> dict[str, Any]:
    """Return a page in the terms of schema.org."""
    entity = person(subject.profile, address=subject.address, picture=subject.picture)
    lang = profile_domain(app.env).language_of(docname)
    return profile_page(entity, address=subject.address, lang=lang, source=subject.source)
