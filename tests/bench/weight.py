"""What a browser loads for a profile page, next to the same content by hand with sphinx-design."""

from __future__ import annotations

import gzip
import io
import shutil
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from .measure import Project, columns, tell
from .thumbnails import photo

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PARTS = {".html": "HTML", ".css": "CSS", ".js": "JS"}
WINDOWS = ((1280, 2), (360, 3))
"""Widths of windows, and pixels of the screen to one of theirs."""

OURS = """\
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["people/*"]
html_theme = "furo"
"""
THEIRS = """\
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
"""
INDEX = "# People\n\n```{toctree}\npeople/ada\n```\n"
LIFE = "\n".join(f"* In {1830 + year} she wrote a letter on mathematics." for year in range(20))
NOTE = f"""\
---
headline: Analyst of the Analytical Engine
affiliation: London
---

# Ada Lovelace

![Ada in evening dress](a.jpg "A portrait of 1836")
![Wheels of the Engine](b.jpg "Wheels of the Engine")
![The table of Note G](c.jpg "The table of Note G")

She published the first program meant for a machine. ([MacTutor][1])

## Life

{LIFE}

[1]: https://mathshistory.st-andrews.ac.uk/Biographies/Lovelace/ "Augusta Ada King"
"""
BY_HAND = f"""\
# Ada Lovelace

::::{{grid}} 1 2 2 2
:::{{grid-item}}
:columns: 12 4 4 4
![Ada in evening dress](a.jpg)
:::
:::{{grid-item}}
:columns: 12 8 8 8
Analyst of the Analytical Engine

London
:::
::::

:::::{{grid}} 1 2 3 3
::::{{grid-item}}
:::{{figure}} a.jpg
:alt: Ada in evening dress
:target: ../_images/a.jpg
A portrait of 1836
:::
::::
::::{{grid-item}}
:::{{figure}} b.jpg
:alt: Wheels of the Engine
:target: ../_images/b.jpg
Wheels of the Engine
:::
::::
::::{{grid-item}}
:::{{figure}} c.jpg
:alt: The table of Note G
:target: ../_images/c.jpg
The table of Note G
:::
::::
:::::

She published the first program meant for a machine. [1]

## Life

{LIFE}

## References

1. [Augusta Ada King](https://mathshistory.st-andrews.ac.uk/Biographies/Lovelace/)
"""


class Weight(NamedTuple):
    """Bytes of a page, those of text compressed as servers send them."""

    html: int
    css: int
    js: int
    images: int

    def row(self, what: str, whole: int) -> tuple[str, ...]:
        """Return what the table shows; `whole` is the weight that counts as 1."""
        cells = [f"{size / 1000:.1f} kB" for size in (*self, sum(self))]
        return (what, *cells, f"{sum(self) / whole:.3f}")


def report(pairs: int = 1) -> str:  # noqa: ARG001  # other parts have it; bytes need one run
    """Return the table."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return "needs Chromium; on Debian: sudo apt install chromium"
    originals = {f"people/{name}.jpg": photo(seed) for seed, name in enumerate("abc")}
    shrunk = {name: smaller(content) for name, content in originals.items()}
    sides = {
        "by hand, photos of 12 megapixels": Project(THEIRS, pages(BY_HAND) | originals, _proof),
        "by hand, photos made 1,200 pixels wide": Project(THEIRS, pages(BY_HAND) | shrunk, _proof),
        "from a note, photos of 12 megapixels": Project(OURS, pages(NOTE) | originals, _proof),
    }
    rows = [("a profile page", "HTML", "CSS", "JS", "images", "all", "ratio")]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        found = {what: weights(project, browser) for what, project in sides.items()}
        browser.close()
    for place, (width, density) in enumerate(WINDOWS):
        rows.append((f"{width} pixels, {density}x", *[""] * 6))
        whole = sum(next(iter(found.values()))[place])
        rows += [entry[place].row(f"  {what}", whole) for what, entry in found.items()]
    return columns(rows)


def pages(text: str) -> dict[str, str | bytes]:
    """Return the pages of a project."""
    return {"index.md": INDEX, "people/ada.md": text}


def smaller(content: bytes) -> bytes:
    """Return a photo in a size that careful authors choose."""
    image = Image.open(io.BytesIO(content))
    image.thumbnail((1200, 1200))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=85)
    return stream.getvalue()


def _proof(out: Path) -> bool:
    return "Analyst" in (out / "people/ada.html").read_text("utf-8")


def weights(project: Project, browser: Browser) -> list[Weight]:
    """Return what the page weighs in each of the windows, scrolled to its end."""
    with project.unpacked() as site:
        site.build()
        tell("built a page")
        return [_weight(site.out, browser, *window) for window in WINDOWS]


def _weight(out: Path, browser: Browser, width: int, density: int) -> Weight:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, device_scale_factor=density
    )
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.partition("?")[0].partition("#")[0]))
    page.route("http*://**", lambda route: route.abort())
    page.goto((out / "people/ada.html").as_uri())
    page.evaluate(
        "() => Promise.all([...document.images].map(image => {"
        " image.scrollIntoView(); return image.decode(); }))"
    )
    context.close()
    sums = dict.fromkeys(("HTML", "CSS", "JS", "images"), 0)
    for address in asked:
        parts = urlsplit(address)
        if parts.scheme == "file":
            file = Path(unquote(parts.path))
            part = PARTS.get(file.suffix, "images")
            content = file.read_bytes()
            sums[part] += len(content if part == "images" else gzip.compress(content, 6))
    return Weight(*sums.values())


if __name__ == "__main__":
    print(report())
