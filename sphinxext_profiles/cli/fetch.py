"""`sphinx-profiles fetch`: local copies of remote images, which builds then use."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.fetch.client import Client
from sphinxext_profiles.fetch.fetching import Fetcher, Outcome, prune, verify
from sphinxext_profiles.fetch.lockfile import LockError
from sphinxext_profiles.fetch.schedule import Manners
from sphinxext_profiles.fetch.storage import Storage
from sphinxext_profiles.people.note_files import leads_out
from sphinxext_profiles.problems import ProblemCode

from . import notes, settings
from .output import print_line
from .progress import Progress, weight

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from sphinxext_profiles.fetch.guard import GuardedAdapter

    from .notes import Reading

NAME = "fetch"
HELP = "Bring the remote images of notes into the project, so that builds show local copies."


class Place(NamedTuple):
    """Where a note has an image."""

    path: str
    line: int


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    notes.add_argument(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--frozen",
        action="store_true",
        help="use no network; fail if a copy is missing or is not what came",
    )
    how.add_argument(
        "--update", action="store_true", help="ask again for what is there, in case it has changed"
    )
    parser.add_argument(
        "--prune",
        action="store_true",
        help="remove the copies that none of these notes uses: name all notes of the project",
    )
    settings.add_argument(parser)


def run(
    arguments: Namespace, adapter: GuardedAdapter | None = None, manners: Manners | None = None
) -> int:
    """Fetch the images; return 1 if one is not there then, or a note could not be had."""
    if arguments.frozen and arguments.prune:
        raise settings.SettingsError("--frozen changes nothing, so --prune can't go with it")
    # A build of this project looks for the copies where its settings say.
    here = Path() if Path("conf.py").is_file() else None
    conf = Path(arguments.conf) if arguments.conf else here
    config = settings.read_settings(conf)
    root = conf or Path()
    storage = Storage(root / config.image_dir)
    if leads_out(root, config.image_dir):
        raise settings.SettingsError(f"{storage.folder.as_posix()} leads out of {root.absolute()}")
    readings = list(notes.read_notes(arguments.notes, config))
    failed = notes.report(readings)
    places = remote_images(readings)
    try:
        if arguments.frozen:
            tally = _follow(verify(storage, places), places)
        else:
            with storage.alone(_say_waiting):
                client = Client(config.image_max_bytes, adapter=adapter)
                fetcher = Fetcher(
                    storage, client, svg=config.image_svg, manners=manners or Manners()
                )
                tally = _follow(fetcher.fetch(places, update=arguments.update), places)
                if arguments.prune and not failed:
                    tally.removed = prune(storage, places)
    except LockError as error:
        place = f"{storage.lock_path.as_posix()}:{error.line or 1}"
        print_line(f"{place}: {ProblemCode.IMAGE_LOCK.value} {error}")
        return 1
    print_line(f"{tally.summary()}, in {storage.folder.as_posix()}", sys.stdout)
    return int(failed or tally.failed > 0)


def remote_images(readings: Iterable[Reading]) -> dict[str, list[Place]]:
    """Return the remote images of notes, each once, with all places where it stands."""
    places: dict[str, list[Place]] = {}
    for reading in readings:
        profile = reading.profile
        if profile is not None:
            for image in profile.pictures:
                place = Place(notes.file_name(reading.path), image.line)
                if image.remote and place not in places.setdefault(image.source, []):
                    places[image.source].append(place)
    return places


@dataclass
class _Tally:
    """How many images came to what."""

    came: int = 0
    there: int = 0
    failed: int = 0
    removed: int | None = None
    size: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count what became of an image."""
        self.size += outcome.size
        if outcome.fault:
            self.failed += 1
        elif outcome.size:
            self.came += 1
        else:
            self.there += 1

    def summary(self) -> str:
        """Return all of it in a line."""
        total = self.came + self.there + self.failed
        told = [f"{self.came} fetched ({weight(self.size)})" if self.came else "0 fetched"]
        told += [f"{self.there} there already", f"{self.failed} failed"]
        if self.removed is not None:
            told.append(f"{self.removed} removed")
        return f"{total} remote image{'s' * (total != 1)}: {', '.join(told)}"


def _follow(outcomes: Iterable[Outcome], places: dict[str, list[Place]]) -> _Tally:
    """Show what becomes of the images, and count it."""
    tally = _Tally()
    with Progress(len(places), sys.stderr) as progress:
        for outcome in outcomes:
            tally.count(outcome)
            failed = bool(outcome.fault)
            progress.step(*_lines(outcome, places), failed=failed, size=outcome.size)
    return tally


def _lines(outcome: Outcome, places: dict[str, list[Place]]) -> list[str]:
    """Return what became of an image: if it failed, a line for every place that shows it."""
    if outcome.fault:
        return [
            f"{path}:{line or 1}: {ProblemCode.IMAGE_FAILED.value} "
            f"the image {outcome.source!r} {outcome.fault}"
            for path, line in places[outcome.source]
        ]
    done = f"fetched, {weight(outcome.size)}" if outcome.size else "there already"
    return [f"{outcome.source}: {done}"]


def _say_waiting() -> None:
    print_line("another run is at work in the same folder; waiting for its end")
