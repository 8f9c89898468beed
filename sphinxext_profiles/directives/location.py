"""Which file a directive's argument means."""

from __future__ import annotations

import posixpath
from os.path import isfile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from sphinxext_profiles.people.note_files import MARKDOWN_SUFFIXES
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.project.notes import NoteError

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def locate(env: BuildEnvironment, docname: str, argument: str) -> str:
    """Return the file that a directive's argument means, as a path from the source folder.

    An argument is relative to the page, or to the source folder with a leading `/`; the suffix
    is optional. Raises NoteError if it leads out of the source folder, or no such file exists.
    """
    folder = posixpath.dirname(docname)
    relative = posixpath.normpath(
        argument.lstrip("/") if argument.startswith("/") else posixpath.join(folder, argument)
    )
    path = _inside(Path(env.srcdir), Path(env.srcdir, relative), relative)
    for candidate in (path, *(path.with_name(path.name + suffix) for suffix in MARKDOWN_SUFFIXES)):
        if isfile(candidate):  # noqa: PTH113  # `Path.is_file` raises for impossible names
            return _showable(candidate.relative_to(Path(env.srcdir).resolve()), argument)
    # Once the note exists, the page has to be read again.
    env.note_dependency(relative)
    raise NoteError(ProblemCode.NOTE_MISSING, f"there is no note {argument!r}")


def _showable(path: PurePath, argument: str) -> str:
    """Return a path if it may be that of a note: a Markdown file that is not hidden."""
    if path.suffix.lower() in MARKDOWN_SUFFIXES and not any(
        part.startswith(".") for part in path.parts
    ):
        return path.as_posix()
    message = f"{argument!r} is not a note: only Markdown files that are not hidden can be shown"
    raise NoteError(ProblemCode.FILE_BLOCKED, message)


def _inside(srcdir: Path, path: Path, name: str) -> Path:
    """Return a path with its symbolic links resolved, if that is inside the source folder."""
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise NoteError(ProblemCode.NOTE_UNREADABLE, f"{name!r}: {error}") from error
    if not resolved.is_relative_to(srcdir.resolve()):
        message = f"{name!r} leads out of the source folder"
        raise NoteError(ProblemCode.NOTE_OUTSIDE, message)
    return resolved
