"""A build after one of 1,000 notes was edited, next to one with nothing changed.

The page with the index of all is written again too; what that takes is measured apart, by a build
that only finds that page missing, and taken off.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from .measure import PAIRS, Measure, table, tell
from .projects import ALONE, CARDS, note_pages, plain_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from .measure import Site

COUNT = 1_000
AIM = 1.5
NOTE = "people/person-0500"
NOTHING, INDEX, TEXT, HEADLINE = (
    "nothing changed",
    "the index",
    "a text edited",
    "a headline edited",
)
NUMBERS = count()


def touch_nothing(_site: Site) -> None:
    """Leave everything as it is."""


def lose_the_index(site: Site) -> None:
    """Have only the page with the index written again."""
    Path(site.out, "index.html").unlink()


def edit_the_text(site: Site) -> None:
    """Change what only the note's own page shows."""
    note = site.source / f"{NOTE}.md"
    note.write_text(f"{note.read_text('utf-8')}\n\nEdited {next(NUMBERS)} times.\n", "utf-8")


def edit_the_headline(site: Site) -> None:
    """Change what the index shows too."""
    note = site.source / f"{NOTE}.md"
    kept = [line for line in note.read_text("utf-8").split("\n") if "headline: " not in line]
    note.write_text("\n".join([kept[0], f"headline: Edit {next(NUMBERS)}", *kept[1:]]), "utf-8")


def times(site: Site, edits: dict[str, Callable[[Site], None]], rounds: int) -> dict[str, list]:
    """Return the processor time of builds after each kind of edit, in rounds."""
    taken: dict[str, list[float]] = {what: [] for what in edits}
    for number in range(rounds):
        for what, edit in edits.items():
            edit(site)
            taken[what].append(site.build().seconds)
        tell(f"edits, round {number + 1} of {rounds}")
    return taken


def report(pairs: int = PAIRS) -> str:
    """Return the table; its last lines are of plain pages without an index."""
    with note_pages(COUNT, index=CARDS).unpacked() as site:
        site.build()
        ours = times(
            site,
            {
                NOTHING: touch_nothing,
                INDEX: lose_the_index,
                TEXT: edit_the_text,
                HEADLINE: edit_the_headline,
            },
            pairs,
        )
    with plain_pages(COUNT, index=ALONE).unpacked() as site:
        site.build()
        theirs = times(site, {NOTHING: touch_nothing, TEXT: edit_the_text}, pairs)
    nothing = ours[NOTHING]
    writing = [with_it - without for with_it, without in zip(ours[INDEX], nothing, strict=True)]
    rows = [Measure(f"writing {COUNT:,} cards", writing, nothing, None)]
    for what in (TEXT, HEADLINE):
        rest = [whole - cards for whole, cards in zip(ours[what], writing, strict=True)]
        rows.append(Measure(f"{what}, besides that", rest, nothing, AIM))
    rows += [
        Measure("ours and plain pages, nothing changed", nothing, theirs[NOTHING], None),
        Measure("plain pages, a text edited", theirs[TEXT], theirs[NOTHING], None),
    ]
    heads = f"After an edit of one of {COUNT:,} notes, next to a build with nothing changed:"
    return f"{heads}\n{table(rows)}"


if __name__ == "__main__":
    print(report())
