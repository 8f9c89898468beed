"""The formats of images, and which of them a file has: by its first bytes, not by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import imagesize

if TYPE_CHECKING:
    from pathlib import Path


class Format(NamedTuple):
    """What is to be known of a format."""

    media_type: str
    suffixes: tuple[str, ...]
    """How names of its files end, first the end that is used for new ones."""
    signatures: tuple[bytes, ...] = ()
    """How its files begin, where that is a matter of fixed bytes."""
    lossless: bool = False
    """Whether it is for drawings, which a photo's compression may blur or make larger."""
    animated: bool = False
    """Whether several frames are an animation. In a JPEG they are views of a scene (MPO)."""
    pixels: bool = True
    """Whether it is for Pillow. Its names there are ours in capitals."""


FORMATS = {
    "png": Format(
        "image/png", ("png", "apng"), (b"\x89PNG\r\n\x1a\n",), lossless=True, animated=True
    ),
    "jpeg": Format("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), (b"\xff\xd8\xff",)),
    "gif": Format("image/gif", ("gif",), (b"GIF87a", b"GIF89a"), lossless=True, animated=True),
    "webp": Format("image/webp", ("webp",), animated=True),
    "avif": Format("image/avif", ("avif",), animated=True),
    "bmp": Format("image/bmp", ("bmp",), (b"BM",), lossless=True),
    "tiff": Format("image/tiff", ("tiff", "tif"), (b"II*\x00", b"MM\x00*")),
    "svg": Format("image/svg+xml", ("svg",), pixels=False),
}
"""All that are shown; of the others that Pillow knows, some start programs."""

MOST_PIXELS = 89_478_485
"""Pixels from which on Pillow warns of a decompression bomb (`Image.MAX_IMAGE_PIXELS`)."""

_HEAD = 4096
"""Bytes in which a file has to show what it is; an SVG may begin with long comments."""

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
    for kind, entry in FORMATS.items():
        if head.startswith(entry.signatures):
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
