"""What must be read or written again because something changed elsewhere.

Sphinx knows which files changed. That a page shows another note for a key, that an index lists
other people, or that a link to a person leads elsewhere now, only this extension can tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from .adoption import settle_parents
from .domain import profile_domain
from .notes import scan
from .selection import choose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from .domain import ProfileDomain

REFERRING = ("any", "myst")
"""Types of cross-references that may lead to a person, whatever their domain."""


def outdated_pages(
    app: Sphinx,
    env: BuildEnvironment,
    added: AbstractSet[str],
    changed: AbstractSet[str],
    _removed: AbstractSet[str],
) -> set[str]:
    """Read the notes that changed, and return the pages that show something else now.

    It runs at each build, before Sphinx reads any page.
    """
    before = dict(profile_domain(env).pages)
    scan(app, env, frozenset(added | changed))
    domain = profile_domain(env)
    turned = _differing(before, domain.pages)
    return turned | set(_other_notes(domain)) | set(_other_people(domain))


def notes_first(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have the pages that are notes read before those that list them.

    Each time that Sphinx reads a page it goes through everything that the toctrees of the pages
    read before include, and forgets the page there.
    """
    pages = profile_domain(env).pages
    docnames.sort(key=lambda docname: docname not in pages)


def _other_notes(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages that would get another note for a key than they did."""
    for docname, lookups in domain.data["lookups"].items():
        for (key, lang), path in lookups.items():
            found = domain.library.get(key, lang)
            if (found.path if found else "") != path:
                yield docname


def _other_people(domain: ProfileDomain) -> Iterator[str]:
    """Yield the pages whose indexes would list other people, or the same in another order."""
    for docname, indexes in domain.data["indexes"].items():
        for query, signature in indexes:
            if domain.signature(choose(domain.library, query)) != signature:
                yield docname


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Record to whom the links of a page that was read may lead.

    Those on cards and in indexes (`whole`) are no author's words; what a directive says of whom
    a page speaks, it records itself. Links to other projects are theirs.
    """
    domain = profile_domain(app.env)
    found = [
        (node["reftarget"].lstrip("#"), "whole" in node)
        for node in doctree.findall(addnodes.pending_xref)
        if node.get("refdomain") == domain.name or node.get("reftype") in REFERRING
        if not node.get("intersphinx")
    ]
    if found and domain.notes:
        domain.note_links(app.env.docname, {target for target, _ in found})
        spoken_of = {target for target, shown in found if not shown}
        domain.note_mentions(app.env.docname, spoken_of)


def rewritten_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again since their links, or what is said of them, changed.

    It runs when all pages are read. What this build's links look like is kept for the next.
    """
    domain = profile_domain(env)
    settle_parents(app, env, domain)
    before: dict[str, dict[str, Any]] = domain.data["written"]
    now: dict[str, dict[str, Any]] = {
        "people": _people(domain),
        "mentioned": _mentioned(domain),
        "lists": {path: domain.listed(path) for path in _unlisted(domain)},
        "order": _order(env),
        "indexes": dict.fromkeys(domain.data["indexes"]),
    }
    domain.data["written"] = now
    differing = {part: _differing(before.get(part, {}), now[part]) for part in now}
    people = differing["people"]
    told = people | differing["mentioned"]
    pages = {name for name, keys in domain.data["links"].items() if keys & people}
    pages |= {name for name, keys in domain.data["telling"].items() if keys & told}
    lists = differing["lists"]
    pages |= {name for name, paths in domain.data["unlisted"].items() if paths & lists}
    if now["indexes"] or before.get("indexes"):
        # A project without an index goes on as Sphinx always did.
        pages |= differing["order"]
    return sorted(pages & env.found_docs)


def _unlisted(domain: ProfileDomain) -> set[str]:
    """Return the notes that are cited where no list of them is."""
    return set().union(*domain.data["unlisted"].values())


def _differing(before: dict[str, Any], now: dict[str, Any]) -> set[str]:
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _people(domain: ProfileDomain) -> dict[str, Any]:
    """Return for each key what a link to the person says and where it goes."""
    library = domain.library
    keys = library.keys()
    return {
        key: [(entry.lang, entry.name, domain.home(entry)) for entry in library.translations(key)]
        for key in keys
    }


def _mentioned(domain: ProfileDomain) -> dict[str, Any]:
    """Return for each key the pages that refer to the person, with their titles."""
    found: dict[str, list[tuple[str, str]]] = {}
    keys = set(domain.library.keys())
    for docname in sorted(domain.data["mentions"]):
        for key in domain.data["mentions"][docname] & keys:
            found.setdefault(key, []).append((docname, _title(domain.env, docname)))
    return found


def _order(env: BuildEnvironment) -> dict[str, Any]:
    """Return the pages above and beside each page, with their titles."""
    related = env.collect_relations()
    titles = {docname: _title(env, docname) for docname in related}
    return {
        docname: [
            (name, titles.get(name, "")) for name in (*_above(related, docname), *beside) if name
        ]
        for docname, (_, *beside) in related.items()
    }


def _above(related: dict[str, list[str | None]], docname: str) -> Iterator[str]:
    """Yield the pages above a page, as Sphinx tells its theme of them."""
    while (parent := related.get(docname, (None,))[0]) is not None:
        yield parent
        docname = parent


def _title(env: BuildEnvironment, docname: str) -> str:
    title = env.titles.get(docname)
    return title.astext() if title is not None else ""


def setup_freshness(app: Sphinx) -> None:
    """Look for what changed before pages are read, and when all are."""
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-before-read-docs", notes_first)
    app.connect("doctree-read", note_links)
    app.connect("env-updated", rewritten_pages)
