"""Paragraphs that say nothing about the person: lead-ins, questions, the ends of a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .vocabulary import (
    ANSWER,
    QUESTION,
    RESIDUE_END,
    RESIDUE_START,
    RESIDUE_START_NOUNS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_LABELS = QUESTION | ANSWER
_LONGEST_LABEL = 24
_LONGEST_BEGINNING = 80
_APOSTROPHES = str.maketrans("’‘`", "'''")
_ARTICLES = ("here is a", "here's a", "here is the", "here's the", "here are")


def is_lead_in(text: str) -> bool:
    """Return whether a paragraph only announces what follows: it ends in a colon.

    `text` may have Markdown's marks around it, as for the other functions here.
    """
    return text.rstrip(" \n*_\"'”’」").endswith((":", "："))


def begins_chat(text: str) -> bool:
    """Return whether a paragraph is how an answer in a chat begins."""
    folded = _folded(text)
    if not folded.startswith(RESIDUE_START):
        return False
    if folded.startswith(_ARTICLES):
        words = folded.replace(",", " ").replace(".", " ").split()[2:8]
        return not RESIDUE_START_NOUNS.isdisjoint(words)
    return True


def ends_chat(text: str) -> bool:
    """Return whether a paragraph is how an answer in a chat ends."""
    return _folded(text).startswith(RESIDUE_END)


def _folded(text: str) -> str:
    """Return the beginning of a text for comparing."""
    return text[:_LONGEST_BEGINNING].casefold().translate(_APOSTROPHES).lstrip(" *_-–—\"'“「")


def asks(text: str) -> bool:
    """Return whether a paragraph has a line that begins with "Question:" or "Answer:"."""
    for line in text.split("\n"):
        head, colon, _ = line[:_LONGEST_LABEL].replace("：", ":").partition(":")
        if colon and head.strip(" *_").casefold() in _LABELS:
            return True
    return False


def answer(items: Sequence[str | Token]) -> tuple[list[str | Token], int]:
    """Return a paragraph without its question and the label of its answer, and the answer's row.

    "Question: Who is …?" gives nothing, "Answer: She was …" what follows the label.
    """
    kept: list[str | Token] = []
    asking = False
    begins = 0
    for row, line in enumerate(_lines(items)):
        label, rest = _label(line)
        if label in QUESTION:
            asking = True
        elif label in ANSWER:
            asking = False
            begins = row
        said = rest if label in ANSWER else line
        kept += [item for item in said if not (asking and isinstance(item, str))]
    return kept, begins


def _lines(items: Sequence[str | Token]) -> list[list[str | Token]]:
    """Return a paragraph's items line by line, the line ends with the lines they end."""
    lines: list[list[str | Token]] = [[]]
    for item in items:
        lines[-1].append(item)
        if item == "\n":
            lines.append([])
    return lines


def _label(line: Sequence[str | Token]) -> tuple[str, list[str | Token]]:
    """Return the word before the first colon of a line, in small letters, and the line after it.

    Markup around the label stays in the line, emptied.
    """
    for index, item in enumerate(line[:_LONGEST_LABEL]):
        if item in (":", "："):
            letters = "".join(letter for letter in line[:index] if isinstance(letter, str))
            markup = [token for token in line[:index] if not isinstance(token, str)]
            return letters.strip(" *_").casefold(), [*markup, *line[index + 1 :]]
    return "", []
