"""Rendering the body of a note: which of its tokens, at which levels, into which node."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinxext_profiles.markdown.fences import is_div
from sphinxext_profiles.markdown.images import directive_image
from sphinxext_profiles.model import plain_text
from sphinxext_profiles.nodes import profile_card, profile_links, profile_text
from sphinxext_profiles.note.blocked import html_once
from sphinxext_profiles.note.source import split_note
from sphinxext_profiles.syntax import page_parser
from sphinxext_profiles.words.chat import without_debris
from sphinxext_profiles.words.names import fold

from .names import MOST_LABELS
from .renderer import NoteRenderer
from .scope import entered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from markdown_it.token import Token
    from myst_parser.config.main import MdParserConfig

    from sphinxext_profiles.model import Profile, Section

    from .scope import NoteScope

_ITEM = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]
"""The tokens of a list item of one paragraph."""

_AFTER = {"profile-fields", "profile-provenance"}
"""The lines that follow the summary on a card, besides the rows of links and tags."""


@dataclass(frozen=True, slots=True)
class BodyOptions:
    """Which part of a body is rendered, and how high its headings are."""

    sections: tuple[str, ...] = ()
    """Globs of section titles or anchors; all when empty."""
    heading_level: int = 0
    """Of the highest sections; 0 for one below the section of the page around them."""
    lead: bool = True
    """Whether what stands before the first section is rendered."""
    below_card: bool = False
    """Whether the card above shows the headline."""


def render_body(
    text: str,
    scope: NoteScope,
    options: BodyOptions,
    config: MdParserConfig,
    parent: nodes.Element,
    document: nodes.document,
) -> None:
    """Render a note's Markdown into `parent`, a node of `document`.

    Lines in messages are those of the note. On the note's own page the headings become sections
    of the page's outline, elsewhere rubrics.
    """
    parser = page_parser(config, NoteRenderer)
    parser.options.update(
        {
            "document": document,
            "current_node": parent,
            "store_labels": True,
            "profiles_scope": scope,
        }
    )
    env: dict[str, Any] = {}
    tokens = parser.parse(split_note(text)[0].body, env)
    renderer = cast("NoteRenderer", parser.renderer)
    with _messages_from(document, scope), entered(document.settings.env, scope):
        names, shown = _names_of_title(tokens, scope.profile.name_line)
        shown = _arranged(shown, scope.profile, options)
        if scope.drop_residue:
            shown = without_residue(shown, scope.profile.residue)
        renderer.render_note(shown, {**parser.options, "profiles_title_names": names}, env)
    for problem in html_once(scope.html):
        scope.report(problem)


@contextmanager
def _messages_from(document: nodes.document, scope: NoteScope) -> Iterator[None]:
    """Let messages and nodes name the note's file while it is rendered on another page."""
    if scope.own_page:
        yield
        return
    reporter = document.reporter
    source, reporter_source = document["source"], reporter.source
    locate = getattr(reporter, "get_source_and_line", None)
    document["source"] = reporter.source = scope.file
    reporter.get_source_and_line = partial(_place, scope.file)
    try:
        yield
    finally:
        document["source"], reporter.source = source, reporter_source
        if locate is None:
            del reporter.get_source_and_line
        else:
            reporter.get_source_and_line = locate


def _place(file: str, line: int | None = None) -> tuple[str, int | None]:
    """Return where a message belongs, as docutils' reporter asks for it."""
    return file, line


def _arranged(tokens: list[Token], profile: Profile, options: BodyOptions) -> list[Token]:
    """Return the tokens that the body shows, with the levels that its headings have there."""
    levels = {section.line: section.level for section in profile.sections}
    first = profile.sections[0].line if profile.sections else 0
    wanted = _wanted_lines(profile.sections, options)
    dropped = {profile.name_line, *profile.replaced} - {0}
    kept: list[Token] = []
    for block in blocks(tokens):
        head = block[0]
        line = head.map[0] + 1 if head.map else 0
        # A div is one block, with the headings in it.
        lines = range(line, head.map[1] + 1) if head.map and is_div(head) else range(line, line + 1)
        in_lead = not first or lines.stop <= first
        if line in dropped and head.type in {"heading_open", "paragraph_open"}:
            continue
        if in_lead:
            shown = _without_images(block) if options.lead else []
            kept.extend(_without_headline(shown, profile) if options.below_card else shown)
            continue
        if wanted is not None and not any(_overlap(lines, section) for section in wanted):
            continue
        if line in levels and head.type == "heading_open":
            top = options.heading_level or 1
            head.tag = f"h{min(6, top - 1 + levels[line])}"
        kept.extend(block)
    return kept


