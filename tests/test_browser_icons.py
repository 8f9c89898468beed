"""Icons as Chromium shows them: drawn, large enough to hit, and in the reader's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browsing import build_site, context_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.browser

NOTE = "---\nlinks:\n  github: {key}\n  orcid: 0000-0001-2345-678{number}\n---\n# {name}\n\nText.\n"
FILES = {
    "index.md": "# Team\n\n```{profile-index}\n```\n\n```{profile-index}\n:layout: list\n"
    ":show: links\n```\n",
    "people/ada.md": NOTE.format(key="ada", number=1, name="Ada Lovelace"),
    "people/bob.md": NOTE.format(key="bob", number=2, name="Bob Mills"),
}

PAINTED = """
async element => {
  const {x, y, width, height} = element.getBoundingClientRect();
  return {width, height, colour: getComputedStyle(element.querySelector("svg")).fill,
          within: element.querySelector("svg *").getBoundingClientRect().width};
}
"""


def links(chromium: Browser, folder: Path, **options: Any) -> Locator:
    page = context_of(chromium, **options).new_page()
    page.goto((folder / "index.html").as_uri())
    return page.locator("a.profile-icon-link")


def test_icons_are_drawn_and_can_be_hit(chromium: Browser, tmp_path: Path) -> None:
    found = links(chromium, build_site(tmp_path, FILES))
    assert found.count() == 8
    for link in found.all():
        painted = link.evaluate(PAINTED)
        assert painted["within"] > 10
        assert min(painted["width"], painted["height"]) >= 24
    # The person with the drawings may be filtered out; what uses them is still drawn.
    page = found.page
    page.evaluate("document.querySelector('.profile-cards li').style.display = 'none'")
    shown = found.nth(2)
    assert shown.locator("use").count() == 1
    before = shown.screenshot()
    shown.evaluate("element => element.querySelector('use').remove()")
    assert shown.screenshot() != before


def test_icons_in_forced_colours_are_links(chromium: Browser, tmp_path: Path) -> None:
    found = links(chromium, build_site(tmp_path, FILES), forced_colors="active")
    colour = found.first.evaluate("element => getComputedStyle(element).color")
    assert found.first.evaluate(PAINTED)["colour"] == colour


def test_icons_are_called_by_their_names(chromium: Browser, tmp_path: Path) -> None:
    page = links(chromium, build_site(tmp_path, FILES)).page
    row = page.get_by_role("list", name="Links for Ada Lovelace")
    names = [link.aria_snapshot() for link in row.get_by_role("link").all()]
    assert [name.split("\n")[0] for name in names] == ['- link "GitHub":', '- link "ORCID":']
