"""People as objects of the project: links, inventory, mentions, homes."""

from __future__ import annotations

import copy
import posixpath
from pathlib import Path

import pytest
from sample import ADA, NOTE
from sites import PIXEL, Build, Site
from sphinx.util.inventory import InventoryFile

from sphinxext_profiles.project.data import BY_PAGE
from sphinxext_profiles.project.domain import profile_domain

FILES = {
    "people/ada.md": ADA,
    "people/shen-kuo.hant.md": NOTE,
    "people/images/a.png": PIXEL,
}
SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


def links(site: Site, name: str = "index") -> list[tuple[str, str]]:
    """Return the text and target of the links to people in a page's body."""
    return [
        (link.text, link["href"])
        for link in site.html(name).select(".body a.internal")
        if "#ref" not in link["href"]
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "{profile:person}`ada`",
        "{any}`ada`",
        "<project:#ada>",
        "[](#ada)",
        "[](project:#ada)",
    ],
)
def test_a_person_is_called_by_name(build: Build, markup: str) -> None:
    site = build({**FILES, "index.md": f"# I\n\nAsk {markup}.\n"}, **SETTINGS)
    assert site.warnings == []
    assert links(site) == [("Ada Lovelace", "people/ada.html")]


@pytest.mark.parametrize(
    "markup", ["{profile:person}`her <ada>`", "[her](#ada)", "[her](project:#ada)"]
)
def test_a_person_is_called_what_the_author_says(build: Build, markup: str) -> None:
    site = build({**FILES, "index.md": f"# I\n\nAsk {markup}.\n"}, **SETTINGS)
    assert site.warnings == []
    assert links(site) == [("her", "people/ada.html")]


def test_a_name_in_another_language_is_marked(build: Build) -> None:
    site = build({**FILES, "index.md": "# I\n\n{profile:person}`shen-kuo`\n"}, **SETTINGS)
    name = site.html().find("bdi")
    assert (name.text, name["lang"]) == ("沈括", "zh-Hant")


def test_an_unknown_person_is_a_warning_with_near_names(build: Build) -> None:
    site = build({**FILES, "index.md": "# I\n\n{profile:person}`adaa`\n"}, **SETTINGS)
    (warning,) = site.warnings
    assert "no note has the key 'adaa'" in warning
    assert "did you mean 'ada'" in warning
    assert warning.startswith("index.md:3")


def test_home_is_the_page_then_the_whole_then_the_first_card(build: Build) -> None:
    card = "```{profile-card} ada\n```\n"
    files = {
        **FILES,
        "index.md": "# I\n\n{profile:person}`ada`\n",
        "b.md": f"# B\n\n{card}",
        "c.md": f"# C\n\n{card}",
        "d.md": "# D\n\n```{profile} ada\n```\n",
    }
    settings = {**SETTINGS, "exclude_patterns": ["people", "d.md"]}
    first_card = build(files, **settings)
    assert links(first_card) == [("Ada Lovelace", "b.html#ada-card")]
    assert first_card.html("b").find(id="ada-card").name == "article"
    # A card does not link to a card.
    assert first_card.html("c").find(class_="p-name").a is None
    whole = build(files, **{**SETTINGS, "exclude_patterns": ["people"]})
    assert links(whole) == [("Ada Lovelace", "d.html#ada-profile")]
    assert whole.html("c").find(class_="p-name").a["href"] == "d.html#ada-profile"


def test_people_are_in_the_inventory_and_in_the_search(build: Build) -> None:
    site = build({**FILES, "index.md": "# I\n"}, **SETTINGS)
    with (site.out / "objects.inv").open("rb") as file:
        person = InventoryFile.load(file, "", posixpath.join)["profile:person"]["ada"]
    # A tuple before Sphinx 8.2, a record since.
    uri, name = (person.uri, person.display_name) if hasattr(person, "uri") else person[2:4]
    assert (uri, name) == ("people/ada.html", "Ada Lovelace")
    assert "profile:person" in site.text("searchindex.js")


