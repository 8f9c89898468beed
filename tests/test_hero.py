"""The head of a person's page: one block with the title in it, and nothing in it said again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browsing import CONF, faults, show
from bs4 import BeautifulSoup
from pictures import plain, saved
from test_reference_scopes import check
from themes import build_themed

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Page
    from sites import Build, Site
    from themes import Theme

ADA = """\
---
headline: Analyst of the Analytical Engine
location: London
pronouns: she/her
born: 1815
died: 1852
links: {github: ada}
---
# Ada Lovelace

![Ada at the piano](images/ada.png "A portrait of 1852")

In 1843 she published the *first* program ([Sketch][1]).

She corresponded with Babbage[^2].

## Life

Daughter of Byron.

[1]: https://example.org/sketch "Sketch"

[^2]: https://example.org/letters
"""
BARE = "# Bob Mills\n"
LISTED = """\
---
headline: Weaver
---
# Cat Mills

* **Born**: in Leeds
* **Lives**: in York

Cat Mills weaves cloth.

![A loom](images/loom.png)
![A cloth](images/ada.png)
"""
EXPLICIT = """\
---
summary: She weaves cloth.
---
# Dan Mills

She weaves cloth in York ([Looms][1]).

Second.

[1]: https://example.org/looms "Looms"
"""
OTHER = """\
---
summary: Quite another summary.
---
# Eve Mills

She weaves cloth in York.
"""
FILES: dict[str, str | bytes] = {
    "index.md": "# I\n\n```{profile} ada\n```\n",
    "people/ada.md": ADA,
    "people/bob.md": BARE,
    "people/cat.md": LISTED,
    "people/dan.md": EXPLICIT,
    "people/eve.md": OTHER,
    "people/images/ada.png": saved(plain(40, 50)),
    "people/images/loom.png": saved(plain(30, 30)),
}
SETTINGS: dict[str, Any] = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


@pytest.fixture
def site(build: Build) -> Site:
    made = build(FILES, **SETTINGS)
    assert made.warnings == []
    return made


def outline(text: Tag) -> list[str]:
    """Return the parts of a card's text in order: tags of headings, and classes."""
    parts = text.find_all(True, recursive=False)
    return [part.name if part.name[0] == "h" else part["class"][0] for part in parts]


def test_the_head_is_one_block_with_the_title_in_it(site: Site) -> None:
    page = site.html("people/ada")
    (card,) = page.select("section#ada > article.profile-card-hero.h-card")
    photo, text = card.select_one(".profile-card-body").find_all(True, recursive=False)
    assert "profile-photo-rounded" in photo["class"]
    assert outline(text) == [
        *("h1", "p-name", "profile-headline", "profile-location", "profile-years"),
        *("profile-pronouns", "profile-summary", "profile-links", "profile-photo-title"),
    ]
    assert text.h1.a["href"] == "#ada"
    assert [heading.name for heading in page.select(".body :is(h1, h2, h3)")] == ["h1", "h2", "h2"]
    image = photo.img
    assert (image["fetchpriority"], image.get("loading")) == ("high", None)
    assert image["alt"] == "Ada at the piano"


def test_the_summary_has_its_citations_and_the_text_begins_after_it(site: Site) -> None:
    page = site.html("people/ada")
    summary = page.select_one(".profile-summary")
    assert summary.get_text() == "In 1843 she published the first program[1]."
    assert summary.em.get_text() == "first"
    after = page.select_one("article.profile-card-hero").find_next_sibling("p")
    assert after.get_text() == "She corresponded with Babbage[2]."
    assert check(page) == 2
    assert page.select_one("main, .body").get_text().count("the first program") == 1
    assert page.find(class_="profile-gallery") is None
    assert len(page.select(".body img")) == 1


def test_nothing_is_empty_where_little_is_known(site: Site) -> None:
    text = site.html("people/bob").select_one(".profile-card-hero .profile-text")
    assert outline(text) == ["h1", "p-name"]
    assert site.html("people/bob").select_one(".profile-photo").get_text() == "BM"


def test_a_summary_further_down_stays_in_the_text(site: Site) -> None:
    """What is before it would follow it otherwise."""
    page = site.html("people/cat")
    assert page.find(class_="profile-summary") is None
    assert page.select_one(".body").get_text().count("weaves cloth") == 1
    (figure,) = page.select(".profile-gallery figure")
    assert figure.img["alt"] == "A cloth"


