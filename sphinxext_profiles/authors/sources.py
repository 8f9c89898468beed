"""What the sources of pages say of their authors, and the pages that would show others now.

It is read before Sphinx reads any page, so that an index of everybody who wrote something is
right in the first build, and in every process.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.authorship import Author, Authorship, authorship_of
from sphinxext_profiles.people.note_files import MARKDOWN_SUFFIXES
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import page_file, profile_domain

from .byline import signature

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.project.domain import ProfileDomain

MOST_BYTES = 65_536
"""How much of a page is looked at: its authors are at its top."""
_POST = re.compile(
    r"^(?:\.\.[ ]post::|(?:`{3,}|:{3,})\{post\})[ \t]*(?P<date>[^\n]*)\n"
    r"(?P<options>(?:[ \t]*:[\w-]+:[^\n]*\n)*)",
    re.MULTILINE,
)
_POST_AUTHOR = re.compile(r"^[ \t]*:author:[ \t]*(\S[^\n]*)$", re.MULTILINE)


def read_authors(
    app: Sphinx,
    env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    _removed: AbstractSet[str],
) -> set[str]:
    """Read what pages say of their authors where a file has changed since; see `signature`.

    A project without people isn't looked at. A note that isn't trusted names no authors.
    """
    domain = profile_domain(env)
    trusted = ProfilesConfig.from_sphinx(env.config).trust_notes
    before = domain.authorships
    now: dict[str, tuple[str, Authorship | None]] = {}
    for docname in sorted(env.project.docnames) if domain.notes else ():
        if trusted or docname not in domain.pages:
            now[docname] = _read(app, docname, before.get(docname))
    domain.record_authorships(now)
    return {*_other_bylines(domain), *_other_writers(domain)}


def _read(
    app: Sphinx, docname: str, before: tuple[str, Authorship | None] | None
) -> tuple[str, Authorship | None]:
    """Return what a page says of its authors, with a stamp of its file."""
    path = page_file(app.env, docname)
    file = Path(app.srcdir, path)
    try:
        status = file.stat()
        stamp = f"{status.st_mtime_ns} {status.st_size}"
        if before and before[0] == stamp:
            return before
        with file.open("rb") as stream:
            text = stream.read(MOST_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return "", None  # Sphinx reports a page that it can't read
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    said = authorship_of(text, markdown=path.lower().endswith(MARKDOWN_SUFFIXES))
    return stamp, said or (_of_post(text) if "ablog" in app.extensions else None)


def _of_post(text: str) -> Authorship | None:
    """Return the authors that ablog's directive `post` names."""
    post = _POST.search(text)
    author = _POST_AUTHOR.search(post["options"]) if post else None
    if post is None or author is None:
        return None
    return Authorship((Author(author[1].strip(), several=True),), post["date"].strip())


def _other_bylines(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages that would show other authors than when they were read."""
    for docname in domain.authorships.keys() | domain.bylines.keys():
        if domain.bylines.get(docname, "") != signature(domain, docname):
            yield docname


def _other_writers(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages that list everybody who wrote something, if those are others now."""
    for docname, writers in domain.writers.items():
        if writers != domain.written.keys():
            yield docname
