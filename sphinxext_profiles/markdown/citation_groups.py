"""Groups of citations among the inline tokens of a paragraph, as a page shows them.

`([CAIML][3], [Yale][1])` is one group of two; its brackets and the space before them are removed,
since the mark brings its own. A link in running words, `[Alibaba Cloud][4] announced`, keeps its
words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from sphinxext_profiles.words.vocabulary import LINKING

from .citations import BRACKETS, CLOSING, WIDE, link_end, normalise_label, word_list, words

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

CITATION = "profiles_citation"
"""The type of the token that stands for a group; see `group_citations`."""

_OPENED = re.compile(r"\s*([(\[（［【〔])\s*$")
_CLOSED = re.compile(r"^\s*([)\]）］】〕])")


class Unit(NamedTuple):
    """One citation: its tokens from `start` up to `end`."""

    label: str
    """Normalised; a footnote's begins with `^`."""
    start: int
    end: int
    text: str
    """The author's words, empty for a footnote."""
    is_mark: bool
    """Whether its own text is only its number: `[3]`, `[^3]`, `[[3]][3]`."""


@dataclass(frozen=True, slots=True)
class Group:
    """Citations that are shown as one mark."""

    units: tuple[Unit, ...]
    brackets: tuple[str, str] = ("", "")
    """The pair that the author put around them, if there is one."""
    joints: tuple[str, ...] = ()
    """What the author put between them."""

    @property
    def start(self) -> int:
        """The index of its first token."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """The index after its last token."""
        return self.units[-1].end

    @property
    def has_words(self) -> bool:
        """Whether it is a link in running words, which stay."""
        return not self.brackets[0] and not self.units[0].is_mark


def find_groups(tokens: Sequence[Token], sources: Container[str]) -> list[Group]:
    """Return the groups of citations in a paragraph, in order.

    `sources` has the labels of the note's sources, as `normalise_label` gives them and with a `^`
    before those of footnotes. Every citation is in one group.
    """
    groups: list[Group] = []
    index = 0
    while index < len(tokens):
        unit = _unit(tokens, index, sources)
        if unit is None:
            index += 1
            continue
        groups.append(_group(tokens, unit, sources))
        index = groups[-1].end
    return groups


def _unit(tokens: Sequence[Token], start: int, sources: Container[str]) -> Unit | None:
    """Return the citation that begins at a token, if one does."""
    token = tokens[start]
    if token.type == "footnote_ref":
        label = "^" + normalise_label(str(token.meta.get("label", "")))
        return Unit(label, start, start + 1, "", is_mark=True) if label in sources else None
    if token.type == "link_open" and "label" in token.meta:
        label = normalise_label(str(token.meta["label"]))
        if label in sources:
            end = link_end(tokens, start)
            inner = tokens[start + 1 : end]
            text = words(inner)
            number = text.strip("[]() ")
            is_mark = number == label if number else all(part.type == "text" for part in inner)
            is_mark = is_mark and not any(map(str.isalpha, number))
            return Unit(label, start, end + 1, text, is_mark)
    return None


def _group(tokens: Sequence[Token], unit: Unit, sources: Container[str]) -> Group:
    """Return the group that begins with a citation."""
    opening = _OPENED.search(_text(tokens, unit.start - 1))
    if opening:
        units, joints = _joined(tokens, unit, sources)
        closing = _CLOSED.match(_text(tokens, units[-1].end))
        if closing and _is_pair(opening[1], closing[1]):
            return Group(tuple(units), (opening[1], closing[1]), tuple(joints))
    units = [unit]
    while units[-1].is_mark and units[-1].end < len(tokens):
        following = _unit(tokens, units[-1].end, sources)
        if following is None or not following.is_mark:
            break
        units.append(following)
    return Group(tuple(units), joints=("",) * (len(units) - 1))


def _joined(
    tokens: Sequence[Token], unit: Unit, sources: Container[str]
) -> tuple[list[Unit], list[str]]:
    """Return the citations that follow one another, and the text between them."""
    units: list[Unit] = []
    joints: list[str] = []
    joint = ""
    following: Unit | None = unit
    while following is not None and (not units or _joins(joint)):
        if units:
            joints.append(joint)
        units.append(following)
        joint = ""
        index = following.end
        while index < len(tokens) and tokens[index].type in {"text", "softbreak"}:
            joint += _text(tokens, index) or " "
            index += 1
        following = _unit(tokens, index, sources) if index < len(tokens) else None
    return units, joints


def _joins(text: str) -> bool:
    """Return whether a text may come between the citations in one pair of brackets."""
    return BRACKETS.isdisjoint(text) and LINKING.issuperset(word_list(text))


def _text(tokens: Sequence[Token], index: int) -> str:
    """Return the text of a token, nothing for another kind and outside of the paragraph."""
    inside = 0 <= index < len(tokens) and tokens[index].type == "text"
    return tokens[index].content if inside else ""


def _is_pair(opening: str, closing: str) -> bool:
    """Return whether two brackets are a pair; a translation often mixes wide and narrow ones."""
    return CLOSING[WIDE.get(closing, closing)] == WIDE.get(opening, opening)


def group_citations(tokens: Sequence[Token], numbers: Mapping[str, int]) -> list[Token]:
    """Return a paragraph's inline tokens with a `CITATION` for each group of citations.

    `numbers` maps the labels of the note's references, as `find_groups` takes them, to their
    numbers. The meta of the token has `marks` (pairs of number and words), `brackets` and
    `joints`. A link in running words becomes a pair of tokens around its words.
    """
    result: list[Token] = []
    index = 0
    after: re.Match[str] | None = None
    for group in find_groups(tokens, numbers):
        result.extend(_without(tokens[index : group.start], after))
        after = None
        if not group.has_words:
            _close_up(result, bracket=bool(group.brackets[0]))
        marks = [(numbers[unit.label], unit.text) for unit in group.units]
        meta = {"marks": marks, "brackets": group.brackets, "joints": group.joints}
        index = group.end
        if group.has_words:
            inner = tokens[group.start + 1 : group.end - 1]
            ends = Token(f"{CITATION}_open", "", 1, meta=meta), Token(f"{CITATION}_close", "", -1)
            result.extend((ends[0], *inner, ends[1]))
        else:
            result.append(Token(CITATION, "", 0, meta=meta))
            if group.brackets[0]:
                after = _CLOSED.match(_text(tokens, index))
    result.extend(_without(tokens[index:], after))
    return result


def _without(tokens: Sequence[Token], bracket: re.Match[str] | None) -> list[Token]:
    """Return tokens without the closing bracket that the first of them begins with."""
    if bracket is None:
        return list(tokens)
    return [*_texts(tokens[0], tokens[0].content[bracket.end() :]), *tokens[1:]]


def _close_up(before: list[Token], *, bracket: bool) -> None:
    """Remove the space before a mark, in place: a mark belongs to the word that it follows.

    A `bracket` before the mark is removed first.
    """
    if bracket:
        last = before.pop()
        before.extend(_texts(last, _OPENED.sub("", last.content)))
    while before and before[-1].type == "softbreak":
        before.pop()
    if before and before[-1].type == "text":
        last = before.pop()
        before.extend(_texts(last, last.content.rstrip()))


def _texts(token: Token, content: str) -> list[Token]:
    """Return a text token with other content, or none when it is empty."""
    return [token.copy(content=content)] if content else []
