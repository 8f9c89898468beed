"""The one Markdown parser that reads notes.

It knows CommonMark, tables and what MyST adds, so that text in code, mathematics, roles,
comments and attributes is not taken for prose. Three things differ from a parser for pages:

- Links, images and footnote marks carry `meta["row"]`, the line inside their paragraph.
- `[3]` that no definition stands for becomes a token of its own, `undefined_citation`.
- Every address is taken as written: whether it is safe is decided where it is used. Those in a
  scheme of the project's own (`schemes` in the environment) become what they stand for.

Rules are looked up by the character they begin with: the additional syntax costs nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from sphinxext_profiles.addresses.schemes import expand, scheme_of
from sphinxext_profiles.dialects.wikilinks import wikilink

from .destinations import NoteMarkdown
from .limits import as_text, bound_cost, has_too_many_marks, join_texts

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from sphinxext_profiles.addresses.schemes import Schemes

    from .linear import BlockRule, InlineRule

Environment: TypeAlias = dict[str, Any]
"""What markdown-it keeps about one note: `references`, `duplicate_refs`, `footnotes`.
`schemes` are the project's own, if it has any."""

_INLINE_RULES = {
    "\n": ("newline",),
    "\\": ("escape",),
    "`": ("backticks",),
    "*": ("emphasis",),
    "_": ("emphasis",),
    "[": ("wikilink", "link", "footnote_ref", "undefined_citation", "span"),
    "!": ("wikilink", "image"),
    "<": ("autolink", "html_inline"),
    "&": ("entity",),
    "$": ("math_inline",),
    "{": ("myst_role", "attr"),
}
_MARK = re.compile("[" + re.escape("".join(_INLINE_RULES)) + r"\]]")
"""What ends a run of text: a character that begins a rule, or the end of a label."""
_LOCATED = ("link", "image", "footnote_ref", "autolink", "wikilink")
_BLOCK_RULES = {
    "`": ("fence",),
    "~": ("fence",),
    ">": ("blockquote",),
    "*": ("hr", "list"),
    "-": ("hr", "list"),
    "_": ("hr",),
    "+": ("myst_block_break", "list"),
    **dict.fromkeys("0123456789", ("list",)),
    "[": ("footnote_def", "reference"),
    "<": ("html_block",),
    "#": ("heading",),
    "%": ("myst_line_comment",),
    "(": ("myst_target",),
    ":": ("colon_fence",),
    "{": ("attr",),
    "$": ("math_block",),
}
_TABLE = frozenset("|-:")
_INTERRUPTED = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
"""What a block that begins on the next line may end, each with its own list of rules."""

_LONGEST_NUMBER = 3
"""`[1815]` in running text is a year, not a citation."""


@cache
def note_parser(*, inlines: bool = True) -> MarkdownIt:
    """Return the parser, made once.

    Without `inlines` it parses blocks only: `inline_tokens` takes their text apart when asked.

    Mathematics follows Pandoc's rule, so that "$5 and $10" stays text.
    """
    parser = NoteMarkdown("commonmark", {"store_labels": True})
    parser.enable("table")
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    parser.use(myst_role_plugin).use(myst_block_plugin).use(colon_fence_plugin)
    parser.use(attrs_plugin, spans=True, span_after="footnote_ref").use(attrs_block_plugin)
    bound_cost(parser)
    _dispatch_inlines(parser)
    _dispatch_blocks(parser)
    if not inlines:
        parser.core.ruler.disable(["inline"])
    return parser


def inline_tokens(token: Token, environment: Environment) -> list[Token]:
    """Return what the text of a block consists of, taken apart now if it wasn't before."""
    if not token.children and token.content:
        token.children = note_parser().parseInline(token.content, environment)[0].children
    return token.children or []


def _dispatch_inlines(parser: MarkdownIt) -> None:
    """Put one rule in place of all inline rules: it asks those that a character can begin."""
    ruler = parser.inline.ruler
    named: dict[str, InlineRule] = dict(
        zip(ruler.get_active_rules(), ruler.getRules(""), strict=True)
    )
    named["undefined_citation"] = _undefined_citation
    named["wikilink"] = wikilink
    for name in _LOCATED:
        named[name] = _located(named[name])
    starting = {
        character: tuple(named[name] for name in names)
        for character, names in _INLINE_RULES.items()
    }
    text = (_text,)

    def note_inline(state: StateInline, silent: bool) -> bool:
        for rule in starting.get(state.src[state.pos], text):  # noqa: SIM110 - any() is slower
            if rule(state, silent):
                return True
        return False

    ruler.push("note_inline", note_inline)
    ruler.enableOnly(["note_inline"])
    parser.core.ruler.at("inline", _inlines)
    parser.core.ruler.disable(["text_join"])


