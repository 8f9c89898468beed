"""The notes that a command is given: files, folders and patterns."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.source import read_file
from sphinxext_profiles.people.library import note_paths
from sphinxext_profiles.people.note_files import leads_out
from sphinxext_profiles.problems import Level, Problem, ProblemCode

from .output import print_line

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable, Iterator

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.project.config import ProfilesConfig


class Reading(NamedTuple):
    """A file that was to be read, and what came of it."""

    path: str
    profile: Profile | None
    """None when the file can't be had."""
    problems: tuple[Problem, ...]
    text: str = ""


def add_argument(parser: ArgumentParser) -> None:
    """Let a command take notes."""
    parser.add_argument(
        "notes",
        nargs="+",
        metavar="NOTE",
        help="a note, a folder (its Markdown files, those in folders below too, but no index or "
        "README), or a pattern such as 'people/*.md'",
    )


def read_notes(names: Iterable[str], config: ProfilesConfig) -> Iterator[Reading]:
    """Yield what comes of each note, in the order in which they are named, each once.

    Of the notes in a folder that is named, those that lead out of it are not read.
    """
    folders = {path: folder for name in names for path, folder in _paths(name)}
    for path, folder in folders.items():
        if folder is not None and leads_out(folder, path.absolute()):
            problem = Problem(ProblemCode.NOTE_OUTSIDE, f"{path.name} leads out of {folder}")
            yield Reading(path.as_posix(), None, (problem,))
        else:
            yield _read(path, config)


def _paths(name: str) -> Iterator[tuple[Path, Path | None]]:
    """Yield the files that a name means, each with the folder that was named, if one was."""
    path = Path(name)
    if path.is_dir():
        yield from ((note, path) for note in note_paths(path))
    else:
        yield from ((file, None) for file in _files(path, name))


def _files(path: Path, name: str) -> list[Path]:
    """Return the files that a pattern means; one that means none stands for itself."""
    if not path.exists() and glob.has_magic(name):
        # Shells do this, but not all of them, and not in quotes.
        return sorted(Path(path.anchor).glob(name.removeprefix(path.anchor))) or [path]
    return [path]


def _read(path: Path, config: ProfilesConfig) -> Reading:
    shown = path.as_posix()
    try:
        text, problems = read_file(path, config.max_note_bytes)
    except FileNotFoundError:
        problem = Problem(ProblemCode.NOTE_MISSING, "there is no such note")
        return Reading(shown, None, (problem,))
    except OSError as error:
        message = f"the note could not be opened: {error.strerror}"
        return Reading(shown, None, (Problem(ProblemCode.NOTE_UNREADABLE, message),))
    tracking = frozenset(config.tracking_parameters)
    profile, found = read_profile(text, shown, tracking=tracking, max_bytes=config.max_note_bytes)
    return Reading(shown, profile, (*problems, *found), text)


def report(readings: Iterable[Reading]) -> bool:
    """Print errors and warnings to standard error; return whether one is an error."""
    failed = False
    for reading in readings:
        for problem in reading.problems:
            if problem.level is not Level.ADVICE:
                print_line(as_line(file_name(reading.path), problem))
                failed = failed or problem.level is Level.ERROR
    return failed


def file_name(path: str) -> str:
    """Return a path with its real name: without a UTF-8 locale Python has bytes for letters."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def as_line(path: str, problem: Problem) -> str:
    """Return a problem as `file:line: code message`; one of a whole file is at its first line."""
    return f"{path}:{problem.line or 1}: {problem.code.value} {problem.message}"
