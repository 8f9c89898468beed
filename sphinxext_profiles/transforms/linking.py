"""Targets for citations on pages without a list of their note, found when all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.errors import NoUri

from sphinxext_profiles.nodes import profile_citation
from sphinxext_profiles.note.reference_list import short_name
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.rendering.citations import Target, write_citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinxext_profiles.model import Profile


def link_citations(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Link citations to the list of their note on another page, or to the source itself."""
    domain = profile_domain(app.env)
    if not domain.unlisted:
        return
    style = ProfilesConfig.from_sphinx(app.config).citation_style
    for citation in doctree.findall(profile_citation):
        if "docname" in citation:
            profile = domain.notes[citation["note"]].profile
            targets = list(_targets(app, citation, profile))
            lang = profile.lang or domain.language_of(citation["docname"])
            write_citation(citation, style, targets, [""] * len(targets), lang)


def _targets(app: Sphinx, citation: profile_citation, profile: Profile) -> Iterator[Target]:
    """Yield the target of each source that a citation names."""
    sources = {entry.number: entry for entry in profile.references}
    listed = profile_domain(app.env).listed(profile.path)
    page, entries = listed or ("", {})
    try:
        uri = app.builder.get_relative_uri(citation["docname"], page) if page else ""
    except NoUri:  # a book may leave that page out
        entries = {}
    for number, _words in citation["marks"]:
        source = sources[number]
        name = short_name(source.site, source.address)
        if number in entries:
            entry = entries[number]
            yield Target(entry.number, name, f"{uri}#{entry.anchor}", listed=True)
        else:
            yield Target(number, name, source.address, listed=False)
