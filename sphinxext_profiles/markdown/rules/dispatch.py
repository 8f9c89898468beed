"""Rules looked up by the character that they begin with: then additional syntax costs nothing.

A grammar with a rule that is not in these tables keeps markdown-it's way of asking rule by rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from sphinxext_profiles.markdown.linear import BlockRule, InlineRule

_Rule = TypeVar("_Rule")

_INLINES = {
    "text": "",
    "linkify": ":",
    "template": "{",
    "newline": "\n",
    "math_inline": "$",
    "escape": "\\",
    "myst_role": "{",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "wikilink": "[!",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "undefined_citation": "[",
    "span": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "attr": "{",
    "attribute_list": "[{",
    "gfm_autolink_www": "w",
    "gfm_autolink_protocol": ":",
    "gfm_autolink_email": "@",
    "section_ref": "§",
}
"""The characters that may begin what each rule finds."""
_BLOCKS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "myst_block_break": "+",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "myst_line_comment": "%",
    "myst_target": "(",
    "colon_fence": ":",
    "div_line": ":",
    "attr": "{",
    "math_block": "$",
    "amsmath": "\\",
}
_FIRST = ("table", "code")
"""What is asked before the rules above: these begin with any character."""
_LAST = ("lheading", "deflist", "fieldlist", "paragraph")
"""What is asked after them."""
_TABLE = frozenset("|-:")
INTERRUPTED = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
"""What a block that begins on the next line may end, each with its own list of rules."""


def dispatch_inlines(parser: MarkdownIt, delimiter: str) -> re.Pattern[str] | None:
    """Put one rule in place of all inline rules: it asks those that a character can begin.

    Two of `delimiter` begin a substitution. The result finds what may be more than text; it is
    None if a rule is unknown, and the parser as it was.
    """
    ruler = parser.inline.ruler
    known = {**_INLINES, "substitution_inline": delimiter}
    named = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    if not known.keys() >= named.keys():
        return None
    starting = _by_character(named, known)
    mark = re.compile("[" + re.escape("".join(starting)) + r"\]]")
    text = (_text_up_to(mark),)

    def note_inline(state: StateInline, silent: bool) -> bool:
        for rule in starting.get(state.src[state.pos], text):  # noqa: SIM110 - any() is slower
            if rule(state, silent):
                return True
        return False

    ruler.push("note_inline", note_inline)
    ruler.enableOnly(["note_inline"])
    return mark


def _by_character(
    named: Mapping[str, _Rule], known: Mapping[str, str]
) -> dict[str, tuple[_Rule, ...]]:
    """Return the rules by the characters that begin them, in their order."""
    starting: dict[str, tuple[_Rule, ...]] = {}
    for name, rule in named.items():
        for character in known.get(name, ""):
            starting[character] = (*starting.get(character, ()), rule)
    return starting


def _text_up_to(mark: re.Pattern[str]) -> InlineRule:
    """Return a rule that takes all characters up to one that may begin or end something."""

    def text(state: StateInline, silent: bool) -> bool:
        start = state.pos
        found = mark.search(state.src, start, state.posMax)
        end = found.start() if found else state.posMax
        if end == start:
            return False
        if not silent:
            state.pending += state.src[start:end]
        state.pos = end
        return True

    return text


def dispatch_blocks(parser: MarkdownIt, delimiter: str) -> None:
    """Put one rule in place of all block rules that a certain character begins.

    Two of `delimiter` begin a substitution.
    """
    ruler = parser.block.ruler
    known = {**_BLOCKS, "substitution_block": delimiter}
    active = ruler.get_active_rules()
    if not {*known, *_FIRST, *_LAST}.issuperset(active):
        return
    named = dict(zip(active, ruler.getRules(""), strict=True))
    names = {rule: name for name, rule in named.items()}

    def ending_by(chain: str) -> dict[str, tuple[BlockRule, ...]]:
        """Return the rules of a chain by the characters that begin them."""
        return _by_character({names[rule]: rule for rule in ruler.getRules(chain)}, known)

    beginning = ending_by("")
    ending = {chain: ending_by(chain) for chain in INTERRUPTED}
    usual = ending["blockquote"]  # a table asks these rules whether it ends

    def note_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # Only the rules that may end a block are asked silently; which, its type says.
        rules = ending.get(state.parentType, usual) if silent else beginning
        place = state.bMarks[start] + state.tShift[start]
        for rule in rules.get(state.src[place : place + 1], ()):
            if rule(state, start, end, silent):
                return True
        return False

    if "table" in named:
        ruler.at("table", _table(named["table"]), {"alt": ["paragraph", "reference"]})
    ruler.before("fence", "note_block", note_block, {"alt": INTERRUPTED})
    ruler.enableOnly(["note_block", *(name for name in active if name not in known)])


def _table(table: BlockRule) -> BlockRule:
    """Return the rule for tables, asked only where the second line may stand under heads."""

    def note_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # The line under the heads of a table consists of these three characters.
        if start + 2 > end:
            return False
        place = state.bMarks[start + 1] + state.tShift[start + 1]
        return state.src[place : place + 1] in _TABLE and table(state, start, end, silent)

    return note_table
