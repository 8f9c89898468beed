"""Blocks of Obsidian, GitHub, Kramdown and Pandoc, once a text is divided into blocks.

A quote that begins with `[!note]` becomes an alert, as MyST's extension of that name makes it,
with its own title if it has one. Attributes of headings and ids of blocks are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from .attribute_lists import without_attributes, without_block_id

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_CALLOUT = re.compile(r"\[!(?P<kind>[A-Za-z]{2,20})\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|\Z)")


def settle_blocks(state: StateCore) -> None:
    """Change the blocks of a text that other programs write in their own way."""
    tokens = state.tokens
    if "[!" in state.src:
        tokens = _with_alerts(tokens)
    if "{" in state.src or "^" in state.src:
        tokens = _without_names(tokens)
    state.tokens = tokens


def _with_alerts(tokens: list[Token]) -> list[Token]:
    """Return the tokens with quotes that are callouts made alerts."""
    settled: list[Token] = []
    opened: list[bool] = []
    skip = 0
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open":
            callout = _callout(tokens[index + 1 : index + 4])
            opened.append(callout is not None)
            if callout is not None:
                token.type = "alert_open"
                token.info = callout["kind"].upper()
                settled += (token, *_title(callout["title"], tokens[index + 2]))
                skip = 0 if _cut(tokens[index + 2], callout.end()) else 3
                continue
        elif token.type == "blockquote_close" and opened.pop():
            token.type = "alert_close"
        if skip:
            skip -= 1
        else:
            settled.append(token)
    return settled


def _callout(first: list[Token]) -> re.Match[str] | None:
    """Return the mark of a callout at the beginning of a quote's first paragraph."""
    if len(first) < 3 or first[0].type != "paragraph_open":
        return None
    return _CALLOUT.match(first[1].content)


def _title(text: str, paragraph: Token) -> list[Token]:
    """Return the tokens of a callout's own title, none if it has none."""
    if not text.strip():
        return []
    level, lines = paragraph.level, paragraph.map
    title = Token("inline", "", 0, level=level, map=lines, content=text.strip(), children=[])
    opening = Token("callout_title_open", "p", 1, level=level - 1, map=lines, block=True)
    return [opening, title, Token("callout_title_close", "p", -1, level=level - 1, block=True)]


def _cut(paragraph: Token, end: int) -> bool:
    """Take the first line from a callout's paragraph, and return whether anything is left."""
    paragraph.content = paragraph.content[end:]
    if paragraph.map:
        paragraph.map = [paragraph.map[0] + 1, paragraph.map[1]]
    return bool(paragraph.content)


def _without_names(tokens: list[Token]) -> list[Token]:
    """Return the tokens without attributes of headings, ids, and paragraphs of nothing else."""
    dropped: set[int] = set()
    for index, token in enumerate(tokens):
        opening = tokens[index - 1].type if index else ""
        if token.type != "inline" or not token.content:
            continue
        if opening == "heading_open":
            token.content = without_attributes(token.content)
        elif opening == "paragraph_open":
            token.content = without_block_id(token.content)
            if not token.content:
                dropped |= {index - 1, index, index + 1}
    return (
        [token for index, token in enumerate(tokens) if index not in dropped] if dropped else tokens
    )
