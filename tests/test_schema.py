"""The JSON Schema of a front matter, as an editor uses it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sphinxext_profiles.cli.main import main
from sphinxext_profiles.frontmatter.keys import KEYS
from sphinxext_profiles.frontmatter.schema import (
    ACCOUNTS,
    DESCRIPTIONS,
    PAGE_KEYS,
    front_matter_schema,
    people_schema,
)
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.source import split_note

NOTES = Path(__file__).parent / "notes"
SCHEMA = front_matter_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def loaded(front: str) -> Any:
    """Return a front matter as a YAML 1.2 editor sees it: dates are text, `no` is a word."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.isoformat() if isinstance(value, dt.date) else value

    return plain(yaml.safe_load(front)) or {}


def read(text: str) -> tuple[Any, set[str]]:
    """Return what a note's front matter holds, None if it is no YAML, and the note's problems."""
    note, _ = split_note(text)
    codes = {problem.code.value for problem in read_profile(text, "a.md").problems}
    if note.front_format != "yaml" or "front-matter" in codes:
        return None, codes
    return loaded(note.front), codes


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert list(DESCRIPTIONS) == list(KEYS)
    assert set(SCHEMA["properties"]) == {
        *PAGE_KEYS,
        *ACCOUNTS,
        *(key for keys in KEYS.values() for key in keys),
    }
    assert all(entry["description"] for entry in SCHEMA["properties"].values())


def test_the_notes_of_the_corpus_fit() -> None:
    fitting = 0
    for path in sorted(NOTES.glob("*.md")):
        front, codes = read(path.read_text("utf-8"))
        if isinstance(front, dict) and front and not codes & {"front-matter-value"}:
            faults = [error.json_path for error in VALIDATOR.iter_errors(front)]
            # `true` and nothing in a list of tags: the reader takes the others.
            assert faults == (["$.tags"] if path.stem == "odd-values" else []), path.name
            fitting += 1
    assert fitting >= 30


@pytest.mark.parametrize(
    "front",
    [
        "headline: true",
        "name: {}",
        "tags: {a: b}",
        "links: true",
        "lang: [en]",
        "generated: [1]",
        "summary: {x: 1}\nphoto: [[]]",
        "type: 7",
    ],
)
def test_what_nobody_should_write_does_not_fit(front: str) -> None:
    assert not VALIDATOR.is_valid(loaded(front))


@pytest.mark.parametrize(
    "front",
    [
        "headline: Mathematician",
        "role: {title: Poet}",
        "title: 1984",
        "tags: [a, 7]",
        "tags: a, b",
        "links: {github: ada}",
        "github: ada\norcid: 0000-0002-1825-0097\nsocials: {x: ada}",
        "links:\n- https://example.org\n- {text: Lab, url: https://example.org}",
        "photo: false\nimage: {path: a.png, alt: A}",
        "generated: yes\nmodel: [a, b]\ndate: 2025-10-22",
        "anything: [{at: all}]",
    ],
)
def test_what_the_documentation_shows_fits(front: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(loaded(front))] == []
    _, codes = read(f"---\n{front}\n---\n# Ada\n")
    assert "front-matter-value" not in codes


def test_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capfd.readouterr().out) == SCHEMA


PEOPLE_SCHEMA = Draft202012Validator(people_schema())


@pytest.mark.parametrize(
    "people",
    [
        [{"name": "Ada", "github": "ada", "body": "Text.\n"}, "Bo Ek"],
        {"ada": {"name": "Ada"}},
        {"people": [{"name": "Ada"}], "title": "The team"},
        {"authors": {"ada": {"name": "Ada"}}},
    ],
)
def test_people_files(people: Any) -> None:
    assert [*PEOPLE_SCHEMA.iter_errors(people)] == []


@pytest.mark.parametrize("people", [3, "Ada", [3], {"ada": 3}, [{"name": "Ada", "body": ["x"]}]])
def test_what_is_no_people_file(people: Any) -> None:
    assert [*PEOPLE_SCHEMA.iter_errors(people)]


def test_the_schema_of_people_files_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--people"]) == 0
    Draft202012Validator.check_schema(json.loads(capfd.readouterr().out))
