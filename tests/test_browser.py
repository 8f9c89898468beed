"""Pages as Chromium shows them: what no look at the HTML can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import CONTRAST, build_site, show
from sample import ADA, NOTE
from sites import PIXEL

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ARABIC = """\
---
lang: ar
headline: عالم رياضيات وفلك
---

# الخوارزمي

![صورة](images/a.png)

وضع علم الجبر وألّف كتابًا فيه.

## الكتاب

ألّف كتاب الجبر والمقابلة. ([Britannica][1])

[1]: https://www.britannica.com/biography/al-Khwarizmi "al-Khwārizmī"
"""

INDEX = """\
# People

```{profile-card} ada
:link: https://example.org/ada
```

```{profile-card} shen-kuo
:layout: side
```

````{grid} 1 2 2 3
```{profile-card} al-khwarizmi
```
```{profile-card} ada
:layout: compact
```
````

```{profile-gallery} shen-kuo
```

```{profile-references} shen-kuo
```
"""

REGIONS = """\
# One of each

```{profile-card} ada
```

```{profile-gallery} shen-kuo
```

```{profile-index}
:layout: list
```

```{profile} ada
```
"""

FILES = {
    "index.md": INDEX,
    "regions.md": REGIONS,
    "people/ada.md": ADA,
    "people/shen-kuo.hant.md": NOTE,
    "people/al-khwarizmi.md": ARABIC,
    "people/images/a.png": PIXEL,
}

TOO_WIDE = """
() => [...document.querySelectorAll('[class*="profile-"]')]
  .filter(element => element.checkVisibility())
  .map(element => [element.className, element.getBoundingClientRect()])
  .filter(([_, box]) => box.left < -1 || box.right > document.documentElement.clientWidth + 1)
  .map(([name, box]) => `${name}: ${box.left} to ${box.right}`)
"""
"""What sticks out of the window, to the left or to the right."""

FOCUS_RING = """
link => [[link], [link, "::after"], [link.closest("article") || link]]
  .map(([element, part]) => getComputedStyle(element, part))
  .some(style => style.outlineStyle != "none" && parseFloat(style.outlineWidth) > 0)
"""
"""Whether a focused link has an outline: its own, that of its surface, or its card's."""

REACHES_OUT = """
region => {
  const style = "position: absolute; inset: -100vh -100vw; z-index: 2147483647";
  region.insertAdjacentHTML("beforeend", `<a class="hostile" href="#x" style="${style}">x</a>`);
  const hostile = region.lastElementChild;
  document.body.insertAdjacentHTML("beforeend",
    `<div style="position: fixed; inset: 0; z-index: 1" class="header"></div>`);
  const header = document.body.lastElementChild;
  const above = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  header.remove();
  hostile.style.inset = "0";
  const [inner, outer] = [hostile, region].map(element => element.getBoundingClientRect());
  const out = inner.width > outer.width || inner.height > outer.height;
  const clips = /paint|strict|content/.test(getComputedStyle(region).contain);
  hostile.remove();
  return {covers: above === hostile, out, clips};
}
"""
"""What becomes of a link in a region of ours that means to lie over the whole page."""


