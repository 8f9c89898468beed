"""What has to be written again: each output has a record of what its pages were written from.

Sphinx compares the time of a page's source with that of the page in the output. That misses what
the page says of other pages, and what was read again for another output: all that are built from
one source may share the doctrees. The records are beside those. So is a mark while an output is
written: what a build that was killed or failed has left can't be relied on.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import docname_join

from sphinxext_profiles.writing import write_whole

from .data import Showing
from .domain import page_file, profile_domain
from .order import Finished, Outdated, Resolved, Updated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import ProfileDomain

_MARK = "profiles-unfinished-"
_RECORD = "profiles-written-"


class State(NamedTuple):
    """What a page was written from."""

    said: str
    """A digest of when it was read, and of what it says of others."""
    order: str
    """A digest of the pages above and beside it."""
    has_indexes: bool
    """Whether the project has an index, or leaves pages out. Otherwise, the order is Sphinx's own
    affair."""

    def differs(self, before: State) -> bool:
        """Return whether the page has to be written again."""
        has_indexes = self.has_indexes or before.has_indexes
        return self.said != before.said or (has_indexes and self.order != before.order)


NEVER = State("", "", has_indexes=False)


class Output:
    """The pages of this output, from the beginning to the end of a build."""

    def __init__(self) -> None:
        self._unfinished = False
        self._before: dict[str, State] | None = None
        """The state of each page when it was last written, None if nothing ever was."""
        self._now: dict[str, State] = {}
        self._written: set[str] = set()

    def begin(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        _added: AbstractSet[str],
        _changed: AbstractSet[str],
        _removed: AbstractSet[str],
    ) -> set[str]:
        """Set the mark, and return the pages to read again after an unfinished build.

        That build may have read them, because of a change that has been undone since, and not saved
        that it did. All outputs share the doctrees, so it doesn't matter which one it was.
        """
        mark = _beside_doctrees(app, _MARK)
        self._unfinished = mark.exists()
        unfinished = self._unfinished or any(mark.parent.glob(f"{_MARK}*"))
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        self._before = {} if self._unfinished else _recorded(app)
        self._now = {}
        self._written.clear()
        return set(profile_domain(env).shown) if unfinished else set()

    def rewritten(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the pages to write again, or all if this output is unfinished.

        This runs when all pages are read.
        """
        if self._unfinished:
            for part in Path(app.outdir).glob("_downloads/*/.*.part"):
                part.unlink()
        domain = profile_domain(env)
        if self._before or domain.known or domain.shown:
            self._now = _states(env)
        if self._before is None:
            return []  # Sphinx writes a page that isn't there
        before = self._before
        different = {
            name for name, state in self._now.items() if state.differs(before.get(name, NEVER))
        }
        if gone := before.keys() & domain.left_out.keys():
            _remove_files(app.builder, gone)
            different.add(env.config.root_doc)  # for Sphinx to write its index of words again
        return sorted(different)

    def record_page(self, _app: Sphinx, _doctree: nodes.document, docname: str) -> None:
        """Record that a page is written: somebody may have asked Sphinx for certain pages only."""
        self._written.add(docname)

    def end(self, app: Sphinx, exception: Exception | None) -> None:
        """Record what was written, and remove the mark, unless the build failed."""
        if exception is not None:
            return
        written = self._now.keys() if _is_one_document(app.builder) else self._written
        before = self._before or {}
        states = {
            name: state if name in written else before.get(name, NEVER)
            for name, state in self._now.items()
        }
        if states != before:
            write_whole(_beside_doctrees(app, _RECORD), json.dumps(states).encode())
        _beside_doctrees(app, _MARK).unlink(missing_ok=True)


def _remove_files(builder: Builder, gone: AbstractSet[str]) -> None:
    """Remove the files of pages that are left out, which an EPUB would take for pages.

    That is for outputs with a file for each page that knows its name, unless another page has it.
    """
    if isinstance(builder, StandaloneHTMLBuilder) and not _is_one_document(builder):
        used = {str(builder.get_outfilename(docname)) for docname in builder.env.found_docs}
        for docname in gone:
            source = Path(builder.outdir, "_sources", page_file(builder.env, docname))
            source.with_name(source.name + builder.config.html_sourcelink_suffix).unlink(
                missing_ok=True
            )
            if (file := str(builder.get_outfilename(docname))) not in used:
                Path(file).unlink(missing_ok=True)


def _is_one_document(builder: Builder) -> bool:
    """Return whether a builder writes all pages at once, in documents that hold many."""
    return type(builder).write_documents is not Builder.write_documents


def _recorded(app: Sphinx) -> dict[str, State] | None:
    """Return the state of each page of this output, None if the output is new."""
    try:
        states = json.loads(_beside_doctrees(app, _RECORD).read_bytes())
    except (OSError, ValueError):
        out, doctrees = Path(app.outdir), Path(app.doctreedir)
        return {} if any(path != doctrees for path in out.glob("*")) else None
    return {name: State(*state) for name, state in states.items()}


def _beside_doctrees(app: Sphinx, kind: str) -> Path:
    """Return the file of a kind for this output: a builder and a folder."""
    output = f"{app.builder.name}\0{app.outdir}".encode("utf-8", "surrogateescape")
    return Path(app.doctreedir, kind + hashlib.blake2b(output, digest_size=8).hexdigest())


