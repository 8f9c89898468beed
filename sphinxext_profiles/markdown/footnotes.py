"""Footnotes that are sources: those with exactly one address."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.addresses.cleaning import clean_address, is_source
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import is_unspaced

from .citations import link_end, words
from .rules.destinations import percent_encoded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from markdown_it.token import Token

_BARE = re.compile(r"(?:https?://|doi:10\.)[^\s<>\"“”「」『』《》〈〉，。；、（）【】！？｜|]+")
"""A bare address in text: up to a space, or a mark that addresses don't contain."""
_GAP = "\0"
"""Takes the place of an address; no note has this character in its text."""
_BETWEEN = " \t,;:，；：、–—-|"
"""What separates an address from the text before it."""
_AROUND = _BETWEEN + "("
_EMPTY_BRACKETS = re.compile(rf"[(（\[［<]\s*{_GAP}\s*[)）\]］>]")
_CLOSING = frozenset(",.;:!?。，；：、！？)）]］】")
_ENDS = (".", "!", "?", "…", "。", "！", "？")
_QUOTES = {'"': '"', "“": "”", "„": "“"}
_TEXT = frozenset({"paragraph_open", "inline", "paragraph_close", "myst_line_comment"})


class OpenFootnote(NamedTuple):
    """A footnote whose content is being read."""

    label: str
    line: int
    plain: bool
    """Whether it contains nothing but paragraphs."""
    paragraphs: list[Token]


class FootnoteMark(NamedTuple):
    """The mark of a footnote in the text."""

    label: str
    line: int
    begins_line: bool


class SourceNote(NamedTuple):
    """What a footnote says about its only address."""

    address: str
    title: str
    """Its text without the address."""


def holds_only_text(tokens: Sequence[Token], start: int) -> bool:
    """Return whether the footnote that opens at `start` contains nothing but paragraphs.

    One with code or a table in it says more than where a statement comes from.
    """
    for index in range(start + 1, len(tokens)):
        kind = tokens[index].type
        if kind == "footnote_reference_close":
            break
        if kind not in _TEXT:
            return False
    return True


def read_source_note(paragraphs: Sequence[Token]) -> SourceNote | None:
    """Return a footnote as a source, None if it has no address or several.

    One that cites another source or shows an image is not a source: it says something of its own.

    `paragraphs` are the inline tokens of its content. An address may be a link, in angle
    brackets, or bare in the text; a repeated one counts once.
    """
    addresses: dict[str, None] = {}
    texts: list[str] = []
    for paragraph in paragraphs:
        tokens = paragraph.children or []
        if any("label" in token.meta or token.type == "image" for token in tokens):
            return None
        text, linked = _read(tokens)
        texts.append(text)
        addresses.update(dict.fromkeys(map(clean_address, linked)))
        if len(addresses) > 1:
            return None
    return SourceNote(next(iter(addresses)), _title(texts)) if addresses else None


def _read(tokens: Sequence[Token]) -> tuple[str, list[str]]:
    """Return a paragraph's text, with gaps for its addresses, and the addresses."""
    addresses: list[str] = []
    texts: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "link_open" and is_source(href := str(token.attrs.get("href", ""))):
            end = link_end(tokens, index)
            addresses.append(href)
            text = words(tokens[index + 1 : end])
            texts.append(_GAP if token.info == "auto" or is_source(text) else text)
            index = end
        elif token.type == "text":
            text, bare = _cut(token.content)
            texts.append(text)
            addresses += bare
        else:
            texts.append(" " if token.type.endswith("break") else words([token]))
        index += 1
    return "".join(texts), addresses


def _title(texts: Sequence[str]) -> str:
    """Return the text of some paragraphs on one line, without the gaps in it."""
    title = ""
    for text in texts:
        sentence = _closed_up(_EMPTY_BRACKETS.sub(_GAP, text))
        if title and sentence and not title.endswith(_ENDS):
            title += "。" if is_unspaced(title[-1]) else "."
        if any(map(str.isalnum, sentence)):
            title += sentence if not title or is_unspaced(title[-1]) else f" {sentence}"
    end = _QUOTES.get(title[:1])
    if end and title.endswith(end) and not {title[0], end} & set(title[1:-1]):
        return title[1:-1].strip()
    return title


