"""What a text may cost: depth that is bounded, and rules whose time and memory stay linear.

Each level of nesting costs Python's stack a few calls, in this package, in docutils and in Sphinx,
and the stack has an end. What is too deep is shown as text; by itself markdown-it leaves it out,
and whatever follows it. Before its version 4 some of its rules grew with the square of a text.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

DEEPEST = 20
"""Directives, lists and quotes around a directive. A list counts twice: it and its item."""
DEEPEST_INLINE = 10
"""Emphasis, links and spans in one another."""

TOO_DEEP = "too_deep"
"""In the `meta` of a token: it stands for what is too deep, or holds it."""

_EMPHASIS = frozenset({"em_open", "strong_open", "s_open"})


class _Blocks(ParserBlock):
    """Makes blocks up to a depth (`maxNesting`), and text of those inside them."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Make tokens of lines; the names of arguments are markdown-it's."""
        first = state.skipEmptyLines(startLine)
        inside = first < endLine and state.sCount[first] >= state.blkIndent
        if not inside or state.level < state.md.options.maxNesting:
            super().tokenize(state, startLine, endLine)
            return
        end = first
        while end < endLine and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
            end += 1
        token = state.push("fence", "code", 0)
        token.info, token.markup = "text", "```"
        token.content = state.getLines(first, end, state.blkIndent, True).rstrip("\n") + "\n"
        token.map = [first, end]
        token.meta = {TOO_DEEP: True}
        state.line = end


def limit_depth(parser: MarkdownIt) -> None:
    """Make a parser show as text what stands too deep."""
    blocks = _Blocks()
    blocks.ruler = parser.block.ruler
    parser.block = blocks
    parser.inline.ruler2.after("emphasis", "depth", _limit_emphasis)


def _limit_emphasis(state: StateInline) -> None:
    """Make marks of emphasis text that stand too deep; all other inlines have a limit already."""
    opened: list[Token] = []
    dropped: list[bool] = []
    for token in state.tokens:
        if token.nesting == 1:
            too_deep = len(dropped) >= DEEPEST_INLINE and token.type in _EMPHASIS
            dropped.append(too_deep)
            if too_deep:
                opened[-1].meta[TOO_DEEP] = True
                _as_text(token)
            else:
                opened.append(token)
        elif token.nesting == -1 and dropped:
            if dropped.pop():
                _as_text(token)
            else:
                opened.pop()


def _as_text(token: Token) -> None:
    """Make a mark the characters that it was written with."""
    token.type, token.tag, token.nesting, token.content = "text", "", 0, token.markup


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
