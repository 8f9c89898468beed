"""Footnotes that are sources: those that hold exactly one address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .addresses import is_source
from .citations import link_end, words
from .markdown import note_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_BARE = re.compile(r"(?:https?://|doi:10\.)[^\s<>\"“”「」『』《》〈〉，。；、（）【】！？｜|]+")
"""An address that stands bare in text: up to a space, or a mark that no address has in it."""
_AROUND = " \t,;:，；：、–—-|("
_DANGLING = re.compile(r"[\s,;:，；：、–—|(-]+[.。]$")
"""What an address leaves behind at the end of a sentence."""
_EMPTY_BRACKETS = re.compile(r"[(（\[［<]\s*[)）\]］>]")


class SourceNote(NamedTuple):
    """What a footnote says about its only address."""

    address: str
    title: str
    """Its text without the address."""


def read_source_note(paragraphs: Sequence[Token]) -> SourceNote | None:
    """Return the source that a footnote is, None when it holds no address or several.

    One that cites another source is none either: it says something about that.

    `paragraphs` are the inline tokens of its content. An address may be a link, stand in angle
    brackets, or bare in the text.
    """
    addresses: list[str] = []
    texts: list[str] = []
    for paragraph in paragraphs:
        if any("label" in token.meta for token in paragraph.children or ()):
            return None
        text, found = _read(paragraph.children or [])
        texts.append(text)
        addresses += found
        if len(addresses) > 1:
            return None
    if not addresses:
        return None
    text = _EMPTY_BRACKETS.sub("", " ".join(texts))
    title = _DANGLING.sub("", " ".join(text.split()).strip(_AROUND))
    return SourceNote(addresses[0], title if any(map(str.isalnum, title)) else "")


def _read(tokens: Sequence[Token]) -> tuple[str, list[str]]:
    """Return a paragraph's text without addresses, and the addresses."""
    addresses: list[str] = []
    texts: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "link_open" and is_source(href := str(token.attrs.get("href", ""))):
            end = link_end(tokens, index)
            addresses.append(href)
            text = words(tokens[index + 1 : end])
            texts.append("" if token.info == "auto" or is_source(text) else text)
            index = end
        elif token.type == "text":
            text, found = _cut(token.content)
            texts.append(text)
            addresses += found
        else:
            texts.append(" " if token.type.endswith("break") else words([token]))
        index += 1
    return "".join(texts), addresses


def _cut(text: str) -> tuple[str, list[str]]:
    """Return a text without the addresses that stand bare in it, and these.

    They come encoded as other links are, so that one source is one however it is written.
    """
    addresses: list[str] = []
    kept: list[str] = []
    position = 0
    for start, end in _bare(text):
        kept.append(text[position:start])
        addresses.append(note_parser().normalizeLink(text[start:end]))
        position = end
    kept.append(text[position:])
    return "".join(kept), addresses


def _bare(text: str) -> Iterator[tuple[int, int]]:
    """Give where addresses stand bare in a text."""
    for match in _BARE.finditer(text):
        start, end = match.span()
        while text[end - 1] in ".,;:!?'*" or (
            text[end - 1] == ")" and not _closed(text, start, end)
        ):
            end -= 1
        if is_source(text[start:end]):
            yield start, end


def _closed(text: str, start: int, end: int) -> bool:
    """Return whether the brackets in an address are balanced, so that the last one is its own."""
    return text.count("(", start, end) >= text.count(")", start, end)
