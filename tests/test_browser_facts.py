"""What is said of people in every layout, as Chromium shows it and axe judges it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from browsing import build_site, faults, show

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TEAM = """\
- name: Ada Lovelace
  github: ada
  pronouns: she/her
  location: London
  born: 1815
  died: 1852
  email: ada@mill.example
  affiliation: {name: Mill of Leeds, url: "https://mill.example"}
  tags: [maths]
  roles: [{role: Chair, group: Docs, start: 1843}]
"""
KINDS = {"contributors": [{"login": "ada", "contributions": ["code", "mentoring", "weaving"]}]}
SHOW = ":show: pronouns, location, years, links, tags, contributions, email\n"
LAYOUTS = "".join(
    f"## {layout}\n\n```{{profile-index}}\n:layout: {layout}\n{SHOW}```\n\n"
    for layout in ("cards", "list", "table")
)
FILES = {
    "index.md": f"# Team\n\n{LAYOUTS}## All\n\n```{{profile}} ada\n```\n",
    "team.yaml": TEAM,
    ".all-contributorsrc": json.dumps(KINDS),
}


@pytest.fixture(scope="module", params=["furo", "alabaster"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    more = 'profiles_people = ["team.yaml", ".all-contributorsrc"]\n'
    return build_site(tmp_path_factory.mktemp("facts"), FILES, request.param, more)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, site: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    show(page, site)
    assert page.locator(".profile-contributions").count() == 3
    assert faults(page, ".profile-index, .profile") == []


def test_emoji_are_images_with_names(page: Page, site: Path) -> None:
    show(page, site)
    assert page.get_by_role("img", name="Mentoring").count() == 3
    assert page.get_by_text("weaving").count() == 3


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window(page: Page, site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, site)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
