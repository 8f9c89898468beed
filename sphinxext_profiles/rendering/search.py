"""Search in an index: the controls that filter it, and the words that are searched.

The script searches what is in the page. Words that a card or a row doesn't show, but that the
search covers, are an attribute of the person's node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxext_profiles.counts import Count, counted, forms
from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import (
    profile_card,
    profile_face,
    profile_name,
    profile_people,
    profile_search,
)
from sphinxext_profiles.people.query import group_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.people.selection import Selection

    from .context import Context

MOST_TAGS = 12
"""How many tags have a button; more would bury the people. Readers can type the others."""


def search_controls(selection: Selection, context: Context) -> profile_search:
    """Return the controls that filter an index, in the page's language."""
    lang, folders = context.lang, context.locale_dirs
    profiles = selection.profiles
    total = len({profile.key for profile in profiles})
    return profile_search(
        label=text(Label.SEARCH, lang, folders),
        tags=frequent_tags(profiles),
        tags_label=text(Label.TAGS, lang, folders),
        count=counted(Count.PEOPLE, total, lang, folders),
        counts=forms(Count.PEOPLE, total, lang, folders),
        nobody=text(Label.NOBODY, lang, folders),
        show_all=text(Label.SHOW_ALL, lang, folders),
    )


def frequent_tags(profiles: Sequence[Profile]) -> list[tuple[str, int]]:
    """Return the tags that get a button, and how many people have each.

    The most frequent come first, then those in alphabetical order.

    A tag that everybody has filters nothing, and is left out.
    """
    counts = [(tag, len(members)) for tag, members in group_by(profiles, "tags") if tag]
    useful = [(tag, count) for tag, count in counts if count < len(profiles)]
    useful.sort(key=lambda entry: -entry[1])
    return useful[:MOST_TAGS]


def make_searchable(people: nodes.Element, profiles: Iterable[Profile]) -> None:
    """Give each person's node, in a list or a table, the words that are searched."""
    listed = people if isinstance(people, profile_people) else next(people.findall(nodes.tbody))
    for item, profile in zip(listed.children, profiles, strict=True):
        person = cast("nodes.Element", next(item.findall(_is_person)))
        visible = item.astext()
        names = (profile.name, *profile.alternate_names, profile.sort_name)
        parts = [part for part in (*names, profile.headline, profile.affiliation) if part]
        person["search"] = {
            "key": profile.key,
            "tags": list(profile.tags),
            "words": " ".join(part for part in dict.fromkeys(parts) if part not in visible),
        }


def _is_person(node: nodes.Node) -> bool:
    if isinstance(node, profile_name):
        return "p-name" in node["classes"]
    return isinstance(node, profile_card | profile_face)
