"""Which notes a list holds, how it numbers them, and which list a citation goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from sites import Build, Site

ADA = """\
# Ada

She wrote ([Engine][7]) and ([Both][3]).

[3]: https://example.org/both
[7]: https://example.org/engine "The engine"
[9]: https://example.org/unused "Never cited"
"""
ALAN = """\
# Alan

He ran ([Machine][1]) and read ([Both][2], [Machine][1]).

[1]: https://example.org/machine "The machine"
[2]: https://example.org/both?utm_source=x "Of both"
"""
CITED = (
    "```{profile} ada\n:without: references\n```\n\n```{profile} alan\n:without: references\n```\n"
)
SETTINGS = {
    "profiles_notes": ["people/*"],
    "exclude_patterns": ["people/*"],
    "suppress_warnings": ["profiles.reference-unused", "toc"],
}


@pytest.fixture
def show(build: Build):
    """Return a function that builds a page about Ada and Alan."""

    def make(text: str, builder: str = "html", **settings) -> Site:
        files = {"index.md": f"# Page\n\n{text}", "people/ada.md": ADA, "people/alan.md": ALAN}
        return build(files, builder, **{**SETTINGS, **settings})

    return make


def entries(block: Tag | BeautifulSoup) -> list[str]:
    """Return number and address of each entry."""
    return [
        f"{item['value']} {item.a['href'].rpartition('/')[2]}"
        for item in block.select(".profile-reference-list > li")
    ]


def marks(page: Tag | BeautifulSoup) -> list[str]:
    return [mark.text for mark in page.select(".profile-citation")]


def check(page: BeautifulSoup) -> int:
    """Check that all links on a page resolve and lead back; return how many citations do."""
    tags = page.select("[id]")
    ids = {f"#{tag['id']}": tag for tag in tags}
    assert len(ids) == len(tags)
    backs = page.select("a[role=doc-backlink]")
    ways = {(back["href"], f"#{back.find_parent('li')['id']}") for back in backs}
    citations = page.select("a[role=doc-biblioref][id]")
    for link in citations:
        assert ids[link["href"]].name == "li"
        assert (f"#{link['id']}", link["href"]) in ways
    for back in backs:
        assert back["href"] in ids
        assert back["aria-label"]
    return len(citations)


@pytest.mark.parametrize("argument", ["ada, alan", "ada alan", "ada, people/alan.md"])
def test_a_list_over_several_notes_is_merged_and_numbered_anew(show, argument: str) -> None:
    site = show(f"{CITED}\n```{{profile-references}} {argument}\n```\n")
    page = site.html()
    assert site.warnings == []
    assert entries(page) == ["1 engine", "2 both", "3 machine", "4 unused"]
    assert marks(page) == ["[1]", "[2]", "[3]", "[2, 3]"]
    assert check(page) == 5
    both = page.select(".profile-reference-list > li")[1]
    assert both.a.text == "Of both"
    assert [back.text for back in both.select("[role=doc-backlink]")] == ["↩ a", "b"]


def test_the_order_on_the_page_is_that_of_the_numbers(show) -> None:
    first, second = CITED.split("\n\n")
    page = show(f"{second}\n\n{first}\n\n```{{profile-references}} ada, alan\n```\n").html()
    assert entries(page) == ["1 machine", "2 both", "3 engine", "4 unused"]
    assert marks(page) == ["[1]", "[2, 1]", "[3]", "[2]"]


def test_a_list_of_the_page_holds_what_it_cites(show) -> None:
    site = show(f"{CITED}\n```{{profile-references}}\n:unused: hide\n```\n")
    assert site.warnings == []
    assert entries(site.html()) == ["1 engine", "2 both", "3 machine"]
    assert check(site.html()) == 5


def test_a_list_of_one_cited_note_keeps_the_authors_numbers(show) -> None:
    ada, _ = CITED.split("\n\n")
    page = show(f"{ada}\n\n```{{profile-references}}\n```\n").html()
    assert entries(page) == ["3 both", "7 engine", "9 unused"]
    assert marks(page) == ["[7]", "[3]"]


def test_a_page_that_cites_nothing_has_no_list(show) -> None:
    site = show("```{profile-references}\n```\n\nText.\n")
    (warning,) = site.warnings
    assert warning.startswith("index.md:3: ")
    assert "[profiles.references-empty]" in warning
    assert site.html().select(".profile-references") == []
    assert "Text." in site.html().text


def test_one_wrong_note_of_several_is_said_and_the_others_listed(show) -> None:
    site = show("```{profile-references} ada, alna, people/gone.md\n```\n")
    assert len(site.warnings) == 2
    assert "[profiles.key-unknown]" in site.warnings[0]
    assert "'alan'" in site.warnings[0]
    assert "[profiles.note-missing]" in site.warnings[1]
    assert entries(site.html()) == ["3 both", "7 engine", "9 unused"]


def test_a_citation_goes_to_the_next_list_that_holds_its_note(show) -> None:
    site = show(
        "```{profile-references} ada\n:name: first\n```\n\n"
        f"{CITED}\n```{{profile-references}} alan\n```\n\n"
        "```{profile-references} alan ada\n```\n\n```{profile-references} alan\n```\n"
    )
    page = site.html()
    assert site.warnings == []
    lists = page.select(".profile-references")
    assert marks(page) == ["[1]", "[2]", "[1]", "[2, 1]"]
    backs = [len(block.select("[role=doc-backlink]")) for block in lists]
    assert backs == [0, 3, 2, 0]
    assert check(page) == 5


def test_keys_that_look_like_the_ids_of_a_second_list_do_no_harm(build: Build) -> None:
    lists = "".join(f"```{{profile-references}} {key}\n```\n\n" for key in ("ada", "ada", "ada-2"))
    files = {"index.md": f"# I\n\n{lists}", "people/ada.md": ADA, "people/ada-2.md": ADA}
    page = build(files, **SETTINGS).html()
    assert len(page.select(".profile-reference-list > li")) == 9
    check(page)


def test_on_a_notes_own_page_the_list_holds_the_note_and_what_has_no_other(build: Build) -> None:
    ada = ADA.replace(
        "\n[3]:",
        "\n```{profile} alan\n:without: references\n```\n\n```{profile-references}\n```\n\n[3]:",
        1,
    )
    files = {"index.md": "# I\n", "people/ada.md": ada, "people/alan.md": ALAN}
    settings = {**SETTINGS, "exclude_patterns": ["people/alan.md"]}
    site = build(files, **settings)
    page = site.html("people/ada")
    assert site.warnings == []
    first, own = page.select(".profile-references")
    assert entries(first) == ["1 engine", "2 both", "3 machine", "4 unused"]
    assert entries(own) == ["3 both", "7 engine", "9 unused"]
    assert marks(page) == ["[1]", "[2]", "[3]", "[2, 3]"]
    check(page)


# Pages without a list


def test_without_a_list_citations_lead_to_the_sources(show) -> None:
    page = show(CITED).html()
    links = page.select(".profile-citation a")
    assert [link["href"].rpartition("/")[2] for link in links] == [
        "engine", "both", "machine", "both", "machine",
    ]  # fmt: skip
    assert not any(link.has_attr("role") for link in links)
    assert marks(page) == ["[7]", "[3]", "[1]", "[2, 1]"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_without_a_list_citations_lead_to_the_notes_page(show, builder: str) -> None:
    site = show(CITED, builder, exclude_patterns=[])
    links = site.html().select(".profile-citation a[role=doc-biblioref]")
    folder = "people/ada.html" if builder == "html" else "people/ada/"
    assert links[0]["href"] == f"{folder}#ada-ref-7"
    assert len(links) == 5
    own = site.html("people/ada" if builder == "html" else "people/ada/index")
    assert own.find(id="ada-ref-7").a.text == "The engine"
    # Nothing leads from there to another page.
    assert len(own.find(id="ada-ref-7").select("[role=doc-backlink]")) == 1


def test_a_list_on_another_page_gives_the_number(build: Build) -> None:
    files = {
        "index.md": f"# Page\n\n{CITED}",
        "sources.md": "# Sources\n\n```{profile-references} ada, alan\n```\n",
        "people/ada.md": ADA,
        "people/alan.md": ALAN,
    }
    site = build(files, **SETTINGS)
    assert entries(site.html("sources")) == ["1 engine", "2 both", "3 machine", "4 unused"]
    assert marks(site.html()) == ["[1]", "[2]", "[3]", "[2, 3]"]
    links = site.html().select(".profile-citation a")
    assert links[0]["href"] == "sources.html#profiles-ref-1"


def test_one_list_is_put_at_the_end(show) -> None:
    site = show(f"{CITED}\nAfter.\n", profiles_references_placement="end")
    page = site.html()
    assert site.warnings == []
    section = page.select_one("h1").parent.find_all(recursive=False)[-1]
    assert section["role"] == "doc-bibliography"
    assert section.h2.text.startswith("References")
    assert entries(section) == ["1 engine", "2 both", "3 machine", "4 unused"]
    assert marks(page) == ["[1]", "[2]", "[3]", "[2, 3]"]
    assert check(page) == 5


def test_what_has_a_list_is_not_in_the_one_at_the_end(show) -> None:
    text = f"{CITED}\n```{{profile-references}} ada\n```\n"
    page = show(text, profiles_references_placement="end").html()
    own, end = page.select(".profile-references")
    assert entries(own) == ["3 both", "7 engine", "9 unused"]
    assert entries(end) == ["1 machine", "2 both"]
    assert check(page) == 5


def test_a_list_that_moves_is_followed_by_the_next_build(build: Build) -> None:
    files = {
        "index.md": f"# Page\n\n{CITED}",
        "other.md": "# Other\n\nText.\n",
        "plain.md": "# Plain\n\nText.\n",
        "people/ada.md": ADA,
        "people/alan.md": ALAN,
    }
    site = build(files, **SETTINGS)
    assert marks(site.html()) == ["[7]", "[3]", "[1]", "[2, 1]"]
    other = site.source / "other.md"
    other.write_text("# Other\n\n```{profile-references} ada, alan\n```\n", "utf-8")
    written = site.rebuild()
    assert {"index.html", "other.html"} <= set(written)
    assert "plain.html" not in written
    assert marks(site.html()) == ["[1]", "[2]", "[3]", "[2, 3]"]
    other.write_text("# Other\n\nNothing more.\n", "utf-8")
    assert "index.html" in site.rebuild()
    assert marks(site.html()) == ["[7]", "[3]", "[1]", "[2, 1]"]


def test_a_wrong_placement_is_said(show) -> None:
    site = show("Text.\n", profiles_references_placement="top", profiles_citation_style="foot")
    assert len([line for line in site.warnings if "[profiles.config]" in line]) == 2
    assert any("one of 'none', 'end'" in line for line in site.warnings)


def test_one_page_for_the_whole_project_repeats_no_id(build: Build) -> None:
    files = {
        "index.md": f"# Page\n\n{CITED}\n```{{toctree}}\nother\npeople/ada\n```\n",
        "other.md": f"# Other\n\n{CITED}\n```{{profile-references}}\n```\n",
        "people/ada.md": ADA,
        "people/alan.md": ALAN,
    }
    settings = {**SETTINGS, "exclude_patterns": ["people/alan.md"]}
    page = build(files, "singlehtml", **settings).html()
    assert check(page) == 5 + 2
    for link in page.select("a[role=doc-biblioref]"):
        assert page.find(id=link["href"].removeprefix("#")).name == "li"


# More than anybody writes


def test_a_note_with_ten_thousand_definitions(build: Build) -> None:
    numbers = range(1, 10_001)
    note = "# Ada\n\nSaid ([A][7], [B][9999]).\n\n" + "\n".join(
        f'[{number}]: https://s{number}.example.org/?utm_source=x "Title {number}"'
        for number in numbers
    )
    page = "# I\n\n```{profile-references} ada\n:unused: hide\n```\n"
    settings = {**SETTINGS, "profiles_max_note_bytes": len(note)}
    site = build({"index.md": page, "people/ada.md": note}, **settings)
    assert site.warnings == []
    items = site.html().select(".profile-reference-list > li")
    assert [item["value"] for item in items] == ["7", "9999"]
    assert len(site.app.env.get_domain("profile").notes["people/ada.md"].profile.references) == (
        10_000
    )


def test_a_source_that_is_cited_two_thousand_times(build: Build) -> None:
    note = "# Ada\n\n" + "* Said ([A][1]).\n" * 2000 + "\n[1]: https://a.example.org/\n"
    settings = {**SETTINGS, "exclude_patterns": []}
    page = build({"index.md": "# I\n", "people/ada.md": note}, **settings).html("people/ada")
    assert check(page) == 2000
    last = page.select("[role=doc-backlink]")[-1]
    assert last.text == "bxx"
    assert last["aria-label"] == "Back to citation 2000 of 2000 for reference 1"
