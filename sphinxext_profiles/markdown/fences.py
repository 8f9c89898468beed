"""The Markdown in a MyST directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPAQUE = frozenset(
    {
        *("bibliography", "code", "code-block", "code-cell", "csv-table", "digraph"),
        *("doctest", "eval-rst", "graph", "graphviz", "highlight", "image", "include"),
        *("ipython", "jupyter-execute", "literalinclude", "math", "mermaid"),
        *("parsed-literal", "plantuml", "plot", "productionlist", "prompt", "raw"),
        *("sourcecode", "testcode", "testoutput", "testsetup", "toctree", "uml", "wavedrom"),
    }
)
"""Directives whose content is not Markdown."""


_BOXES = frozenset({"container"})
_ASIDES = frozenset({"admonition", "hint", "important", "note", "tip"})
"""Other admonitions are warnings, about the note more than about the person."""


def directive_name(token: Token) -> str:
    """Return the directive's name of a fence, empty for a code fence."""
    info = token.info.strip()
    return info[1:].partition("}")[0].strip() if info.startswith("{") and "}" in info else ""


def is_div(token: Token) -> bool:
    """Return whether a block is no more than a box around text, which remains the note's own."""
    name = directive_name(token)
    return name in _BOXES or (token.type == "colon_fence" and not name)


def is_aside(token: Token) -> bool:
    """Return whether a block is an admonition that may say who the person is."""
    return directive_name(token) in _ASIDES


def is_gallery(token: Token) -> bool:
    """Return whether a block shows the images in it as a gallery of its own."""
    return directive_name(token) == "profile-gallery"


def directive_text(token: Token) -> tuple[str, str, int] | None:
    """Return the Markdown in the fence of a directive: argument, content, line.

    The line is the file's line before the content, counted as the token's `map` does. Options
    are left out. The result is None for a code fence and for a directive without Markdown.
    """
    name = directive_name(token)
    first = token.map[0] + 1 if token.map else 0
    if name:
        if name.lower() in _OPAQUE:
            return None
        argument = token.info.partition("}")[2]
        lines = token.content.split("\n")
        skip = _options(lines)
        return argument.strip(), "\n".join(lines[skip:]), first + skip
    if token.type == "colon_fence":
        return "", token.content, first
    return None


def directive_parts(token: Token) -> tuple[dict[str, str], str]:
    """Return the options of a directive, as far as they are on one line each, and its content."""
    lines = token.content.split("\n")
    skip = _options(lines)
    pairs = (line.strip().removeprefix(":").partition(":") for line in lines[:skip])
    options = {key.strip(): value.strip().strip("\"'") for key, colon, value in pairs if colon}
    return options, "\n".join(lines[skip:])


def _options(lines: list[str]) -> int:
    """Return how many lines at the start of a directive's content are options."""
    if lines and lines[0].rstrip() == "---":
        closing = (i for i, line in enumerate(lines[1:], 2) if line.rstrip() == "---")
        return next(closing, 0)
    count = 0
    for line in lines:
        key, colon, _ = line.strip().removeprefix(":").partition(":")
        if not line.lstrip().startswith(":") or not key or not colon:
            break
        count += 1
    return count
