"""The Markdown in which notes are read.

A project's own parser finds what is code, mathematics, a role, a comment or a link, so that the
reader takes a text as the page does. Four things are laid over it:

- Links, images and footnote marks carry `meta["row"]`, the line inside their paragraph.
- `[3]` that no definition stands for becomes a token of its own, `undefined_citation`.
- Every address is taken as written: whether it is safe is decided where it is used. Those in a
  scheme of the project's own (`schemes` in the environment) become what they stand for.
- Attributes (`[words]{.x}`) are known, also where the project's pages show them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from sphinxext_profiles.addresses.schemes import expand, scheme_of
from sphinxext_profiles.dialects.attribute_lists import attribute_list
from sphinxext_profiles.dialects.blocks import settle_blocks
from sphinxext_profiles.dialects.divs import div_line, with_callouts, with_divs
from sphinxext_profiles.dialects.templates import beside_templates, template
from sphinxext_profiles.dialects.wikilinks import wikilink

from .limits import as_text, bound_cost, has_too_many_marks, join_texts
from .linear import wrap_rule
from .rules.destinations import NoteMarkdown
from .rules.dispatch import INTERRUPTED, dispatch_blocks, dispatch_inlines

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, MutableMapping

    from markdown_it.rules_inline import StateInline

    from sphinxext_profiles.addresses.schemes import Schemes

    from .linear import CoreRule, InlineRule

Environment: TypeAlias = dict[str, Any]
"""What markdown-it keeps about one note: `references`, `duplicate_refs`, `footnotes`.
`grammar` is the one that the note is read in, `schemes` are the project's own, if it has any."""

_LOCATED = ("link", "image", "footnote_ref", "autolink", "wikilink")
_TYPOGRAPHIC = ("replacements", "smartquotes")
"""What makes typographic marks: on cards and pages, never in names and titles."""
_LEFT_OUT = ("attr", "wordcount", "footnote_tail", *_TYPOGRAPHIC)
"""What is done with all tokens of a page, and not needed to read a note."""

_LONGEST_NUMBER = 3
"""`[1815]` in running text is a year, not a citation."""


def _usual_parser() -> MarkdownIt:
    """Return the parser of notes without a project: CommonMark, and what MyST can add.

    Mathematics follows Pandoc's rule, so that "$5 and $10" stays text.
    """
    parser = MarkdownIt("commonmark").enable("table")
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    return parser.use(myst_role_plugin).use(myst_block_plugin).use(colon_fence_plugin)


class Grammar:
    """A Markdown in which notes are read. Its parsers are made when they are first needed."""

    def __init__(
        self,
        make: Callable[[], MarkdownIt] = _usual_parser,
        *,
        settings: str = "",
        directives: bool = True,
        labels: bool = True,
        delimiters: str = "{}",
    ) -> None:
        """Take a function that makes the parser of a project's pages.

        `settings` differ between grammars that read a text differently. `directives` says whether
        fences may be directives, `labels` whether formulas may have labels; two of each of the
        `delimiters` enclose a substitution.
        """
        self._make = make
        self.settings = settings
        self.directives = directives
        self._labels = labels
        self._delimiters = delimiters
        self._typographic: tuple[CoreRule, ...] = ()

    def of_note(self, text: str) -> Grammar:
        """Return the grammar of a note, which may change settings where it is trusted."""
        del text
        return self

    @cached_property
    def whole(self) -> MarkdownIt:
        """The parser of a whole text."""
        return self._parser()

    @cached_property
    def blocks(self) -> MarkdownIt:
        """The parser of blocks only: `inline_tokens` takes their text apart when asked."""
        parser = self._parser()
        parser.core.ruler.disable(["inline"])
        return parser

    def _parser(self) -> MarkdownIt:
        """Return the project's parser with what the reader lays over it."""
        parser = NoteMarkdown.instead_of(self._make())
        parser.options["store_labels"] = True
        _add_attributes(parser)
        add_dialects(parser)
        bound_cost(parser, labels=self._labels, closing=self._delimiters[1])
        _add_rules(parser)
        mark = dispatch_inlines(parser, self._delimiters[0])
        dispatch_blocks(parser, self._delimiters[0])
        core = parser.core.ruler
        active = dict(zip(core.get_active_rules(), core.getRules(""), strict=True))
        self._typographic = tuple(active[name] for name in _TYPOGRAPHIC if name in active)
        core.at("inline", _inlines(mark))
        core.at("text_join", _join_escaped)
        core.disable(_LEFT_OUT, ignoreInvalid=True)
        return parser

    def typeset(self, tokens: list[Token]) -> None:
        """Put typographic marks into a paragraph's tokens, if the project's pages have them."""
        parser = self.whole
        if self._typographic:
            text = "".join(token.content for token in tokens)
            paragraph = Token("inline", "", 0, content=text, children=tokens)
            state = StateCore("", parser, {}, [paragraph])
            for rule in self._typographic:
                rule(state)


