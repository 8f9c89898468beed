"""Galleries of the images in a directive's content, with and without a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sites import PIXEL
from test_thumbnails import plain, saved

if TYPE_CHECKING:
    from bs4 import Tag
    from sites import Build, Site

MYST = """# Pictures

````{profile-gallery}
![A *curve*](a.png "The first run")
![](wide.png)

- ![In a list](a.png) with *words*
- [![A link](tall.png)](https://example.org/page)
- [![A page](a.png)](more.md)
- ![Far away](https://example.org/far.png)

```{figure} tall.png
:name: named
:alt: A figure

Its **caption**

A legend.
```

Words that are no caption.
````

See [](#named).
"""
REST = """
Pictures
========

.. profile-gallery::

   .. image:: a.png
      :alt: A curve

   .. figure:: wide.png
      :alt: A figure
      :target: https://example.org/page

      Its *caption*

   * .. image:: tall.png

     In a list
"""
NOTE = """---
name: Ada
---
# Ada

```{profile-gallery}
![Inside](images/a.png)
![Outside](../../../etc/a.png)
![Far](https://example.org/far.png "Its title")
```

Text.
"""
FILES: dict[str, str | bytes] = {
    "index.md": MYST,
    "more.md": "# More\n\nText.\n",
    "a.png": PIXEL,
    "wide.png": saved(plain(600, 200)),
    "tall.png": saved(plain(200, 300)),
}
SETTINGS: dict[str, Any] = {
    "suppress_warnings": ["toc.not_included"],
    "exclude_patterns": ["_build"],
}


@pytest.fixture
def site(build: Build) -> Site:
    return build(FILES, **SETTINGS)


def said(figure: Tag) -> tuple[str, str, str]:
    """Return the alt text, the caption and what the image leads to."""
    caption = figure.figcaption.decode_contents() if figure.figcaption else ""
    image = figure.img
    words = image["alt"] if image else figure.a.get_text(" ", strip=True)
    return words, caption, figure.a["href"]


def test_any_images_make_a_gallery(site: Site) -> None:
    assert site.warnings == []
    (gallery,) = site.html().select(".profile-gallery")
    assert gallery.ul["aria-label"] == "Images"
    figures = [said(figure) for figure in gallery.select("figure")]
    assert [(alt, caption) for alt, caption, _ in figures] == [
        ("A curve", "The first run"),
        ("Image 2 of 7", ""),
        ("In a list", "with <em>words</em>"),
        ("A link", ""),
        ("A page", ""),
        ("Far away example.org", ""),
        ("A figure", "Its <strong>caption</strong> A legend."),
    ]
    assert [address for _, _, address in figures[3:6]] == [
        "https://example.org/page",
        "more.html",
        "https://example.org/far.png",
    ]
    assert not gallery.select('img[src^="http"]')


def test_what_is_no_image_follows_the_gallery(site: Site) -> None:
    html = site.html()
    after = html.select_one(".profile-gallery").find_next_sibling("p")
    assert after.text == "Words that are no caption."
    assert len(html.select('a[href="#named"]')) == 1
    assert html.find(id="named").find_parent("figure").figcaption.text.startswith("Its caption")


def test_the_viewer_leaves_out_images_that_lead_elsewhere(site: Site) -> None:
    assert len(site.html().select(".profile-gallery a.profile-image:has(img)")) == 4


def test_images_of_different_ratios_are_whole_in_rows(build: Build, site: Site) -> None:
    (gallery,) = site.html().select(".profile-gallery")
    assert "profile-rows" in gallery["class"]
    places = [item["class"][0] for item in gallery.ul.find_all("li", recursive=False)]
    assert places[:4] == [f"profile-wide-{width}" for width in (100, 300, 100, 67)]
    one_ratio = "# P\n\n```{profile-gallery}\n![A](a.png)\n![B](a.png)\n```\n"
    cropped = one_ratio.replace("a.png)\n```", "wide.png)\n```").replace(
        "gallery}\n", "gallery}\n:ratio: 3:2\n"
    )
    site = build({**FILES, "index.md": one_ratio, "more.md": cropped}, **SETTINGS)
    assert "profile-ratio-original" in site.html().select_one(".profile-gallery")["class"]
    assert "profile-rows" not in site.html().select_one(".profile-gallery")["class"]
    assert "profile-ratio-3-2" in site.html("more").select_one(".profile-gallery")["class"]


def test_rest_has_the_same(build: Build) -> None:
    files = {name: content for name, content in FILES.items() if not name.endswith(".md")}
    site = build({**files, "index.rst": REST}, **SETTINGS)
    assert site.warnings == []
    assert [said(figure)[:2] for figure in site.html().select("figure")] == [
        ("A curve", ""),
        ("A figure", "Its <em>caption</em>"),
        ("Image 3 of 3", "In a list"),
    ]


def test_in_a_note_images_are_as_safe_as_elsewhere_in_it(build: Build) -> None:
    files: dict[str, str | bytes] = {
        "index.md": "# I\n\n```{profile} ada\n```\n",
        "people/ada.md": NOTE,
        "people/images/a.png": PIXEL,
    }
    site = build(files, profiles_notes=["people/*"], **SETTINGS)
    assert [line.rpartition("[")[2] for line in site.warnings] == ["profiles.file-blocked]"]
    for page in ("index", "people/ada"):
        assert len(site.html(page).select(".profile-gallery")) == 1
        figures = [said(figure) for figure in site.html(page).select(".profile-gallery figure")]
        assert [alt for alt, _, _ in figures] == ["Inside", "Far example.org"]
        assert figures[1][2] == "https://example.org/far.png"


def test_what_has_no_effect_is_reported(build: Build) -> None:
    text = "# P\n\n```{profile-gallery} ada\n:images: all\n![A](a.png)\n```\n"
    site = build({**FILES, "index.md": text}, **SETTINGS)
    argument, option = (line.partition("profile-gallery: ")[2] for line in site.warnings)
    assert argument == (
        "it has images of its own, so the argument 'ada' is not used [profiles.argument]"
    )
    assert option == (
        "option 'images': it has no effect on images in the content [profiles.option-value]"
    )
    assert len(site.html().select("figure")) == 1


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man", "texinfo", "xml", "gettext"])
def test_every_output_has_images_captions_and_addresses(build: Build, builder: str) -> None:
    site = build(FILES, builder, **SETTINGS)
    names = {"epub": "index.xhtml", "gettext": "index.pot"}
    file = site.out / names.get(builder, "")
    if not file.is_file():
        found = (path for path in site.out.rglob("*") if path.suffix in SUFFIXES)
        file = max(found, key=lambda path: path.stat().st_size)
    text = " ".join(file.read_text("utf-8").split())
    assert "caption" in text
    assert "Words that are no caption." in text.replace("\n", " ")
    if builder != "gettext":
        assert "example.org/page" in text.replace("\\", "").replace("@", "")


SUFFIXES = {".tex", ".txt", ".1", ".texi", ".xml"}
