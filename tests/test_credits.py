"""Whose work an image is: read from titles and front matter, shown under images."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pictures import plain, saved
from sites import BUILDERS

from sphinxext_profiles.addresses.credits import credit_in_title, credit_of, license_of

if TYPE_CHECKING:
    from sites import Build

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data/credits.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
NOTE = """\
---
images:
  - src: images/a.png
    credit: Jane Doe
    license: CC BY 4.0
    source: https://commons.wikimedia.org/wiki/File:A.jpg
  - src: https://example.org/d.jpg
    credit: "<script>alert(1)</script>"
    license: "javascript:alert(1)"
    source: An old book
---
# Ada Lovelace

![Ada at work](images/a.png "Ada at work")

![Ada at home](images/b.png)

![A letter](https://www.example.org/c.jpg)

![A plaque](https://example.org/d.jpg)

Text.
"""
FILES = {
    "index.md": "# People\n\n```{profile-gallery} people/ada.md\n:captions: credit\n```\n",
    "people/ada.md": NOTE,
    "people/images/a.png": saved(plain(30, 30)),
    "people/images/b.png": saved(plain(30, 30)),
}


@pytest.mark.parametrize(("title", "by", "licence", "source"), ROWS, ids=[row[0] for row in ROWS])
def test_a_title_says_whose_work_an_image_is(
    title: str, by: str, licence: str, source: str
) -> None:
    found = credit_in_title(title)
    assert (found.by, found.license, found.source) == (by, licence, source)


@pytest.mark.parametrize(
    ("given", "name", "address"),
    [
        ("CC BY 4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "cc-by-nc-nd 3.0",
            "cc-by-nc-nd 3.0",
            "https://creativecommons.org/licenses/by-nc-nd/3.0/",
        ),
        (
            "Creative Commons BY SA 4.0",
            "Creative Commons BY SA 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ),
        ("CC0 1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC BY", "CC BY", ""),
        ("MIT", "MIT", ""),
        ("http://creativecommons.org/licenses/by-sa/2.0/de/", "CC BY-SA 2.0", None),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "Public Domain Mark 1.0", None),
        ("https://www.example.org/terms", "example.org", None),
    ],
)
def test_a_licence_is_known_by_its_name_or_its_address(given, name, address) -> None:
    found = license_of(given)
    assert found.license == name
    assert found.license_address == (given if address is None else address)


@pytest.mark.parametrize(
    "piece", ["via ", "Photo: ", "(", "CC BY-", "https://a.org ", "Photo Photo "]
)
def test_a_title_without_end_takes_no_time(piece: str) -> None:
    title = piece * (200_000 // len(piece))
    start = time.process_time()
    credit_in_title(title)
    credit_of(title)
    assert time.process_time() - start < 0.5


def test_a_gallery_shows_it(build: Build) -> None:
    site = build(FILES, exclude_patterns=["people/*"])
    assert site.warnings == []
    figures = site.html().select(".profile-gallery figure")
    captions = [figure.find("figcaption") for figure in figures]
    assert [caption.text.strip() if caption else None for caption in captions] == [
        "Jane Doe · CC BY 4.0 · commons.wikimedia.org",
        None,
        "example.org",
        "<script>alert(1)</script> · javascript:alert(1) · An old book",
    ]
    links = [(link["href"], link.get("rel")) for link in captions[0].find_all("a")]
    assert links == [
        ("https://creativecommons.org/licenses/by/4.0/", ["license"]),
        ("https://commons.wikimedia.org/wiki/File:A.jpg", None),
    ]
    assert captions[3].find("a") is None


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man"])
def test_it_is_in_every_output(build: Build, builder: str) -> None:
    site = build(FILES, builder, exclude_patterns=["people/*"])
    (page,) = site.out.glob(BUILDERS[builder])
    text = page.read_text("utf-8").replace("\\", "")
    assert "Jane Doe" in text
    assert "CC BY 4.0" in text
    assert "commons.wikimedia.org" in text


def test_a_gallery_in_another_place_shows_titles(build: Build) -> None:
    files = {**FILES, "index.md": "# P\n\n```{profile-gallery} people/ada.md\n```\n"}
    site = build(files, exclude_patterns=["people/*"])
    assert [found.text.strip() for found in site.html().find_all("figcaption")] == ["Ada at work"]
