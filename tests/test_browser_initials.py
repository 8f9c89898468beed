"""The initials that stand for people without a photo, as Chromium shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browsing import CONTRAST, build_site, faults, show
from sites import write_files
from sphinx.cmd.build import build_main

from sphinxext_profiles.rendering.images import HUES, hue

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PEOPLE = {
    "en": ("Ada Lovelace", "AL"),
    "pl": ("Łucja Żak", "ŁŻ"),
    "ru": ("Софья Ковалевская", "СК"),
    "el": ("Ελένη Γλύκατζη", "ΕΓ"),
    "ar": ("الخوارزمي", "خ"),
    "he": ("דניאל כהן", "ד"),
    "zh-Hant": ("沈括", "沈"),
    "ja": ("関孝和", "関"),
    "ko": ("장영실", "장"),
    "hi": ("क्षितिज मोहन", "क्षि"),
    "th": ("เกษม", "เก"),
    "fr": ("👩🏽‍🚀", "👩🏽‍🚀"),
}
"""Names in scripts of every kind, by language, and what stands for each."""

SPREAD = [
    next(f"key-{number}" for number in range(999) if hue(f"key-{number}") == wanted)
    for wanted in range(HUES)
]
"""Keys that have all the colours."""


PAINTED = """
photo => {
  const canvas = document.createElement("canvas").getContext("2d");
  const grounds = [];
  for (let around = photo; around; around = around.parentElement)
    grounds.unshift(getComputedStyle(around).backgroundColor);
  for (const ground of ["white", ...grounds]) {
    canvas.fillStyle = ground;
    canvas.fillRect(0, 0, 1, 1);
  }
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
}
"""
"""The colour that readers see behind the initials: a tint may let what is under it through."""


def note(name: str, lang: str = "en") -> str:
    return f"---\nlang: {lang}\n---\n# {name}\n\nSome words.\n"


FILES = {
    "index.md": "# People\n\n```{profile-index}\n```\n\n```{profile-index}\n:layout: faces\n```\n",
    "layouts.md": "# Layouts\n\n"
    + "\n\n".join(
        f"```{{profile-card}} {SPREAD[3]}\n:layout: {layout}\n```"
        for layout in ("stacked", "portrait", "side", "compact", "hero")
    )
    + "\n",
    **{f"people/{lang}.md": note(name, lang) for lang, (name, _letters) in PEOPLE.items()},
    **{f"people/{key}.md": note(f"Person {key}") for key in SPREAD},
}
CONF = """\
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["people/*"]
suppress_warnings = ["toc"]
project = copyright = "People"
version = "1"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with people who have no photos."""
    return build_site(tmp_path_factory.mktemp("initials"), FILES)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of an EPUB, unpacked."""
    folder = tmp_path_factory.mktemp("book")
    write_files(folder / "source", {**FILES, "conf.py": CONF})
    out = folder / "epub"
    made = build_main(
        ["-q", "-W", "-b", "epub", "-d", str(folder / "tree"), str(folder / "source"), str(out)]
    )
    assert made == 0
    return out


def avatars(page: Page) -> dict[str, str]:
    """Return what stands for each person in the cards of a page."""
    script = """cards => Object.fromEntries(cards.map(card => [
      card.querySelector(".profile-name").innerText.trim(),
      card.querySelector(".profile-initials").innerText]))"""
    return page.locator(".profile-card").evaluate_all(script)


def test_names_of_every_script_have_initials(page: Page, site: Path) -> None:
    show(page, site)
    found = avatars(page)
    assert {name: found[name] for name, _letters in PEOPLE.values()} == dict(PEOPLE.values())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("contrast", ["no-preference", "more"])
def test_letters_can_be_read_on_every_colour(
    page: Page, site: Path, scheme: str, contrast: str
) -> None:
    """At least 4.5 to 1 (WCAG 1.4.3), though the larger ones would need less."""
    page.emulate_media(color_scheme=scheme, contrast=contrast)
    show(page, site)
    letters = page.locator(".profile-initials").all()
    colours = page.locator(".profile-card .profile-photo").evaluate_all(
        "photos => photos.map(photo => getComputedStyle(photo).backgroundColor)"
    )
    assert len(set(colours)) == HUES
    low = {
        element.inner_text(): ratio
        for element in letters
        if (ratio := element.evaluate(CONTRAST)) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("name", ["index", "layouts"])
def test_letters_stay_in_their_circle(page: Page, site: Path, name: str) -> None:
    show(page, site, name)
    for photo in page.locator(".profile-photo").all():
        around = photo.bounding_box()
        letters = photo.locator(".profile-initials").bounding_box()
        assert around
        assert letters
        # The corners of the letters' box lie in the circle, or nearly so.
        radius = around["width"] / 2
        reach = ((letters["width"] / 2) ** 2 + (letters["height"] / 2) ** 2) ** 0.5
        assert reach < radius * 1.05, photo.inner_text()


def test_a_person_has_one_colour_everywhere(page: Page, site: Path) -> None:
    show(page, site, "layouts")
    seen = [photo.evaluate(PAINTED) for photo in page.locator(".profile-photo").all()]
    show(page, site, f"people/{SPREAD[3]}")
    seen.append(page.locator(".profile-card-hero .profile-photo").evaluate(PAINTED))
    show(page, site)
    face = page.locator(".profile-face", has_text=f"Person {SPREAD[3]}").first
    seen.append(face.locator(".profile-photo").evaluate(PAINTED))
    assert len(seen) > 6
    for parts in zip(*seen, strict=True):
        assert max(parts) - min(parts) <= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, site: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    for name in ("index", "layouts"):
        show(page, site, name)
        assert faults(page, "article") == []


def test_a_book_has_them_too(page: Page, book: Path) -> None:
    page.goto((book / "index.xhtml").as_uri())
    found = avatars(page)
    assert {name: found[name] for name, _letters in PEOPLE.values()} == dict(PEOPLE.values())
    assert (
        min(letters.evaluate(CONTRAST) for letters in page.locator(".profile-initials").all())
        >= 4.5
    )
    box = page.locator(".profile-photo").first.bounding_box()
    assert box
    assert box["width"] == box["height"] == 96


def test_a_reader_without_custom_properties_shows_letters_on_a_ground(
    page: Page, book: Path
) -> None:
    sheet = (book / "_static/sphinxext-profiles.css").read_text("utf-8")
    plain = re.sub(r"[\w-]+\s*:[^;{}]*\bvar\([^;{}]*;?|--[\w-]+\s*:[^;{}]*;?", "", sheet)
    assert "var(" not in plain
    page.route("**/sphinxext-profiles.css*", lambda route: route.fulfill(body=plain))
    page.goto((book / "index.xhtml").as_uri())
    for photo in page.locator(".profile-card .profile-photo").all():
        assert photo.locator(".profile-initials").evaluate(CONTRAST) >= 4.5
        box = photo.bounding_box()
        assert box
        assert box["width"] == box["height"] > 40
