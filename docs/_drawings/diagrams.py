"""The diagrams among the scenes: tables, numbers and figures."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from .canvas import Canvas, box, ellipse

if TYPE_CHECKING:
    from collections.abc import Callable

    from .canvas import Point

WIDTH, HEIGHT = 960, 720


def note_g() -> Canvas:
    """Draw the table of Note G: a sheet with columns of operations and variables."""
    canvas = Canvas(WIDTH, HEIGHT, "#b9afc4")
    canvas.fill(box(147, 62, 690, 610), "#a89db6")
    canvas.fill(box(135, 50, 690, 610), "#f6f0e4")
    ink, faint = "#4a3a5c", "#cbbfae"
    canvas.text((480, 92), "Note G", ink, 36)
    columns = (155, 203, 251, 340, 424, 514, 572, 630, 688, 746, 805)
    canvas.fill(box(155, 124, 650, 44), "#e6dced")
    heads = ("No.", "Op.", "Acts on", "Gives", "Change", "V1", "V2", "V3", "V4", "B7")
    for (left, right), words in zip(pairwise(columns), heads, strict=True):
        canvas.text(((left + right) / 2, 146), words, ink, 18)
    signs = ("x", "-", "+", "/", "/", "-", "-", "-", "/", "/", "x", "+", "-", "+", "/", "x", "-")
    for row, sign in enumerate(signs, start=1):
        y = 158 + row * 27
        if row in (8, 13):
            canvas.line([(155, y - 13), (805, y - 13)], ink, 2)
        canvas.text((179, y), str(row), ink, 17)
        canvas.text((227, y), sign, "#7b4f9d", 20)
        for left, right, salt in ((251, 340, 5), (340, 424, 7), (424, 514, 3)):
            width = (right - left - 36) * (0.6 + 0.4 * ((row * salt) % 4) / 3)
            middle = (left + right) / 2
            canvas.line([(middle - width / 2, y), (middle + width / 2, y)], "#b5a7a0", 5)
        for place in range(5):
            if (row * 3 + place * 5) % 4 == 0:
                middle = (columns[5 + place] + columns[6 + place]) / 2
                canvas.fill(ellipse(middle, y, 6), "#7b4f9d")
    for x in columns:
        canvas.line([(x, 124), (x, 636)], faint, 1.6)
    for y in (124, 168, 636):
        canvas.line([(155, y), (805, y)], ink, 2)
    return canvas


def cube(canvas: Canvas, at: Point, side: int, unit: float, tones: tuple[str, str, str]) -> None:
    """Draw a cube of `side` units in isometric view; `at` is its lowest corner."""
    rise, reach = unit / 2, unit * math.sqrt(3) / 2
    x, y = at
    axes = {"right": (reach, -rise), "left": (-reach, -rise), "up": (0.0, -unit)}

    def corner(**steps: float) -> Point:
        return (
            x + sum(n * axes[axis][0] for axis, n in steps.items()),
            y + sum(n * axes[axis][1] for axis, n in steps.items()),
        )

    sides = (("left", "up", 0), ("right", "up", 0), ("left", "right", side))
    for (first, second, height), tone in zip(sides, tones, strict=True):

        def at_face(
            a: float, b: float, face: tuple[str, str, int] = (first, second, height)
        ) -> Point:
            return corner(**{"up": face[2], face[0]: a, face[1]: b})

        canvas.fill([at_face(0, 0), at_face(side, 0), at_face(side, side), at_face(0, side)], tone)
        for k in range(side + 1):
            canvas.line([at_face(k, 0), at_face(k, side)], "#fdf6e6", 1, 0.5)
            canvas.line([at_face(0, k), at_face(side, k)], "#fdf6e6", 1, 0.5)


def taxicab() -> Canvas:
    """Draw 1729 as two cubes in two ways: 1 and 12, 9 and 10."""
    canvas = Canvas(WIDTH, HEIGHT, "#efe3c8")
    canvas.fill(box(0, 0, WIDTH / 2, HEIGHT), "#e6d5b1")
    brick, slate = ("#8d3a40", "#a8535a", "#c47f80"), ("#3f5566", "#56707f", "#86a0aa")
    unit = 12.5
    cube(canvas, (268, 540), 12, unit, brick)
    cube(canvas, (430, 540), 1, unit, brick)
    cube(canvas, (726, 466), 9, unit, slate)
    cube(canvas, (598, 540), 10, unit, slate)
    canvas.text((298, 622), "1^3 + 12^3", "#5c3230", 44)
    canvas.text((662, 622), "9^3 + 10^3", "#33424d", 44)
    canvas.text((480, 96), "1729", "#4a4030", 88)
    return canvas


PARTITIONS = ((5,), (4, 1), (3, 2), (3, 1, 1), (2, 2, 1), (2, 1, 1, 1), (1, 1, 1, 1, 1))


def partitions() -> Canvas:
    """Draw the seven partitions of five as rows of dots."""
    canvas = Canvas(WIDTH, HEIGHT, "#34373f")
    tones = ("#e2b65c", "#d98f5a", "#c96a5b", "#a8607e", "#7d6aa0", "#5f83ab", "#62a39a")
    places = ((180, 150), (467, 150), (708, 150), (190, 400), (390, 400), (560, 400), (770, 400))
    for parts, (x, y), tone in zip(PARTITIONS, places, tones, strict=True):
        for row, part in enumerate(parts):
            for column in range(part):
                canvas.fill(ellipse(x + column * 42, y + row * 42, 15.5), tone)
    return canvas


def completing_the_square() -> Canvas:
    """Draw x² + 10x = 39 as a square with four strips and four corners."""
    canvas = Canvas(WIDTH, HEIGHT, "#bfd3cd")
    side, strip, x, y = 220, 145, 480, 360
    half = side / 2
    canvas.fill(box(x - half - strip + 12, y - half - strip + 12, 510, 510), "#9fb9b3")
    canvas.fill(box(x - half - strip, y - half - strip, 510, 510), "#f2ede2")
    canvas.fill(box(x - half, y - half, side, side), "#2f6a6a")
    for dx, dy, width, height in (
        (-half, -half - strip, side, strip),
        (-half, half, side, strip),
        (-half - strip, -half, strip, side),
        (half, -half, strip, side),
    ):
        canvas.fill(box(x + dx, y + dy, width, height), "#d9b565")
    for dx in (-half - strip, half):
        for dy in (-half - strip, half):
            corner = box(x + dx, y + dy, strip, strip)
            canvas.fill(corner, "#f2ede2")
            for step in range(1, 8):
                cut = strip * 2 * step / 8
                with canvas.within(corner):
                    canvas.line([(x + dx, y + dy + cut), (x + dx + cut, y + dy)], "#d8cdb6", 2)
    for at in (-half, half):
        canvas.line([(x + at, y - half - strip), (x + at, y + half + strip)], "#f8f5ee", 5)
        canvas.line([(x - half - strip, y + at), (x + half + strip, y + at)], "#f8f5ee", 5)
    canvas.outline(box(x - half - strip, y - half - strip, 510, 510), "#275959", 4)
    canvas.text((x, y), "x^2", "#f2ede2", 64)
    for dx, dy in ((0, -182), (0, 182), (-182, 0), (182, 0)):
        canvas.text((x + dx, y + dy), "2.5 x", "#4f3c10", 36)
    for dx in (-182, 182):
        for dy in (-182, 182):
            canvas.text((x + dx, y + dy), "6.25", "#6b5b48", 32)
    return canvas


def rosette() -> Canvas:
    """Draw a figure that a twelfth of a turn leaves as it is."""
    canvas = Canvas(WIDTH, HEIGHT, "#2f3b4a")
    x, y = 480, 360
    for radius, tone in ((310, "#374656"), (210, "#3f5063")):
        canvas.fill(ellipse(x, y, radius), tone)
    for step in range(12):
        angle = math.tau * step / 12
        middle = (x + 150 * math.cos(angle), y + 150 * math.sin(angle))
        petal = ellipse(*middle, 146, 50, 30 * step)
        canvas.fill(petal, "#cfd8df" if step % 2 else "#8fa9c0", 0.28)
        canvas.outline(petal, "#e9eef2", 2.2)
    for step in range(12):
        angle = math.tau * (step + 0.5) / 12
        canvas.fill(ellipse(x + 286 * math.cos(angle), y + 286 * math.sin(angle), 7), "#d9b565")
    canvas.fill(ellipse(x, y, 12), "#d9b565")
    return canvas


def orbit() -> Canvas:
    """Draw an orbit whose radius sweeps equal areas in equal times."""
    canvas = Canvas(WIDTH, HEIGHT, "#cfd8df")
    x, y, a, b = 480, 360, 320, 230
    sun = (x - math.sqrt(a * a - b * b), float(y))
    canvas.fill(ellipse(x, y, a, b), "#e3e9ed")
    eccentricity = (x - sun[0]) / a

    def at(time: float) -> Point:
        mean = math.tau * time
        angle = mean
        for _ in range(30):  # Kepler's equation, by Newton's method
            slip = angle - eccentricity * math.sin(angle) - mean
            angle -= slip / (1 - eccentricity * math.cos(angle))
        return x - a * math.cos(angle), y - b * math.sin(angle)

    for part in range(12):
        arc = [at((part + step / 20) / 12) for step in range(21)]
        canvas.fill([sun, *arc], "#8fa9c0" if part % 2 else "#b6c7d4")
        canvas.line([sun, arc[0]], "#eef2f5", 2)
    canvas.outline(ellipse(x, y, a, b), "#3f4f60", 4)
    for part in range(12):
        canvas.fill(ellipse(*at(part / 12), 7), "#3f4f60")
    canvas.fill(ellipse(*sun, 30), "#d9b565")
    canvas.fill(ellipse(*at(0.43), 17), "#9c3a33")
    return canvas


def counting_rods() -> Canvas:
    """Draw numbers in counting rods on a ruled board: red above nought, black below."""
    canvas = Canvas(WIDTH, HEIGHT, "#9aa7bd")
    canvas.fill(box(172, 92, 640, 560), "#8492aa")
    canvas.fill(box(160, 80, 640, 560), "#e9dcc0")
    for x in range(160, 801, 160):
        canvas.line([(x, 80), (x, 640)], "#b9a988", 3)
    for y in (80, 266, 453, 640):
        canvas.line([(160, y), (800, y)], "#b9a988", 3)
    for row, (number, tone) in enumerate(((1642, "#8d3a40"), (3141, "#2a2c33"), (2768, "#8d3a40"))):
        for column, digit in enumerate(str(number)):
            rods(
                canvas,
                (240 + column * 160, 173 + row * 187),
                int(digit),
                tone,
                upright=column % 2 == 1,
            )
    return canvas


def rods(canvas: Canvas, at: Point, digit: int, tone: str, *, upright: bool) -> None:
    """Draw one digit in rods: a rod across stands for five, and places alternate in direction."""
    strokes: list[tuple[Point, Point]] = []
    units = digit - 5 if digit > 5 else digit
    for unit in range(units):
        shift = (unit - (units - 1) / 2) * 22
        strokes.append(((shift, -34.0), (shift, 40.0)))
    if digit > 5:
        strokes.append(((-50.0, -44.0), (50.0, -44.0)))
    for stroke in strokes:
        ends = [(at[0] + a, at[1] + b) if upright else (at[0] + b, at[1] + a) for a, b in stroke]
        canvas.line([(a + 3, b + 4) for a, b in ends], "#c9b894", 11)
        canvas.line(ends, tone, 11)


def polygons() -> Canvas:
    """Draw polygons in a circle, each with twice the sides of the one before."""
    canvas = Canvas(WIDTH, HEIGHT, "#2f3d5c")
    x, y, radius = 480, 360, 292
    canvas.fill(ellipse(x, y, radius), "#e9e4d8")
    for sides, tone in ((32, "#c6cedb"), (16, "#9aa7bd"), (8, "#7183a3"), (4, "#c9a24e")):
        corners = [
            (
                x + radius * math.cos(math.tau * k / sides - math.pi / 4),
                y + radius * math.sin(math.tau * k / sides - math.pi / 4),
            )
            for k in range(sides)
        ]
        canvas.fill(corners, tone)
        canvas.outline(corners, "#f5f1e8", 2)
    canvas.fill(ellipse(x, y, 6), "#2f3d5c")
    return canvas


DIAGRAMS: dict[str, Callable[[], Canvas]] = {
    "ada-note-g": note_g,
    "ramanujan-1729": taxicab,
    "ramanujan-partitions": partitions,
    "al-khwarizmi-square": completing_the_square,
    "noether-rosette": rosette,
    "noether-orbit": orbit,
    "seki-rods": counting_rods,
    "seki-polygons": polygons,
}
