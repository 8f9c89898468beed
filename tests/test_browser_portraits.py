"""Portraits in Chromium: their columns, their proportions, two lines of summary, and hover."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import build_site, faults, show
from portraits import PORTRAITS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LONG = (
    "She wrote notes three times as long as the paper that they explain, with a program in them. "
)
ALONE = f"```{{profile-card}} Ada in Place\n:layout: portrait\n{LONG * 3}\n```\n"
FILES: dict[str, str | bytes] = {
    "index.md": "# Team\n\n```{profile-index}\n```\n",
    "alone.md": f"# Alone\n\n{ALONE}",
}
SOME = list(PORTRAITS.items())[:6]
for key, portrait in SOME:
    lines = f"photo: {key}.jpg\n" if key != "close" else ""
    FILES[f"people/{key}.jpg"] = portrait.file
    FILES[f"people/{key}.md"] = f"---\n{lines}---\n# Ada {key.title()}\n\n{LONG * 3}\n"
COLUMNS = """
list => getComputedStyle(list).gridTemplateColumns.split(" ").length
"""
LINES = """
summary => Math.round(summary.getBoundingClientRect().height
  / parseFloat(getComputedStyle(summary).lineHeight))
"""


@pytest.fixture(scope="module", params=["furo", "pydata_sphinx_theme", "sphinx_rtd_theme"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of portraits, in a theme."""
    pytest.importorskip(request.param)
    return build_site(tmp_path_factory.mktemp(request.param), FILES, request.param)


@pytest.mark.parametrize(("width", "columns"), [(360, 2), (1280, 4), (1920, 4)])
def test_there_are_as_many_columns_as_there_is_room_for(
    page: Page, site: Path, width: int, columns: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, site)
    assert page.locator(".profile-cards-portrait").evaluate(COLUMNS) == columns
    for card in page.locator(".profile-card-portrait").all():
        photo, whole = card.locator(".profile-photo").bounding_box(), card.bounding_box()
        assert photo
        assert whole
        assert abs(photo["width"] - whole["width"]) < 1
        assert abs(photo["height"] / photo["width"] - 1.25) < 0.02


def test_two_lines_stay_where_the_name_leads_to_the_rest(page: Page, site: Path) -> None:
    show(page, site)
    summaries = page.locator(".profile-card-portrait .profile-summary")
    assert {summary.evaluate(LINES) for summary in summaries.all()} == {2}
    show(page, site, "alone")
    assert page.locator(".profile-card-portrait .profile-summary").evaluate(LINES) > 4


def test_a_photo_grows_a_little_under_the_pointer_unless_motion_is_unwelcome(
    page: Page, site: Path
) -> None:
    show(page, site)
    card = page.locator(".profile-card-portrait:has(img)").first
    card.hover()
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector("
        "'.profile-card-portrait:hover img')).scale === '1.04'"
    )
    page.emulate_media(reduced_motion="reduce")
    assert card.locator("img").evaluate("image => getComputedStyle(image).scale") == "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, site: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    show(page, site)
    assert faults(page, ".profile-index") == []
