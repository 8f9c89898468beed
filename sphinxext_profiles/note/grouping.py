"""Finding citations among the inline tokens of a paragraph, and which belong together.

`([CAIML][3], [Yale][1])` is one group of two; its brackets and the space before them go, since
the mark brings its own. A link in running words, `[Alibaba Cloud][4] announced`, keeps its words.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from .citations import link_end, normalise_label, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CITATION = "profiles_citation"
"""The type of the token that stands for a group; its meta holds `numbers` and `texts`."""

OPENING = re.compile(r"\s*[(\[（［【〔]\s*$")
CLOSING = re.compile(r"^\s*[)\]）］】〕]")
SEPARATOR = re.compile(r"[\s,;/·&+、，；]*")


class _Unit(NamedTuple):
    """One citation: its tokens from `start` up to `end`, without the link around them."""

    number: int
    start: int
    end: int
    words: Sequence[Token]


def group_citations(tokens: Sequence[Token], numbers: Mapping[str, int]) -> list[Token]:
    """Return a paragraph's inline tokens with a `CITATION` token for each group of citations.

    `numbers` maps the labels of the note's references, as `normalise_label` gives them and with a
    `^` before those of footnotes, to their numbers.
    """
    made: list[Token] = []
    index = 0
    while index < len(tokens):
        unit = _unit(tokens, index, numbers)
        if unit is None:
            made.append(tokens[index])
            index += 1
            continue
        units = [unit, *_following(tokens, unit.end, numbers)]
        if made and _in_brackets(made[-1], tokens, units[-1].end):
            before, after = made.pop(), tokens[units[-1].end]
            made.extend(_text(before, OPENING.sub("", before.content)))
            _close_up(made)
            made.append(_group(units))
            tokens = [
                *_text(after, CLOSING.sub("", after.content, count=1)),
                *tokens[units[-1].end + 1 :],
            ]
            index = 0
        else:
            units = _touching(units)
            if _is_mark(unit):
                _close_up(made)
            else:
                units = units[:1]
                made.extend(unit.words)
            made.append(_group(units))
            index = units[-1].end
    return made


def _unit(tokens: Sequence[Token], start: int, numbers: Mapping[str, int]) -> _Unit | None:
    """Return the citation that begins at a token, if one does."""
    token = tokens[start]
    label = str(token.meta.get("label", "")) if token.meta else ""
    if token.type == "footnote_ref" and (number := numbers.get("^" + normalise_label(label))):
        return _Unit(number, start, start + 1, ())
    if token.type == "link_open" and (number := numbers.get(normalise_label(label) or "\0")):
        end = link_end(tokens, start)
        return _Unit(number, start, end + 1, tokens[start + 1 : end])
    return None


def _following(tokens: Sequence[Token], index: int, numbers: Mapping[str, int]) -> list[_Unit]:
    """Return the citations that follow one, with nothing but separators between them."""
    units: list[_Unit] = []
    while index < len(tokens):
        start = index
        if tokens[start].type == "softbreak" or (
            tokens[start].type == "text" and SEPARATOR.fullmatch(tokens[start].content)
        ):
            start += 1
        unit = _unit(tokens, start, numbers) if start < len(tokens) else None
        if unit is None:
            break
        units.append(unit)
        index = unit.end
    return units


def _in_brackets(before: Token, tokens: Sequence[Token], end: int) -> bool:
    """Return whether a bracket opens in the token before and closes in the one after."""
    return (
        before.type == "text"
        and end < len(tokens)
        and tokens[end].type == "text"
        and OPENING.search(before.content) is not None
        and CLOSING.match(tokens[end].content) is not None
    )


def _touching(units: list[_Unit]) -> list[_Unit]:
    """Return the first citations that stand without anything between them: `[^1][^2]`."""
    for index, (left, right) in enumerate(itertools.pairwise(units)):
        if left.end != right.start or not _is_mark(right):
            return units[: index + 1]
    return units


def _is_mark(unit: _Unit) -> bool:
    """Return whether a citation's own text is only its number: `[3]`, `[^3]`, `[[3]][3]`."""
    return words(unit.words).strip("[]() ") in {"", str(unit.number)}


def _text(token: Token, content: str) -> list[Token]:
    """Return a text token with other content, or none when it is empty."""
    return [token.copy(content=content)] if content else []


def _close_up(made: list[Token]) -> None:
    """Take away the space before a mark: it belongs to the word that it follows."""
    while made and made[-1].type == "softbreak":
        made.pop()
    if made and made[-1].type == "text":
        last = made.pop()
        made.extend(_text(last, last.content.rstrip()))


def _group(units: list[_Unit]) -> Token:
    meta = {
        "numbers": [unit.number for unit in units],
        "texts": [words(unit.words) for unit in units],
    }
    return Token(CITATION, "", 0, meta=meta)
