"""The body of a note, walked once: headings, texts, images, citations, footnotes."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.cleaning import is_safe
from sphinxext_profiles.dialects.findings import other_markup
from sphinxext_profiles.problems import Problem, ProblemCode

from .citations import Mention, Source, link_text, normalise_label, repeated
from .contents import Body, BodyHeading, BodyImage, BodyText, fill, opens_quote, read_text
from .fences import directive_text, is_aside, is_div, is_gallery
from .footnotes import (
    FootnoteMark,
    OpenFootnote,
    begins_line,
    footnote_problems,
    holds_only_text,
    lacks_address,
    read_source_note,
    undefined_message,
)
from .grammar import inline_tokens
from .images import directive_image, read_image
from .limits import DEEPEST, TOO_DEEP, exceeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from sphinxext_profiles.addresses.schemes import Schemes

    from .grammar import Environment, Grammar

_SOLID = frozenset(
    {"bullet_list_open", "ordered_list_open", "blockquote_open", "table_open", "fence"}
    | {"colon_fence", "code_block", "math_block", "math_block_label", "amsmath"}
    | {"alert_open", "dl_open", "field_list_open"}
)
"""Blocks that can't come before the heading with the name of the person."""
_QUOTES = {"blockquote_open": 1, "blockquote_close": -1, "alert_open": 1, "alert_close": -1}
_FRAMES = _SOLID | _QUOTES.keys() | {"footnote_reference_open", "footnote_reference_close"}
"""Blocks that are examined; of others only the text counts."""
_OTHER = frozenset({"template", "wikilink"})
"""What other programs have added to Markdown."""
_MARKS = frozenset({"link_open", "image", "footnote_ref", "undefined_citation"}) | _OTHER


def read_body(
    text: str,
    tracking: frozenset[str],
    schemes: Schemes,
    grammar: Grammar,
    *,
    whole: bool = True,
    before: int = 0,
) -> Body:
    """Return what the body of a note contains, which follows `before` lines of the file.

    `tracking` has parameters to remove from addresses; `schemes` and `grammar` are the project's.
    Unless the `whole` body is wanted, images, citations and directives are read only up to the
    second heading, so that the lead is complete. Headings and texts are always read.
    """
    environment: Environment = {"grammar": grammar, **({"schemes": schemes} if schemes else {})}
    walker = _Walker(environment, tracking, grammar, whole=whole)
    walker.parse(text, before, 0)
    walker.report_footnotes()
    if whole:
        walker.body.problems += other_markup(walker.body.other_markup)
    return walker.body


