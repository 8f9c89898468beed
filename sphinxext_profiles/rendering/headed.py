"""A part of a whole profile with a heading of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_profiles.nodes import profile_division

from .context import level

if TYPE_CHECKING:
    from sphinxext_profiles.model import Profile

    from .context import Context


def headed_block(
    heading: str, name: str, profile: Profile, context: Context, heading_level: int
) -> nodes.Element:
    """Return a block of a class with a heading in the page's language, if there is one.

    On a note's own page it is a section of the page's outline, elsewhere a block with a rubric.
    """
    if context.own_page and heading:
        section = nodes.section(classes=[name], names=[])
        section += nodes.title("", heading, translatable=False)
        return section
    block = profile_division(classes=[name])
    if heading:
        foreign = (profile.lang or context.lang) != context.lang
        words = [f"language-{context.lang}"] if foreign else []
        rubric = nodes.rubric("", heading, classes=words, translatable=False)
        block += level(rubric, heading_level)
    return block
