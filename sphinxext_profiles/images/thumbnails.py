"""Making thumbnails with Pillow: upright, in sRGB, and with nothing but pixels.

Pillow is optional: nothing imports this module without it (`properties.recipe`).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms

from .formats import FORMATS
from .metadata import bare
from .properties import Facts, format_called

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from .frames import Cut

READ = tuple(name.upper() for name, entry in FORMATS.items() if entry.pixels)
"""The formats to read. For some others, Pillow starts programs."""

ENDS: dict[str, tuple[str, dict[str, Any]]] = {
    "webp": ("WEBP", {"quality": 80, "method": 4}),
    "jpg": ("JPEG", {"quality": 82, "optimize": True, "progressive": True}),
    "png": ("PNG", {"optimize": True}),
}
"""The formats to make, by suffix: Pillow's name and its options.

AVIF is not among them: in the sizes of the layouts it saved a seventh of WebP's bytes in six to
twelve times the time.
"""

_ORIENTATION = 0x0112
"""The tag of EXIF 2.32, section 4.6.4."""
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


def examine(file: Path) -> Facts:
    """Return the facts of an image, without reading its pixels."""
    try:
        with Image.open(file, formats=READ) as image:
            orientation = _orientation(image)
            content = file.read_bytes()
            format_ = _format(image)
            return Facts(
                format_,
                image.size[::-1] if orientation in _ON_ITS_SIDE else image.size,
                moving=format_called(format_).animated
                and bool(getattr(image, "is_animated", False)),
                clear=image.has_transparency_data,
                orientation=orientation,
                tells=bare(content, orientation) != content,
            )
    except Exception:  # noqa: BLE001  # decoders raise anything for damaged bytes
        return Facts(fault="is damaged")


def make(file: Path, wanted: Sequence[tuple[Cut | None, str]]) -> Iterator[bytes]:
    """Yield the bytes of each cut of an image, in the format with this suffix (`ENDS`).

    None instead of a cut asks for the whole file without its metadata.

    Raises ValueError if the image is damaged, with the end of a sentence as in `Facts`.
    """
    try:
        yield from _contents(file, wanted)
    except Exception as error:
        raise ValueError("is damaged") from error


def _contents(file: Path, wanted: Sequence[tuple[Cut | None, str]]) -> Iterator[bytes]:
    sources: dict[int, _Source] = {}
    with Image.open(file, formats=READ) as image:
        lossless = format_called(_format(image)).lossless
        reduces = _format(image) == "JPEG"
        orientation = _orientation(image)
    for cut, end in wanted:
        if cut is None:
            yield bare(file.read_bytes(), orientation)
            continue
        divisor = _divisor(cut) if reduces else 1
        if divisor not in sources:
            sources[divisor] = _Source(file, divisor)
        yield _encoded(sources[divisor].cut(cut), end, lossless=lossless)


def _divisor(cut: Cut) -> int:
    """Return by how much a JPEG can be reduced so that a cut has half as many pixels to spare.

    Decoding an eighth, a quarter or half of its size takes a fraction of the time. It depends on
    the cut alone, so that its pixels do too, whatever else is made of the image.
    """
    spare = (cut.box[2] - cut.box[0]) / (1.5 * cut.size[0])
    return next((divisor for divisor in (8, 4, 2) if divisor <= spare), 1)


class _Source:
    """A decoded image: upright, and perhaps reduced."""

    def __init__(self, file: Path, divisor: int) -> None:
        with Image.open(file, formats=READ) as image:
            width, height = image.size
            orientation = _orientation(image)
            self.profile = image.info.get("icc_profile")
            if divisor > 1:
                image.draft(None, (width // divisor, height // divisor))
            self.image = _upright(_plain(image), orientation)
        across, down = (height, width) if orientation in _ON_ITS_SIDE else (width, height)
        self.scales = (self.image.width / across, self.image.height / down) * 2

    def cut(self, cut: Cut) -> Image.Image:
        """Return a part of the image, in its size and in sRGB."""
        left, top, right, bottom = (
            edge * scale for edge, scale in zip(cut.box, self.scales, strict=True)
        )
        box = (left, top, right, bottom)
        scaled = self.image.resize(cut.size, Image.Resampling.LANCZOS, box, reducing_gap=3.0)
        return _in_srgb(scaled, self.profile)


def _format(image: Image.Image) -> str:
    """Return Pillow's name of an image's format; one with views of a scene (MPO) is a JPEG too."""
    return "JPEG" if image.format == "MPO" else image.format or ""


def _orientation(image: Image.Image) -> int:
    """Return how to turn an image according to its EXIF data (1 to 8).

    In a PNG, data after the pixels are ignored, as browsers do: Pillow would read all pixels.
    """
    if image.format == "PNG" and "exif" not in image.info:
        return 1
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001  # what is damaged are data about the image, not the image
        return 1
    return int(value) if value in range(1, 9) else 1


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return an image turned as its EXIF data say."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _plain(image: Image.Image) -> Image.Image:
    """Return an image in a mode that can be scaled: L, RGB, RGBA or CMYK."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"1", "F"}:
        return image.convert("L")
    image.load()
    return image if image.mode in {"L", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return an image in sRGB, which images without a colour profile are assumed to have."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(image, source, target, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # it is damaged, or another kind of image's: browsers ignore it too
        else:
            return converted or image
    return image.convert("RGB") if image.mode == "CMYK" else image


def _encoded(image: Image.Image, end: str, *, lossless: bool) -> bytes:
    """Return an image as a file; for a drawing in WebP, the smaller of two ways."""
    format_, options = ENDS[end]
    image.info = {}  # of which comments and profiles would be written
    ways = [options]
    if end == "webp" and lossless:
        ways.append({"lossless": True, "quality": 100, "method": 4})
    candidates = []
    for way in ways:
        stream = io.BytesIO()
        image.save(stream, format_, **way)
        candidates.append(stream.getvalue())
    return min(candidates, key=len)
