"""What directives and roles may not make of their arguments in a note that is not trusted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.addresses.cleaning import is_safe
from sphinxext_profiles.note.allowed import LANGUAGES

if TYPE_CHECKING:
    from .scope import NoteScope

RENDERER_RAW = ("<br />\n", "\\\\\n", "<s>", "</s>", '<input class="task-list-item-checkbox"')
"""The raw output that MyST itself writes for line breaks, strike-through and task lists."""

CHECKBOX = re.compile(
    r'<input class="task-list-item-checkbox"(?: checked="checked")? disabled="disabled"'
    r' type="checkbox">'
)
"""The HTML that older versions of markdown-it's plug-ins write for the box of a task."""

LONGEST_TARGET = 200
MOST_BRACKETS = 2
_PLAIN = frozenset("0123456789 .,:;()/")
"""What stays as it is in TeX, besides letters."""
LONGEST_CODE = 2_000
MOST_COLORED = 20_000
"""Characters of code that are shown in colors, in one place and in all: their time grows with the
square for many languages."""


def forbidden(node: nodes.Node) -> bool:
    """Return whether a node that a directive or role made may not stand in the page.

    The names that the gate lets through keep out what acts; this looks at what these made.
    """
    if isinstance(node, nodes.raw):
        return not node.astext().startswith(RENDERER_RAW)
    if isinstance(node, addnodes.download_reference):
        return True
    if isinstance(node, addnodes.pending_xref):
        return not _may_be_looked_up(node)
    if isinstance(node, nodes.reference):
        address = node.get("refuri", "")
        return not is_safe(address) or ("id_link" in node and not _is_plain(address))
    if isinstance(node, nodes.image):
        return not is_safe(node["uri"]) or leaves_source(node["uri"])
    return False


def _may_be_looked_up(link: addnodes.pending_xref) -> bool:
    """Return whether Sphinx can look up what a link means without stopping or taking long."""
    if link.get("reftype") == "numref":
        return not link.get("refexplicit") or _is_number_format(link.astext())
    return link.get("reftype") not in ("any", "myst") or _is_plain(link["reftarget"])


def refused_colors(code: nodes.Element, usual: str, scope: NoteScope) -> str:
    """Return why code is not shown in colors, nothing where it may be: some take long to find.

    `usual` is the project's own language of code.
    """
    language, length = str(code.get("language", "none")), len(code.astext())
    if language in ("none", "text") or scope.has_seen(code):
        return ""
    scope.colored += length
    if language.lower() not in LANGUAGES and language != usual:
        limits = "common languages only"
    elif length > LONGEST_CODE or scope.colored > MOST_COLORED:
        limits = f"{LONGEST_CODE:,} characters, and {MOST_COLORED:,} in all"
    else:
        return ""
    return f"code in {language[:60]!r} is shown without colors: in notes they are for {limits}"


def _is_plain(target: str) -> bool:
    """Return whether every domain can look a target up in no time.

    That of C++ takes any target for a declaration, and the time for `a<a<a<…` doubles with each.
    """
    return len(target) <= LONGEST_TARGET and sum(map(target.count, "<([{")) <= MOST_BRACKETS


def _is_number_format(text: str) -> bool:
    """Return whether the words of a `numref` say where its number stands, and nothing else.

    Sphinx formats them as they are, and for LaTeX once more, as TeX in which many characters have
    become braces: it stops at what it can't format, and `{number:999999999}` has that many letters.
    """
    if "{name}" in text or "{number}" in text:
        text = text.replace("{name}", "").replace("{number}", "")
        return all(c.isalpha() or c in _PLAIN for c in text)
    return text.count("%") == text.count("%s") == 1


def leaves_source(path: str) -> bool:
    """Return whether a path could lead out of the source folder."""
    return "\\" in path or ".." in path.split("/") or path.startswith("//")


def is_code(node: nodes.Node) -> bool:
    """Return whether a node is code in a language."""
    return isinstance(node, (nodes.literal, nodes.literal_block)) and "language" in node


def is_math(node: nodes.Node) -> bool:
    """Return whether a node is a formula."""
    return isinstance(node, (nodes.math, nodes.math_block))
