"""`sphinx-profiles check`: all problems of notes, advice included."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections import Counter
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.fetch.lockfile import LockError
from sphinxext_profiles.fetch.storage import Storage
from sphinxext_profiles.note.blocked import blocked, keys_problem
from sphinxext_profiles.note.gallery import remote_photo
from sphinxext_profiles.people.files.people_files import is_people_file
from sphinxext_profiles.problems import Level, Problem, ProblemCode, did_you_mean

from . import notes, settings
from .findings import FORMATS, Finding
from .output import print_line, write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxext_profiles.model import Image, Profile
    from sphinxext_profiles.note.allowed import Gate
    from sphinxext_profiles.project.config import ProfilesConfig

    from .settings import Project

NAME = "check"
HELP = "Report all problems of notes, advice included."

_CODES = tuple(code.value for code in ProblemCode)


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    notes.add_argument(parser, people=True)
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default=next(iter(FORMATS)),
        help="format of the output (default: %(default)s)",
    )
    for name, what in (("select", "report only"), ("ignore", "don't report")):
        parser.add_argument(
            f"--{name}",
            metavar="CODES",
            type=parse_codes,
            action="extend",
            default=[],
            help=f"{what} these codes, separated by commas; `reference-*` stands for several",
        )
    settings.add_argument(parser)


def parse_codes(argument: str) -> list[str]:
    """Return the codes that match a list of patterns, which are separated by commas.

    Raises `ArgumentTypeError` for a pattern that matches none.
    """
    codes: list[str] = []
    for glob in filter(None, map(str.strip, argument.split(","))):
        matching = [code for code in _CODES if fnmatchcase(code, glob)]
        if not matching:
            raise ArgumentTypeError(
                f"there is no code {glob!r}{did_you_mean(get_close_matches(glob, _CODES))}"
            )
        codes += matching
    return codes


def run(arguments: Namespace) -> int:
    """Report the problems; return 1 for errors, warnings, and advice that `--select` names."""
    folder = Path(arguments.conf) if arguments.conf else None
    project = settings.read_project(folder)
    files = list(notes.read_notes(arguments.notes, project, people=True))
    selected = frozenset(arguments.select or _CODES).difference(arguments.ignore)
    copies = _copies(folder or Path(), project.config.image_dir)
    findings = [
        finding
        for finding in all_findings(files, project, copies)
        if finding.problem.code.value in selected
    ]
    write_file(FORMATS[arguments.format](findings).encode())
    print_line(_summary(files, findings))
    return int(
        any(
            finding.problem.level is not Level.ADVICE
            or finding.problem.code.value in arguments.select
            for finding in findings
        )
    )


def _copies(folder: Path, image_dir: str) -> AbstractSet[str]:
    """Return the addresses in a project's lock file; a build reports a file that is broken."""
    try:
        return Storage(folder / image_dir).entries().keys()
    except LockError:
        return frozenset()


def all_findings(
    files: Sequence[notes.NoteFile],
    project: Project,
    copies: AbstractSet[str],
) -> Iterator[Finding]:
    """Yield the problems of notes, note by note, sorted by line.

    `copies` are the addresses of which `sphinx-profiles fetch` keeps a record.
    """
    config = project.config
    gate = config.gate()
    joined = notes.join_people(files, project)
    shared: dict[str, list[Problem]] = {}
    for path, problem in (*joined.library.problems(), *joined.problems):
        shared.setdefault(path, []).append(problem)
    for file in files:
        problems = [
            *file.problems,
            *blocked(file.text, gate, config.grammar),
            *shared.get(file.path, ()),
        ]
        if file.profile is not None:
            problems += _keys(file.profile, gate)
            problems += _images(file.profile, Path(file.file).parent, project.folder)
            problems += () if file.profile.entry else _remote_photo(file.profile, copies, config)
        for problem in sorted(problems, key=lambda problem: problem.line):
            placed = replace(problem, line=file.line + max(problem.line, 1) - 1)
            yield Finding(notes.file_name(file.file), placed if file.line > 1 else problem)


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


def _remote_photo(
    profile: Profile, copies: AbstractSet[str], config: ProfilesConfig
) -> Iterator[Problem]:
    """Yield the photo that the front matter names, if it is remote and no page can show it."""
    photo = profile.portrait
    if photo is None or photo.source in copies or config.shows(photo.source):
        return
    if photo.named and photo.remote:
        yield remote_photo(photo.source, photo.line)


def _file(image: Image, folder: Path, source: Path | None) -> Path | None:
    """Return the file of an image, None for a remote one and if the source folder is unknown."""
    if image.remote or ":" in image.source.partition("/")[0]:
        return None
    if image.source.startswith("/"):
        return source / image.source.lstrip("/") if source else None
    return folder / image.source


def _summary(files: Sequence[notes.NoteFile], findings: Iterable[Finding]) -> str:
    """Return the numbers of notes and entries, and of problems of each level."""
    entries = sum(bool(file.profile and file.profile.entry) for file in files)
    count = sum(not is_people_file(file.file) for file in files)
    levels = Counter(finding.problem.level for finding in findings)
    read = [f"{count} note{'s' * (count != 1)}"] if count or not entries else []
    read += [f"{entries} {'entry' if entries == 1 else 'entries'}"] if entries else []
    counts = [
        f"{levels[level]} {word if levels[level] == 1 else plural}"
        for level, word, plural in (
            (Level.ERROR, "error", "errors"),
            (Level.WARNING, "warning", "warnings"),
            (Level.ADVICE, "advice", "advice"),
        )
        if levels[level]
    ]
    return f"{' and '.join(read)}: {', '.join(counts) or 'no problems'}"
