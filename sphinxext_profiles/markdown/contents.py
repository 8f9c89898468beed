"""What the body of a note contains: headings, texts, images, citations, sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .grammar import inline_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sphinxext_profiles.model import Image
    from sphinxext_profiles.problems import Problem

    from .citations import Mention, Source
    from .grammar import Environment


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
