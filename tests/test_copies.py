"""Builds that show the local copies of remote images."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from image_server import entry, left_by_fetching
from pictures import BLUE, GREEN, RED, colour, opened, plain, saved
from second import edit, pages, same_as_fresh, texts
from sites import BUILDERS, Build, Site

from sphinxext_profiles.fetch.lockfile import format_lock

LEAD, BODY, PHOTO = (f"https://pictures.invalid/{name}.png" for name in ("lead", "body", "photo"))
NOTE = f"""\
# Ada

![Ada at work]({LEAD} "In London")

![Her house](house.png)

She wrote.

## Work

An engine: ![An engine]({BODY}?utm_source=x)
"""
FILES: dict[str, str | bytes] = {
    "index.md": "# People\n\n```{toctree}\nother\nplain\nada\n```\n\n```{profile-index}\n```\n",
    "other.md": "# Other\n\n```{profile-card} ada\n```\n\n```{profile-gallery} ada\n```\n",
    "plain.md": "# Plain\n\nText.\n",
    "ada.md": NOTE,
    "bob.md": f"---\nphoto: {PHOTO}\n---\n# Bob\n\nHe sat for it.\n",
    "house.png": saved(plain(20, 10)),
}
SETTINGS = {"profiles_notes": ["*", "!other*", "!plain*"], "suppress_warnings": ["toc"]}
IMAGES = {
    LEAD: saved(plain(30, 20, RED)),
    BODY: saved(plain(40, 20, GREEN)),
    PHOTO: saved(plain(24, 24, BLUE)),
}


def fetched(images: dict[str, bytes] = IMAGES, **failed: str) -> dict[str, str | bytes]:
    """Return the files that fetching leaves; `failed` names what did not come, and why."""
    addresses = {"lead": LEAD, "body": BODY, "photo": PHOTO}
    return left_by_fetching(images, {addresses[name]: why for name, why in failed.items()})


def lay(site: Site, files: dict[str, str | bytes]) -> None:
    """Write what fetching leaves into a project."""
    for name, content in files.items():
        path = site.source / name
        path.parent.mkdir(exist_ok=True)
        laid = content if isinstance(content, bytes) else content.encode("utf-8")
        if not path.is_file() or path.read_bytes() != laid:
            path.write_bytes(laid)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whatever looks for a host."""

    def refuse(*_: Any, **__: Any) -> None:
        pytest.fail("a build has asked for a host")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_card_gallery_and_text_show_the_copies(build: Build) -> None:
    site = build(FILES | fetched(), **SETTINGS)
    assert site.warnings == []
    page = site.html("ada")
    shown = {
        "card": page.select_one(".profile-photo img"),
        "gallery": site.html("other").select_one(".profile-figure img"),
        "body": page.select_one("section section img"),
    }
    found = {}
    for place, image in shown.items():
        found[place] = colour(opened((site.out / image["src"]).read_bytes()))
    assert found == {"card": "red", "gallery": "red", "body": "green"}
    assert site.html("other").select_one(".profile-figure figcaption").text == "In London"
    assert page.select_one(".profile-photo-title").text == "In London"
    assert shown["gallery"]["alt"] == "Ada at work"
    assert shown["body"]["alt"] == "An engine"
    assert len(site.html("other").select(".profile-figure img")) == 2
    assert len(site.html("index").select(".profile-photo img")) == 2
    assert "pictures.invalid" not in "".join(texts(site).values())


def test_credit_comes_with_the_copy(build: Build) -> None:
    credited = replace(
        entry(IMAGES[LEAD]),
        credit="Jane Doe",
        license="https://creativecommons.org/licenses/by/4.0/",
    )
    told = format_lock({LEAD: credited, BODY: entry(IMAGES[BODY])})
    gallery = "```{profile-gallery} ada\n:images: all\n:captions: credit\n```\n"
    files = FILES | fetched() | {"_profile_images/lock.json": told, "other.md": f"# O\n\n{gallery}"}
    captions = build(files, **SETTINGS).html("other").select("figcaption")
    assert [caption.text for caption in captions] == [
        "Jane Doe · CC BY 4.0 · pictures.invalid",
        "pictures.invalid",
    ]
    assert captions[0].a["href"] == credited.license
    # What the note says goes first.
    files["ada.md"] = NOTE.replace('"In London"', '"Photo: Tom Roe, CC0"')
    captions = build(files, **SETTINGS).html("other").select("figcaption")
    assert captions[0].text == "Tom Roe · CC0 · pictures.invalid"


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_output(build: Build, builder: str) -> None:
    site = build(FILES | fetched(), builder, **SETTINGS, copyright="2026", version="1")
    assert site.warnings == []


