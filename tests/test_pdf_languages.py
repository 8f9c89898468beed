"""A person in several languages in a PDF that TeX makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from merian import NOTES, PAGES
from papers import make_paper

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.pdf


def test_a_book_leads_from_one_language_to_the_other(tmp_path: Path) -> None:
    """Only to those that are in it: others could be in letters that its fonts don't have."""
    index = f"# Team\n\n```{{toctree}}\n{PAGES['de']}\n{PAGES['en']}\n```\n"
    paper = make_paper(tmp_path, {**NOTES, "index.md": index}, "pdflatex")
    assert "Andere Sprachen: English" in paper.text
    assert "Other languages: Deutsch" in paper.text
    assert "Missing character" not in paper.log
    targets = [target for _, target in paper.links()]
    # Once in the table of contents, and once in the other language's row
    assert [targets.count(f"section.{number}") for number in (1, 2)] == [2, 2]