def _inlines(state: StateCore) -> None:
    """Make the inline tokens of every block; of a text without markup, or with too much, one."""
    _expand_definitions(state.env)
    for token in state.tokens:
        if token.type != "inline":
            continue
        text = token.content
        if text and (_MARK.search(text) is None or has_too_many_marks(text)):
            token.children = as_text(token)
        else:
            token.children = []
            state.md.inline.parse(text, state.md, state.env, token.children)
            if "\\" in text or "&" in text:
                token.children = _with_escapes(token.children)


def _expand_definitions(environment: MutableMapping[str, Any]) -> None:
    """Give each definition the address that its own stands for."""
    if schemes := environment.get("schemes"):
        for definition in environment.get("references", {}).values():
            if "written" not in definition:  # directives are parsed with the same definitions
                definition["written"] = definition["href"]
                definition["href"] = expand(definition["href"], schemes)


def _expand_link(tokens: list[Token], index: int, schemes: Schemes) -> None:
    """Give the link at an index the address that its own stands for, and a text if it has none."""
    link = tokens[index]
    address = str(link.attrs.get("href", ""))
    own = scheme_of(address, schemes)
    if own and "label" not in link.meta:
        link.attrs["href"] = own.address(address)
        link.meta["own_scheme"] = not own.url
        if link.info == "auto":
            tokens[index + 1].content = own.text(address)


def _with_escapes(tokens: list[Token]) -> list[Token]:
    """Return the tokens with escaped characters and entities joined to the text around them.

    Only where there may be some: markdown-it's own rule looks at all tokens of a note.
    """
    for token in tokens:
        if token.type == "text_special":
            token.type = "text"
    return join_texts(tokens)


def _text(state: StateInline, silent: bool) -> bool:
    """Take all characters up to one that may begin or end something."""
    start = state.pos
    mark = _MARK.search(state.src, start, state.posMax)
    end = mark.start() if mark else state.posMax
    if end == start:
        return False
    if not silent:
        state.pending += state.src[start:end]
    state.pos = end
    return True


def _dispatch_blocks(parser: MarkdownIt) -> None:
    """Put one rule in place of all block rules that a certain character begins."""
    ruler = parser.block.ruler
    named = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    names = {rule: name for name, rule in named.items()}

    def starting(chain: str) -> dict[str, tuple[BlockRule, ...]]:
        """Return the rules of a chain by the characters that begin them."""
        rules = ruler.getRules(chain)
        return {
            character: tuple(rule for rule in rules if names[rule] in wanted)
            for character, wanted in _BLOCK_RULES.items()
        }

    beginning = starting("")
    ending = {chain: starting(chain) for chain in _INTERRUPTED}
    ending["table"] = ending["blockquote"]  # a table asks the same rules whether it ends

    def note_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # Only the rules that may end a block are asked silently; which, its type says.
        rules = ending[state.parentType] if silent else beginning
        place = state.bMarks[start] + state.tShift[start]
        for rule in rules.get(state.src[place : place + 1], ()):
            if rule(state, start, end, silent):
                return True
        return False

    table = named["table"]

    def note_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        # The line under the heads of a table consists of these three characters.
        if start + 2 > end:
            return False
        place = state.bMarks[start + 1] + state.tShift[start + 1]
        return state.src[place : place + 1] in _TABLE and table(state, start, end, silent)

    ruler.at("table", note_table, {"alt": ["paragraph", "reference"]})
    ruler.before("fence", "note_block", note_block, {"alt": _INTERRUPTED})
    ruler.enableOnly(["table", "code", "note_block", "lheading", "paragraph"])
    parser.core.ruler.disable(["attr"])  # it moves attributes to the next block: not needed here


def _located(rule: InlineRule) -> InlineRule:
    """Return the rule, made to note the row of what it finds."""

    def locate(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            tokens = state.tokens
            # Text that was pending is pushed first.
            index = count + 1 if tokens[count].type == "text" else count
            tokens[index].meta["row"] = state.src.count("\n", 0, start)
            if tokens[index].type == "link_open" and (schemes := state.env.get("schemes")):
                _expand_link(tokens, index, schemes)
        return True

    return locate


def _undefined_citation(state: StateInline, silent: bool) -> bool:
    """Make a token of `[3]`, which is no link since nothing defines it."""
    start = state.pos
    end = state.src.find("]", start + 2, start + _LONGEST_NUMBER + 2)
    label = state.src[start + 1 : end]
    # Asked silently, while a link looks for its end, it would pass for a link of its own.
    if silent or end < 0 or state.linkLevel or not (label.isascii() and label.isdigit()):
        return False
    token = state.push("undefined_citation", "", 0)
    token.content = state.src[start : end + 1]
    begins = start == 0 or state.src[start - 1] == "\n"
    token.meta = {
        "label": label,
        "row": state.src.count("\n", 0, start),
        "definition": begins and state.src.startswith(":", end + 1),
    }
    state.pos = end + 1
    return True
