"""What the note must give after which the reader was designed: its close sibling in `notes`."""

from __future__ import annotations

from pathlib import Path

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.problems import ProblemCode

NOTES = Path(__file__).parent / "notes"
SHARED = Path(__file__).parents[2] / "shared" / "notes" / "zhou-jingren.hant.md"
"""The reference note itself, which lies beside some checkouts; the sibling is always here."""


def check(text: str, path: str, name: str, headline: str) -> None:
    """Check what both notes have in common."""
    profile, problems = read_profile(text, path)
    assert (profile.name, profile.headline, profile.lang) == (name, headline, "zh-Hant")
    assert profile.key == path.rsplit("/", maxsplit=1)[-1].split(".", maxsplit=1)[0]
    origin = profile.provenance
    assert (origin.generated, origin.model, origin.translated) == (True, "openai/gpt-5", True)
    assert len(profile.gallery) == 3
    assert profile.portrait == profile.images[0]
    assert [section.title for section in profile.sections][0::2] == [
        "背景",
        "這意味著什麼 / 為何值得關注",
    ]
    assert profile.summary is not None
    assert profile.summary.line == 27
    assert not profile.summary.source.endswith("：")
    numbers = [(entry.number, len(entry.lines)) for entry in profile.references]
    assert numbers == [(1, 2), (2, 1), (3, 3), (4, 1), (5, 1), (6, 1), (7, 1)]
    assert not any("utm_source" in entry.address for entry in profile.references)
    assert profile.references[5].address.endswith("?_p_lc=1")
    assert [problem.code for problem in problems] == [
        *[ProblemCode.ALT_PLACEHOLDER] * 3,
        ProblemCode.LEAD_IN,
    ]


def test_the_sibling_of_the_reference_note() -> None:
    text = (NOTES / "shen-kuo.hant.md").read_text("utf-8")
    check(text, "people/shen-kuo.hant.md", "沈括", "北宋科學家")


def test_the_reference_note_where_it_is() -> None:
    if SHARED.is_file():
        text = SHARED.read_text("utf-8")
        check(text, "people/zhou-jingren.hant.md", "周靖人", "阿里巴巴雲首席技術官")
