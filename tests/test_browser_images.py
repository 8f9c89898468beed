"""Images in Chromium: which file it loads, where it shows it, and that nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from browsing import build_site, context_of, faults, show
from pictures import colour, saved, stripes
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

NAMES = ("Ada Lovelace", "Bea Bell", "Cat Cole", "Dan Dahl", "Eve Eden", "Fay Fox", "Gil Gray")
PAGES = {
    "cards": "```{profile-card} p0\n```\n\n```{profile-card} p1\n:layout: side\n```\n\n"
    "```{profile-card} p2\n:layout: compact\n```\n\n```{profile-card} p3\n:layout: hero\n```\n\n"
    "```{profile-card} p4\n:layout: portrait\n```\n",
    "small": "```{profile-index}\n:layout: cards\n```\n",
    "index": "```{profile-index}\n```\n\n```{profile-index}\n:layout: faces\n```\n",
    "gallery": "```{profile-gallery} p0\n```\n",
    "one": "```{profile-gallery} p0\n:columns: 1\n:ratio: original\n```\n",
    "six": "```{profile-gallery} p0\n:columns: 6\n:ratio: '3:2'\n```\n".replace("'", ""),
    "credits": "```{profile-gallery} p0\n:captions: credit\n```\n",
    "focus": "```{profile-card} p0\n:photo-focus: 100% 50%\n```\n",
}
FILES: dict[str, str | bytes] = {
    **{f"{name}.md": f"# {name.title()}\n\n{text}\nThe end.\n" for name, text in PAGES.items()},
    **{
        f"people/p{n}.md": f"# {name}\n\n"
        '![At work](images/a.jpg "Photo: Jane Doe, CC BY 4.0")\n\n![At home](images/b.jpg)\n\n'
        "![On the way](images/c.png)\n\nText about the person.\n"
        for n, name in enumerate(NAMES)
    },
    "people/images/a.jpg": saved(stripes(3000, 2000), "JPEG"),
    "people/images/b.jpg": saved(stripes(2000, 3000), "JPEG"),
    "people/images/c.png": saved(stripes(2400, 2400).quantize(8)),
}
LOADED = """
() => Promise.all([...document.querySelectorAll(".profile-photo img, .profile-image img")].map(
  async image => {
    image.scrollIntoView();
    // A browser that is short of time may begin anew with another file of the set.
    await image.decode().catch(() => image.decode());
    const box = image.getBoundingClientRect();
    return [image.currentSrc, box.width, box.height];
  }))
"""
SHIFTS = """
() => new Promise(told => {
  let sum = 0;
  const inText = ({node}) => (node?.closest ? node : node?.parentElement)?.closest("article");
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (entry.sources.some(inText)) sum += entry.value;
  })).observe({type: "layout-shift", buffered: true});
  setTimeout(() => told(sum), 300);
})
"""
"""How much of a page's text has moved; the name in furo's header moves when a page scrolls."""


class Shown(NamedTuple):
    """An image as a browser shows it."""

    name: str
    pixels: tuple[int, int]
    width: float
    height: float


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages of cards, faces and galleries."""
    return build_site(tmp_path_factory.mktemp("images"), FILES)


@pytest.fixture
def at(chromium: Browser) -> Iterator:
    """Return a function that opens an empty page in a window, on a screen of a density."""
    contexts = []

    def make(width: int, density: float = 1, **more) -> Page:
        size = {"width": width, "height": 900}
        context = context_of(chromium, viewport=size, device_scale_factor=density, **more)
        contexts.append(context)
        page = context.new_page()
        page.route("http*://**", lambda route: route.abort())
        return page

    yield make
    for context in contexts:
        context.close()


def loaded(page: Page, site: Path) -> list[Shown]:
    """Return the images of a page, and the pixels of the files that the browser chose."""
    found = []
    for address, width, height in page.evaluate(LOADED):
        file = site / "_images" / address.rpartition("/")[2]
        found.append(Shown(file.name, Image.open(file).size, width, height))
    return found


@pytest.mark.parametrize("name", ["cards", "index", "small", "gallery", "one", "six"])
@pytest.mark.parametrize(
    ("width", "density"), [(360, 3), (768, 2), (1280, 1), (1280, 2), (1800, 1)]
)
def test_a_browser_loads_what_it_shows_and_little_more(
    at, site: Path, name: str, width: int, density: int
) -> None:
    page = at(width, density)
    show(page, site, name)
    images = loaded(page, site)
    assert images
    for image in images:
        assert image.name.endswith(".webp")
        needed = image.width * density
        assert image.pixels[0] >= min(needed * 0.95, 1800), image
        assert image.pixels[0] <= max(needed * 2.2, 160), image


@pytest.mark.parametrize("name", ["cards", "index", "small", "gallery", "one", "six"])
def test_crops_have_the_shape_in_which_they_are_shown(at, site: Path, name: str) -> None:
    page = at(1280)
    show(page, site, name)
    for image in loaded(page, site):
        across, down = image.pixels
        assert abs(across / down - image.width / image.height) < 0.02, image


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_images_come(at, site: Path, name: str, width: int) -> None:
    page = at(width)
    show(page, site, name)
    loaded(page, site)
    assert page.evaluate(SHIFTS) == 0


def test_a_shift_would_be_seen(at, site: Path) -> None:
    page = at(1280)
    show(page, site, "gallery")
    page.evaluate(
        "() => document.querySelector('h1').insertAdjacentHTML('afterend', '<p><br><br><br></p>')"
    )
    assert page.evaluate(SHIFTS) > 0


def test_the_focus_is_what_is_seen(at, site: Path, tmp_path: Path) -> None:
    page = at(1280)
    show(page, site, "focus")
    loaded(page, site)
    page.locator(".profile-photo").screenshot(path=tmp_path / "photo.png")
    assert colour(Image.open(tmp_path / "photo.png"), 0.75) == "blue"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["cards", "index", "gallery", "credits", "people/p0"])
def test_axe_finds_nothing(at, site: Path, name: str, scheme: str) -> None:
    page = at(1280, color_scheme=scheme)
    show(page, site, name)
    loaded(page, site)
    assert faults(page, "article") == []
