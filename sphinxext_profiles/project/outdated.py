"""What has to be read or written again because something changed elsewhere.

Sphinx knows which files have changed. Only this extension knows that a key means another note now,
that an index lists other people, or that a link to a person leads elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from sphinxext_profiles.labels import catalogues_digest, forget_catalogues
from sphinxext_profiles.people.selection import choose

from .config import locale_dirs
from .domain import profile_domain
from .image_copies import pages_with_other_copies
from .notes import leave_out_strays, scan
from .order import BeforeRead, ConfigInited, Outdated, Read, Updated
from .records import Showing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import ProfileDomain

REFERRING = ("any", "myst")
"""Types of cross-references that may lead to a person, in any domain."""


def outdated_pages(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: AbstractSet[str],
    _removed: AbstractSet[str],
) -> set[str]:
    """Read the notes that changed, and return the pages that would show something else now.

    This runs in each build, before Sphinx reads any page.
    """
    before = dict(profile_domain(env).pages)
    scan(app, env, frozenset(added | changed))
    domain = profile_domain(env)
    outdated = _differing(before, domain.pages)
    outdated |= {*_other_notes(domain), *_other_people(domain), *pages_with_other_copies(env)}
    return outdated | (_other_words(domain) & env.found_docs)


def notes_first(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have pages that are notes read before the pages that list them.

    For each page that it reads, Sphinx goes through everything that toctrees of the pages read so
    far include.
    """
    pages = profile_domain(env).pages
    docnames.sort(key=lambda docname: docname not in pages)


def _other_notes(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages on which a key means another note than before."""
    for docname, lookups in domain.lookups.items():
        for (key, lang), path in lookups.items():
            profile = domain.fitting(key, lang)
            if (profile.path if profile else "") != path:
                yield docname


def _other_people(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages whose indexes would list other people, or in another order."""
    for docname, indexes in domain.indexes.items():
        for query, signature in indexes:
            if domain.signature(choose(domain.library, query)) != signature:
                yield docname


def _other_words(domain: ProfileDomain) -> set[str]:
    """Return the pages that show interface strings, if the project's own have changed."""
    forget_catalogues()
    changed = domain.record_catalogues(catalogues_digest(locale_dirs(domain.env)))
    return set(domain.shown) if changed else set()


def record_links(app: Sphinx, doctree: nodes.document) -> None:
    """Record the links of a page that may lead to people, and whom they mention.

    Links on cards and in indexes (`whole`) mention nobody: no author wrote them, and directives
    record mentions themselves. Links to other projects are left out.
    """
    domain = profile_domain(app.env)
    links = [
        (node["reftarget"].lstrip("#"), node.get("lang", ""), "whole" in node)
        for node in doctree.findall(addnodes.pending_xref)
        if node.get("refdomain") == domain.name or node.get("reftype") in REFERRING
        if not node.get("intersphinx")
    ]
    if links and domain.notes:
        domain.record_links(app.env.docname, {(target, lang) for target, lang, _ in links})
        mentioned = {target for target, _, whole in links if not whole}
        domain.record_mentions(app.env.docname, mentioned)


def rewritten_pages(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again because what they say about other pages has changed.

    This runs when all pages are read, and records what this build says for the next one.
    """
    domain = profile_domain(env)
    now: dict[str, dict[str, Any]] = {
        "links": _links(domain),
        "telling": _telling(domain),
        "editions": _editions(domain),
        "lists": {path: domain.listed(path) for path in _unlisted(domain)},
        "order": _order(env),
        "indexes": dict.fromkeys(domain.indexes),
    }
    before = domain.record_written(now)
    differing = {part: _differing(before.get(part, {}), now[part]) for part in now}
    pages = differing["links"] | differing["telling"] | differing["editions"]
    lists = differing["lists"]
    pages |= {name for name, paths in domain.unlisted.items() if paths & lists}
    if now["indexes"] or before.get("indexes"):
        # Without an index, this is as in any other project of Sphinx.
        pages |= differing["order"]
    return sorted(pages & env.found_docs)


def _unlisted(domain: ProfileDomain) -> set[str]:
    """Return the notes that some page cites without listing their references."""
    return set().union(*domain.unlisted.values())


def _differing(before: dict[str, Any], now: dict[str, Any]) -> set[str]:
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _links(domain: ProfileDomain) -> dict[str, Any]:
    """Return the text, language and target of the links to people on each page."""
    links: dict[tuple[str, str], Any] = {}
    by_page: dict[str, Any] = {}
    for docname, targets in domain.links.items():
        page_lang = domain.language_of(docname)
        for key, lang in targets:
            if key in domain.library:
                target = (key, lang or page_lang)
                if target not in links:
                    links[target] = _link(domain, *target)
                by_page.setdefault(docname, {})[key, lang] = links[target]
    return by_page


def _link(domain: ProfileDomain, key: str, lang: str) -> tuple[object, ...]:
    """Return the language and text of a link to a person, and the targets, also from a card."""
    profile = domain.fitting(key, lang)
    if profile is None:
        return ()
    homes = (domain.nearest_home(profile, whole=whole) for whole in (False, True))
    return (profile.lang, profile.name, *homes)


def _telling(domain: ProfileDomain) -> dict[str, Any]:
    """Return the lists of mentions on each page."""
    by_page: dict[str, Any] = {}
    for docname, keys in domain.telling.items():
        lang = domain.language_of(docname)
        by_page[docname] = {
            key: [
                (page, _title(domain.env, page), domain.language_of(page))
                for page in domain.mentioned_on(key, lang)
            ]
            for key in keys
        }
    return by_page


def _editions(domain: ProfileDomain) -> dict[str, Any]:
    """Return the links to a note's other languages on each page, with the default language."""
    places = [*domain.pages.items()]
    paths = {(profile.key, profile.lang): profile.path for profile in domain.library}
    for docname, homes in domain.homes.items():
        for person, home in homes.items():
            if home.showing is Showing.WHOLE and person in paths:
                places.append((docname, paths[person]))
    by_page: dict[str, Any] = {}
    for docname, path in places:
        if editions := domain.editions(path, docname):
            default = domain.fitting(domain.card_of(path).key)
            by_page.setdefault(docname, []).append((path, editions, default and default.path))
    return by_page


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


def setup_outdated(app: Sphinx) -> None:
    """Compare with the last build before pages are read, and when all are read."""
    app.connect("config-inited", leave_out_strays, priority=ConfigInited.LEAVE_OUT_STRAYS)
    app.connect("env-get-outdated", outdated_pages, priority=Outdated.READ_NOTES)
    app.connect("env-before-read-docs", notes_first, priority=BeforeRead.NOTES_FIRST)
    app.connect("doctree-read", record_links, priority=Read.RECORD_LINKS)
    app.connect("env-updated", rewritten_pages, priority=Updated.COMPARE_PAGES)
