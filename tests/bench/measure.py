"""Measuring: two things in turn, the median of the ratios of the pairs.

What runs in turn drifts together when the machine slows down, so the ratios of pairs say more
than the ratio of two sums.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PAIRS = 5


class Cost(NamedTuple):
    """What a program cost."""

    seconds: float
    """Of processor time, that of its children too."""
    wall: float
    """Seconds from its start to its end."""
    megabytes: float
    """The most memory that it, or one of its children, had."""


class Measure(NamedTuple):
    """What was measured: seconds of both sides, one entry a pair, and the ratio aimed at."""

    what: str
    ours: list[float]
    theirs: list[float]
    aim: float | None

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return median(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    def row(self) -> tuple[str, ...]:
        """Return what the table shows."""
        ours, theirs = median(self.ours), median(self.theirs)
        aim = "" if self.aim is None else f"{self.aim}"
        return (self.what, f"{ours:.2f} s", f"{theirs:.2f} s", f"{self.ratio:.2f}", aim)


def in_pairs(
    what: str,
    ours: Callable[[], float],
    theirs: Callable[[], float],
    *,
    aim: float | None,
    pairs: int = PAIRS,
) -> Measure:
    """Run both sides in turn, the one that begins changing with each pair.

    Each side returns the seconds that it took.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(pairs):
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            times[side].append((ours, theirs)[side]())
        tell(f"{what}, pair {number + 1} of {pairs}")
    return Measure(what, *times, aim)


def tell(what: str) -> None:
    """Say how far it is."""
    print(what, file=sys.stderr, flush=True)


def table(measures: list[Measure]) -> str:
    """Return the measures as lines of text in columns."""
    heads = ("what", "ours", "theirs", "ratio", "aim")
    return columns([heads, *[measure.row() for measure in measures]])


def columns(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows as lines of text in columns; the first is to the left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    )


class Project(NamedTuple):
    """A Sphinx project: its settings, its files and what its index has to contain when built."""

    conf: str
    files: dict[str, str | bytes]
    proof: Callable[[Path], bool]

    def bare(self) -> Project:
        """Return the same project with nothing but an empty index."""
        return Project(self.conf, {"index.md": "# Nothing\n"}, lambda _out: True)

    def build(self, *options: str) -> Cost:
        """Build the project in fresh folders and return what it cost."""
        with self.unpacked() as site:
            return site.build(*options)

    @contextmanager
    def unpacked(self) -> Iterator[Site]:
        """Write the project into a folder that is gone afterwards."""
        with tempfile.TemporaryDirectory() as folder:
            site = Site(Path(folder, "source"), Path(folder, "out"), self.proof)
            for name, content in self._all_files():
                path = site.source / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            yield site

    def _all_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file with its bytes."""
        yield "conf.py", self.conf.encode()
        for name, content in self.files.items():
            yield name, content if isinstance(content, bytes) else content.encode()


class Site(NamedTuple):
    """A project in its folder, to be built once or again."""

    source: Path
    out: Path
    proof: Callable[[Path], bool]

    def build(self, *options: str) -> Cost:
        """Build what has to be built and return what it cost.

        Raises RuntimeError where the build fails, warns, or makes something else than meant.
        """
        sphinx = [sys.executable, "-m", "sphinx", "-q", "-W"]
        # A book takes in, with a warning, what else lies in its folder.
        doctrees = ("-d", f"{self.out}.doctrees")
        cost = run([*sphinx, *doctrees, *options, str(self.source), str(self.out)])
        if not self.proof(self.out):
            message = "the build did not make what is compared"
            raise RuntimeError(message)
        return cost


def run(command: list[str]) -> Cost:
    """Run a command and return what it cost.

    Raises RuntimeError with its last words where it fails.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _pid, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            raise RuntimeError(output.read()[-2000:])
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(used.ru_utime + used.ru_stime, wall, kilobytes / 1024)


def compare_builds(
    what: str, ours: Project, theirs: Project, *, aim: float, pairs: int = PAIRS
) -> list[Measure]:
    """Build both projects in turn; return the measure, and it without what an empty one takes.

    An empty one is built right before each, so that both see the machine in the same mood.
    """
    starts: tuple[list[float], list[float]] = ([], [])

    def side(project: Project, started: list[float]) -> Callable[[], float]:
        def build() -> float:
            started.append(project.bare().build().seconds)
            return project.build().seconds

        return build

    whole = in_pairs(what, side(ours, starts[0]), side(theirs, starts[1]), aim=aim, pairs=pairs)
    rest = (
        [seconds - start for seconds, start in zip(times, started, strict=True)]
        for times, started in zip((whole.ours, whole.theirs), starts, strict=True)
    )
    return [whole, Measure(f"{what}, start-up taken off", *rest, aim)]
