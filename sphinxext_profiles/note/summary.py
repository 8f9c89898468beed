"""The summary of a note: the first sentences that say something."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference

from sphinxext_profiles.markdown.citations import normalise_label
from sphinxext_profiles.markdown.grammar import note_parser
from sphinxext_profiles.markdown.inline_items import drop_citations, flatten
from sphinxext_profiles.markdown.inline_parts import to_markdown, to_parts
from sphinxext_profiles.model import Part, Summary, plain_text
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.chat import begins_chat, ends_chat, find_debris
from sphinxext_profiles.words.names import fold

from .questions import answer, answers, asks, is_lead_in, is_shell

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it.token import Token

    from sphinxext_profiles.frontmatter.keys import FrontMatter
    from sphinxext_profiles.markdown.grammar import Environment
    from sphinxext_profiles.markdown.walk import BodyText

_LABEL = re.compile(r"\[([^\[\]]+)\]")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_TICKS = re.compile("(`+)")
_NEAR = 2
"""How many paragraphs at either end of a note may be left over from a conversation."""


class Summarizer:
    """Finds a note's summary, and the paragraphs that only look like one."""

    def __init__(self, sources: Collection[str], tracking: frozenset[str]) -> None:
        self.sources = sources
        self.tracking = tracking
        self.problems: list[Problem] = []
        self.residue: set[int] = set()
        """The lines of paragraphs that are left over from a conversation, from 1."""

    def explicit(self, front: FrontMatter, environment: Environment) -> Summary | None:
        """Return the summary in the front matter, read with the note's definitions."""
        text = "\n".join(filter(None, map(str.strip, front.summary.split("\n"))))
        if not text:
            return None
        tokens = note_parser().parseInline(text, environment)
        line = front.lines.get("summary", 0)
        children = tokens[0].children or []
        for token in children:
            if token.type == "undefined_citation":
                message = f"{token.content} is cited but not defined"
                self.problems.append(Problem(ProblemCode.CITATION_UNDEFINED, message, line))
        parts, _ = self._parts(children)
        if not parts:
            return None
        return Summary(parts, to_markdown(parts), line, explicit=True, message=text)

    def find(self, texts: Sequence[BodyText], name_headings: int, name: str) -> Summary | None:
        """Return the summary in the body, and record the paragraphs that only look like one.

        It is the first paragraph of the lead, the part before the first section, that says
        something; else the first paragraph or list item of the rest. `name_headings` is 1 if the
        first heading is the person's name, else 0.
        """
        self._look_for_debris(texts)
        paragraphs = [text for text in texts if not text.item]
        lead = [text for text in paragraphs if text.headings <= name_headings]
        skipped = self._skipped(paragraphs, lead)
        rest = [text for text in texts if text.item or text.headings > name_headings]
        for text in (*lead, *rest):
            if text.line in skipped or is_lead_in(text.source) or _is_images(text.tokens):
                continue
            parts, row = self._parts(text.tokens, question=is_shell(text.source))
            words = plain_text(parts)
            if any(map(str.isalnum, words)) and not _is_name(words, name):
                return Summary(parts, to_markdown(parts), text.line + row, message=text.source)
        return None

    def _skipped(self, paragraphs: Sequence[BodyText], lead: Sequence[BodyText]) -> set[int]:
        """Return the lines of paragraphs that are left over from a conversation.

        These and lead-ins are reported as advice, and recorded in `residue`.
        """
        ends = {text.line for text in paragraphs[-_NEAR:] if ends_chat(text.source)}
        asked = False
        for place, text in enumerate(lead):
            if asks(text.source):
                asked = True
                self._advise("this question is left over from a chat", text.line)
                if not answers(text.source):
                    self.residue.add(text.line)
            elif answers(text.source) and (asked or text.source.startswith("**")):
                self._advise("the label of an answer is left over from a chat", text.line)
            elif is_lead_in(text.source):
                self.residue.add(text.line)
                message = "this paragraph only announces what follows"
                self.problems.append(Problem(ProblemCode.LEAD_IN, message, text.line))
            elif place < _NEAR and begins_chat(text.source):
                ends.add(text.line)
        for line in ends:
            self._advise("this paragraph is left over from a chat", line)
        self.residue |= ends
        return ends

    def _look_for_debris(self, texts: Sequence[BodyText]) -> None:
        """Report what chat tools have left in the text outside code."""
        for text in texts:
            for debris in find_debris(_without_code(text.source)):
                self._advise(f"{debris.strip()} is left over from a chat", text.line)

    def _advise(self, message: str, line: int) -> None:
        self.problems.append(Problem(ProblemCode.CHAT_RESIDUE, message, line))

    def _parts(
        self, tokens: Sequence[Token], *, question: bool = False
    ) -> tuple[tuple[Part, ...], int]:
        """Return a paragraph's parts without its citations and its question, and their row."""
        items = drop_citations(flatten(tokens, self.sources))
        row = 0
        if question:
            items, row = answer(items)
        return to_parts(items, self.tracking), row


def retold(summary: Summary, text: str, tracking: frozenset[str]) -> Summary:
    """Return a summary with other words: Markdown in place of its `message`, a translation, say.

    What cites a source in the message also does so in the other words, and is left out of them.
    """
    left = set(_LABEL.findall(plain_text(summary.parts)))
    sources = {*map(normalise_label, _LABEL.findall(summary.message))} - left
    environment: Environment = {
        "references": {normalizeReference(label): {"href": "-", "title": ""} for label in sources},
        "footnotes": {"refs": dict.fromkeys(map(":{}".format, _FOOTNOTE.findall(text)), -1)},
    }
    tokens = note_parser().parseInline(text, environment)[0].children or []
    parts = to_parts(drop_citations(flatten(tokens, sources)), tracking)
    return replace(summary, parts=parts, source=to_markdown(parts), message=text)


def _is_images(tokens: Sequence[Token]) -> bool:
    """Return whether a paragraph contains nothing but images."""
    return all(token.type in {"image", "softbreak"} for token in tokens)


def _is_name(text: str, name: str) -> bool:
    """Return whether a text is no more than the person's name."""
    return len(text) <= 2 * len(name) and fold(text) == fold(name)


def _without_code(text: str) -> str:
    """Return a text without its code spans, which end where as many backticks are as began them."""
    outside, *parts = _TICKS.split(text)
    last = {ticks: place for place, ticks in enumerate(parts[::2])}
    kept, opened = [outside], ""
    for place, (ticks, after) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        if opened:
            opened = "" if ticks == opened else opened
        elif last[ticks] > place:
            opened = ticks
        if not opened:
            kept.append(after)
    return "".join(kept)
