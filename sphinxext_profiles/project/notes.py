"""The notes of a project: finding, reading and remembering them.

A note is read once for each content that it has had; what was read lies in the domain.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import stat
from os.path import isfile
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from sphinx.environment import CONFIG_OK

from sphinxext_profiles.frontmatter.keys import is_true, read_front_matter
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.source import read_file, split_note, within
from sphinxext_profiles.people.globs import Globs
from sphinxext_profiles.people.note_files import (
    MARKDOWN_SUFFIXES,
    leads_out,
    matched,
    may_be_note,
    strays,
)
from sphinxext_profiles.problems import Level, Problem, ProblemCode
from sphinxext_profiles.reporting import in_file, report, report_note

from .config import ProfilesConfig
from .domain import profile_domain
from .records import StoredNote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.model import Profile, Value


class NoteError(Exception):
    """A note that was asked for can't be shown; the problem says why."""

    def __init__(self, code: ProblemCode, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code, message)


def locate(env: BuildEnvironment, docname: str, argument: str) -> str:
    """Return the path below the source folder that an argument on a page means.

    It is relative to the page, or to the source folder with a leading `/`; the suffix may be
    left out. Raises NoteError where it leads out of the source folder or there is no such file.
    """
    folder = posixpath.dirname(docname)
    relative = posixpath.normpath(
        argument.lstrip("/") if argument.startswith("/") else posixpath.join(folder, argument)
    )
    path = _inside(Path(env.srcdir), Path(env.srcdir, relative), relative)
    for candidate in (path, *(path.with_name(path.name + suffix) for suffix in MARKDOWN_SUFFIXES)):
        if isfile(candidate):  # noqa: PTH113  # `Path.is_file` raises for names that can't be
            return _showable(candidate.relative_to(Path(env.srcdir).resolve()), argument)
    # A page that shows a missing note is read again once it is there.
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


def _inside(srcdir: Path, path: Path, shown: str) -> Path:
    """Return a path with its symbolic links followed, if it lies in the source folder."""
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise NoteError(ProblemCode.NOTE_UNREADABLE, f"{shown!r}: {error}") from error
    if not resolved.is_relative_to(srcdir.resolve()):
        message = f"{shown!r} leads out of the source folder"
        raise NoteError(ProblemCode.NOTE_OUTSIDE, message)
    return resolved


def load(env: BuildEnvironment, path: str, *, whole: bool = True) -> Profile:
    """Return the profile of the note at a path below the source folder.

    If not the `whole` is asked for, it is read as deep as a card needs (see `read_profile`).
    Problems are reported when the note is read, not again when it is only asked for. Raises
    NoteError where the file can't be read.
    """
    domain = profile_domain(env)
    file = Path(env.srcdir, path)
    try:
        if leads_out(Path(env.srcdir), path):
            message = f"{path!r} leads out of the source folder"
            raise NoteError(ProblemCode.NOTE_OUTSIDE, message)
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NoteError(ProblemCode.NOTE_UNREADABLE, f"the note {path!r} is no file")
        stored = domain.notes.get(path)
        stamp = (status.st_mtime_ns, status.st_size)
        if stored and (stored.modified, stored.size) == stamp and _deep_enough(stored, whole):
            return stored.profile
        limit = ProfilesConfig.from_sphinx(env.config).max_note_bytes
        text, problems = read_file(file, limit)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        message = f"the note {path!r} could not be opened: {reason}"
        raise NoteError(ProblemCode.NOTE_UNREADABLE, message) from error
    return remember(env, path, text, problems, stamp=stamp, whole=whole)


def _deep_enough(stored: StoredNote, whole: bool) -> bool:
    """Return whether a note was read as deep as it is asked for."""
    return bool(stored.packed_whole) or not whole


def remember(
    env: BuildEnvironment,
    path: str,
    text: str,
    problems: tuple[Problem, ...] = (),
    *,
    stamp: tuple[int, int] = (0, 0),
    whole: bool = True,
) -> Profile:
    """Read a note's text, unless it is the one read before, and return its profile.

    `stamp` is the file's time of change in nanoseconds and its size in bytes. Of a text that was
    read for a card, and is now read whole, only the problems of the rest are reported.
    """
    config = ProfilesConfig.from_sphinx(env.config)
    domain = profile_domain(env)
    digest = _digest(text, config)
    stored = domain.notes.get(path)
    if stored and stored.digest == digest and _deep_enough(stored, whole):
        if stamp != (0, 0):
            domain.notes[path] = stored._replace(modified=stamp[0], size=stamp[1])
        return stored.profile
    tracking = frozenset(config.tracking_parameters)
    limit = config.max_note_bytes
    profile, found = read_profile(text, path, tracking=tracking, whole=whole, max_bytes=limit)
    if stored and stored.digest == digest:
        # The card, which is all that the library knows of a note, is the same.
        domain.notes[path] = stored.with_whole(profile)
        problems = tuple(problem for problem in found if problem not in stored.reported)
    else:
        problems = (*problems, *found)
        declared = _declaration(dict(profile.fields))
        reported = tuple(found if config.warn_advice else filter(_is_reported, found))
        domain.record_note(path, StoredNote.of(profile, reported, stamp, digest, declared))
    report_note(problems, str(Path(env.srcdir, path)), advice=config.warn_advice)
    return profile