USUAL = Grammar()
"""The grammar of notes that are read without a project."""


def inline_tokens(token: Token, environment: Environment) -> list[Token]:
    """Return what the text of a block consists of, taken apart now if it wasn't before."""
    if not token.children and token.content:
        token.children = parse_inline(token.content, environment)
    return token.children or []


def parse_inline(text: str, environment: Environment) -> list[Token]:
    """Return what a text without blocks consists of, in the grammar of the environment."""
    grammar: Grammar = environment.get("grammar", USUAL)
    return grammar.whole.parseInline(text, environment)[0].children or []


def add_dialects(parser: MarkdownIt) -> None:
    """Let a parser know what other programs write: that of pages, and that of the reader."""
    inlines, blocks = parser.inline.ruler, parser.block.ruler
    inlines.after("text", "template", template)
    inlines.before("link", "wikilink", wikilink)
    inlines.push("attribute_list", attribute_list)
    if "colon_fence" in blocks.get_active_rules():
        wrap_rule(blocks, "colon_fence", with_divs)
    else:
        parser.use(colon_fence_plugin)
        wrap_rule(blocks, "colon_fence", with_callouts)
        blocks.before("fence", "div_line", div_line, {"alt": INTERRUPTED})
    wrap_rule(blocks, "attr", beside_templates)
    wrap_rule(blocks, "substitution_block", beside_templates)
    parser.core.ruler.after("block", "dialects", settle_blocks)


def _add_attributes(parser: MarkdownIt) -> None:
    """Let a parser know attributes that it doesn't know."""
    inlines = parser.inline.ruler.get_all_rules()
    if "span" not in inlines:
        after = "footnote_ref" if "footnote_ref" in inlines else "link"
        parser.use(attrs_plugin, spans=True, span_after=after)
    if "attr" not in parser.block.ruler.get_all_rules():
        parser.use(attrs_block_plugin)


def _add_rules(parser: MarkdownIt) -> None:
    """Add the rules that only the reader has, and let others say where they found something."""
    ruler = parser.inline.ruler
    after = "footnote_ref" if "footnote_ref" in ruler.get_all_rules() else "link"
    ruler.after(after, "undefined_citation", _undefined_citation)
    for name in _LOCATED:
        wrap_rule(ruler, name, _located)


def _inlines(mark: re.Pattern[str] | None) -> CoreRule:
    """Return a rule that makes the inline tokens of every block.

    Of a text with too much markup, or without any `mark`, it makes one.
    """

    def inlines(state: StateCore) -> None:
        _expand_definitions(state.env)
        for token in state.tokens:
            if token.type != "inline":
                continue
            text = token.content
            plain = text and mark is not None and mark.search(text) is None
            if plain or has_too_many_marks(text):
                token.children = as_text(token)
            else:
                token.children = []
                state.md.inline.parse(text, state.md, state.env, token.children)

    return inlines


def _join_escaped(state: StateCore) -> None:
    """Join escaped characters and entities to the text around them.

    Only where there may be some: markdown-it's own rule looks at all tokens of a note.
    """
    for block in state.tokens:
        if block.children and ("\\" in block.content or "&" in block.content):
            for token in block.children:
                if token.type == "text_special":
                    token.type = "text"
            block.children = join_texts(block.children)


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
