"""What directives and roles may not make of their arguments in a note that is not trusted."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.addresses.cleaning import is_safe

RENDERER_RAW = ("<br />\n", "\\\\\n", "<s>", "</s>", '<input class="task-list-item-checkbox"')
"""The raw output that MyST itself writes for line breaks, strike-through and task lists."""

CHECKBOX = re.compile(
    r'<input class="task-list-item-checkbox"(?: checked="checked")? disabled="disabled"'
    r' type="checkbox">'
)
"""The HTML that older versions of markdown-it's plug-ins write for the box of a task."""

LONGEST_TARGET = 200
MOST_BRACKETS = 2


def forbidden(node: nodes.Node) -> bool:
    """Return whether a node that a directive or role made may not stand in the page.

    The names that the gate lets through keep out what acts; this looks at what these made.
    """
    if isinstance(node, nodes.raw):
        return not node.astext().startswith(RENDERER_RAW)
    if isinstance(node, addnodes.download_reference):
        return True
    if isinstance(node, addnodes.pending_xref):
        return node.get("reftype") in ("any", "myst") and not _is_plain(node["reftarget"])
    if isinstance(node, nodes.reference):
        address = node.get("refuri", "")
        return not is_safe(address) or ("id_link" in node and not _is_plain(address))
    if isinstance(node, nodes.image):
        return not is_safe(node["uri"]) or leaves_source(node["uri"])
    return False


def _is_plain(target: str) -> bool:
    """Return whether every domain can look a target up in no time.

    That of C++ takes any target for a declaration, and the time for `a<a<a<…` doubles with each.
    """
    return len(target) <= LONGEST_TARGET and sum(map(target.count, "<([{")) <= MOST_BRACKETS


def leaves_source(path: str) -> bool:
    """Return whether a path could lead out of the source folder."""
    return "\\" in path or ".." in path.split("/") or path.startswith("//")
