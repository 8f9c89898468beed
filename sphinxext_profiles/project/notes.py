"""The notes of a project: which files they are, and reading each once.

A note is read again only when its text changes; the domain keeps the profile.
"""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from docutils.parsers.rst import directives, roles
from sphinx.environment import CONFIG_OK

from sphinxext_profiles.note.source import read_file, within
from sphinxext_profiles.people.globs import Globs
from sphinxext_profiles.people.note_files import (
    MARKDOWN_SUFFIXES,
    declaration,
    declares,
    leads_out,
    matched,
    may_be_note,
    passed_over_message,
    strays,
)
from sphinxext_profiles.problems import Level, Problem, ProblemCode
from sphinxext_profiles.reporting import in_file, inform, report, report_note

from .config import ProfilesConfig
from .data import StoredNote
from .domain import page_file, profile_domain
from .people_files import read_people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.model import Profile


class NoteError(Exception):
    """A note that was asked for can't be shown; the problem says why."""

    def __init__(self, code: ProblemCode, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code, message)


def load(env: BuildEnvironment, path: str, *, whole: bool = True, again: bool = False) -> Profile:
    """Return the profile of the note at a path from the source folder.

    Unless `whole`, a new text is read only as far as a card needs (see `read_profile`). With
    `again` an extension may make another text of the same file. Problems are reported when a note
    is read, and not again each time its profile is needed. Raises NoteError if the file can't be
    read.
    """
    domain = profile_domain(env)
    if path in domain.entries:
        return domain.notes[path].profile  # the build has read its people file already
    file = Path(env.srcdir, path)
    try:
        if leads_out(Path(env.srcdir), path):
            message = f"{path!r} leads out of the source folder"
            raise NoteError(ProblemCode.NOTE_OUTSIDE, message)
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NoteError(ProblemCode.NOTE_UNREADABLE, f"the note {path!r} is not a file")
        stored = domain.notes.get(path)
        stamp = (status.st_mtime_ns, status.st_size)
        same = stored and (stored.modified, stored.size) == stamp and not (again and has_hooks(env))
        if stored and same and _deep_enough(stored, whole):
            return stored.profile
        limit = ProfilesConfig.from_sphinx(env.config).max_note_bytes
        text, problems = read_file(file, limit)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        message = f"the note {path!r} could not be opened: {reason}"
        raise NoteError(ProblemCode.NOTE_UNREADABLE, message) from error
    text = text if problems else handed_over(env, path, text)
    return remember(env, path, text, problems, stamp=stamp, whole=whole)


def has_hooks(env: BuildEnvironment) -> bool:
    """Return whether an extension may change the text of pages before Sphinx reads them.

    Sphinx's own extensions only watch.
    """
    return any(
        not (listener.handler.__module__ or "").startswith("sphinx.ext.")
        for listener in env.events.listeners.get("source-read", ())
    )


def handed_over(env: BuildEnvironment, path: str, text: str) -> str:
    """Return the text of a note as Sphinx hands it over to be read, if the note is a page."""
    docname = env.path2doc(path)
    if docname not in env.found_docs or not has_hooks(env) or page_file(env, docname) != path:
        return text
    content = [_as_read(text)]
    current = env.temp_data.get("docname", "")
    # `intersphinx` sets these for a page, and Sphinx resets them after it.
    lookups = directives.directive, roles.role
    env.temp_data["docname"] = docname
    try:
        env.events.emit("source-read", docname, content)
    finally:
        env.temp_data["docname"] = current
        directives.directive, roles.role = lookups
    return within(content[0], ProfilesConfig.from_sphinx(env.config).max_note_bytes)[0]


def note_text(env: BuildEnvironment, path: str) -> str:
    """Return the text of a note that was read, or the Markdown of an entry."""
    if entry := profile_domain(env).entries.get(path):
        return entry.text
    limit = ProfilesConfig.from_sphinx(env.config).max_note_bytes
    text, problems = read_file(Path(env.srcdir, path), limit)
    return text if problems else handed_over(env, path, text)


def _deep_enough(stored: StoredNote, whole: bool) -> bool:
    """Return whether as much of a note was read as is needed now."""
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
    """Return the profile of a note with this text, which is read if it is new.

    `problems` are those of the file; `stamp` is its modification time in nanoseconds and its size
    in bytes. When a text that was read for a card is now read whole, only the problems of the
    rest are reported.
    """
    config = ProfilesConfig.from_sphinx(env.config)
    domain = profile_domain(env)
    digest = _digest(text, config)
    stored = domain.notes.get(path)
    if stored and stored.digest == digest and _deep_enough(stored, whole):
        if stamp != (0, 0):
            domain.notes[path] = stored._replace(modified=stamp[0], size=stamp[1])
        return stored.profile
    reading = config.read(text, path, whole=whole)
    profile = reading.profile
    if stored and stored.digest == digest:
        # The card is the same, and the library holds cards only.
        domain.notes[path] = stored.with_whole(profile)
        problems = tuple(p for p in reading.problems if p not in stored.reported)
    else:
        failed = any(problem.code is ProblemCode.NOTE_ENCODING for problem in problems)
        domain.record_decoding(path, failed=failed)
        problems = (*problems, *reading.problems)
        cut = any(problem.code is ProblemCode.NOTE_TOO_LARGE for problem in problems)
        states = (*declaration(dict(profile.fields)), profile.has_text or cut)
        reported = reading.problems if config.warn_advice else _without_advice(reading.problems)
        domain.record_note(path, StoredNote.of(profile, reported, stamp, digest, states))
    report_note(problems, str(Path(env.srcdir, path)), advice=config.warn_advice)
    return profile


