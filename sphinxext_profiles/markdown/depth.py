"""How deep the parts of a note may stand in one another: what is deeper is shown as text.

Each level costs Python's stack a few calls, in this package, in docutils and in Sphinx, and the
stack has an end. By itself markdown-it leaves out what is too deep, and whatever follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.parser_block import ParserBlock

if TYPE_CHECKING:
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
