"""`sphinx-profiles check`: everything that is wrong with notes, and what could be better."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections import Counter
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.note.blocked import blocked, keys_problem
from sphinxext_profiles.people.library import Library
from sphinxext_profiles.problems import Level, Problem, ProblemCode, did_you_mean

from . import notes, settings
from .findings import FORMATS, Found
from .output import print_line, write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_profiles.model import Image, Profile
    from sphinxext_profiles.note.allowed import Gate

NAME = "check"
HELP = "Report everything that is wrong with notes, and what could be better."

_CODES = tuple(code.value for code in ProblemCode)


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    notes.add_argument(parser)
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default=next(iter(FORMATS)),
        help="(default: %(default)s)",
    )
    for name, what in (("select", "report only"), ("ignore", "don't report")):
        parser.add_argument(
            f"--{name}",
            metavar="CODES",
            type=codes,
            action="extend",
            default=[],
            help=f"{what} these codes, apart by commas; `reference-*` means several",
        )
    settings.add_argument(parser)


def codes(argument: str) -> list[str]:
    """Return the codes that an argument means, apart by commas; raise for one that means none."""
    meant: list[str] = []
    for glob in filter(None, map(str.strip, argument.split(","))):
        found = [code for code in _CODES if fnmatchcase(code, glob)]
        if not found:
            raise ArgumentTypeError(
                f"there is no code {glob!r}{did_you_mean(get_close_matches(glob, _CODES))}"
            )
        meant += found
    return meant


def run(arguments: Namespace) -> int:
    """Report the problems; return 1 for errors, warnings, and advice that is asked for by name."""
    folder = Path(arguments.conf) if arguments.conf else None
    config = settings.read_settings(folder)
    readings = list(notes.read_notes(arguments.notes, config))
    selected = frozenset(arguments.select or _CODES).difference(arguments.ignore)
    found = [
        entry
        for entry in problems(readings, config.gate(), folder)
        if entry.problem.code.value in selected
    ]
    write_file(FORMATS[arguments.format](found).encode())
    print_line(_summary(len(readings), found))
    return int(
        any(
            entry.problem.level is not Level.ADVICE or entry.problem.code.value in arguments.select
            for entry in found
        )
    )


def problems(readings: Sequence[notes.Reading], gate: Gate, source: Path | None) -> Iterator[Found]:
    """Yield everything that is wrong with notes, note by note in the order of the lines.

    `source` is the project's source folder, if it is known: that of paths with a leading `/`.
    """
    library = Library(reading.profile for reading in readings if reading.profile is not None)
    among: dict[str, list[Problem]] = {}
    for path, problem in library.problems():
        among.setdefault(path, []).append(problem)
    for reading in readings:
        found = [*reading.problems, *blocked(reading.text, gate), *among.get(reading.path, ())]
        if reading.profile is not None:
            found += _keys(reading.profile, gate)
            found += _images(reading.profile, Path(reading.path).parent, source)
        for problem in sorted(found, key=lambda problem: problem.line):
            yield Found(notes.file_name(reading.path), problem)


def _keys(profile: Profile, gate: Gate) -> Iterator[Problem]:
    """Yield the problem of front matter that a note may not set."""
    if profile.myst_keys and not gate.trusted:
        yield keys_problem(profile.myst_keys)


def _images(profile: Profile, folder: Path, source: Path | None) -> Iterator[Problem]:
    """Yield the images of a note in a folder that are not there."""
    for image in profile.pictures:
        file = _file(image, folder, source)
        if file is not None and not file.is_file():
            message = f"there is no image {image.source!r}"
            yield Problem(ProblemCode.IMAGE_MISSING, message, image.line)


def _file(image: Image, folder: Path, source: Path | None) -> Path | None:
    """Return the file of an image, None for a remote one and where nobody can say."""
    if image.remote or ":" in image.source.partition("/")[0]:
        return None
    if image.source.startswith("/"):
        return source / image.source.lstrip("/") if source else None
    return folder / image.source


def _summary(count: int, found: Iterable[Found]) -> str:
    """Return how many problems of each level there are."""
    levels = Counter(entry.problem.level for entry in found)
    notes_read = "1 note" if count == 1 else f"{count} notes"
    told = [
        f"{levels[level]} {word if levels[level] == 1 else plural}"
        for level, word, plural in (
            (Level.ERROR, "error", "errors"),
            (Level.WARNING, "warning", "warnings"),
            (Level.ADVICE, "advice", "advice"),
        )
        if levels[level]
    ]
    return f"{notes_read}: {', '.join(told) or 'nothing to report'}"
