"""An index of people.

profile_index
profile_search, where it is asked for
container (profile-index-group), where there are groups
rubric
profile_people or table
list_item
profile_card, profile_bare with a profile_face, or profile_text
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_profiles.images.frames import photo_frame
from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import (
    profile_bare,
    profile_card,
    profile_face,
    profile_index,
    profile_name,
    profile_people,
)
from sphinxext_profiles.words.languages import endonym, initials

from .card import CardOptions, hue, line, render_card
from .context import column_classes, language, level, outermost
from .images import picture_node
from .search import make_searchable, search_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.people.selection import Selection

    from .context import Context

WORDS = ("headline", "affiliation", "tags")
"""What a list and a table can say of a person besides the name."""
SHOWN = {"list": {"headline", "affiliation"}, "table": {*WORDS}}
HEADS = {
    "name": (Label.NAME, 26),
    "headline": (Label.ROLE, 36),
    "affiliation": (Label.AFFILIATION, 20),
    "tags": (Label.TAGS, 18),
}
"""The columns of a table: what stands at their head, and their part of the width."""
CLASSES = {
    "headline": ("profile-headline", "p-job-title"),
    "affiliation": ("profile-affiliation", "p-org"),
    "tags": ("profile-words",),
}
"""The classes of each part; those of the microformat hold one value."""
MANY = 100
"""The number of cards above which a browser need not lay out those that are out of sight."""


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """How an index shows the people whom it lists."""

    layout: str = "cards"
    columns: tuple[int, ...] = (1, 2, 3, 3)
    """Of cards, for four widths."""
    card: CardOptions = field(default_factory=CardOptions)
    show: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    group_by: str = ""
    search: bool = False
    classes: tuple[str, ...] = ()

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> IndexOptions:
        """Return the options that a directive's checked values mean."""
        own = {name: value for name, value in values.items() if name not in ("layout", "class")}
        return cls(
            layout=values.get("layout", "cards"),
            columns=values.get("columns", (1, 2, 3, 3)),
            card=CardOptions.from_values(own),
            show=values.get("show", ()),
            hide=values.get("hide", ()),
            group_by=values.get("group-by", ""),
            search="search" in values,
            classes=tuple(values.get("class", ())),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The parts that a list or a table shows besides the name.

        What stands over a group is not said again in every row.
        """
        told = {self.group_by} - {"tags"}
        shown = ((SHOWN[self.layout] - told) | set(self.show)) - set(self.hide)
        return tuple(part for part in WORDS if part in shown)


def render_index(selection: Selection, options: IndexOptions, context: Context) -> profile_index:
    """Return an index of the people of a selection."""
    render = LAYOUTS[options.layout]
    index = profile_index(
        classes=["profile-index", *options.classes], is_div=True, **outermost("", context)
    )
    if options.search:
        index += search_controls(selection, context)
    for title, profiles in selection.groups:
        people = render(profiles, options, context)
        if options.search:
            make_searchable(people, profiles)
        if selection.grouped:
            heading = nodes.rubric("", "", _heading(title, profiles, options, context))
            group = nodes.container("", level(heading, 0), people, is_div=True)
            group["classes"].append("profile-index-group")
            index += group
        else:
            index += people
    return index


def places(index: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the node that stands for each person, in order: a card, an item or a row."""
    for node in index.findall(nodes.Element):
        if isinstance(node.parent, profile_people):
            yield node[0] if isinstance(node[0], profile_card) else node
        elif isinstance(node, nodes.row) and isinstance(node.parent, nodes.tbody):
            yield node


def _heading(
    title: str, profiles: Iterable[Profile], options: IndexOptions, context: Context
) -> nodes.Node:
    """Return what stands over a group: the name of its language, or the value as it is.

    A value in notes of one language is in that language.
    """
    if not title:
        return nodes.Text(text(Label.OTHERS, context.lang, context.locale_dirs))
    languages = {profile.lang for profile in profiles}
    spoken = language(languages.pop() if len(languages) == 1 else "", context.lang)
    title = (endonym(title) or title) if options.group_by == "lang" else title
    return _words(title, **spoken)


def _cards(profiles: Iterable[Profile], options: IndexOptions, context: Context) -> nodes.Element:
    items = [
        nodes.list_item("", render_card(profile, options.card, context)) for profile in profiles
    ]
    many = ["profile-cards-many"] if len(items) > MANY else []
    return profile_people(
        "", *items, classes=["profile-cards", *column_classes(options.columns), *many]
    )


def _faces(profiles: Iterable[Profile], _options: IndexOptions, context: Context) -> nodes.Element:
    made = profile_people(classes=["profile-faces"])
    made.extend(
        nodes.list_item("", profile_bare("", "", _face(profile, context), translatable=False))
        for profile in profiles
    )
    return made


def _face(profile: Profile, context: Context) -> nodes.Element:
    """Return a face, in a link to where the person is at home."""
    face = profile_face(
        initials=initials(profile.name),
        hue=f"profile-hue-{hue(profile.key)}",
        **language(profile.lang, context.lang),
    )
    picture = context.picture(profile, profile.portrait) if profile.portrait else None
    if picture:
        face += picture_node(picture, photo_frame("face"), classes=["u-photo"])
    face += nodes.Text(profile.name)
    return _linked(profile, face, context, "profile-face")


def _linked(profile: Profile, content: nodes.Element, context: Context, name: str) -> nodes.Element:
    """Return something about a person in a link to where the person is at home."""
    link = context.person_link(profile)
    if link is None:
        return content
    link["classes"] = [*link["classes"], name]
    link += content
    return link


def _list(profiles: Iterable[Profile], options: IndexOptions, context: Context) -> nodes.Element:
    made = profile_people(classes=["profile-list"])
    parts = options.words
    made.extend(nodes.list_item("", _row(profile, parts, context)) for profile in profiles)
    return made


def _row(profile: Profile, parts: Iterable[str], context: Context) -> nodes.Element:
    """Return a person in a line: "Name — headline · affiliation"."""
    row = line([_name(profile, context)], "profile-row", "h-card")
    separator = " — "
    for part in parts:
        if said := _said(profile, part, context):
            row += [nodes.Text(separator), said]
            separator = " · "
    return row


def _name(profile: Profile, context: Context) -> nodes.Element:
    name = _words(profile.name, "p-name", **language(profile.lang, context.lang))
    return _linked(profile, name, context, "u-url")


def _said(profile: Profile, part: str, context: Context) -> nodes.Element | None:
    """Return what there is of one part of a profile, in its language."""
    said = ", ".join(profile.tags) if part == "tags" else getattr(profile, part)
    attributes = language(profile.lang, context.lang)
    return _words(said, *CLASSES[part], **attributes) if said else None


def _words(said: str, *classes: str, **attributes: str) -> profile_name:
    """Return words of a note, whose direction is their own affair."""
    return profile_name("", said, classes=list(classes), **attributes)


def _table(profiles: Iterable[Profile], options: IndexOptions, context: Context) -> nodes.Element:
    """Return a table with a column for each part that anybody has."""
    profiles = [*profiles]
    there = [part for part in options.words if any(_has(profile, part) for profile in profiles)]
    group = nodes.tgroup(cols=1 + len(there))
    group += [nodes.colspec(colwidth=HEADS[part][1]) for part in ("name", *there)]
    heads = (text(HEADS[part][0], context.lang, context.locale_dirs) for part in ("name", *there))
    body = nodes.tbody()
    for profile in profiles:
        said = (_said(profile, part, context) for part in there)
        cells = [_name(profile, context), *said]
        row = nodes.row(classes=["h-card"])
        row.extend(nodes.entry("", *([line([cell])] if cell else [])) for cell in cells)
        body += row
    head = nodes.row("", *(nodes.entry("", line(said)) for said in heads))
    group += [nodes.thead("", head), body]
    return nodes.table("", group, classes=["profile-table", "colwidths-auto"])


def _has(profile: Profile, part: str) -> bool:
    return bool(getattr(profile, part))


LAYOUTS: dict[str, Callable[[Iterable[Profile], IndexOptions, Context], nodes.Element]] = {
    "cards": _cards,
    "list": _list,
    "table": _table,
    "faces": _faces,
}
