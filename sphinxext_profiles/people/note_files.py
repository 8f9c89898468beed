"""Which Markdown files of a project are notes, and which of them must not be read.

Nothing outside the source folder is read: symbolic links are followed only inside it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinxext_profiles.frontmatter.keys import read_front_matter
from sphinxext_profiles.frontmatter.values import is_true
from sphinxext_profiles.note.source import read_file, split_note
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import printable

from .globs import Globs, fixed_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_profiles.model import Value

MARKDOWN_SUFFIXES = (".md", ".markdown")


def leads_out(folder: Path, path: str | os.PathLike[str]) -> bool:
    """Return whether a path in a folder leads out of it; symbolic links are followed."""
    try:
        target = os.path.realpath(Path(folder, path))
        return not Path(target).is_relative_to(os.path.realpath(folder))
    except ValueError:  # no file system allows this name
        return True


def read_note_file(
    path: Path, max_bytes: int, folder: Path | None = None
) -> tuple[str | None, tuple[Problem, ...]]:
    """Return a note's text, None if it can't be read, and the problems of the file.

    A file that leads out of `folder` is not read. For `max_bytes` see `read_file`.
    """
    if folder is not None and leads_out(folder, path.absolute()):
        message = f"{path.name} leads out of {folder}"
        return None, (Problem(ProblemCode.NOTE_OUTSIDE, message),)
    try:
        return read_file(path, max_bytes)
    except FileNotFoundError:
        return None, (Problem(ProblemCode.NOTE_MISSING, "there is no such note"),)
    except OSError as error:
        message = f"the note could not be opened: {error.strerror}"
        return None, (Problem(ProblemCode.NOTE_UNREADABLE, message),)


def matched(srcdir: Path, globs: tuple[str, ...], outdir: Path) -> Iterator[str]:
    """Yield the Markdown files below the source folder that `profiles_notes` selects.

    What the build writes into `outdir` is left out.
    """
    selected = Globs(globs)
    for folder in _folders(selected):
        if leads_out(srcdir, folder):
            continue
        for path in _markdown_files(srcdir, folder, outdir):
            if may_be_note(path, selected):
                yield path


def may_be_note(path: str, selected: Globs) -> bool:
    """Return whether `profiles_notes` selects a file."""
    is_markdown = path.lower().endswith(MARKDOWN_SUFFIXES)
    return is_markdown and not _acts(path) and selected.may_select(path)


def _acts(path: str) -> bool:
    """Return whether a path has a character that Sphinx takes for a separator, or that it prints.

    A name may hold a line end and a command to the service that builds, after it.
    """
    return "\\" in path or printable(path) != path


def _folders(selected: Globs) -> list[str]:
    """Return the folders that contain everything that globs can match."""
    return sorted({fixed_folder(glob) for glob in selected.wanted})


def _walk(srcdir: Path, folder: str, outdir: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yield a folder and its subfolders, except the build's, with the names in each."""
    for place, names, files in os.walk(srcdir / folder):
        names[:] = sorted(
            name for name in names if not name.startswith(".") and Path(place, name) != outdir
        )
        yield Path(place), names, sorted(files)


def _markdown_files(srcdir: Path, folder: str, outdir: Path) -> Iterator[str]:
    """Yield the Markdown files in a folder below the source folder, except the build's."""
    for place, _, files in _walk(srcdir, folder, outdir):
        for name in files:
            if name.lower().endswith(MARKDOWN_SUFFIXES):
                yield (place / name).relative_to(srcdir).as_posix()


def strays(srcdir: Path, globs: Iterable[str], outdir: Path) -> Iterator[tuple[str, Problem]]:
    """Yield each path in the folders of notes that must not be read, and the reason.

    These are paths that lead out of the source folder, folders that lead to themselves, names with
    characters that act, and what is neither file nor folder: a build would wait for a pipe forever.
    Sphinx would read them all.
    """
    for folder in _folders(Globs(globs)):
        if leads_out(srcdir, folder):
            yield folder, _outside(folder)
            continue
        for place, names, files in _walk(srcdir, folder, outdir):
            notes = [name for name in files if name.lower().endswith(MARKDOWN_SUFFIXES)]
            for path in (place / name for name in (*names, *notes)):
                name = path.relative_to(srcdir).as_posix()
                if problem := _stray(srcdir, path, name):
                    yield name, problem


def _stray(srcdir: Path, path: Path, name: str) -> Problem | None:
    """Return why a path in a folder of notes must not be read, None if it may be."""
    mode = path.lstat().st_mode
    if _acts(name):
        message = f"{name!r} has a character in its name that no page can have; rename it"
        return Problem(ProblemCode.NOTE_UNREADABLE, message)
    if not stat.S_ISLNK(mode):
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            return None
        return Problem(ProblemCode.NOTE_UNREADABLE, f"{name!r} is not a file")
    if leads_out(srcdir, name):
        return _outside(name)
    if Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(path)):
        return Problem(ProblemCode.NOTE_OUTSIDE, f"{name!r} leads to a folder that contains it")
    return None


def _outside(path: str) -> Problem:
    message = f"{path!r} leads out of the source folder"
    return Problem(ProblemCode.NOTE_OUTSIDE, message)


def declaration(fields: dict[str, Value]) -> tuple[bool, bool]:
    """Return whether a front matter declares a profile, and whether it declares the opposite."""
    declared = (
        fields.get("type") == "profile"
        or fields.get("layout") == "profile"
        or is_true(fields.get("profile"))
    )
    return declared, fields.get("profile") is False


def declares(text: str) -> bool:
    """Return whether a page's front matter declares a profile.

    Only pages that begin with a front matter and mention the word are parsed.
    """
    head = text[:10_000]
    if "profile" not in head or not head.lstrip("\ufeff \t\r\n").startswith(("---", "+++")):
        return False
    front_matter, _ = read_front_matter(split_note(text)[0])
    return declaration(dict(front_matter.fields))[0]


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
