"""Icons of links: from named sets, each drawing once a page, and words elsewhere."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_profiles.addresses.accounts import KINDS
from sphinxext_profiles.outputs.html.links import ICONS, icons

if TYPE_CHECKING:
    from types import ModuleType

    from bs4 import Tag
    from sites import Build, Site

SCRIPT = Path(__file__).parents[1] / ".ci" / "icons.py"

ADA = """\
---
links:
  github: ada
  orcid: 0000-0001-2345-6789
  openreview: ~Ada1
  website: https://ada.example
---
# Ada Lovelace

She wrote the first program.
"""
GRACE = """\
---
lang: zh-Hant
links:
  - {text: GitHub, url: "https://github.com/grace"}
  - {text: My compiler, url: "https://github.com/grace/compiler"}
  - {text: linkedin, url: "https://github.com/grace/linkedin"}
  - {icon: "brands/github", url: "https://github.com/other"}
  - {text: Twitter, url: "https://x.com/grace"}
  - {text: 網站, url: "https://grace.example", icon: globe}
  - {website: "https://grace.example/zh"}
---
# 葛麗絲·霍普

她寫了第一個編譯器。
"""
INDEX = """\
# Team

```{profile-index}
```

```{profile-index}
:layout: table
:show: links
```

```{profile-index}
:layout: list
:show: links
```
"""
FILES: dict[str, str | bytes] = {
    "index.md": INDEX,
    "people/ada.md": ADA,
    "people/grace.md": GRACE,
}
SETTINGS: dict[str, Any] = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


def vendoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vendored_icons", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_kind_has_an_icon_of_a_set_or_words() -> None:
    script = vendoring()
    drawn = json.loads(ICONS.read_text("utf-8"))
    assert set(drawn) == set(KINDS) - script.WORDS
    assert script.WORDS | script.BOOTSTRAP.keys() | script.OTHER_NAMES.keys() <= KINDS.keys()
    for box, path in drawn.values():
        assert box in ("0 0 24 24", "0 0 16 16")
        assert re.fullmatch(r"[Mm][-0-9A-Za-z., ]+", path)
    assert ICONS.stat().st_size < 40_000


def test_a_name_that_a_set_has_lost_ends_the_script(tmp_path: Path) -> None:
    script = vendoring()
    (tmp_path / "simple-icons/icons").mkdir(parents=True)
    with pytest.raises(SystemExit, match=r"simple-icons 16\.37\.0 has no icon 'linkedin'"):
        script.read(tmp_path, "simple-icons", "linkedin")
    drawing = tmp_path / "simple-icons/icons/github.svg"
    drawing.write_text('<svg viewBox="0 0 24 24"><path d="M0 0z"/><circle r="1"/></svg>', "utf-8")
    with pytest.raises(SystemExit, match="more than filled paths: circle, path, svg"):
        script.read(tmp_path, "simple-icons", "github")
    for name in script.SETS:
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "package.json").write_text('{"version": "12.4.0"}', "utf-8")
    with pytest.raises(SystemExit, match=r"is version 12.4.0; the icons come from 16.37.0"):
        script.collect(tmp_path)


@pytest.fixture
def site(build: Build) -> Site:
    made = build(FILES, **SETTINGS)
    assert made.warnings == []
    return made


def link(page: Tag, words: str) -> Tag:
    (found,) = (a for a in page.select("ul.profile-links a") if a.get_text() == words)
    return found


def test_known_kinds_are_icons_with_their_names(site: Site) -> None:
    page = site.html("people/ada")
    github = link(page, "GitHub")
    assert github["title"] == "GitHub"
    assert {"u-url", "profile-icon-link"} <= set(github["class"])
    assert github["rel"] == ["me"]
    assert github.svg["aria-hidden"] == "true"
    assert github.svg.path["d"] == icons()["github"][1]
    assert github.find(class_="profile-icon-words").get_text() == "GitHub"
    assert page.find("ul", class_="profile-links")["aria-label"] == "Links for Ada Lovelace"
    words = link(page, "OpenReview")
    assert words.svg is None
    assert "title" not in words.attrs


def test_words_of_the_author_stay_words(site: Site) -> None:
    """An icon is one of ours, for an address of its kind; the text of a note chooses none."""
    page = site.html("people/grace")
    drawn = [a.get_text() for a in page.select("ul.profile-links a:has(svg)")]
    assert drawn == ["GitHub", "GitHub", "Twitter", "網站", "網站"]
    assert link(page, "My compiler").svg is None
    assert link(page, "linkedin").svg is None


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_a_page_has_each_drawing_once(build: Build, builder: str) -> None:
    page = build(FILES, builder, **SETTINGS).html()
    paths = page.select("svg path[id]")
    assert sorted(path["id"] for path in paths) == [
        *("profiles_icon_github", "profiles_icon_orcid"),
        *("profiles_icon_website", "profiles_icon_x"),
    ]
    uses = page.select("svg use")
    assert len(uses) >= 10
    assert {use["href"][1:] for use in uses} <= {path["id"] for path in paths}
    assert not page.select(".profile-index [style]")


def test_lists_and_tables_have_them_too(site: Site) -> None:
    page = site.html()
    for place in ("td", "p.profile-row"):
        assert len(page.select(f"{place} a.u-url:has(svg)")) == 8
        commas = [comma.get_text() for comma in page.select(f"{place} .profile-comma")]
        assert commas == [", "] * 9


@pytest.mark.parametrize("builder", ["html", "epub", "text", "latex"])
def test_words_where_a_project_or_an_output_wants_them(build: Build, builder: str) -> None:
    more = {"profiles_link_style": "words"} if builder == "html" else {}
    site = build(FILES, builder, **SETTINGS, **more)
    names = {"html": "people/ada.html", "epub": "people/ada.xhtml", "text": "people/ada.txt"}
    (file,) = site.out.glob(names.get(builder, "*.tex"))
    text = file.read_text("utf-8")
    assert "<svg" not in text
    assert "GitHub" in text
    assert 'title="GitHub"' not in text
