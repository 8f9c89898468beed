"""An image that can't be shown is reported once a build, however many places show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import PIXEL
from sphinx.util.console import strip_escape_sequences

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


BODY = REMOTE.replace(f"photo: {PHOTO}\n", "")


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub", "latex", "texinfo"])
def test_a_remote_photo_is_reported_once_where_the_note_names_it(
    build: Build, builder: str, parallel: int
) -> None:
    site = project(build, REMOTE, builder, parallel)
    [warning] = site.warnings
    assert warning.startswith(f"people/ada.md:6: WARNING: the photo {PHOTO!r} is remote")
    assert "'sphinx-profiles fetch'" in warning
    assert warning.endswith("[profiles.image-remote]")
    touch(site, "more")
    site.rebuild()
    assert site.warnings == [warning]


@pytest.mark.parametrize(
    ("builder", "fate"),
    [("html", "pages link to them"), ("epub", "the book lacks them"), ("latex", "lacks them")],
)
def test_remote_images_of_texts_are_counted_in_a_line(
    build: Build, builder: str, fate: str
) -> None:
    site = project(build, f"{BODY}\n![Her desk](https://pictures.invalid/desk.jpg)\n", builder)
    assert site.warnings == []
    [line] = [line for line in site.app.status.getvalue().splitlines() if "images of notes" in line]
    assert strip_escape_sequences(line).startswith("2 images of notes are remote: ")
    assert fate in line
    assert "'sphinx-profiles fetch'" in line


@pytest.mark.parametrize("source", ["HTTPS://pictures.invalid/a.jpg", "//pictures.invalid/a.jpg"])
def test_an_image_at_any_address_is_remote(build: Build, source: str) -> None:
    card = f"```{{profile-card}} ada\n:photo: {source}\n```\n"
    files = {"index.md": f"# Page\n\n{card}", "people/ada.md": "# Ada\n\nShe flies.\n"}
    site = build(files, profiles_notes=["people/*"], suppress_warnings=["toc"])
    [warning] = site.warnings
    assert warning.startswith(f"index.md:3: WARNING: the photo {source!r} is remote")


@pytest.mark.parametrize("builder", ["text", "man", "linkcheck", "gettext"])
def test_nobody_misses_a_photo_where_none_is_shown(build: Build, builder: str, monkeypatch) -> None:
    monkeypatch.setattr(
        "sphinx.builders.linkcheck.HyperlinkAvailabilityChecker.check", lambda *_: iter(())
    )
    site = project(build, REMOTE, builder)
    assert site.warnings == []
    assert "images of notes" not in site.app.status.getvalue()


@pytest.mark.parametrize("parallel", [0, 2])
def test_a_photo_of_a_directive_is_reported_at_the_directive(build: Build, parallel: int) -> None:
    """Also on a card in place; and what three pages show of one note is reported once."""
    card = "# Page\n\n```{profile-card} ada\n:photo: gone.png\n```\n"
    in_place = "\n```{profile-card} Somebody New\n:photo: /lost.png\n:headline: Pilot\n```\n"
    shown = "\n```{profile} ada\n```\n"
    names = [f"pages/p{number}" for number in range(6)]
    tree = "# I\n\n```{toctree}\n:glob:\npages/*\n```\n"
    note = "# Ada\n\nShe <br> flies.\n\n![Her](none.png)\n"
    files = {
        **{f"{name}.md": f"# {name}\n{shown}" for name in names},
        "pages/p0.md": card + in_place + shown,
        "pages/p1.rst": "P\n=\n\n.. profile-card:: ada\n   :photo: gone.png\n",
        "index.md": tree,
        "people/ada.md": note,
    }
    del files["pages/p1.md"]
    settings = {"profiles_notes": ["people/*"], "exclude_patterns": ["people"]}
    site = build(files, parallel=parallel, **settings)
    assert sorted(line.partition(" [")[0] for line in site.warnings) == [
        "pages/p0.md:3: WARNING: there is no image '/pages/gone.png'",
        "pages/p0.md:7: WARNING: there is no image '/lost.png'",
        "people/ada.md:3: WARNING: HTML in a note is shown as text: <br>",
        "people/ada.md:5: WARNING: there is no image 'none.png'",
    ]


def test_a_photo_of_a_directive_is_found_from_its_page(build: Build) -> None:
    card = "```{profile-card} ada\n:photo: at-work.png\n```\n"
    place = "```{profile-card} Somebody New\n:photo: at-work.png\n:headline: Pilot\n```\n"
    files = {
        "index.md": "# I\n",
        "pages/one.md": f"# One\n\n{card}\n{place}",
        "pages/at-work.png": PIXEL,
        "people/ada.md": "# Ada\n\nShe flies.\n",
    }
    site = build(files, profiles_notes=["people/*"], suppress_warnings=["toc"])
    assert site.warnings == []
    assert len(site.html("pages/one").select(".profile-photo img")) == 2


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


def test_a_card_in_a_note_shows_no_image_that_the_note_may_not(build: Build) -> None:
    """A card in place has no note of its own, but it is as trusted as what it is written in."""
    acting = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    card = "```{profile-card} Somebody New\n:headline: Pilot\n:photo: acting.svg\n```\n"
    files = {
        "index.md": f"# I\n\n{card.replace('acting', 'people/acting')}",
        "people/acting.svg": acting,
        "people/ada.md": f"# Ada\n\nShe flies.\n\n{card}",
    }
    site = build(files, profiles_notes=["people/*"], suppress_warnings=["toc"])
    [warning] = site.warnings
    assert warning.startswith("people/ada.md:5: WARNING: the image '/people/acting.svg'")
    assert not site.html("people/ada").select(".profile-photo img")
    assert site.html("index").select(".profile-photo img")
