"""A build of 1,000 notes by two processes, next to one by one: seconds by the clock."""

from __future__ import annotations

from .measure import in_pairs, table
from .projects import CARDS, note_pages

COUNT = 1_000
PAIRS = 2


def report(pairs: int = PAIRS) -> str:
    """Return the table, and how many times as fast it is."""
    project = note_pages(COUNT, index=CARDS)
    measure = in_pairs(
        f"{COUNT:,} notes with -j 2, without",
        lambda: project.build("-j", "2").wall,
        lambda: project.build().wall,
        aim=None,
        pairs=pairs,
    )
    return f"{table([measure])}\n{1 / measure.ratio:.2f} times as fast"


if __name__ == "__main__":
    print(report())