class _Walker:
    """Walks the tokens of a note and of the directives in it."""

    def __init__(
        self, environment: Environment, tracking: frozenset[str], grammar: Grammar, *, whole: bool
    ) -> None:
        self.body = Body(environment)
        self.tracking = tracking
        self.grammar = grammar
        self.whole = whole
        self.quotes = 0
        self.framed = 0
        """How many directives there are around what is read."""
        self.in_aside = False
        self.footnotes: dict[str, int] = {}
        self.open_footnotes: list[OpenFootnote] = []
        self.footnote_marks: list[FootnoteMark] = []
        self.without_address: set[str] = set()
        """The numbers that begin a line like a link definition, but have no address."""

    def parse(self, text: str, before: int, depth: int) -> None:
        """Read Markdown that follows `before` lines of the file, inside `depth` directives."""
        environment = self.body.environment
        before_count = len(environment.get("references", ()))
        repeated = len(environment.get("duplicate_refs", ()))
        grammar = self.grammar
        every = self.whole or (depth > 0 and not self.skips())
        parser = grammar.whole if every else grammar.blocks
        tokens = parser.parse(text, environment)
        if depth == 0:
            references = dict(environment.get("references", {}))
            self.body.definitions = {**environment, "references": references}
        if before:
            definitions = environment.get("references", {})
            new = [*islice(reversed(definitions.values()), len(definitions) - before_count)]
            for definition in (*new, *environment.get("duplicate_refs", [])[repeated:]):
                definition["map"] = [line + before for line in definition["map"]]
        self.walk(tokens, before, depth)

    def walk(self, tokens: Sequence[Token], before: int, depth: int) -> None:
        """Record what the tokens contain."""
        body = self.body
        for index, token in enumerate(tokens):
            kind = token.type
            if token.nesting == 0 and not (self.framed or self.open_footnotes):
                fill(body, tokens, index, in_div=depth > 0)
            if kind == "inline":
                line = before + (token.map[0] if token.map else 0) + 1
                self.record_text(tokens, index, line)
                if not self.skips():
                    body.problems += exceeded(token.content, line)
                    children = inline_tokens(token, body.definitions)
                    if len(children) > 1 or (children and children[0].type in _MARKS):
                        self.inline(children, line)
            elif kind in _FRAMES:
                if kind in _SOLID and not body.headings and token.level == 0 and not is_div(token):
                    body.solid_start = True
                self.frame(tokens, index, before, depth)

    def skips(self) -> bool:
        """Return whether marks and directives are no longer wanted."""
        return not self.whole and len(self.body.headings) > 1

    def frame(self, tokens: Sequence[Token], index: int, before: int, depth: int) -> None:
        """Record a block that opens, closes or contains others."""
        token = tokens[index]
        self.quotes += _QUOTES.get(token.type, 0)
        match token.type:
            case "footnote_reference_open":
                self.quotes += 1
                self.open_footnote(token, before, plain=holds_only_text(tokens, index))
            case "footnote_reference_close":
                self.quotes -= 1
                self.close_footnote()
            case "fence" | "colon_fence" if self.grammar.directives:
                self.directive(token, before, depth)

    def record_text(self, tokens: Sequence[Token], index: int, line: int) -> None:
        """Record the text of a block, for what it is a part of."""
        own = not self.quotes or opens_quote(tokens, index)
        if own and not self.framed:
            self.record_block(tokens, index, line)
        elif self.in_aside:
            self.record_aside(tokens, index, line)
        if self.open_footnotes:
            self.open_footnotes[-1].paragraphs.append(tokens[index])

    def record_block(self, tokens: Sequence[Token], index: int, line: int) -> None:
        """Record a heading, a paragraph or a list item's first paragraph."""
        token, opening = tokens[index], tokens[index - 1]
        body = self.body
        if opening.type == "heading_open":
            if opening.level == 0:
                level = int(opening.tag[1:])
                body.headings.append(BodyHeading(level, token, line))
        elif opening.type == "paragraph_open":
            text = read_text(tokens, index, body, line, quote=bool(self.quotes))
            if not text.item or tokens[index - 2].type == "list_item_open":
                body.texts.append(text)

    def record_aside(self, tokens: Sequence[Token], index: int, line: int) -> None:
        """Record a paragraph of an admonition."""
        if tokens[index - 1].type == "paragraph_open" and tokens[index].level == 1:
            body = self.body
            text = BodyText(tokens[index], body.definitions, line, len(body.headings), item=False)
            body.asides.append(text)

    def inline(self, tokens: Sequence[Token], line: int) -> None:
        """Record the images, links and citations of a paragraph that begins on a line."""
        marks = []
        for index, token in enumerate(tokens):
            kind = token.type
            if kind not in _MARKS:
                if TOO_DEEP in token.meta:
                    self.too_deep(line)
                continue
            place = line + int(token.meta.get("row", 0))
            if kind == "image":
                self.image(token, place)
            elif kind in _OTHER:
                self.body.other_markup.append((kind, place))
            elif kind == "undefined_citation":
                self.undefined(tokens, index, place)
            elif kind == "footnote_ref" or "label" in token.meta:
                marks.append(index)
            elif not (token.meta.get("own_scheme") or is_safe(str(token.attrs.get("href", "")))):
                self.refuse("a link", str(token.attrs["href"]), place)
        if marks:
            self.cite(tokens, marks, line)

    def cite(self, tokens: Sequence[Token], marks: Sequence[int], line: int) -> None:
        """Record the marks of a paragraph."""
        for index in marks:
            token = tokens[index]
            label = normalise_label(str(token.meta["label"]))
            place = line + int(token.meta.get("row", 0))
            if token.type == "footnote_ref":
                text, label = label, f"^{label}"
                self.footnote_marks.append(FootnoteMark(label, place, begins_line(tokens, index)))
            else:
                text = link_text(tokens, index)
            self.body.mentions.append(Mention(label, text, place))

    def image(self, token: Token, line: int) -> None:
        """Record an image."""
        if "label" in token.meta:
            self.body.image_labels.add(normalise_label(str(token.meta["label"])))
        image = read_image(token, self.tracking)
        if image is not None:
            self.body.images.append(BodyImage(replace(image, line=line), len(self.body.headings)))
        elif token.attrs.get("src"):
            self.refuse("an image", str(token.attrs["src"]), line)

    def refuse(self, what: str, address: str, line: int) -> None:
        """Report an unsafe address."""
        message = f"the address of {what} is refused as unsafe: {address}"
        self.body.problems.append(Problem(ProblemCode.ADDRESS_UNSAFE, message, line))

    def undefined(self, tokens: Sequence[Token], index: int, line: int) -> None:
        """Report a number without a definition."""
        if lacks_address(tokens, index):
            self.without_address.add(f"^{tokens[index].meta['label']}")
        message = undefined_message(tokens, index)
        self.body.problems.append(Problem(ProblemCode.CITATION_UNDEFINED, message, line))

    def too_deep(self, line: int) -> None:
        """Report lists, quotes or emphasis that are shown as text."""
        message = "this is nested too deep in lists, quotes or emphasis; it is shown as text"
        self.body.problems.append(Problem(ProblemCode.NESTING_DEPTH, message, line))

    def directive(self, token: Token, before: int, depth: int) -> None:
        """Read the Markdown in a directive, or in a div: what is there is the note's own."""
        image = directive_image(token, self.tracking) if depth == token.level == 0 else None
        if image is not None and not self.skips():
            image = replace(image, line=before + (token.map[0] if token.map else 0) + 1)
            self.body.images.append(BodyImage(image, len(self.body.headings), directive=True))
            return
        depth += token.level
        own = is_div(token) and token.level == 0
        inside = None if depth >= DEEPEST or (self.skips() and not own) else directive_text(token)
        if TOO_DEEP in token.meta and not self.skips():
            self.too_deep(before + (token.map[0] if token.map else 0) + 1)
        if inside is None:
            return
        argument, content, line = inside
        if "[" in argument and token.map:
            inlines = self.grammar.whole.parseInline(argument, self.body.environment)
            self.walk(inlines, before + token.map[0], depth + 1)
        framed, in_aside = self.framed, self.in_aside
        self.in_aside = is_aside(token) and token.level == 0 and not framed
        self.framed += not own
        images = len(self.body.images)
        if content.strip():
            self.parse(content, before + line, depth + 1)
        if is_gallery(token):
            del self.body.images[images:]
        self.framed, self.in_aside = framed, in_aside

    def open_footnote(self, token: Token, before: int, *, plain: bool) -> None:
        """Begin to read a footnote; it is `plain` if it contains nothing but paragraphs."""
        label = "^" + normalise_label(str(token.meta["label"]))
        line = before + (token.map[0] if token.map else 0) + 1
        self.open_footnotes.append(OpenFootnote(label, line, plain, []))

    def close_footnote(self) -> None:
        """Record a footnote that is a source: such a footnote has no mark in it."""
        label, line, plain, paragraphs = self.open_footnotes.pop()
        if label in self.footnotes:
            self.body.problems.append(repeated(label, self.footnotes[label], line))
            return
        self.footnotes[label] = line
        note = read_source_note(paragraphs) if plain else None
        if note is not None:
            self.body.footnote_sources.append(Source(label, note.address, note.title, line))

    def report_footnotes(self) -> None:
        """Report marks without a footnote, and footnotes without a mark that are no sources."""
        sources = {source.label for source in self.body.footnote_sources}
        notes = {label: line for label, line in self.footnotes.items() if label not in sources}
        known = {*self.footnotes, *self.without_address}
        self.body.problems += footnote_problems(self.footnote_marks, known, notes)
