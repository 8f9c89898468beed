"""A person's publications as a list, whole or in groups, with a heading or without.

`render_publications` returns:

    section with a title, or profile_division, with a rubric or not
      rubric (of a group)
      bullet_list (profile-publications)
        list_item
          paragraph
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.rendering.context import anchor, level
from sphinxext_profiles.rendering.headed import headed_block

from .entries import fits
from .styling import paragraphs

if TYPE_CHECKING:
    import ast

    from pybtex.style.formatting import BaseStyle

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.rendering.context import Context

    from .entries import Bibliography, Publication

_TYPES = {
    "article": Label.ARTICLES,
    **dict.fromkeys(("book", "booklet", "proceedings", "collection", "mvbook"), Label.BOOKS),
    **dict.fromkeys(("inbook", "incollection", "suppbook"), Label.CHAPTERS),
    **dict.fromkeys(("inproceedings", "conference"), Label.CONFERENCE_PAPERS),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), Label.THESES),
    **dict.fromkeys(("techreport", "report"), Label.REPORTS),
}
"""What the entries of a type are called, in the order of their groups."""


@dataclass(frozen=True, slots=True)
class ListingOptions:
    """What the author of the page chooses about a list."""

    style: BaseStyle
    limit: int = 0
    """How many entries at most, 0 for all."""
    group_by: str = ""
    """`year`, `type` or nothing."""
    condition: ast.AST | None = None
    docname: str = ""
    """The page, which a condition may ask for."""
    headed: bool = False
    heading_level: int = 0


def render_publications(
    profile: Profile, bibliography: Bibliography, options: ListingOptions, context: Context
) -> tuple[nodes.Element | None, list[str]]:
    """Return the list of a person's publications, the newest first, and what their entries lack.

    There is none without any. Raises FilterError for a condition that can't be used.
    """
    publications = bibliography.by_person.get(profile.key, ())
    chosen = [one for one in publications if _is_wanted(one, options)]
    chosen.sort(key=lambda one: _place(one.year), reverse=True)
    chosen = chosen[: options.limit or None]
    if not chosen:
        return None, []
    heading = text(Label.PUBLICATIONS, context.lang, context.locale_dirs) if options.headed else ""
    block = headed_block(heading, "profile-published", profile, context, options.heading_level)
    context.give_id(block, f"{anchor(profile.key)}-publications")
    lacking: list[str] = []
    for title, some in _groups(chosen, options.group_by, context):
        if title:
            rubric = nodes.rubric("", title, translatable=False)
            fixed = options.heading_level + 1 if options.heading_level else 0
            block += level(rubric, fixed, below=2 if options.headed else 1)
        entries = nodes.bullet_list(classes=["profile-publications"])
        for paragraph, missing in paragraphs(some, profile.key, options.style, options.docname):
            entries += nodes.list_item("", paragraph)
            lacking += [missing] if missing else []
        block += entries
    return block, lacking


def _is_wanted(publication: Publication, options: ListingOptions) -> bool:
    condition = options.condition
    return condition is None or fits(publication.entry, condition, options.docname)


def _place(year: str) -> str:
    """Return what a year is sorted by: without a number, it is still to come."""
    return year if year.isdecimal() or not year else "9999"


def _groups(
    publications: list[Publication], group_by: str, context: Context
) -> list[tuple[str, list[Publication]]]:
    """Return the groups with their titles; those without a year, or of another type, come last."""
    if not group_by:
        return [("", publications)]
    others = text(Label.OTHERS, context.lang, context.locale_dirs)
    groups: dict[str, list[Publication]] = {}
    if group_by == "type":
        labels = dict.fromkeys(_TYPES.values())
        groups = {text(label, context.lang, context.locale_dirs): [] for label in labels}
    for one in publications:
        label = _TYPES.get(one.entry.type.lower())
        title = text(label, context.lang, context.locale_dirs) if label else others
        groups.setdefault(one.year if group_by == "year" else title, []).append(one)
    last = groups.pop("", [])
    return [(title, some) for title, some in (*groups.items(), (others, last)) if some]
