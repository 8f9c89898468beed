"""The summary of a note, and what `check` finds around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinxext_profiles.model import plain_text
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.words.phrasebook import is_title
from sphinxext_profiles.words.sentences import sentence_ends

DATA = Path(__file__).parent / "data/summaries.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(DATA.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_summary(case: dict[str, Any]) -> None:
    profile, problems = read_profile(case["note"], "people/somebody.md")
    assert (profile.summary.source if profile.summary else None) == case["summary"]
    found = [at.line for at in problems if at.code.value in {"chat-residue", "lead-in"}]
    assert found == case.get("findings", [])


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_card_has_the_summary_of_the_page(case: dict[str, Any]) -> None:
    whole = read_profile(case["note"], "people/somebody.md").profile
    assert read_profile(case["note"], "people/somebody.md", whole=False).profile == whole.cut()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("She wove. She spun. And so:", "She wove. She spun."),
        ("She learned from Dr. Roe:", ""),
        ("She met J. R. Roe. Then:", "She met J. R. Roe."),
        ("Sie kam am 3. März an. Weiter:", "Sie kam am 3. März an."),
        ("She left in 1950. Then:", "She left in 1950."),
        ('She said "Weave." Then:', 'She said "Weave."'),
        ("她織布。「好。」她說。以下：", "她織布。「好。」她說。"),
        ("¿Quién fue? Tejedora:", "¿Quién fue?"),
        ("उन्होंने बुना। देखें:", "उन्होंने बुना।"),
        ("Version 2.5 of the loom:", ""),
        ("Yahoo! was no loom:", ""),
    ],
)
def test_ends_of_sentences(text: str, last: str) -> None:
    ends = sentence_ends(text)
    assert text[: ends[-1]] == last if ends else last == ""


@pytest.mark.parametrize(
    "title",
    [
        *("References", "Sources", "Quellen", "參考文獻", "参考文献", "参考文献と注", "Références"),
        *("Fuentes", "Источники", "참고 문헌", "المصادر", "מקורות", "संदर्भ", "Tài liệu tham khảo"),
        *(
            "📚 Sources",
            "6. Quellen und Literatur",
            "Sources & Further Reading",
            "Bronnen",
            "Πηγές",
        ),
    ],
)
def test_titles_of_sources(title: str) -> None:
    assert is_title(title, "sources")


@pytest.mark.parametrize(
    "title", ["Life", "Sources of the Nile", "Quellen der Kraft", "来源不明", ""]
)
def test_other_titles(title: str) -> None:
    assert not is_title(title, "sources")


def test_a_summary_that_the_text_repeats_is_nothing_new() -> None:
    body = "# A\n\nShe is a *weaver* in Leeds. She spins.\n"
    for bio, new in [("She is a weaver in Leeds.", False), ("She is a weaver in L.", True)]:
        summary = read_profile(f"---\nbio: {bio}\n---\n{body}", "a.md").profile.summary
        assert summary is not None
        assert (plain_text(summary.parts), summary.explicit) == (bio, new)
