"""The sections of a note: their depth, end and anchor."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.model import Section

if TYPE_CHECKING:
    from collections.abc import Sequence


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
