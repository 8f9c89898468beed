"""What every portrait shares: the disc of light, the head, its features, the shoulders."""

from __future__ import annotations

from dataclasses import dataclass

from .canvas import Canvas, Point, ellipse, mirrored, path, symmetric

WIDTH, HEIGHT = 480, 600
AXIS = 240
INK = "#2a211e"

FACE = symmetric("M 240 128 C 190 128 166 160 166 204 C 166 250 186 318 240 318", AXIS)
NECK = symmetric("M 240 268 L 207 268 L 205 336 C 205 368 222 380 240 380", AXIS)
SHOULDERS = symmetric(
    "M 240 350 L 204 350 C 190 374 92 384 66 448 C 50 490 44 550 42 600 L 240 600", AXIS
)
SHADOW = path("M 268 120 C 262 190 276 200 270 236 C 266 268 282 280 256 322 L 330 322 L 330 120")


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of a person: skin in light and shade, hair and its lights, lips."""

    skin: str
    shade: str
    hair: str
    gloss: str
    lips: str


FAIR = Tones("#ecc9ae", "#d9ab8c", "#3f2a22", "#5d4235", "#b5655a")
WARM = Tones("#e2b892", "#cb9a72", "#2b211d", "#463731", "#a9634f")
OLIVE = Tones("#d3a27c", "#b98560", "#2b211d", "#463731", "#955647")
BROWN = Tones("#a9744f", "#8d5b3c", "#1d1817", "#39302d", "#7c4437")


def ground(low: str, high: str) -> Canvas:
    """Return a canvas with a quiet disc of light behind the head."""
    canvas = Canvas(WIDTH, HEIGHT, low)
    canvas.fill(ellipse(AXIS, 246, 204), high)
    return canvas


def both(points: list[Point]) -> tuple[list[Point], list[Point]]:
    """Return a shape and its mirror image in the axis of the face."""
    return points, mirrored(points, AXIS)


def head(canvas: Canvas, tones: Tones, *, ears: bool = True) -> None:
    """Draw neck, ears and face, lit from the left."""
    canvas.fill(NECK, tones.skin)
    with canvas.within(NECK):
        canvas.fill(ellipse(252, 288, 62, 64), tones.shade)
    if ears:
        canvas.fill(ellipse(165, 222, 11, 22, -8), tones.skin)
        canvas.fill(ellipse(315, 222, 11, 22, 8), tones.shade)
    canvas.fill(FACE, tones.skin)
    with canvas.within(FACE):
        canvas.fill(SHADOW, tones.shade, 0.6)


def features(canvas: Canvas, tones: Tones, *, brow: str = "", weight: float = 5) -> None:
    """Draw brows, calm eyes, nose and mouth."""
    for side in both(path("M 188 200 C 196 192 212 191 223 197")):
        canvas.line(side, brow or tones.hair, weight, 0.9)
    for x, lid in zip((207, 273), both(path("M 190 220 C 198 211 214 211 222 221")), strict=True):
        canvas.fill(ellipse(x, 220, 5.5, 6), INK)
        canvas.line(lid, INK, 3.2)
    nose = path("M 246 214 C 247 232 254 244 253 252 C 250 259 238 260 232 255")
    canvas.line(nose, tones.shade, 4)
    lips = path("M 219 281 C 231 279 236 283 240 283 C 244 283 249 279 261 281")
    canvas.line(lips, tones.lips, 4.4)
    canvas.line(path("M 229 295 C 235 299 245 299 251 295"), tones.shade, 4)


def torso(canvas: Canvas, cloth: str, fold: str) -> None:
    """Draw shoulders in a garment, the right side in shade."""
    canvas.fill(SHOULDERS, cloth)
    with canvas.within(SHOULDERS):
        canvas.fill(path("M 296 330 C 330 420 344 520 340 600 L 480 600 L 480 330"), fold)
