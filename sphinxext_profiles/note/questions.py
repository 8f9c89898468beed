"""Paragraphs that say nothing about the person: lead-ins, questions, the ends of a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.words.descriptions import about_label
from sphinxext_profiles.words.phrasebook import is_title
from sphinxext_profiles.words.sentences import INVISIBLE, sentence_ends
from sphinxext_profiles.words.vocabulary import ANSWER, QUESTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_LONGEST_LABEL = 24
_LONGEST_TITLE = 80
_QUESTION_MARKS = ("?", "？", "؟", ";")
"""The last is the Greek one."""


def is_lead_in(text: str) -> bool:
    """Return whether a paragraph only announces what follows: it ends in a colon.

    `text` may have Markdown's marks around it, as for the other functions here.
    """
    return text.rstrip(" \n*_\"'”’」").endswith((":", "："))


def is_images(tokens: Sequence[Token]) -> bool:
    """Return whether a paragraph contains nothing but images."""
    return all(token.type in {"image", "softbreak"} for token in tokens)


def is_caption(tokens: Sequence[Token]) -> bool:
    """Return whether a paragraph is an image and a line of emphasis below it."""
    if tokens[0].type != "image" or tokens[-1].type != "em_close":
        return False
    following = [token.type for token in tokens if token.type not in {"image", "softbreak"}]
    return following[0] == "em_open" and following.count("em_open") == 1


def is_label_of_sources(text: str) -> bool:
    """Return whether a paragraph is no more than a label such as "**Sources:**"."""
    labelled = is_lead_in(text) or text.startswith(("**", "__"))
    return labelled and len(text) <= _LONGEST_TITLE and is_title(text, "sources")


def asks(text: str) -> bool:
    """Return whether a paragraph has a question with its label: "Question: who was she?".

    A question ends in its mark, or an answer is on the next line. Without either it may be a
    title: "Question: a life in letters".
    """
    lines = [_head(line) for line in text.split("\n")]
    following = [*(label for label, _ in lines[1:]), ""]
    return any(
        label in QUESTION and (_is_question(rest) or after in ANSWER)
        for (label, rest), after in zip(lines, following, strict=True)
    )


def answers(text: str) -> bool:
    """Return whether a paragraph has a line that begins with "Answer:"."""
    return any(_head(line)[0] in ANSWER for line in text.split("\n"))


def is_shell(text: str) -> bool:
    """Return whether a paragraph has a question or an answer with its label."""
    return asks(text) or answers(text)


def _is_question(text: str) -> bool:
    """Return whether a question follows the label "Question", here or in the next paragraph."""
    plain = text.strip(" *_\"'”’»」")
    return not plain or plain.endswith(_QUESTION_MARKS)


def _head(line: str) -> tuple[str, str]:
    """Return the word before the first colon of a line, in lower case, and what follows."""
    place = line[:_LONGEST_LABEL].replace("：", ":").find(":")
    return (line[:place].strip(" *_").casefold(), line[place + 1 :]) if place > 0 else ("", "")


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
        shown_line = rest if label in ANSWER else line
        kept += [item for item in shown_line if not (asking and isinstance(item, str))]
    return kept, begins


def _lines(items: Sequence[str | Token]) -> list[list[str | Token]]:
    """Return a paragraph's items line by line, each with its line end."""
    lines: list[list[str | Token]] = [[]]
    for item in items:
        lines[-1].append(item)
        if item == "\n":
            lines.append([])
    return lines


def _label(line: Sequence[str | Token]) -> tuple[str, list[str | Token]]:
    """Return the word before the first colon of a line, in lower case, and the line after it.

    Markup around the label is kept in the line, empty.
    """
    for index, item in enumerate(line[:_LONGEST_LABEL]):
        if item in (":", "："):
            letters = "".join(letter for letter in line[:index] if isinstance(letter, str))
            markup = [token for token in line[:index] if not isinstance(token, str)]
            return letters.strip(" *_").casefold(), [*markup, *line[index + 1 :]]
    return "", []


def without_lead_in(items: Sequence[str | Token]) -> Sequence[str | Token]:
    """Return a paragraph without a label such as "Bio:", and without a lead-in at its end.

    Of "She is a weaver. Here is the full picture:" the first sentence remains.
    """
    text = "".join(item if isinstance(item, str) else INVISIBLE for item in items)
    if not is_lead_in(text.replace(INVISIBLE, "")):
        label = about_label(text.replace(INVISIBLE, ""))
        return _after(items, label) if label else items
    depth = 0
    depths = [0]
    for item in items:
        depth += 0 if isinstance(item, str) else item.nesting
        depths.append(depth)
    ends = [end for end in sentence_ends(text) if depths[end] == 0]
    ends = [end for end in ends if any(map(str.isalnum, text[end:]))]
    return items[: ends[-1]] if ends else ()


def _after(items: Sequence[str | Token], count: int) -> list[str | Token]:
    """Return items without the first letters; markup around these is kept, empty."""
    kept: list[str | Token] = []
    for item in items:
        if isinstance(item, str) and count > 0:
            count -= 1
        else:
            kept.append(item)
    return kept
