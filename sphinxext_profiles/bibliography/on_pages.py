"""Publications on a page, and when it has to be read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Outdated
from sphinxext_profiles.reporting import report_note

from .entries import authors_of, bibliography_of, bibtex_files
from .listing import ListingOptions, render_publications
from .styling import find_style

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.rendering.context import Context

    from .entries import Bibliography

NOT_LOADED = (
    "sphinxcontrib-bibtex is needed: install `sphinxext-profiles[publications]`, and add "
    "`sphinxcontrib.bibtex` to `extensions`"
)


class NoBibliographyError(LookupError):
    """A project without sphinxcontrib-bibtex; its text says what to do."""


def publications(
    env: BuildEnvironment, profile: Profile, options: ListingOptions, context: Context
) -> nodes.Element | None:
    """Return the list of a person's publications for the current page, None without any.

    The page will be read again when it would have another. Raises NoBibliographyError,
    FilterError.
    """
    bibliography = bibliography_of(env)
    if bibliography is None:
        raise NoBibliographyError(NOT_LOADED)
    for file in bibtex_files(env):
        env.note_dependency(str(file))
    domain, docname = profile_domain(env), env.docname
    domain.record_publications(docname, profile.key, bibliography.digest(profile.key))
    block, lacking = render_publications(
        profile, bibliography, replace(options, docname=docname), context
    )
    problems = [Problem(ProblemCode.PUBLICATION_INCOMPLETE, words) for words in lacking]
    advice = ProfilesConfig.from_sphinx(env.config).warn_advice
    path = str(Path(env.srcdir, domain.place_of(profile.path, 1)[0]))
    report_note([*problems, *_unsure(profile, bibliography)], path, advice=advice)
    return block


def listing_on_page(
    env: BuildEnvironment, profile: Profile, context: Context, *, level: int
) -> nodes.Element | None:
    """Return the list at the end of a whole profile, if the note or the project asks for one."""
    asked = dict(profile.fields).get("publications")
    wanted = ProfilesConfig.from_sphinx(env.config).publications if asked is None else asked
    if wanted is not True or bibliography_of(env) is None:
        return None
    style = find_style(env.config.bibtex_default_style)
    options = ListingOptions(style, headed=True, heading_level=level)
    return publications(env, profile, options, context)


def _unsure(profile: Profile, bibliography: Bibliography) -> Iterator[Problem]:
    """Yield advice on entries of which nothing but an initial says that they are the person's."""
    for publication in bibliography.by_person.get(profile.key, ()):
        authors = authors_of(publication.entry)
        for author, owner in zip(authors, publication.owners, strict=True):
            if owner and owner.unsure and owner.key == profile.key:
                message = (
                    f"{author} of {publication.entry.key!r} is taken for {profile.name} by an "
                    f"initial alone; add `{author}` to `aliases` to be sure, or an `orcid` to both"
                )
                yield Problem(ProblemCode.PUBLICATION_UNSURE, message)


def other_publications(
    _app: Sphinx,
    env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    _removed: AbstractSet[str],
) -> set[str]:
    """Return the pages on which the list of a person's publications would be another one now."""
    domain = profile_domain(env)
    if not domain.publications:
        return set()
    bibliography = bibliography_of(env)
    return {
        docname
        for docname, listed in domain.publications.items()
        for key, digest in listed.items()
        if bibliography is None or bibliography.digest(key) != digest
    }


def setup_bibliography(app: Sphinx) -> None:
    """Compare the lists with those of the last build."""
    app.connect("env-get-outdated", other_publications, priority=Outdated.COMPARE_PUBLICATIONS)
