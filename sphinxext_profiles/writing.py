"""Writing a file as a whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ".*.part"
"""Matches the files that a process has left half-written when it was killed."""


def write_whole(file: Path, content: bytes, *, lasting: bool = False) -> None:
    """Write a file in the place of another: whoever reads it finds the old one or the new one.

    `lasting` waits until it would be there after a loss of power. Raises OSError, which names a
    file, and leaves nothing half-written.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        part.replace(file)
        if lasting:
            _sync(file.parent)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        if error.filename is None:  # as where a disk is full
            error.filename = str(file)
        raise


def _sync(folder: Path) -> None:
    """Wait until the names in a folder are kept; Windows can't open a folder."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