def _states(env: BuildEnvironment) -> dict[str, State]:
    """Return the state of each page."""
    domain = profile_domain(env)
    parts = [_links(domain), _telling(domain), _editions(domain), _lists(domain)]
    order, has_indexes = _order(env), bool(domain.indexes or domain.left_out)
    states = {}
    for docname in sorted(env.found_docs):
        said = (env.all_docs.get(docname), *(part.get(docname) for part in parts))
        states[docname] = State(_digest(said), _digest(order.get(docname)), has_indexes)
    return states


def _digest(value: object) -> str:
    return hashlib.blake2b(repr(value).encode(), digest_size=8).hexdigest()


def _links(domain: ProfileDomain) -> dict[str, Any]:
    """Return the text, language and target of the links to people on each page."""
    links: dict[tuple[str, str], Any] = {}
    by_page: dict[str, Any] = {}
    for docname, targets in domain.links.items():
        page_lang = domain.language_of(docname)
        for written, wanted in sorted(targets):
            key, lang = _meant(domain, written, wanted)
            if key in domain.library:
                target = (key, lang or page_lang)
                if target not in links:
                    links[target] = _link(domain, *target)
                # `any` prefers a page that is called so.
                is_page = docname_join(docname, key) in domain.env.found_docs
                by_page.setdefault(docname, []).append((key, lang, is_page, links[target]))
    return by_page


def _meant(domain: ProfileDomain, written: str, lang: str) -> tuple[str, str]:
    """Return the key and language that a link means, by its target and its own language.

    A target that begins with `/` is a page; it means a person if that page is left out.
    """
    if not written.startswith("/"):
        return domain.library.meant(written), lang
    path = domain.left_out.get(written[1:])
    card = domain.card_of(path) if path else None
    return (card.key, card.lang) if card else ("", "")


def _link(domain: ProfileDomain, key: str, lang: str) -> tuple[object, ...]:
    """Return the language and text of a link to a person, and the targets, also from a card."""
    profile = domain.fitting(key, lang)
    if profile is None:
        return ()
    homes = (domain.nearest_home(profile, whole=whole) for whole in (False, True))
    return (profile.lang, profile.name, *homes)


def _telling(domain: ProfileDomain) -> dict[str, Any]:
    """Return the lists of pages that mention somebody, or are by somebody, on each page."""
    by_page: dict[str, Any] = {}
    telling = {docname: {*people} for docname, people in domain.telling.items()}
    for key in domain.written:  # a note's own page lists them unasked, and records nothing
        for docname in domain.pages_of(key):
            telling.setdefault(docname, set()).add((key, "written"))
    for docname, people in telling.items():
        lang = domain.language_of(docname)
        by_page[docname] = [
            (key, kind, page, _title(domain.env, page), domain.language_of(page))
            for key, kind in sorted(people)
            for page in domain.listed_pages(key, kind, lang)
        ]
    return by_page


def _editions(domain: ProfileDomain) -> dict[str, Any]:
    """Return the links to a note's other languages on each page, with the default language."""
    shown = [*domain.pages.items()]
    paths = {(profile.key, profile.lang): profile.path for profile in domain.library}
    for docname, homes in domain.homes.items():
        for person, places in homes.items():
            if places[0].showing is Showing.WHOLE and person in paths:
                shown.append((docname, paths[person]))
    by_page: dict[str, Any] = {}
    for docname, path in sorted(shown):
        if editions := domain.editions(path, docname):
            default = domain.fitting(domain.card_of(path).key)
            by_page.setdefault(docname, []).append((path, editions, default and default.path))
    return by_page


def _lists(domain: ProfileDomain) -> dict[str, Any]:
    """Return the lists on other pages to which the citations of each page lead."""
    paths = set().union(*domain.unlisted.values())
    lists = {path: domain.listed(path) for path in paths}
    return {
        docname: [lists[path] for path in sorted(cited)]
        for docname, cited in domain.unlisted.items()
    }


def _order(env: BuildEnvironment) -> dict[str, Any]:
    """Return the ancestors and neighbours of each page, with their titles."""
    related = env.collect_relations()
    titles = {docname: _title(env, docname) for docname in related}
    return {
        docname: [
            (name, titles.get(name, "")) for name in (*_above(related, docname), *beside) if name
        ]
        for docname, (_, *beside) in related.items()
    }


def _above(related: dict[str, list[str | None]], docname: str) -> Iterator[str]:
    """Yield the ancestors of a page, as Sphinx passes them to its theme."""
    while (parent := related.get(docname, (None,))[0]) is not None:
        yield parent
        docname = parent


def _title(env: BuildEnvironment, docname: str) -> str:
    title = env.titles.get(docname)
    return title.astext() if title is not None else ""


def setup_written(app: Sphinx) -> None:
    """Compare with the last build of this output when all pages are read."""
    output = Output()
    app.connect("env-get-outdated", output.begin, priority=Outdated.SET_MARK)
    app.connect("env-updated", output.rewritten, priority=Updated.COMPARE_PAGES)
    app.connect("doctree-resolved", output.record_page, priority=Resolved.RECORD_PAGE)
    app.connect("build-finished", output.end, priority=Finished.TAKE_MARK_AWAY)
