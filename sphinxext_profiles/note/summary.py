"""The summary of a note: the first sentences that say something about the person."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.common.utils import normalizeReference

from sphinxext_profiles.markdown.citations import normalise_label
from sphinxext_profiles.markdown.grammar import parse_inline
from sphinxext_profiles.markdown.inline_items import drop_citations, flatten
from sphinxext_profiles.markdown.inline_parts import to_markdown, to_parts
from sphinxext_profiles.model import Part, Summary, plain_text
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words import descriptions
from sphinxext_profiles.words.chat import (
    begins_chat,
    ends_chat,
    find_debris,
    is_status,
    without_code,
)
from sphinxext_profiles.words.names import fold
from sphinxext_profiles.words.phrasebook import is_title
from sphinxext_profiles.words.sentences import sentence_ends

from .questions import (
    answer,
    answers,
    asks,
    is_caption,
    is_images,
    is_label_of_sources,
    is_lead_in,
    is_shell,
    without_lead_in,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from markdown_it.token import Token

    from sphinxext_profiles.frontmatter.keys import FrontMatter
    from sphinxext_profiles.markdown.contents import Body, BodyHeading, BodyText
    from sphinxext_profiles.markdown.grammar import Environment, Grammar

_LABEL = re.compile(r"\[([^\[\]]+)\]")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_BOLD = re.compile(r"(\*\*|__).+\1[:：]?")
_NEAR = 2
"""How many paragraphs at either end of a note may be left over from a conversation."""
_ENDS = frozenset({"", "heading_open", "hr"})
"""What follows a paragraph that announces nothing."""


class Subject(NamedTuple):
    """Whom a note is about."""

    name: str
    headline: str
    names: frozenset[str]
    """The words of all names, folded."""
    heading: int
    """1 if the first heading is the name, else 0."""


class Summarizer:
    """Finds a note's summary, and the paragraphs that only look like one."""

    def __init__(
        self, sources: Collection[str], tracking: frozenset[str], grammar: Grammar
    ) -> None:
        self.sources = sources
        self.grammar = grammar
        self.tracking = tracking
        self.problems: list[Problem] = []
        self.residue: set[int] = set()
        """The lines of paragraphs that are left over from a conversation, from 1."""

    def explicit(
        self, front: FrontMatter, environment: Environment, from_body: Summary | None
    ) -> Summary | None:
        """Return the summary in the front matter, read with the note's definitions."""
        text = "\n".join(filter(None, map(str.strip, front.summary.split("\n"))))
        if not text:
            return None
        children = parse_inline(text, environment)
        line = front.lines.get("summary", 0)
        for token in children:
            if token.type == "undefined_citation":
                message = f"{token.content} is cited but not defined"
                self.problems.append(Problem(ProblemCode.CITATION_UNDEFINED, message, line))
        parts, _ = self._parts(children)
        if not parts:
            return None
        new = not (from_body and _begins(plain_text(from_body.parts), plain_text(parts)))
        return Summary(parts, to_markdown(parts), line, explicit=new, message=text)

    def find(self, body: Body, subject: Subject) -> Summary | None:
        """Return the summary in the body, and record the paragraphs that only look like one."""
        self._look_for_debris(body.texts)
        paragraphs = [text for text in body.texts if not (text.item or text.quote)]
        lead = [text for text in paragraphs if text.headings <= subject.heading]
        skipped = self._skipped(paragraphs, lead)
        summary = None
        for text in _in_order(body, subject):
            summary = None if text.line in skipped else self._summary(text, subject)
            if summary:
                break
        self._report_lead_ins(lead, skipped, summary.line if summary else 0)
        self._report_unfulfilled(paragraphs[len(lead) :], body.headings)
        return summary

    def _summary(self, text: BodyText, subject: Subject) -> Summary | None:
        """Return the summary in a text, None if it says nothing about the person."""
        if is_images(text.tokens) or not _may_describe(text):
            return None
        parts, row = self._parts(text.tokens, question=is_shell(text.source))
        words = plain_text(parts)
        said = fold(words)
        if said in {"", fold(subject.name), fold(subject.headline)} or _is_beside(words, subject):
            return None
        unlinked = _unlinked(parts)
        if begins_chat(words) or not descriptions.has_words(unlinked):
            return None
        if is_caption(text.tokens) or (unlinked != words and fold(unlinked) == fold(subject.name)):
            return None
        if (text.item or text.quote) and descriptions.is_gloss(words, subject.names):
            return None
        return Summary(parts, to_markdown(parts), text.line + row, message=text.source)

    def _skipped(self, paragraphs: Sequence[BodyText], lead: Sequence[BodyText]) -> set[int]:
        """Return the lines of paragraphs that are left over from a conversation.

        These are reported as advice, and recorded in `residue`.
        """
        ends = {text.line for text in paragraphs[-_NEAR:] if ends_chat(text.source)}
        ends |= {text.line for text in (*lead, *paragraphs[-_NEAR:]) if is_status(text.source)}
        asked = False
        for place, text in enumerate(lead):
            if asks(text.source):
                asked = True
                self._advise("this question is left over from a chat", text.line)
                if not answers(text.source):
                    self.residue.add(text.line)
            elif answers(text.source) and (asked or text.source.startswith("**")):
                self._advise("the label of an answer is left over from a chat", text.line)
            elif place < _NEAR and not is_lead_in(text.source) and begins_chat(text.source):
                ends.add(text.line)
        for line in ends:
            self._advise("this paragraph is left over from a chat", line)
        self.residue |= ends
        return ends

    def _report_lead_ins(
        self, lead: Sequence[BodyText], skipped: Collection[int], summary: int
    ) -> None:
        """Report the lead-ins that are left over in the lead; `summary` is the summary's line.

        Those after the summary introduce a list of the note, and so does a label in bold.
        """
        for place, text in enumerate(lead):
            source = text.source
            if text.line in skipped or is_shell(source) or not is_lead_in(source):
                continue
            if is_label_of_sources(source):
                continue
            chat = place < _NEAR and begins_chat(source)
            label = _BOLD.fullmatch(source) and text.following != "paragraph_open"
            introduces = text.following not in _ENDS and (label or 0 < summary <= text.line)
            if introduces and not chat:
                continue
            if chat or not sentence_ends(source):
                self._report_lead_in(text, "this paragraph only announces what follows")
                self.residue.add(text.line)
            else:
                self._report_lead_in(text, "the end of this paragraph only announces what follows")

    def _report_unfulfilled(
        self, paragraphs: Sequence[BodyText], headings: Sequence[BodyHeading]
    ) -> None:
        """Report the paragraphs of sections that announce something, and nothing comes."""
        for text in paragraphs:
            leads = is_lead_in(text.source) and not is_label_of_sources(text.source)
            if text.following in _ENDS and leads:
                own = headings[text.headings - 1].level
                following = headings[text.headings : text.headings + 1]
                if not (following and following[0].level > own):
                    self._report_lead_in(
                        text, "this paragraph announces something, and nothing follows"
                    )

    def _report_lead_in(self, text: BodyText, message: str) -> None:
        self.problems.append(Problem(ProblemCode.LEAD_IN, message, text.line))

    def _look_for_debris(self, texts: Sequence[BodyText]) -> None:
        """Report what chat tools have left in the text outside code."""
        for text in texts:
            for debris in find_debris(without_code(text.source)):
                self._advise(f"{debris.strip()} is left over from a chat", text.line)

    def _advise(self, message: str, line: int) -> None:
        self.problems.append(Problem(ProblemCode.CHAT_RESIDUE, message, line))

    def _parts(
        self, tokens: list[Token], *, question: bool = False
    ) -> tuple[tuple[Part, ...], int]:
        """Return what a paragraph says, and its row.

        Citations, a question, a label such as "Bio:" and a lead-in at the end are left out.
        """
        self.grammar.typeset(tokens)
        items = drop_citations(flatten(tokens, self.sources))
        row = 0
        if question:
            items, row = answer(items)
        return to_parts(without_lead_in(items), self.tracking), row


