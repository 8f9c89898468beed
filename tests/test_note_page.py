"""A page that is a note is arranged as a whole profile."""

from __future__ import annotations

import pytest
from sample import ADA, NOTE
from sites import DESIGN, PIXEL, Build, classes

IMAGES = {"people/images/a.png": PIXEL}
INDEX = {"index.md": "# People\n\n```{toctree}\n:glob:\npeople/*\n```\n"}


@pytest.fixture
def page(build: Build):
    site = build({**INDEX, **IMAGES, "people/shen-kuo.hant.md": NOTE}, profiles_notes=["people/*"])
    assert site.warnings == []
    return site.html("people/shen-kuo.hant")


def test_the_title_is_the_name(page) -> None:
    assert page.title.text.startswith("沈括")
    assert [heading.text.rstrip("¶") for heading in page.find_all("h1")] == ["沈括"]


def test_the_language_is_marked_and_nothing_is_turned(page) -> None:
    section = page.find("h1").find_parent("section")
    assert section["lang"] == "zh-Hant"
    assert not section.has_attr("dir")


def test_the_hero_says_what_the_title_does_not(page) -> None:
    card = page.find("article")
    assert {"profile-card-hero", "h-card"} <= classes(card)
    assert card.find("data", class_="p-name")["value"] == "沈括"
    assert card.find(class_="profile-name") is None
    assert card.find(class_="p-job-title").text == "北宋科學家"
    assert card.find(class_="profile-provenance").text == "由 openai/gpt-5 撰寫 · 機器翻譯"
    assert card.find(class_="p-note") is None
    assert card.find(class_="profile-initials").text == "沈"


def test_the_portrait_is_decoration_of_a_known_size(page) -> None:
    image = page.find("img", class_="u-photo")
    assert (image["alt"], image["width"], image["height"]) == ("", "1", "1")
    assert not image.has_attr("style")


def test_the_gallery_has_the_images_but_the_portrait_and_the_body_has_none(page) -> None:
    (figure,) = page.find(class_="profile-gallery").find_all("figure")
    assert figure.a["href"] == "https://example.org/b.jpg"
    assert figure.a["referrerpolicy"] == "no-referrer"
    assert figure.figcaption.text == "夢溪園"
    assert len(page.find_all("img", src=lambda src: "example.org" in src)) == 0
    assert len(page.find("h1").find_parent("section").find_all("img")) == 1


def test_sections_have_readable_anchors(page) -> None:
    ids = [
        heading.parent["id"] for heading in page.find("h1").find_parent("section").find_all("h2")
    ]
    assert ids == ["背景", "在-夢溪筆談-中", "shen-kuo-references"]


def test_the_lead_in_stays_in_the_body(page) -> None:
    assert "以下是沈括的生平摘要：" in page.find("h1").find_parent("section").text


def test_citations_are_numbers_in_one_pair_of_brackets(page) -> None:
    marks = [mark.text for mark in page.find_all(class_="profile-citation")]
    assert marks == ["[1]", "[2, 1]", "[1]", "[2]"]
    body = page.find("h1").find_parent("section").text
    assert "(" not in body
    assert "（" not in body


def test_citations_and_references_lead_to_each_other(page) -> None:
    for link in page.select("a[role=doc-biblioref]"):
        entry = page.find(id=link["href"][1:])
        assert entry.name == "li"
        assert link["id"] in [back["href"][1:] for back in entry.select("a[role=doc-backlink]")]
    assert len(page.select("a[role=doc-biblioref]")) == 5


def test_references_are_numbered_and_clean(page) -> None:
    section = page.select_one("section[role=doc-bibliography]")
    entries = section.ol.find_all("li")
    assert [entry["value"] for entry in entries] == ["1", "2"]
    assert entries[0].a["href"] == "https://www.britannica.com/biography/Shen-Kuo"
    assert entries[0].a.text == "Shen Kuo …"
    assert entries[1].a["href"].endswith("/Shen_Kua/?_p=1")
    assert "Britannica, britannica.com" in entries[0].text
    backs = entries[0].select("a[role=doc-backlink]")
    assert [back.text for back in backs] == ["↩ a", "b", "c"]
    assert all(back["aria-label"] for back in backs)
    assert "utm_" not in str(page)


def test_advice_is_given_when_asked_for(build: Build) -> None:
    files = {**INDEX, **IMAGES, "people/shen-kuo.hant.md": NOTE}
    site = build(files, profiles_notes=["people/*"], profiles_warn_advice=True)
    note = "people/shen-kuo.hant.md"
    assert any(line.startswith(f"{note}:15: ") and "alt" in line for line in site.warnings)
    assert any(line.startswith(f"{note}:19: ") for line in site.warnings)
    assert all("[profiles." in line for line in site.warnings)


def test_a_front_matter_makes_a_page_a_note(build: Build) -> None:
    note = ADA.replace("---\n", "---\ntype: profile\norphan: true\n", 1)
    site = build({"index.md": "# Index\n", "ada.md": note, "images/a.png": PIXEL})
    assert site.warnings == []
    assert site.html("ada").find(class_="profile-card-hero") is not None


