"""How large the layouts show images: the measures of the stylesheet, and of paper and books.

`tests/test_browser_images.py` measures pages against them.
"""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import NamedTuple

PHOTOS = {"compact": 2.5, "face": 3.0, "stacked": 6.0, "side": 6.0, "hero": 11.0}
"""The width of the photo in each layout, in rem."""

PORTRAIT = 16.0
"""The width of a portrait by itself; in an index it is as wide as the column."""
UPRIGHT = ("portrait", "hero")
"""The layouts whose photos are upright, and not square, unless they are a circle."""
UPRIGHT_RATIO = (4, 5)

REM = 17.6
"""Pixels of a rem in the theme that has the largest: furo's 110 % in a wide window."""

PHOTO_WIDTHS = (56, 112, 176, 224, 352, 528)
"""Pixels that photos are made in: once, twice and three times what the layouts need, in few sizes,
so that a face in a list and the same face in a card are often one file."""

GALLERY_WIDTHS = (160, 240, 360, 540, 800, 1200, 1800)
"""Pixels that images of a gallery are made in. Each is about one and a half times the one before,
so that nobody gets much more than twice the pixels that are shown."""

BREAKS = (24.0, 36.0, 42.0, 48.0)
"""The width of a gallery or an index, in rem, up to which each of the four counts of columns holds;
the last is what themes leave for text."""

RATIOS: dict[str, tuple[int, int] | None] = {
    "square": (1, 1),
    "4:3": (4, 3),
    "3:2": (3, 2),
    "original": None,
}
WIDTHS = (
    *(50, 56, 60, 67, 71, 75, 80, 87, 93, 100, 107, 115, 125, 133, 141, 150, 160, 168, 178, 190),
    *(200, 220, 240, 260, 280, 300, 330, 360, 400),
)
"""The widths of images in rows of one height, in per cent of that: each has a class. Between two of
them are a few per cent, which nobody sees."""
PORTRAIT_FOCUS = (50, 20)
LOST_ABOVE = 3
"""How much of a tall picture a crop of a photo takes away above, in per cent: a head is near."""
WHOLE_BODY = 40
"""A crop that takes away more than this, in per cent, begins at the top, where the head is."""
GALLERY_FOCUS = (50, 30)
"""What crops keep in sight, in per cent: most pictures of people have the face above the middle."""

PAPER_PHOTO = 600
PAPER_WIDTH = 1800
"""On paper, 300 pixels an inch: two inches for a photo, the width of a text for an image."""
BOOK_PHOTO = 352
BOOK_WIDTH = 1200
"""In an EPUB, whose readers have screens of about that width."""


class Frame(NamedTuple):
    """How an image is shown: what is cut off, and how many pixels are of use."""

    ratio: tuple[int, int] | None
    """Width to height of what is shown; nothing for the whole image."""
    focus: tuple[int, int]
    """The point that stays in sight, in per cent from the left and from the top."""
    widths: tuple[int, ...]
    """In pixels, for screens."""
    sizes: str
    """How wide it is on a page: the attribute `sizes` of HTML."""
    paper: int
    book: int
    """Widths in pixels, for print and for an EPUB."""
    whole: bool
    """Whether the whole image can be opened too."""


@lru_cache
def photo_frame(
    layout: str,
    focus: tuple[int, int] | None = None,
    columns: tuple[int, ...] = (),
    shape: str = "",
) -> Frame:
    """Return the frame of a photo in a layout of cards, or of a `face`.

    `columns` are those of an index, at four widths, which decide how wide a portrait is.

    The browser's own measure (`auto`) is better where it has one, since a project can change the
    size; `rem` in this attribute is the reader's, not the theme's (HTML, "sizes attributes").
    """
    ratio = _photo_ratio(layout, shape)
    if layout == "portrait":
        widths = _cell_widths(columns) if columns else _widths(PORTRAIT, GALLERY_WIDTHS)
        sizes = _cell_sizes(columns) if columns else f"auto, {PORTRAIT:g}rem"
    else:
        side = PHOTOS[layout]
        widths, sizes = _widths(side, PHOTO_WIDTHS), f"auto, {side:g}rem"
    return Frame(
        ratio,
        focus or PORTRAIT_FOCUS,
        tuple(sorted(widths)),
        sizes,
        PAPER_PHOTO,
        BOOK_PHOTO,
        whole=False,
    )


def _photo_ratio(layout: str, shape: str) -> tuple[int, int]:
    return UPRIGHT_RATIO if layout in UPRIGHT and shape != "circle" else (1, 1)


def photo_focus(
    point: tuple[int, int] | None, size: tuple[int, int] | None, layout: str, shape: str = ""
) -> tuple[int, int]:
    """Return where a crop of a photo lies, as `object-position` of CSS, in steps of 5 %.

    In its middle is the point that somebody gives, as far as the picture reaches; else the crop
    is where a head most often is: the taller the picture, the higher.
    """
    if size is None:
        return point or PORTRAIT_FOCUS
    ratio = _photo_ratio(layout, shape)
    return around(point, size, ratio) if point else _head(size, ratio)


