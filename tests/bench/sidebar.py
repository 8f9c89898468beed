"""1,000 note pages with an index, next to the same files as plain pages in a toctree, in furo.

furo, as most themes, shows the whole tree in every page, so the other side takes minutes.
"""

from __future__ import annotations

from .measure import compare_builds, table
from .projects import CARDS, TREE, note_pages, plain_pages

COUNT = 1_000
PAIRS = 1
AIM = 0.125
THEME = "furo"


def report(pairs: int = PAIRS) -> str:
    """Return the table."""
    ours = note_pages(COUNT, theme=THEME, index=CARDS)
    theirs = plain_pages(COUNT, theme=THEME, index=TREE)
    what = f"{COUNT:,} pages, an index or a toctree"
    return table(compare_builds(what, ours, theirs, aim=AIM, pairs=pairs))


if __name__ == "__main__":
    print(report())
