"""What `profiles_notes` selects besides Markdown: files that somebody may take for notes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinxext_profiles.people.globs import Globs
from sphinxext_profiles.people.note_files import MARKDOWN_SUFFIXES, NEVER_NOTES
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.reporting import in_file, inform, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

MOST_NAMED = 3


def report_passed_over(
    app: Sphinx, globs: tuple[str, ...], pages: Iterable[str], *, notes: bool
) -> None:
    """Report the files that are selected and no notes, as paths from the source folder.

    Pages that are written in something else are often meant to stand among notes, so that they
    are a line of information. If there are no `notes`, somebody has taken them for notes.
    """
    passed_over = [*_named(Path(app.srcdir), globs), *_pages(globs, pages)]
    if not passed_over:
        return
    names = ", ".join(map(repr, passed_over[:MOST_NAMED]))
    more = len(passed_over) - MOST_NAMED
    message = (
        f"profiles_notes selects {names}{f' and {more} more' if more > 0 else ''}, but only files"
        f" that end in {' or '.join(MARKDOWN_SUFFIXES)} are notes"
    )
    if notes:
        inform(message)
    else:
        report(Problem(ProblemCode.CONFIG, message), location=in_file(app.confdir / "conf.py"))


def _named(folder: Path, globs: tuple[str, ...]) -> Iterator[str]:
    """Yield the files that are named one by one and are neither Markdown nor pages."""
    for path in Globs(globs).wanted:
        file = PurePosixPath(path)
        if file.suffix.lower() in (*MARKDOWN_SUFFIXES, "") or set(path) & set("*?["):
            continue
        if Path(folder, file).is_file():
            yield path


def _pages(globs: tuple[str, ...], pages: Iterable[str]) -> Iterator[str]:
    """Yield the selected pages that are not Markdown."""
    selected = Globs(globs)
    for path in sorted(pages):
        page = PurePosixPath(path)
        others = page.suffix.lower() not in MARKDOWN_SUFFIXES
        if others and page.stem.lower() not in NEVER_NOTES and selected.matches(path):
            yield path
