"""What must hold for every text: of notes that the reader is given, and of addresses."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.cleaning import (
    AUTHORITY,
    SAFE_SCHEMES,
    as_browser,
    clean_address,
    encoded,
    host,
    is_safe,
    is_source,
    is_tracking,
    scheme,
)
from sphinxext_profiles.addresses.display import display
from sphinxext_profiles.note.allowed import Gate
from sphinxext_profiles.note.blocked import blocked
from sphinxext_profiles.note.reader import read_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinxext_profiles.model import Part, Profile

GATE = Gate()


def links(parts: tuple[Part, ...]) -> list[str]:
    """Return where the links of inline parts go."""
    return [
        target for part in parts for target in ([part.target] if part.target else links(part.parts))
    ]


def addresses(profile: Profile) -> list[str]:
    """Return every address that a profile holds."""
    found = [entry.address for entry in (*profile.references, *profile.links)]
    found += [image.source for image in profile.images]
    return found + (links(profile.summary.parts) if profile.summary else [])


def check_note(text: str) -> None:
    """Read a text as a note, and check what must hold whatever it is."""
    profile, problems = read_profile(text, "people/somebody.md")
    last = len(re.split(r"\r\n|\r|\n", text)) + 1
    lines = [problem.line for problem in problems]
    lines += [entry.line for entry in (*profile.sections, *profile.images, *profile.citations)]
    lines += [line for entry in profile.references for line in (entry.line, *entry.lines)]
    assert all(0 <= line <= last for line in lines)
    assert lines[: len(problems)] == sorted(lines[: len(problems)])
    numbers = [entry.number for entry in profile.references]
    assert len(set(numbers)) == len(numbers)
    assert all(number > 0 for number in numbers)
    cited = sorted((entry.number, entry.line) for entry in profile.citations)
    told = sorted((entry.number, line) for entry in profile.references for line in entry.lines)
    assert cited == told
    slugs = [section.slug for section in profile.sections]
    assert len(set(slugs)) == len(slugs)
    assert all(slugs)
    assert all(is_safe(address) for address in addresses(profile))
    remote = [address for address in addresses(profile) if AUTHORITY.match(address)]
    assert remote == [clean_address(address) for address in remote]
    assert profile.key
    assert profile.name.strip()
    assert read_profile(text, "people/somebody.md") == (profile, problems)
    card, told = read_profile(text, "people/somebody.md", whole=False)
    missing = {"images": profile.gallery, "sections": (), "citations": (), "references": ()}
    assert card in (profile, replace(profile, whole=False, **missing))
    assert set(told) <= set(problems)
    assert all(0 <= problem.line <= last for problem in blocked(text, GATE))


def check_address(text: str) -> None:
    """Clean a text as an address, and check what must hold whatever it is."""
    once = clean_address(text)
    assert clean_address(once) == once
    assert len(once) <= len(text) + len("https://doi.org/")
    safe = is_safe(text)
    assert is_safe(once) == safe
    assert is_safe(f" {text}\n") == safe
    if safe:
        assert scheme(as_browser(once)) in SAFE_SCHEMES | {""}
        assert not re.match(r"\s*(?:java|vb)\s*script\s*:", once, re.IGNORECASE)
    assert is_safe(encoded(once)) or not safe
    assert encoded(encoded(once)) == encoded(once)
    if is_source(text):
        assert safe
    host(text)
    display(text)
    is_tracking(text)


TARGETS: dict[str, Callable[[str], None]] = {"reader": check_note, "addresses": check_address}
"""What can be fuzzed, each named as the folder of its corpus."""
