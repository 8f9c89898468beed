"""What has to be read again because something changed elsewhere; `written` is about writing.

Sphinx knows which files have changed. Only this extension knows that a key means another note now,
that an index lists other people, or that a link to a person leads elsewhere.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.util import docname_join

from sphinxext_profiles.counts import forget_counts
from sphinxext_profiles.labels import catalogues_digest, forget_catalogues
from sphinxext_profiles.people.selection import choose

from .config import ProfilesConfig, locale_dirs
from .domain import page_file, profile_domain
from .image_copies import pages_with_other_copies
from .notes import leave_out_strays, scan
from .order import BeforeRead, ConfigInited, Outdated, Read, Updated
from .people_files import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .data import StoredNote
    from .domain import ProfileDomain

REFERRING = ("any", "myst")
"""Types of cross-references that may lead to a person, in any domain."""


def outdated_pages(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> set[str]:
    """Read the notes that changed, and return the pages that would show something else now.

    This runs in each build, before Sphinx reads any page.
    """
    domain = profile_domain(env)
    before, notes, left_out = dict(domain.pages), dict(domain.notes), set(domain.left_out)
    outdated = set(_other_files(domain))
    scan(app, env, frozenset(added | changed | outdated))
    if domain.notes and not notes:
        outdated |= env.found_docs  # without a person, nothing was recorded of any page
    outdated |= {*_differing(before, domain.pages), *_other_texts(domain, notes)}
    outdated |= {
        *_other_notes(domain),
        *_other_entries(domain),
        *_other_people(domain),
        *pages_with_other_copies(env),
        *_other_contents(domain, left_out),
    }
    _leave_out(env, added, changed, removed)
    return outdated | (_other_words(domain) & env.found_docs)


def _leave_out(
    env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> None:
    """Leave out the pages without a text, as if Sphinx had not found their files.

    The sets are Sphinx's own. It goes on to forget the pages in `removed`; and if a page is new or
    gone, it reads those again whose toctrees are globs, so no page may be new in every build.
    """
    left_out = profile_domain(env).left_out.keys()
    for docnames in (env.project.docnames, added, changed):
        docnames.difference_update(left_out)
    removed.update(left_out & env.all_docs.keys())


class Reading:
    """The pages that a build reads."""

    def __init__(self) -> None:
        self._docnames: tuple[str, ...] = ()

    def begin(self, _app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Have pages that are notes read before the pages that list them.

        For each page that it reads, Sphinx goes through everything that toctrees of the pages read
        so far include.
        """
        pages = profile_domain(env).pages
        docnames.sort(key=lambda docname: docname not in pages)
        self._docnames = tuple(docnames)

    def record_stamps(self, _app: Sphinx, env: BuildEnvironment) -> None:
        """Record the files of these pages, in a project that has people."""
        domain = profile_domain(env)
        if self._docnames and domain.notes:
            files = Files(env)
            for docname in self._docnames:
                domain.record_stamp(docname, files.stamp(docname))


class Files:
    """The files that pages are made of, as they are now."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._stamps: dict[str, tuple[int, int]] = {}

    def stamp(self, docname: str) -> str:
        """Return a digest of the times and sizes of a page's source and of what it depends on."""
        own = page_file(self._env, docname)
        paths = sorted({own, *map(str, self._env.dependencies.get(docname, ()))})
        stamps = str([self._of_file(path) for path in paths])
        return hashlib.blake2b(stamps.encode(), digest_size=8).hexdigest()

    def _of_file(self, path: str) -> tuple[int, int]:
        if path not in self._stamps:
            try:
                status = Path(self._env.srcdir, path).stat()
            except (OSError, ValueError):
                self._stamps[path] = (0, 0)
            else:
                self._stamps[path] = (status.st_mtime_ns, status.st_size)
        return self._stamps[path]


