"""The references of all notes for Sphinx's `linkcheck`: each once, at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.linkcheck import CheckExternalLinksBuilder, Hyperlink

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.image_copies import copies_of
from sphinxext_profiles.project.order import Updated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.project.store import ProfileStore


def collect_sources(app: Sphinx, env: BuildEnvironment) -> None:
    """Have every reference checked, whether or not a list shows it.

    Sphinx collects links while it goes through the pages, and keeps the first place of each
    address. References are added before that: those of a note that is a page at their own lines,
    others at the line of the directive that asks for the note.
    """
    builder = app.builder
    if not isinstance(builder, CheckExternalLinksBuilder):
        return
    for address, docname, line in _addresses(profile_domain(env)):
        uri = app.emit_firstresult("linkcheck-process-uri", address) or address
        link = Hyperlink(uri, docname, env.doc2path(docname), line)
        builder.hyperlinks.setdefault(uri, link)


def _addresses(domain: ProfileStore) -> Iterator[tuple[str, str, int]]:
    """Yield the addresses of references, and of images that stay remote, with page and line."""
    fetched = copies_of(domain.env).entries
    for docname, path in sorted(domain.pages.items()):
        profile = domain.notes[path].profile
        for reference in profile.references:
            yield reference.address, docname, reference.line
        for image in profile.gallery:
            if image.remote and image.source not in fetched:
                yield image.source, docname, image.line
    for docname, asked in sorted(domain.sources.items()):
        for path, line in asked.items():
            if path in domain.notes:
                for reference in domain.notes[path].profile.references:
                    yield reference.address, docname, line


def setup_linkcheck(app: Sphinx) -> None:
    """Collect the references when all pages are read, and before Sphinx looks through them."""
    app.connect("env-updated", collect_sources, priority=Updated.COLLECT_SOURCES)
