"""An index of people.

`render_index` returns:

    profile_index
      profile_search, if the index can be searched
      profile_division (profile-index-group), if the people are grouped; later maybe a section
        rubric
        profile_people or table
          list_item
            profile_card, profile_bare with a profile_face, or profile_text
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import (
    profile_card,
    profile_division,
    profile_index,
    profile_name,
    profile_people,
    profile_table,
)
from sphinxext_profiles.note.sections import slugify
from sphinxext_profiles.words.languages import endonym

from .card import CardOptions, line, render_card
from .context import column_classes, language, level, linked, outermost
from .facts import FACTS, Field, fact, field_value, field_words
from .images import add_more, has_photo, render_faces
from .search import make_searchable, search_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.people.selection import Selection

    from .context import Context

SHOWN = {"list": {"headline", "affiliation"}, "table": {"headline", "affiliation", "tags"}}
"""The facts that a list and a table show unless `show` or `hide` says otherwise."""
HEADS = {
    "name": (Label.NAME, 26),
    "headline": (Label.ROLE, 36),
    "affiliation": (Label.AFFILIATION, 20),
    "pronouns": (Label.PRONOUNS, 12),
    "location": (Label.LOCATION, 18),
    "years": (Label.YEARS, 14),
    "links": (Label.LINKS_HEAD, 20),
    "tags": (Label.TAGS, 18),
}
"""The columns of a table: the label of their heading, and their share of the width."""
FIELD_WIDTH = 18
"""The share of a column with a key of the front matter."""
MANY = 100
"""With more cards than this a browser may skip the layout of those out of sight."""


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """How an index shows the people that it lists."""

    layout: str = ""
    """Empty for `portrait` if anybody has a photo, else `cards`."""
    columns: tuple[int, ...] = ()
    """The columns of cards at four widths; empty for those of the layout."""
    card: CardOptions = field(default_factory=CardOptions)
    show: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    """Keys of the front matter that a list or a table shows after those."""
    group_by: str = ""
    search: bool = False
    classes: tuple[str, ...] = ()

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> IndexOptions:
        """Return the options that a directive's checked values mean."""
        own = {name: value for name, value in values.items() if name not in ("layout", "class")}
        return cls(
            layout=values.get("layout", ""),
            columns=values.get("columns", ()),
            card=CardOptions.from_values(own),
            show=values.get("show", ()),
            hide=values.get("hide", ()),
            fields=values.get("fields", ()),
            group_by=values.get("group-by", ""),
            search="search" in values,
            classes=tuple(values.get("class", ())),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The parts that a list or a table shows besides the name.

        What the heading of a group says is not repeated in every row.
        """
        in_heading = {self.group_by} - {"tags"}
        parts = ((SHOWN[self.layout] - in_heading) | set(self.show)) - set(self.hide)
        return tuple(part for part in FACTS if part in parts)


def render_index(selection: Selection, options: IndexOptions, context: Context) -> profile_index:
    """Return an index of the people of a selection."""
    options = _settled(selection, options, context)
    render = LAYOUTS[options.layout]
    index = profile_index(classes=["profile-index", *options.classes], **outermost("", context))
    if options.search:
        index += search_controls(selection, context)
    for title, profiles in selection.groups:
        people = render(profiles, options, context)
        if options.search:
            make_searchable(people, profiles)
        if selection.grouped:
            heading = nodes.rubric("", "", _heading(title, profiles, options, context))
            context.give_id(heading, f"group-{slugify(title) if title else 'others'}")
            group = profile_division("", level(heading, 0), people)
            group["classes"].append("profile-index-group")
            index += group
        else:
            index += people
            if options.layout == "faces":
                add_more(people, selection.left_out, context)
    return index


def _settled(selection: Selection, options: IndexOptions, context: Context) -> IndexOptions:
    """Return the options with the layout and columns that the index has by default."""
    layout = options.layout
    if not layout:
        shown = () if "photo" in options.hide else selection.profiles
        layout = "portrait" if any(has_photo(profile, context) for profile in shown) else "cards"
    if layout not in CARDS:
        return replace(options, layout=layout)
    name, usual = CARDS[layout]
    columns = options.columns or usual
    card = replace(options.card, layout=name, columns=columns)
    return replace(options, layout=layout, columns=columns, card=card)


def places(index: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the node of each person, in order: a card, an item or a row."""
    for node in index.findall(nodes.Element):
        if isinstance(node.parent, profile_people) and "profile-more" not in node["classes"]:
            yield node[0] if isinstance(node[0], profile_card) else node
        elif isinstance(node, nodes.row) and isinstance(node.parent, nodes.tbody):
            yield node


def _heading(
    title: str, profiles: Iterable[Profile], options: IndexOptions, context: Context
) -> nodes.Node:
    """Return the heading of a group: the name of its language, or the value as it is.

    If all notes of the group have one language, so has the value.
    """
    if not title:
        return nodes.Text(text(Label.OTHERS, context.lang, context.locale_dirs))
    languages = {profile.lang for profile in profiles}
    attributes = language(languages.pop() if len(languages) == 1 else "", context.lang)
    title = (endonym(title) or title) if options.group_by == "lang" else title
    return _words([nodes.Text(title)], **attributes)


def _cards(profiles: Iterable[Profile], options: IndexOptions, context: Context) -> nodes.Element:
    items = [
        nodes.list_item("", render_card(profile, options.card, context)) for profile in profiles
    ]
    classes = ["profile-cards", f"profile-cards-{options.layout}"]
    many = ["profile-cards-many"] if len(items) > MANY else []
    return profile_people("", *items, classes=[*classes, *column_classes(options.columns), *many])


def _list(profiles: Iterable[Profile], options: IndexOptions, context: Context) -> nodes.Element:
    people = profile_people(classes=["profile-list"])
    people.extend(nodes.list_item("", _row(profile, options, context)) for profile in profiles)
    return people


def _row(profile: Profile, options: IndexOptions, context: Context) -> nodes.Element:
    """Return a person in a line: "Name — headline · affiliation"."""
    row = line([_name(profile, context)], "profile-row", "h-card")
    separator = " — "
    values = (_value(profile, part, context) for part in options.words)
    groups: list[list[nodes.Node]] = [[value] for value in values if value]
    groups += [field_words(profile, shown, context.lang, context) for shown in options.fields]
    for words in filter(None, groups):
        row += nodes.Text(separator)
        row += words
        separator = " · "
    return row


def _name(profile: Profile, context: Context) -> nodes.Element:
    name = _words([nodes.Text(profile.name)], "p-name", **language(profile.lang, context.lang))
    return linked(profile, name, context, "u-url")


def _value(profile: Profile, part: str, context: Context) -> nodes.Element | None:
    """Return a fact about a person, in the language of the note; None if nothing is known."""
    words = fact(profile, part, context)
    attributes = language(profile.lang, context.lang)
    return _words(words, *FACTS[part], **attributes) if words else None


def _words(words: Iterable[nodes.Node], *classes: str, **attributes: str) -> profile_name:
    """Return words of a note in a node that isolates their direction."""
    return profile_name("", "", *words, classes=list(classes), **attributes)


def _table(profiles: Iterable[Profile], options: IndexOptions, context: Context) -> nodes.Element:
    """Return a table with a column for each fact that is known of somebody."""
    profiles = [*profiles]
    values = [
        {part: _value(profile, part, context) for part in options.words} for profile in profiles
    ]
    parts = [part for part in options.words if any(value[part] for value in values)]
    group = nodes.tgroup(cols=1 + len(parts) + len(options.fields))
    group += [nodes.colspec(colwidth=HEADS[part][1]) for part in ("name", *parts)]
    group += [nodes.colspec(colwidth=FIELD_WIDTH) for _ in options.fields]
    heads = [text(HEADS[part][0], context.lang, context.locale_dirs) for part in ("name", *parts)]
    heads += [shown.head(context) for shown in options.fields]
    body = nodes.tbody()
    for profile, value in zip(profiles, values, strict=True):
        cells = [_name(profile, context), *(value[part] for part in parts)]
        cells += [field_value(profile, shown, context.lang) for shown in options.fields]
        row = nodes.row(classes=["h-card"])
        row.extend(nodes.entry("", *([line([cell])] if cell else [])) for cell in cells)
        body += row
    head = nodes.row("", *(nodes.entry("", line(words)) for words in heads))
    group += [nodes.thead("", head), body]
    return profile_table("", group, classes=["profile-table", "colwidths-auto"])


CARDS: dict[str, tuple[str, tuple[int, ...]]] = {
    "portrait": ("portrait", (2, 3, 4, 4)),
    "cards": ("stacked", (1, 2, 3, 3)),
    "side": ("side", (1, 1, 1, 1)),
}
"""The layouts that consist of cards: the layout of each card, and the columns by default."""
LAYOUTS: dict[str, Callable[[Iterable[Profile], IndexOptions, Context], nodes.Element]] = {
    **dict.fromkeys(CARDS, _cards),
    "list": _list,
    "table": _table,
    "faces": render_faces,
}
