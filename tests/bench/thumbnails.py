"""Thumbnails of 300 photos of 12 megapixels: the first time, and again with nothing changed."""

from __future__ import annotations

import io
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PIL import Image, ImageFilter

from sphinxext_profiles.images.cache import Cache
from sphinxext_profiles.images.frames import gallery_frame, photo_frame
from sphinxext_profiles.images.maker import render
from sphinxext_profiles.images.properties import recipe

from .measure import Project, columns, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 300
SIZE = (4000, 3000)
AIM = 20
"""How many times as fast the second time has to be."""
DISTINCT = 6
"""Photos that differ to the eye; the others are told apart by a comment in the file."""

CONF = """\
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["people/*"]
exclude_patterns = ["people/*"]
"""


def photo(seed: int) -> bytes:
    """Return a JPEG of 12 megapixels with soft shapes and grain, of about 2 MB."""
    width, height = SIZE
    shapes = Image.effect_noise((width // 100, height // 100), 90 + seed)
    colours = [shapes, shapes.rotate(90), shapes.transpose(Image.Transpose.FLIP_TOP_BOTTOM)]
    image = Image.merge("RGB", [part.resize(shapes.size) for part in colours])
    image = image.resize((width // 10, height // 10), Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(2)).resize(SIZE, Image.Resampling.BILINEAR)
    grain = Image.effect_noise(SIZE, 30).convert("RGB")
    stream = io.BytesIO()
    Image.blend(image, grain, 0.1).save(stream, "JPEG", quality=90)
    return stream.getvalue()


def photos(count: int) -> Iterator[bytes]:
    """Yield so many files with different contents."""
    drawn = [photo(seed) for seed in range(min(count, DISTINCT))]
    for number in range(count):
        content = drawn[number % DISTINCT]
        comment = f"photo {number}".encode()
        segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
        yield content[:2] + segment + content[2:]


def report(pairs: int = 1, count: int = COUNT) -> str:
    """Return the table for so many photos; each time is the median of `pairs` runs."""
    contents = list(photos(count))
    rows = [("what", "cold", "warm", "times", "aim")]
    for what, measure in (
        (f"{count} photos of 12 megapixels, each for a card and a gallery", _alone),
        (f"a build with a page of {count} cards", _build),
    ):
        runs = []
        for number in range(pairs):
            runs.append(measure(contents))
            tell(f"{what}, pair {number + 1} of {pairs}")
        cold, warm = (median(times) for times in zip(*runs, strict=True))
        times = median(first / second for first, second in runs)
        rows.append((what, f"{cold:.2f} s", f"{warm:.3f} s", f"{times:.0f}", f"{AIM}"))
    return columns(rows)


def _alone(contents: list[bytes]) -> tuple[float, float]:
    """Return the seconds that the thumbnails take, cold and warm, without Sphinx around them."""
    frames = (photo_frame("stacked"), gallery_frame((1, 2, 3, 3), "square"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, content in enumerate(contents):
            (folder / f"{number}.jpg").write_bytes(content)
        wanted = [(file, frame) for file in sorted(folder.glob("*.jpg")) for frame in frames]

        def made() -> float:
            start = time.perf_counter()
            render(wanted, "screen", Cache(folder / "made", recipe()))
            return time.perf_counter() - start

        return made(), made()


def _build(contents: list[bytes]) -> tuple[float, float]:
    """Return the seconds of a build, and of another one with nothing changed."""
    files: dict[str, str | bytes] = {"index.md": "# People\n\n```{profile-index}\n```\n"}
    for number, content in enumerate(contents):
        files[f"people/p{number}.md"] = f"# Person {number}\n\n![At work](p{number}.jpg)\n\nText.\n"
        files[f"people/p{number}.jpg"] = content

    def proof(out: Path) -> bool:
        return (out / "index.html").read_text("utf-8").count("<picture>") == len(contents)

    with Project(CONF, files, proof).unpacked() as site:
        return site.build().wall, site.build().wall


if __name__ == "__main__":
    print(report())
