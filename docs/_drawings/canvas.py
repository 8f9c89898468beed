"""A small flat-colour canvas on Pillow: paths, strokes, clipping; drawn large and scaled down."""

from __future__ import annotations

import math
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageOps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Point: TypeAlias = tuple[float, float]

SCALE = 3
"""Drawn at three times the size and scaled down, which smooths the edges."""
STEPS = 24
"""Straight pieces that a curve is made of."""
COLOURS = 96
"""Size of the palette a picture is saved with."""


def path(text: str) -> list[Point]:
    """Return the points of a path in the letters of SVG: M, L, C and Q, absolute, closed or not."""
    tokens = re.findall(r"[MLCQ]|-?\d+(?:\.\d+)?", text)
    points: list[Point] = []
    command, numbers = "", []
    for token in tokens:
        if token.isalpha():
            command = token
            continue
        numbers.append(float(token))
        if len(numbers) == {"M": 2, "L": 2, "Q": 4, "C": 6}[command]:
            points.extend(_piece(points[-1:], list(zip(numbers[::2], numbers[1::2], strict=True))))
            numbers = []
    return points


def _piece(start: list[Point], control: list[Point]) -> Iterator[Point]:
    """Yield the points of one line or Bézier curve, its start left out."""
    if len(control) == 1:
        yield control[0]
        return
    knots = [*start, *control]
    degree = len(knots) - 1
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = [math.comb(degree, i) * t**i * (1 - t) ** (degree - i) for i in range(degree + 1)]
        yield (
            sum(w * x for w, (x, _) in zip(weights, knots, strict=True)),
            sum(w * y for w, (_, y) in zip(weights, knots, strict=True)),
        )


def ellipse(x: float, y: float, rx: float, ry: float | None = None, tilt: float = 0) -> list[Point]:
    """Return the points of an ellipse, or a circle, around (x, y), tilted by degrees."""
    ry = rx if ry is None else ry
    turn = math.radians(tilt)
    angles = (math.tau * step / 180 for step in range(180))
    return [
        (
            x + rx * math.cos(a) * math.cos(turn) - ry * math.sin(a) * math.sin(turn),
            y + rx * math.cos(a) * math.sin(turn) + ry * math.sin(a) * math.cos(turn),
        )
        for a in angles
    ]


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    """Return the corners of an upright box."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def mirrored(points: Iterable[Point], axis: float) -> list[Point]:
    """Return points reflected in the vertical line at `axis`."""
    return [(2 * axis - x, y) for x, y in points]


def symmetric(text: str, axis: float) -> list[Point]:
    """Return a closed shape from its left half, given from the axis round to the axis again."""
    half = path(text)
    return half + mirrored(half, axis)[::-1]


class Canvas:
    """A picture in the making; lengths are pixels of the finished one."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.size = (width, height)
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self._clip: Image.Image | None = None

    def fill(self, points: Iterable[Point], colour: str, opacity: float = 1) -> None:
        """Fill a closed shape."""
        mask, draw = self._mask()
        draw.polygon(_scaled(points), fill=round(255 * opacity))
        self._paint(mask, colour)

    def line(self, points: Iterable[Point], colour: str, width: float, opacity: float = 1) -> None:
        """Draw a stroke with round ends and corners."""
        mask, draw = self._mask()
        level, radius, dots = round(255 * opacity), width * SCALE / 2, _scaled(points)
        draw.line(dots, fill=level, width=max(1, round(width * SCALE)), joint="curve")
        for x, y in dots if width > 2 else (dots[0], dots[-1]):
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=level)
        self._paint(mask, colour)

    def outline(self, points: Iterable[Point], colour: str, width: float) -> None:
        """Draw the edge of a closed shape."""
        corners = list(points)
        self.line([*corners, corners[0], corners[1]], colour, width)

    def text(self, at: Point, words: str, colour: str, size: float, anchor: str = "mm") -> float:
        """Write words in Pillow's own font, `^3` raised, and return their width."""
        x, y = at[0] * SCALE, at[1] * SCALE
        runs = [
            (
                run[1:] if raised else run,
                ImageFont.load_default(size * SCALE * (0.6 if raised else 1)),
            )
            for run in re.findall(r"\^\w|[^^]+", words)
            for raised in (run.startswith("^"),)
        ]
        width = sum(font.getlength(run) for run, font in runs)
        x -= {"l": 0, "m": width / 2, "r": width}[anchor[0]]
        mask, draw = self._mask()
        for run, font in runs:
            rise = 0 if font.size == size * SCALE else size * SCALE * 0.3
            draw.text((x, y - rise), run, fill=255, font=font, anchor="l" + anchor[1])
            x += font.getlength(run)
        self._paint(mask, colour)
        return width / SCALE

    def paste(self, picture: Image.Image, place: tuple[int, int, int, int]) -> None:
        """Put the middle of a picture, or the upper part of a tall one, into a place."""
        x, y, width, height = (round(length * SCALE) for length in place)
        picture = ImageOps.fit(picture.convert("RGB"), (width, height), centering=(0.5, 0.2))
        self._image.paste(picture, (x, y))

    @contextmanager
    def within(self, points: Iterable[Point]) -> Iterator[None]:
        """Keep what is drawn inside a shape."""
        mask, draw = self._mask()
        draw.polygon(_scaled(points), fill=255)
        before, self._clip = self._clip, mask
        if before is not None:
            self._clip = ImageChops.multiply(before, mask)
        yield
        self._clip = before

    def save(self, file: Path) -> None:
        """Write the finished picture as a PNG with a palette."""
        small = self._image.resize(self.size, Image.Resampling.BOX)
        picture = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        picture.save(file, optimize=True)

    def _mask(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        mask = Image.new("L", self._image.size, 0)
        return mask, ImageDraw.Draw(mask)

    def _paint(self, mask: Image.Image, colour: str) -> None:
        if self._clip is not None:
            mask = ImageChops.multiply(mask, self._clip)
        self._image.paste(Image.new("RGB", self._image.size, colour), mask=mask)


def _scaled(points: Iterable[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
