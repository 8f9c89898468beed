"""Thumbnails: what is made of images, for each output, and what is left alone."""

from __future__ import annotations

import functools
import io
import re
import subprocess
import sys
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from bs4 import BeautifulSoup
from pictures import BLUE, GREEN, RED, colour, opened, plain, saved, stripes
from PIL import Image, ImageCms, ImageStat
from second import pages
from sites import BUILDERS, PIXEL, write_files
from sphinx.cmd.build import build_main
from sphinx.util.console import strip_escape_sequences

from sphinxext_profiles.images.cache import Cache
from sphinxext_profiles.images.frames import gallery_frame, photo_frame
from sphinxext_profiles.images.maker import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag
    from sites import Build, Site

    from sphinxext_profiles.images.frames import Frame
    from sphinxext_profiles.images.renditions import Rendition, Use

NOTE = "# Ada Lovelace\n\n![Ada at work](images/a.png)\n\nText.\n"
CARD = "# People\n\n```{profile-card} people/ada.md\n```\n\nAfter.\n"
GALLERY = "# People\n\n```{profile-gallery} people/ada.md\n```\n\nAfter.\n"
SETTINGS: dict[str, Any] = {"exclude_patterns": ["people/*", "_build"]}
COLUMNS = (1, 2, 3, 3)
"""Of a gallery that asks for no others."""
PHOTO = photo_frame("stacked")
IMAGE = gallery_frame(COLUMNS, "original")
TURNED = {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180}
"""How to store an image whose EXIF data say that it is to be turned back."""


@pytest.fixture
def shown(build: Build):
    """Return a function that builds a page that shows a note's image, the bytes given."""

    def make(content: bytes, page: str = CARD, builder: str = "html", **settings) -> Site:
        files = {"index.md": page, "people/ada.md": NOTE, "people/images/a.png": content}
        return build(files, builder, **{**SETTINGS, **settings})

    return make


class Made:
    """What was made of an image by itself, without a page to show it."""

    def __init__(self, folder: Path, rendition: Rendition) -> None:
        self.folder = folder
        self.rendition = rendition

    @property
    def sources(self) -> dict[int, Path]:
        """The files that a browser can choose from, by their widths."""
        return {width: self.folder / name for name, width in self.rendition.sources}

    @property
    def fallback(self) -> Path:
        """The file that everything can show."""
        return self.folder / self.rendition.name

    @property
    def whole(self) -> Image.Image:
        """The image that a gallery leads to."""
        return opened((self.folder / self.rendition.whole).read_bytes())

    @property
    def all(self) -> list[Path]:
        """What a browser or a book may show."""
        return [*self.sources.values(), self.fallback]


def made_of(content: bytes, folder: Path, frame: Frame = PHOTO, use: Use = "screen") -> Made:
    """Return what is made of an image, the bytes given, in a folder that is empty."""
    file = folder / "image"
    folder.mkdir(exist_ok=True)
    file.write_bytes(content)
    made = render([(file, frame)], use, Cache(folder / "made", "recipe"))
    return Made(folder / "made", made[file, frame])


def image(site: Site, name: str = "index") -> Tag:
    found = site.html(name).select_one(".profile-photo img, .profile-gallery img")
    assert found
    return found


def sources(site: Site, name: str = "index") -> dict[int, Path]:
    """Return the files that a browser can choose from, by their widths."""
    found = image(site, name)
    picture = found.find_parent("picture")
    candidates = (picture.find("source") if picture else found)["srcset"].split(", ")
    pairs = (candidate.rsplit(" ", 1) for candidate in candidates)
    return {int(width.removesuffix("w")): site.out / address for address, width in pairs}


def fallback(site: Site) -> Path:
    return site.out / str(image(site)["src"])


def thumbnails(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("profile-*")}


