"""What is said of a person in a few words, the same on cards, in lists and in tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_profiles.addresses.accounts import kind_of_key
from sphinxext_profiles.addresses.cleaning import is_safe
from sphinxext_profiles.dialects.contributions import KEY, contributions_of
from sphinxext_profiles.labels import Label, kind_text, link_text, text
from sphinxext_profiles.model import is_remote
from sphinxext_profiles.nodes import (
    profile_contribution,
    profile_contributions,
    profile_link,
    profile_name,
)
from sphinxext_profiles.people.query import values_of
from sphinxext_profiles.words.letters import fold_key

from .context import language, marked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_profiles.model import Link, Profile

    from .context import Context

FACTS = {
    "headline": ("profile-headline", "p-job-title"),
    "affiliation": ("profile-affiliation", "p-org"),
    "pronouns": ("profile-pronouns",),
    "location": ("profile-location", "p-adr"),
    "years": ("profile-years",),
    "links": ("profile-words",),
    "tags": ("profile-words",),
}
"""The classes of each; a class of the microformat holds a single value."""
_MAIL = re.compile(r"[^\s<>@,;:?&]+@[^\s<>@,;:?&]+")
_HEADS = {"email": Label.LINK_EMAIL, KEY: Label.CONTRIBUTIONS}
"""What a table calls keys of the front matter that mean something to us."""


def fact(profile: Profile, name: str, context: Context) -> list[nodes.Node]:
    """Return one of `FACTS` about a person as inline nodes, none if nothing is known."""
    if name in ("headline", "affiliation"):
        return marked(profile, name, context)
    if name == "links":
        commas = (nodes.inline("", ", ", classes=["profile-comma"]) for _ in profile.links)
        links = (link_node(link, profile, context) for link in profile.links)
        spaced: list[nodes.Node] = []
        for comma, link in zip(commas, links, strict=True):
            spaced += [comma, link]
        return spaced[1:]
    words = {
        "pronouns": profile.pronouns,
        "location": profile.location,
        "years": profile.life_span,
        "tags": ", ".join(profile.tags),
    }[name]
    return [nodes.Text(words)] if words else []


def link_node(link: Link, profile: Profile, context: Context) -> profile_link:
    """Return one of a person's links."""
    lang = profile.lang or context.lang
    words = link_text(link, lang, context.locale_dirs)
    usual = words == kind_text(link.kind, lang, context.locale_dirs)
    kind = link.kind if usual or kind_of_key(words) == link.kind else ""
    return profile_link("", words, refuri=link.address, classes=["u-url"], rel="me", kind=kind)


class Field(NamedTuple):
    """A key of the front matter that the author of a page asks for."""

    key: str
    label: str = ""
    """What the page calls it, in its own language."""

    def head(self, context: Context) -> str:
        """Return the heading of its column in a table."""
        known = _HEADS.get(fold_key(self.key))
        named = text(known, context.lang, context.locale_dirs) if known else self.key
        return self.label or named


def field_value(profile: Profile, shown: Field, outer: str) -> profile_name | None:
    """Return a person's values for a key, None without any; the text around is in `outer`."""
    if fold_key(shown.key) == KEY:
        words = _contributions(profile, outer)
    else:
        is_mail = fold_key(shown.key) == "email"
        words = _joined([_value(value, is_mail) for value in values_of(profile, shown.key)])
    if not words:
        return None
    attributes = language(profile.lang, outer)
    return profile_name("", "", *words, classes=["profile-field"], **attributes)


def field_words(profile: Profile, shown: Field, outer: str, context: Context) -> list[nodes.Node]:
    """Return the label and the values of a key, nothing without values."""
    value = field_value(profile, shown, outer)
    if value is None:
        return []
    label = profile_name("", f"{shown.label}:", **language(context.lang, outer))
    return [label, nodes.Text(" "), value] if shown.label else [value]


def _contributions(profile: Profile, outer: str) -> list[nodes.Node]:
    """Return what a person did for a project, none if nothing is said."""
    around = profile.lang or outer
    in_english = around.partition("-")[0] == "en"
    given = [
        profile_contribution(
            "",
            contribution.name,
            emoji=contribution.emoji,
            **language("en" if contribution.is_english and not in_english else "", around),
        )
        for contribution in contributions_of(profile.fields)
    ]
    classes = ["profile-contributions"]
    return [profile_contributions("", "", *_joined(given), classes=classes)] if given else []


def _value(value: str, is_mail: bool) -> nodes.Node:
    """Return a value; an address is a link."""
    if is_mail and _MAIL.fullmatch(value):
        return nodes.reference("", value, refuri=f"mailto:{value}", classes=["u-email"])
    if is_remote(value) and is_safe(value) and " " not in value:
        return nodes.reference("", value, refuri=value)
    return nodes.Text(value)


def _joined(values: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return values with commas between them."""
    words: list[nodes.Node] = []
    for value in values:
        words += [nodes.Text(", "), value] if words else [value]
    return words