def _is_reported(problem: Problem) -> bool:
    """Return whether a build reports a problem that doesn't ask for advice."""
    return problem.level is not Level.ADVICE


def page_text(env: BuildEnvironment, path: str, text: str) -> str:
    """Return what is read of a page that is a note: its text as Sphinx hands it over, or less."""
    limit = ProfilesConfig.from_sphinx(env.config).max_note_bytes
    file = Path(env.srcdir, path)
    large = file.is_file() and file.stat().st_size > limit
    return read_file(file, limit)[0] if large else within(text, limit)[0]


def _digest(text: str, config: ProfilesConfig) -> str:
    """Return a digest of a text and of what changes how it is read and reported."""
    # As Sphinx hands a page's text over, so that a page is not read twice.
    content = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    settings = (config.tracking_parameters, config.warn_advice)
    told = f"{settings}\0{content}".encode("utf-8", "replace")
    return hashlib.blake2b(told, digest_size=16).hexdigest()


def _declaration(fields: dict[str, Value]) -> tuple[bool, bool]:
    """Return whether a front matter says that its page is a profile, and that it is none."""
    says = (
        fields.get("type") == "profile"
        or fields.get("layout") == "profile"
        or is_true(fields.get("profile"))
    )
    return says, fields.get("profile") is False


def scan(app: Sphinx, env: BuildEnvironment, to_read: frozenset[str]) -> None:
    """Find the project's notes before any page is read, and read those that changed."""
    domain = profile_domain(env)
    if env.config_status != CONFIG_OK:
        # Settings change how a note is read whose file is the same.
        for path, stored in domain.notes.items():
            domain.notes[path] = stored._replace(modified=0)
    documents = {
        PurePosixPath(env.doc2path(docname, base=False)).as_posix(): docname
        for docname in env.found_docs
    }
    globs = ProfilesConfig.from_sphinx(env.config).notes
    known_files = set(matched(Path(env.srcdir), globs, Path(app.outdir)))
    # Sphinx follows links to folders, and what comes of that must not be a page like any other.
    meant = Globs(globs)
    known_files |= {path for path in documents if may_be_note(path, meant)}
    declared = set(_declared(env, documents, to_read)) - known_files
    pages: dict[str, str] = {}
    known: list[str] = []
    for path in sorted(known_files | declared):
        try:
            load(env, path, whole=path in documents)
        except NoteError:
            continue  # a page that asks for it says so
        stored = domain.notes[path]
        if stored.is_profile or (path in known_files and not stored.opts_out):
            known.append(path)
            if path in documents:
                pages[documents[path]] = path
    for path in [path for path in domain.notes if not Path(env.srcdir, path).is_file()]:
        del domain.notes[path]
    domain.record_known(known, pages)


def leave_out_strays(app: Sphinx, config: Config) -> None:
    """Report what no note may be in the folders of notes, and keep Sphinx from reading it."""
    globs = ProfilesConfig.from_sphinx(config).notes
    patterns = []
    for path, problem in strays(Path(app.srcdir), globs, Path(app.outdir)):
        report(problem, location=in_file(Path(app.srcdir, path)))
        # A pattern that matches this name, whatever is in it.
        patterns.append(re.sub(r"[\[*?]", "?", path))
    config.exclude_patterns = [*config.exclude_patterns, *patterns]


def _declared(
    env: BuildEnvironment, documents: dict[str, str], to_read: frozenset[str]
) -> Iterator[str]:
    """Yield the pages whose front matter says that they are profiles.

    A page that is not to be read again is what it was.
    """
    before = profile_domain(env).pages
    limit = ProfilesConfig.from_sphinx(env.config).max_note_bytes
    for path, docname in documents.items():
        if docname not in to_read:
            if docname in before:
                yield path
        elif path.lower().endswith(MARKDOWN_SUFFIXES):
            try:
                text = read_file(Path(env.srcdir, path), limit)[0]
            except OSError:
                continue  # Sphinx reports a page that it can't read
            if _declares(text):
                yield path


def _declares(text: str) -> bool:
    """Return whether a page's front matter says that it is a profile.

    Most pages don't have the word in their beginning: only the others are parsed.
    """
    head = text[:10_000]
    if "profile" not in head or not head.lstrip("\ufeff \t\r\n").startswith(("---", "+++")):
        return False
    front_matter, _ = read_front_matter(split_note(text)[0])
    return _declaration(dict(front_matter.fields))[0]