def _without_advice(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems that every build reports."""
    return tuple(problem for problem in problems if problem.level is not Level.ADVICE)


def page_text(env: BuildEnvironment, path: str, text: str) -> str:
    """Return how much of a page that is a note is read: all that Sphinx hands over, or less."""
    limit = ProfilesConfig.from_sphinx(env.config).max_note_bytes
    file = Path(env.srcdir, path)
    large = file.is_file() and file.stat().st_size > limit
    return read_file(file, limit)[0] if large else within(text, limit)[0]


def _digest(text: str, config: ProfilesConfig) -> str:
    """Return a digest of a text and of the settings that change how it is read and reported."""
    grammar = config.grammar.settings
    settings = (config.tracking_parameters, config.warn_advice, config.schemes, grammar)
    # So that no page is read twice.
    data = f"{settings}\0{_as_read(text)}".encode("utf-8", "replace")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _as_read(text: str) -> str:
    """Return a text in the form in which Sphinx hands over the text of a page."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def scan(app: Sphinx, env: BuildEnvironment, to_read: frozenset[str]) -> None:
    """Find the project's notes before any page is read, and read those that changed."""
    domain = profile_domain(env)
    if env.config_status != CONFIG_OK:
        # A setting may change what is read from an unchanged file.
        for path, stored in domain.notes.items():
            domain.notes[path] = stored._replace(modified=0)
    unchanged = {page for page, path in domain.left_out.items() if _is_unchanged(env, path)}
    to_read -= unchanged  # they are new to Sphinx in every build
    documents = {page_file(env, docname): docname for docname in env.found_docs}
    config = ProfilesConfig.from_sphinx(env.config)
    globs = config.notes
    matching = set(matched(Path(env.srcdir), globs, Path(app.outdir)))
    # Sphinx follows links to folders: a page that it finds there may match a glob too.
    meant = Globs(globs)
    matching |= {path for path in documents if may_be_note(path, meant)}
    _report_passed_over(app, passed_over_message(Path(env.srcdir), globs, documents), matching)
    declared = set(_declared(env, documents, to_read)) - matching
    pages: dict[str, str] = {}
    left_out: dict[str, str] = {}
    known: list[str] = []
    for path in sorted(matching | declared):
        try:
            again = documents.get(path) in to_read
            load(env, path, whole=path in documents, again=again)
        except NoteError:
            continue  # reported by the page that shows it
        stored = domain.notes[path]
        if stored.is_profile or (path in matching and not stored.opts_out):
            known.append(path)
            if page := documents.get(path):
                is_page = config.pages == "all" or stored.has_text or page == env.config.root_doc
                (pages if is_page else left_out)[page] = path
    files = [path for path in domain.notes if path not in domain.entries]
    for path in [path for path in files if not Path(env.srcdir, path).is_file()]:
        del domain.notes[path]
    read_people(app, env)
    domain.record_known([*known, *domain.entries], pages, left_out)


def _is_unchanged(env: BuildEnvironment, path: str) -> bool:
    """Return whether the file of a note is the one that was read."""
    stored, file = profile_domain(env).notes.get(path), Path(env.srcdir, path)
    if stored is None or not file.is_file():
        return False
    status = file.stat()
    return (stored.modified, stored.size) == (status.st_mtime_ns, status.st_size)


def _report_passed_over(app: Sphinx, message: str, matching: set[str]) -> None:
    """Report files that `profiles_notes` selects and that are not Markdown.

    Among notes they are often other pages, and meant to be there. Where nothing else matches,
    somebody has taken them for notes.
    """
    if message and matching:
        inform(message)
    elif message:
        report(Problem(ProblemCode.CONFIG, message), location=in_file(app.confdir / "conf.py"))


def leave_out_strays(app: Sphinx, config: Config) -> None:
    """Report what may not be read in the folders of notes, and keep Sphinx from reading it."""
    globs = ProfilesConfig.from_sphinx(config).notes
    patterns = []
    for path, problem in strays(Path(app.srcdir), globs, Path(app.outdir)):
        report(problem, location=in_file(Path(app.srcdir, path)))
        # This very name, which may contain characters that mean something in a pattern.
        patterns.append(re.sub(r"[\[*?]", "?", path))
    config.exclude_patterns = [*config.exclude_patterns, *patterns]


def _declared(
    env: BuildEnvironment, documents: dict[str, str], to_read: frozenset[str]
) -> Iterator[str]:
    """Yield the pages whose front matter declares a profile.

    For a page that isn't read again, the last build knows.
    """
    before = profile_domain(env).pages | profile_domain(env).left_out
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
            if declares(text):
                yield path
