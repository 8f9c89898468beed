"""Citations among the inline tokens of a paragraph: which they are and which belong together."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .problems import Problem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

CLOSING = {")": "(", "]": "[", "】": "【", "〕": "〔"}
"""Each closing bracket with the one that opens its pair; the full-width forms of both count as
the ASCII ones, since a translation often mixes them."""

_OPENING = frozenset(CLOSING.values())
_WIDE = {"（": "(", "）": ")", "［": "[", "］": "]"}
_BRACKETS = frozenset({*CLOSING, *_OPENING, *_WIDE})


class Source(NamedTuple):
    """A definition that can be cited."""

    label: str
    address: str
    title: str
    line: int


class Mention(NamedTuple):
    """A mark in the text, before it is known which source it points to."""

    label: str
    text: str
    line: int
    group: int
    """Marks in one pair of brackets have the same."""


def normalise_label(label: str) -> str:
    """Return a label as notes compare them: case and runs of space don't count.

    CommonMark 0.31, section 4.7, "matches".
    """
    return " ".join(label.split()).casefold()


def repeated(label: str, first: int, line: int) -> Problem:
    """Return the problem of a label that is defined twice."""
    message = f"[{label}] is defined again; the definition on line {first} counts"
    return Problem(ProblemCode.REFERENCE_DUPLICATE, message, line)


def link_end(tokens: Sequence[Token], start: int) -> int:
    """Return the index of the token that closes the link opened at `start`."""
    for index in range(start + 1, len(tokens)):
        if tokens[index].type == "link_close":
            return index
    return len(tokens) - 1


def words(tokens: Iterable[Token]) -> str:
    """Return the text of inline tokens, markup and images left out."""
    pieces = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            pieces.append(" ")
        elif token.type not in {"image", "html_inline"}:
            pieces.append(token.content)
    return "".join(pieces).strip()


def is_bare(text: str, label: str) -> bool:
    """Return whether the text of a citation is no words of the author's but a number or label."""
    return normalise_label(text) == label or not any(map(str.isalpha, text))


Pair: TypeAlias = tuple[int, int]


def bracket_pairs(characters: Sequence[object]) -> list[Pair]:
    """Return where brackets open and close, the inner pairs before the outer ones.

    What is no single character (a token between the letters) is no bracket. A bracket that
    nothing closes is no pair, nor is the `)` of "a) first".
    """
    pairs: list[Pair] = []
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    text = "".join([item if isinstance(item, str) else "\0" for item in characters])
    for index, bracket in enumerate(text):
        if bracket not in _BRACKETS:
            continue
        character = _WIDE.get(bracket, bracket)
        partner = CLOSING.get(character, "")
        if character in _OPENING:
            opened.append((character, index))
            waiting[character] += 1
        elif waiting[partner]:
            while opened[-1][0] != partner:
                waiting[opened.pop()[0]] -= 1
            waiting[partner] -= 1
            pairs.append((opened.pop()[1], index))
    return pairs


def groups(tokens: Sequence[Token], marks: Sequence[int]) -> list[int]:
    """Return a number for each mark: marks in one pair of brackets have the same.

    `marks` are the indices of the tokens that begin a citation, in order. The numbers are those
    of the first mark of each group, as an index into `marks`.
    """
    if len(marks) == 1:
        return [0]
    characters: list[object] = []
    places: dict[int, int] = {}
    inside = False
    for index, token in enumerate(tokens):
        if token.type == "link_open":
            inside = True
        elif token.type == "link_close":
            inside = False
        places[index] = len(characters)
        if token.type == "text" and not inside:
            characters.extend(token.content)
        else:
            characters.append(token)
    pairs = bracket_pairs(characters)
    found: dict[Pair, int] = {}
    numbers = []
    for order, mark in enumerate(marks):
        place = places[mark]
        around = next((pair for pair in pairs if pair[0] < place < pair[1]), None)
        numbers.append(order if around is None else found.setdefault(around, order))
    return numbers


def is_joint(character: str) -> bool:
    """Return whether a character may stand between citations: space, punctuation, a sign."""
    return unicodedata.category(character)[0] in "ZPSC"
