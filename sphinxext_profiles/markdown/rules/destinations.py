"""Addresses in the Markdown of a note: taken as written, and the usual ones quickly."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, Self

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle

_PLAIN = re.compile(r"https?://[A-Za-z0-9/?:@&=+$,\-_.!~'*#%]+(?=[\x00-\x20)]|\Z)")
"""An address without characters that mean something to Markdown."""
_ENCODED = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*"
    r"(?:/(?:[A-Za-z0-9;/?:@&=+$,\-_.!~*'()#]|%[0-9A-Fa-f]{2})*)?"
)
"""Addresses that markdown-it's normalising leaves unchanged."""


class NoteMarkdown(MarkdownIt):
    """A parser that reads addresses quickly and leaves it to the reader to refuse them."""

    def __init__(self, *settings: Any) -> None:
        """Make a parser with markdown-it's settings."""
        super().__init__(*settings)
        self.helpers: Any = SimpleNamespace(
            parseLinkDestination=_link_destination,
            parseLinkLabel=parseLinkLabel,
            parseLinkTitle=parseLinkTitle,
        )

    @classmethod
    def instead_of(cls, parser: MarkdownIt) -> Self:
        """Return a parser with another's rules and options."""
        made = cls("commonmark")
        made.core, made.block, made.inline = parser.core, parser.block, parser.inline
        made.options, made.linkify = parser.options, parser.linkify
        return made

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name
        """Let any address become a link, so that an unsafe one can be reported."""
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's own name
        """Return an address percent-encoded, quickly if it needs no encoding."""
        return percent_encoded(url)


def percent_encoded(url: str) -> str:
    """Return an address percent-encoded; one that needs no encoding is not parsed."""
    return url if _ENCODED.fullmatch(url) else normalizeLink(url)


def _link_destination(text: str, start: int, end: int) -> Any:
    """Return the address that markdown-it reads; a plain one is not read letter by letter."""
    plain = _PLAIN.match(text, start, end)
    if plain is None:
        return parseLinkDestination(text, start, end)
    result = parseLinkDestination("-", 0, 1)
    result.str, result.pos = plain[0], plain.end()
    return result
