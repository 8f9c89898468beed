"""The file of a note: read up to a size, so that no file fills the memory or stops a build."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinxext_profiles.problems import Problem, ProblemCode

from .text import decode_note, front_matter_only

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 500_000
"""The size of the largest note that is read, unless the project says otherwise.

That is ten times a long biography, and three times a note with a thousand sources. What takes the
longest to read for its size, nothing but open brackets, takes half a minute then.
"""


def read_file(path: Path, limit: int) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a note's file, and what is wrong with the file.

    Of one that has more bytes than the limit no more is taken into memory; its text is the front
    matter alone. Raises `OSError` for a file that can't be read.
    """
    with path.open("rb") as file:
        content = file.read(limit + 1)
        size = os.fstat(file.fileno()).st_size
    if len(content) <= limit:
        return decode_note(content)
    text = content.decode("utf-8", errors="replace")
    return front_matter_only(text), (too_large(max(size, len(content)), limit),)


def within(text: str, limit: int) -> tuple[str, tuple[Problem, ...]]:
    """Return a note's text, its front matter alone when it has more bytes than the limit."""
    if 4 * len(text) <= limit:
        return text, ()
    size = len(text.encode("utf-8", errors="replace"))
    return (text, ()) if size <= limit else (front_matter_only(text), (too_large(size, limit),))


def too_large(size: int, limit: int) -> Problem:
    """Return the problem of a note that has more bytes than the limit."""
    message = (
        f"the note has {size:,} bytes, more than the {limit:,} of profiles_max_note_bytes; "
        "only its front matter is read"
    )
    return Problem(ProblemCode.NOTE_TOO_LARGE, message)
