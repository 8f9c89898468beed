"""Remote images that `profiles_remote_images` lets pages show as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hostile import PAYLOADS
from image_server import left_by_fetching

from sphinxext_profiles.cli.main import main

if TYPE_CHECKING:
    from bs4 import Tag
    from sites import Build, Site

PHOTO, LEAD, BODY, FIGURE, LINKED = (
    f"https://{name}.invalid/{name}.png" for name in ("photo", "lead", "body", "figure", "linked")
)
TEAM = "https://team.invalid/bo.png"
NOTE = f"""\
---
photo: {PHOTO}
---
# Ada Roe

![Ada in 1836]({LEAD})

Text.

## Work

An engine: ![An engine]({BODY}) and [![A door]({LINKED})](https://y.org/).

```{{figure}} {FIGURE}
:alt: A plan
:width: 300px

Its plan.
```

![x](data:image/png;base64,AAAA) ![y](javascript:alert\\(1\\)) ![z](ftp://x.org/z.png)
"""
FILES: dict[str, str | bytes] = {
    "index.md": (
        "# Team\n\n```{profile-index}\n:layout: cards\n```\n\n"
        "```{profile-index}\n:layout: faces\n```\n\n"
        f"```{{profile-card}} bo-li\n:photo: {PHOTO}\n:photo-alt: Bo at sea\n:hide: name\n```\n"
    ),
    "people/ada.md": NOTE,
    "team.yaml": f"- {{name: Bo Li, photo: {TEAM}}}\n",
}
SETTINGS = {"profiles_notes": ["people/*"], "profiles_people": ["team.yaml"]}
OUTPUTS = ["epub", "latex", "text", "man", "texinfo", "xml", "dummy"]


def remote(page: Tag) -> list[Tag]:
    """Return the images of a page that are loaded from elsewhere."""
    return [image for image in page.select("img") if "invalid" in image["src"]]


def warnings(site: Site) -> list[str]:
    """Return the warnings but those of what no page may show."""
    refused = ("data:image", "javascript:")
    return [line for line in site.warnings if not any(part in line for part in refused)]


def test_no_page_shows_them_by_default(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    for page in ("index", "people/ada"):
        assert remote(site.html(page)) == []


def test_pages_show_them(build: Build) -> None:
    site = build(FILES, **SETTINGS, profiles_remote_images="show")
    assert warnings(site) == []
    assert "1 image of a note is remote" in site.app.status.getvalue()  # that at ftp:
    own, index = site.html("people/ada"), site.html()
    shown = {image["src"]: image["alt"] for image in remote(own)}
    assert shown == {
        PHOTO: "",
        LEAD: "Ada in 1836",
        BODY: "An engine",
        FIGURE: "A plan",
        LINKED: "A door",
    }
    assert {image["src"] for image in remote(index)} == {PHOTO, TEAM}
    for image in (*remote(own), *remote(index)):
        assert image["referrerpolicy"] == "no-referrer"
        assert image["loading"] == "lazy"
        assert not image.has_attr("srcset")
    assert own.select_one(".profile-photo .profile-initials + img.u-photo")["src"] == PHOTO
    assert index.select_one(".profile-photo img[alt='Bo at sea']")
    assert len(index.select(".profile-face .profile-photo img")) == 2
    link = own.select_one(".profile-gallery a.profile-image")
    assert (link["href"], link["referrerpolicy"]) == (LEAD, "no-referrer")
    assert link.img["id"]
    assert own.select_one(f"a[href='https://y.org/'] > img[src='{LINKED}']")
    assert own.select_one(f"figure img[src='{FIGURE}']")["width"] == "300"
    assert not own.select("a a")


def test_only_some_hosts(build: Build) -> None:
    hosts = ["Lead.invalid", "www.body.invalid"]
    site = build(FILES, **SETTINGS, profiles_remote_images=hosts)
    assert {image["src"] for image in remote(site.html("people/ada"))} == {LEAD, BODY}
    assert [line.split("[")[-1] for line in warnings(site)] == ["profiles.image-remote]"]
    assert remote(site.html()) == []


@pytest.mark.parametrize(
    "address",
    ["https://x.org@evil.invalid/a.png", "https://evil.invalid/?x.org", "//x.org:1/a.png"],
)
def test_a_host_is_the_host(build: Build, address: str) -> None:
    note = f"# Ada\n\n![Ada in 1836]({address})\n\nText.\n"
    files = {"index.md": "# Team\n", "people/ada.md": note}
    site = build(files, profiles_notes=["people/*"], profiles_remote_images=["x.org"])
    images = {image["src"] for image in site.html("people/ada").select("img")}
    assert images == ({address} if address.startswith("//") else set())


@pytest.mark.parametrize("builder", OUTPUTS)
def test_other_outputs_keep_the_link(build: Build, builder: str) -> None:
    """They never load one: Sphinx would, for a book or a document, if it found an image."""
    site = build(FILES, builder, **SETTINGS, profiles_remote_images="show")
    assert [line for line in site.warnings if "invalid" in line] == []
    linked = build(FILES, builder, **SETTINGS)
    for path in site.out.rglob("*"):
        if path.suffix in {".xhtml", ".tex", ".txt", ".1", ".texi"}:
            other = linked.out / path.relative_to(site.out)
            assert path.read_text("utf-8") == other.read_text("utf-8"), path.name


def test_a_copy_goes_first_and_a_failure_is_no_matter(build: Build) -> None:
    from image_server import PORTRAIT  # noqa: PLC0415

    files = FILES | left_by_fetching({LEAD: PORTRAIT}, {BODY: "is empty", PHOTO: "is empty"})
    site = build(files, **SETTINGS, profiles_remote_images="show")
    assert warnings(site) == []
    shown = {image["src"] for image in remote(site.html("people/ada"))}
    assert shown == {PHOTO, BODY, FIGURE, LINKED}


def test_the_command_check_knows(build: Build, capfd, monkeypatch) -> None:
    site = build(FILES, **SETTINGS)
    monkeypatch.chdir(site.source)
    for value, status in (("'link'", True), ("'show'", False), ("['photo.invalid']", False)):
        (site.source / "conf.py").write_text(
            f"profiles_notes = ['people/*']\nprofiles_remote_images = {value}\n", "utf-8"
        )
        main(["check", "--conf", "."])
        assert ("image-remote" in capfd.readouterr().out) is status


@pytest.mark.parametrize(
    "value", ["hide", [], ["https://x.org"], ["x.org/a"], [""], ["*.x.org"], [3], True, None]
)
def test_values_that_cannot_be_used(build: Build, value: object) -> None:
    site = build({"index.md": "# Team\n"}, profiles_remote_images=value)
    [warning] = [line for line in site.warnings if "profiles." in line]
    assert "profiles_remote_images must be a list of hosts such as 'x.org', or one of" in warning


def test_nothing_of_an_address_or_a_description_becomes_markup(build: Build) -> None:
    tried = [payload for payload in PAYLOADS if re.search("[\"'<>]", payload)]
    text = "\n\n".join(
        f"![{payload}](<https://x.invalid/{payload}>)\n\n![a]({payload})"
        for payload in (payload.replace("\n", " ") for payload in tried)
    )
    files = {"index.md": "# Team\n", "people/ada.md": f"# Ada\n\n{text}\n\nText.\n"}
    site = build(files, profiles_notes=["people/*"], profiles_remote_images="show")
    page = site.html("people/ada")
    images = [image for image in page.select("img") if "//" in image["src"]]
    assert len(images) > 10
    for image in images:
        assert image["src"].startswith(("https://", "http://", "//"))
        assert image["referrerpolicy"] == "no-referrer"
        assert not [name for name in image.attrs if name.startswith("on")]
    assert not page.select("div.body :is(script, iframe, style, svg, [style])")
