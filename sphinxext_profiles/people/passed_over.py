"""What `profiles_notes` selects besides Markdown: files that somebody may take for notes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .globs import Globs
from .note_files import MARKDOWN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_NAMED = 3


def passed_over_message(folder: Path, globs: tuple[str, ...], pages: Iterable[str]) -> str:
    """Return a message on files in a source folder that globs select and that are no notes.

    It is empty if there are none. `pages` are the files that Sphinx reads, as paths from the
    folder.
    """
    passed_over = [*_named(folder, globs), *_pages(globs, pages)]
    if not passed_over:
        return ""
    names = ", ".join(map(repr, passed_over[:MOST_NAMED]))
    more = len(passed_over) - MOST_NAMED
    return (
        f"profiles_notes selects {names}{f' and {more} more' if more > 0 else ''}, but only files"
        f" that end in {' or '.join(MARKDOWN_SUFFIXES)} are notes"
    )


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
        if others and selected.may_select(path):
            yield path
