"""400 note pages, next to the same files as plain pages of MyST, both outside of any toctree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .corpus import make_notes
from .measure import PAIRS, Measure, Project, compare_builds, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COUNT = 400
AIM = 1.15

OURS = """\
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["people/*"]
suppress_warnings = ["toc.not_included"]
"""
# What plain MyST has to be forgiven to read such notes: a first heading that is no H1, and a rule
# at the end. The rule can't be suppressed by name, so these files come without the last one.
THEIRS = """\
extensions = ["myst_parser", "sphinx_design"]
suppress_warnings = ["toc.not_included", "myst.header"]
"""


def has_pages(mark: str) -> Callable[[Path], bool]:
    """Return a test of whether every page was written, the last one with a certain mark."""

    def proof(out: Path) -> bool:
        pages = sorted((out / "people").glob("*.html"))
        return len(pages) == COUNT and mark in pages[-1].read_text("utf-8")

    return proof


def measure(pairs: int = PAIRS) -> list[Measure]:
    """Return the measures."""
    notes = make_notes(COUNT)
    index = {"index.md": "# People\n"}
    ours = {f"people/{note.stem}.md": note.text for note in notes}
    theirs = {name: without_last_rule(text) for name, text in ours.items()}
    return compare_builds(
        f"{COUNT} note pages",
        Project(OURS, index | ours, has_pages("doc-bibliography")),
        Project(THEIRS, index | theirs, has_pages("reference external")),
        aim=AIM,
        pairs=pairs,
    )


def without_last_rule(text: str) -> str:
    """Return a note without the rule that stands before its link definitions."""
    before, _rule, after = text.rpartition("\n---\n")
    return f"{before}\n{after}"


if __name__ == "__main__":
    print(table(measure()))
