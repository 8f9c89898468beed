"""What the body of a note contains: headings, texts, images, citations, sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .grammar import inline_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from sphinxext_profiles.model import Image
    from sphinxext_profiles.problems import Problem

    from .citations import Mention, Source
    from .grammar import Environment

_NOTHING = frozenset({"hr", "myst_line_comment", "myst_block_break", "myst_target"})
"""Blocks that a reader doesn't see, or that only part others."""


class BodyHeading(NamedTuple):
    """A heading of the note itself, not of a list, quote or directive in it."""

    level: int
    token: Token
    line: int


class BodyText(NamedTuple):
    """A paragraph of the note itself, or the first one of a list item or of a quote."""

    token: Token
    definitions: Environment
    line: int
    headings: int
    """How many headings come before it."""
    item: bool
    quote: bool = False
    following: str = ""
    """The kind of the token after it, empty at the end: `heading_open`, `bullet_list_open`."""

    @property
    def source(self) -> str:
        """Its Markdown."""
        return self.token.content

    @property
    def tokens(self) -> list[Token]:
        """Its inline tokens."""
        return inline_tokens(self.token, self.definitions)


class BodyImage(NamedTuple):
    """An image, and how many headings come before it."""

    image: Image
    headings: int
    directive: bool = False
    """Whether it is a directive of its own, `{figure}` or `{image}`."""


@dataclass(slots=True)
class Body:
    """What the body of a note contains."""

    environment: Environment = field(default_factory=dict)
    definitions: Environment = field(default_factory=dict)
    """The part of `environment` from outside directives, which the note's own texts can use."""
    headings: list[BodyHeading] = field(default_factory=list)
    texts: list[BodyText] = field(default_factory=list)
    asides: list[BodyText] = field(default_factory=list)
    """Paragraphs of admonitions."""
    images: list[BodyImage] = field(default_factory=list)
    image_labels: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    footnote_sources: list[Source] = field(default_factory=list)
    other_markup: list[tuple[str, int]] = field(default_factory=list)
    """What other programs have added: the type of each token, and its line."""
    solid_start: bool = False
    """Whether a list, a table or the like comes before the first heading."""
    filled: set[int] = field(default_factory=set)
    """The numbers of headings before each block that is more than definitions."""
    problems: list[Problem] = field(default_factory=list)


def read_text(
    tokens: Sequence[Token], index: int, body: Body, line: int, *, quote: bool
) -> BodyText:
    """Return the paragraph whose text is the token at an index."""
    item = tokens[index - 1].level > 0 and not quote
    following = tokens[index + 2].type if index + 2 < len(tokens) else ""
    headings = len(body.headings)
    return BodyText(tokens[index], body.definitions, line, headings, item, quote, following)


def opens_quote(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a text is the first paragraph of a quote that is in nothing else."""
    return tokens[index - 1].level == 1 and tokens[index - 2].type == "blockquote_open"


def is_comment(content: str) -> bool:
    """Return whether raw HTML is one comment and nothing else: it goes without a word."""
    stripped = content.strip()
    return stripped.startswith("<!--") and stripped.find("-->") == len(stripped) - len("-->")


def fill(body: Body, tokens: Sequence[Token], index: int, *, in_div: bool) -> None:
    """Record that a section has a text or another block in it.

    A section in a div counts as filled.
    """
    token = tokens[index]
    if token.type in _NOTHING or (token.type == "html_block" and is_comment(token.content)):
        return
    heading = tokens[index - 1].type == "heading_open" and tokens[index - 1].level == 0
    blank = token.type == "inline" and not token.content
    if heading and in_div:
        body.filled.add(len(body.headings) + 1)
    elif not (heading or blank):
        body.filled.add(len(body.headings))
