"""Footnotes of a note that is shown inside another page: they stay with it, in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes


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


def gather_footnotes(document: nodes.document, parent: nodes.Element, prefix: str) -> None:
    """Put the footnotes whose labels begin with `prefix` at the end of a node.

    They are numbered, and stand there, in the order in which the text refers to them: reST would
    take the order of their definitions.
    """
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
