"""Reading 1,000 notes, next to a bare Markdown parse and a bare YAML load of the same texts.

The second row is what `sphinx-profiles check` does with them: it also looks for what is blocked.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinxext_profiles.note.allowed import Gate
from sphinxext_profiles.note.blocked import blocked
from sphinxext_profiles.note.reader import read_profile

from .corpus import make_notes
from .measure import PAIRS, in_pairs, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .corpus import Note

COUNT = 1000
AIM = 1.25
GATE = Gate()
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BARE = (
    MarkdownIt("commonmark", {"store_labels": True})
    .enable("table")
    .use(front_matter_plugin)
    .use(footnote_plugin)
)


def read(note: Note) -> None:
    """Read a note with this project's reader."""
    read_profile(note.text, f"people/{note.stem}.md")


def check(note: Note) -> None:
    """Read a note, and look for what it may not do."""
    read(note)
    blocked(note.text, GATE)


def parse(note: Note) -> None:
    """Parse a note and load its front matter, and do nothing with them."""
    tokens = BARE.parse(note.text, {})
    yaml.load(tokens[0].content, Loader=LOADER)  # noqa: S506 - a safe loader, in C


def report(pairs: int = PAIRS) -> str:
    """Return the table."""
    notes = make_notes(COUNT)

    def timed(work: Callable[[Note], None]) -> Callable[[], float]:
        def run() -> float:
            gc.collect()
            start = time.process_time()
            for note in notes:
                work(note)
            return time.process_time() - start

        return run

    for note in notes[:50]:  # what is made once and kept, is made before
        check(note)
        parse(note)
    rows = ((f"read {COUNT:,} notes", read, AIM), (f"check {COUNT:,} notes", check, None))
    return table(
        [
            in_pairs(what, timed(ours), timed(parse), aim=aim, pairs=pairs)
            for what, ours, aim in rows
        ]
    )


if __name__ == "__main__":
    print(report())
