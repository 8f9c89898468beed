"""Inputs to begin with: the tests' own notes, payloads and addresses, and what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parents[1]
KEPT = Path(__file__).with_name("corpus")
"""What fuzzing has found to be of interest, in a folder for each target."""


def seeds(target: str) -> Iterator[bytes]:
    """Yield the inputs of a target that the tests have anyway."""
    lines = [line for line in (TESTS / "payloads.txt").read_bytes().split(b"\n") if line]
    if target == "reader":
        yield from (path.read_bytes() for path in sorted(TESTS.glob("notes/*.md")))
        yield from (b"# Ada\n\n" + line for line in lines)
    else:
        table = (TESTS / "data/addresses.tsv").read_bytes()
        yield from (line.split(b"\t")[0] for line in table.split(b"\n") if line)
        yield from lines


def kept(target: str) -> Iterator[bytes]:
    """Yield what is kept in the corpus of a target."""
    yield from (path.read_bytes() for path in sorted((KEPT / target).iterdir()))