@pytest.mark.parametrize(
    ("globs", "pages"),
    [
        (["people/*"], {"people/ada", "people/draft-x"}),
        (["people/*", "!people/draft-*"], {"people/ada"}),
        (["/people/ada.md"], {"people/ada"}),
        (["**"], {"people/ada", "people/draft-x"}),
        ([], set()),
    ],
)
def test_globs_choose_the_notes(build: Build, globs: list[str], pages: set[str]) -> None:
    files = {
        "index.md": "# Index\n",
        "people/index.md": "# People\n",
        "people/README.md": "# Read me\n",
        "people/ada.md": "# Ada\n",
        "people/draft-x.md": "# X\n",
        "people/no.md": "---\nprofile: false\n---\n# No\n",
    }
    site = build(files, profiles_notes=globs, suppress_warnings=["toc"])
    found = {
        name for name in site.app.env.found_docs if site.html(name).find(class_="profile-card")
    }
    assert found == pages


def test_a_person_may_have_a_folder(build: Build) -> None:
    """The folder's name is the key, in each language, and images are beside the note."""
    page = "# People\n\n```{profile-index}\n```\n\n{profile:person}`ada`\n"
    site = build(
        {
            "index.md": "# Home\n\n```{toctree}\npeople/index\n```\n",
            "people/index.md": page,
            "people/ada/index.md": "---\nphoto: me.png\n---\n# Ada\n\nText.\n",
            "people/ada/index.fr.md": "---\nlang: fr\n---\n# Ada\n\nTexte.\n",
            "people/ada/me.png": PIXEL,
            "people/bo/_index.md": "---\ntitle: Bo Falk\n---\n\n![Bo](b.png)\n\nText.\n",
            "people/bo/b.png": PIXEL,
        },
        profiles_notes=["people/*/index*", "people/*/_index.md"],
    )
    assert site.warnings == []
    people = site.html("people/index")
    assert [link.text for link in people.select(".profile-card .profile-name a")] == [
        "Ada",
        "Bo Falk",
    ]
    assert people.select_one('p > a.reference[href="ada/index.html"] bdi').text == "Ada"
    for home in ("ada/index", "bo/_index"):
        assert site.html(f"people/{home}").select_one(".profile-card-hero img") is not None


def test_a_footnote_that_is_no_source_stays_a_footnote(build: Build) -> None:
    site = build(
        {"index.md": "# I\n", "ada.md": ADA, "images/a.png": PIXEL},
        profiles_notes=["ada"],
        suppress_warnings=["toc"],
    )
    page = site.html("ada")
    assert site.warnings == []
    assert "A footnote of her own." in page.select_one("aside.footnote").text
    assert page.find(class_="p-note") is None
    assert "program[1]" in page.find("h1").find_parent("section").text


def test_an_arabic_page_is_turned(build: Build) -> None:
    note = "---\nlang: ar\n---\n# الخوارزمي\n\nعالم رياضيات.\n\n## الجبر\n\nنص.\n"
    site = build(
        {"index.md": "# I\n", "x.md": note}, profiles_notes=["x"], suppress_warnings=["toc"]
    )
    section = site.html("x").find("h1").find_parent("section")
    assert (section["lang"], section["dir"]) == ("ar", "rtl")
    assert section.find("h2").parent["id"] == "الجبر"


def test_what_myst_offers_keeps_working_with_citations_inside(build: Build) -> None:
    note = """\
# Ada

## Work

```{note}
Said in [Nature][1].
```

> Quoted ([Nature][1]).

| a | b |
|---|---|
| x | [Nature][1] |

::::{grid} 2
:::{grid-item-card} Title
In a card [1].
:::
::::

```python
x = "[1]"
```

$$ a^2 $$

See {ref}`target` and [the start](index.md).

(target)=
### Later

Text.

[1]: https://www.nature.com/ "Nature"
"""
    site = build(
        {"index.md": "# Home\n", "ada.md": note},
        profiles_notes=["ada"],
        suppress_warnings=["toc"],
        myst_enable_extensions=["dollarmath", "colon_fence"],
        extensions=DESIGN,
    )
    assert site.warnings == []
    page = site.html("ada")
    for place in (".admonition", "blockquote", "table", ".sd-col .sd-card-body"):
        assert page.select_one(place).find(class_="profile-citation"), place
    assert 'x = "[1]"' in page.find("pre").text or "[1]" in page.find("pre").text
    assert page.find("a", string="the start")["href"] == "index.html"
    assert page.find("a", class_="internal", string="Later") is not None


SOURCES_ANYWHERE = """\
# Ptolemy

He measured[^1] and mapped ([Map][2]), told[^q] and wrote,[^3] so[^more].

> [^q]: In a quote, https://quote.example.org/

## Sources

- [^1]: One, https://one.example.org/
- [2]: https://two.example.org/ "Two"

1. [^3]: [Three](https://three.example.org/)

## More

[^more]: The code, <https://code.example.org/>

    ```python
    turn()
    ```
"""


@pytest.mark.parametrize("page", ["index", "people/ptolemy"])
def test_sources_leave_nothing_behind_where_they_stand(build: Build, page: str) -> None:
    index = "# People\n\n```{profile} ptolemy\n```\n"
    files = {"index.md": index, "people/ptolemy.md": SOURCES_ANYWHERE}
    site = build(files, profiles_notes=["people/*"], suppress_warnings=["toc"])
    assert site.warnings == []
    html = site.html(page)
    (entries,) = html.select(".profile-reference-list")
    assert [entry.a.text for entry in entries.select("li")] == [
        *("In a quote", "One", "Two", "Three"),
    ]
    entries.extract()
    profile = html.select_one("#ptolemy-profile, #ptolemy")
    assert profile.select("li, ul, ol, blockquote") == []
    assert len(html.select(".profile-citation a")) == 4
    # A footnote that holds more than its address stays one, with all that is in it.
    (footnote,) = html.select("aside.footnote")
    assert "turn()" in footnote.text
    assert footnote.select_one("a.external")["href"] == "https://code.example.org/"
