"""Links of citations, and back to them, that depend on other pages or on the output."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.errors import NoUri

from sphinxext_profiles.nodes import profile_citation, profile_reference, profile_references
from sphinxext_profiles.note.reference_list import short_name
from sphinxext_profiles.project.config import ProfilesConfig, locale_dirs
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.rendering.citations import Target, write_citation

from .citations import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinxext_profiles.model import Profile


def link_citations(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Link citations without a list to one on another page, or to the source itself.

    In lists, the links back to citations that this output lacks are left out.
    """
    domain = profile_domain(app.env)
    if not domain.unlisted and not domain.branches:
        return
    style = ProfilesConfig.from_sphinx(app.config).citation_style
    for node in doctree.findall(nodes.Element):
        if "docname" not in node:
            continue
        if isinstance(node, profile_citation):
            profile = domain.notes[node["note"]].profile
            targets = list(_targets(app, node, profile))
            lang = profile.lang or domain.language_of(node["docname"])
            write_citation(node, style, targets, [""] * len(targets), lang)
        elif isinstance(node, profile_references):
            _link_back(app, node)


def _link_back(app: Sphinx, home: profile_references) -> None:
    """Leave the links of a list out that lead to citations which this output lacks."""
    domain, docname = profile_domain(app.env), home["docname"]
    for entry in cast("list[profile_reference]", home.children):
        anchors = [anchor for anchor, *_ in entry["backlinks"]]
        there = [anchor for anchor in anchors if domain.is_there(docname, anchor)]
        if there != anchors:
            letter(entry, there, home["label_lang"], locale_dirs(app.env))


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
