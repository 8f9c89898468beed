"""Citations as numbers, as the author's words, and as raised numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_reference_scopes import check

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from sites import Build

NOTE = """\
---
date: 2025-10-22
---
# Ada

One ([Yale][1], [Rice][3]). Two ([A][1], [B][2], [C][3], [D][5]). Three [4].
Four（[葉][1]、[米][2]）. Five [Rice *News*][3] says. Six [^6]. Seven ([Yale][1], [Yale Press][1]).
Eight ([A][1]; see also [B][2]).

[1]: https://yale.example.org/a "About <b>Ada</b> </script>"
[2]: https://b.example.org/ "[A link](https://evil.example.org/)"
[3]: https://rice.example.org/
[4]: https://doi.org/10.1038/nature14539
[5]: https://d.example.org/ "D ..."

[^6]: https://six.example.org/
"""
FILES = {"index.md": "# I\n", "ada.md": NOTE}
SETTINGS = {"profiles_notes": ["ada"], "suppress_warnings": ["toc"]}


def prose(page: BeautifulSoup) -> str:
    """Return the first paragraph, which is at the head of the page, as one line."""
    return " ".join(page.select_one("h1").find_next_sibling("p").text.split())


SEEN = {
    "number": """\
One[1, 3]. Two[1–3, 5]. Three[4]. Four[1, 2]. Five Rice News[3] says. Six[6]. Seven[1].
Eight[1; see also 2].""",
    "superscript": """\
One1,3. Two1–3,5. Three4. Four1,2. Five Rice News3 says. Six6. Seven1. Eight1; see also 2.""",
    "label": """\
One (Yale, Rice). Two (A, B, C, D). Three (doi:10.1038/nature14539). Four（葉、米）.
Five Rice News says. Six (six.example.org). Seven (Yale, Yale Press). Eight (A; see also B).""",
}


@pytest.mark.parametrize("style", SEEN)
def test_what_a_reader_sees(build: Build, style: str) -> None:
    site = build(FILES, profiles_citation_style=style, **SETTINGS)
    page = site.html("ada")
    assert site.warnings == []
    assert prose(page) == SEEN[style].replace("\n", " ")
    assert check(page) == {"number": 13, "superscript": 13, "label": 15}[style]


def test_words_in_running_text_are_the_link(build: Build) -> None:
    page = build(FILES, profiles_citation_style="label", **SETTINGS).html("ada")
    link = page.find("em", string="News").parent
    assert link.name == "a"
    assert link["role"] == "doc-biblioref"
    assert page.find(id=link["href"][1:])["value"] == "3"


def test_raised_numbers_are_raised(build: Build) -> None:
    page = build(FILES, profiles_citation_style="superscript", **SETTINGS).html("ada")
    assert {mark.name for mark in page.select(".profile-citation")} == {"sup"}


def test_a_list_has_a_style_for_the_citations_that_lead_to_it(build: Build) -> None:
    page = "# I\n\n" + "".join(
        f"```{{profile}} ada\n:without: card gallery references\n```\n\n"
        f"```{{profile-references}} ada\n:citation-style: {style}\n```\n\n"
        for style in ("label", "number")
    )
    files = {**FILES, "index.md": page}
    made = build(files, **{**SETTINGS, "exclude_patterns": ["ada.md"]}).html()
    marks = [mark.text for mark in made.select(".profile-citation")]
    assert "(Yale, Rice)" in marks
    assert "[1, 3]" in marks
    check(made)


def test_each_reference_of_a_range_leads_back_to_it(build: Build) -> None:
    page = build(FILES, **SETTINGS).html("ada")
    mark = next(m for m in page.select(".profile-citation") if m.text == "[1–3, 5]")
    start = mark.a["id"]
    second = page.find(id="ada-ref-2")
    assert second.select_one("[role=doc-backlink]")["href"] == f"#{start}"


def test_a_chinese_note_has_chinese_brackets_and_commas(build: Build) -> None:
    note = (
        "---\nlang: hant\n---\n# 沈括\n\n他說[1]。又說[^2][^3]。\n\n"
        "[1]: https://a.example.org/\n\n[^2]: https://b.example.org/\n[^3]: https://c.example.org/\n"
    )
    files = {"index.md": "# I\n", "ada.md": note}
    page = build(files, profiles_citation_style="label", **SETTINGS).html("ada")
    assert prose(page) == "他說（a.example.org）。又說（b.example.org、c.example.org）。"


def test_titles_are_text_whatever_they_hold(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    page = site.html("ada")
    first, second = page.select(".profile-reference-list > li > a:first-child")[:2]
    assert first.text == "About <b>Ada</b> </script>"
    assert second.text == "[A link](https://evil.example.org/)"
    assert second["href"] == "https://b.example.org/"
    assert "</script>" not in site.text("ada.html").split("<ol", 1)[1].split("</ol>", 1)[0]


def test_an_entry_says_when_it_was_looked_at(build: Build) -> None:
    page = build(FILES, **SETTINGS).html("ada")
    assert page.find(id="ada-ref-1").find(class_="profile-accessed").text == (
        "accessed October 22, 2025"
    )
    other = "# I\n\n```{profile-references} ada\n```\n"
    german = build({**FILES, "index.md": other}, language="de", **SETTINGS).html()
    assert german.find(class_="profile-accessed").text == "abgerufen: 22. Oktober 2025"


def test_letters_go_on_after_z(build: Build) -> None:
    note = "# Ada\n\n" + "Said [1].\n\n" * 30 + "[1]: https://a.example.org/\n"
    page = build({"index.md": "# I\n", "ada.md": note}, **SETTINGS).html("ada")
    backs = page.select("[role=doc-backlink]")
    assert [back.text for back in backs[:2] + backs[25:28]] == ["↩ a", "b", "z", "aa", "ab"]
    assert backs[26]["aria-label"] == "Back to citation 27 of 30 for reference 1"


def test_a_heading_that_cites_is_repeated_without_its_citations(build: Build) -> None:
    note = "# Ada\n\n## Work ([Yale][1])\n\nText.\n\n[1]: https://a.example.org/\n"
    files = {"index.md": "# I\n\n```{toctree}\nada\n```\n", "ada.md": note}
    site = build(files, html_theme="alabaster", **SETTINGS)
    for name in ("index", "ada"):
        page = site.html(name)
        assert [link.text for link in page.select("li a[href$='#work']")]
        assert not page.select("li .profile-citation")
        check(page)
    assert site.html("ada").h2.find(class_="profile-citation").text == "[1]"
