"""Labels of notes, which have their note's key before them, and links that name them without it.

A page's own label always wins: these are looked for when nothing else has the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils.nodes import fully_normalize_name

from .order import FindReference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains.math import MathDomain
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

_KEY_ENDS, _PLACE_BEGINS = ":", "@"


def own_name(key: str, name: str) -> str:
    """Return the name of a label in a note."""
    return f"{key}{_KEY_ENDS}{name}"


def embedded_name(name: str, place: str) -> str:
    """Return the name that a note's label has where another page shows the note."""
    return f"{name}{_PLACE_BEGINS}{place}"


def resolve_note_label(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.Element | None:
    """Link to a label in a note that is named without the note's key, if there is one."""
    docname = node.get("refdoc", env.docname)
    match node.get("refdomain"):
        case "math":
            math = cast("MathDomain", env.get_domain("math"))
            if name := _first_of(math.equations, node["reftarget"]):
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
    node: pending_xref,
    contnode: nodes.Element,
) -> nodes.reference | None:
    """Link to what a note has a label for, unless a page has that label."""
    std = cast("StandardDomain", env.get_domain("std"))
    target = fully_normalize_name(node["reftarget"])
    name = "" if target in std.anonlabels else _first_of(std.anonlabels, target)
    if not name:
        return None
    return std.resolve_xref(env, docname, builder, kind, name, node, contnode)


def _first_of(names: Iterable[str], wanted: str) -> str:
    """Return the name of a note's label that is called so without its key; its own page first."""
    wanted = fully_normalize_name(wanted)
    fitting = [name for name in names if _bare(name) == wanted]
    return min(fitting, key=lambda name: (_PLACE_BEGINS in name, name), default="")


def _bare(name: str) -> str:
    """Return a label without its note's key and without the place where it is shown."""
    key, colon, rest = name.partition(_KEY_ENDS)
    return fully_normalize_name(rest.partition(_PLACE_BEGINS)[0]) if key and colon else ""


def setup_targets(app: Sphinx) -> None:
    """Answer when nothing else does."""
    app.connect("missing-reference", resolve_note_label, priority=FindReference.RESOLVE_LABEL)
