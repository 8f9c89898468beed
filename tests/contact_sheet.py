"""Make the documentation's pictures of the themes: `tox -e pictures,pictures-book`.

Each theme that is installed gets one, or each that is named; with its dark side, where it has one.
"""

from __future__ import annotations

import io
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from browsing import launched
from PIL import Image
from playwright.sync_api import sync_playwright
from showcase import CONF, showcase
from themes import THEMES, build_themed

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from themes import Theme

PICTURES = Path(__file__).parents[1] / "docs" / "themes"
WINDOW = {"width": 1180, "height": 1180}
SIDE = 600
"""The width and height of each half of a picture, in pixels."""


def shot(browser: Browser, page: Path, scheme: str) -> Image.Image:
    """Return what a reader sees of a page who wants it light or dark."""
    context = browser.new_context(viewport=WINDOW, color_scheme=scheme, reduced_motion="reduce")
    tab = context.new_page()
    tab.route("http*://**", lambda route: route.abort())
    tab.goto(page.as_uri(), wait_until="networkidle")
    picture = Image.open(io.BytesIO(tab.screenshot(animations="disabled"))).convert("RGB")
    context.close()
    return picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def portray(browser: Browser, theme: Theme, folder: Path) -> None:
    """Build a site of people in a theme, and keep a picture of it."""
    page = build_themed(theme, folder, CONF, showcase()) / "cards.html"
    schemes = ["light", "dark"] if theme.choose else ["light"]
    picture = Image.new("RGB", (SIDE * len(schemes), SIDE))
    for place, scheme in enumerate(schemes):
        picture.paste(shot(browser, page, scheme), (SIDE * place, 0))
    PICTURES.mkdir(exist_ok=True)
    # A PNG, since that is what TeX can read; of few colours, since it is kept in the repository.
    few = picture.quantize(64, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{theme.name}.png", optimize=True)


def main(names: list[str]) -> None:
    """Make the pictures of the themes that are named, or else of all that are installed."""
    there = [theme for theme in THEMES if find_spec(theme.name)]
    with sync_playwright() as driver, TemporaryDirectory() as folder:
        browser = launched(driver)
        for theme in there:
            if not names or theme.name in names:
                portray(browser, theme, Path(folder) / theme.name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
