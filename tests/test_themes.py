"""Pages that an index lists, in the themes that projects use: real builds, where warnings count."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from themes import build_themed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import Tag
    from themes import Theme

pytestmark = pytest.mark.themes


CONF = """\
import json

project = "Themes"
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["team/people/*"]
html_copy_source = False
seen = {}


def remember(app, pagename, templatename, context, doctree):
    seen[pagename] = [parent["link"] for parent in context.get("parents", ())]


def write(app, exception):
    (app.outdir / "seen.json").write_text(json.dumps(seen), "utf-8")


def setup(app):
    app.connect("html-page-context", remember)
    app.connect("build-finished", write)
"""

FILES = {
    "index.md": "# Home\n\n```{toctree}\nintro\nteam/index\nafter\n```\n",
    "intro.md": "# Intro\n\nText.\n\n## Part\n\nText.\n",
    "after.md": "# After\n\nText.\n\n```{toctree}\nteam/people/zoe\n```\n",
    "team/index.md": """\
# Team

```{profile-index}
:tags: maker
:group-by: city
:layout: faces
```

Below the makers.

## Sellers

```{profile-index}
:tags: seller
:sort: -name
```
""",
    "team/people/ada.md": "---\ntags: maker\ncity: Turin\n---\n# Ada\n\nShe works.\n",
    "team/people/ada.fr.md": "---\ntags: maker\nlang: fr\n---\n# Adèle\n\nElle travaille.\n",
    "team/people/bob.md": "---\ntags: maker\ncity: Aarau\n---\n# Bob\n\nHe works.\n",
    "team/people/cat.md": "---\ntags: seller\n---\n# Cat\n\nShe works.\n\n## Work\n\nText.\n",
    "team/people/dan.md": "---\ntags: seller\n---\n# Dan\n\nHe works.\n",
    "team/people/zoe.md": "---\ntags: seller\n---\n# Zoe\n\nShe works.\n",
}
LISTED = [f"team/people/{key}" for key in ("bob", "ada", "ada.fr", "dan", "cat")]
"""By cities, then from Z to A. Zoe belongs to the page whose toctree names her."""
ORDER = ["index", "intro", "team/index", *LISTED, "after", "team/people/zoe"]


PEOPLE = {
    "team/index.md": "# Team\n\n```{{profile-index}}\n:layout: list\n{}```\n",
    "after.md": "# After\n\nText.\n",
}


def many(count: int, option: str = "") -> dict[str, str]:
    """Return a project with one index of so many people."""
    files = {
        f"team/people/p{n:02}.md": f"# Person {n:02}\n\nText.\n\n## Work\n\nText.\n"
        for n in range(count)
    }
    kept = {name: FILES[name] for name in ("index.md", "intro.md")}
    return {**kept, **files, **PEOPLE, "team/index.md": PEOPLE["team/index.md"].format(option)}


@dataclass(frozen=True)
class Site:
    """A project that was built."""

    theme: Theme
    out: Path

    def html(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.out / f"{name}.html").read_text("utf-8"), "html5lib")

    def target(self, name: str, link: Tag) -> str:
        """Return the page that a link on a page leads to; none for a link to a part of a page."""
        path, _, part = link["href"].partition("#")
        if part:
            return ""
        if not path:
            return name
        file = (self.out / f"{name}.html").parent.joinpath(path).resolve()
        return file.relative_to(self.out.resolve()).with_suffix("").as_posix()

    def neighbour(self, name: str, which: str) -> str:
        """Return the page that a page calls its next or previous one, or nothing."""
        link = self.html(name).select_one(f"link[rel={which}]")
        return self.target(name, link) if link else ""

    def sidebar(self, name: str) -> dict[str, bool]:
        """Return the pages in the sidebar, and whether they are marked as on the way to this."""
        links = self.html(name).select(self.theme.sidebar)
        found = {self.target(name, link): is_marked(link) for link in links}
        return {page: marked for page, marked in found.items() if page not in ("", "index")}


MARKS = {"current", "active", "md-nav__item--active"}


def is_marked(link: Tag) -> bool:
    entry = link.find_parent("li")
    return entry is not None and bool(MARKS & {*entry.get("class", ())})


@pytest.fixture(scope="module")
def make(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Return a function that builds a project in the theme, where a warning is an error."""

    def built(files: dict[str, str]) -> Site:
        source = tmp_path_factory.mktemp(theme.name)
        return Site(theme, build_themed(theme, source, CONF, files))

    return built


@pytest.fixture(scope="module")
def site(make: Callable[..., Site]) -> Site:
    return make(FILES)


def test_pages_follow_each_other(site: Site) -> None:
    before = ""
    for name, following in zip(ORDER, [*ORDER[1:], ""], strict=True):
        assert site.neighbour(name, "next") == following
        assert site.neighbour(name, "prev") == before
        before = name


def test_parents(site: Site) -> None:
    seen = json.loads((site.out / "seen.json").read_text("utf-8"))
    assert [seen[name] for name in LISTED] == [["../index.html"]] * len(LISTED)
    assert seen["team/people/zoe"] == ["../../after.html"]
    assert seen["after"] == []


def test_breadcrumbs(site: Site) -> None:
    if not site.theme.breadcrumbs:
        assert not site.html(LISTED[0]).select("[class*=breadcrumb]")
    for name in LISTED if site.theme.breadcrumbs else ():
        links = site.html(name).select(site.theme.breadcrumbs)
        assert [page for link in links if (page := site.target(name, link)) != "index"] == [
            "team/index"
        ]


@pytest.mark.parametrize("name", ["intro", "team/index", *LISTED, "after", "team/people/zoe"])
def test_a_sidebar_shows_the_way_to_its_page(site: Site, name: str) -> None:
    shown = site.sidebar(name)
    way = {name, "team/index" if name in LISTED else "after" if name.endswith("zoe") else ""}
    if not name.endswith("zoe"):
        shown.pop("team/people/zoe", None)  # its toctree is an ordinary one
    pages = dict.fromkeys(("intro", "team/index", "after", name))
    assert shown == {page: page in way for page in pages}


def test_no_sidebar_has_an_empty_branch(site: Site) -> None:
    for name in ORDER:
        page = site.html(name)
        for link in page.select(site.theme.sidebar):
            lists = link.find_parent("li").select("ul, details") if link.find_parent("li") else []
            assert all(part.select("li") for part in lists)


def test_pages_do_not_grow_with_the_number_of_people(make: Callable[..., Site]) -> None:
    few, more = make(many(5)), make(many(30))
    for name in ("index", "intro", "after", "team/people/p00", "team/people/p03"):
        assert len(str(few.html(name))) == len(str(more.html(name)))
        assert few.sidebar(name) == more.sidebar(name)
    assert len(more.sidebar("team/people/p03")) == 4


def test_with_toctree_the_sidebar_has_all(make: Callable[..., Site]) -> None:
    site = make(many(5, ":toctree:\n"))
    shown = site.sidebar("team/people/p03")
    listed = {f"team/people/p{n:02}": n == 3 for n in range(5)}
    assert shown == {"intro": False, "team/index": True, **listed, "after": False}
