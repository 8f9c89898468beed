"""What a chat leaves in a note: how well it is told from a person's life, and leaving it out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.words.chat import find_debris, without_debris

if TYPE_CHECKING:
    from sites import Build

DATA = Path(__file__).parent / "data/residue.yaml"
PARAGRAPHS: list[dict[str, Any]] = yaml.safe_load(DATA.read_text("utf-8"))
"""Each with its language, its kind, where it stands in a note, and whether it is residue.

Those of the half `open` were at hand when the phrases were written. Those of `kept` were first
looked at afterwards, and led to changes; those of `fresh` were written last, and led to one: a
quotation in Japanese was flagged.
"""
HALVES = ("open", "kept", "fresh")
LANGUAGES = (
    *("en", "zh-Hant", "zh-Hans", "ja", "ko", "de", "fr", "es"),
    *("pt", "it", "ru", "ar", "he", "hi", "vi"),
)
PLACES = {
    "start": "# Ada\n\n{}\n\nShe worked.\n\n## Work\n\n- It.\n\nMore text.\n\nStill more.\n",
    "end": "# Ada\n\nShe worked.\n\nShe lived.\n\n## Work\n\n- It.\n\nMore text.\n\n{}\n",
    "any": "# Ada\n\nShe worked.\n\n## Work\n\nShe lived.\n\n{}\n\n- It.\n\nMore.\n\nStill more.\n",
}


def flagged(paragraph: dict[str, Any]) -> bool:
    """Return whether the reader takes a paragraph of a note for residue."""
    asks = paragraph["kind"] in {"question-answer", "near-question", "title-question"}
    place = "start" if asks else paragraph["where"]
    text = PLACES[place].replace("{}", paragraph["text"])
    problems = read_profile(text, "ada.md").problems
    return not {"lead-in", "chat-residue"}.isdisjoint(entry.code.value for entry in problems)


def test_there_are_enough_of_every_language() -> None:
    found = Counter((entry["lang"], entry["residue"]) for entry in PARAGRAPHS)
    assert min(found[lang, residue] for lang in LANGUAGES for residue in (True, False)) >= 10
    assert {entry["half"] for entry in PARAGRAPHS} == set(HALVES)


@pytest.mark.parametrize("half", HALVES)
def test_residue_is_found_and_nothing_else(half: str) -> None:
    counts = Counter(
        (entry["residue"], flagged(entry)) for entry in PARAGRAPHS if entry["half"] == half
    )
    found, missed = counts[True, True], counts[True, False]
    wrong, right = counts[False, True], counts[False, False]
    precision, recall = found / (found + wrong), found / (found + missed)
    print(
        f"{half}: {found + missed} of a chat, {wrong + right} of a life; precision "
        f"{precision:.3f}, recall {recall:.3f}, flagged wrongly {wrong}"
    )
    assert wrong == 0
    assert recall >= 0.85


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("She founded it【1†source】.", "She founded it."),
        ("He was elected :contentReference[oaicite:1]{index=1}.", "He was elected."),
        ("It was confirmed. citeturn0search0turn0search7", "It was confirmed."),
        ("He died in Bath.<|endoftext|>", "He died in Bath."),
        ("In 1911[^3^][^5^].", "In 1911."),
        ("【代表作】 † 1866 [1], turn 3", "【代表作】 † 1866 [1], turn 3"),
    ],
)
def test_debris(text: str, clean: str) -> None:
    assert without_debris(text) == clean
    assert bool(find_debris(text)) == (text != clean)


NOTE = """\
# Ada

Here is a short biography of Ada:

Sure! Here's what I found.

She wrote【1†source】 the first program `turn0search1`.

## Work

- Numbers [oaicite:2].

Let me know if you would like more details!
"""


def test_a_summary_has_no_debris() -> None:
    summary = read_profile(NOTE, "people/ada.md").profile.summary
    assert summary is not None
    assert summary.source == "She wrote the first program `turn0search1`."


@pytest.mark.parametrize("drop", [False, True])
def test_a_project_may_leave_it_out(build: Build, drop: bool) -> None:
    files = {
        "index.md": "# I\n\n```{profile} ada\n```\n",
        "people/ada.md": NOTE,
    }
    settings = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
    site = build(files, profiles_drop_residue=drop, profiles_warn_advice=True, **settings)
    # It is said in both cases.
    said = [line for line in site.warnings if "chat-residue" in line or "lead-in" in line]
    assert [line.split(":")[1] for line in said] == ["3", "5", "7", "11", "13"]
    for page in ("index", "people/ada"):
        text = site.html(page).text
        for word in ("Here is a short", "what I found", "Let me know", "†", "oaicite"):
            assert (word in text) is not drop
        assert "the first program turn0search1" in text.replace("  ", " ")
        assert "Numbers" in text
