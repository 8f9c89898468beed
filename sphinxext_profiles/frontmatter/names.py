"""The name of a person in the front matter: a text, a mapping, or a name in parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinxext_profiles.words.languages import normalise
from sphinxext_profiles.words.names import FAMILY_FIRST
from sphinxext_profiles.words.scripts import EAST_ASIAN, scripts

from .tree import ListNode, MappingNode, Node
from .values import TextField, first_text, folded_pairs, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = (
    "display",
    "display_name",
    "literal",
    "full",
    "full_name",
    "name",
    "text",
    "title",
    "label",
)
"""The keys of a mapping that have the whole name, as it is to be shown."""
GIVEN = ("given_name", "given_names", "given", "first_name", "first", "firstname", "forename")
FAMILY = ("family_name", "family_names", "family", "last_name", "last", "lastname", "surname")
_MIDDLE = ("middle_name", "middle", "particle", "name_particle", "non_dropping_particle")
_SUFFIX = ("suffix", "name_suffix")
_OTHERS = (
    "alternate",
    "alternate_name",
    "alternate_names",
    "alternative",
    "native",
    "aka",
    "other",
)
NAME_FIELD = TextField(SHOWN, (*GIVEN, *_MIDDLE, *FAMILY, *_SUFFIX))


@dataclass(frozen=True, slots=True)
class GivenName:
    """A name as the front matter has it; what is missing is empty."""

    name: str = ""
    alternates: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Names that the person goes by and that aren't shown."""
    pronouns: str = ""
    family: str = ""
    given: str = ""


def read_given_name(node: Node | None, lang: str) -> GivenName | None:
    """Return the names in a value: a text, or `{first: Jane, last: Doe, display: J. Doe}`.

    A value without a name gives None.
    """
    if not isinstance(node, MappingNode):
        name = text_of(node, NAME_FIELD) if node else ""
        return GivenName(name) if name else None
    folded = folded_pairs(node)
    whole = name_of_parts(folded, lang)
    shown = first_text(folded, SHOWN)
    if not (shown or whole):
        return None
    others = [name for key in _OTHERS if key in folded for name in texts_of(folded[key])]
    return GivenName(
        shown or whole,
        tuple(others),
        (whole,) if shown and whole != shown else (),
        first_text(folded, ("pronouns",), TextField(joined="/")),
        first_text(folded, FAMILY),
        first_text(folded, GIVEN),
    )


def name_of_parts(folded: dict[str, Node], lang: str) -> str:
    """Return the name that given and family name form in a language."""
    given, family, middle, suffix = (
        first_text(folded, keys) for keys in (GIVEN, FAMILY, _MIDDLE, _SUFFIX)
    )
    if not (given or family):
        return ""
    if len(scripts(given + family)) == 1 and scripts(family) & EAST_ASIAN:
        kana = any("\u3041" <= letter <= "\u30ff" for letter in family)
        return f"{given}・{family}" if kana and given else family + given
    order = [given, middle, family]
    if normalise(lang).partition("-")[0] in FAMILY_FIRST:
        order = [family, middle, given]
    return " ".join(_filled([*order, suffix]))


def texts_of(node: Node) -> list[str]:
    """Return the texts in a list, or the one text."""
    nodes = node.items if isinstance(node, ListNode) else [node]
    return _filled(text_of(item, NAME_FIELD) for item in nodes)


def _filled(texts: Iterable[str | None]) -> list[str]:
    return [text for text in texts if text]
