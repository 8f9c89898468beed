"""Measuring: processor time, two things in turn, the median of the ratios of the pairs.

What runs in turn drifts together when the machine slows down, so the ratios of pairs say more
than the ratio of two sums.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAIRS = 5


class Measure(NamedTuple):
    """What was measured: seconds of both sides, one entry a pair, and the ratio aimed at."""

    what: str
    ours: list[float]
    theirs: list[float]
    aim: float

    @property
    def ratio(self) -> float:
        """How many times as long ours takes."""
        return median(a / b for a, b in zip(self.ours, self.theirs, strict=True))

    def row(self) -> tuple[str, ...]:
        """Return what the table shows."""
        ours, theirs = median(self.ours), median(self.theirs)
        return (self.what, f"{ours:.2f} s", f"{theirs:.2f} s", f"{self.ratio:.2f}", f"{self.aim}")


def in_pairs(
    what: str,
    ours: Callable[[], float],
    theirs: Callable[[], float],
    *,
    aim: float,
    pairs: int = PAIRS,
) -> Measure:
    """Run both sides in turn, the one that begins changing with each pair.

    Each side returns the seconds that it took.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(pairs):
        for side in (0, 1) if number % 2 == 0 else (1, 0):
            times[side].append((ours, theirs)[side]())
        print(f"{what}, pair {number + 1} of {pairs}", file=sys.stderr, flush=True)
    return Measure(what, *times, aim)


def table(measures: list[Measure]) -> str:
    """Return the measures as lines of text in columns."""
    rows = [("what", "ours", "theirs", "ratio", "aim"), *[measure.row() for measure in measures]]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])],
        )
        for row in rows
    )


class Project(NamedTuple):
    """A Sphinx project: its settings, its files and what its index has to contain when built."""

    conf: str
    files: dict[str, str | bytes]
    proof: Callable[[Path], bool]

    def bare(self) -> Project:
        """Return the same project with nothing but an empty index."""
        return Project(self.conf, {"index.md": "# Nothing\n"}, lambda _out: True)

    def build(self) -> float:
        """Build the project in fresh folders and return the seconds of processor time it took.

        Raises RuntimeError where the build fails, warns, or makes something else than meant.
        """
        with tempfile.TemporaryDirectory() as folder:
            source, out = Path(folder, "source"), Path(folder, "out")
            for name, content in self._all_files():
                path = source / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            seconds = run([sys.executable, "-m", "sphinx", "-q", "-W", str(source), str(out)])
            if not self.proof(out):
                message = "the build did not make what is compared"
                raise RuntimeError(message)
            return seconds

    def _all_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file with its bytes."""
        yield "conf.py", self.conf.encode()
        for name, content in self.files.items():
            yield name, content if isinstance(content, bytes) else content.encode()


def run(command: list[str]) -> float:
    """Run a command and return the processor time that it used, in seconds.

    Raises RuntimeError with its last words where it fails.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            raise RuntimeError(output.read()[-2000:])
    return used.ru_utime + used.ru_stime


def compare_builds(
    what: str, ours: Project, theirs: Project, *, aim: float, pairs: int = PAIRS
) -> list[Measure]:
    """Build both projects in turn; return the measure, and it without what an empty one takes.

    An empty one is built right before each, so that both see the machine in the same mood.
    """
    starts: tuple[list[float], list[float]] = ([], [])

    def side(project: Project, started: list[float]) -> Callable[[], float]:
        def build() -> float:
            started.append(project.bare().build())
            return project.build()

        return build

    whole = in_pairs(what, side(ours, starts[0]), side(theirs, starts[1]), aim=aim, pairs=pairs)
    rest = (
        [seconds - start for seconds, start in zip(times, started, strict=True)]
        for times, started in zip((whole.ours, whole.theirs), starts, strict=True)
    )
    return [whole, Measure(f"{what}, start-up taken off", *rest, aim)]
