"""The Python interface as a script uses it; mypy reads this file, and a test runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_type

from sphinxext_profiles.api import (
    IndexQuery,
    Problem,
    Profile,
    Reference,
    choose,
    load_folder,
    parse_conditions,
)

if TYPE_CHECKING:
    from pathlib import Path


def sources_by_tag(folder: Path, where: str) -> dict[str, list[str]]:
    """Return the addresses that notes cite, by the tags of the people."""
    library, problems = load_folder(folder)
    assert_type(problems, tuple[tuple[str, Problem], ...])
    assert_type(library.get("nobody"), Profile | None)
    selection = choose(library, IndexQuery(where=parse_conditions(where), group_by="tags"))
    addresses: dict[str, list[str]] = {}
    for tag, people in selection.groups:
        assert_type(people, tuple[Profile, ...])
        for person in people:
            assert_type(person.references, tuple[Reference, ...])
            addresses.setdefault(tag, []).extend(entry.address for entry in person.references)
    return addresses
