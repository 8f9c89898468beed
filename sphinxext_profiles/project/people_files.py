"""The people files of a project: reading those that changed before any page is read.

A file is parsed when its bytes or the settings change; the domain keeps its entries like notes.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.people.files.entry import read_entry
from sphinxext_profiles.people.files.people_files import (
    MOST_BYTES,
    people_of_values,
    profiles_of,
    read_people_file,
)
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.reporting import in_file, report, report_note

from .config import ProfilesConfig
from .data import EntryPlace, PeopleFile, StoredNote
from .domain import profile_domain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.frontmatter.tree import MappingNode
    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.note.reader import Reading
    from sphinxext_profiles.people.files.shapes import Entries

    from .domain import ProfileDomain


class PeopleSource(NamedTuple):
    """A file that `profiles_people` names, or the mappings in it."""

    path: str
    """From the source folder."""
    content: bytes | list[object]
    """The bytes of the file, or the mappings, whose file is `conf.py`."""

    @property
    def digest(self) -> str:
        """A digest of the content."""
        content = self.content
        data = content if isinstance(content, bytes) else repr(content).encode("utf-8", "replace")
        return _digest(data)

    def read(self) -> Entries:
        """Return the people in it."""
        if isinstance(self.content, bytes):
            return read_people_file(self.content, self.path)
        return people_of_values(self.content)


def people_sources(
    given: tuple[object, ...], srcdir: Path, conf: Path
) -> Iterator[PeopleSource | Problem]:
    """Yield the files that can be read, problems for the others, and then the mappings.

    `given` is the value of `profiles_people` in the file `conf`.
    """
    paths = [posixpath.normpath(it.replace("\\", "/")) for it in given if isinstance(it, str)]
    for path in dict.fromkeys(paths):
        try:
            with Path(srcdir, path).open("rb") as stream:
                yield PeopleSource(path, stream.read(MOST_BYTES + 1))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            message = f"profiles_people: {path!r} can't be opened: {reason}"
            yield Problem(ProblemCode.PEOPLE_FILE, message)
    if values := [entry for entry in given if not isinstance(entry, str)]:
        yield PeopleSource(Path(os.path.relpath(conf, srcdir)).as_posix(), values)


_OF_TEXT = (
    *("path", "entry", "name_line", "images", "sections", "citations", "references", "replaced"),
    *("residue", "has_text", "whole"),
)
"""What a profile takes from the text of another."""


def read_people(app: Sphinx, env: BuildEnvironment) -> None:
    """Read the people files that changed, and forget the entries that are gone."""
    domain = profile_domain(env)
    config = ProfilesConfig.from_sphinx(env.config)
    settings = (config.tracking_parameters, config.schemes, config.grammar.settings)
    sources = {source.path: source for source in _sources(app, config.people)}
    for path in [path for path in domain.people_files if path not in sources]:
        _forget(domain, path)
    for path, source in sources.items():
        digest = f"{source.digest} {settings} {config.warn_advice}"
        if path not in domain.people_files or domain.people_files[path].digest != digest:
            _forget(domain, path)
            domain.people_files[path] = PeopleFile(digest, _read(domain, source, config))
    domain.people_files = {path: domain.people_files[path] for path in sources}


def entry_reader(config: ProfilesConfig) -> Callable[[MappingNode, str, str], Reading]:
    """Return `read_entry` with the settings of a project."""
    tracking = frozenset(config.tracking_parameters)
    return partial(read_entry, tracking=tracking, schemes=config.schemes, grammar=config.grammar)


def depend_on(env: BuildEnvironment, profile: Profile) -> None:
    """Record that the current page is to be read again when a note or an entry changes.

    Sphinx would read all pages that depend on a people file again for any of its entries.
    """
    domain = profile_domain(env)
    domain.shown_entries.setdefault(env.docname, {})[profile.path] = said_of(domain, profile.path)
    if profile.path not in domain.entries:
        env.note_dependency(profile.path)


def with_text(env: BuildEnvironment, profile: Profile) -> Profile:
    """Return a profile with the text of the first entry about the person, if it has none itself."""
    domain = profile_domain(env)
    lang = domain.library.lang
    same = (
        entry
        for entry in domain.joined.parts.get(profile.path, ())
        if entry.has_text and (entry.lang or lang) == (profile.lang or lang)
    )
    entry = None if profile.has_text else next(same, None)
    if entry is None:
        return profile
    depend_on(env, entry)
    whole = domain.notes[entry.path].profile
    portrait = profile.portrait
    if portrait:
        portrait = replace(portrait, path=portrait.path or profile.path)
    text = {name: getattr(whole, name) for name in _OF_TEXT}
    return replace(profile, portrait=portrait or whole.portrait, **text)


def said_of(domain: ProfileDomain, path: str) -> str:
    """Return a digest of all that entries say of the person of a note or an entry."""
    entry = domain.entries.get(path)
    return (entry.digest if entry else "") + domain.joined.digest(path)


def _sources(app: Sphinx, given: tuple[object, ...]) -> Iterator[PeopleSource]:
    """Yield the files that can be read, then the mappings; report the other files."""
    conf = Path(app.confdir, "conf.py")
    for source in people_sources(given, Path(app.srcdir), conf):
        if isinstance(source, Problem):
            report(source, location=in_file(conf))
        else:
            yield source


def _forget(domain: ProfileDomain, path: str) -> None:
    """Forget a people file and its entries."""
    file = domain.people_files.pop(path, None)
    for entry in file.paths if file else ():
        domain.notes.pop(entry, None)
        domain.entries.pop(entry, None)


def _read(domain: ProfileDomain, source: PeopleSource, config: ProfilesConfig) -> tuple[str, ...]:
    """Record the entries of a file, report what is wrong with it, and return their paths."""
    entries, problems = profiles_of(source.read(), source.path, entry_reader(config))
    for profile, line, text in entries:
        digest = _digest(f"{profile}\0{text}".encode("utf-8", "replace"))
        domain.entries[profile.path] = EntryPlace(source.path, line, text, digest)
        note = StoredNote.of(profile, (), (0, 0), digest, (True, False, True))
        domain.notes[profile.path] = note
    file = str(Path(domain.env.srcdir, source.path))
    report_note(problems, file, advice=config.warn_advice)
    return tuple(entry.profile.path for entry in entries)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
