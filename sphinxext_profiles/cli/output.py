"""Printing: the only module of the commands that writes to the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinxext_profiles.words.letters import printable

if TYPE_CHECKING:
    from typing import TextIO


def print_line(text: str, stream: TextIO | None = None) -> None:
    """Print a message as one line, to standard error unless another stream is given.

    Text from notes, servers and lock files can't act on the terminal.
    """
    print(printable(text), file=stream or sys.stderr, flush=True)


def write_file(content: bytes) -> None:
    """Write a file to standard output, in UTF-8 whatever the locale is."""
    # Without buffers (`python -u`), Python's own stream writes only part of a long text.
    with open(sys.stdout.fileno(), "wb", closefd=False) as output:  # no path
        output.write(content)
