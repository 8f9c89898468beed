"""Search in an index: what is in the page before a browser runs its script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sites import BUILDERS, Build, Site
from test_index import FILES, HEADINGS, NAMES, PAGES, directive

if TYPE_CHECKING:
    from bs4 import Tag

SCRIPT = "sphinxext-profiles-search.js"
LAYOUTS = ("cards", "list", "table", "faces")


def page(**options: str) -> str:
    """Return a page with an index that can be searched."""
    return HEADINGS["md"] + directive("md", search="", **options)


def people(site: Site) -> list[Tag]:
    return site.html().select(".profile-index [data-profile-key]")


def scripts(site: Site, name: str = "index") -> list[Tag]:
    return site.html(name).select(f"script[src*='{SCRIPT}']")


def note(name: str, **front: object) -> str:
    """Return a note with a front matter, whose values are written as JSON, which is YAML too."""
    lines = [f"{key}: {json.dumps(value)}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", f"# {name}", "", "Text.", ""])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_controls_stand_before_the_people_and_wait_for_the_script(
    build: Build, layout: str
) -> None:
    site = build({**FILES, "index.md": page(layout=layout)}, **PAGES)
    assert site.warnings == []
    (index,) = site.html().select("div.profile-index")
    search = index.find(True, recursive=False)
    assert search.name == "search"
    assert search.has_attr("hidden")
    assert search["aria-label"] == "Search people"
    box = search.input
    assert (box["type"], box["aria-label"], box["autocomplete"]) == (
        "search",
        "Search people",
        "off",
    )
    assert search.ul["aria-label"] == "Tags"
    for button in search.ul.find_all("button"):
        assert (button["type"], button["aria-pressed"]) == ("button", "false")
        assert button["value"] == button.bdi.text
    assert search.find(role="status").text == "4 people"
    assert search.find("button", string="Show all").has_attr("hidden")
    assert not search.select("[style], [onclick], script")
    items = {id(tag.find_parent(["li", "tr"])) for tag in people(site)}
    assert len(items) == len(people(site)) == 4


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("cards", None),
        ("list", "Lovelace, Ada"),
        ("table", "Lovelace, Ada"),
        ("faces", "Augusta King Lovelace, Ada Analyst Babbage & Co"),
    ],
)
def test_what_is_searched_and_not_shown_goes_with_the_person(
    build: Build, layout: str, expected: str | None
) -> None:
    ada = note(
        "Ada Lovelace (Augusta King)",
        sort_name="Lovelace, Ada",
        headline="Analyst",
        affiliation="Babbage & Co",
        tags=["maths"],
    )
    files = {"people/ada.md": ada, "people/zoe.md": note("Zoe")}
    site = build({**files, "index.md": page(layout=layout)}, **PAGES)
    assert site.warnings == []
    found = people(site)[0]
    assert found["data-profile-key"] == "ada"
    assert json.loads(found["data-profile-tags"]) == ["maths"]
    words = found.get("data-profile-words")
    shown = found.find_parent(["li", "tr"]).text
    everything = f"{words} {shown}"
    for part in ("Ada Lovelace", "Augusta King", "Lovelace, Ada", "Analyst", "Babbage & Co"):
        assert part in everything
    if expected:
        assert words.endswith(expected)
    assert not words or "Ada Lovelace" not in words


def buttons(site: Site) -> list[str]:
    return [tag["value"] for tag in site.html().select("search button[aria-pressed]")]


def test_the_most_frequent_tags_come_first(build: Build) -> None:
    tags = {
        "a": ["every", "Physics", "rare"],
        "b": ["every", "physics", "algebra"],
        "c": ["every", "Algebra", "physics", "Chemistry"],
    }
    files = {f"people/{key}.md": note(key.title(), tags=own) for key, own in tags.items()}
    site = build({**files, "people/d.md": note("D"), "index.md": page()}, **PAGES)
    assert [name.lower() for name in buttons(site)] == [
        *("every", "physics", "algebra", "chemistry", "rare")
    ]
    shown = [tag.text for tag in site.html().select("search button[aria-pressed]")]
    assert shown[:2] == ["every 3", "Physics 3"]
    site = build({**files, "index.md": page()}, **PAGES)
    assert [name.lower() for name in buttons(site)] == ["algebra", "chemistry", "rare"]


def test_of_very_many_tags_only_some_have_a_button(build: Build) -> None:
    files = {
        f"people/p{number}.md": note(f"P {number}", tags=["often"] * (number > 0) + [f"t{number}"])
        for number in range(20)
    }
    site = build({**files, "index.md": page(layout="list")}, **PAGES)
    assert len(buttons(site)) == 12
    assert buttons(site)[0] == "often"
    # The others can be typed.
    assert all(tag["data-profile-tags"] for tag in people(site))


def test_without_tags_there_is_no_empty_list(build: Build) -> None:
    site = build({**FILES, "index.md": page(people="fatima shen-kuo")}, **PAGES)
    search = site.html().find("search")
    assert search.input
    assert search.ul is None


def test_only_those_who_are_listed_count(build: Build) -> None:
    site = build({**FILES, "index.md": page(limit="2", group_by="tags")}, **PAGES)
    assert site.warnings == []
    assert [tag["data-profile-key"] for tag in people(site)] == ["ada", "ada", "bob"]
    assert site.html().find(role="status").text == "2 people"
    assert set(buttons(site)) == {"mathematics", "computing", "physics"}


def test_where_nobody_is_listed_there_is_nothing_to_search(build: Build) -> None:
    site = build({**FILES, "index.md": page(tags="none", empty="Nobody yet.")}, **PAGES)
    assert site.warnings == []
    assert site.html().select_one(".profile-index").text.strip() == "Nobody yet."
    assert scripts(site) == []


def test_strings_are_in_the_pages_language(build: Build) -> None:
    site = build({**FILES, "index.md": page()}, language="de", **PAGES)
    search = site.html().find("search")
    assert search["aria-label"] == search.input["placeholder"] == "Personen suchen"
    assert json.loads(search["data-counts"]) == {
        "one": "{number} Person",
        "other": "{number} Personen",
    }
    assert search["data-lang"] == "de"
    assert search["data-nobody"] == "Keine Personen gefunden"
    assert search.find(role="status").text == "4 Personen"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_script_is_where_a_search_is_and_nowhere_else(build: Build, builder: str) -> None:
    files = {**FILES, "index.md": page(), "plain.md": "# P\n\n" + directive("md")}
    site = build(files, builder, **PAGES)
    plain, ada = (
        ("plain", "people/ada") if builder == "html" else ("plain/index", "people/ada/index")
    )
    (script,) = scripts(site)
    assert script.has_attr("defer")
    assert not script.text
    assert scripts(site, plain) == scripts(site, ada) == []
    assert not site.html(plain).select("search.profile-search, [data-profile-key]")
    assert (site.out / "_static" / SCRIPT).is_file()


def test_a_single_page_has_the_script_too(build: Build) -> None:
    files = {**FILES, "index.md": "# I\n\n```{toctree}\nteam\n```\n", "team.md": page()}
    site = build(files, "singlehtml", **PAGES)
    assert len(scripts(site)) == 1
    assert site.html().find("search")
    without = build({**FILES, "index.md": "# I\n\n" + directive("md")}, "singlehtml", **PAGES)
    assert scripts(without) == []


@pytest.mark.parametrize(
    "builder", sorted(name for name, file in BUILDERS.items() if file and "html" not in name)
)
def test_other_outputs_have_the_people_and_no_controls(build: Build, builder: str) -> None:
    text = "".join(page(layout=layout, people="ada bob") for layout in LAYOUTS)
    site = build({**FILES, "index.md": text}, builder, linkcheck_ignore=[".*"], **PAGES)
    assert [line for line in site.warnings if "conf value" not in line] == []
    made = next(site.out.glob(BUILDERS[builder])).read_text("utf-8")
    if builder not in ("gettext", "linkcheck"):
        assert "Bob Zed" in made
    if builder != "json":  # a page for somebody else's template, which may load the script
        assert "Search people" not in made
        assert "profile_search" not in made
        assert "<search" not in made
        assert SCRIPT not in made


def test_who_is_found_is_in_the_page_without_a_script(build: Build) -> None:
    site = build({**FILES, "index.md": page(layout="list")}, **PAGES)
    listed = site.html().select(".profile-index .p-name")
    assert [tag.text for tag in listed] == NAMES
    assert not any(tag.find_parent(attrs={"hidden": True}) for tag in listed)


def test_a_browser_may_leave_out_of_its_layout_only_some_of_very_many_cards(build: Build) -> None:
    files = {f"people/p{number}.md": f"# P {number}\n\nText.\n" for number in range(101)}
    settings = {**PAGES, "exclude_patterns": ["people"]}
    for limit, expected in (("100", 0), ("101", 1)):
        site = build({**files, "index.md": page(limit=limit)}, **settings)
        assert len(site.html().select("ul.profile-cards-many")) == expected