def around(
    point: tuple[int, int], size: tuple[int, int], ratio: tuple[int, int] | None
) -> tuple[int, int]:
    """Return the position of the crop in whose middle a point is, or nearly so."""
    left, top, right, bottom = crop(size, ratio, (0, 0))
    places = []
    for share, whole, part in zip(point, size, (right - left, bottom - top), strict=True):
        rest = whole - part
        place = 100 * (whole * share / 100 - part / 2) / rest if rest else share
        places.append(min(100, max(0, 5 * round(place / 5))))
    return (places[0], places[1])


def _head(size: tuple[int, int], ratio: tuple[int, int]) -> tuple[int, int]:
    _, top, _, bottom = crop(size, ratio, (0, 0))
    lost = 100 * (1 - (bottom - top) / size[1])
    across, down = PORTRAIT_FOCUS
    if lost < 1:
        return PORTRAIT_FOCUS
    return (across, 0 if lost > WHOLE_BODY else min(down, 5 * int(100 * LOST_ABOVE / lost / 5)))


@lru_cache
def gallery_frame(
    columns: tuple[int, ...],
    ratio: str,
    share: float = 1,
    focus: tuple[int, int] = GALLERY_FOCUS,
) -> Frame:
    """Return the frame of an image in a gallery with four counts of columns.

    In rows of one height it has its own share of a column's width, and no `ratio`.
    """
    return Frame(
        RATIOS[ratio],
        focus,
        tuple(sorted(_cell_widths(columns, share))),
        _cell_sizes(columns),
        PAPER_WIDTH,
        BOOK_WIDTH,
        whole=True,
    )


def _widths(side: float, ladder: tuple[int, ...]) -> set[int]:
    """Return the widths for an image of so many rem, on screens of three densities."""
    return {_rung(side * REM * density, ladder) for density in (1, 2, 3)}


def _cell_widths(columns: tuple[int, ...], share: float = 1) -> set[int]:
    """Return the widths for images as wide as the columns of a grid, or as a share of that."""
    widths = set()
    for width, count in zip(BREAKS, columns, strict=True):
        # The narrowest place is a telephone's, which has three pixels for one.
        densities = (1, 2, 3) if width == BREAKS[0] else (1, 2)
        cell = width * 16 / count * (min(share, count) if count > 1 else 1)
        widths |= {_rung(cell * density, GALLERY_WIDTHS) for density in densities}
    return widths


class RowPlace(NamedTuple):
    """The place of an image in rows of one height."""

    width: int = 133
    """The nearest of `WIDTHS`."""
    far: bool = True
    """Whether the image has quite another ratio, or none that is known."""

    @property
    def classes(self) -> list[str]:
        """The classes in the stylesheet."""
        return [f"profile-wide-{self.width}", *(["profile-fits"] if self.far else [])]

    @property
    def share(self) -> float:
        """How wide it is to a column, in rows as high as an image of 3:2 in one, or higher."""
        return self.width / 125


def row_place(size: tuple[int, int] | None) -> RowPlace:
    """Return the place of an image of a size in pixels."""
    if size is None:
        return RowPlace()
    width = 100 * size[0] / size[1]
    nearest = min(WIDTHS, key=lambda step: abs(log(step / width)))
    return RowPlace(nearest, abs(log(nearest / width)) > log(1.06))


def _cell_sizes(columns: tuple[int, ...]) -> str:
    """Return the attribute for browsers that don't measure: a grid as wide as the window."""
    rules = [f"{100 / columns[0]:.4g}vw"]
    for start, count in zip(BREAKS, columns[1:], strict=False):
        last = start == BREAKS[2]
        cell = f"{BREAKS[3] / count:.4g}rem" if last else f"{100 / count:.4g}vw"
        if cell != rules[0].rpartition(") ")[2]:
            rules.insert(0, f"(min-width: {start:g}rem) {cell}")
    return ", ".join(["auto", *rules])


def _rung(pixels: float, ladder: tuple[int, ...]) -> int:
    """Return the least width of a ladder that suffices, else the largest."""
    return next((width for width in ladder if width >= pixels), ladder[-1])


class Cut(NamedTuple):
    """A part of an image, in a size."""

    box: tuple[int, int, int, int]
    """Left, top, right and bottom, in pixels of the upright image."""
    size: tuple[int, int]
    """Width and height in pixels."""


def cuts(size: tuple[int, int], frame: Frame, widths: tuple[int, ...]) -> list[Cut]:
    """Return what to make of an upright image, the narrowest first, for these widths.

    Nothing is made larger than it is: widths above that of the crop are one, the crop's own. The
    crop is that of CSS, `object-fit: cover` with the focus as `object-position`.
    """
    box = crop(size, frame.ratio, frame.focus)
    across, down = box[2] - box[0], box[3] - box[1]
    wanted = sorted({min(width, across) for width in widths})
    return [Cut(box, (width, max(1, round(down * width / across)))) for width in wanted]


def crop(
    size: tuple[int, int], ratio: tuple[int, int] | None, focus: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Return the largest box of a ratio around a focus in an image of a size."""
    width, height = size
    if ratio is None:
        return (0, 0, width, height)
    across = min(width, max(1, round(height * ratio[0] / ratio[1])))
    down = min(height, max(1, round(width * ratio[1] / ratio[0])))
    left = round((width - across) * focus[0] / 100)
    top = round((height - down) * focus[1] / 100)
    return (left, top, left + across, top + down)