def _overlap(lines: range, others: range) -> bool:
    return lines.start < others.stop and others.start < lines.stop


def _names_of_title(tokens: list[Token], line: int) -> tuple[list[str], list[Token]]:
    """Return the names that stand above the note's title or on it, and the tokens without them.

    The title becomes that of the page, or is on the card: they mean the note as a whole.
    """
    names: list[str] = []
    kept: list[Token] = []
    for token in tokens:
        start = token.map[0] + 1 if token.map else 0
        if token.type == "myst_target" and start < line:
            names.append(token.content)
            continue
        if token.type == "heading_open" and start == line and "id" in token.attrs:
            names.append(str(token.attrs["id"]))
        kept.append(token)
    return names[-MOST_LABELS:], kept


def _wanted_lines(sections: tuple[Section, ...], options: BodyOptions) -> list[range] | None:
    """Return the lines of the sections that are asked for, or None for all."""
    if not options.sections:
        return None
    return [
        range(section.line, section.end + 1)
        for section in sections
        if any(
            fnmatchcase(section.title, glob) or fnmatchcase(section.slug, glob)
            for glob in options.sections
        )
    ]


def _without_images(block: list[Token]) -> list[Token]:
    """Return a block of the lead without its images: the gallery has them.

    A block that held nothing else is gone.
    """
    had_images = False
    if directive_image(block[0], frozenset()) is not None:
        return []
    for token in block:
        if token.type == "inline" and token.children:
            rest = [child for child in token.children if child.type != "image"]
            had_images = had_images or len(rest) < len(token.children)
            token.children = rest
    empty = all(
        child.type in ("softbreak", "hardbreak", "link_open", "link_close")
        or (child.type == "text" and not child.content.strip())
        for token in block
        for child in token.children or ()
    )
    return [] if had_images and empty else block


def _without_headline(block: list[Token], profile: Profile) -> list[Token]:
    """Return a block of the lead without list items that say the headline again.

    These are a label and the headline: "**Position**: Weaver".
    """
    if not profile.headline or not block or block[0].type != "bullet_list_open":
        return block
    said = fold(profile.headline)
    kept: list[Token] = []
    for token in block:
        kept.append(token)
        item = kept[-5:]
        if token.type == "list_item_close" and [part.type for part in item] == _ITEM:
            _, colon, value = item[2].content.replace("：", ":").partition(":")
            if colon and fold(value) == said:
                del kept[-5:]
    return kept if any(token.type == "list_item_open" for token in kept) else []


def without_residue(tokens: list[Token], lines: Collection[int]) -> list[Token]:
    """Return tokens without the paragraphs that begin on these lines, and without debris."""
    kept: list[Token] = []
    for block in blocks(tokens):
        head = block[0]
        if head.map is None or head.map[0] + 1 not in lines:
            kept += block
    for token in kept:
        for child in token.children or ():
            if child.type == "text":
                child.content = without_debris(child.content)
    return kept


def blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block at the top level."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []


def raise_lead(
    card: profile_card, parent: nodes.Element, first: int, profile: Profile, above: int
) -> None:
    """Move the first block of the body, at `first` in `parent`, into the card if it is the summary.

    `above` is how many lines of the file are above the profile's first. The block keeps its
    citations, its line and what catalogues of messages know it by. One that links lead to stays
    where it is.
    """
    block = parent[first] if first < len(parent) else None
    if not isinstance(block, nodes.paragraph) or block["ids"] or block["names"]:
        return
    if not _is_summary(block, profile, above):
        return
    parent.remove(block)
    classes = ["profile-summary"]
    lead = profile_text(block.rawsource, "", *block.children, classes=classes, lang="", dir="")
    lead.source, lead.line = block.source, block.line
    card.insert(_place_of_summary(card), lead)


def _is_summary(block: nodes.paragraph, profile: Profile, above: int) -> bool:
    """Return whether a paragraph is where the summary is from, or begins with its words."""
    summary = profile.summary
    if summary is None or summary.explicit:
        return False
    if block.line == summary.line + above:
        return True
    return f"{fold(block.astext())} ".startswith(f"{fold(plain_text(summary.parts))} ")


def _place_of_summary(card: profile_card) -> int:
    """Return the place of the summary on a card."""
    for place, child in enumerate(cast("list[nodes.Element]", card.children)):
        if isinstance(child, profile_links) or not _AFTER.isdisjoint(child["classes"]):
            return place
    return len(card)
