"""Citations among the inline tokens of a paragraph: labels, words, and the brackets around them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.vocabulary import LINKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

CLOSING = {")": "(", "]": "[", "】": "【", "〕": "〔"}
"""Each closing bracket with the one that opens its pair; the full-width forms of both count as
the ASCII ones, since a translation often mixes them."""

_OPENING = frozenset(CLOSING.values())
WIDE = {"（": "(", "）": ")", "［": "[", "］": "]"}
BRACKETS = frozenset({*CLOSING, *_OPENING, *WIDE})


class Source(NamedTuple):
    """A definition that can be cited."""

    label: str
    address: str
    title: str
    line: int


class Mention(NamedTuple):
    """A mark in the text that may point to a source."""

    label: str
    text: str
    line: int


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


def link_text(tokens: Sequence[Token], start: int) -> str:
    """Return the text of the link opened at `start`."""
    if tokens[start + 1].type == "text" and tokens[start + 2].type == "link_close":
        return tokens[start + 1].content.strip()
    return words(tokens[start + 1 : link_end(tokens, start)])


def words(tokens: Iterable[Token]) -> str:
    """Return the text of inline tokens, markup and images left out."""
    pieces = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            pieces.append(" ")
        elif token.type not in {"image", "html_inline", "template"}:
            pieces.append(token.content)
    return "".join(pieces).strip()


def is_bare(text: str, label: str) -> bool:
    """Return whether the text of a citation is a number or label rather than the author's words."""
    return normalise_label(text) == label or not any(map(str.isalpha, text))


Pair: TypeAlias = tuple[int, int]


def bracket_pairs(text: str) -> list[Pair]:
    """Return the positions of brackets that belong together, inner pairs before outer ones.

    A bracket without its partner is not a pair, nor is the `)` of "a) first".
    """
    pairs: list[Pair] = []
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for index, bracket in enumerate(text):
        if bracket not in BRACKETS:
            continue
        character = WIDE.get(bracket, bracket)
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


CITED = "\0"
OTHER = "\1"


def citing_brackets(text: str) -> list[Pair]:
    """Return the pairs of brackets that contain citations and no more than leads to them.

    `text` has `CITED` in the place of each citation and `OTHER` in that of anything else that
    isn't text. The time grows with the length of the text, however deep the brackets are nested.
    """
    cited = list(accumulate((letter == CITED for letter in text), initial=0))
    foreign = list(accumulate(_foreign(text), initial=0))
    return [
        (start, end)
        for start, end in bracket_pairs(text)
        if cited[start] < cited[end] and foreign[start] == foreign[end]
    ]


def _foreign(text: str) -> list[bool]:
    """Return for each character whether it ends a word that doesn't lead to citations.

    `OTHER` counts as such a word.
    """
    foreign = [False] * len(text)
    start = 0
    for index, letter in enumerate(f"{text} "):
        if is_joint(letter):
            if start < index:
                foreign[index - 1] = text[start:index].casefold() not in LINKING
            start = index + 1
        if letter == OTHER:
            foreign[index] = True
    return foreign


def is_joint(character: str) -> bool:
    """Return whether a character may separate citations: space, punctuation, a symbol."""
    return unicodedata.category(character)[0] in "ZPSC"


def word_list(text: str) -> list[str]:
    """Return the words of a text in lower case, without spaces, punctuation and symbols."""
    return "".join(" " if is_joint(letter) else letter for letter in text.casefold()).split()
