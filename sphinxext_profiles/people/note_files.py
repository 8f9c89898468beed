"""Which Markdown files of a project are notes, and which of them may not be read.

Nothing outside the source folder is: a symbolic link is followed only inside it.
"""

from __future__ import annotations

import os
import posixpath
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinxext_profiles.problems import Problem, ProblemCode

from .globs import Globs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARKDOWN_SUFFIXES = (".md", ".markdown")
NEVER_NOTES = ("index", "readme")


def leads_out(folder: Path, path: str | os.PathLike[str]) -> bool:
    """Return whether a path in a folder leads out of it, symbolic links followed."""
    try:
        found = os.path.realpath(Path(folder, path))
        return not Path(found).is_relative_to(os.path.realpath(folder))
    except ValueError:  # no system has such a name
        return True


def matched(srcdir: Path, globs: tuple[str, ...], outdir: Path) -> Iterator[str]:
    """Yield the Markdown files below the source folder that `profiles_notes` means.

    None is of the build's, which is in `outdir`.
    """
    meant = Globs(globs)
    for folder in _folders(meant):
        if leads_out(srcdir, folder):
            continue
        for path in _markdown_files(srcdir, folder, outdir):
            if may_be_note(path, meant):
                yield path


def may_be_note(path: str, meant: Globs) -> bool:
    """Return whether a file is one that `profiles_notes` means."""
    stem = PurePosixPath(path).stem.lower()
    named = path.lower().endswith(MARKDOWN_SUFFIXES) and stem not in NEVER_NOTES
    return named and meant.matches(path)


def _folders(meant: Globs) -> list[str]:
    """Return the folders that everything lies in that globs match."""
    return sorted({_fixed_folder(glob) for glob in meant.wanted})


def _fixed_folder(glob: str) -> str:
    """Return the folder that everything a glob matches lies in: `people` for `people/*`."""
    parts = PurePosixPath(glob).parts[:-1]
    wild = (index for index, part in enumerate(parts) if set(part) & set("*?["))
    return posixpath.join("", *parts[: next(wild, len(parts))])


def _walk(srcdir: Path, folder: str, outdir: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yield the folders in a folder, but none of the build's, with the names in each."""
    for place, names, files in os.walk(srcdir / folder):
        names[:] = sorted(
            name for name in names if not name.startswith(".") and Path(place, name) != outdir
        )
        yield Path(place), names, sorted(files)


def _markdown_files(srcdir: Path, folder: str, outdir: Path) -> Iterator[str]:
    """Yield the Markdown files in a folder below the source folder, but none of the build's."""
    for place, _, files in _walk(srcdir, folder, outdir):
        for name in files:
            if name.lower().endswith(MARKDOWN_SUFFIXES):
                yield (place / name).relative_to(srcdir).as_posix()


def strays(srcdir: Path, globs: Iterable[str], outdir: Path) -> Iterator[tuple[str, Problem]]:
    """Yield what in the folders of notes may not be read, and why.

    That is what leads out of the source folder, a folder that leads to itself, and what is no
    file (a pipe would have the build wait for ever). Sphinx would read all of it.
    """
    for folder in _folders(Globs(globs)):
        if leads_out(srcdir, folder):
            yield folder, _outside(folder)
            continue
        for place, names, files in _walk(srcdir, folder, outdir):
            notes = [name for name in files if name.lower().endswith(MARKDOWN_SUFFIXES)]
            for path in (place / name for name in (*names, *notes)):
                shown = path.relative_to(srcdir).as_posix()
                if problem := _stray(srcdir, path, shown):
                    yield shown, problem


def _stray(srcdir: Path, path: Path, shown: str) -> Problem | None:
    """Return why an entry of a folder of notes may not be read."""
    mode = path.lstat().st_mode
    if not stat.S_ISLNK(mode):
        told = f"{shown!r} is no file"
        usable = stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        return None if usable else Problem(ProblemCode.NOTE_UNREADABLE, told)
    if leads_out(srcdir, shown):
        return _outside(shown)
    if Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(path)):
        return Problem(ProblemCode.NOTE_OUTSIDE, f"{shown!r} leads to a folder that it is in")
    return None


def _outside(path: str) -> Problem:
    message = f"{path!r} leads out of the source folder"
    return Problem(ProblemCode.NOTE_OUTSIDE, message)
