"""Run every benchmark and print one table."""

from __future__ import annotations

import argparse

from . import cards, pages, read
from .measure import PAIRS, table


def main() -> None:
    """Run the benchmarks."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--pairs", type=int, default=PAIRS, help="how often each side runs")
    pairs = parser.parse_args().pairs
    print(table([row for part in (read, cards, pages) for row in part.measure(pairs)]))


main()
