"""Inline tokens as characters, with the citations found and taken out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinxext_profiles.words.vocabulary import LINKING

from .citations import (
    bracket_pairs,
    is_bare,
    is_joint,
    link_end,
    link_text,
    normalise_label,
    spoken,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it.token import Token


class Mark(NamedTuple):
    """A citation, taken out of the tokens."""

    words: tuple[str | Token, ...]
    """What stays when the sentence can't do without them; empty for a bare number."""


Item: TypeAlias = "str | Token | Mark"
"""A character, a token that is no text, or a citation."""

_CITING = frozenset({"link_open", "footnote_ref", "undefined_citation"})
_ROLE_TARGET = re.compile(r"^(?P<text>.+?)\s*<[^<>]*>$", re.DOTALL)


def flatten(tokens: Sequence[Token], sources: Collection[str]) -> list[Item]:
    """Return inline tokens as characters, other tokens and citations.

    `sources` are the labels of the note's references: a link that uses one is a citation.
    Images and HTML tags are left out.
    """
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


def _kept(tokens: Sequence[Token]) -> list[str | Token]:
    """Return the characters of text, and the tokens that are kept."""
    items: list[str | Token] = []
    for token in tokens:
        kind = token.type
        if kind == "text":
            items += token.content
        elif kind.endswith("break") or token.content[:3].lower() == "<br":
            items.append("\n")
        elif kind not in {"image", "html_inline"}:
            items.append(token)
    return items


def drop_citations(items: Sequence[Item]) -> list[str | Token]:
    """Return the items without citations.

    Brackets that hold nothing else go too, and the space before. A citation in running words
    ("[Alibaba Cloud][4] announced") leaves its words; so does the last one of "according to
    [Yale][1]", while one that follows the end of its sentence goes.
    """
    kept = _drop_brackets(items) if Mark in map(type, items) else items
    result: list[str | Token] = []
    last = _last_spoken(kept) if Mark in map(type, kept) else -1
    index = 0
    while index < len(kept):
        item = kept[index]
        if not isinstance(item, Mark):
            result.append(item)
        elif not item.words or (index > last and _ends_sentence(result)):
            _strip_end(result)
            index = _last_joined(kept, index)
        else:
            result.extend(item.words)
        index += 1
    return result


def _drop_brackets(items: Sequence[Item]) -> list[Item]:
    """Return the items without the brackets that only hold citations."""
    dropped: set[int] = set()
    letters = "".join([item if isinstance(item, str) else "\0" for item in items])
    for start, end in bracket_pairs(letters):
        inside = [item for item in items[start + 1 : end] if not isinstance(item, str)]
        says = spoken(letters[start + 1 : end].replace("\0", " "))
        joining = LINKING.issuperset(says) and not any(_is_leaf(item) for item in inside)
        if joining and any(isinstance(item, Mark) for item in inside):
            dropped.update(range(_before_space(items, start), end + 1))
    # What is no character goes on: a closing `**` may stand inside by mistake.
    return [
        item
        for index, item in enumerate(items)
        if index not in dropped or not isinstance(item, str | Mark)
    ]


def _is_leaf(item: Token | Mark) -> bool:
    """Return whether an item holds text of its own, such as a code span."""
    return not isinstance(item, Mark) and item.nesting == 0


def _before_space(items: Sequence[Item], index: int) -> int:
    """Return the index where the space that ends at an index begins."""
    while index and isinstance(space := items[index - 1], str) and space.isspace():
        index -= 1
    return index


def _last_spoken(items: Sequence[Item]) -> int:
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
    """Return the index of the last bare citation that only separators part from the first."""
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
    """Take off the space at the end, in place."""
    while items and isinstance(items[-1], str) and items[-1].isspace():
        items.pop()


def plain(items: Sequence[str | Token]) -> str:
    """Return the text of items, one line, space collapsed."""
    return " ".join(
        "".join(item if isinstance(item, str) else content(item) for item in items).split()
    )


def content(token: Token) -> str:
    """Return the text of a token that holds some."""
    if token.type == "myst_role":
        match = _ROLE_TARGET.match(token.content)
        return match["text"] if match else token.content
    return token.content