def _closed_up(text: str) -> str:
    """Return a text on one line without its gaps and what separates them from the text."""
    first, *others = (" ".join(piece.split()) for piece in text.split(_GAP))
    for piece in others:
        before = first.rstrip(_BETWEEN)
        after = piece.lstrip(_BETWEEN + ".。") if before.endswith(_ENDS) or not before else piece
        if not any(map(str.isalnum, after)):
            after = after.lstrip(_BETWEEN + ".。")
        close = after[:1] in _CLOSING or (is_unspaced(before[-1:]) and is_unspaced(after[:1]))
        first = f"{before}{after}" if close else f"{before} {after}"
    return first.strip(_AROUND)


def _cut(text: str) -> tuple[str, list[str]]:
    """Return a text with gaps for the bare addresses in it, and the addresses.

    They are encoded like other links, so that a source is one however it is written.
    """
    addresses: list[str] = []
    kept: list[str] = []
    position = 0
    for start, end in _bare(text):
        kept += (text[position:start], _GAP)
        addresses.append(percent_encoded(text[start:end]))
        position = end
    kept.append(text[position:])
    return "".join(kept), addresses


def _bare(text: str) -> Iterator[tuple[int, int]]:
    """Yield the positions of bare addresses in a text."""
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


def begins_line(tokens: Sequence[Token], index: int) -> bool:
    """Return whether an inline token is the first of its line."""
    return index == 0 or tokens[index - 1].type.endswith("break")


def lacks_address(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a number looks like a definition, but words follow its colon: a footnote's."""
    if not tokens[index].meta["definition"]:
        return False
    after = tokens[index + 1].content if index + 1 < len(tokens) else ""
    following = after.removeprefix(":").strip()
    first = following.partition(" ")[0].rstrip(".,;")
    return bool(following) and not ("/" in first or "." in first or first.startswith(("#", "<")))


def undefined_message(tokens: Sequence[Token], index: int) -> str:
    """Return what is wrong with a number that nothing defines, and how to mend it."""
    token = tokens[index]
    if not token.meta["definition"]:
        return f"{token.content} is cited but not defined"
    if lacks_address(tokens, index):
        label = token.meta["label"]
        return f"{token.content}: has no address; write [^{label}]: to define a footnote"
    mend = "leave a blank line above it"
    if not token.meta["row"]:
        mend = "only a title in quotation marks may follow its address"
    return f"{token.content}: is not a link definition; {mend}"


def footnote_problems(
    marks: Sequence[FootnoteMark], known: Collection[str], notes: Mapping[str, int]
) -> Iterator[Problem]:
    """Yield a problem for each mark whose footnote isn't `known`, and for each note without one.

    `notes` are the lines of the footnotes that are no sources. Of marks with one label, one that
    begins a line is the definition without its colon: that one alone is reported.
    """
    unknown = [mark for mark in marks if mark.label not in known]
    times = Counter(mark.label for mark in unknown)
    meant = {mark.label: mark for mark in unknown if mark.begins_line and times[mark.label] > 1}
    for mark in unknown:
        message = f"[{mark.label}] is cited but not defined"
        if meant.get(mark.label) is mark:
            message = f"[{mark.label}] has no colon; write [{mark.label}]: to define the footnote"
        if meant.get(mark.label, mark) is mark:
            yield Problem(ProblemCode.CITATION_UNDEFINED, message, mark.line)
    used = {mark.label for mark in marks}
    for label, line in notes.items():
        if label not in used:
            message = f"the footnote [{label}] has no mark in the text"
            yield Problem(ProblemCode.FOOTNOTE_UNUSED, message, line)
