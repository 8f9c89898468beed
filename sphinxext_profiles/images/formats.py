"""The formats of images, and which of them a file has: by its first bytes, not by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import imagesize

if TYPE_CHECKING:
    from pathlib import Path


class Format(NamedTuple):
    """The properties of a format."""

    media_type: str
    suffixes: tuple[str, ...]
    """Of its file names; new files get the first."""
    signatures: tuple[bytes, ...] = ()
    """Bytes that its files begin with, if they are fixed."""
    lossless: bool = False
    """Whether it is for drawings, which photo compression would blur or enlarge."""
    animated: bool = False
    """Whether several frames make an animation; in a JPEG they are views of a scene (MPO)."""
    pixels: bool = True
    """Whether Pillow reads it, under this name in capitals."""


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
"""All accepted formats. For some others, Pillow starts programs."""

MOST_PIXELS = 89_478_485
"""Above this, Pillow warns of a decompression bomb (`Image.MAX_IMAGE_PIXELS`)."""

_HEAD = 4096
"""Bytes that must reveal the format; an SVG may begin with long comments."""

_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>[]*(?:\[.*?\]\s*)?>\s*)*"
    rb"<(?:svg:)?svg[\s>/]",
    re.DOTALL,
)


class Look(NamedTuple):
    """What the first bytes of a file reveal."""

    kind: str = ""
    """Its format; empty if it is not an image."""
    size: tuple[int, int] | None = None
    """Width and height in pixels, as shown: turned as the EXIF data say."""
    fault: str = ""
    """Why it can't be shown: the end of a sentence that begins with the file."""
    huge: bool = False
    """Whether the fault is the number of its pixels."""


def look(file: Path) -> Look:
    """Return what a file is. Does not read its pixels, and never raises for its content."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
            width, height = imagesize.get(stream)
    except OSError as error:
        return Look(fault=f"can't be read: {error.strerror}")
    kind = kind_of(head)
    if not kind:
        return Look(fault="is not an image" if head else "is empty")
    size = (round(width), round(height)) if width > 0 and height > 0 else None
    if kind == "svg":
        return Look(kind, size)
    if size is None:
        return Look(kind, fault="is damaged")
    if size[0] * size[1] > MOST_PIXELS:
        fault = (
            f"has {size[0]} × {size[1]} pixels, which is more than {MOST_PIXELS // 10**6} million"
        )
        return Look(kind, size, fault=fault, huge=True)
    return Look(kind, size)


def kind_of(head: bytes) -> str:
    """Return the format of an image that begins with these bytes; empty for anything else."""
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
