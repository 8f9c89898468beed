"""Inline tokens as characters, with their citations taken out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .citations import (
    CITED,
    OTHER,
    citing_brackets,
    is_bare,
    is_joint,
    link_end,
    link_text,
    normalise_label,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from markdown_it.token import Token

    from .citations import Pair


class Mark(NamedTuple):
    """A citation in place of its tokens."""

    words: tuple[str | Token, ...]
    """What remains if the sentence needs it; empty for a bare number."""


Item: TypeAlias = "str | Token | Mark"
"""A character, a token that isn't text, or a citation."""

_CITING = frozenset({"link_open", "footnote_ref", "undefined_citation"})
_ABBREVIATIONS = frozenset({"abbr", "abbreviation"})
_ABBREVIATION = re.compile(r"^(?P<text>.*\S)\s*\([^()]*\)$", re.DOTALL)
_LEFT_OUT = frozenset({"image", "html_inline", "template"})
_ROLE_TARGET = re.compile(r"^(?P<text>.+?)\s*<[^<>]*>$", re.DOTALL)


def flatten(tokens: Sequence[Token], sources: Collection[str]) -> list[Item]:
    """Return inline tokens as characters, other tokens and citations.

    `sources` are the labels of the note's references: a link that uses one is a citation.
    Images, embedded notes, struck text, tags of HTML and of templates are left out.
    """
    tokens = _without_struck(tokens)
    items: list[Item] = []
    start = 0
    for index, token in enumerate(tokens):
        if index < start or token.type not in _CITING or token.meta.get("definition"):
            continue
        label = normalise_label(str(token.meta.get("label", "")))
        if token.type != "link_open":
            mark, end = Mark(()), index
        elif label in sources:
            end = link_end(tokens, index)
            bare = is_bare(link_text(tokens, index), label)
            mark = Mark(() if bare else tuple(_kept(tokens[index + 1 : end])))
        else:
            continue
        items += (*_kept(tokens[start:index]), mark)
        start = end + 1
    items += _kept(tokens[start:])
    return items


def _without_struck(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens without those that are struck out: they are said no longer."""
    if not any(token.type == "s_open" for token in tokens):
        return tokens
    kept = []
    depth = 0
    for token in tokens:
        depth += token.type == "s_open"
        if not depth:
            kept.append(token)
        depth -= token.type == "s_close"
    return kept


def _kept(tokens: Sequence[Token]) -> list[str | Token]:
    """Return the characters of text, and the tokens that are kept."""
    items: list[str | Token] = []
    for token in tokens:
        kind = token.type
        if kind == "text":
            items += token.content
        elif kind.endswith("break") or token.content[:3].lower() == "<br":
            items.append("\n")
        elif kind not in _LEFT_OUT and not token.meta.get("embed"):
            items.append(token)
    return items


def drop_citations(items: Sequence[Item]) -> list[str | Token]:
    """Return the items without citations.

    Brackets that contain nothing else are dropped too, with the space before them. A citation in
    running words ("[Alibaba Cloud][4] announced") leaves its words; so does the last one of
    "according to [Yale][1]", while one that follows the end of its sentence is dropped.
    """
    kept = _drop_brackets(items) if Mark in map(type, items) else items
    result: list[str | Token] = []
    last_word = _last_word(kept) if Mark in map(type, kept) else -1
    index = 0
    while index < len(kept):
        item = kept[index]
        if not isinstance(item, Mark):
            result.append(item)
        elif not item.words or (index > last_word and _ends_sentence(result)):
            _strip_end(result)
            index = _last_joined(kept, index)
        else:
            result.extend(item.words)
        index += 1
    return result


def _drop_brackets(items: Sequence[Item]) -> list[Item]:
    """Return the items without the brackets that contain only citations."""
    kept: list[Item] = []
    index = 0
    for start, end in _outermost(citing_brackets("".join(map(_letter, items)))):
        kept += items[index : _before_space(items, start)]
        # Markup goes on: a closing `**` may be inside by mistake.
        kept += (item for item in items[start:end] if not isinstance(item, str | Mark))
        index = end + 1
    return [*kept, *items[index:]]


def _letter(item: Item) -> str:
    """Return the character that stands for an item: markup is no more than a space."""
    if isinstance(item, str):
        return item
    if isinstance(item, Mark):
        return CITED
    return " " if item.nesting else OTHER


def _outermost(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the pairs that are in no other pair, in the order of the text."""
    last = -1
    for start, end in sorted(pairs):
        if start > last:
            last = end
            yield start, end


def _before_space(items: Sequence[Item], index: int) -> int:
    """Return the index where the space that ends at an index begins."""
    while index and isinstance(space := items[index - 1], str) and space.isspace():
        index -= 1
    return index


def _last_word(items: Sequence[Item]) -> int:
    """Return the index of the last letter or digit outside citations, -1 without one."""
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if isinstance(item, str) and not is_joint(item):
            return index
    return -1


def _ends_sentence(items: Sequence[str | Token]) -> bool:
    """Return whether the items end with a full stop, closing quotes and brackets aside."""
    for item in reversed(items):
        if isinstance(item, str) and not item.isspace() and item not in "\"'”’」』)）":
            return item in ".!?…。！？।॥؟۔"
    return False


def _last_joined(items: Sequence[Item], index: int) -> int:
    """Return the index of the last bare citation after the first with only separators between."""
    ahead = index + 1
    while ahead < len(items):
        item = items[ahead]
        if isinstance(item, Mark) and not item.words:
            index = ahead
        elif not isinstance(item, str) or item not in " \n,;，；、–-":
            break
        ahead += 1
    return index


def _strip_end(items: list[str | Token]) -> None:
    """Remove the space at the end, in place."""
    while items and isinstance(items[-1], str) and items[-1].isspace():
        items.pop()


def plain(items: Sequence[str | Token]) -> str:
    """Return the text of items, one line, space collapsed."""
    return " ".join(
        "".join(item if isinstance(item, str) else content(item) for item in items).split()
    )


def content(token: Token) -> str:
    """Return the text of a token that has some."""
    if token.type == "myst_role":
        shape = _ABBREVIATION if token.meta["name"] in _ABBREVIATIONS else _ROLE_TARGET
        match = shape.match(token.content)
        return match["text"] if match else token.content
    return token.content
