"""Search in an index: the controls that filter it, and what they look at.

The script works on what is in the page. What a card or a row doesn't show, and the search looks
at all the same, goes with the node that stands for the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxext_profiles.labels import Label, template, text
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
"""How many tags have a button. The others are found by typing: more would bury the people."""


def search_controls(selection: Selection, context: Context) -> profile_search:
    """Return the controls that filter an index, in the page's language."""
    lang, folders = context.lang, context.locale_dirs
    profiles = selection.profiles
    total = len({profile.key for profile in profiles})
    return profile_search(
        label=text(Label.SEARCH, lang, folders),
        tags=frequent_tags(profiles),
        tags_label=text(Label.TAGS, lang, folders),
        told=text(Label.SHOWN, lang, folders, shown=total, total=total),
        shown=template(Label.SHOWN, lang, folders),  # the script fills it in
        nobody=text(Label.NOBODY, lang, folders),
        show_all=text(Label.SHOW_ALL, lang, folders),
    )


def frequent_tags(profiles: Sequence[Profile]) -> list[str]:
    """Return the tags to choose from: the most frequent first, then as names are ordered.

    A tag that everybody has would choose nobody, and is left out.
    """
    counts = [(tag, len(members)) for tag, members in group_by(profiles, "tags") if tag]
    useful = [(tag, count) for tag, count in counts if count < len(profiles)]
    useful.sort(key=lambda entry: -entry[1])
    return [tag for tag, _ in useful[:MOST_TAGS]]


def make_searchable(people: nodes.Element, profiles: Iterable[Profile]) -> None:
    """Give the nodes that stand for people, in a list or a table, what is searched of each."""
    listed = people if isinstance(people, profile_people) else next(people.findall(nodes.tbody))
    for item, profile in zip(listed.children, profiles, strict=True):
        person = cast("nodes.Element", next(item.findall(_stands_for_a_person)))
        shown = item.astext()
        said = (profile.name, *profile.alternate_names, profile.sort_name)
        hidden = [part for part in (*said, profile.headline, profile.affiliation) if part]
        person["search"] = {
            "key": profile.key,
            "tags": list(profile.tags),
            "words": " ".join(part for part in dict.fromkeys(hidden) if part not in shown),
        }


def _stands_for_a_person(node: nodes.Node) -> bool:
    if isinstance(node, profile_name):
        return "p-name" in node["classes"]
    return isinstance(node, profile_card | profile_face)
