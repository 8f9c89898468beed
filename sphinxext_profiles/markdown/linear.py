"""Rules of markdown-it whose cost grew with the square of a text before its version 4."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.rules_block import reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MOST_LINES = 20
"""A link definition's title may run over lines; a definition of more lines than these is text."""


def keep_linear(parser: MarkdownIt) -> None:
    """Make the time and memory of a parser grow with the length of a text."""
    parser.block.ruler.at("reference", _definition)
    parser.inline.ruler2.at("fragments_join", _join_fragments)


def join_texts(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens with texts that stand side by side made one."""
    joined: list[Token] = []
    for is_text, run in groupby(tokens, lambda token: token.type == "text"):
        if is_text:
            first, *others = run
            if others:
                first.content = "".join(token.content for token in (first, *others))
            joined.append(first)
        else:
            joined.extend(run)
    return joined


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Look for the end of a link definition in the lines next to it.

    Before, it was looked for up to the end of the paragraph, which for a list of definitions is
    the end of the list: ten thousand of them took minutes.
    """
    last = state.lineMax
    state.lineMax = min(last, start + MOST_LINES)
    try:
        return reference(state, start, end, silent)
    finally:
        state.lineMax = last


def _join_fragments(state: StateInline) -> None:
    """Join the texts that marks of emphasis left, and count again how deep each token stands.

    Before, each was added to those before it, which were kept: 80 kB of marks took 2 GB.
    """
    state.tokens[:] = join_texts(state.tokens)
    level = 0
    for token in state.tokens:
        level += min(token.nesting, 0)
        token.level = level
        level += max(token.nesting, 0)
