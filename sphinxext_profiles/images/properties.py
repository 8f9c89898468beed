"""What is known of an image file once Pillow has opened it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import NamedTuple

from .formats import FORMATS, Format

_EDITION = 1
"""Counts the changes to `thumbnails` and `metadata` that show in what it makes."""


class Facts(NamedTuple):
    """What is to be known of an image to say what is made of it."""

    format: str = ""
    """Pillow's name of it."""
    size: tuple[int, int] = (0, 0)
    """Of the upright image, in pixels."""
    moving: bool = False
    clear: bool = False
    """Whether pixels may be transparent."""
    orientation: int = 1
    """How the stored pixels are to be turned, 1 to 8 as in EXIF."""
    tells: bool = False
    """Whether its file tells more than the image, such as the place where it was taken."""
    fault: str = ""
    """Why nothing can be made of it: the end of a sentence that begins with the file."""


def format_called(name: str) -> Format:
    """Return what is to be known of a format, by Pillow's name of it."""
    return FORMATS[name.lower()]


def recipe() -> str:
    """Return what makes thumbnails, so that they are made anew when it changes.

    It is empty without Pillow.
    """
    if find_spec("PIL") is None:
        return ""
    try:
        return f"{_EDITION}, Pillow {version('pillow')}"
    except PackageNotFoundError:  # one that was built from its source
        return f"{_EDITION}, Pillow"
