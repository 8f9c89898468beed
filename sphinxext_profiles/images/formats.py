"""What an image file is, by its first bytes; its name says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import imagesize

if TYPE_CHECKING:
    from pathlib import Path

MOST_PIXELS = 89_478_485
"""Pixels from which on Pillow warns of a decompression bomb (`Image.MAX_IMAGE_PIXELS`)."""

_HEAD = 4096
"""Bytes in which a file has to show what it is; an SVG may begin with long comments."""

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>[]*(?:\[.*?\]\s*)?>\s*)*"
    rb"<(?:svg:)?svg[\s>/]",
    re.DOTALL,
)


class Look(NamedTuple):
    """What the first bytes of a file tell."""

    kind: str = ""
    """Its format, empty for a file that is no image."""
    size: tuple[int, int] | None = None
    """Width and height in pixels as they are shown, turned as its EXIF data say."""
    fault: str = ""
    """Why it can't be shown: the end of a sentence that begins with the file."""
    huge: bool = False
    """Whether the fault is the number of its pixels."""


def look(file: Path) -> Look:
    """Return what a file is. Its pixels aren't read, and nothing is raised for what is in it."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
            width, height = imagesize.get(stream)
    except OSError as error:
        return Look(fault=f"can't be read: {error.strerror}")
    kind = kind_of(head)
    if not kind:
        return Look(fault="is no image" if head else "is empty")
    size = (round(width), round(height)) if width > 0 and height > 0 else None
    if kind == "svg":
        return Look(kind, size)
    if size is None:
        return Look(kind, fault="is damaged")
    if size[0] * size[1] > MOST_PIXELS:
        told = (
            f"has {size[0]} × {size[1]} pixels, which is more than {MOST_PIXELS // 10**6} million"
        )
        return Look(kind, size, fault=told, huge=True)
    return Look(kind, size)


def kind_of(head: bytes) -> str:
    """Return the format of an image whose file begins like this, empty for anything else."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and {b"avif", b"avis"} & _brands(head):
        return "avif"
    return "svg" if _SVG.match(head) else ""


def _brands(head: bytes) -> set[bytes]:
    """Return the brands in the first box of an ISO base media file (ISO/IEC 14496-12)."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[i : i + 4] for i in (8, *range(16, end, 4))}
