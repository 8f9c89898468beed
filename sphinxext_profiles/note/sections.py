"""The sections of a note: their depth, end and anchor."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.model import Section
from sphinxext_profiles.words.phrasebook import is_title

from .questions import is_label_of_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_profiles.markdown.contents import Body, BodyText


class Heading(NamedTuple):
    """A heading that begins a section."""

    title: str
    level: int
    """1 to 6, as written."""
    line: int


def slugify(text: str) -> str:
    """Return a readable anchor: letters, digits and marks of any script, `-` for the rest.

    The text is normalised (NFKC) and case-folded. A text without a letter gives `section`.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    letters = (
        letter if letter.isalnum() or unicodedata.category(letter)[0] in "LMN" else " "
        for letter in text
    )
    return "-".join("".join(letters).split()) or "section"


def replaced_lines(body: Body, titles: Sequence[str], names: int) -> tuple[int, ...]:
    """Return the lines of headings and labels that a reference list replaces.

    They say "Sources" or the like, and nothing but definitions follows. `titles` are the texts of
    the headings; the first `names` of these begin no section.
    """
    replaced: set[int] = set()
    deeper = 0  # the level of the next heading, if that one stays
    for place in range(len(titles) - 1, names - 1, -1):
        heading = body.headings[place]
        alone = place + 1 not in body.filled and deeper <= heading.level
        if alone and is_title(titles[place], "sources"):
            replaced.add(heading.line)
        else:
            deeper = heading.level
    replaced |= {text.line for text in body.texts if _is_label_of_definitions(text)}
    return tuple(sorted(replaced))


def _is_label_of_definitions(text: BodyText) -> bool:
    """Return whether a paragraph is "**Sources:**", and nothing but definitions follows."""
    ends = text.following in {"", "hr", "heading_open", "footnote_reference_open"}
    return ends and is_label_of_sources(text.source) and not (text.item or text.quote)


def read_sections(headings: Sequence[Heading], last: int) -> tuple[Section, ...]:
    """Return the sections that headings begin; `last` is the last line of the note.

    A section's level is its depth: headings that skip one (H2, H4) make 1 and 2.
    """
    depths: list[int] = []
    slugs: dict[str, int] = {}
    sections = []
    ends = _ends(headings, last)
    for heading, end in zip(headings, ends, strict=True):
        while depths and depths[-1] >= heading.level:
            depths.pop()
        depths.append(heading.level)
        slug = _unique(slugify(heading.title), slugs)
        sections.append(Section(heading.title, slug, len(depths), heading.line, end))
    return tuple(sections)


def _ends(headings: Sequence[Heading], last: int) -> list[int]:
    """Return the last line of each section: the one before the next heading that isn't deeper."""
    ends = [last] * len(headings)
    opened: list[int] = []
    for index, heading in enumerate(headings):
        while opened and headings[opened[-1]].level >= heading.level:
            ends[opened.pop()] = heading.line - 1
        opened.append(index)
    return ends


def _unique(slug: str, taken: dict[str, int]) -> str:
    """Return a slug that is still free: `life`, `life-2`, `life-3`."""
    number = taken.get(slug, 0) + 1
    unique = slug if number == 1 else f"{slug}-{number}"
    while unique != slug and unique in taken:
        number += 1
        unique = f"{slug}-{number}"
    taken[slug] = number
    taken.setdefault(unique, 1)
    return unique
