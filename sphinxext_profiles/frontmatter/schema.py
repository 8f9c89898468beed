"""The keys of a front matter, described: in the documentation, and for editors as JSON Schema.

The JSON Schema follows draft 2020-12. It is stricter than the reader, which takes whatever is
usable of any value, because editors should show what to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sphinxext_profiles.addresses.accounts import KINDS

from .accounts import kind_of_top
from .keys import KEYS, TEXT_FIELDS

if TYPE_CHECKING:
    from .values import TextField

Schema: TypeAlias = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DESCRIPTIONS = {
    "id": "The key of the profile, if it differs from the file name",
    "name": "The person's name",
    "given_name": "The given name, where there is no `name`",
    "family_name": "The family name, where there is no `name`",
    "aliases": "Other names that the person goes by; they confirm which heading is the name",
    "title": "A title; without the name, it is the headline",
    "headline": "The line under the name",
    "affiliation": "Where the person works or worked",
    "summary": "The sentence or two that cards show, in Markdown",
    "lang": "The language of the note: `en`, `zh-Hant`, but also `hant`, `zh_TW`, `cn`, …",
    "photo": "The portrait: a path relative to the note, or an address",
    "photo_alt": "The alt text of the portrait",
    "photo_focus": "The point of the portrait that crops keep: `50% 20%`, or words such as `top`",
    "images": "Credits of images: a list of files, each with `credit`, `license` and `source`",
    "pronouns": "Pronouns, such as `she/her`",
    "location": "Where the person lives or works",
    "born": "When the person was born: a date, or a year",
    "died": "When the person died; the years are shown only of the dead",
    "sort_name": "The name to sort by, such as `Lovelace, Ada`",
    "groups": "The groups that the person is in: a list, or words separated by commas",
    "roles": "What the person is or was: a list of texts, or of `role`, `group`, `org`, `start`,"
    " `end`, `url`",
    "tags": "A list of tags, or words separated by commas",
    "links": "The person's links: a mapping from kinds to accounts or addresses, or a list",
    "generated": "Whether a language model wrote the note",
    "model": "The language model that wrote the note, such as `openai/gpt-5`",
    "translated": "Whether the note was translated by a machine",
    "date": "When the note was written, such as `2025-10-22`",
    "reviewed_by": "Who has read and approved the note",
    "source": "Where the note comes from",
}
"""What each key is for, by its canonical name."""
PAGE_KEYS = {
    "type": "`profile` makes the page a note",
    "layout": "`profile` makes the page a note too",
    "profile": "`true` makes the page a note too; `false` prevents it",
    "publications": "`true` lists what the person has published; `false` doesn't, whatever the"
    " project says",
    "draft": "`true` keeps the person out of indexes",
    "published": "`false` keeps the person out of indexes too",
}
"""Keys about the page instead of the person."""

CONTAINERS = ("people", "authors", "members")
"""The keys under which a people file may have its people."""
ACCOUNTS = tuple(kind for kind in KINDS if kind_of_top(kind))
"""Kinds of links that may stand at the top level too."""

_SCALAR: Schema = {"type": ["string", "number", "null"]}
_SWITCH: Schema = {"type": ["boolean", "string", "number", "null"]}
_ACCOUNT: Schema = {"type": ["string", "number", "boolean", "array", "null"]}
_LIST: Schema = {"type": "array", "items": {"type": ["string", "number", "object"]}}
_OF_PAGE: dict[str, Schema] = {
    "type": {"type": ["string", "null"]},
    "layout": {"type": ["string", "null"]},
    "profile": {"type": ["boolean", "string", "number", "object", "null"]},
    **dict.fromkeys(("publications", "draft", "published"), _SWITCH),
}


def front_matter_schema() -> Schema:
    """Return the JSON Schema of a note's front matter, which allows any other key."""
    properties: dict[str, Schema] = {}
    for name, aliases in KEYS.items():
        for alias in aliases:
            other = "" if alias == name else f"; the same as {name}"
            described = DESCRIPTIONS[name].replace("`", "") + other
            properties[alias] = {"description": described, **_value(alias, name)}
    for kind in ACCOUNTS:
        properties[kind] = {"description": f"{KINDS[kind].label}, as in links", **_ACCOUNT}
    for name, description in PAGE_KEYS.items():
        properties[name] = {"description": description.replace("`", ""), **_OF_PAGE[name]}
    return {
        "$schema": DRAFT,
        "title": "Front matter of a profile note",
        "type": "object",
        "properties": properties,
        "additionalProperties": True,
    }


def people_schema() -> Schema:
    """Return the JSON Schema of a people file in YAML, TOML or JSON."""
    person = front_matter_schema()
    del person["$schema"]
    body = "What follows the front matter in a note, in Markdown"
    person["title"] = "An entry of a people file"
    person["properties"]["body"] = {"description": body, "type": ["string", "null"]}
    one: Schema = {"$ref": "#/$defs/person"}
    by_key: Schema = {"type": "object", "additionalProperties": one}
    several: Schema = {"type": "array", "items": {"anyOf": [{"type": "string"}, one]}}
    people: Schema = {"anyOf": [several, by_key]}
    under: Schema = {
        "type": "object",
        "properties": dict.fromkeys(CONTAINERS, people),
        "anyOf": [{"required": [name]} for name in CONTAINERS],
    }
    return {
        "$schema": DRAFT,
        "title": "People file of sphinxext-profiles",
        "anyOf": [several, under, by_key],
        "$defs": {"person": person},
    }


def _value(alias: str, name: str) -> Schema:
    """Return the schema of the value of a key, given under one of its names."""
    if name in TEXT_FIELDS:
        return _text(TEXT_FIELDS[name])
    if name in {"tags", "aliases", "groups"}:
        return {"anyOf": [_SCALAR, _LIST]}
    if name == "images":
        return {"type": ["array", "object", "null"]}
    if name == "roles":
        return {"type": ["array", "object", "string", "null", "number", "boolean"]}
    if name == "links":
        switch = () if alias == name else ("boolean",)
        return {"type": ["object", "array", "string", "null", *switch]}
    return _SWITCH


def _text(field: TextField) -> Schema:
    """Return the schema of a text. Like `null`, `false` means that there is none."""
    forms: list[Schema] = [_SCALAR, {"const": False}]
    if field.joined:
        forms.append(_LIST)
    if field.keys or field.parts:
        named: Schema = {key: {} for key in (*field.keys, *field.parts)}
        forms.append({"type": "object", "properties": named, "minProperties": 1})
    return {"anyOf": forms}
