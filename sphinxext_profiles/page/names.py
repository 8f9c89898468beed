"""Names that a note gives to its parts and footnotes: its own, so that none is in the way.

`(setup)=` in the note of `ada` is the label `ada:setup`. Links inside the note follow. Elsewhere
the bare `setup` means it where no page has that name: see `project.targets`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.nodes import profile_region
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.project.targets import embedded_name, own_name

if TYPE_CHECKING:
    from markdown_it.token import Token

    from .scope import NoteScope

MOST_LABELS = 20
"""Labels above one another."""
_COUNT = "profiles_embedded_names"
"""The key of the number of notes with names of their own that a page shows."""


class Names:
    """The names in one note that is rendered, and the links that mean them."""

    def __init__(self, scope: NoteScope, document: nodes.document) -> None:
        self._key = scope.profile.key
        self._document = document
        self._place = "" if scope.own_page else self._next_place()
        self._names: dict[str, str] = {}

    def _next_place(self) -> str:
        """Return what tells this showing of the note from every other."""
        env = self._document.settings.env
        count = (env.temp_data.get(_COUNT) or 0) + 1
        env.temp_data[_COUNT] = count
        return f"{env.docname}/{count}"

    def own(self, name: str) -> str:
        """Return the name that something in the note gets instead of the author's."""
        full = own_name(self._key, name)
        if self._place:
            full = embedded_name(full, self._place)
        self._names[nodes.fully_normalize_name(name)] = full
        return full

    def give(self, node: nodes.Element, name: str) -> None:
        """Give a node a name that the note has for it."""
        names = node["names"]
        # docutils registers all names of a node, and each may be registered only once.
        node["names"] = [nodes.fully_normalize_name(self.own(name))]
        self._document.note_explicit_target(node, node)
        node["names"] = [*names, *node["names"]]

    def follow(self, root: nodes.Element) -> None:
        """Have the links below a node lead to the note's own names where it has them."""
        if not self._names:
            return
        links = cast("list[nodes.Element]", list(root.findall(_may_follow)))
        for link in (link for link in links if _region(link, root) is root):
            address = link.get("refuri", "").removeprefix("#")
            full = self._names.get(nodes.fully_normalize_name(link.get("reftarget") or address))
            if full is None:
                continue
            if "reftarget" in link:
                exact = link.get("refdomain") == "math"
                link["reftarget"] = full if exact else nodes.fully_normalize_name(full)
            else:
                link["refuri"] = f"#{nodes.fully_normalize_name(full)}"


def few_labels(tokens: list[Token], scope: NoteScope) -> list[Token]:
    """Return tokens without the labels that stand above too many others, and report these.

    Each label above another gets to what it stands for by way of all that follow.
    """
    kept: list[Token] = []
    above = 0
    for token in reversed(tokens):
        above = above + 1 if token.type == "myst_target" else 0
        if above <= MOST_LABELS:
            kept.append(token)
        elif above == MOST_LABELS + 1:
            message = f"more than {MOST_LABELS} labels stand here; only the last ones count"
            line = token.map[0] + 1 if token.map else 0
            scope.report(Problem(ProblemCode.MARKUP_AMOUNT, message, line))
    return kept[::-1]


def without_title(tokens: list[Token], scope: NoteScope) -> list[Token]:
    """Return tokens without the heading that is the note's title, which the page has already."""
    kept: list[Token] = []
    inside = False
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        inside = inside or (token.type == "heading_open" and line == scope.profile.name_line)
        if not inside:
            kept.append(token)
        inside = inside and token.type != "heading_close"
    return kept


def _region(node: nodes.Element, root: nodes.Element) -> nodes.Element:
    """Return what shows the note that a node belongs to, `root` or something inside it."""
    while node is not root and not isinstance(node, profile_region):
        node = node.parent
    return node


def _may_follow(node: nodes.Node) -> bool:
    """Return whether a node is a link to a name."""
    if isinstance(node, addnodes.pending_xref):
        named = node.get("refdomain") in ("std", "math") and node.get("reftype") != "doc"
        return named or node.get("reftype") in ("any", "myst")
    return isinstance(node, nodes.reference) and "id_link" in node


def footnote_prefix(document: nodes.document, key: str) -> str:
    """Return what the labels of a note's footnotes begin with where it is shown next.

    No other note's begin so, nor its own where the document shows it already: a colon stands in no
    key.
    """
    prefix, number = f"{key}:".casefold(), 1
    while any(_label(note).startswith(prefix) for note in document.autofootnotes):
        number += 1
        prefix = f"{key}:{number}:".casefold()
    return prefix


def keep_undefined_marks(document: nodes.document, prefix: str) -> None:
    """Put the marks without a footnote back as text, if their labels begin with `prefix`.

    Reading the note has reported them; docutils would do so once more, as an error.
    """
    footnotes = (*document.footnotes, *document.autofootnotes)
    defined = {name for note in footnotes for name in (*note["names"], *note["dupnames"])}
    for label in [label for label in document.footnote_refs if label not in defined]:
        if label.startswith(prefix):
            for mark in document.footnote_refs.pop(label):
                if mark in document.autofootnote_refs:
                    document.autofootnote_refs.remove(mark)
                _put_back(mark)


def _put_back(mark: nodes.Element) -> None:
    """Replace a mark by its text, without what keeps it apart from those of other notes."""
    label = mark["refname"].rpartition(":")[2]
    mark.parent.replace(mark, nodes.Text(f"[^{label}]"))


def gather_footnotes(document: nodes.document, parent: nodes.Element, prefix: str) -> None:
    """Put the footnotes whose labels begin with `prefix` at the end of a node.

    They are numbered, and stand there, in the order in which the text refers to them: reST would
    take the order of their definitions.
    """
    keep_undefined_marks(document, prefix)
    order: dict[str, int] = {}
    for mark in document.autofootnote_refs:
        order.setdefault(mark.get("refname", ""), len(order))
    own = [note for note in document.autofootnotes if _label(note).startswith(prefix)]
    others = [note for note in document.autofootnotes if not _label(note).startswith(prefix)]
    own.sort(key=lambda note: order.get(_label(note), len(order)))
    document.autofootnotes[:] = [*others, *own]
    for note in own:
        note.parent.remove(note)
        parent.append(note)


def _label(footnote: nodes.footnote) -> str:
    return footnote["names"][0] if footnote["names"] else ""
