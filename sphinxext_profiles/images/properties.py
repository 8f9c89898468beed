"""The properties of an image file that Pillow has opened."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import NamedTuple

from .formats import FORMATS, Format

_EDITION = 1
"""Counts the changes to `thumbnails` and `metadata` that change pixels or bytes."""


class Facts(NamedTuple):
    """What decides which files are made from an image."""

    format: str = ""
    """Pillow's name for it."""
    size: tuple[int, int] = (0, 0)
    """Of the upright image, in pixels."""
    moving: bool = False
    clear: bool = False
    """Whether pixels may be transparent."""
    orientation: int = 1
    """How the stored pixels are to be turned, 1 to 8 as in EXIF."""
    tells: bool = False
    """Whether its file holds more than the image, such as the place where it was taken."""
    fault: str = ""
    """Why nothing can be made from it: the end of a sentence that begins with the file."""


def format_called(name: str) -> Format:
    """Return the format that Pillow calls by this name."""
    return FORMATS[name.lower()]


def recipe() -> str:
    """Return what thumbnails are made with: if it changes, they are made again.

    Empty without Pillow.
    """
    if find_spec("PIL") is None:
        return ""
    try:
        return f"{_EDITION}, Pillow {version('pillow')}"
    except PackageNotFoundError:  # one that was built from its source
        return f"{_EDITION}, Pillow"
