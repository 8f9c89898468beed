"""Run benchmarks and print a table for each.

Without a name those run that take a minute or few, about ten minutes in all. `scale` takes about
fifteen minutes, `sidebar` and `people` about ten, `thumbnails`, `growth` and `bylines` about
five; `all` is everything.
"""

from __future__ import annotations

import argparse
from importlib import import_module

from .measure import tell

QUICK = ("read", "cards", "pages", "citations", "incremental", "parallel", "weight")
SLOW = ("people", "publications", "scale", "sidebar", "thumbnails", "outputs", "growth", "bylines")
PARTS = (*QUICK, *SLOW)


def main() -> None:
    """Run the benchmarks."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=(*PARTS, "all"), metavar="part", default=QUICK)
    parser.add_argument("--pairs", type=int, help="how often each side runs")
    chosen = parser.parse_args()
    pairs = {} if chosen.pairs is None else {"pairs": chosen.pairs}
    for name in PARTS if "all" in chosen.parts else chosen.parts:
        tell(f"== {name}")
        print(import_module(f"{__package__}.{name}").report(**pairs), end="\n\n", flush=True)


main()
