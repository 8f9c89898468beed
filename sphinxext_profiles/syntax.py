"""The Markdown of a project: MyST's settings as the parser of its pages, and as a `Grammar`."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import jinja2
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import (
    MdParserConfig,
    TopmatterReadError,
    merge_file_level,
    read_topmatter,
)
from myst_parser.parsers.mdit import create_md_parser

from sphinxext_profiles.markdown.grammar import Grammar, add_dialects
from sphinxext_profiles.markdown.limits import bound_cost
from sphinxext_profiles.markdown.linear import wrap_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType
    from myst_parser.warnings_ import MystWarnings
    from sphinx.config import Config

    from sphinxext_profiles.markdown.linear import BlockRule, InlineRule

PREFIX = "myst_"
_NAMES = (
    *("commonmark_only", "gfm_only", "enable_extensions", "disable_syntax"),
    *("substitutions", "sub_delimiters", "linkify_fuzzy_links"),
    *("dmath_allow_labels", "dmath_allow_space", "dmath_allow_digits", "dmath_double_inline"),
    *("strikethrough_single_tilde", "colon_fence_exact_match"),
)
SETTINGS = tuple(name for name in _NAMES if hasattr(MdParserConfig(), name))
"""MyST's settings that change how a text is parsed; older versions lack some."""


def page_parser(
    config: MdParserConfig, renderer: Callable[[MarkdownIt], RendererProtocol]
) -> MarkdownIt:
    """Return the parser of a note's page: MyST's, bounded in cost."""
    parser = _for_bodies(config, renderer)
    add_dialects(parser)
    bound_cost(parser, labels=config.dmath_allow_labels, closing=config.sub_delimiters[1])
    return parser


def _for_bodies(
    config: MdParserConfig, renderer: Callable[[MarkdownIt], RendererProtocol]
) -> MarkdownIt:
    """Return MyST's parser, which takes a rule at the beginning of a text for one."""
    parser = create_md_parser(config, renderer)
    # The front matter is cut off already: what looks like another is text between two rules. Where
    # Markdown is GitHub's, MyST moves footnotes to the end, and then knows them no longer.
    parser.disable(["front_matter", "footnote_tail"], ignoreInvalid=True)
    return parser


def read_grammar(config: Config, *, trusted: bool) -> Grammar:
    """Return the grammar that a project's settings of MyST make.

    Where MyST refuses a setting, and says so, its defaults hold. In notes that are `trusted`
    substitutions become what they stand for.
    """
    given = {name: getattr(config, PREFIX + name, None) for name in SETTINGS}
    values = {name: value for name, value in given.items() if value is not None}
    try:
        return grammar_of(MdParserConfig(**values), trusted=trusted)
    except (TypeError, ValueError):
        return grammar_of(MdParserConfig(), trusted=trusted)


def grammar_of(config: MdParserConfig, *, trusted: bool) -> Grammar:
    """Return the grammar of MyST's settings; see `read_grammar`."""
    substitute = partial(_substitute, config.substitutions) if trusted else None

    def make() -> MarkdownIt:
        parser = _for_bodies(config, RendererHTML)
        wrap_rule(parser.inline.ruler, "substitution_inline", partial(_inline, substitute))
        if substitute:
            wrap_rule(parser.block.ruler, "substitution_block", partial(_block, substitute))
        return parser

    return (partial(_TrustingGrammar, config) if trusted else Grammar)(
        make,
        settings=_written(config, trusted=trusted),
        directives=not (config.commonmark_only or config.gfm_only),
        labels=config.dmath_allow_labels,
        delimiters="".join(config.sub_delimiters),
    )


class _TrustingGrammar(Grammar):
    """The grammar of notes that may change MyST's settings, as pages may."""

    def __init__(self, config: MdParserConfig, *arguments: Any, **options: Any) -> None:
        """Take the project's settings, and what makes a grammar."""
        super().__init__(*arguments, **options)
        self._config = config

    def of_note(self, text: str) -> Grammar:
        """Return the grammar of a note with the settings in its front matter."""
        if "myst" not in text and "substitutions" not in text:
            return self
        try:
            given = read_topmatter(text) or {}
            if given.keys().isdisjoint({"myst", "substitutions"}):
                return self
            return grammar_of(merge_file_level(self._config, given, _unsaid), trusted=True)
        except (TopmatterReadError, TypeError, ValueError):
            return self


def _unsaid(kind: MystWarnings, message: str) -> None:
    """Say nothing: the page reports what is wrong."""
    del kind, message


def _written(config: MdParserConfig, *, trusted: bool) -> str:
    """Return the settings as a text that is the same for the same settings."""
    values = {name: getattr(config, name) for name in SETTINGS}
    values["enable_extensions"] = sorted(config.enable_extensions)
    if not trusted:
        values["substitutions"] = {}
    return repr((trusted, values))


def written_substitution(content: str, delimiters: str) -> str:
    """Return a substitution that is shown as text; `delimiters` are a pair of characters."""
    opening, closing = delimiters[0], delimiters[-1]
    return f"{opening * 2} {content.strip()} {closing * 2}"


def _substitute(values: dict[str, Any], content: str) -> str:
    """Return what a substitution stands for, as MyST has it; nothing where MyST reports an error.

    Of the `env` that pages have, nothing is known while notes are read.
    """
    if content in values:
        return str(values[content])
    # The text is what pages are parsed from, and no HTML.
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)  # noqa: S701
    try:
        return environment.from_string(f"{{{{{content}}}}}").render(values)
    except Exception:  # noqa: BLE001  # the project's code may raise anything; the page reports it
        return ""


@contextmanager
def _in_place_of(token: Token, environment: EnvType) -> Iterator[str]:
    """Give the content of a substitution, but nothing inside of its own."""
    around = environment.setdefault("substitutions", [])
    around.append(token.content)
    try:
        yield "''" if token.content in around[:-1] else token.content
    finally:
        around.pop()


def _inline(substitute: Callable[[str], str] | None, rule: InlineRule) -> InlineRule:
    """Return a rule that puts what a substitution stands for in its place, or its own text."""

    def substitution(state: StateInline, silent: bool) -> bool:
        if not rule(state, silent):
            return False
        if silent:
            return True
        token = state.tokens[-1]
        if substitute is None:
            token.content = written_substitution(token.content, token.markup)
            return True
        inner: list[Token] = []
        with _in_place_of(token, state.env) as content:
            state.md.inline.parse(substitute(content), state.md, state.env, inner)
        state.tokens[-1:] = inner
        state.tokens_meta[-1:] = [None] * len(inner)
        return True

    return substitution


def _block(substitute: Callable[[str], str], rule: BlockRule) -> BlockRule:
    """Return a rule that puts the blocks that a substitution stands for in its place."""

    def substitution(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens.pop()
            inner: list[Token] = []
            with _in_place_of(token, state.env) as content:
                state.md.block.parse(substitute(content), state.md, state.env, inner)
            for block in inner:
                block.map = [start, start + 1] if block.map else None
                block.level += state.level
            state.tokens += inner
        return True

    return substitution
