"""A card where it stands: alone in a column, in a sidebar, beside cards of sphinx-design."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import build_site, faults, show

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

CARD = "```{profile-card} ada\n```\n"
INDEX = f"""\
# People

````{{sidebar}} Who
{CARD}````

{"Words beside it. " * 90}

## Alone

{CARD}
```{{profile-card}} ada
:layout: portrait
```

```{{profile-card}} ada
:layout: side
```

## In a grid

`````{{grid}} 1 2 2 2
````{{grid-item-card}} A card
Text.
````
{CARD}`````

`````{{grid}} 1 1 1 1
{CARD}`````

`````{{grid}} 1 2 2 2
````{{grid-item-card}} A card
:shadow: none

Text.
````
{CARD}`````
"""
FILES: dict[str, str | bytes] = {
    "index.md": INDEX,
    "people/ada.md": "---\nheadline: Analyst\n---\n# Ada Lovelace\n\nShe wrote a program.\n",
}


@pytest.fixture(scope="module", params=["furo", "pydata_sphinx_theme", "alabaster"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page of cards in places of every kind, in a theme."""
    pytest.importorskip(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    return build_site(folder, FILES, request.param, more='extensions.append("sphinx_design")\n')


def style(element: Locator, name: str) -> str:
    """Return a computed value."""
    return element.evaluate("(element, name) => getComputedStyle(element)[name]", name)


def width(element: Locator) -> float:
    """Return a width in pixels."""
    box = element.bounding_box()
    assert box
    return box["width"]


def test_a_card_in_a_sidebar_has_no_second_box(page: Page, site: Path) -> None:
    show(page, site)
    card = page.locator(".sidebar > .profile-card")
    assert style(card, "borderTopWidth") == "0px"
    assert style(card, "backgroundColor") == "rgba(0, 0, 0, 0)"
    card.hover()
    assert style(card, "boxShadow") == "none"
    page.mouse.move(0, 0)
    inner = width(card.locator(".profile-text"))
    assert inner <= width(page.locator(".sidebar").last) - 8
    assert faults(page, ".sidebar > .profile-card") == []


def test_a_card_alone_is_no_wider_than_its_text_needs(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 1920, "height": 900})
    show(page, site)
    cards = page.locator("#alone > .profile-card")
    rem = page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert [round(width(card) / rem) for card in cards.all()][:2] == [26, 16]
    assert width(cards.nth(2)) <= 40 * rem + 1
    whole = page.locator(".sd-row").nth(1)
    assert width(whole.locator(".profile-card")) > 26 * rem + 1


def test_beside_cards_of_sphinx_design_it_has_their_corners_and_shadow(
    page: Page, site: Path
) -> None:
    show(page, site)
    row = page.locator(".sd-row").first
    theirs, ours = row.locator(".sd-card"), row.locator(".profile-card")
    for name in ("borderTopLeftRadius", "borderTopColor", "boxShadow"):
        assert style(ours, name) == style(theirs, name), name
    assert style(ours, "boxShadow") != "none"
    without = page.locator(".sd-row").nth(2).locator(".profile-card")
    assert style(without, "boxShadow") == "none"
    alone = page.locator(".sd-row").nth(1).locator(".profile-card")
    assert style(alone, "borderTopLeftRadius") not in ("0px", "4px")
