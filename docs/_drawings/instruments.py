"""The instruments among the scenes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .canvas import Canvas, box, ellipse, mirrored, path, symmetric

if TYPE_CHECKING:
    from collections.abc import Callable

    from .canvas import Point

WIDTH, HEIGHT = 960, 720


def analytical_engine() -> Canvas:
    """Draw columns of number wheels, as planned for the Analytical Engine."""
    canvas = Canvas(WIDTH, HEIGHT, "#cfc7d8")
    canvas.fill(box(0, 600, WIDTH, 120), "#a79bb5")
    for y in (96, 590):
        canvas.fill(box(116, y, 728, 26), "#6d5c80")
        canvas.fill(box(116, y + 18, 728, 8), "#57486a")
    for column in range(5):
        x = 200 + column * 140
        canvas.fill(box(x - 7, 122, 14, 468), "#8a6f3d")
        for wheel in range(9):
            y = 152 + wheel * 50
            canvas.fill(box(x - 50, y, 100, 30), "#c79f56")
            canvas.fill(box(x + 14, y, 36, 30), "#b08a46")
            canvas.fill(ellipse(x, y + 30, 50, 9), "#b08a46")
            canvas.fill(ellipse(x, y, 50, 9), "#dfbd7c")
            digit = str((column * 7 + wheel * 3 + column * wheel) % 10)
            canvas.fill(box(x - 15, y + 11, 30, 24), "#f4ead6")
            canvas.text((x, y + 23), digit, "#4a3a2a", 21)
    return canvas


def compass() -> Canvas:
    """Draw a needle on a card of 24 directions, a little off the meridian."""
    canvas = Canvas(WIDTH, HEIGHT, "#a9bfae")
    x, y = 480, 360
    for radius, tone in (
        (318, "#8da695"),
        (306, "#7a4b33"),
        (286, "#f3ecdc"),
        (206, "#e7dcc4"),
        (150, "#cfdfe0"),
    ):
        canvas.fill(ellipse(x, y, radius), tone)
    for step in range(24):
        angle = math.tau * step / 24
        sine, cosine = math.sin(angle), math.cos(angle)
        major = step % 6 == 0
        inner = 214 if major else 244
        canvas.line(
            [(x + inner * sine, y - inner * cosine), (x + 276 * sine, y - 276 * cosine)],
            "#9c3a33" if major else "#6b5b48",
            7 if major else 3,
        )
        middle = math.tau * (step + 0.5) / 24
        canvas.fill(ellipse(x + 226 * math.sin(middle), y - 226 * math.cos(middle), 5), "#b9a988")
    canvas.outline(ellipse(x, y, 206), "#b9a988", 3)
    canvas.line([(x, y - 196), (x, y + 196)], "#8a7b66", 2)
    lean = math.radians(7)
    along, across = (math.sin(lean), math.cos(lean)), (11 * math.cos(lean), -11 * math.sin(lean))
    for reach, tone, light in ((-178, "#2e3136", "#44484f"), (178, "#9c3a33", "#bb564d")):
        tip = (x + reach * along[0], y + reach * along[1])
        canvas.fill([tip, (x + across[0], y + across[1]), (x, y)], light)
        canvas.fill([tip, (x - across[0], y - across[1]), (x, y)], tone)
    canvas.fill(ellipse(x, y, 13), "#c9a24e")
    canvas.fill(ellipse(x, y, 5), "#7a5a1e")
    return canvas


STROKES = {
    "mountain": ("50 14 50 80", "18 38 18 80 82 80 82 38"),
    "river": ("22 18 22 60 14 84", "50 18 50 80", "78 14 78 88"),
    "field": ("18 18 82 18 82 84 18 84 18 18", "50 18 50 84", "18 50 82 50"),
    "sun": ("26 12 74 12 74 88 26 88 26 12", "26 50 74 50"),
    "tree": ("14 34 86 34", "50 10 50 92", "50 36 14 78", "50 36 86 78"),
    "king": ("20 18 80 18", "24 50 76 50", "14 84 86 84", "50 18 50 84"),
    "work": ("22 20 78 20", "50 20 50 82", "12 82 88 82"),
    "earth": ("26 38 74 38", "50 12 50 82", "12 82 88 82"),
    "ten": ("12 42 88 42", "50 12 50 90"),
    "big": ("12 36 88 36", "50 10 48 44 14 88", "50 40 86 88"),
    "middle": ("18 28 82 28 82 62 18 62 18 28", "50 8 50 92"),
    "up": ("50 14 50 82", "50 46 78 46", "14 82 86 82"),
}


def movable_type() -> Canvas:
    """Draw clay types in their frame, each character mirrored as type is."""
    canvas = Canvas(WIDTH, HEIGHT, "#8da695")
    canvas.fill(box(144, 74, 696, 596), "#7c9484")
    canvas.fill(box(132, 60, 696, 600), "#5d3e2b")
    canvas.fill(box(152, 84, 656, 552), "#3b2a20")
    for place, strokes in enumerate(STROKES.values()):
        left, top = 166 + (place % 4) * 159, 102 + (place // 4) * 178
        lifted = place == 6
        tone, side = ("#d9a27a", "#a86f4c") if lifted else ("#b98763", "#8a5d40")
        shift = -14 if lifted else 0
        canvas.fill(box(left, top + shift + 12, 150, 160 - shift / 2), side)
        canvas.fill(box(left, top + shift, 150, 158), tone)
        for stroke in strokes:
            numbers = [float(number) for number in stroke.split()]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            raised = [
                (left + 16 + (100 - a) * 1.18, top + shift + 16 + b * 1.26) for a, b in points
            ]
            canvas.line([(a + 3, b + 4) for a, b in raised], side, 13)
            canvas.line(raised, "#2e231d", 13)
    return canvas


def spinning_top() -> Canvas:
    """Draw a top that turns about a point, with the cone its axis follows."""
    canvas = Canvas(WIDTH, HEIGHT, "#dfcdc6")
    canvas.fill(box(0, 590, WIDTH, 130), "#cbb3ab")
    canvas.fill(ellipse(480, 626, 170, 22), "#b59a92")
    canvas.fill(path("M 480 622 L 292 126 L 668 126"), "#e9dcd6", 0.7)
    canvas.outline(ellipse(480, 126, 188, 42), "#a5814a", 3)
    lean = math.radians(17)
    ux, uy = math.sin(lean), -math.cos(lean)

    def on(up: float, out: float) -> Point:
        return 480 + up * ux - out * uy, 622 + up * uy + out * ux

    half = path(
        "M 0 0 C 20 60 60 100 120 146 C 160 176 176 204 160 226 C 146 246 70 250 24 262 "
        "L 12 300 L 10 420"
    )
    outline = [on(up, -out) for out, up in half] + [on(up, out) for out, up in reversed(half)]
    canvas.fill(outline, "#8d3a40")
    with canvas.within(outline):
        canvas.fill([on(-10, 30), on(520, 60), on(520, 300), on(-10, 300)], "#742d33")
        canvas.line([on(110, -180), on(110, 180)], "#e3c98f", 9)
        canvas.line([on(196, -200), on(196, 200)], "#3b3948", 34)
        canvas.line([on(196, -200), on(196, 200)], "#e3c98f", 5)
    canvas.line([on(262, 0), on(486, 0)], "#3b3948", 16)
    canvas.fill(ellipse(*on(490, 0), 14), "#a5814a")
    canvas.fill(path("M 318 156 L 346 138 L 344 172"), "#a5814a")
    return canvas


def seismoscope() -> Canvas:
    """Draw the bronze urn with its dragons above and its toads below."""
    canvas = Canvas(WIDTH, HEIGHT, "#dccab2")
    canvas.fill(box(0, 560, WIDTH, 160), "#c2a98b")
    canvas.fill(ellipse(480, 622, 330, 38), "#a98f70")
    bronze, dark, light = "#5f7a6c", "#4b6257", "#86a08f"
    urn = symmetric(
        "M 480 150 C 440 150 414 156 410 172 C 412 214 330 250 318 340 "
        "C 310 430 392 480 400 548 C 400 580 380 592 372 606 L 480 614",
        480,
    )
    lid = symmetric("M 480 92 C 468 92 462 100 464 110 C 436 114 416 134 412 160 L 480 166", 480)
    canvas.fill(urn, bronze)
    canvas.fill(lid, light)
    with canvas.within(urn):
        canvas.fill(path("M 560 140 C 640 300 600 440 540 620 L 700 620 L 700 140"), dark)
        for y, width in ((196, 5), (210, 3), (376, 5), (392, 3), (540, 5)):
            canvas.line(path(f"M 290 {y - 10} Q 480 {y + 26} 670 {y - 10}"), light, width)
        for x in range(330, 620, 30):
            canvas.line(path(f"M {x} 470 Q {x + 15} 420 {x + 30} 470"), light, 3)
    canvas.line(path("M 414 164 Q 480 178 546 164"), dark, 4)
    gold, shade = "#c9a24e", "#a9853a"
    dragon = path(
        "M 348 262 C 330 240 306 228 276 230 C 252 230 226 240 206 262 C 224 262 236 260 246 266 "
        "C 236 274 224 278 214 280 C 236 290 268 286 288 278 C 310 272 326 284 340 298"
    )
    for side, tone in ((dragon, gold), (mirrored(dragon, 480), shade)):
        canvas.fill(side, tone)
    for x, tone in ((400, gold), (560, shade)):
        lean = 10 if x < 480 else -10
        neck = f"M {x - 14 + lean} 222 C {x - 22} 250 {x - 22} 276 {x - 12} 296 L {x + 12} 296 "
        canvas.fill(path(neck + f"C {x + 22} 276 {x + 22} 250 {x + 14 + lean} 222"), tone)
    for x, y in ((212, 272), (748, 272), (400, 302), (560, 302)):
        canvas.fill(ellipse(x, y, 10), "#9c3a33")
    for x, y in ((212, 640), (748, 640), (388, 660), (572, 660)):
        toad = f"M {x} {y - 52} C {x - 22} {y - 52} {x - 30} {y - 40} {x - 32} {y - 26} "
        toad += f"C {x - 50} {y - 18} {x - 54} {y - 4} {x - 50} {y} L {x} {y}"
        canvas.fill(symmetric(toad, x), "#6d4a34")
        canvas.fill(ellipse(x, y - 46, 19, 7), "#3b2a20")
        for leg in (-34, 34):
            canvas.fill(ellipse(x + leg, y - 4, 16, 7), "#5d3e2b")
    return canvas


def armillary() -> Canvas:
    """Draw the rings of an armillary sphere on its stand."""
    canvas = Canvas(WIDTH, HEIGHT, "#34506a")
    for step in range(44):
        at = ((step * 593) % WIDTH, (step * step * 37 + step * 11) % 640)
        canvas.fill(ellipse(*at, 1.6 + step % 3 * 0.8), "#c6d3dd")
    canvas.fill(box(0, 640, WIDTH, 80), "#263c50")
    x, y = 480, 310
    canvas.fill(path("M 452 560 L 508 560 L 540 650 L 420 650"), "#8a6f3d")
    canvas.fill(box(330, 644, 300, 26), "#a5854a")
    rings = (
        (250, 250, 0, 15, "#c9a24e"),
        (250, 70, -24, 11, "#dcbc70"),
        (250, 70, 10, 11, "#b98f43"),
        (90, 250, -24, 11, "#dcbc70"),
        (206, 206, 0, 9, "#b98f43"),
        (206, 60, 40, 8, "#e6cf92"),
    )
    for rx, ry, tilt, width, tone in rings:
        canvas.outline(ellipse(x, y, rx, ry, tilt), tone, width)
    lean = math.radians(-24 + 90)
    ends = [(x + sign * 268 * math.cos(lean), y + sign * 268 * math.sin(lean)) for sign in (-1, 1)]
    canvas.line(ends, "#e6cf92", 6)
    canvas.fill(ellipse(x, y, 42), "#5f8a86")
    land = (
        "M 446 318 C 462 300 478 322 494 308 C 506 298 516 306 521 316 "
        "C 516 340 498 352 480 352 C 460 352 448 336 446 318"
    )
    canvas.fill(path(land), "#86a98f")
    horn = path("M 440 652 C 280 640 244 540 312 500 C 280 548 320 600 440 618")
    for side in (horn, mirrored(horn, x)):
        canvas.fill(side, "#a5854a")
    return canvas


INSTRUMENTS: dict[str, Callable[[], Canvas]] = {
    "ada-engine": analytical_engine,
    "shen-kuo-compass": compass,
    "shen-kuo-type": movable_type,
    "kovalevskaya-top": spinning_top,
    "zhang-heng-seismoscope": seismoscope,
    "zhang-heng-armillary": armillary,
}
