"""Rules of markdown-it and of its plugins, asked only where they could find something.

Each of them looks for an end up to the end of the text, from every place where it could begin:
where there is none, the time grows with the square of the text. What is looked for here first is
looked for once a text, or no further than it may be away.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.ruler import Ruler
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]
    InlineRule: TypeAlias = Callable[[StateInline, bool], bool]
    CoreRule: TypeAlias = Callable[[StateCore], None]

LONGEST_LABEL = 999
"""Characters of a label (CommonMark 0.31, "link label")."""
LONGEST_ADDRESS = 2_000
"""Characters of an address that no brackets enclose."""
LONGEST_LOCAL_PART = 300
"""Characters before the `@` of an e-mail address; by RFC 5321 there are at most 64."""
MOST_QUOTES = 1_000
"""Quotation marks of one paragraph that are made typographic."""


def wrap_rule(ruler: Ruler[Any], name: str, wrapper: Callable[[Any], Any]) -> None:
    """Put a rule made of a rule in its place, if the parser has it at all.

    Only here the private list of a ruler is read: `at` forgets which blocks a rule may interrupt.
    """
    for rule in ruler.__rules__:
        if rule.name == name:
            ruler.at(name, wrapper(rule.fn), {"alt": rule.alt})


def guard_rules(parser: MarkdownIt, *, labels: bool, closing: str) -> None:
    """Have a parser ask its rules only where they could find something.

    `labels` says whether formulas may have labels; two of `closing` end a substitution.
    """
    for name, could_begin in (
        ("attr", _is_brace),
        ("footnote_ref", _could_be_footnote),
        ("link", partial(_is_before, "]")),
        ("image", partial(_is_before, "]")),
        ("span", partial(_is_before, "]")),
        ("substitution_inline", partial(_is_before, closing * 2)),
    ):
        wrap_rule(parser.inline.ruler, name, partial(_where, could_begin))
    for name, shape in _ADDRESSES.items():
        wrap_rule(parser.inline.ruler, name, partial(_short, shape))
    wrap_rule(parser.block.ruler, "math_block", partial(_closed, partial(_math_ends, labels)))
    wrap_rule(parser.block.ruler, "amsmath", partial(_closed, _environment_ends))
    wrap_rule(parser.core.ruler, "smartquotes", partial(_of_some, _has_few_quotes))
    wrap_rule(parser.core.ruler, "linkify", partial(_of_some, _has_short_words))


def _where(could_begin: Callable[[StateInline], bool], rule: InlineRule) -> InlineRule:
    """Return an inline rule that is asked only where it could begin."""

    def guarded(state: StateInline, silent: bool) -> bool:
        return could_begin(state) and rule(state, silent)

    return guarded


def _is_brace(state: StateInline) -> bool:
    return state.src[state.pos] == "{"


_FOOTNOTE = re.compile(rf"\[\^[^] \n]{{1,{LONGEST_LABEL}}}\]")


def _could_be_footnote(state: StateInline) -> bool:
    return _FOOTNOTE.match(state.src, state.pos, state.posMax) is not None


def _is_before(mark: str, state: StateInline) -> bool:
    return state.pos < _last(state.src, mark)


@lru_cache(maxsize=8)
def _last(text: str, mark: str) -> int:
    """Return where a mark is found last, -1 for nowhere."""
    return text.rfind(mark)


_ADDRESSES = {
    "gfm_autolink_www": ("w", re.compile("")),
    "gfm_autolink_protocol": (":", re.compile(r"(?:https?|mailto|xmpp)\Z")),
    "gfm_autolink_email": ("@", re.compile(r"[A-Za-z0-9.+_-]\Z")),
    "linkify": (":", re.compile(r"[A-Za-z0-9.+-]\Z")),
}
"""The rules for addresses without brackets: the character that each looks at, and what has to
stand before it."""
_UNBROKEN = re.compile(rf"\S{{0,{LONGEST_ADDRESS + 1}}}")


def _short(shape: tuple[str, re.Pattern[str]], rule: InlineRule) -> InlineRule:
    """Return a rule for addresses that looks at a few characters around it.

    These rules look back into the text that is pending, all of it each time.
    """
    mark, before = shape

    def short_address(state: StateInline, silent: bool) -> bool:
        start, end = state.pos, state.posMax
        if state.src[start] != mark or not before.search(
            state.src, max(0, start - len("mailto")), start
        ):
            return False
        word = _UNBROKEN.match(state.src, start, end)
        if word is None or word.end() - start > LONGEST_ADDRESS:
            return False
        _push_pending(state)
        state.posMax = word.end()
        try:
            return rule(state, silent)
        finally:
            state.posMax = end

    return short_address


def _push_pending(state: StateInline) -> None:
    """Make a token of the text so far, but for the end of it."""
    pending = state.pending
    if len(pending) > 2 * LONGEST_LOCAL_PART:
        state.pending = pending[:-LONGEST_LOCAL_PART]
        state.pushPending()
        state.pending = pending[-LONGEST_LOCAL_PART:]


Ends: TypeAlias = "Callable[[str, str], list[int]]"
"""From a text and the line at which a block begins: the lines of the text that could end it."""


def _closed(ends: Ends, rule: BlockRule) -> BlockRule:
    """Return a block rule that is asked only where a line ends the block."""

    def closed_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        lines = ends(state.src, first)
        # A line that is nothing but the mark begins a block and ends none.
        place = bisect_left(lines, start if first.rstrip() != "$$" else start + 1)
        return place < len(lines) and lines[place] < end and rule(state, start, end, silent)

    return closed_block


def _math_ends(labels: bool, text: str, first: str) -> list[int]:
    if not first.startswith("$$"):
        return []
    label = r"(?:\([^)$\n]+\)[^\S\n]*)?" if labels else ""
    return _lines(text, rf"\$\$[^\S\n]*{label}$")


_ENVIRONMENT = re.compile(r"\\begin(\{[A-Za-z]+\*?\})")


def _environment_ends(text: str, first: str) -> list[int]:
    begin = _ENVIRONMENT.match(first)
    return _lines(text, re.escape(rf"\end{begin[1]}") + r"[^\S\n]*$") if begin else []


@lru_cache(maxsize=32)
def _lines(text: str, pattern: str) -> list[int]:
    """Return the lines of a text, from 0, in which something is found."""
    found = re.compile(pattern)
    return [number for number, line in enumerate(text.split("\n")) if found.search(line)]


def _has_few_quotes(text: str) -> bool:
    return text.count("'") + text.count('"') <= MOST_QUOTES


_LONG_WORD = re.compile(rf"\S{{{LONGEST_ADDRESS + 1}}}")


def _has_short_words(text: str) -> bool:
    return _LONG_WORD.search(text) is None


def _of_some(fits: Callable[[str], bool], rule: CoreRule) -> CoreRule:
    """Return a rule for the texts of a note that leaves some of them alone."""

    def rule_of_some(state: StateCore) -> None:
        tokens = state.tokens
        state.tokens = [token for token in tokens if fits(token.content)]
        try:
            rule(state)
        finally:
            state.tokens = tokens

    return rule_of_some
