"""Figures before the first section: in the gallery as other images, and not in the text as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sites import PIXEL

from sphinxext_profiles.addresses.web_pages import is_web_page

if TYPE_CHECKING:
    from sites import Build

NOTES = Path(__file__).parent / "notes"
IMAGES = ("images/nell.png", "images/cloth.png", "images/market.png", "images/short.png")


def test_a_figure_of_the_lead_is_in_the_gallery(build: Build) -> None:
    files: dict[str, str | bytes] = {f"people/{name}": PIXEL for name in (*IMAGES, "mill.png")}
    files["people/nell.md"] = (NOTES / "lead-figures.md").read_text("utf-8")
    files["index.md"] = "# I\n\n```{profile} nell\n```\n"
    settings = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
    site = build(files, myst_enable_extensions=["colon_fence"], **settings)
    (warning,) = site.warnings
    assert warning.startswith("people/nell.md:3: WARNING: the photo")
    for page in (site.html(), site.html("people/nell")):
        gallery = page.select_one(".profile-gallery")
        assert [image["alt"] for image in gallery.select("img")] == [
            "The long cloth",
            "Nell Harrow, image 2 of 2",
        ]
        assert page.select_one(".profile-photo-title").text.startswith("At the mill.")
        assert page.text.count("At the mill.") == 1
        # What has more than a caption stays where it is, and so do those of sections.
        assert page.select_one("figure.align-default a.external").text == "her shop"
        assert page.select_one("img[alt='The short cloth']")
        assert len(page.select("img[alt='The long cloth']")) == 1
        # The head has the portrait, and what the note says of it.
        assert page.select_one(".profile-photo img")["alt"] == "Nell Harrow at her loom"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://en.wikipedia.org/wiki/File:Loom.jpg", True),
        ("https://example.org/people/nell.html?x=1", True),
        ("https://example.org/", True),
        ("https://www.linkedin.com/in/nell", True),
        ("https://github.com/nell/site/blob/main/nell.png", True),
        ("https://github.com/nell/site/blob/main/nell.png?raw=true", False),
        ("https://github.com/nell.png", False),
        ("https://avatars.githubusercontent.com/u/1?v=4", False),
        ("https://www.gravatar.com/avatar/0a1b", False),
        ("https://example.org/?image=3", False),
        ("https://upload.wikimedia.org/wikipedia/commons/a/ab/Loom.jpg", False),
        ("images/nell.html", False),
    ],
)
def test_web_pages_that_are_no_images(address: str, expected: bool) -> None:
    assert is_web_page(address) is expected