def test_paper_shows_the_copies(build: Build) -> None:
    site = build(FILES | fetched(), "latex", **SETTINGS)
    tex = next(site.out.glob("*.tex")).read_text("utf-8")
    assert "pictures.invalid" not in tex
    body = entry(IMAGES[BODY]).file
    assert f"{{{body.removesuffix('.png')}}}.png" in tex
    assert (site.out / body).read_bytes() == IMAGES[BODY]


def test_another_folder(build: Build) -> None:
    files = FILES | left_by_fetching(IMAGES, folder="pictures")
    site = build(files, **SETTINGS, profiles_image_dir="pictures/")
    assert site.warnings == []
    assert "pictures.invalid" not in "".join(texts(site).values())


def test_a_project_that_never_fetched_hears_of_the_photo_alone(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    assert [line.partition(" the photo ")[0] for line in site.warnings] == ["bob.md:2: WARNING:"]
    assert site.html("ada").select_one(f'.profile-figure a[href="{LEAD}"]')
    assert site.html("ada").select_one(f'section section a[href="{BODY}"]')


def test_an_image_that_did_not_come(build: Build) -> None:
    files = FILES | fetched({BODY: IMAGES[BODY]}, lead="is empty", photo="is not an image")
    site = build(files, **SETTINGS)
    end = "; run 'sphinx-profiles fetch' to try again [profiles.image-failed]"
    # Once, however many pages would show it; a page can do without an image of a text.
    assert site.warnings == [f"bob.md:2: WARNING: the image {PHOTO!r} is not an image{end}"]
    said = f"1 image is not shown: the image {LEAD!r} is empty; run 'sphinx-profiles fetch' to try"
    assert site.app.status.getvalue().count(said) == 1
    other = site.html("other")
    assert other.select_one(".profile-photo img") is None
    assert other.select_one(".profile-initials").text == "A"
    assert [image["alt"] for image in other.select(".profile-figure img")] == ["Her house"]
    assert not other.select("a[href*=invalid]")


def test_a_gallery_of_which_nothing_came_is_gone(build: Build) -> None:
    note = f"# Ada\n\n![Ada]({LEAD})\n\nText.\n"
    files = FILES | fetched({}, lead="is empty", body="is empty", photo="is empty")
    site = build({**files, "ada.md": note}, **SETTINGS)
    assert site.html("ada").select(".profile-gallery") == []
    assert site.html("other").select(".profile-gallery") == []


def test_a_text_keeps_the_link_to_what_did_not_come(build: Build) -> None:
    files = FILES | fetched({LEAD: IMAGES[LEAD], PHOTO: IMAGES[PHOTO]}, body="is empty")
    site = build(files, **SETTINGS)
    assert site.warnings == []
    assert f"1 image is not shown: the image {BODY!r} is empty; run" in site.app.status.getvalue()
    assert site.html("ada").select_one(f'section section a[href="{BODY}"]').text == "An engine"


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (Path.unlink, "image-missing"),
        (lambda path: path.write_bytes(b"x" * path.stat().st_size), "image-altered"),
        (lambda path: path.write_text("version https://git-lfs"), "image-altered"),
    ],
)
def test_a_copy_that_is_not_what_came(build: Build, harm: Any, code: str) -> None:
    site = build(FILES | fetched(), **SETTINGS)
    path = site.source / "_profile_images" / entry(IMAGES[PHOTO]).file
    kept = path.stat()
    harm(path)
    assert pages(site.rebuild()) == {"index", "bob"}
    told = f"the local copy of the image {PHOTO!r} is {code.partition('-')[2]}: {path.name}; "
    assert [line for line in site.warnings if code in line and told in line] == site.warnings
    assert len(site.warnings) == 1
    assert site.html("bob").select_one(".profile-photo img") is None
    same_as_fresh(build, site, **SETTINGS)
    path.write_bytes(IMAGES[PHOTO])
    os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert pages(site.rebuild()) == {"index", "bob"}
    assert site.warnings == []
    same_as_fresh(build, site, **SETTINGS)


