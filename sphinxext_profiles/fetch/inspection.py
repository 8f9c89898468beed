"""Checking what a server returned: a complete, harmless image, and who made it."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

import imagesize

from sphinxext_profiles.images.formats import FORMATS, MOST_PIXELS, kind_of
from sphinxext_profiles.images.svg import check_svg
from sphinxext_profiles.images.svg_styles import UnsafeSvgError
from sphinxext_profiles.words.letters import one_line

_HEAD = 4096
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")
_ARTIST, _COPYRIGHT = 0x013B, 0x8298  # Exif 3.0, section 4.6
_LONGEST_CREDIT = 200


class NotAnImageError(Exception):
    """A response can't be used; the message is the end of a sentence that begins with the image."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


class Inspected(NamedTuple):
    """The properties of an image."""

    mime: str
    width: int | None
    """In pixels, as shown; None if an SVG states no size."""
    height: int | None
    credit: str = ""
    """Who made it, if the file says so."""


def inspect(content: bytes, *, svg: bool) -> Inspected:
    """Return the properties of an image, from its bytes and not from what the server called it.

    With Pillow its pixels are read too, to detect incomplete images. `svg` says whether SVG is
    accepted. Raises `NotAnImageError`.
    """
    kind = kind_of(content[:_HEAD])
    if not kind:
        raise NotAnImageError(_described(content))
    if kind == "svg":
        sides = _size_of_svg(content, svg=svg) or (None, None)
        return Inspected(FORMATS[kind].media_type, *sides)
    width, height = imagesize.get(io.BytesIO(content))
    if width <= 0 or height <= 0:
        raise NotAnImageError("is damaged: it has no size")
    if width * height > MOST_PIXELS:
        raise NotAnImageError(f"has {width:.0f} × {height:.0f} pixels, which is too many")
    credit = _credit_of_whole(content, kind)
    return Inspected(FORMATS[kind].media_type, round(width), round(height), credit)


def _described(content: bytes) -> str:
    if not content:
        return "is empty"
    if content.lstrip()[:20].lower().startswith(_PAGES):
        return "is a web page, not an image"
    return "is not an image"


def _size_of_svg(content: bytes, *, svg: bool) -> tuple[int, int] | None:
    if not svg:
        raise NotAnImageError("is an SVG, which is refused unless profiles_image_svg is set")
    try:
        return check_svg(content)
    except UnsafeSvgError as error:
        raise NotAnImageError(str(error)) from error


def _credit_of_whole(content: bytes, kind: str) -> str:
    """Read all pixels of an image, and return who made it according to its EXIF data."""
    try:
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # an extra
    except ImportError:
        return ""
    try:
        # No other formats: for some of them Pillow starts programs.
        with Image.open(io.BytesIO(content), formats=[kind.upper()]) as image:
            image.load()
            data = image.getexif()
    except UnidentifiedImageError:
        if kind == "avif":  # which Pillow need not be able to read
            return ""
        raise NotAnImageError("is damaged") from None
    except Exception as error:  # decoders raise whatever they stumble over
        raise NotAnImageError(f"is damaged: {error}") from error
    return _text(data.get(_ARTIST)) or _text(data.get(_COPYRIGHT))


def _text(value: Any) -> str:
    """Return a text of EXIF data as one printable line."""
    if not isinstance(value, str):
        return ""
    printable = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(printable.split())[:_LONGEST_CREDIT]
