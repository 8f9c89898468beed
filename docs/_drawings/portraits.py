"""The people: busts in the dress of their time and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .anatomy import (
    AXIS,
    BROWN,
    FACE,
    FAIR,
    OLIVE,
    WARM,
    both,
    features,
    ground,
    head,
    torso,
)
from .canvas import ellipse, path, symmetric

if TYPE_CHECKING:
    from collections.abc import Callable

    from .canvas import Canvas


def ada_lovelace() -> Canvas:
    """Draw parted hair with side curls, flowers, and an evening gown of the 1830s."""
    canvas, tones = ground("#b9afc4", "#d6cfdc"), FAIR
    canvas.fill(ellipse(AXIS, 98, 52, 46), tones.hair)
    for y in (104, 90):
        canvas.line(path(f"M 197 {y} C 214 {y - 19} 266 {y - 19} 283 {y}"), tones.gloss, 4)
    crown = "M 240 112 C 168 108 146 160 150 214 C 152 246 166 262 182 262 L 240 262"
    canvas.fill(symmetric(crown, AXIS), tones.hair)
    torso(canvas, tones.skin, "#e2b99c")
    head(canvas, tones, ears=False)
    features(canvas, tones)
    parting = (
        "M 240 118 C 190 118 166 150 158 214 C 156 236 160 252 168 262 C 178 226 178 190 240 150"
    )
    canvas.fill(symmetric(parting, AXIS), tones.hair)
    canvas.line([(240, 114), (240, 150)], tones.gloss, 3)
    for y in (228, 245, 262, 279):
        for curl in both(path(f"M 150 {y} C 158 {y + 12} 172 {y + 12} 180 {y + 2}")):
            canvas.line(curl, tones.hair, 15)
    for y in (240, 257, 274):
        for curl in both(path(f"M 153 {y} C 160 {y + 7} 170 {y + 7} 177 {y}")):
            canvas.line(curl, tones.gloss, 2.5)
    gown = "M 240 452 C 180 450 120 418 72 434 C 44 452 30 552 28 600 L 240 600"
    canvas.fill(symmetric(gown, AXIS), "#5b4377")
    lace = "M 240 440 C 180 440 120 404 68 426 C 58 442 60 458 66 468 C 120 444 180 480 240 480"
    canvas.fill(symmetric(lace, AXIS), "#f1ebe4")
    canvas.line(
        path("M 72 456 C 120 434 180 468 240 468 C 300 468 360 434 408 456"), "#d8cdc2", 2.5
    )
    canvas.line(path("M 206 366 C 220 392 260 392 274 366"), "#3a2d46", 5)
    canvas.fill(ellipse(AXIS, 394, 10, 12), "#8d6fb0")
    for x, y in ((190, 118), (206, 106), (178, 134)):
        canvas.fill(ellipse(x, y, 9), "#e4d3e6")
        canvas.fill(ellipse(x, y, 3.5), "#b48abf")
    return canvas


def srinivasa_ramanujan() -> Canvas:
    """Draw a dark suit, a stiff collar and a tie, as worn in Cambridge in 1914."""
    canvas, tones = ground("#cbb182", "#e2d0ac"), BROWN
    torso(canvas, "#34373f", "#2a2c33")
    head(canvas, tones)
    features(canvas, tones, weight=7)
    hair = path(
        "M 163 214 C 150 150 168 104 236 100 C 306 98 330 146 317 214 "
        "C 312 196 308 176 296 160 C 262 168 222 160 200 146 C 178 166 170 190 163 214"
    )
    canvas.fill(hair, tones.hair)
    canvas.line(path("M 202 144 C 214 126 240 116 268 116"), tones.gloss, 3.5)
    canvas.line(path("M 240 150 C 262 154 284 150 300 142"), tones.gloss, 3)
    shirt = "M 240 352 L 206 344 L 196 372 L 240 500"
    canvas.fill(symmetric(shirt, AXIS), "#e9e4d8")
    for wing in both(path("M 205 340 L 198 384 L 226 400 L 240 372 Q 214 364 205 340")):
        canvas.fill(wing, "#f8f5ee")
    canvas.fill(path("M 228 376 L 252 376 L 258 398 L 249 408 L 231 408 L 222 398"), "#7a2f35")
    canvas.fill(path("M 231 406 L 249 406 L 262 520 L 240 545 L 218 520"), "#8d3a40")
    for lapel in both(
        path("M 200 370 L 180 392 L 164 438 L 184 448 L 174 462 L 240 580 L 240 520")
    ):
        canvas.fill(lapel, "#434750")
    canvas.line(path("M 240 520 L 240 600"), "#23252b", 3)
    return canvas


def shen_kuo() -> Canvas:
    """Draw the long-winged cap and the red round-collared robe of a Song official."""
    canvas, tones = ground("#a9bfae", "#cddacb"), WARM
    torso(canvas, "#9c3a33", "#86302b")
    canvas.fill(ellipse(AXIS, 352, 54, 40), "#7d2a26")
    canvas.fill(ellipse(AXIS, 346, 46, 32), "#f3ece0")
    for temple in both(
        path("M 164 160 L 180 160 C 178 184 174 206 168 224 C 162 206 160 180 164 160")
    ):
        canvas.fill(temple, tones.hair)
    head(canvas, tones)
    for temple in both(
        path("M 166 160 L 184 160 C 182 182 176 200 168 212 C 165 200 164 180 166 160")
    ):
        canvas.fill(temple, tones.hair)
    features(canvas, tones)
    beard(canvas, tones.hair, low=346)
    for wing in both(path("M 176 136 L 12 128 C 6 128 6 142 12 143 L 176 158")):
        canvas.fill(wing, "#26282c")
    cap = "M 240 60 C 200 60 186 76 186 112 L 164 118 C 158 140 158 156 162 174 L 240 164"
    canvas.fill(symmetric(cap, AXIS), "#2e3136")
    canvas.line(path("M 186 113 C 220 106 260 106 294 113"), "#4a4e55", 3.5)
    canvas.line(path("M 162 168 C 200 158 280 158 318 168"), "#4a4e55", 4)
    return canvas


def beard(canvas: Canvas, colour: str, *, low: float) -> None:
    """Draw a thin moustache and a soft chin beard that ends at a height."""
    for half in both(path("M 237 270 C 224 268 212 274 204 286 C 216 280 228 276 237 275")):
        canvas.fill(half, colour, 0.9)
    shape = f"M 240 300 C 226 298 214 298 206 294 C 210 322 218 {low} 240 {low}"
    canvas.fill(symmetric(shape, AXIS), colour, 0.9)


def al_khwarizmi() -> Canvas:
    """Draw a white turban, a full beard and a cloak over a robe."""
    canvas, tones = ground("#8fb0ad", "#bfd3cd"), OLIVE
    torso(canvas, "#2f6a6a", "#275959")
    robe = "M 240 360 L 200 356 L 176 384 L 240 600"
    canvas.fill(symmetric(robe, AXIS), "#e8dcc0")
    for edge in both(path("M 196 354 L 168 382 L 226 600 L 242 600 L 186 392 L 206 366")):
        canvas.fill(edge, "#c9a24e")
    head(canvas, tones)
    whiskers = (
        "M 240 264 C 222 260 206 268 196 276 C 188 262 178 246 167 224 C 162 290 190 378 240 388"
    )
    canvas.fill(symmetric(whiskers, AXIS), tones.hair)
    features(canvas, tones, weight=7)
    canvas.fill(path("M 218 282 C 230 277 250 277 262 282 C 252 290 228 290 218 282"), tones.lips)
    for y in (312, 336):
        canvas.line(path(f"M 214 {y} C 228 {y + 16} 252 {y + 16} 266 {y}"), tones.gloss, 3)
    turban = "M 240 60 C 176 58 138 96 146 140 C 148 160 158 172 168 176 C 190 160 216 156 240 156"
    canvas.fill(symmetric(turban, AXIS), "#f2ede2")
    with canvas.within(symmetric(turban, AXIS)):
        canvas.fill(path("M 282 40 C 312 90 318 130 300 190 L 380 190 L 380 40"), "#dfd7c6")
    for fold in (
        "M 152 124 C 190 100 260 92 330 128",
        "M 150 146 C 200 116 270 124 322 160",
        "M 176 86 C 220 74 280 82 324 106",
        "M 172 170 C 214 128 290 110 332 136",
    ):
        canvas.line(path(fold), "#c9bfaa", 3.2)
    return canvas


def emmy_noether() -> Canvas:
    """Draw round glasses, hair drawn back, a jacket over a white blouse."""
    canvas, tones = ground("#a8b6c4", "#cfd8df"), FAIR
    canvas.fill(ellipse(AXIS, 112, 34, 30), tones.hair)
    bulk = "M 240 104 C 180 100 150 142 154 196 C 156 224 158 206 164 214 L 240 214"
    canvas.fill(symmetric(bulk, AXIS), tones.hair)
    torso(canvas, "#4b5a6b", "#3f4c5b")
    canvas.fill(symmetric("M 240 352 L 200 348 L 186 370 L 240 560", AXIS), "#f4f1ea")
    head(canvas, tones)
    features(canvas, tones)
    front = (
        "M 240 116 C 184 116 162 160 160 216 C 168 196 176 174 200 160 C 214 152 228 150 240 152"
    )
    canvas.fill(symmetric(front, AXIS), tones.hair)
    for strand in ("M 186 160 C 200 142 218 134 236 134", "M 250 130 C 270 132 286 144 296 160"):
        canvas.line(path(strand), tones.gloss, 3.5)
    for x in (207, 273):
        canvas.outline(ellipse(x, 220, 25), "#4a4038", 3.5)
    canvas.line(path("M 232 217 C 236 211 244 211 248 217"), "#4a4038", 3.5)
    for wing in both(path("M 204 346 L 176 376 L 206 420 L 240 380 Q 214 372 204 346")):
        canvas.fill(wing, "#ffffff")
        canvas.outline(wing, "#d9d5cb", 2)
    canvas.fill(ellipse(AXIS, 390, 12, 9), "#7d5a3c")
    for lapel in both(path("M 186 370 L 150 404 L 168 460 L 150 472 L 240 600 L 240 560")):
        canvas.fill(lapel, "#5b6b7d")
    return canvas


def sofya_kovalevskaya() -> Canvas:
    """Draw short wavy hair, a high lace collar and a dark dress of the 1880s."""
    canvas, tones = ground("#c4a9a4", "#dfcdc6"), FAIR
    bulk = "M 240 96 C 176 92 144 136 148 196 C 150 236 160 262 176 276 L 240 276"
    canvas.fill(symmetric(bulk, AXIS), "#51352a")
    for x, y, r in ((160, 250, 22), (152, 216, 20), (154, 178, 22), (172, 142, 24), (204, 116, 26)):
        for curl in both(ellipse(x, y, r)):
            canvas.fill(curl, "#51352a")
    torso(canvas, "#2f2d3a", "#262530")
    head(canvas, tones, ears=False)
    features(canvas, tones, brow="#51352a")
    front = (
        "M 240 106 C 182 104 154 146 156 214 C 156 232 162 246 170 254 "
        "C 166 220 176 190 196 178 C 190 166 204 154 218 158 C 222 146 234 146 240 150"
    )
    canvas.fill(symmetric(front, AXIS), "#51352a")
    for wave in ("M 168 178 C 176 150 200 132 226 128", "M 254 126 C 284 132 306 152 312 184"):
        canvas.line(path(wave), "#6f4b3c", 3.5)
    collar = "M 240 330 C 222 330 206 322 202 316 C 196 340 194 360 196 384 L 240 398"
    canvas.fill(symmetric(collar, AXIS), "#efe8dd")
    for x in range(204, 280, 12):
        canvas.line([(x, 334), (x - 2, 384)], "#d6cabb", 2)
    canvas.fill(symmetric("M 240 384 C 216 384 200 378 192 372 L 240 600", AXIS), "#3b3948")
    for ruffle in both(path("M 193 372 C 204 430 222 520 240 600")):
        canvas.line(ruffle, "#e3d9cc", 6)
    for y in range(430, 600, 34):
        canvas.fill(ellipse(AXIS, y, 5), "#8d8796")
    canvas.fill(ellipse(AXIS, 388, 14, 11), "#a5814a")
    canvas.fill(ellipse(AXIS, 388, 8, 6), "#d9c08d")
    return canvas


def seki_takakazu() -> Canvas:
    """Draw a shaved crown with a folded topknot, and the winged shoulders of a kamishimo."""
    canvas, tones = ground("#9aa7bd", "#c6cedb"), WARM
    torso(canvas, "#56606f", "#4a5361")
    for x, y, colour in ((206, 346, "#f5f1e8"), (190, 352, "#8894a6")):
        robe = f"M 240 {y} L {x} {y - 8} L {x - 16} {y + 10} L 240 480"
        canvas.fill(symmetric(robe, AXIS), colour)
    sides = "M 240 106 C 184 106 156 140 160 190 C 160 206 162 216 166 224 L 240 224"
    canvas.fill(symmetric(sides, AXIS), tones.hair)
    head(canvas, tones)
    with canvas.within(FACE):
        canvas.fill(ellipse(AXIS, 120, 60, 46), "#c9a98c", 0.55)
    temple = (
        "M 192 128 C 168 138 158 170 164 216 C 172 206 178 192 180 172 C 182 156 186 142 196 128"
    )
    for half in both(path(temple)):
        canvas.fill(half, tones.hair)
    features(canvas, tones)
    canvas.fill(
        path("M 226 84 C 226 72 254 72 254 84 L 257 122 C 256 134 224 134 223 122"), tones.hair
    )
    canvas.line([(225, 100), (255, 100)], "#e8e2d5", 5)
    wing = path("M 200 352 L 30 398 C 22 404 24 424 34 436 L 150 600 L 240 600 L 240 490")
    for half, cloth in zip(both(wing), ("#2f3d5c", "#283450"), strict=True):
        canvas.fill(half, cloth)
    for x in (136, 170, 204):
        for pleat in both([(x, 480), (x + 12, 600)]):
            canvas.line(pleat, "#3d4c6e", 2)
    for crest in both(ellipse(142, 436, 15)):
        canvas.fill(crest, "#e8e4da")
    for crest in both(ellipse(142, 436, 7)):
        canvas.fill(crest, "#2f3d5c")
    return canvas


def zhang_heng() -> Canvas:
    """Draw a topknot under a scholar's small crown, and the crossed collar of a Han robe."""
    canvas, tones = ground("#c2a98b", "#dccab2"), WARM
    torso(canvas, "#6d4a34", "#5d3e2b")
    canvas.fill(path("M 208 362 L 272 362 L 240 410"), "#efe6d6")
    for start, end in (((200, 362), (236, 424)), ((282, 360), (92, 640))):
        for shift, width, colour in ((-3, 36, "#3f4f4a"), (12, 12, "#efe6d6")):
            inward = shift if start[0] < AXIS else -shift
            ends = [(x + inward, y - shift / 2) for x, y in (start, end)]
            canvas.line(ends, colour, width)
    head(canvas, tones)
    hair = "M 240 116 C 186 116 156 152 162 214 C 170 206 174 190 180 176 C 196 158 220 154 240 154"
    canvas.fill(symmetric(hair, AXIS), "#4a4542")
    features(canvas, tones, brow="#4a4542")
    beard(canvas, "#5a534f", low=372)
    canvas.fill(path("M 212 118 C 206 84 218 64 240 64 C 262 64 274 84 268 118"), "#26282c")
    canvas.fill(
        path("M 204 118 C 226 110 254 110 276 118 L 272 132 C 254 124 226 124 208 132"), "#3a3d43"
    )
    canvas.line([(186, 96), (296, 90)], "#c9a24e", 5)
    return canvas


PORTRAITS: dict[str, Callable[[], Canvas]] = {
    "ada-lovelace": ada_lovelace,
    "srinivasa-ramanujan": srinivasa_ramanujan,
    "shen-kuo": shen_kuo,
    "al-khwarizmi": al_khwarizmi,
    "emmy-noether": emmy_noether,
    "sofya-kovalevskaya": sofya_kovalevskaya,
    "seki-takakazu": seki_takakazu,
    "zhang-heng": zhang_heng,
}