def _other_files(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages whose files have another time than when they were read, be it an older one.

    Sphinx sees only what is newer than the page; a file may have taken another's place.
    """
    files = Files(domain.env)
    for docname, stamp in domain.stamps.items():
        if docname in domain.env.found_docs and files.stamp(docname) != stamp:
            yield docname


def _other_texts(domain: ProfileDomain, before: dict[str, StoredNote]) -> Iterator[str]:
    """Yield the pages that show notes whose text is another now, their files being as they were.

    Extensions may change what Sphinx reads of a page; of changed files Sphinx knows.
    """
    env = domain.env
    changed = {
        str(Path(env.srcdir, path))
        for path, note in domain.notes.items()
        if path in before and before[path].digest != note.digest
    }
    for docname, files in env.dependencies.items() if changed else ():
        if not changed.isdisjoint(str(Path(env.srcdir, file)) for file in files):
            yield docname


def _other_notes(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages on which a key means another note than before."""
    for docname, lookups in domain.lookups.items():
        for (key, lang), path in lookups.items():
            profile = domain.fitting(key, lang)
            if (profile.path if profile else "") != path:
                yield docname


def _other_entries(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages that show people of whom the entries of people files say something else."""
    for docname, shown in domain.shown_entries.items():
        if any(said_of(domain, path) != old for path, old in shown.items()):
            yield docname


def _other_people(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages whose indexes would list other people, or in another order."""
    for docname, indexes in domain.indexes.items():
        for query, signature in indexes:
            if domain.signature(choose(domain.library, query)) != signature:
                yield docname


def _other_contents(domain: ProfileDomain, before: set[str]) -> Iterator[str]:
    """Yield the pages whose toctrees name a page that is left out now, or no longer is."""
    now = domain.left_out.keys()
    for left_out in now:
        yield from domain.env.files_to_rebuild.get(left_out, ())
    for docname, named in domain.named.items():
        if named & before - now:
            yield docname


def _other_words(domain: ProfileDomain) -> set[str]:
    """Return the pages that show interface strings, if the project's own have changed."""
    forget_catalogues()
    forget_counts()
    changed = domain.record_catalogues(catalogues_digest(locale_dirs(domain.env)))
    return set(domain.shown) if changed else set()


def record_links(app: Sphinx, doctree: nodes.document) -> None:
    """Record the links of a page that may lead to people, and whom they mention.

    Links on cards, in indexes (`whole`) and in bylines mention nobody: no author wrote them, and
    directives record mentions themselves. The target of a link to a page begins with `/`. Links to
    other projects are left out.
    """
    domain, docname = profile_domain(app.env), app.env.docname
    references = [
        node for node in doctree.findall(addnodes.pending_xref) if not node.get("intersphinx")
    ]
    links = [
        (node["reftarget"].lstrip("#"), node.get("lang", ""), "whole" in node)
        for node in references
        if node.get("refdomain") == domain.name or node.get("reftype") in REFERRING
    ]
    pages = set()
    if ProfilesConfig.from_sphinx(app.config).pages == "with-text":
        named = {page_named(node, docname) for node in references}
        pages = {f"/{page}" for page in named & (domain.pages.keys() | domain.left_out.keys())}
    if (links or pages) and domain.notes:
        targets = {(target, lang) for target, lang, _ in links}
        domain.record_links(docname, targets.union((page, "") for page in pages))
        mentioned = {target for target, _, ours in links if not ours}
        domain.record_mentions(docname, mentioned)


def page_named(link: addnodes.pending_xref, docname: str) -> str:
    """Return the page that a link on a page names, empty if it names none.

    What `any` names may be a page.
    """
    match link.get("refdomain"), link.get("reftype"):
        case ("std", "doc") | (_, "any"):
            return docname_join(docname, link["reftarget"])
        case "doc", "myst":
            return str(link["reftarget"])
        case _:
            return ""


def _differing(before: dict[str, Any], now: dict[str, Any]) -> set[str]:
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def setup_outdated(app: Sphinx) -> None:
    """Compare with the last build before pages are read, and record what the next one compares."""
    reading = Reading()
    app.connect("config-inited", leave_out_strays, priority=ConfigInited.LEAVE_OUT_STRAYS)
    app.connect("env-get-outdated", outdated_pages, priority=Outdated.READ_NOTES)
    app.connect("env-before-read-docs", reading.begin, priority=BeforeRead.NOTES_FIRST)
    app.connect("doctree-read", record_links, priority=Read.RECORD_LINKS)
    app.connect("env-updated", reading.record_stamps, priority=Updated.RECORD_STAMPS)
