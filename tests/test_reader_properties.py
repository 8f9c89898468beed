"""What holds for every text that the reader is given."""

from __future__ import annotations

import builtins
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz.properties import check_note
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sphinxext_profiles.note.reader import read_profile

if TYPE_CHECKING:
    import pytest


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


@CALM
@given(st.text())
@example("")
@example("---")
@example("\ufeff---\r\n---")
def test_any_text_can_be_read(text: str) -> None:
    check_note(text)


@CALM
@given(COMPOSED)
def test_any_order_of_what_notes_are_made_of_can_be_read(text: str) -> None:
    check_note(text)


@CALM
@given(mutated())
def test_a_note_with_something_changed_can_be_read(text: str) -> None:
    check_note(text)


def test_the_reader_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the reader opened a file")

    for text in TEXTS:
        read_profile(text, "../../etc/passwd")  # tables that are loaded once are no note's doing
    for name in ("open", "stat", "listdir", "scandir"):
        monkeypatch.setattr(os, name, refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)
    for text in TEXTS:
        read_profile(text, "../../etc/passwd")
