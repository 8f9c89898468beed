"""Pages in Chromium: the browser, sites for it, and what is asked of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from programs import NEEDS, program
from sites import write_files
from sphinx.cmd.build import build_main
from sphinx.locale import translators

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 300_000
"""Milliseconds until something that doesn't happen is a fault: a machine may be very busy."""

CONF = """\
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["people/*"]
suppress_warnings = ["toc.not_included"]
"""

CONTRAST = """
element => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const paint = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); };
  const pixel = () => [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  const luminance = ([r, g, b]) => [r, g, b].map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = [];
  for (let node = element; node; node = node.parentElement)
    behind.unshift(getComputedStyle(node).backgroundColor);
  paint("white");
  behind.forEach(paint);
  const under = luminance(pixel());
  paint(getComputedStyle(element).color);
  const over = luminance(pixel());
  return (Math.max(over, under) + 0.05) / (Math.min(over, under) + 0.05);
}
"""
"""The contrast of an element's text with what lies behind it (WCAG 2.2, relative luminance)."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        yield launched(driver)


def launched(driver: Playwright) -> Browser:
    """Start the system's Chromium; Playwright's driver ends it."""
    (names,) = NEEDS["browser"].programs
    return driver.chromium.launch(executable_path=program(names), args=ARGUMENTS, timeout=PATIENCE)


def context_of(chromium: Browser, **options: Any) -> BrowserContext:
    """Return a context of the browser that has patience."""
    context = chromium.new_context(**options)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page of a browser whose network is switched off."""
    context = context_of(chromium, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.route("http*://**", lambda route: route.abort())
    yield opened
    context.close()


def build_site(
    folder: Path, files: Mapping[str, str | bytes], theme: str = "furo", more: str = ""
) -> Path:
    """Write a project into a folder, build it without a warning, and return the folder of pages.

    `more` is added to its `conf.py`.
    """
    write_files(folder / "source", {"conf.py": f"{CONF}html_theme = {theme!r}\n{more}", **files})
    assert build_main(["-q", "-W", str(folder / "source"), str(folder / "html")]) == 0
    translators.clear()  # Sphinx would add the next build's words to those of this language
    return folder / "html"


def show(page: Page, site: Path, name: str = "index") -> None:
    """Open a page of a site."""
    page.goto((site / f"{name}.html").as_uri())


def faults(page: Page, within: str | dict[str, list[list[str]]]) -> list[str]:
    """Return what axe finds wrong in a part of a page (WCAG 2.2, A and AA).

    `within` is a selector, or axe's lists of what to include and to exclude.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = axe.Axe().run(page, within, {"runOnly": {"type": "tag", "values": tags}})
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]
