"""The bio card.

`render_card` returns:

    profile_card
      profile_photo
        profile_picture
      profile_text (profile-name)
        reference, pending_xref or Text
      profile_text (profile-headline), and the other facts
      profile_text (profile-summary)
      profile_links
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from docutils import nodes

from sphinxext_profiles.labels import Label
from sphinxext_profiles.nodes import (
    profile_card,
    profile_division,
    profile_links,
    profile_text,
    profile_value,
)

from .context import inline, outermost_note
from .facts import FACTS, Field, fact, field_words, link_node
from .images import naming, photo_node
from .provenance import render_provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxext_profiles.model import Image, Profile

    from .context import Context

_USUAL = (
    *("photo", "name", "pronouns", "headline", "affiliation"),
    *("summary", "links", "provenance"),
)
SHOWN = {
    "stacked": {*_USUAL},
    "portrait": {*_USUAL},
    "side": {*_USUAL},
    "compact": {"photo", "name", "headline"},
    "hero": {*_USUAL, "years", "location", "tags"},
}
"""The parts that a layout shows unless `show` or `hide` says otherwise."""


@dataclass(frozen=True, slots=True)
class CardOptions:
    """What the author of the page chooses about a card."""

    layout: str = "stacked"
    columns: tuple[int, ...] = ()
    """Those of the index that it is in, at four widths; none for a card by itself."""
    shape: str = ""
    """Empty for that of the layout: `rounded` for a portrait, else `circle`."""
    focus: tuple[int, int] | None = None
    photo: Image | None = None
    """One to show instead of the note's."""
    photo_alt: str = ""
    headline: str = ""
    affiliation: str = ""
    show: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    """Keys of the front matter to show besides the parts."""
    classes: tuple[str, ...] = ()
    link: nodes.Element | None = None
    """An empty link for the name; by default the name links to the person's home."""
    linked: bool = True
    summary: list[nodes.Node] = field(default_factory=list)
    """Inline nodes that replace the note's summary."""
    body: list[nodes.Node] = field(default_factory=list)
    """Block nodes that replace any summary."""
    above_text: bool = False
    """Whether the note's whole text follows, so that only a summary of its front matter is new."""

    @classmethod
    def from_values(cls, values: dict[str, Any], **more: Any) -> CardOptions:
        """Return the options that a directive's checked values mean."""
        return cls(
            layout=values.get("layout", "stacked"),
            shape=values.get("photo-shape", ""),
            focus=values.get("photo-focus"),
            photo=values.get("photo"),
            photo_alt=values.get("photo-alt", ""),
            headline=values.get("headline", ""),
            affiliation=values.get("affiliation", ""),
            show=values.get("show", ()),
            hide=values.get("hide", ()),
            fields=values.get("fields", ()),
            classes=tuple(values.get("class", ())),
            **more,
        )

    def instead(self, name: str) -> str:
        """Return what the author of the page says instead of the note, empty for nothing."""
        return {"headline": self.headline, "affiliation": self.affiliation}.get(name, "")

    @property
    def parts(self) -> set[str]:
        """The parts that the card shows."""
        return (SHOWN[self.layout] | {*self.show, "fields"}) - set(self.hide)


Renderer: TypeAlias = "Callable[[Profile, CardOptions, Context], list[nodes.Node]]"
"""What renders a part of a card."""


def render_card(profile: Profile, options: CardOptions, context: Context) -> profile_card:
    """Return a profile's card."""
    classes = ["profile-card", f"profile-card-{options.layout}", "h-card", *options.classes]
    card = profile_card(classes=classes, **outermost_note(profile.lang, context))
    parts = options.parts
    if "photo" in parts:
        card += photo_node(profile, options, context)
    for part in ORDER.get(options.layout, PARTS):
        if part in parts or part == "name":
            card.extend(PARTS[part](profile, options, context))
    if _leads_to_all(card, options):
        card["classes"].append("profile-card-whole")
    return card


def _leads_to_all(card: profile_card, options: CardOptions) -> bool:
    """Return whether the name leads to where the whole of the summary is, which may be cut then."""
    if options.link is not None or options.summary or options.body:
        return False
    lines = (child for child in card if isinstance(child, profile_text))
    links = (line[0] for line in lines if "profile-name" in line["classes"])
    # A reference is an address that the page gives; the person's home is not resolved yet.
    return any(not isinstance(link, nodes.reference | nodes.Text) for link in links)