def retold(summary: Summary, text: str, tracking: frozenset[str], grammar: Grammar) -> Summary:
    """Return a summary with other words: Markdown in place of its `message`, a translation, say.

    What cites a source in the message also does so in the other words, and is left out of them.
    """
    left = set(_LABEL.findall(plain_text(summary.parts)))
    sources = {*map(normalise_label, _LABEL.findall(summary.message))} - left
    environment: Environment = {
        "grammar": grammar,
        "references": {normalizeReference(label): {"href": "-", "title": ""} for label in sources},
        "footnotes": {"refs": dict.fromkeys(map(":{}".format, _FOOTNOTE.findall(text)), -1)},
    }
    tokens = parse_inline(text, environment)
    grammar.typeset(tokens)
    parts = to_parts(without_lead_in(drop_citations(flatten(tokens, sources))), tracking)
    return replace(summary, parts=parts, source=to_markdown(parts), message=text)


def _in_order(body: Body, subject: Subject) -> Iterator[BodyText]:
    """Yield the texts that may be the summary, the likeliest first.

    These are the paragraphs of the lead, the part before the first section, then its quotes, list
    items and admonitions; the texts of the first section that is no list of sources; the
    paragraphs of a section about the person ("Biography"), and of any other that name the person.
    List items of later sections never are.
    """
    lead = [text for text in body.texts if text.headings <= subject.heading]
    yield from sorted(lead, key=lambda text: (text.item, text.quote))
    yield from (text for text in body.asides if text.headings <= subject.heading)
    headings = body.headings
    titles = [heading.token.content for heading in headings]
    first = subject.heading
    while first < len(headings) and is_title(titles[first], "sources"):
        first += 1
    if first == len(headings):
        return
    inner = takewhile(lambda heading: heading.level > headings[first].level, headings[first + 1 :])
    last = first + 1 + len(list(inner))
    rest = [text for text in body.texts if text.headings > first and not text.quote]
    yield from (text for text in rest if text.headings <= last)
    later = [text for text in rest if text.headings > last and not text.item]
    yield from (text for text in later if is_title(titles[text.headings - 1], "about"))
    yield from (text for text in later if subject.names & set(fold(text.source[:200]).split()))


def _begins(text: str, beginning: str) -> bool:
    """Return whether a text begins with the words of another."""
    return f"{fold(text)} ".startswith(f"{fold(beginning)} ")


def _may_describe(text: BodyText) -> bool:
    """Return whether a text has the form of a description."""
    source = text.source
    if not descriptions.has_words(source):
        return False
    if text.item:
        return not descriptions.is_task(source)
    return not (
        text.quote and (descriptions.is_callout(source) or descriptions.is_quotation(source))
    )


def _is_beside(words: str, subject: Subject) -> bool:
    """Return whether a text only stands beside a description of the person."""
    if descriptions.are_pronouns(words) or descriptions.is_byline(words):
        return True
    return descriptions.is_question(words) or descriptions.is_fact(words, subject.names)


def _unlinked(parts: Sequence[Part]) -> str:
    """Return the text of parts without that of links: a list of sources has no other."""
    return "".join(part.text or _unlinked(part.parts) for part in parts if part.kind != "link")
