"""The notes that a command is called with: files, folders and patterns."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.people.files.people_files import (
    is_people_file,
    profiles_of,
    read_people_file,
)
from sphinxext_profiles.people.joining import join
from sphinxext_profiles.people.library import note_paths
from sphinxext_profiles.people.note_files import matched, read_note_file
from sphinxext_profiles.problems import Level, Problem, ProblemCode
from sphinxext_profiles.project.people_files import PeopleSource, entry_reader, people_sources

from .output import print_line
from .settings import SettingsError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.people.files.shapes import Entries
    from sphinxext_profiles.people.joining import Joined
    from sphinxext_profiles.project.config import ProfilesConfig

    from .settings import Project


class NoteFile(NamedTuple):
    """The file of a note, with what was read from it."""

    path: str
    profile: Profile | None
    """None if the file can't be read."""
    problems: tuple[Problem, ...]
    text: str = ""
    line: int = 1
    """The line of its file at which the text begins: that of an entry of a people file."""

    @property
    def file(self) -> str:
        """The file itself, which has other entries too."""
        return self.profile.file if self.profile else self.path


def add_argument(parser: ArgumentParser, *, people: bool = False) -> None:
    """Add the argument for notes; with `people` it may be left out."""
    what = (
        "a note, a folder (all Markdown files in it and its subfolders except index and README), or"
        " a pattern such as 'people/*.md'"
    )
    whole = "; without any, those that profiles_notes selects" if people else ""
    parser.add_argument("notes", nargs="*" if people else "+", metavar="NOTE", help=what + whole)


def read_notes(
    names: Sequence[str], project: Project, *, people: bool = False
) -> Iterator[NoteFile]:
    """Yield each note once, in the order of `names`.

    With `people` the entries of people files are included: of those that are named, and then of
    those of the project. Without names it is all of the project. Notes in a folder that lead out
    of it are not read. Raises `SettingsError` if there is nothing to read.
    """
    config = project.config
    folders = {path: folder for name in names for path, folder in _paths(name)}
    if people and not names:
        folders = _of_project(project)
    sources = _sources(project) if people else []
    own = {path.resolve() for path, _ in sources}
    for path, folder in folders.items():
        if not (people and is_people_file(path.name)):
            yield _read(path, folder, config)
        elif path.resolve() not in own:
            yield from _read_people(path, config)
    for path, source in sources:
        if isinstance(source, Problem):
            yield NoteFile(path.as_posix(), None, (source,))
        else:
            yield from _entries(source.read(), path, config)


def _of_project(project: Project) -> dict[Path, Path | None]:
    """Return the notes that a project's settings select."""
    folder, config = project.folder, project.config
    if folder is None or not (config.notes or config.people):
        message = "no NOTE is given, and no conf.py with profiles_notes or profiles_people"
        raise SettingsError(message)
    found = matched(folder, config.notes, folder / "_build")
    return {folder / path: folder for path in sorted(found)}


def _sources(project: Project) -> list[tuple[Path, PeopleSource | Problem]]:
    """Return the people files of a project, each with its path from here."""
    folder = project.folder
    if folder is None:
        return []
    conf = folder / "conf.py"
    return [
        (conf if isinstance(it, Problem) else Path(os.path.normpath(folder / it.path)), it)
        for it in people_sources(project.config.people, folder, conf)
    ]


def _read_people(path: Path, config: ProfilesConfig) -> Iterator[NoteFile]:
    """Yield what is wrong with a people file, then its entries."""
    name = path.as_posix()
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"the file can't be opened: {error.strerror}"
        yield NoteFile(name, None, (Problem(ProblemCode.PEOPLE_FILE, message),))
        return
    yield from _entries(read_people_file(content, name), path, config)


def _entries(people: Entries, path: Path, config: ProfilesConfig) -> Iterator[NoteFile]:
    """Yield what is wrong with the people of a file, then each of them."""
    name = path.as_posix()
    entries, problems = profiles_of(people, name, entry_reader(config))
    yield NoteFile(name, None, tuple(problems))
    for profile, line, text in entries:
        yield NoteFile(profile.path, profile, (), text, line)


def join_people(files: Sequence[NoteFile], project: Project) -> Joined:
    """Return everybody in the files, each person once for each language, as a build does."""
    profiles = [file.profile for file in files if file.profile is not None]
    return join(
        [profile for profile in profiles if not profile.entry],
        [profile for profile in profiles if profile.entry],
        project.lang,
        trusted=project.config.trust_notes,
        avatars=project.config.avatars,
    )


def _paths(name: str) -> Iterator[tuple[Path, Path | None]]:
    """Yield the files that a name stands for, each with the folder if the name is that of one."""
    path = Path(name)
    if path.is_dir():
        yield from ((note, path) for note in note_paths(path))
    else:
        yield from ((file, None) for file in _files(path, name))


def _files(path: Path, name: str) -> list[Path]:
    """Return the files that match a pattern, or the pattern itself if none does."""
    if not path.exists() and glob.has_magic(name):
        # Not every shell expands patterns, and none does in quotes.
        return sorted(Path(path.anchor).glob(name.removeprefix(path.anchor))) or [path]
    return [path]


def _read(path: Path, folder: Path | None, config: ProfilesConfig) -> NoteFile:
    name = path.as_posix()
    text, file_problems = read_note_file(path, config.max_note_bytes, folder)
    if text is None:
        return NoteFile(name, None, file_problems)
    profile, problems = config.read(text, name)
    return NoteFile(name, profile, (*file_problems, *problems), text)


def report(files: Iterable[NoteFile]) -> bool:
    """Print errors and warnings to standard error; return whether there are errors."""
    failed = False
    for file in files:
        for problem in file.problems:
            if problem.level is not Level.ADVICE:
                print_line(as_line(file_name(file.path), problem))
                failed = failed or problem.level is Level.ERROR
    return failed


def file_name(path: str) -> str:
    """Return a path with its real letters: in a locale without UTF-8 Python has bytes instead."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def as_line(path: str, problem: Problem) -> str:
    """Return a problem as `file:line: code message`; that of a whole file is at line 1."""
    return f"{path}:{problem.line or 1}: {problem.code.value} {problem.message}"