def exif(orientation: int) -> bytes:
    """Return EXIF data with an orientation, a place on Earth and a camera's name."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "Camera of Ada"
    data.get_ifd(0x8825)[1] = "N"
    data.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    return data.tobytes()


# What is made


def test_a_photo_is_square_and_comes_in_the_sizes_of_its_layout(shown) -> None:
    site = shown(saved(stripes(1200, 900), "JPEG"))
    assert site.warnings == []
    files = sources(site)
    assert [*files] == [112, 224, 352]
    for width, file in files.items():
        made = opened(file.read_bytes())
        assert (made.format, made.size) == ("WEBP", (width, width))
        assert file.stat().st_size < 3000
    made = opened(fallback(site).read_bytes())
    assert (made.format, made.size) == ("JPEG", (224, 224))
    assert (image(site)["width"], image(site)["height"]) == ("224", "224")
    assert image(site).find_parent("picture").find("source")["type"] == "image/webp"


def test_the_large_file_is_not_in_the_output_unless_something_leads_to_it(shown) -> None:
    content = saved(stripes(1200, 900), "JPEG")
    assert {path.name for path in (shown(content).out / "_images").iterdir()} >= {
        path.name for path in sources(shown(content)).values()
    }
    assert not (shown(content).out / "_images/a.png").exists()
    site = shown(content, GALLERY)
    link = image(site).find_parent("a")
    assert (site.out / link["href"]).read_bytes() == content


@pytest.mark.parametrize(("across", "expected"), [(0, "red"), (50, "green"), (100, "blue")])
def test_the_focus_decides_what_a_crop_shows(tmp_path: Path, across: int, expected: str) -> None:
    frame = photo_frame("stacked", (across, 50))
    for file in made_of(saved(stripes(900, 300)), tmp_path, frame).all:
        made = opened(file.read_bytes())
        assert {colour(made, place) for place in (0.1, 0.5, 0.9)} == {expected}


def test_a_card_can_have_a_focus(shown) -> None:
    page = CARD.replace("\n```\n\nA", "\n:photo-focus: 100% 0%\n```\n\nA")
    made = opened(fallback(shown(saved(stripes(900, 300)), page)).read_bytes())
    assert {colour(made, place) for place in (0.1, 0.5, 0.9)} == {"blue"}


def test_without_a_focus_the_upper_part_of_a_portrait_is_shown(tmp_path: Path) -> None:
    portrait = saved(stripes(300, 900, across=False))
    made = opened(made_of(portrait, tmp_path).fallback.read_bytes())
    # From 120 of 900: 180 rows of the red third and 120 of the green one.
    assert [colour(made, 0.5, down) for down in (0.1, 0.5, 0.7, 0.9)] == [
        "red",
        "red",
        "green",
        "green",
    ]


@pytest.mark.parametrize(
    ("ratio", "size"),
    [("square", (540, 540)), ("4:3", (540, 405)), ("3:2", (540, 360)), ("original", (540, 270))],
)
def test_a_gallery_is_cut_to_its_ratio(tmp_path: Path, ratio: str, size: tuple[int, int]) -> None:
    photo = saved(plain(2000, 1000), "JPEG")
    made = made_of(photo, tmp_path, gallery_frame(COLUMNS, ratio))
    assert made.rendition.size == size
    assert opened(made.fallback.read_bytes()).size == size
    assert [*made.sources] == [240, 360, 540, 800, *([1000] if ratio == "square" else [1200])]


def test_a_page_says_how_large_an_image_of_a_gallery_is(shown) -> None:
    page = GALLERY.replace("\n```\n\nA", "\n:ratio: 4:3\n```\n\nA")
    site = shown(saved(plain(800, 400), "JPEG"), page)
    assert (int(image(site)["width"]), int(image(site)["height"])) == (360, 270)
    assert opened(fallback(site).read_bytes()).size == (360, 270)


def test_more_columns_need_smaller_images(shown) -> None:
    page = GALLERY.replace("\n```\n\nA", "\n:columns: 6\n```\n\nA")
    assert max(sources(shown(saved(plain(2000, 2000)), page))) == 360


@pytest.mark.parametrize("frame", [PHOTO, gallery_frame(COLUMNS, "square")])
def test_nothing_is_made_larger(tmp_path: Path, frame: Frame) -> None:
    made = made_of(saved(plain(90, 60), "JPEG"), tmp_path, frame)
    assert [*made.sources] == [60]
    assert opened(made.fallback.read_bytes()).size == (60, 60)


@pytest.mark.parametrize("orientation", TURNED)
def test_an_image_stands_upright_and_tells_nothing_else(tmp_path: Path, orientation: int) -> None:
    stored = stripes(900, 600).transpose(TURNED[orientation])
    content = saved(stored, "JPEG", exif=exif(orientation), quality=95)
    made = made_of(content, tmp_path, IMAGE)
    assert made.rendition.size == (540, 360)
    for file in made.all:
        thumbnail = opened(file.read_bytes())
        assert [colour(thumbnail, across) for across in (0.1, 0.5, 0.9)] == ["red", "green", "blue"]
        assert not thumbnail.getexif()
        assert b"Camera of Ada" not in file.read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_image_that_a_gallery_leads_to_tells_nothing_else_either(shown, kind: str) -> None:
    stored = stripes(900, 600).transpose(TURNED[6])
    site = shown(saved(stored, kind, exif=exif(6)), GALLERY)
    file = site.out / image(site).find_parent("a")["href"]
    assert b"Camera of Ada" not in file.read_bytes()
    whole = opened(file.read_bytes())
    assert {**whole.getexif()} == {0x0112: 6}
    assert not whole.getexif().get_ifd(0x8825)
    assert whole.format == kind
    assert whole.tobytes() == opened(saved(stored, kind)).tobytes()
    assert not (site.out / "_images/a.png").exists()


def test_an_animation_tells_nothing_else_either(shown) -> None:
    frames = [plain(300, 200, rgb) for rgb in (RED, GREEN)]
    more = {"save_all": True, "append_images": frames[1:], "duration": 100}
    site = shown(saved(frames[0], "WEBP", exif=exif(1), **more))
    assert b"Camera of Ada" not in fallback(site).read_bytes()
    assert opened(fallback(site).read_bytes()).n_frames == 2


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_comments_and_profiles_are_left_out(tmp_path: Path, kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    extras = ({"icc_profile": profile}, {"comment": b"by Ada's camera"}, {"xmp": b"Ada"})
    for number, more in enumerate(extras):
        made = made_of(saved(plain(400, 400), kind, **more), tmp_path / str(number))
        for file in made.all:
            assert not {"icc_profile", "comment", "exif", "xmp"} & {*opened(file.read_bytes()).info}


def test_fine_lines_are_not_lost(tmp_path: Path) -> None:
    """A JPEG that is decoded in an eighth of its size knows nothing of them."""
    lines = Image.new("L", (8, 1))
    lines.putdata([0, 0, 0, 0, 255, 255, 255, 255])
    image = Image.new("L", (960, 400))
    for left in range(0, 960, 8):
        image.paste(lines.resize((8, 400)), (left, 0))
    made = made_of(saved(image, "JPEG", quality=95), tmp_path, IMAGE)
    for width, least in ((800, 90), (540, 80), (360, 60)):
        thumbnail = opened(made.sources[width].read_bytes()).convert("L")
        assert ImageStat.Stat(thumbnail).stddev[0] > least


def test_a_colour_profile_is_respected(tmp_path: Path) -> None:
    """In this profile red and green have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red], profile[green] = profile[green], profile[red]
    made = made_of(saved(plain(400, 400, (255, 0, 0)), icc_profile=bytes(profile)), tmp_path)
    r, g, _b = opened(made.fallback.read_bytes()).convert("RGB").getpixel((10, 10))
    assert r < 100
    assert g > 200


