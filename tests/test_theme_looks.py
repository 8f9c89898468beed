"""A site of people in the themes that projects use: wide and narrow, in light and in dark."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from browsing import faults, show
from showcase import CONF, showcase
from themes import build_themed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from themes import Theme

pytestmark = [pytest.mark.themes, pytest.mark.looks]

PAGES = ["cards", "layouts", "people/ada-lovelace", "people/al-khwarizmi", "people/zhang-heng.hant"]
OURS = (
    ".profile-card, .profile-gallery, .profile-references, .profile-index, .profile-search,"
    " .profile-languages, .profile-citation"
)

BOXES = """
() => {
  const found = [];
  const shown = selector => [...document.querySelectorAll(selector)]
    .filter(element => element.checkVisibility({visibilityProperty: true}));
  const say = element => `${element.className} "${element.textContent.trim().slice(0, 20)}"`;
  const ours = ".profile-card, .profile-gallery, .profile-references, .profile-index";
  const root = document.documentElement;
  // A table may scroll in a place of its own, as the themes' own tables do.
  const scrolls = element => {
    for (let node = element; node !== document.body; node = node.parentElement)
      if (/auto|scroll/.test(getComputedStyle(node).overflowX)
          && node.getBoundingClientRect().right <= root.clientWidth + 1) return true;
    return false;
  };
  for (const element of shown('[class*="profile-"]:not(.profile-face-name)')) {
    if (element.closest(".profile-table, .table-wrapper") && scrolls(element)) continue;
    const box = element.getBoundingClientRect();
    const place = (element.parentElement.closest(ours) ?? element.parentElement)
      .getBoundingClientRect();
    if (box.left < -1 || box.right > root.clientWidth + 1) found.push(`window: ${say(element)}`);
    // Of a row of icons the drawings are in line with the text; the targets around them reach out.
    const most = element.closest(".profile-links:has(.profile-icon-link)") ? 8 : 1;
    if (box.left < place.left - most || box.right > place.right + most)
      found.push(`outside: ${say(element)}`);
  }
  const boxes = shown(`.profile-card, .profile-gallery, .profile-figure > *, .profile-references,
    .profile-reference-list > li, .profile-search, .profile-list > li, .profile-table tr,
    .profile-faces, .profile-card .profile-photo, .profile-text > *, .profile-languages`)
    // The names of columns of a narrow table are there for screen readers only.
    .filter(part => getComputedStyle(part.closest("thead") ?? part).clipPath === "none");
  const across = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = (one, other) => Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      // Facts in one line of text: where it breaks, the boxes around them do lie over each other.
      if ([one, other].every(part => getComputedStyle(part).display === "inline")) continue;
      const [first, second] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      if (across(first, second) > 1 && down(first, second) > 1)
        found.push(`overlap: ${say(one)} and ${say(other)}`);
    }
  });
  return found;
}
"""
"""What sticks out of the window or of what it stands in, and what lies over something else."""

HIDDEN = """
() => [...document.querySelectorAll(
  ".profile-photo, .profile-card .profile-name, .profile-list .p-name, .profile-table .p-name"
)].filter(element => element.closest(".sd-tab-content") === null).filter(element => {
  element.scrollIntoView({block: "center", behavior: "instant"});
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  const home = element.closest(".profile-card, .profile-faces, td, th, .profile-row");
  return box.width < 12 || box.height < 12 || x < 0 || x > innerWidth || !home.contains(hit);
}).map(element => `${element.className} "${element.textContent.trim().slice(0, 20)}"`)
"""
"""The photos and names that nobody sees: too small, out of the window, or under something."""

HEADINGS = """
() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")]
  .filter(heading => heading.closest("main, article, [role=main], .body"))
  .filter(heading => heading.checkVisibility())
  .map(heading => +(heading.getAttribute("aria-level") || heading.tagName[1]))
"""

PAPER = """
element => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const behind = ["white"];
  for (let node = element; node; node = node.parentElement)
    behind.splice(1, 0, getComputedStyle(node).backgroundColor);
  for (const colour of behind) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
  return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)) < 96 ? "dark" : "light";
}
"""
"""Whether an element stands on something dark."""

PLAIN = """
within => {
  const paragraph = document.createElement("p");
  paragraph.innerHTML = 'Words <a class="reference external" href="https://a.example">a link</a>'
    + ' <code class="docutils literal notranslate"><span class="pre">code</span></code>.';
  paragraph.id = "plain";
  document.querySelector(".profile-references").before(paragraph);
  const colour = element => getComputedStyle(element).color;
  for (const theirs of paragraph.children)
    for (const ours of document.querySelectorAll(`:is(${within}) ${theirs.localName}`))
      if (colour(ours) === colour(theirs)) ours.dataset.plain = "";
}
"""
"""Adds a link and code as any page has them, and marks those of ours that have their colour."""

STILL = "*, ::before, ::after { transition: none !important; animation: none !important }"
"""A theme's sidebars and colours arrive at once, so that nothing is measured on its way."""


@pytest.fixture(scope="module")
def site(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a project with one of everything."""
    return build_themed(theme, tmp_path_factory.mktemp("looks"), CONF, showcase())


def our_faults(page: Page) -> list[str]:
    """Return what axe finds, but for links and code in colours of the theme that are faint."""
    page.evaluate(PLAIN, OURS)
    without = [["[data-plain]"]] if faults(page, "#plain") else []
    return faults(page, {"include": [[OURS]], "exclude": without})


@pytest.mark.parametrize("name", PAGES)
def test_boxes_fit_and_names_show(page: Page, site: Path, name: str) -> None:
    show(page, site, name)
    page.add_style_tag(content=STILL)
    for width in (1280, 768, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert (width, page.evaluate(BOXES)) == (width, [])
        assert (width, page.evaluate(HIDDEN)) == (width, [])


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_in_order(page: Page, site: Path, name: str) -> None:
    show(page, site, name)
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("name", ["layouts", "people/al-khwarizmi"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_all_can_be_read(page: Page, site: Path, theme: Theme, name: str, system: str) -> None:
    """By axe's rules, one of which is a contrast of 4.5:1 (WCAG 1.4.3)."""
    page.emulate_media(color_scheme=system, reduced_motion="reduce")
    show(page, site, name)
    page.add_style_tag(content=STILL)
    paper = page.locator(".profile-references").first
    assert paper.evaluate(PAPER) == (system if theme.choose else "light")
    assert our_faults(page) == []


@pytest.mark.parametrize("system", ["light", "dark"])
def test_all_can_be_read_when_the_reader_chose(
    page: Page, site: Path, theme: Theme, system: str
) -> None:
    """The other way round than the reader's system, where the theme has a button for it."""
    page.emulate_media(color_scheme=system, reduced_motion="reduce")
    show(page, site, "cards")
    page.add_style_tag(content=STILL)
    chosen = "dark" if system == "light" and theme.choose else "light"
    page.evaluate(f"mode => {{ {theme.choose} }}", chosen)
    assert page.locator(".profile-references").evaluate(PAPER) == chosen
    assert our_faults(page) == []
