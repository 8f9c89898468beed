"""Builders of others, which have no visitors for our nodes and look nodes up by their class."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from pictures import plain, saved
from sample import ADA

if TYPE_CHECKING:
    from bs4 import Tag
    from sites import Build, Site

PAGE = """\
# Page

{profile:person}`ada`

```{profile-card} Grace Hopper
:headline: Rear admiral
:link: https://example.org/grace

She wrote compilers.
```

```{profile-card} ada
:name: card-of-ada
```

```{profile-index}
:search:
```

```{profile-index}
:layout: table
```

```{profile-index}
:layout: faces
```

```{profile} gap
```

```{profile-references} ada gap
```

See [one](#ada-card).
"""
GAP = """\
# Someone with a gap

![](images/a.png "A first image")

![](https://example.org/remote.png "A second one")

She is cited ([A][1], [B][5]).

[1]: https://example.org/a?utm_source=chatgpt.com "A source"
[5]: https://example.org/b_c-d?x=1&y=2 "Another source"
"""
PORTRAIT = '![Ada, painted in 1836](images/a.png "A portrait of 1836")'
NOTES = '![A page of Note G](images/b.png "Her notes")'
FILES = {
    "index.md": PAGE,
    "people/ada.md": ADA.replace(PORTRAIT, f"{PORTRAIT}\n{NOTES}"),
    "people/gap.md": GAP,
    "people/images/a.png": saved(plain(300, 400)),
    "people/images/b.png": saved(plain(400, 300)),
}
ADDRESS = "https://www.fourmilab.ch/babbage/sketch.html"
EXTENSIONS = ("myst_parser", "sphinxext_profiles", "strict_builders")
SETTINGS = {
    "profiles_notes": ["people/*"],
    "exclude_patterns": ["people/gap.md"],
    "suppress_warnings": ["toc", "profiles"],
}


@pytest.fixture(scope="module")
def sites() -> dict[str, Site]:
    """What was built, which the tests only read."""
    return {}


@pytest.fixture
def pages(build: Build, sites: dict[str, Site]):
    def make(builder: str = "strict", page: str = "index") -> BeautifulSoup:
        if builder not in sites:
            sites[builder] = build(FILES, builder, extensions=EXTENSIONS, **SETTINGS)
            assert sites[builder].warnings == []
        return BeautifulSoup(sites[builder].text(f"{page}.xml"), "xml")

    return make


def words(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


@pytest.mark.parametrize("builder", ["strict", "captioned", "bare"])
def test_a_builder_of_others_gets_standard_nodes_only(pages, builder: str) -> None:
    # The builder fails otherwise.
    assert "Ada Lovelace" in pages(builder).get_text()


def test_a_card_begins_with_name_and_headline(pages) -> None:
    lines = [words(line) for line in pages().find_all("paragraph")]
    place = lines.index("Grace Hopper — Rear admiral")
    assert lines[place + 1] == "She wrote compilers."


def test_a_page_of_a_person_has_everything_in_order(pages) -> None:
    page = pages(page="people/ada")
    section = page.document.section
    assert words(section.title) == "Ada Lovelace"
    lines = [words(line) for line in section.find_all(["paragraph", "caption"])]
    assert lines[:3] == [
        "Analyst of the Analytical Engine",
        "A portrait of 1836",
        "She published the first program meant for a machine.",
    ]
    assert [words(part.title) for part in section.find_all("section")] == [
        "The Notes",
        "References",
    ]
    assert section.find("reference", refuri="https://www.wikidata.org/wiki/Q7259")


def test_images_have_a_size_a_text_and_their_caption(pages) -> None:
    portrait, figure = pages(page="people/ada").find_all("image")
    assert (portrait["alt"], portrait["width"]) == ("Ada, painted in 1836", "30%")
    assert figure["alt"] == "A page of Note G"
    assert figure.parent.name == "figure"
    assert words(figure.parent.caption) == "Her notes"
    assert {"frame", "px", "sources", "origin"}.isdisjoint(portrait.attrs)


def test_a_remote_image_is_a_link_with_its_caption(pages) -> None:
    link = pages().find("reference", refuri="https://example.org/remote.png")
    assert link.parent.name == "paragraph"
    assert words(link.find_next("paragraph")) == "A second one"


@pytest.mark.parametrize("page", ["index", "people/ada"])
def test_every_number_leads_to_its_source(pages, page: str) -> None:
    built = pages(page=page)
    links = built.find_all("reference", refid=True)
    assert links
    for link in links:
        target = built.find(ids=re.compile(rf"(^| ){link['refid']}( |$)"))
        assert target, link
        assert target.name in {"paragraph", "section", "rubric"}
    page_ids = [name for tag in built.find_all(ids=True) for name in tag["ids"].split()]
    assert len(page_ids) == len(set(page_ids))


def test_sources_are_counted_or_have_the_numbers_of_their_citations(pages) -> None:
    counted = pages(page="people/ada").find("enumerated_list")
    assert [words(item) for item in counted.find_all("list_item")] == [
        "Sketch of the Analytical Engine. program, fourmilab.ch: " + ADDRESS,
    ]
    page = pages()
    assert "[1, 5]" in page.get_text()
    lines = [words(item) for item in page.find_all("list_item")]
    assert "[1] A source. A, example.org: https://example.org/a" in lines
    assert "[5] Another source. B, example.org: https://example.org/b_c-d?x=1&y=2" in lines


def test_a_writer_without_captions_gets_them_as_text(pages) -> None:
    page = pages("bare", "people/ada")
    assert not page.find(["figure", "caption"])
    image = page.find("image", alt="A page of Note G")
    assert image.parent.name == "paragraph"
    assert words(image.parent.find_next_sibling("paragraph").emphasis) == "Her notes"
    assert pages("captioned", "people/ada").find("caption")


def test_such_a_writer_gets_a_target_for_each_id(pages) -> None:
    page = pages("bare")
    targets = {tag["refid"] for tag in page.find_all("target", refid=True)}
    assert {link["refid"] for link in page.find_all("reference", refid=True)} <= targets


def test_an_index_is_cards_rows_or_names(pages) -> None:
    page = pages()
    assert "Someone with a gap" in [words(name) for name in page.find_all("strong")]
    assert [words(row.entry) for row in page.tbody.find_all("row")] == [
        "Someone with a gap",
        "Ada Lovelace",
    ]
    names = page.find_all("bullet_list")
    assert ["Someone with a gap", "Ada Lovelace"] in [
        [words(item) for item in people.find_all("list_item")] for people in names
    ]
    assert "Search people" not in page.get_text()


def test_no_class_is_left_that_only_our_stylesheet_knows(pages) -> None:
    for page in ("index", "people/ada"):
        classes = {
            name
            for tag in pages(page=page).find_all(classes=True)
            for name in tag["classes"].split()
        }
        assert {name for name in classes if name.startswith(("profile", "h-", "u-", "p-"))} == set()


def test_html_with_visitors_for_the_builder_alone_gets_standard_nodes(build: Build) -> None:
    # Sphinx gives such a builder none of the visitors for HTML.
    site = build(FILES, "other-html", extensions=EXTENSIONS, **SETTINGS)
    assert site.warnings == []
    page = site.html("people/ada")
    assert "[1]" in page.get_text()
    assert page.find("a", href="#ada-ref-1")
    assert page.find(id="ada-ref-1")
    assert page.find("figcaption").get_text(strip=True).startswith("Her notes")


def test_a_kind_of_one_page_has_the_stylesheet_and_each_id_once(build: Build) -> None:
    home = "# Home\n\n```{toctree}\npage\n```\n"
    files = {**FILES, "index.md": home, "page.md": PAGE}
    site = build(files, "other-one-page", extensions=EXTENSIONS, **SETTINGS)
    page = site.html()
    assert page.find("link", href=re.compile("sphinxext-profiles"))
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