def test_a_damaged_colour_profile_does_no_harm(tmp_path: Path) -> None:
    made = made_of(saved(plain(400, 400), icc_profile=b"no profile at all"), tmp_path)
    assert colour(opened(made.fallback.read_bytes())) == "green"


# Kinds of images


def grey_of_16_bits() -> bytes:
    grey = Image.new("I;16", (300, 300), 40_000)
    return saved(grey)


def inks() -> bytes:
    return saved(plain(300, 300, (0, 255, 255, 0), "CMYK"), "JPEG")


def seen_through() -> bytes:
    return saved(plain(300, 300, (*GREEN, 100), "RGBA"))


def few_colours() -> bytes:
    return saved(stripes(300, 300).quantize(8), "GIF")


@pytest.mark.parametrize(
    ("content", "kind", "pixel"),
    [
        (grey_of_16_bits, "PNG", (156, 156, 156, 255)),
        (inks, "JPEG", (254, 0, 0, 255)),
        (seen_through, "PNG", (*GREEN, 100)),
        (few_colours, "PNG", (*GREEN, 255)),
        (lambda: saved(plain(300, 300), "BMP"), "PNG", (*GREEN, 255)),
        (lambda: saved(plain(300, 300), "TIFF"), "JPEG", (*GREEN, 255)),
        (lambda: saved(plain(300, 300, 1, "1")), "PNG", (255, 255, 255, 255)),
        (lambda: saved(plain(300, 300), "WEBP"), "WEBP", (*GREEN, 255)),
        (lambda: saved(plain(300, 300), "AVIF"), "WEBP", (*GREEN, 255)),
    ],
    ids=["16 bits", "CMYK", "alpha", "GIF", "BMP", "TIFF", "two colours", "WebP", "AVIF"],
)
def test_every_kind_of_image_is_shown_in_its_colours(
    tmp_path: Path, content, kind: str, pixel
) -> None:
    made = made_of(content(), tmp_path)
    for file in made.all:
        thumbnail = opened(file.read_bytes())
        middle = thumbnail.convert("RGBA").getpixel((thumbnail.width // 2, thumbnail.height // 2))
        assert all(abs(a - b) < 12 for a, b in zip(middle, pixel, strict=True)), middle
    assert opened(made.fallback.read_bytes()).format == kind


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_page_offers_webp_beside_what_everything_can_show(shown, kind: str) -> None:
    site = shown(saved(plain(300, 300), kind))
    assert site.warnings == []
    assert (image(site).find_parent("picture") is None) == (kind == "WEBP")


def moving(kind: str) -> bytes:
    frames = [plain(300, 200, rgb) for rgb in (RED, GREEN, BLUE)]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_image_that_moves_stays_whole(shown, kind: str) -> None:
    site = shown(moving(kind))
    assert site.warnings == []
    assert fallback(site).read_bytes() == moving(kind)
    assert (image(site)["width"], image(site)["height"]) == ("300", "200")
    assert not image(site).get("srcset")
    (made,) = thumbnails(shown(moving(kind), builder="latex").out)
    assert made.endswith(".jpg" if kind == "WEBP" else ".png")


@pytest.mark.parametrize(
    "data",
    [
        b"Exif\x00\x00",
        b"Exif\x00\x00nonsense",
        b"Exif\x00\x00MM\x00*\xff\xff\xff\xff",
        exif(0),
        exif(99),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_damaged_exif_data_do_no_harm(tmp_path: Path, kind: str, data: bytes) -> None:
    frame = gallery_frame(COLUMNS, "square")
    made = made_of(saved(plain(300, 200), kind, exif=data), tmp_path, frame)
    assert [*made.sources] == [200]
    assert not made.rendition.whole or made.whole.size == (300, 200)


def test_a_photo_of_two_views_is_no_animation(shown, tmp_path: Path) -> None:
    views = saved(plain(500, 500), "MPO", save_all=True, append_images=[plain(500, 500)])
    assert [*made_of(views, tmp_path).sources] == [112, 224, 352]
    site = shown(views, GALLERY)
    whole = site.out / image(site).find_parent("a")["href"]
    assert whole.suffix == ".jpg"
    assert getattr(opened(whole.read_bytes()), "n_frames", 1) == 1


def test_a_drawing_of_vectors_stays_as_it_is(build: Build) -> None:
    drawing = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    note = NOTE.replace("a.png", "a.svg")
    files = {"index.md": CARD, "people/ada.md": note, "people/images/a.svg": drawing}
    site = build(files, **SETTINGS)
    assert site.warnings == []
    assert image(site)["src"] == "_images/a.svg"


def test_a_drawing_of_few_colours_is_no_larger_than_it_need_be(tmp_path: Path) -> None:
    """Lossy compression would make sharp edges both larger and blurred."""
    made = made_of(saved(stripes(400, 400).quantize(4)), tmp_path)
    for file in made.sources.values():
        assert file.stat().st_size < 150
        assert colour(opened(file.read_bytes()), 0.34) == "green"


# Bad input


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def large_png(width: int, height: int) -> bytes:
    """Return a PNG whose head says that it is as large as this."""
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return PIXEL[:16] + size + PIXEL[24:]


NOISE = Image.effect_noise((300, 300), 90).convert("RGB")
DAMAGED = {
    "text": (b"This is no image, whatever its name says.\n", "image-unreadable", "is not an image"),
    "page": (b"<!DOCTYPE html><p>Not found</p>", "image-unreadable", "is not an image"),
    "empty": (b"", "image-unreadable", "is empty"),
    "head only": (b"\x89PNG\r\n\x1a\n", "image-unreadable", "is damaged"),
    "bomb": (large_png(60_000, 60_000), "image-too-large", "has 60000 × 60000 pixels"),
    "cut off": (cut_off(saved(NOISE)), "image-unreadable", "is damaged"),
    "cut off JPEG": (cut_off(saved(NOISE, "JPEG")), "image-unreadable", "is damaged"),
    "cut off WebP": (cut_off(saved(NOISE, "WEBP")), "image-unreadable", "is damaged"),
}


@pytest.fixture(scope="module", params=["html", "latex", "epub", "text"])
def damaged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Damaged:
    """Cards of people with each damaged image, in an output."""
    source = tmp_path_factory.mktemp(request.param)
    conf = 'extensions = ["myst_parser", "sphinxext_profiles"]\nexclude_patterns = ["p*/*"]\n'
    files: dict[str, str | bytes] = {"conf.py": f"{conf}html_theme = 'basic'\n", "index.md": ""}
    for number, (content, _code, _words) in enumerate(DAMAGED.values()):
        name = f"p{number}"
        files["index.md"] += CARD.replace("people/ada.md", f"{name}/ada.md").replace(
            "# People", "" if number else "# People"
        )
        files |= {f"{name}/ada.md": NOTE, f"{name}/images/a.png": content}
    write_files(source, files)
    out = source / "_build"
    with redirect_stderr(io.StringIO()) as warnings:
        assert build_main(["-q", "-b", request.param, str(source), str(out)]) == 0
    (page,) = out.glob(BUILDERS[request.param])
    said = strip_escape_sequences(warnings.getvalue()).replace(f"{source}/", "")
    return Damaged(request.param, said, page.read_text("utf-8"))


class Damaged(NamedTuple):
    """A build of people whose images are damaged."""

    builder: str
    warnings: str
    text: str


@pytest.mark.parametrize("number", range(len(DAMAGED)), ids=DAMAGED)
def test_a_damaged_image_is_reported(damaged: Damaged, number: int) -> None:
    name, (_content, code, words) = [*DAMAGED.items()][number]
    told = [line for line in damaged.warnings.splitlines() if line.startswith(f"p{number}/")]
    if damaged.builder != "text" or "cut off" not in name:  # it shows no image, and opens none
        (line,) = told
        assert line.startswith(f"p{number}/ada.md:3: WARNING: the image")
        assert words in line
        assert line.endswith(f"[profiles.{code}]")


def test_damaged_images_are_left_out_and_the_rest_is_whole(damaged: Damaged) -> None:
    assert "a.png" not in damaged.text
    assert damaged.text.count("After.") == len(DAMAGED)
    if damaged.builder == "html":
        photos = BeautifulSoup(damaged.text, "html5lib").select(".profile-photo")
        assert [photo.text.strip() for photo in photos] == ["AL"] * len(DAMAGED)


def test_a_damaged_image_leaves_the_others_in_a_gallery(build: Build) -> None:
    images = "\n\n".join(f"![At work {n}](images/{n}.png)" for n in (1, 2, 3))
    files = {
        "index.md": GALLERY,
        "people/ada.md": f"# Ada\n\n{images}\n\nText.\n",
        "people/images/1.png": saved(plain(300, 300)),
        "people/images/2.png": DAMAGED["cut off"][0],
        "people/images/3.png": saved(plain(300, 300)),
    }
    site = build(files, **SETTINGS)
    assert len(site.warnings) == 1
    assert "people/ada.md:5" in site.warnings[0]
    shown = site.html().select(".profile-gallery img")
    assert [found["alt"] for found in shown] == ["At work 1", "At work 3"]


def test_a_gallery_of_nothing_but_damaged_images_is_left_out(shown) -> None:
    site = shown(DAMAGED["cut off"][0], GALLERY)
    assert site.html().select_one(".profile-gallery") is None
    assert "After." in site.html().text


def test_a_very_long_image_is_no_bomb(tmp_path: Path) -> None:
    made = made_of(saved(plain(60_000, 100)), tmp_path, IMAGE)
    assert opened(made.fallback.read_bytes()).size == (540, 1)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF"])
def test_no_damage_raises(tmp_path: Path, kind: str) -> None:
    """Pillow's decoders raise errors of a dozen kinds."""
    for number, content in enumerate(broken(kind)):
        made = made_of(content, tmp_path / str(number)).rendition
        assert made.fault in {"", "is damaged"}


def broken(kind: str) -> Iterator[bytes]:
    """Yield an image of a kind, each time with another few bytes changed."""
    content = saved(NOISE.resize((48, 48)), kind)
    step = len(content) // 20
    for at in range(0, len(content) - step, step):
        changed = bytes(255 - byte for byte in content[at : at + 12])
        yield content[:at] + changed + content[at + 12 :]


def test_no_damage_stops_a_build(build: Build) -> None:
    files: dict[str, str | bytes] = {"index.md": "# P\n\n```{profile-index}\n```\n"}
    for number, content in enumerate(broken("JPEG")):
        files[f"people/p{number}.md"] = f"# P {number}\n\n![P](images/{number}.png)\n\nText.\n"
        files[f"people/images/{number}.png"] = content
    site = build(files, profiles_notes=["people/*"], suppress_warnings=["toc"])
    assert len(site.html().select(".profile-card")) >= 20
    assert all("[profiles.image-" in line for line in site.warnings), site.warnings


@pytest.mark.parametrize("name", ["two words.png", "김.png", "100%.png", "a#b.png"])
def test_names_of_every_kind(build: Build, name: str) -> None:
    files = {
        "index.md": GALLERY,
        "people/ada.md": f"# Ada\n\n![At work](<images/{name.replace('%', '%25')}>)\n\nText.\n",
        f"people/images/{name}": saved(plain(300, 300)),
    }
    site = build(files, **SETTINGS)
    assert site.warnings == []
    assert [*sources(site)] == [240, 300]
    assert all(file.is_file() for file in sources(site).values())


def test_one_image_in_two_places_is_made_once(build: Build) -> None:
    bea = CARD.replace("ada.md", "b.md").removeprefix("# People")
    files = {
        "index.md": CARD + bea,
        "people/ada.md": NOTE,
        "people/b.md": "# Bea\n\n![Bea at work](images/b.png)\n\nText.\n",
        "people/images/a.png": saved(plain(300, 300)),
        "people/images/b.png": saved(plain(300, 300)),
    }
    site = build(files, **SETTINGS)
    assert len(thumbnails(site.out / "_images")) == 4


# Outputs


@pytest.mark.parametrize(
    ("builder", "page", "above"),
    [("html", "sub/page.html", ".."), ("dirhtml", "sub/page/index.html", "../..")],
)
def test_addresses_are_relative_to_the_page(build: Build, builder: str, page: str, above) -> None:
    card = CARD.replace("people/ada.md", "/people/ada.md")
    files = {
        "index.md": "# I\n",
        "sub/page.md": card,
        "people/ada.md": NOTE,
        "people/images/a.png": saved(plain(300, 300)),
    }
    site = build(files, builder, suppress_warnings=["toc"], **SETTINGS)
    text = site.text(page)
    found = re.findall(rf"{re.escape(above)}/_images/profile-\w+\.\w+", text)
    assert len(found) == 4
    assert len(found) == text.count("_images/")
    assert all((site.out / page).parent.joinpath(address).is_file() for address in found)


def test_a_single_page_shows_them_too(shown) -> None:
    site = shown(saved(plain(300, 300)), builder="singlehtml")
    assert all(file.is_file() for file in sources(site).values())
    assert len(sources(site)) == 3


def test_xml_says_nothing_of_how_thumbnails_are_made(shown) -> None:
    site = shown(saved(plain(300, 300)), GALLERY, "xml")
    assert 'uri="people/images/a.png"' in site.text("index.xml")
    assert "vw" not in site.text("index.xml")


def test_json_shows_them_too(shown) -> None:
    site = shown(saved(plain(300, 300)), builder="json")
    assert "srcset" in site.text("index.fjson")
    assert len(thumbnails(site.out / "_images")) == 4


@functools.cache
def large(kind: str) -> bytes:
    """Return an image that is larger than paper needs, in a format that it may have."""
    if kind == "WebP with alpha":
        return saved(plain(2400, 1600, (*GREEN, 90), "RGBA"), "WEBP")
    image = stripes(2400, 1600)
    return saved(image.quantize(8) if kind == "GIF" else image, kind)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("JPEG", "JPEG"),
        ("WEBP", "JPEG"),
        ("AVIF", "JPEG"),
        ("GIF", "PNG"),
        ("WebP with alpha", "PNG"),
    ],
)
@pytest.mark.parametrize(("use", "side", "width"), [("paper", 600, 1800), ("book", 352, 1200)])
def test_paper_and_books_get_files_that_they_can_show(
    tmp_path: Path, content: str, kind: str, use: Use, side: int, width: int
) -> None:
    for frame, size in ((PHOTO, (side, side)), (IMAGE, (width, width * 2 // 3))):
        made = made_of(large(content), tmp_path / str(size[1]), frame, use)
        thumbnail = opened(made.fallback.read_bytes())
        assert (thumbnail.size, thumbnail.format) == (size, kind)
        assert made.sources == {}


@pytest.mark.parametrize(
    ("builder", "side", "width"),
    [("latex", 600, 1800), ("texinfo", 600, 1800), ("epub", 352, 1200)],
)
def test_outputs_have_the_files_for_paper_and_books(
    shown, builder: str, side: int, width: int
) -> None:
    both = CARD + GALLERY.removeprefix("# People").replace(
        "\n```\n\nA", "\n:ratio: original\n```\n\nA"
    )
    site = shown(large("WEBP"), both, builder)
    assert [line for line in site.warnings if "profiles." in line] == []
    made = [opened(path.read_bytes()) for path in sorted(site.out.rglob("profile-*.*"))]
    assert {found.size for found in made} == {(side, side), (width, round(width * 2 / 3))}
    assert {found.format for found in made} == {"JPEG"}


def test_paper_and_books_show_no_other_file_of_the_note(shown) -> None:
    for builder, page in (("latex", "*.tex"), ("epub", "index.xhtml")):
        site = shown(saved(plain(800, 800), "WEBP"), builder=builder)
        (written,) = site.out.glob(page)
        assert re.search(r"profile-\w{20}\}?\.jpg", written.read_text("utf-8"))
        assert not [*site.out.rglob("a.png")]


# Builds that come after


def test_a_second_build_opens_no_image(shown, monkeypatch) -> None:
    site = shown(saved(stripes(900, 600)), GALLERY)

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Image, "open", refuse)
    monkeypatch.setattr("hashlib.file_digest", refuse)
    assert pages(site.rebuild()) == set()
    (site.source / "index.md").write_text(GALLERY + "\nMore.\n", "utf-8")
    assert [name for name in site.rebuild() if "_images" in name] == []
    assert "More." in site.html().text
    assert len(sources(site)) == 5


def test_an_image_that_changed_is_made_again_and_the_old_files_go(shown) -> None:
    site = shown(saved(stripes(900, 600)))
    before = thumbnails(site.out / "_images")
    cache = Path(site.app.doctreedir, "profile_images/screen")
    assert thumbnails(cache) == before
    (site.source / "people/images/a.png").write_bytes(saved(plain(700, 700)))
    site.rebuild()
    after = thumbnails(site.out / "_images")
    assert len(after) == len(before)
    assert not after & before
    assert thumbnails(cache) == after
    assert after == {file.name for file in (*sources(site).values(), fallback(site))}


def test_another_layout_makes_only_what_it_lacks(shown) -> None:
    site = shown(saved(stripes(900, 600)))
    before = thumbnails(site.out / "_images")
    page = CARD.replace("\n```\n\nA", "\n:layout: compact\n```\n\nA")
    (site.source / "index.md").write_text(page, "utf-8")
    site.rebuild()
    after = thumbnails(site.out / "_images")
    assert [*sources(site)] == [56, 112, 176]
    assert len(before & after) == 2 - 1  # the one of 112 pixels


def test_bytes_do_not_depend_on_what_else_was_made(shown) -> None:
    """A decoder that leaves pixels out for a small image must not do so for a large one."""
    content = saved(Image.effect_noise((1600, 1200), 80).convert("RGB"), "JPEG")
    fresh = shown(content, CARD + GALLERY.removeprefix("# People"))
    grown = shown(content)
    (grown.source / "index.md").write_text(CARD + GALLERY.removeprefix("# People"), "utf-8")
    grown.rebuild()
    for name in thumbnails(fresh.out / "_images"):
        assert (fresh.out / "_images" / name).read_bytes() == (
            grown.out / "_images" / name
        ).read_bytes()


def test_a_page_that_goes_takes_its_thumbnails_along(build: Build) -> None:
    files = {
        "index.md": "# I\n",
        "page.md": CARD,
        "people/ada.md": NOTE,
        "people/images/a.png": saved(plain(300, 300)),
    }
    site = build(files, suppress_warnings=["toc"], **SETTINGS)
    assert thumbnails(site.out / "_images")
    (site.source / "page.md").unlink()
    site.rebuild()
    assert not thumbnails(site.out / "_images")


def test_a_file_of_the_cache_that_was_lost_is_made_again(shown) -> None:
    site = shown(saved(stripes(900, 600)))
    for name in thumbnails(Path(site.app.doctreedir, "profile_images/screen")):
        Path(site.app.doctreedir, "profile_images/screen", name).unlink()
        (site.out / "_images" / name).unlink()
    (site.source / "index.md").write_text(CARD + "\nMore.\n", "utf-8")
    site.rebuild()
    assert all(file.is_file() for file in (*sources(site).values(), fallback(site)))


@pytest.mark.parametrize("index", ["", "[]", '{"recipe": 7}', "\x00"])
def test_a_cache_that_was_tampered_with_is_made_anew(shown, index: str) -> None:
    site = shown(saved(stripes(900, 600)))
    Path(site.app.doctreedir, "profile_images/screen/index.json").write_text(index, "utf-8")
    (site.source / "index.md").write_text(CARD + "\nMore.\n", "utf-8")
    site.rebuild()
    assert [*sources(site)] == [112, 224, 352]


def test_the_same_bytes_in_parallel_and_again(build: Build) -> None:
    files: dict[str, str | bytes] = {"index.md": "# P\n\n```{profile-index}\n```\n"}
    for number in range(8):
        files[f"people/p{number}.md"] = (
            f"# P {number}\n\n![At work](images/{number}.jpg)\n\nText.\n"
        )
        content = saved(stripes(600 + number, 400), "JPEG")
        files[f"people/images/{number}.jpg"] = content
    settings = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
    outputs = [build(files, parallel=parallel, **settings).out for parallel in (0, 2, 0)]
    read = [
        {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*.*") if wanted(path)}
        for out in outputs
    ]
    assert len([name for name in read[0] if "profile-" in name]) > 30
    assert read[0] == read[1] == read[2]


def wanted(path: Path) -> bool:
    return path.suffix in {".html", ".webp", ".jpg"}


# Without Pillow


@pytest.fixture
def without_pillow(monkeypatch) -> None:
    """Have Python find no Pillow."""
    monkeypatch.setattr("sphinxext_profiles.images.properties.find_spec", lambda _name: None)
    monkeypatch.setitem(sys.modules, "sphinxext_profiles.images.maker", None)


@pytest.mark.usefixtures("without_pillow")
@pytest.mark.parametrize(("page", "name"), [(CARD, "a"), (GALLERY, "a")])
def test_without_pillow_the_originals_are_shown(shown, page: str, name: str) -> None:
    content = saved(stripes(900, 600).transpose(TURNED[6]), "JPEG", exif=exif(6))
    site = shown(content, page)
    assert site.warnings == []
    assert image(site)["src"] == f"_images/{name}.png"
    # As it is shown: upright.
    assert (image(site)["width"], image(site)["height"]) == ("900", "600")
    assert not thumbnails(site.out / "_images")


@pytest.mark.usefixtures("without_pillow")
@pytest.mark.parametrize("name", ["text", "page", "empty", "head only", "bomb"])
def test_without_pillow_what_the_head_shows_is_said_too(shown, name: str) -> None:
    content, code, words = DAMAGED[name]
    (line,) = shown(content).warnings
    assert words in line
    assert line.endswith(f"[profiles.{code}]")


@pytest.mark.usefixtures("without_pillow")
def test_without_pillow_paper_leaves_out_what_it_cannot_show(shown) -> None:
    site = shown(saved(plain(300, 300), "WEBP"), builder="latex")
    (line,) = [line for line in site.warnings if "profiles." in line]
    assert line.startswith("people/ada.md:3: WARNING: latex can't show")
    assert line.endswith("[profiles.image-format]")
    (page,) = site.out.glob("*.tex")
    assert "a.png" not in page.read_text("utf-8")
    assert "After." in page.read_text("utf-8")


def test_pages_change_when_pillow_comes_and_goes(shown, monkeypatch) -> None:
    with monkeypatch.context() as absent:
        absent.setattr("sphinxext_profiles.images.properties.find_spec", lambda _name: None)
        site = shown(saved(stripes(900, 600)))
        assert image(site)["src"] == "_images/a.png"
    assert "index.html" in site.rebuild()
    assert [*sources(site)] == [112, 224, 352]
    monkeypatch.setattr("sphinxext_profiles.images.properties.find_spec", lambda _name: None)
    assert "index.html" in site.rebuild()
    assert image(site)["src"] == "_images/a.png"
    assert not thumbnails(site.out / "_images")


def test_the_package_loads_without_pillow() -> None:
    code = (
        "import sys; sys.modules['PIL'] = None\n"
        "import sphinxext_profiles.extension, sphinxext_profiles.cli.main"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