def test_another_project_links_to_a_person(build: Build) -> None:
    first = build({**FILES, "index.md": "# I\n"}, **SETTINGS)
    second = build(
        {"index.md": "# I\n\n{profile:person}`ada` {external+first:profile:person}`ada`\n"},
        extensions=("myst_parser", "sphinxext_profiles", "sphinx.ext.intersphinx"),
        intersphinx_mapping={"first": ("https://first.example/", str(first.out / "objects.inv"))},
    )
    assert second.warnings == []
    found = second.html().select("a.external")
    assert [link["href"] for link in found] == ["https://first.example/people/ada.html"] * 2
    assert found[0].text == "Ada Lovelace"


def test_a_page_tells_where_the_person_is_mentioned(build: Build) -> None:
    files = {
        **FILES,
        "index.md": "# I\n\n{profile:person}`ada` {any}`shen-kuo`\n",
        "cards.md": "# *Cards*\n\n```{profile-card} ada\n```\n",
        "whole.md": "# Whole\n\n```{profile} shen-kuo\n:mentions:\n```\n",
    }
    site = build(files, profiles_mentions=True, **SETTINGS)
    told = site.html("people/ada").find(class_="profile-mentions")
    assert told.find(class_="rubric").text == "Mentioned on"
    assert [(link.text, link["href"]) for link in told.find_all("a")] == [
        ("Cards", "../cards.html"),
        ("I", "../index.html"),
    ]
    assert told.find("em").text == "Cards"
    assert site.html("whole").find(class_="profile-mentions").a["href"] == "index.html"
    chinese = site.html("people/shen-kuo.hant").find(class_="profile-mentions")
    assert chinese.find(class_="rubric").text == "提及此人的頁面"
    assert build(files, **SETTINGS).html("people/ada").find(class_="profile-mentions") is None


def test_what_is_kept_is_plain_data(build: Build) -> None:
    site = build({**FILES, "index.md": "# I\n\n```{profile-card} ada\n```\n"}, **SETTINGS)

    def modules(value: object) -> set[str]:
        if isinstance(value, dict):
            return set().union(*(modules(part) for pair in value.items() for part in pair))
        if isinstance(value, (list, tuple, set, frozenset)):
            inner = set().union(*(modules(part) for part in value))
            return inner | {type(value).__module__}
        return {type(value).__module__}

    found = modules(site.app.env.domaindata["profile"])
    assert not any(name.startswith(("docutils", "sphinx.")) for name in found)
    assert Path(site.app.doctreedir, "environment.pickle").is_file()


def test_what_another_process_read_of_a_page_is_taken_over(build: Build) -> None:
    page = (
        "# I\n\n{profile:person}`ada`\n\n```{profile} ada\n:mentions:\n```\n\n"
        "```{profile-index}\n```\n\n```{profile-references} shen-kuo\n```\n"
    )
    files = {**FILES, "index.md": page, "other.md": "# O\n\n```{profile-card} ada\n```\n"}
    site = build(files, **{**SETTINGS, "exclude_patterns": ["people"]})
    domain = profile_domain(site.app.env)
    theirs = copy.deepcopy(domain.data)
    domain.clear_doc("index")
    assert not any("index" in domain.data[part] for part in BY_PAGE)
    ours = copy.deepcopy(domain.data)
    theirs["mentions"]["other"] = {"what they say of a page that was not theirs"}
    domain.merge_domaindata({"index"}, theirs)
    filled = {part for part in BY_PAGE if "index" in theirs[part]}
    assert {"shown", "homes", "lookups", "indexes", "links", "mentions", "telling"} <= filled
    for part in BY_PAGE:
        assert domain.data[part].get("index") == theirs[part].get("index")
        assert domain.data[part].get("other") == ours[part].get("other")
    assert domain.mentioned_on("ada", "en") == ["index", "other"]


def test_a_note_read_whole_is_kept_when_another_process_read_less(build: Build) -> None:
    site = build({**FILES, "index.md": "# I\n"}, **SETTINGS)
    domain = profile_domain(site.app.env)
    whole = domain.notes["people/ada.md"]
    less = whole._replace(packed_whole=b"")
    assert whole.profile.sections
    assert not less.profile.sections
    domain.merge_domaindata(set(), {**domain.data, "notes": {"people/ada.md": less}})
    assert domain.notes["people/ada.md"] == whole
    domain.notes["people/ada.md"] = less
    domain.merge_domaindata(set(), {**domain.data, "notes": {"people/ada.md": whole}})
    assert domain.notes["people/ada.md"] == whole
