"""Divs: `::: card` of MyST, and `::: {.card}` as Pandoc and Quarto write it.

Where colons are fences, a div is a box around text. Elsewhere the lines that enclose it vanish.
A callout of Quarto (`::: {.callout-note}`) is an admonition in both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from mdit_py_plugins.attrs.parse import ParseError, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]

_DIV = re.compile(r"\s*(?:(?P<attributes>\{\s*[.#][^{}\n]*\})|(?P<name>[^\s{}]+))[\s:]*")
"""A directive's name begins with a letter; Pandoc also allows colons at the end of the line."""


_CALLOUT = re.compile(r"\s*\{\s*\.callout-(caution|important|note|tip|warning)[\s}]")


def with_divs(fence: BlockRule) -> BlockRule:
    """Return a rule for fences of colons that makes attributes of what names a div.

    So its classes are looked at like those of anything else.
    """

    def colon_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not fence(state, start, end, silent):
            return False
        if not silent:
            _settle(state.tokens[-1])
        return True

    return colon_fence


def _settle(token: Token) -> None:
    """Give a div the attributes that its first line has."""
    div = _DIV.fullmatch(token.info)
    if div is None:
        return
    try:
        attributes = parse(div["attributes"])[1] if div["attributes"] else {"class": div["name"]}
    except ParseError:
        return
    callout = _CALLOUT.match(token.info)
    if callout:
        title = attributes.get("title", "")
        token.info = f"{{admonition}} {title}" if title else f"{{{callout[1]}}}"
    else:
        token.info = ""
        token.attrs.update(attributes)


def with_callouts(fence: BlockRule) -> BlockRule:
    """Return a rule for fences of colons that finds nothing but callouts."""
    divs = with_divs(fence)

    def colon_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        return bool(_CALLOUT.match(line.lstrip(":"))) and divs(state, start, end, silent)

    return colon_fence


_LINE = re.compile(r":{3,}[ \t]*(\{[ \t]*[.#][^{}\n]*\}|[A-Za-z][\w-]*)?[ \t:]*")
"""Nothing that says something: `:::note[Title]` stays."""
_OPEN = "open_divs"
"""How many divs are open, in what markdown-it keeps about a note."""


def div_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out a line that opens a div, and the one that closes it."""
    del end
    line = _LINE.fullmatch(
        state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]
    )
    opened = state.env.get(_OPEN, 0)
    if line is None or state.is_code_block(start) or not (line[1] or opened):
        return False
    if not silent:
        state.env[_OPEN] = opened + (1 if line[1] else -1)
        state.line = start + 1
    return True
