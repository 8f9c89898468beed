"""What holds for every text that the reader is given."""

from __future__ import annotations

import builtins
import io
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sphinxext_profiles.note.addresses import is_safe
from sphinxext_profiles.note.reader import read_profile

if TYPE_CHECKING:
    import pytest

    from sphinxext_profiles.note.model import Part, Profile

NOTES = sorted(Path(__file__).parent.glob("notes/*.md"))
TEXTS = [path.read_bytes().decode("utf-8") for path in NOTES]
CALM = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

# What notes are made of, so that arbitrary orders of it reach deep into the reader.
PIECES = st.sampled_from(
    [
        *("---\n", "+++\n", "# ", "## ", "### ", "* ", "1. ", "> ", "\n\n", "\n", "```\n", ":::\n"),
        *("```{note}\n", '[1]: https://a.org/?utm_source=x "T"\n', "[^1]: x https://b.org.\n"),
        *("([A][1], [B][2])", "（[甲][1]、[乙][2]）", "[^1]", "[3]", "![](a.png)", "![image](x)"),
        *("$x$", "`[1]`", "| a | b |\n|---|---|\n", "title: A: b\n", "lang: hant\n", "tags: [a\n"),
        *(
            "Name — headline",
            "周靖人（Jingren Zhou）",
            "Question: x",
            "以下是摘要：",
            "\x00",
            "\u202e",
        ),
        *("<script>", "[x](javascript:alert(1))", "{{ 7*7 }}", "{raw}`x`", "&#106;", "\\", "    "),
    ]
)
COMPOSED = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a note of the corpus with something taken out and something put in."""
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 40)))
    return text[:start] + draw(COMPOSED) + text[end:]


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


def check(text: str) -> None:
    """Read a text, and check what must hold whatever it is."""
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
    assert all(is_safe(address) and "utm_source" not in address for address in addresses(profile))
    assert profile.key
    assert profile.name.strip()
    assert read_profile(text, "people/somebody.md") == (profile, problems)
    card, told = read_profile(text, "people/somebody.md", whole=False)
    missing = {"images": profile.gallery, "sections": (), "citations": (), "references": ()}
    assert card in (profile, replace(profile, whole=False, **missing))
    assert set(told) <= set(problems)


@CALM
@given(st.text())
@example("")
@example("---")
@example("\ufeff---\r\n---")
def test_any_text_can_be_read(text: str) -> None:
    check(text)


@CALM
@given(COMPOSED)
def test_any_order_of_what_notes_are_made_of_can_be_read(text: str) -> None:
    check(text)


@CALM
@given(mutated())
def test_a_note_with_something_changed_can_be_read(text: str) -> None:
    check(text)


def test_the_reader_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the reader opened a file")

    for name in ("open", "stat", "listdir", "scandir"):
        monkeypatch.setattr(os, name, refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)
    for text in TEXTS:
        read_profile(text, "../../etc/passwd")
