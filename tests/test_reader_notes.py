"""The reader against the notes of `tests/notes`, each with what it must give beside it.

An expectation names all that a note gives, its problems too, and leaves out what is empty. How
parts are written there, `Written` says.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinxext_profiles.model import Part, Profile, Section, Summary
from sphinxext_profiles.note.reader import Reading, read_profile

NOTES = Path(__file__).parent / "notes"
NAMES = sorted(path.stem for path in NOTES.glob("*.md"))

DEFAULTS = {
    field.name: field.default
    for field in dataclasses.fields(Profile)
    if field.default is not dataclasses.MISSING
}
"""What a profile has where a note is silent."""


def written(reading: Reading) -> dict[str, Any]:
    """Return a reading as an expectation writes it."""
    profile = reading.profile
    made: dict[str, Any] = {}
    for field in dataclasses.fields(profile):
        value = getattr(profile, field.name)
        if value and value != DEFAULTS.get(field.name):
            made[field.name] = of_field(field.name, value)
    if reading.problems:
        made["problems"] = [f"{found.line} {found.code.value}" for found in reading.problems]
    return made


def of_field(name: str, value: Any) -> Any:
    """Return the value of one field of a profile as plain data."""
    if name == "fields":
        return {key: thawed(item) for key, item in value}
    if isinstance(value, Summary):
        # A paragraph of the note as it stands there, which tests of translations look at.
        value = dataclasses.replace(value, message="")
        parts = [of_part(part) for part in value.parts]
        summary = without_empty(value) | {"parts": parts}
        return (
            summary
            if parts != [value.source]
            else without_empty(dataclasses.replace(value, parts=()))
        )
    if isinstance(value, tuple):
        return [of_item(item) for item in value]
    return without_empty(value) if dataclasses.is_dataclass(value) else value


def of_item(item: Any) -> Any:
    """Return an item of a list: a section's lines are written `25-33`."""
    if isinstance(item, Part):
        return of_part(item)
    if isinstance(item, Section):
        lines = f"{item.line}-{item.end}"
        return {"title": item.title, "slug": item.slug, "level": item.level, "lines": lines}
    return without_empty(item) if dataclasses.is_dataclass(item) else item


def of_part(part: Part) -> Any:
    """Return a part: text as it is, others under their kind; a link's target comes after it."""
    if part.kind == "text":
        return part.text
    inside = part.text or [of_part(inner) for inner in part.parts]
    if isinstance(inside, list) and len(inside) == 1:
        inside = inside[0]
    return {part.kind: inside, "to": part.target} if part.target else {part.kind: inside}


def without_empty(record: Any) -> dict[str, Any]:
    """Return a record's fields that hold something, and `lead` in any case."""
    values = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    return {
        name: without_empty(value)
        if dataclasses.is_dataclass(value)
        else (list(value) if isinstance(value, tuple) else value)
        for name, value in values.items()
        if value or name == "lead"
    }


def thawed(value: Any) -> Any:
    """Return a front matter value as YAML would give it."""
    if isinstance(value, tuple):
        if value and all(
            isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str)
            for item in value
        ):
            return {key: thawed(item) for key, item in value}
        return [thawed(item) for item in value]
    return value


def read(name: str, path: str = "") -> Reading:
    """Read a note of the corpus, its line ends as they are."""
    text = (NOTES / f"{name}.md").read_bytes().decode("utf-8")
    return read_profile(text, path or f"people/{name}.md")


@pytest.mark.parametrize("name", NAMES)
def test_note_gives_what_is_expected(name: str) -> None:
    expected = yaml.safe_load((NOTES / f"{name}.yaml").read_text("utf-8"))
    assert written(read(name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_front_matter_keeps_its_order(name: str) -> None:
    expected = yaml.safe_load((NOTES / f"{name}.yaml").read_text("utf-8"))
    assert [key for key, _ in read(name).profile.fields] == list(expected.get("fields", {}))


def test_every_expectation_has_a_note() -> None:
    assert sorted(path.stem for path in NOTES.glob("*.yaml")) == NAMES
