"""What a text may cost: how deep, how wide and how full of marks it may be.

Each level of nesting costs Python's stack a few calls, in this package, in docutils and in Sphinx,
and the stack has an end. What is too deep is shown as text; by itself markdown-it leaves it out,
and whatever follows it. What is too wide or too full is text as well.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import reference
from markdown_it.token import Token

from sphinxext_profiles.problems import Problem, ProblemCode

from .linear import guard_rules, wrap_rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    from .linear import BlockRule

DEEPEST = 20
"""Directives, lists and quotes around a directive. A list counts twice: it and its item."""
DEEPEST_INLINE = 10
"""Emphasis, links and spans in one another."""
MOST_MARKS = 5_000
"""Characters in one paragraph that could mean something to Markdown."""
MOST_COLUMNS = 100
"""Columns of a table. Each costs every row a cell, and TeX a length."""

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


def _limit_depth(parser: MarkdownIt) -> None:
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


def bound_cost(parser: MarkdownIt, *, labels: bool = True, closing: str = "}") -> None:
    """Make the time, the memory and the stack that a parser takes bounded by a text's length.

    `labels` and `closing` are settings of MyST: whether formulas have labels, and the delimiter
    that ends a substitution.
    """
    guard_rules(parser, labels=labels, closing=closing)
    parser.block.ruler.at("reference", _definition)
    parser.inline.ruler2.at("fragments_join", _join_fragments)
    parser.core.ruler.at("inline", _inlines)
    wrap_rule(parser.block.ruler, "table", _narrow)
    _limit_depth(parser)


def exceeded(text: str, line: int) -> tuple[Problem, ...]:
    """Return the problem of a paragraph on a line that is shown as text, if it is."""
    if has_too_many_marks(text):
        reason = f"this has more than {MOST_MARKS:,} characters that mean something to Markdown"
    elif text.count("|") > MOST_COLUMNS and any(map(_is_wide, text.split("\n"))):
        reason = f"this table has more than {MOST_COLUMNS} columns"
    else:
        return ()
    return (Problem(ProblemCode.MARKUP_AMOUNT, f"{reason}; it is shown as text", line),)


_COSTLY = re.compile(r"""[][*_`<&$:@~{}"'\\!|^]""")


def has_too_many_marks(text: str) -> bool:
    """Return whether a paragraph is too full of marks to be anything but text."""
    return len(text) > MOST_MARKS < len(_COSTLY.findall(text))


def as_text(token: Token) -> list[Token]:
    """Return the inline tokens of a paragraph that is shown as text."""
    return [Token("text", "", 0, content=token.content)]


def _inlines(state: StateCore) -> None:
    """Make the inline tokens of every paragraph, one of text where it is too full of marks."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if has_too_many_marks(token.content):
            token.children = as_text(token)
            continue
        if token.children is None:
            token.children = []
        state.md.inline.parse(token.content, state.md, state.env, token.children)


_UNDER_HEADS = re.compile(r"[-:| \t]+")


def _is_wide(line: str) -> bool:
    """Return whether a line stands under the heads of a table that is too wide."""
    return line.count("|") > MOST_COLUMNS + 1 and _UNDER_HEADS.fullmatch(line) is not None


def _narrow(table: BlockRule) -> BlockRule:
    """Return the rule for tables, which leaves one that is too wide to be a paragraph."""

    def narrow_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        below = start + 1
        if below >= end or _is_wide(state.src[state.bMarks[below] : state.eMarks[below]]):
            return False
        return table(state, start, end, silent)

    return narrow_table


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
