"""Image files without their metadata: read back by Pillow, pixel for pixel."""

from __future__ import annotations

import io
import random
import time

import pytest
from pictures import opened, plain, saved
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from sphinxext_profiles.images.metadata import bare

NOISE = Image.effect_noise((90, 60), 80).convert("RGB")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECRET = b"51.5 degrees north"


def exif() -> bytes:
    data = Image.Exif()
    data[0x0112] = 6
    data[0x010E] = SECRET.decode()
    return data.tobytes()


def texts() -> PngInfo:
    info = PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return info


def with_tail() -> bytes:
    """Return a photo as telephones make them: after the image there is a film, or another view."""
    return saved(NOISE, "JPEG", icc_profile=PROFILE) + SECRET


FILES = {
    "JPEG": lambda: saved(
        NOISE, "JPEG", exif=exif(), icc_profile=PROFILE, comment=SECRET, xmp=SECRET
    ),
    "progressive JPEG": lambda: saved(
        NOISE, "JPEG", exif=exif(), icc_profile=PROFILE, progressive=True
    ),
    "JPEG with restarts": lambda: saved(
        NOISE, "JPEG", exif=exif(), icc_profile=PROFILE, restart_marker_blocks=1
    ),
    "JPEG with a tail": with_tail,
    "JPEG of inks": lambda: saved(plain(90, 60, (9, 90, 200, 30), "CMYK"), "JPEG", exif=exif()),
    "two views": lambda: saved(
        NOISE, "MPO", exif=exif(), icc_profile=PROFILE, save_all=True, append_images=[NOISE]
    ),
    "PNG": lambda: saved(NOISE, exif=exif(), icc_profile=PROFILE, pnginfo=texts()) + SECRET,
    "PNG that one sees through": lambda: saved(
        NOISE.quantize(9), exif=exif(), transparency=3, pnginfo=texts()
    ),
    "WebP": lambda: saved(NOISE, "WEBP", exif=exif(), icc_profile=PROFILE, xmp=SECRET),
}


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("name", FILES)
def test_the_image_stays_and_nothing_else(name: str, orientation: int) -> None:
    before = FILES[name]()
    after = bare(before, orientation)
    old, new = opened(before), opened(after)
    assert new.tobytes() == old.tobytes()
    assert new.convert("RGBA").tobytes() == old.convert("RGBA").tobytes()
    assert new.info.get("icc_profile") == old.info.get("icc_profile")
    assert {**new.getexif()} == ({} if orientation == 1 else {0x0112: 6})
    assert SECRET not in after
    # It says how colours are stored, which some decoders don't find out otherwise.
    assert (b"Adobe" in after) == (name == "JPEG of inks")
    assert bare(after, orientation) == after


def test_a_file_that_tells_nothing_comes_back_as_it_is() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        content = saved(NOISE, kind, icc_profile=PROFILE)
        assert bare(content) == content


def test_an_animation_goes_on() -> None:
    frames = [NOISE, NOISE.rotate(90), NOISE.rotate(180)]
    more = {"save_all": True, "append_images": frames[1:], "duration": 70}
    for kind in ("PNG", "WEBP"):
        after = Image.open(io.BytesIO(bare(saved(frames[0], kind, exif=exif(), **more))))
        assert after.n_frames == 3
        after.seek(2)
        after.load()


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "AVIF"])
def test_other_formats_come_back_as_they_are(kind: str) -> None:
    content = saved(NOISE, kind)
    assert bare(content, 6) == content


@pytest.mark.parametrize("name", FILES)
def test_damage_raises_nothing(name: str) -> None:
    content = FILES[name]()
    chance = random.Random(7)  # noqa: S311  # variety, not secrecy
    for end in range(0, len(content), max(1, len(content) // 200)):
        bare(content[:end])
    for _ in range(300):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        bare(bytes(broken), chance.randint(1, 8))


def test_a_file_without_end_takes_no_time() -> None:
    start = time.process_time()
    bare(b"\xff\xd8" + b"\xff" * 2_000_000)
    bare(b"\xff\xd8" + b"\xff\xe1\x00\x00" * 500_000)
    bare(b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x00tEXt\x00\x00\x00\x00" * 150_000)
    bare(b"RIFF\xff\xff\xff\x00WEBP" + b"XMP \x00\x00\x00\x00" * 2_000_000)
    assert time.process_time() - start < 4
