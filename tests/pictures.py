"""Image files for tests, drawn with Pillow; their colours say what one sees of them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

RED, GREEN, BLUE = (230, 20, 20), (20, 180, 20), (20, 20, 230)


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """Return an image as a file."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def plain(width: int, height: int, colour: Any = GREEN, mode: str = "RGB") -> Image.Image:
    """Return an image of one colour."""
    return Image.new(mode, (width, height), colour)


def stripes(width: int, height: int, *, across: bool = True) -> Image.Image:
    """Return an image in three parts, red, green and blue, from the left or from the top."""
    image = plain(3, 1)
    image.putdata([RED, GREEN, BLUE])
    if not across:
        image = image.transpose(Image.Transpose.ROTATE_270)
    return image.resize((width, height), Image.Resampling.NEAREST)


def opened(content: bytes) -> Image.Image:
    """Return what a file shows."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def colour(image: Image.Image, across: float = 0.5, down: float = 0.5) -> str:
    """Return which of the colours an image has at a place, in parts of its width and height."""
    place = (int(image.width * across), int(image.height * down))
    seen = image.convert("RGB").getpixel(place)
    known = {"red": RED, "green": GREEN, "blue": BLUE, "white": (255, 255, 255)}
    for name, rgb in known.items():
        if all(abs(a - b) < 40 for a, b in zip(rgb, seen, strict=True)):
            return name
    return str(seen)