@pytest.mark.parametrize("parallel", [0, 2])
def test_pages_follow_the_lock_file(build: Build, parallel: int) -> None:
    site = build(FILES, **SETTINGS, parallel=parallel)
    assert len(site.warnings) == 1
    lay(site, fetched({PHOTO: IMAGES[PHOTO]}))
    assert pages(site.rebuild()) == {"index", "bob"}
    lay(site, fetched({PHOTO: IMAGES[PHOTO], BODY: IMAGES[BODY]}))
    written = pages(site.rebuild())
    assert "ada" in written
    assert not written & {"bob", "plain", "other"}
    lay(site, fetched())
    assert pages(site.rebuild()) >= {"index", "ada", "other"}
    assert site.warnings == []
    same_as_fresh(build, site, **SETTINGS)
    # What concerns no page is nobody's business.
    more = {**IMAGES, "https://pictures.invalid/else.png": saved(plain(9, 9))}
    lay(site, fetched(more))
    assert pages(site.rebuild()) == set()
    # A new copy at the same address, and none at all.
    lay(site, fetched({**IMAGES, PHOTO: saved(plain(24, 24, RED))}))
    assert pages(site.rebuild()) == {"index", "bob"}
    same_as_fresh(build, site, **SETTINGS)
    (site.source / "_profile_images/lock.json").unlink()
    assert pages(site.rebuild()) >= {"index", "ada", "bob", "other"}
    assert pages(site.rebuild()) == set()
    same_as_fresh(build, site, **SETTINGS)


def test_a_note_that_names_another_image(build: Build) -> None:
    site = build(FILES | fetched(), **SETTINGS)
    edit(site, "bob.md", PHOTO, LEAD)
    assert {"index", "bob"} <= pages(site.rebuild())
    same_as_fresh(build, site, **SETTINGS)


def test_a_lock_file_that_cannot_be_used(build: Build) -> None:
    files = FILES | fetched()
    files["_profile_images/lock.json"] = '{"version": 1,\n<<<<<<<'
    site = build(files, **SETTINGS)
    [warning] = site.warnings
    assert warning.startswith("_profile_images/lock.json:2: WARNING: the lock file is not JSON: ")
    assert warning.endswith("[profiles.image-lock]")
    assert site.html("ada").select_one(f'.profile-figure a[href="{LEAD}"]')
    site.rebuild()
    assert site.warnings == [warning]
    lay(site, fetched())
    assert pages(site.rebuild()) >= {"index", "ada", "bob", "other"}
    assert site.warnings == []
    same_as_fresh(build, site, **SETTINGS)


def test_a_copy_outside_of_the_project_is_not_shown(build: Build, tmp_path: Path) -> None:
    site = build(FILES, **SETTINGS)
    outside = tmp_path / "outside.png"
    outside.write_bytes(IMAGES[PHOTO])
    lay(site, fetched())
    path = site.source / "_profile_images" / entry(IMAGES[PHOTO]).file
    path.unlink()
    path.symlink_to(outside)
    site.rebuild()
    assert site.html("bob").select_one(".profile-photo img") is None
    assert any("image-missing" in line for line in site.warnings)


def test_linkcheck_asks_for_what_stays_remote(build: Build, monkeypatch) -> None:
    monkeypatch.setattr(
        "sphinx.builders.linkcheck.HyperlinkAvailabilityChecker.check", lambda *_: iter(())
    )
    found = []
    for files in (FILES, FILES | fetched()):
        site = build(files, "linkcheck", **SETTINGS)
        found.append(set(site.app.builder.hyperlinks))
    assert LEAD in found[0]
    assert found[1] == set()
