"""`sphinx-profiles fetch`: local copies of remote images, for builds."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.fetch.client import Client
from sphinxext_profiles.fetch.fetching import Fetcher, Outcome, prune, verify
from sphinxext_profiles.fetch.lockfile import LockError
from sphinxext_profiles.fetch.schedule import Manners
from sphinxext_profiles.fetch.storage import Storage, StorageError
from sphinxext_profiles.people.accounts import AVATAR, described
from sphinxext_profiles.people.note_files import leads_out
from sphinxext_profiles.problems import ProblemCode

from . import notes, settings
from .output import print_line
from .progress import Progress, weight

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Sequence

    from sphinxext_profiles.fetch.guard import GuardedAdapter
    from sphinxext_profiles.people.accounts import Account

    from .notes import NoteFile
    from .settings import Project

NAME = "fetch"
HELP = "Download the remote images of people, so that builds show local copies."


class Place(NamedTuple):
    """Where a note shows an image."""

    path: str
    line: int


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    notes.add_argument(parser, people=True)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--frozen",
        action="store_true",
        help="use no network; fail if a copy is missing or was changed",
    )
    mode.add_argument(
        "--update", action="store_true", help="download images that have changed since"
    )
    parser.add_argument(
        "--prune",
        action="store_true",
        help="delete copies that these notes don't use; name all notes of the project",
    )
    settings.add_argument(parser)


def run(
    arguments: Namespace, adapter: GuardedAdapter | None = None, manners: Manners | None = None
) -> int:
    """Fetch the images; return 1 if an image is missing then, or a note couldn't be read."""
    if arguments.frozen and arguments.prune:
        raise settings.SettingsError("--frozen changes nothing, so it can't be used with --prune")
    # Builds of this project look for the copies in the folder that its settings name.
    here = Path() if Path("conf.py").is_file() else None
    conf = Path(arguments.conf) if arguments.conf else here
    project = settings.read_project(conf)
    config = project.config
    root = conf or Path()
    storage = Storage(root / config.image_dir)
    if leads_out(root, config.image_dir):
        raise settings.SettingsError(f"{storage.folder.as_posix()} leads out of {root.absolute()}")
    files = list(notes.read_notes(arguments.notes, project, people=True))
    failed = notes.report(files)
    places, avatars = remote_images(files, project)
    try:
        if arguments.frozen:
            tally = _follow(verify(storage, places, avatars), places)
        else:
            with storage.alone(_report_waiting):
                client = Client(config.image_max_bytes, adapter=adapter)
                fetcher = Fetcher(
                    storage, client, svg=config.image_svg, manners=manners or Manners()
                )
                outcomes = fetcher.fetch(places, avatars, update=arguments.update)
                tally = _follow(outcomes, places)
                if arguments.prune and not failed:
                    tally.removed = prune(storage, places)
    except LockError as error:
        place = f"{storage.lock_path.as_posix()}:{error.line or 1}"
        print_line(f"{place}: {ProblemCode.IMAGE_LOCK.value} {error}")
        return 1
    except StorageError as error:
        print_line(str(error))
        return 1
    print_line(f"{tally.summary()}, in {storage.folder.as_posix()}", sys.stdout)
    return int(failed or tally.failed > 0)


def remote_images(
    files: Sequence[NoteFile], project: Project
) -> tuple[dict[str, list[Place]], dict[str, tuple[Account, ...]]]:
    """Return the remote images that builds would show, each with all places that name it.

    Those that are avatars are in the second mapping, with the accounts that may have them.
    """
    joined = notes.join_people(files, project)
    by_path = {file.path: file for file in files if file.profile is not None}
    bases = {profile.path for profile in joined.library}
    places: dict[str, list[Place]] = {}
    avatars: dict[str, tuple[Account, ...]] = {}
    for path, file in by_path.items():
        profile = file.profile
        if profile is None or (profile.entry and path not in bases):
            continue  # what an entry adds to a note is part of that
        profile = joined.fill(profile)
        for image in profile.pictures:
            where, line = profile.origin(image)
            place = _place(by_path[where], line)
            if image.remote and place not in places.setdefault(image.source, []):
                places[image.source].append(place)
            if image.source.startswith(AVATAR):
                avatars[image.source] = joined.avatars[path]
    return places, avatars


def _place(file: NoteFile, line: int) -> Place:
    """Return the place of a line of a note or of an entry."""
    return Place(notes.file_name(file.file), file.line + max(line, 1) - 1)


@dataclass
class _Tally:
    """Numbers of images by outcome."""

    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    absent: int = 0
    removed: int | None = None
    size: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.size += outcome.size
        if outcome.fault:
            self.failed += 1
        elif outcome.asked:
            self.absent += 1
        elif outcome.size:
            self.fetched += 1
        else:
            self.unchanged += 1

    def summary(self) -> str:
        """Return the numbers as a line of text."""
        total = self.fetched + self.unchanged + self.failed + self.absent
        parts = [f"{self.fetched} fetched ({weight(self.size)})" if self.fetched else "0 fetched"]
        parts += [f"{self.unchanged} already there", f"{self.failed} failed"]
        if self.absent:
            parts.append(f"{self.absent} not found")
        if self.removed is not None:
            parts.append(f"{self.removed} removed")
        return f"{total} remote image{'s' * (total != 1)}: {', '.join(parts)}"


def _follow(outcomes: Iterable[Outcome], places: dict[str, list[Place]]) -> _Tally:
    """Show and count the outcomes."""
    tally = _Tally()
    with Progress(len(places), sys.stderr) as progress:
        for outcome in outcomes:
            tally.count(outcome)
            failed = bool(outcome.fault)
            progress.step(*_lines(outcome, places), failed=failed, size=outcome.size)
    return tally


def _lines(outcome: Outcome, places: dict[str, list[Place]]) -> list[str]:
    """Return the outcome for an image; a failure has a line for every place that shows it."""
    if outcome.fault:
        return [
            f"{path}:{line or 1}: {ProblemCode.IMAGE_FAILED.value} "
            f"{described(outcome.source)} {outcome.fault}"
            for path, line in places[outcome.source]
        ]
    if outcome.asked:
        return [
            f"{path}:{line or 1}: no picture at {', '.join(outcome.asked)}: name a `photo`, or run"
            " the command with --update once there is one"
            for path, line in places[outcome.source]
        ]
    done = f"fetched, {weight(outcome.size)}" if outcome.size else "already there"
    return [f"{_shown(outcome)}: {done}"]


def _shown(outcome: Outcome) -> str:
    """Return what a line says of an image that is there: its address, or whose picture it is."""
    if not outcome.source.startswith(AVATAR):
        return outcome.source
    account = outcome.entry.avatar if outcome.entry else ""
    return f"{described(outcome.source)} ({account})"


def _report_waiting() -> None:
    print_line("waiting for another run in the same folder to end")
