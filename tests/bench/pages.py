"""400 note pages, next to the same files as plain pages of MyST, both outside of any toctree."""

from __future__ import annotations

from .measure import PAIRS, compare_builds, table
from .projects import ALONE, note_pages, plain_pages

COUNT = 400
AIM = 1.15


def report(pairs: int = PAIRS) -> str:
    """Return the table."""
    ours, theirs = note_pages(COUNT, index=ALONE), plain_pages(COUNT, index=ALONE)
    return table(compare_builds(f"{COUNT} note pages", ours, theirs, aim=AIM, pairs=pairs))


if __name__ == "__main__":
    print(report())
