"""Images without their metadata: camera, place on Earth, author, texts.

Nothing is decoded: the pixels keep their bytes, and so do colour profiles and animations.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ORIENTATION = b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00%c" + bytes(6)
"""EXIF data that say only how to turn an image (EXIF 2.32, section 4.6)."""

_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The end of a JPEG's compressed pixels: in them 0xFF is followed by 0, or by a restart marker."""

_PNG_KEPT = frozenset(
    {b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"tRNS"}
    | {b"pHYs", b"hIST", b"sPLT", b"acTL", b"fcTL", b"fdAT"}
)
"""Chunks besides the critical ones that say how the image looks (PNG, third edition)."""


def bare(content: bytes, orientation: int = 1) -> bytes:
    """Return an image file without its metadata, and without anything after the image.

    `orientation` says how to turn it (EXIF's 1 to 8), and is kept. Damaged files, and formats other
    than JPEG, PNG and WebP, are returned as they are.
    """
    try:
        if content.startswith(b"\xff\xd8"):
            return b"".join(_jpeg(content, orientation))
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            return b"".join(_png(content, orientation))
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content, orientation)
    except (IndexError, ValueError):
        pass
    return content


def _jpeg(content: bytes, orientation: int) -> Iterator[bytes]:
    """Yield the parts of a JPEG to keep (ITU-T T.81, annex B; JFIF; Adobe's APP14)."""
    yield content[:2]
    if orientation != 1:
        exif = b"Exif\x00\x00" + _ORIENTATION % orientation
        yield b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    place = 2
    while (marker := content[place + 1]) != 0xD9:
        if content[place] != 0xFF:
            raise ValueError("there is no marker")
        if marker == 0xFF:  # a fill byte
            place += 1
            continue
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if marker == 0xDA:
            marker_after = _MARKER.search(content, end)
            if marker_after is None:
                raise ValueError("the image has no end")
            end = marker_after.start()
        if _stays(marker, content[place + 4 : place + 16]):
            yield content[place:end]
        place = end
    yield b"\xff\xd9"


def _stays(marker: int, head: bytes) -> bool:
    """Return whether a segment of a JPEG belongs to the image, unlike most APPn and comments."""
    if 0xE0 <= marker <= 0xEF:
        return marker in {0xE0, 0xEE} or head.startswith(b"ICC_PROFILE")
    return marker != 0xFE


def _png(content: bytes, orientation: int) -> Iterator[bytes]:
    """Yield the parts of a PNG to keep."""
    yield content[:8]
    place, kind = 8, b""
    while kind != b"IEND":
        end = place + 12 + int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8]
        if len(content) < end or len(kind) < 4:
            raise ValueError("a chunk is cut off")
        if kind[:1].isupper() or kind in _PNG_KEPT:
            yield content[place:end]
        if kind == b"IHDR" and orientation != 1:
            exif = b"eXIf" + _ORIENTATION % orientation
            size = (len(exif) - 4).to_bytes(4, "big")
            yield size + exif + zlib.crc32(exif).to_bytes(4, "big")
        place = end


def _webp(content: bytes, orientation: int) -> bytes:
    """Return a WebP file with the chunks to keep (RFC 9649, section 2.7)."""
    kept = []
    place, end = 12, 8 + int.from_bytes(content[4:8], "little")
    if len(content) < end:
        raise ValueError("the file is cut off")
    while place < end:
        kind = content[place : place + 4]
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        following = place + 8 + size + size % 2
        chunk = content[place:following]
        if kind == b"VP8X":
            flags = chunk[8] & ~0b1100 | (0b1000 if orientation != 1 else 0)
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if kind not in {b"EXIF", b"XMP "}:
            kept.append(chunk)
        place = following
    if orientation != 1:
        exif = _ORIENTATION % orientation
        kept.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
