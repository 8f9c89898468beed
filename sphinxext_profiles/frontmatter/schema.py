"""The keys of a front matter, described: in the documentation, and for editors as JSON Schema.

JSON Schema is that of draft 2020-12. It is stricter than the reader, which takes what is usable of
any value: an editor shall tell what to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from .keys import KEYS, TEXT_FIELDS

if TYPE_CHECKING:
    from .values import TextField

Schema: TypeAlias = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DESCRIPTIONS = {
    "id": "The key of the profile, when the file's name won't do",
    "name": "The name",
    "title": "A title; the headline is what it says besides the name",
    "headline": "The line under the name",
    "affiliation": "Where the person works or worked",
    "summary": "The sentence or two that a card shows, in Markdown",
    "lang": "The language: `en`, `zh-Hant`, and also `hant`, `zh_TW`, `cn`, …",
    "photo": "The portrait, a path relative to the note or an address",
    "photo_alt": "Its alt text",
    "images": "Whose work images are: a list of files with `credit`, `license` and `source`",
    "pronouns": "Pronouns, such as `she/her`",
    "location": "A place",
    "sort_name": "The name to sort by: `Lovelace, Ada`",
    "tags": "A list, or words apart by commas",
    "links": "The person's own links: kinds with accounts or addresses, or a list",
    "generated": "Whether a language model wrote the note",
    "model": "Which one: `openai/gpt-5`",
    "translated": "Whether it was translated by machine",
    "date": "When it was written, as `2025-10-22`",
    "reviewed_by": "Who has read and approved it",
    "source": "Where it comes from",
}
"""What each key is for, by its canonical name."""
PAGE_KEYS = {
    "type": "`profile` makes the page a note",
    "layout": "`profile` does, too",
    "profile": "`true` does, too; `false` keeps a page from being one",
    "draft": "`true` keeps the person out of indexes",
    "published": "`false` does, too",
}
"""Keys about the page rather than the person."""

_SCALAR: Schema = {"type": ["string", "number", "null"]}
_SWITCH: Schema = {"type": ["boolean", "string", "number", "null"]}
_LIST: Schema = {"type": "array", "items": {"type": ["string", "number", "object"]}}
_OF_PAGE: dict[str, Schema] = {
    "type": {"type": ["string", "null"]},
    "layout": {"type": ["string", "null"]},
    **dict.fromkeys(("profile", "draft", "published"), _SWITCH),
}


def front_matter_schema() -> Schema:
    """Return the JSON Schema of a note's front matter; keys that it doesn't name are free."""
    properties: dict[str, Schema] = {}
    for name, aliases in KEYS.items():
        for alias in aliases:
            other = "" if alias == name else f"; the same as {name}"
            described = DESCRIPTIONS[name].replace("`", "") + other
            properties[alias] = {"description": described, **_value(name)}
    for name, description in PAGE_KEYS.items():
        properties[name] = {"description": description.replace("`", ""), **_OF_PAGE[name]}
    return {
        "$schema": DRAFT,
        "title": "Front matter of a profile note",
        "type": "object",
        "properties": properties,
        "additionalProperties": True,
    }


def _value(name: str) -> Schema:
    """Return the schema of a key's value."""
    if name in TEXT_FIELDS:
        return _text(TEXT_FIELDS[name])
    if name == "tags":
        return {"anyOf": [_SCALAR, _LIST]}
    if name == "images":
        return {"type": ["array", "object", "null"]}
    if name == "links":
        return {"type": ["object", "array", "string", "null"]}
    return _SWITCH


def _text(field: TextField) -> Schema:
    """Return the schema of a text. `false` says that there is none, as `null` does."""
    forms: list[Schema] = [_SCALAR, {"const": False}]
    if field.joined:
        forms.append(_LIST)
    if field.keys or field.parts:
        named: Schema = {key: {} for key in (*field.keys, *field.parts)}
        forms.append({"type": "object", "properties": named, "minProperties": 1})
    return {"anyOf": forms}
