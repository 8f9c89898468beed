"""What is said about the markup of other programs: once a note, with its amount."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinxext_profiles.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = {
    "template": ("template tag", "template tags"),
    "wikilink": ("wikilink", "wikilinks"),
}


def other_markup(tokens: Sequence[tuple[str, int]]) -> tuple[Problem, ...]:
    """Return the problem of a note's tokens: the type of each, and its line."""
    if not tokens:
        return ()
    counts = Counter(kind for kind, _ in tokens)
    amounts = [
        f"{counts[kind]} {one if counts[kind] == 1 else several}"
        for kind, (one, several) in _NAMES.items()
        if counts[kind]
    ]
    message = f"markup of other programs, the first on this line: {' and '.join(amounts)}"
    return (Problem(ProblemCode.OTHER_MARKUP, message, min(line for _, line in tokens)),)
