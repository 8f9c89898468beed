"""The documentation as a whole: no warning, no link that leads nowhere, nothing left out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from themes import THEMES

from sphinxext_profiles.frontmatter.keys import KEYS
from sphinxext_profiles.outputs.html.assets import stylesheet
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.project.config import settings

if TYPE_CHECKING:
    from readthedocs import Service

DOCS = Path(__file__).parents[1] / "docs"


def build_html(source: Path, out: Path) -> None:
    """Build a project as its authors would, in a theme that needs no installation."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"),
            *(
                "-D",
                "html_theme=basic",
                "-d",
                str(out / "doctrees"),
                str(source),
                str(out / "html"),
            ),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not done.stderr
    assert done.returncode == 0


@pytest.fixture(scope="module")
def html(service: Service) -> Path:
    """The folder of the documentation, which Read the Docs' way of building made of it."""
    return service.output / "html"


def page_of(html: Path, name: str) -> BeautifulSoup:
    """Return a page of the documentation."""
    return BeautifulSoup((html / f"{name}.html").read_text("utf-8"), "html5lib")


def test_every_internal_link_leads_somewhere(html: Path) -> None:
    pages = {
        file.resolve(): BeautifulSoup(file.read_text("utf-8"), "html5lib")
        for file in html.rglob("*.html")
    }
    dead = []
    for file, page in pages.items():
        for tag in page.select("a[href], img[src], link[href], script[src]"):
            address = str(tag.get("href", tag.get("src")))
            target = urlsplit(address)
            if target.scheme or target.netloc:
                continue
            reached = (file.parent / unquote(target.path)).resolve() if target.path else file
            anchor = unquote(target.fragment)
            known = not anchor or reached not in pages or pages[reached].find(id=anchor)
            if not reached.is_file() or not known:
                dead.append((file.name, address))
    assert len(pages) > 20
    assert not dead


def test_the_first_page_shows_what_the_note_makes(html: Path) -> None:
    page = page_of(html, "index")
    assert page.select_one(".landing .landing-note pre")
    result = page.select_one(".landing .landing-result")
    assert result is not None
    assert result.select_one("article.profile-card .p-name").get_text() == "Ada Lovelace"
    assert len(result.select(".profile-gallery img")) == 3
    assert len(result.select(".profile-reference-list > li")) == 4


def test_the_tables_hold_the_whole_catalogue(html: Path) -> None:
    problems = page_of(html, "problems").select("tbody tr")
    assert [row.td.get_text() for row in problems] == [code.value for code in ProblemCode]
    rows = page_of(html, "configuration").table.select("tbody tr")
    assert [row.td.get_text() for row in rows] == [setting.name for setting in settings()]


def test_every_front_matter_key_is_described(html: Path) -> None:
    described = {code.get_text() for code in page_of(html, "note-format").select("tbody td code")}
    assert described.issuperset(name for names in KEYS.values() for name in names)


def test_every_tested_theme_is_shown(html: Path) -> None:
    page = page_of(html, "themes")
    shown = {Path(image["src"]).stem: image["alt"] for image in page.select("section img")}
    assert shown.keys() == {theme.name for theme in THEMES}
    assert all(len(words) > 20 for words in shown.values())
    pictures = [*(DOCS / "themes").iterdir()]
    assert {file.stem for file in pictures} == shown.keys()
    assert sum(file.stat().st_size for file in pictures) < 600_000


def test_every_documented_property_is_one_of_the_stylesheet() -> None:
    documented = set(re.findall(r"--profiles-[a-z-]+", (DOCS / "styling.md").read_text("utf-8")))
    used = set(re.findall(r"var\(\s*(--profiles-[a-z-]+)", stylesheet()))
    assert documented
    assert documented <= used


def test_the_project_of_the_tutorial_builds(tmp_path: Path) -> None:
    build_html(DOCS / "first_project", tmp_path)
    page = page_of(tmp_path / "html", "index")
    names = [name.get_text() for name in page.select(".sd-row article.profile-card .p-name")]
    assert names == ["Grace Hopper", "Alan Turing"]
    link = page.select_one("article.profile-card .p-name a")
    assert link is not None
    assert link["href"].startswith("people/grace-hopper.html")


def test_one_page_is_packed(service: Service) -> None:
    service.htmlzip()


def test_the_book_is_made(service: Service) -> None:
    service.epub()


@pytest.mark.pdf
def test_the_pdf_is_made(service: Service) -> None:
    service.pdf()
