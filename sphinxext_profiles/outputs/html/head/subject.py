"""Whom a page is about, and what its head can say of the person."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from sphinxext_profiles.exports.schema_org import Picture
from sphinxext_profiles.model import is_remote, plain_text
from sphinxext_profiles.nodes import (
    profile_card,
    profile_photo,
    profile_picture,
    profile_provenance,
)
from sphinxext_profiles.project.data import Showing
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.words.letters import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.project.domain import ProfileDomain


@dataclass(frozen=True, slots=True)
class Subject:
    """The person whom a page is about."""

    profile: Profile
    """In the project's language, as far as there are translations."""
    address: str
    """That of the page, absolute; empty if nobody knows where the site will be."""
    picture: Picture | None
    """The portrait, if the page shows one and its address is known."""
    source: str
    """Who or what wrote the note, if its card says so: see `rendering.provenance`."""

    @property
    def description(self) -> str:
        """The summary in one line, else the headline."""
        summary = self.profile.summary
        return join_lines(plain_text(summary.parts) if summary else self.profile.headline)


def site_address(config: Config) -> str:
    """Return the address of the site: `html_baseurl`, else that which Read the Docs gives it.

    See https://docs.readthedocs.com/platform/stable/reference/environment-variables.html
    """
    return config.html_baseurl or os.environ.get("READTHEDOCS_CANONICAL_URL", "")


def page_address(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Return the absolute address of a page, empty if that of the site isn't known."""
    base = site_address(builder.config)
    return posixpath.join(base, builder.get_target_uri(docname)) if base else ""


def subject_of(
    app: Sphinx, builder: StandaloneHTMLBuilder, docname: str, doctree: nodes.document
) -> Subject | None:
    """Return whom a page is about: it is a person's note, or shows one person whole."""
    domain = profile_domain(app.env)
    profile = _person(domain, docname)
    if profile is None:
        return None
    profile = domain.translated(profile, docname)
    parts = [part for card in doctree.findall(profile_card) for part in card.children]
    picture = _picture(builder, profile, parts)
    source = next((part["source"] for part in parts if isinstance(part, profile_provenance)), "")
    return Subject(profile, page_address(builder, docname), picture, source)


def _person(domain: ProfileDomain, docname: str) -> Profile | None:
    """Return the person of a note's own page, or the only one whom a page shows whole."""
    if path := domain.pages.get(docname):
        return domain.card_of(path)
    people = [
        person
        for person, homes in domain.homes.get(docname, {}).items()
        if homes[0].showing is Showing.WHOLE and domain.is_there(docname, homes[0].anchor)
    ]
    return domain.fitting(*people[0]) if len(people) == 1 else None


def _picture(
    builder: StandaloneHTMLBuilder, profile: Profile, parts: Iterable[nodes.Node]
) -> Picture | None:
    """Return the portrait among the parts of cards, in the file that every browser shows.

    Previews of links don't draw SVG.
    """
    portrait, base = profile.portrait, site_address(builder.config)
    if portrait is None or not base:
        return None
    origin = profile.origin(portrait)
    photos = (photo for photo in parts if isinstance(photo, profile_photo))
    for picture in chain.from_iterable(photo.findall(profile_picture) for photo in photos):
        # The page is written: this is the address of the image from there.
        name = posixpath.basename(picture["uri"])
        if picture["origin"] == origin and not (is_remote(picture["uri"]) or name.endswith(".svg")):
            address = posixpath.join(base, builder.imagedir, name)
            width, height = picture["px"] or (0, 0)
            return Picture(address, width, height, portrait.alt or profile.name)
    return None