@pytest.fixture(scope="module", params=["furo", "alabaster"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page of one of everything and three pages of people, in a theme."""
    folder = tmp_path_factory.mktemp(request.param)
    return build_site(folder, FILES, request.param, more='extensions.append("sphinx_design")\n')


@pytest.mark.parametrize("width", [320, 768, 1600])
@pytest.mark.parametrize("name", ["index", "people/ada", "people/shen-kuo.hant"])
def test_nothing_of_ours_is_wider_than_its_place(
    page: Page, site: Path, name: str, width: int
) -> None:
    """WCAG 1.4.10 asks for 320 pixels without scrolling in two directions."""
    page.set_viewport_size({"width": width, "height": 900})
    show(page, site, name)
    wide = page.evaluate(TOO_WIDE)
    assert wide == []


def test_page_asks_the_network_for_nothing(page: Page, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index", "people/shen-kuo.hant"):
        show(page, site, name)
    page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize(
    "region",
    ["article.profile-card", "section.profile", ".profile-gallery", "div.profile-index"],
)
def test_nothing_in_our_regions_covers_the_page(page: Page, site: Path, region: str) -> None:
    show(page, site, "regions")
    found = page.locator(region).first
    found.scroll_into_view_if_needed()
    assert found.evaluate(REACHES_OUT) == {"covers": False, "out": False, "clips": False}


def test_photo_that_fails_leaves_the_initials(page: Page, site: Path) -> None:
    page.route("**/_images/**", lambda route: route.abort())
    show(page, site)
    photo = page.locator(".profile-photo").first
    photo.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.profile-photo img').complete")
    assert photo.locator("img").evaluate("image => image.naturalWidth") == 0
    assert photo.locator(".profile-initials").inner_text() == "AL"
    box, inner = photo.bounding_box(), photo.locator(".profile-initials").bounding_box()
    assert box
    assert inner
    assert box["width"] == box["height"] >= 40
    assert abs((box["x"] + box["width"] / 2) - (inner["x"] + inner["width"] / 2)) < 2
    assert abs((box["y"] + box["height"] / 2) - (inner["y"] + inner["height"] / 2)) < 2


def test_side_card_stacks_where_it_is_narrow(page: Page, site: Path) -> None:
    """By the width of the card's place, which is not the width of the window."""
    show(page, site)
    card = page.locator(".profile-card-side").first

    def photo_is_beside_the_name() -> bool:
        photo = card.locator(".profile-photo").bounding_box()
        name = card.locator(".profile-name").bounding_box()
        assert photo
        assert name
        return photo["x"] + photo["width"] <= name["x"]

    card.evaluate("card => { card.parentElement.style.width = '40rem' }")
    assert photo_is_beside_the_name()
    card.evaluate("card => { card.parentElement.style.width = '20rem' }")
    assert not photo_is_beside_the_name()


def test_arabic_card_runs_from_the_right(page: Page, site: Path) -> None:
    show(page, site)
    card = page.locator(".profile-card:lang(ar)").first
    assert card.evaluate("card => getComputedStyle(card).direction") == "rtl"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(page: Page, site: Path, scheme: str) -> None:
    """At least 4.5 to 1 (WCAG 1.4.3), in both colour schemes of the theme."""
    page.emulate_media(color_scheme=scheme)
    show(page, site)
    parts = ".profile-name a, .profile-headline, .profile-summary, .profile-where, figcaption"
    elements = page.locator(parts).all()
    low = {
        element.inner_text(): ratio
        for element in elements
        if (ratio := element.evaluate(CONTRAST)) < 4.5
    }
    assert elements
    assert low == {}


def test_citation_and_source_lead_to_each_other(page: Page, site: Path) -> None:
    show(page, site, "people/ada")
    citation = page.locator("a[role=doc-biblioref]").first
    citation.click()
    entry = page.locator("li:target")
    assert "Sketch of the Analytical Engine" in entry.inner_text()
    entry.locator("a[role=doc-backlink]").first.click()
    assert page.locator(":target").get_attribute("role") == "doc-biblioref"


def test_every_link_shows_where_the_focus_is(page: Page, site: Path) -> None:
    show(page, site)
    for link in page.locator(".profile-card a, .profile-gallery a").all():
        page.keyboard.press("Shift")  # so that the focus counts as the keyboard's
        link.focus()
        assert link.evaluate(FOCUS_RING), link.inner_text()


def test_a_card_keeps_its_alignment_where_a_project_justifies(page: Page, site: Path) -> None:
    show(page, site)
    page.add_style_tag(content="p { text-align: justify } body p { text-align: justify }")
    justified = page.locator(".profile-card p").evaluate_all(
        "lines => lines.filter(line => getComputedStyle(line).textAlign == 'justify').length"
    )
    assert justified == 0
