"""What a crop of somebody's photo keeps: the point that the note gives, else the head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from portraits import PORTRAITS

from sphinxext_profiles.frontmatter.images import read_focus
from sphinxext_profiles.images.frames import PHOTOS, crop, photo_focus, photo_frame

if TYPE_CHECKING:
    from sites import Build

LAYOUTS = [
    *((name, "circle") for name in PHOTOS),
    *(("portrait", "rounded"), ("portrait", "circle"), ("hero", "rounded")),
]


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("50% 20%", (50, 20)),
        ("50 20", (50, 20)),
        ("33%, 12.5%", (35, 15)),
        ("999 0", (100, 0)),
        ("top", (50, 0)),
        ("Left", (0, 20)),
        ("bottom right", (100, 100)),
        ("center", (50, 50)),
        ("centre top", (50, 0)),
        ("30% top", (30, 0)),
        ("top 30%", (30, 0)),
        ("left 30%", (0, 30)),
        ("left center", (0, 50)),
    ],
)
def test_a_point_is_written_as_in_css(text: str, point: tuple[int, int]) -> None:
    assert read_focus(text) == point


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20%",
        "smart",
        "left right",
        "top top",
        "10% 20% 30%",
        "-5% 10%",
        "top left 10%",
        "1e3 2",
    ],
)
def test_other_words_are_no_point(text: str) -> None:
    assert read_focus(text) is None


@pytest.mark.parametrize("name", PORTRAITS)
@pytest.mark.parametrize(("layout", "shape"), LAYOUTS)
def test_no_crop_cuts_a_face(name: str, layout: str, shape: str) -> None:
    portrait = PORTRAITS[name]
    point = photo_focus(read_focus(portrait.focus), portrait.size, layout, shape)
    frame = photo_frame(layout, point, (), shape)
    left, top, right, bottom = crop(portrait.size, frame.ratio, point)
    face = portrait.box
    assert left <= face[0] + 1
    assert top <= face[1] + 1
    assert face[2] - 1 <= right
    assert face[3] - 1 <= bottom


def test_the_taller_a_picture_the_less_is_cut_off_above() -> None:
    heights = (800, 1000, 1200, 1500, 2400)
    points = [photo_focus(None, (800, height), "side") for height in heights]
    assert points == [(50, 20), (50, 15), (50, 5), (50, 0), (50, 0)]
    assert photo_focus(None, (2400, 800), "side") == photo_focus(None, None, "side") == (50, 20)
    assert photo_focus(None, (800, 1000), "portrait") == (50, 20)


def test_a_given_point_is_in_the_middle_of_the_crop_as_far_as_the_picture_reaches() -> None:
    size, side = (2000, 1000), ("side", "circle")
    points = [photo_focus((across, 50), size, *side)[0] for across in (0, 25, 40, 50, 60, 88)]
    assert points == [0, 0, 30, 50, 70, 100]
    assert photo_focus((50, 85), (1000, 2000), *side) == (50, 100)
    assert photo_focus((35, 10), (1000, 1000), *side) == (35, 10)
    assert photo_focus((35, 10), None, *side) == (35, 10)


PAGE = """\
# People

```{profile-index}
```

```{profile-index}
:layout: faces
```

```{profile-card} low
:layout: side
```

```{profile-card} low
:layout: hero
:photo-focus: top left
```
"""
NOTE = "---\nphoto: {0}.jpg\n{1}---\n# {2}\n\nText.\n"
FILES = {
    "index.md": PAGE,
    "people/low.md": NOTE.format("low", "photo_focus: 50% 85%\n", "Lola Low"),
    "people/tall.md": NOTE.format("tower", "", "Tom Tall"),
    "people/low.jpg": PORTRAITS["low"].file,
    "people/tower.jpg": PORTRAITS["tower"].file,
}
SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


def test_every_layout_keeps_the_point_of_the_note(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    assert site.warnings == []
    page = site.html()
    photos = [set(photo["class"]) for photo in page.select(".profile-photo")]
    points = [sorted(name for name in names if name[:10] in MARKS) for names in photos]
    low, tall = ["profile-y-100"], ["profile-y-0"]
    assert points[:5] == [low, ["profile-y-0"], low, tall, low]
    assert points[5] == ["profile-x-0", "profile-y-0"]
    assert "profile-y-100" in str(site.html("people/low").select_one(".profile-photo")["class"])


MARKS = ("profile-x-", "profile-y-")


def test_a_gallery_keeps_the_point_of_the_photo(build: Build) -> None:
    note = "---\nphoto_focus: bottom\n---\n# Lola\n\n![A](low.jpg)\n![B](tower.jpg)\n\nText.\n"
    files = {**FILES, "people/low.md": note, "index.md": "# P\n\n```{profile-gallery} low\n```\n"}
    page = build(files, **SETTINGS).html()
    names = [image.get("class", []) for image in page.select(".profile-gallery img")]
    assert names == [["profile-x-50", "profile-y-100"], []]


def test_paper_keeps_it_too(build: Build) -> None:
    site = build(FILES, "latex", **SETTINGS)
    text = next(site.out.glob("*.tex")).read_text("utf-8")
    assert text.count(r"\sphinxprofilesphoto{rounded}{50}{100}") >= 1
    assert text.count(r"\sphinxprofilesphoto{circle}{50}{100}") >= 2
    assert r"\sphinxprofilesphoto{rounded}{0}{0}" in text


def test_an_entry_of_a_people_file_may_say_it(build: Build) -> None:
    people = "- {name: Lola Low, photo: people/low.jpg, photo_focus: bottom}\n"
    files = {"index.md": "# P\n\n```{profile-index}\n```\n", "team.yaml": people}
    files |= {"people/low.jpg": FILES["people/low.jpg"]}
    site = build(files, profiles_people=["team.yaml"])
    assert site.warnings == []
    assert "profile-y-100" in site.html().select_one(".profile-photo")["class"]