def line(content: str | list[nodes.Node], *classes: str, **attributes: str) -> profile_text:
    """Return a line of a card; the page doesn't offer it for translation, since the note does."""
    parts = [nodes.Text(content)] if isinstance(content, str) else content
    attributes = {"lang": "", "dir": "", **attributes}
    return profile_text("", "", *parts, classes=list(classes), translatable=False, **attributes)


def _name(profile: Profile, options: CardOptions, context: Context) -> list[nodes.Node]:
    if "name" not in options.parts or (options.layout == "hero" and context.own_page):
        # Machines still need it; readers see it in the page's title, or not at all.
        lines: list[nodes.Node] = [profile_value(value=profile.name, classes=["p-name"])]
    else:
        link = options.link
        if link is None and options.linked:
            link = context.person_link(profile)
        name: list[nodes.Node] = [nodes.Text(profile.name)]
        if link is not None:
            link["classes"] = [*link["classes"], "u-url"]
            # An unresolved cross-reference is replaced by its child, which must be an element.
            resolved = isinstance(link, nodes.reference)
            link += nodes.Text(profile.name) if resolved else nodes.inline("", profile.name)
            name = [link]
        lines = [line(name, "profile-name", "p-name")]
    if options.layout != "compact" and "name" in options.parts:
        lines.extend(
            line(other, "profile-alternate", "p-nickname") for other in profile.alternate_names
        )
    return lines


def _fact(name: str) -> Renderer:
    """Return the function that renders a fact on a line of its own."""

    def render(profile: Profile, options: CardOptions, context: Context) -> list[nodes.Node]:
        words = options.instead(name) or fact(profile, name, context)
        return [line(words, *FACTS[name])] if words else []

    return render


def _summary(profile: Profile, options: CardOptions, context: Context) -> list[nodes.Node]:
    if options.body:
        classes = ["profile-summary", "p-note"]
        return [profile_division("", *options.body, classes=classes)]
    if options.summary:
        return [line(options.summary, "profile-summary", "p-note")]
    summary = profile.summary
    if summary is None or (options.above_text and not summary.explicit):
        return []
    return [line(inline(profile, summary.parts, context), "profile-summary", "p-note")]


def _links(profile: Profile, _options: CardOptions, context: Context) -> list[nodes.Node]:
    entries = [link_node(link, profile, context) for link in profile.links]
    label = naming(Label.LINKS, profile, context)
    return [link_row(entries, "profile-links", label)] if entries else []


def _tags(profile: Profile, _options: CardOptions, _context: Context) -> list[nodes.Node]:
    entries = [nodes.inline("", tag, classes=["p-category"]) for tag in profile.tags]
    return [link_row(entries, "profile-tags", "")] if entries else []


def _fields(profile: Profile, options: CardOptions, context: Context) -> list[nodes.Node]:
    outer = profile.lang or context.lang
    lines = (field_words(profile, shown, outer, context) for shown in options.fields)
    return [line(words, "profile-fields") for words in lines if words]


def link_row(entries: Iterable[nodes.Element], name: str, label: str) -> profile_links:
    """Return a row of links or tags."""
    row = profile_links(classes=[name], label=label)
    row.extend(nodes.list_item("", line([entry])) for entry in entries)
    return row


def _provenance(profile: Profile, options: CardOptions, context: Context) -> list[nodes.Node]:
    return render_provenance(profile, context, asked="provenance" in options.show)


PARTS: dict[str, Renderer] = {
    "name": _name,
    **{name: _fact(name) for name in ("pronouns", "years", "headline", "affiliation", "location")},
    "summary": _summary,
    "links": _links,
    "tags": _tags,
    "fields": _fields,
    "provenance": _provenance,
}
"""The parts of the text, in the order in which a card shows them."""
_HERO = ("name", "headline", "affiliation", "location", "years", "pronouns")
ORDER = {"hero": (*_HERO, *(part for part in PARTS if part not in _HERO))}
"""The order in a layout that has one of its own."""
