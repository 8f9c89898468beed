"""Tables and galleries where there is little room, and pages of a theme on paper, in Chromium."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from browsing import build_site, faults, show
from test_thumbnails import plain, saved

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NAMES = [f"Person Number{number}" for number in range(24)]
FILES: dict[str, str | bytes] = {
    **{
        f"people/p{number:02}.md": f"---\nheadline: Weaver of cloth\ntags: [t{number % 2}]\n"
        f"groups: [Group{number // 8}]\n---\n# {name}\n\nText about the person.\n"
        for number, name in enumerate(NAMES)
    },
    "index.md": "# Team\n\n```{profile-index}\n:layout: table\n:search:\n```\n",
    "groups.md": "# Groups\n\n```{profile-index}\n:group-by: groups\n```\n",
    "gallery.md": "# Pictures\n\n```{profile-gallery}\n"
    "![A](a.png)\n![B](b.png)\n![C](a.png)\n![D](b.png)\n![E](a.png)\n```\n",
    "a.png": saved(plain(600, 300)),
    "b.png": saved(plain(200, 300)),
}


@pytest.fixture(scope="module", params=["furo", "pydata_sphinx_theme"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("narrow"), FILES, request.param)


def test_a_narrow_table_has_a_block_for_each_person(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    show(page, site)
    row = page.locator(".profile-table tbody tr").first
    boxes = [cell.bounding_box() for cell in row.locator("td").all()]
    assert [box["x"] for box in boxes if box] == [boxes[0]["x"]] * 3
    assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]
    index = page.locator(".profile-index")
    assert index.evaluate("index => index.scrollWidth <= index.clientWidth")
    assert index.evaluate("index => index.getBoundingClientRect().right") <= 360
    head = "td => getComputedStyle(td, '::before').content"
    assert "Role" in row.locator("td").nth(1).evaluate(head)
    # It is still a table to a screen reader.
    assert page.get_by_role("columnheader").all_inner_texts() == ["Name", "Role", "Tags"]
    assert page.get_by_role("row").count() == 25
    assert faults(page, ".profile-index") == []
    page.get_by_role("searchbox", name="Search people").fill("number7")
    assert page.locator(".profile-table tbody tr:visible").count() == 1


def test_a_wide_table_has_a_row_for_each_person(page: Page, site: Path) -> None:
    show(page, site)
    cells = page.locator(".profile-table tbody tr").first.locator("td").all()
    assert len({cell.bounding_box()["y"] for cell in cells}) == 1
    assert faults(page, ".profile-index") == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_rows_of_a_gallery_have_one_height_and_nothing_is_cut_off(
    page: Page, site: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    show(page, site, "gallery")
    rows: dict[int, list[float]] = {}
    for image in page.locator(".profile-image img").all():
        box = image.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
        ratio = 2 if image.get_attribute("alt") in {"A", "C", "E"} else 2 / 3
        assert box["width"] / box["height"] == pytest.approx(ratio, rel=0.05)
        rows.setdefault(round(box["y"]), []).append(box["height"])
    assert all(max(heights) - min(heights) < 2 for heights in rows.values())
    assert faults(page, ".profile-gallery") == []


def test_on_paper_nobody_is_lost_and_no_heading_is_the_last_line(page: Page, site: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    show(page, site, "groups")
    pages = [part.extract_text() for part in pypdf.PdfReader(io.BytesIO(page.pdf())).pages]
    text = " ".join(" ".join(pages).split())
    assert all(name in text for name in NAMES)
    for part in pages:
        lines = [line for line in part.splitlines() if line.strip()]
        assert not lines[-1].startswith("Group")