def test_a_summary_that_the_text_begins_with(site: Site) -> None:
    page = site.html("people/dan")
    assert page.select_one(".profile-summary").get_text() == "She weaves cloth in York[1]."
    assert page.select_one("article").find_next_sibling("p").get_text() == "Second."
    other = site.html("people/eve")
    assert other.select_one(".profile-summary").get_text() == "Quite another summary."
    after = other.select_one("article").find_next_sibling("p")
    assert after.get_text() == "She weaves cloth in York."


def test_a_whole_profile_elsewhere_has_the_same_head(site: Site) -> None:
    page = site.html()
    (card,) = page.select(".profile .profile-card-hero")
    assert card.select_one(".profile-name").get_text() == "Ada Lovelace"
    assert card.select_one(".profile-summary").get_text().endswith("program[1].")
    assert page.select_one(".body").get_text().count("first program") == 1
    assert check(page) == 2


def test_a_title_with_something_below_it_stands_alone(build: Build) -> None:
    """An extension may put a line under each title; the card follows that then."""
    conf = (
        "from docutils import nodes\n"
        "def add(app, doctree, docname):\n"
        "    for section in doctree.children:\n"
        "        if docname != 'index' and len(section) > 1:\n"
        "            section.insert(1, nodes.paragraph('', 'Read in two minutes.'))\n"
        "def setup(app):\n    app.connect('doctree-resolved', add)\n"
    )
    page = build({**FILES, "conf.py": conf}, **SETTINGS).html("people/ada")
    tags = [tag.name for tag in page.select_one("section#ada").find_all(True, recursive=False)][:3]
    assert tags == ["h1", "p", "article"]
    assert len(page.select(".profile-photo")) == 1


@pytest.mark.parametrize(
    ("builder", "pattern"),
    [
        *(
            ("text", "people/ada.txt"),
            ("man", "*.1"),
            ("latex", "*.tex"),
            ("xml", "people/ada.xml"),
        ),
        *(
            ("epub", "people/ada.xhtml"),
            ("singlehtml", "index.html"),
        ),
    ],
)
def test_every_output_has_it_once(build: Build, builder: str, pattern: str) -> None:
    files = {name: text for name, text in FILES.items() if "/ada." in name}
    index = "# I\n\n```{toctree}\npeople/ada\n```\n"
    site = build({**files, "index.md": index}, builder, copyright="2025", version="1", **SETTINGS)
    assert site.warnings == []
    (file,) = site.out.glob(pattern)
    text = " ".join(file.read_text("utf-8").split())
    # Pages of HTML have it in their heads too, for those that show links to them.
    text = text.partition("</head>")[2] or text
    assert text.count("In 1843 she published") == 1
    assert text.count("A portrait of 1852") == 1


@pytest.fixture(scope="module")
def themed(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_themed(theme, tmp_path_factory.mktemp("hero"), CONF, FILES)


@pytest.mark.themes
def test_permalinks_and_contents_in_every_theme(themed: Path, theme: Theme) -> None:
    page = BeautifulSoup((themed / "people/ada.html").read_text("utf-8"), "html5lib")
    (title,) = page.select("h1:has(a.headerlink)")
    assert title.select_one("a.headerlink")["href"] == "#ada"
    assert title.parent["class"] == ["profile-text"]
    assert len(page.select("#ada .profile-photo")) == 1
    links = [link for link in page.select('a[href="#life"]') if "headerlink" not in link["class"]]
    # Alabaster has the contents of all pages in its sidebar, Immaterial none of this page.
    assert links or theme.name in {"alabaster", "sphinx_immaterial"}


@pytest.mark.themes
@pytest.mark.browser
def test_the_head_looks_well_in_every_theme(themed: Path, page: Page) -> None:
    """The title begins beside the photo, none is wider than the text, and axe finds no fault."""
    show(page, themed, "people/ada")
    photo, title = (
        page.locator(f".profile-card-hero {part}").bounding_box()
        for part in (".profile-photo", "h1")
    )
    assert abs(photo["width"] / photo["height"] - 4 / 5) < 0.01
    assert title["x"] > photo["x"] + photo["width"]
    assert photo["y"] - 16 < title["y"] < photo["y"] + photo["height"] / 2
    assert faults(page, ".profile-card-hero") == []
    page.set_viewport_size({"width": 360, "height": 800})
    photo, title = (
        page.locator(f".profile-card-hero {part}").bounding_box()
        for part in (".profile-photo", "h1")
    )
    assert title["y"] >= photo["y"] + photo["height"]
    assert page.locator(".profile-card-hero").evaluate("card => card.scrollWidth") <= 360
