"""An image that can't be shown is told once a build, however many places show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import PIXEL

if TYPE_CHECKING:
    from sites import Build, Site

PHOTO = "https://pictures.invalid/ada.jpg"
REMOTE = f"""\
---
photo: {PHOTO}
---
# Ada Lovelace

![Ada in 1836]({PHOTO})

She published the first program.

## Work

She sat for it. ![Ada in 1836]({PHOTO}) And wrote.
"""
LOCAL = REMOTE.replace(PHOTO, "gone.png")
PAGE = """\
# Page

```{profile-card} ada
```

```{profile-gallery} ada
:images: all
```

```{profile-index}
:layout: faces
```

```{profile} ada
```
"""
TREE = "\n```{toctree}\npeople/ada\npeople/bob\nmore\n```\n"
BOOK = {"version": "1", "copyright": "2025", "suppress_warnings": ["epub.unknown_project_files"]}


def project(build: Build, note: str, builder: str, parallel: int = 0) -> Site:
    files = {
        "index.md": PAGE + TREE,
        "more.md": PAGE,
        "people/ada.md": note,
        "people/bob.md": f"# Bob\n\n{note.rpartition('## Work')[2]}",
    }
    return build(files, builder, profiles_notes=["people/*"], parallel=parallel, **BOOK)


def touch(site: Site, page: str) -> None:
    path = site.source / f"{page}.md"
    path.write_text(f"{path.read_text('utf-8')}\nMore.\n", "utf-8")


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("builder", ["epub", "latex", "texinfo"])
def test_a_remote_image_is_told_once_where_the_note_has_it(
    build: Build, builder: str, parallel: int
) -> None:
    site = project(build, REMOTE, builder, parallel)
    [warning] = site.warnings
    assert warning.startswith(f"people/ada.md:6: WARNING: the image {PHOTO!r} is missing ")
    assert "'sphinx-profiles fetch'" in warning
    assert warning.endswith("[profiles.image-remote]")
    touch(site, "more")
    site.rebuild()
    assert site.warnings == [warning]


@pytest.mark.parametrize("scheme", ["HTTPS://", "//", "ftp://"])
def test_an_image_at_any_address_is_remote_wherever_it_is_shown(build: Build, scheme: str) -> None:
    site = project(build, REMOTE.replace("https://", scheme), "html")
    assert site.warnings == []


@pytest.mark.parametrize("builder", ["html", "singlehtml", "text", "man", "linkcheck", "gettext"])
def test_nobody_misses_a_remote_image_that_is_a_link_or_words(
    build: Build, builder: str, monkeypatch
) -> None:
    monkeypatch.setattr(
        "sphinx.builders.linkcheck.HyperlinkAvailabilityChecker.check", lambda *_: iter(())
    )
    assert project(build, REMOTE, builder).warnings == []


def test_a_remote_image_of_a_page_that_is_not_in_the_book_is_not_missed(build: Build) -> None:
    files = {"index.md": "# Plain\n", "people/ada.md": REMOTE}
    site = build(files, "latex", profiles_notes=["people/*"], suppress_warnings=["toc"])
    assert site.warnings == []


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_a_missing_image_is_told_once_where_the_note_has_it(
    build: Build, builder: str, parallel: int
) -> None:
    site = project(build, LOCAL, builder, parallel)
    told = "WARNING: there is no image 'gone.png' [profiles.image-missing]"
    assert site.warnings == [f"people/ada.md:6: {told}"]
    touch(site, "more")
    site.rebuild()
    assert site.warnings == [f"people/ada.md:6: {told}"]
    # Pages that miss a file are read at each build: it may be there.
    site.rebuild()
    assert site.warnings == [f"people/ada.md:6: {told}"]


def test_a_missing_image_in_a_text_is_its_words_until_it_is_there(build: Build) -> None:
    site = project(build, LOCAL, "html")
    work = site.html("people/ada").find(string=lambda text: text and "She sat for it." in text)
    assert work.parent.find("img") is None
    assert "She sat for it. Ada in 1836 And wrote." in work.parent.text
    (site.source / "people/gone.png").write_bytes(PIXEL)
    site.rebuild()
    assert site.warnings == []
    assert site.html("people/ada").select_one("p img[alt='Ada in 1836']")
