"""Projects of note pages: with an index of them, and the same files as plain pages of MyST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .corpus import make_notes
from .measure import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
ALONE = "# People\n"
CARDS = "# People\n\n```{profile-index}\n```\n"
FACES = "# Faces\n\n```{profile-index}\n:layout: faces\n```\n"
TREE = "# People\n\n```{toctree}\n:glob:\npeople/*\n```\n"


def note_pages(count: int, *, theme: str = "", **pages: str) -> Project:
    """Return a project of notes, and of pages by their names."""
    notes = {f"people/{note.stem}.md": note.text for note in make_notes(count)}
    return _project(OURS, theme, pages | notes, has_pages(count, "doc-bibliography"))


def plain_pages(count: int, *, theme: str = "", **pages: str) -> Project:
    """Return the same without the extension."""
    notes = {f"people/{note.stem}.md": without_last_rule(note.text) for note in make_notes(count)}
    return _project(THEIRS, theme, pages | notes, has_pages(count, "reference external"))


def _project(
    settings: str, theme: str, texts: dict[str, str], proof: Callable[[Path], bool]
) -> Project:
    conf = settings + (f'html_theme = "{theme}"\n' if theme else "")
    files = {name if "/" in name else f"{name}.md": text for name, text in texts.items()}
    return Project(conf, {**files}, proof)


def has_pages(count: int, mark: str) -> Callable[[Path], bool]:
    """Return a test of whether every page was written, the last one with a certain mark."""

    def proof(out: Path) -> bool:
        pages = sorted((out / "people").glob("*.html"))
        return len(pages) == count and mark in pages[-1].read_text("utf-8")

    return proof


def without_last_rule(text: str) -> str:
    """Return a note without the rule that stands before its link definitions."""
    before, _rule, after = text.rpartition("\n---\n")
    return f"{before}\n{after}"
