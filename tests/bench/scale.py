"""How time and memory grow with the number of notes, all in an index of cards and one of faces.

Then 1,000 notes with an index, next to the same files as plain pages of MyST outside any toctree.
"""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from .measure import columns, compare_builds, table, tell
from .projects import ALONE, CARDS, FACES, note_pages, plain_pages

COUNTS = (500, 1_000, 2_000, 5_000)
COMPARED = 1_000
PAIRS = 1
AIM = 1.15
INDEXES = {"index": f"{CARDS}\n```{{toctree}}\n:hidden:\nfaces\n```\n", "faces": FACES}


class Point(NamedTuple):
    """What a build of so many notes cost, without what an empty project takes."""

    seconds: float
    megabytes: float


def point(count: int) -> Point:
    """Build a project of so many notes."""
    project = note_pages(count, **INDEXES)
    start, cost = project.bare().build(), project.build()
    return Point(cost.seconds - start.seconds, cost.megabytes - start.megabytes)


def curve(rounds: int) -> str:
    """Return the table of what a note costs in projects of several sizes.

    Each round builds all of them one after the other; the table has the medians.
    """
    points: dict[int, list[Point]] = {count: [] for count in COUNTS}
    for number in range(rounds):
        for count, found in points.items():
            found.append(point(count))
            tell(f"{count:,} notes, round {number + 1} of {rounds}")
    rows = [("notes", "time", "per note", "ratio", "aim", "memory", "per note")]
    first = median(found.seconds for found in points[COUNTS[0]]) / COUNTS[0]
    for count, found in points.items():
        seconds, megabytes = (median(values) for values in zip(*found, strict=True))
        rows.append(
            (
                f"{count:,}",
                f"{seconds:.1f} s",
                f"{1000 * seconds / count:.1f} ms",
                f"{seconds / count / first:.2f}",
                f"{AIM}",
                f"{megabytes:.0f} MB",
                f"{megabytes / count:.3f} MB",
            )
        )
    return columns(rows)


def report(pairs: int = PAIRS) -> str:
    """Return both tables."""
    ours = note_pages(COMPARED, index=CARDS)
    theirs = plain_pages(COMPARED, index=ALONE)
    what = f"{COMPARED:,} note pages and an index"
    compared = compare_builds(what, ours, theirs, aim=AIM, pairs=2 * pairs)
    return f"{curve(pairs)}\n\n{table(compared)}"


if __name__ == "__main__":
    print(report())
