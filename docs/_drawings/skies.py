"""The skies among the scenes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .canvas import Canvas, box, ellipse, path, symmetric

if TYPE_CHECKING:
    from collections.abc import Callable


WIDTH, HEIGHT = 960, 720


def baghdad() -> Canvas:
    """Draw domes and an arch over the Tigris at dusk."""
    canvas = Canvas(WIDTH, HEIGHT, "#24465a")
    for y, tone in (
        (0, "#24465a"),
        (150, "#2f5a6b"),
        (270, "#477a80"),
        (370, "#7fa59b"),
        (440, "#e0b878"),
    ):
        canvas.fill(box(0, y, WIDTH, HEIGHT - y), tone)
    canvas.fill(ellipse(690, 212, 46), "#f3e6c4")
    canvas.fill(ellipse(708, 203, 41), "#2f5a6b")
    for step in range(46):
        x, y = (step * 593) % WIDTH, (step * step * 37) % 146
        canvas.fill(ellipse(x, y, 1.6 + step % 3 * 0.6), "#f3e6c4")
    far, near = "#5d7f7d", "#1d3b44"
    for x, width, height in ((60, 120, 60), (230, 90, 80), (560, 150, 56), (790, 120, 84)):
        canvas.fill(box(x, 520 - height, width, height), far)
        canvas.fill(ellipse(x + width / 2, 520 - height, width * 0.36, width * 0.42), far)
    for x, top in ((150, 250), (800, 290)):
        canvas.fill(box(x - 14, top, 28, 280), near)
        canvas.fill(box(x - 22, top + 40, 44, 12), near)
        left, right, tip = f"{x - 16} {top}", f"{x + 16} {top}", f"{x} {top - 48}"
        roof = f"M {left} Q {x - 16} {top - 26} {tip} Q {x + 16} {top - 26} {right}"
        canvas.fill(path(roof), near)
    canvas.fill(box(0, 480, WIDTH, 60), near)
    canvas.fill(box(330, 400, 300, 120), near)
    dome = "M 352 404 C 330 330 400 300 480 246 C 560 300 630 330 608 404"
    canvas.fill(path(dome), "#2f6a6a")
    canvas.line([(480, 252), (480, 214)], "#d9b565", 5)
    canvas.fill(ellipse(480, 214, 8), "#d9b565")
    for x in (369, 443, 517, 591):
        arch = f"M {x} 520 L {x - 20} 520 L {x - 20} 462 Q {x - 20} 442 {x} 430"
        canvas.fill(symmetric(arch, x), "#e9c27a")
    canvas.fill(box(0, 536, WIDTH, 184), "#2b5563")
    for row in range(9):
        y = 556 + row * 18
        for piece in range(5):
            x = (row * 137 + piece * 223) % 1000 - 40
            canvas.line([(x, y), (x + 60 + (row * piece * 13) % 70, y)], "#e0b878", 3, 0.55)
    return canvas


def saturn() -> Canvas:
    """Draw Saturn and its rings."""
    canvas = Canvas(WIDTH, HEIGHT, "#2b2936")
    for step in range(60):
        at = ((step * 593) % WIDTH, (step * step * 41 + step * 17) % HEIGHT)
        canvas.fill(ellipse(*at, 1.5 + step % 3 * 0.7), "#dfcdc6")
    x, y, tilt = 480, 360, -18
    rings = (
        (340, "#8d7468"),
        (305, "#c4a99a"),
        (262, "#2b2936"),
        (251, "#dfc7b4"),
        (197, "#2b2936"),
    )
    for radius, tone in rings:
        canvas.fill(ellipse(x, y, radius, radius * 0.3, tilt), tone)
    globe = ellipse(x, y, 146, 139, tilt)
    canvas.fill(globe, "#d9b98c")
    turn = math.radians(tilt)
    with canvas.within(globe):
        for offset, tone in ((-84, "#c9a374"), (-35, "#e6cda6"), (10, "#c9a374"), (52, "#b98f63")):
            middle = (x - offset * math.sin(turn), y + offset * math.cos(turn))
            canvas.fill(ellipse(*middle, 220, 22, tilt), tone)
        canvas.fill(ellipse(x + 210, y + 40, 200, 260), "#4a3a44", 0.45)
    reach = 900.0
    front = [
        (x - reach * math.cos(turn), y - reach * math.sin(turn)),
        (x + reach * math.cos(turn), y + reach * math.sin(turn)),
        (x + reach, y + reach),
        (x - reach, y + reach),
    ]
    with canvas.within(front):
        for outer, inner, tone in (
            (340, 305, "#8d7468"),
            (305, 262, "#c4a99a"),
            (251, 197, "#dfc7b4"),
        ):
            ring = ellipse(x, y, outer, outer * 0.3, tilt)
            hole = ellipse(x, y, inner, inner * 0.3, tilt)
            canvas.fill([*ring, ring[0], hole[0], *hole[::-1]], tone)
    return canvas


SKIES: dict[str, Callable[[], Canvas]] = {
    "al-khwarizmi-baghdad": baghdad,
    "kovalevskaya-saturn": saturn,
}
