"""The preview of a source beside its citation, as Chromium shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import CONTRAST, show
from test_browser import site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

__all__ = ["site"]  # a fixture
pytestmark = pytest.mark.browser

NOTE = "people/shen-kuo.hant"
SCRIPT = "sphinxext-profiles-preview.js"


def citation(page: Page, number: int = 0) -> Locator:
    return page.locator(".profile-citation a[role=doc-biblioref]").nth(number)


def preview(page: Page) -> Locator:
    return page.locator(".profile-preview:popover-open")


def hover(page: Page, number: int = 0) -> Locator:
    """Point at a citation and return the preview, which is shown."""
    citation(page, number).hover()
    preview(page).wait_for()
    return preview(page)


def test_a_source_shows_beside_its_citation(page: Page, site: Path) -> None:
    show(page, site, NOTE)
    shown = hover(page)
    assert "Shen Kuo …" in shown.inner_text()
    assert "Britannica" in shown.inner_text()
    assert "↩" not in shown.inner_text()
    assert shown.get_attribute("lang") == "zh-Hant"
    assert shown.locator("[id], a:not([tabindex='-1'])").count() == 0
    mark, box = citation(page).bounding_box(), shown.bounding_box()
    assert mark
    assert box
    assert 0 <= box["y"] - (mark["y"] + mark["height"]) < 16
    assert citation(page).get_attribute("aria-describedby") == shown.get_attribute("id")


def test_it_can_be_hovered_and_goes_when_it_is_left(page: Page, site: Path) -> None:
    show(page, site, NOTE)
    shown = hover(page)
    shown.hover()
    page.wait_for_timeout(600)  # longer than it stays when nothing is pointed at
    assert preview(page).count() == 1
    page.mouse.move(5, 5)
    preview(page).wait_for(state="detached")
    assert citation(page).get_attribute("aria-describedby") is None


def test_escape_closes_it_and_leaves_the_pointer_alone(page: Page, site: Path) -> None:
    show(page, site, NOTE)
    hover(page)
    page.keyboard.press("Escape")
    assert preview(page).count() == 0


def test_the_keyboard_shows_it_too(page: Page, site: Path) -> None:
    show(page, site, NOTE)
    page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    citation(page, 1).focus()
    assert "Shen Kua" in preview(page).inner_text()
    page.keyboard.press("Tab")
    assert "Shen Kuo" in preview(page).inner_text()
    page.keyboard.press("Escape")
    assert preview(page).count() == 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#shen-kuo-ref-1")


@pytest.mark.parametrize("width", [360, 1280])
def test_it_stays_in_the_window(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    for name in (NOTE, "people/al-khwarizmi"):
        show(page, site, name)
        for number in range(citation(page).page.locator(".profile-citation a").count()):
            citation(page, number).scroll_into_view_if_needed()
            box = hover(page, number).bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 500
            page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read(page: Page, site: Path, scheme: str) -> None:
    """At least 4.5 to 1 (WCAG 1.4.3)."""
    page.emulate_media(color_scheme=scheme)
    show(page, site, NOTE)
    shown = hover(page)
    for part in (shown, shown.locator("a"), shown.locator(".profile-where")):
        assert part.evaluate(CONTRAST) >= 4.5


def test_without_the_script_the_link_still_jumps(page: Page, site: Path) -> None:
    page.route(f"**/{SCRIPT}*", lambda route: route.abort())
    show(page, site, NOTE)
    citation(page).hover()
    page.wait_for_timeout(400)
    assert preview(page).count() == 0
    citation(page).click()
    assert page.url.endswith("#shen-kuo-ref-1")


def test_only_pages_with_citations_have_the_script(page: Page, site: Path) -> None:
    for name, there in ((NOTE, 1), ("index", 0)):
        show(page, site, name)
        assert page.locator(f"script[src*='{SCRIPT}']").count() == there
