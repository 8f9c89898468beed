"""Labels of notes, which have their note's key before them, and links that name them without it.

A page's own label always wins: these are looked for when nothing else has the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.nodes import fully_normalize_name
from sphinx import addnodes

from .order import BuilderInited, FindReference, Read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains.math import MathDomain
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

    from .store import ProfileStore

_KEY_ENDS, _PLACE_BEGINS = ":", "@"


def home_link(key: str, docname: str, lang: str = "", *, whole: bool) -> addnodes.pending_xref:
    """Return an empty link from a page to where a person is at home, which is no mention.

    Unless the `whole` profile is wanted, any home will do. If there is none, the text stays.
    """
    return addnodes.pending_xref(
        "",
        refdoc=docname,
        refdomain="profile",
        reftype="person",
        reftarget=key,
        refexplicit=True,
        refwarn=False,
        lang=lang,
        whole=whole,
    )


def own_name(key: str, name: str) -> str:
    """Return the name of a label in a note."""
    return f"{key}{_KEY_ENDS}{name}"


def embedded_name(name: str, place: str) -> str:
    """Return the name that a note's label has where another page shows the note."""
    return f"{name}{_PLACE_BEGINS}{place}"


def give_up_taken(store: ProfileStore, docname: str, document: nodes.document) -> None:
    """Leave to another page each name that a note has too, before Sphinx records the names.

    When all pages are read, notes are read first, and the page takes the name from the note. A
    note that is read again by itself must not take it back: `fig:plot` may be the label `plot` in
    the note `fig`.
    """
    labels = cast("StandardDomain", store.env.get_domain("std")).anonlabels
    identifiers = cast("dict[str, str | None]", document.nameids)
    for name in document.nametypes:
        owner = labels.get(name, (docname,))[0]
        if owner != docname and owner not in store.pages:
            identifiers[name] = None  # as docutils marks a name that is given twice


def resolve_note_label(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, contnode: nodes.TextElement
) -> nodes.Element | None:
    """Link to a label in a note that is named without the note's key, if there is one."""
    docname = node.get("refdoc", env.docname)
    match node.get("refdomain"):
        case "math":
            math = cast("MathDomain", env.get_domain("math"))
            if name := _first_of(env, math.equations, node["reftarget"]):
                return math.resolve_xref(env, docname, app.builder, "eq", name, node, contnode)
        case "" | None | "std":
            kind = node["reftype"] if node.get("reftype") in ("numref", "keyword") else "ref"
            return link_to_label(env, docname, app.builder, kind, node, contnode)
    return None


def link_to_label(
    env: BuildEnvironment,
    docname: str,
    builder: Builder,
    kind: str,
    node: addnodes.pending_xref,
    contnode: nodes.Element,
) -> nodes.reference | None:
    """Link to what a note has a label for, unless a page has that label."""
    std = cast("StandardDomain", env.get_domain("std"))
    target = fully_normalize_name(node["reftarget"])
    name = "" if target in std.anonlabels else _first_of(env, std.anonlabels, target)
    if not name:
        return None
    return std.resolve_xref(env, docname, builder, kind, name, node, contnode)


def _first_of(env: BuildEnvironment, names: Iterable[str], wanted: str) -> str:
    """Return the name of a note's label that is called so without its key; its own page first."""
    keys = {fully_normalize_name(key) for key in _store(env).library.keys()}  # noqa: SIM118  # a library is no dict
    wanted = fully_normalize_name(wanted)
    fitting = [
        name
        for name in names
        if (parts := name.partition(_KEY_ENDS))[0].lower() in keys
        and fully_normalize_name(parts[2].partition(_PLACE_BEGINS)[0]) == wanted
    ]
    return min(fitting, key=lambda name: (_PLACE_BEGINS in name, name), default="")


def _store(env: BuildEnvironment) -> ProfileStore:
    return cast("ProfileStore", env.get_domain("profile"))


class SectionLabels:
    """Keeps `sphinx.ext.autosectionlabel` from giving notes the names of other pages' sections."""

    def __init__(self) -> None:
        self._hidden: dict[str, tuple[str, str, str]] = {}

    def hide(self, app: Sphinx, doctree: nodes.document) -> None:
        """Put away the labels that are called like the sections of a note, before it names them."""
        self._hidden = {}
        path = _store(app.env).pages.get(app.env.docname)
        if path is None:
            return
        labels = cast("StandardDomain", app.env.get_domain("std")).labels
        for name in _section_names(doctree):
            if name in labels:
                self._hidden[name] = labels.pop(name)

    def rename(self, app: Sphinx, doctree: nodes.document) -> None:
        """Give the sections of a note names with its key, and bring back those of other pages."""
        path = _store(app.env).pages.get(app.env.docname)
        if path is None:
            return
        key = _store(app.env).card_of(path).key
        std = cast("StandardDomain", app.env.get_domain("std"))
        for name in _section_names(doctree):
            label = std.labels.pop(name, None)
            if label and label[0] == app.env.docname:
                std.anonlabels.pop(name, None)
                std.labels.setdefault(fully_normalize_name(own_name(key, name)), label)
                std.anonlabels.setdefault(fully_normalize_name(own_name(key, name)), label[:2])
        for name, label in self._hidden.items():
            std.labels[name], std.anonlabels[name] = label, label[:2]


def _section_names(doctree: nodes.document) -> Iterator[str]:
    """Yield the names that autosectionlabel gives to the sections of a page."""
    for section in doctree.findall(nodes.section):
        title = cast("nodes.title", section[0])
        yield fully_normalize_name(title.rawsource or title.astext())


def keep_section_labels(app: Sphinx) -> None:
    """Watch the labels of sections in a project that has them."""
    if "sphinx.ext.autosectionlabel" in app.extensions:
        sections = SectionLabels()
        app.connect("doctree-read", sections.hide, priority=Read.HIDE_LABELS)
        app.connect("doctree-read", sections.rename, priority=Read.RENAME_LABELS)


def setup_targets(app: Sphinx) -> None:
    """Answer when nothing else does, and keep the names of sections apart."""
    app.connect("builder-inited", keep_section_labels, priority=BuilderInited.KEEP_SECTION_LABELS)
    app.connect("missing-reference", resolve_note_label, priority=FindReference.RESOLVE_LABEL)
