"""The order of people: names and their sort keys, and the orders that an index can have."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.model import Profile
from sphinxext_profiles.people.library import ordered
from sphinxext_profiles.people.name_order import name_parts, order_problem

if TYPE_CHECKING:
    from sites import Build, Site

with Path(__file__).with_name("data").joinpath("sort_names.csv").open(encoding="utf-8") as table:
    ROWS = list(csv.DictReader(table))
"""Names with the parts that they have, their sort key, and the source of the rule."""


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['name']}-{row['hint']}" for row in ROWS])
def test_names_are_sorted_by_family_name(row: dict[str, str]) -> None:
    hint, _, lang = row["hint"].partition(" ")
    family = row["family"] if row["hint"] == "explicit family" else ""
    explicit = row["hint"] == "explicit sort_name"
    name = row["sort_key"] if explicit else row["name"]
    parts = name_parts(name, lang if hint == "lang" else "", family, explicit=explicit)
    assert str(parts).casefold() == row["sort_key"]


@pytest.mark.parametrize(
    ("name", "lang", "expected"),
    [
        ("@ada_l", "", "@ada_l"),
        ("numpy developers", "", "numpy developers"),
        ("Sphinx Team", "", "Sphinx Team"),
        ("Fundación Pérez Galdós", "es", "Fundación Pérez Galdós"),
        ("The Rust Foundation", "", "Rust Foundation"),
        ("Van Morrison", "", "Morrison, Van"),
        ("bell hooks", "", "hooks, bell"),
        ("e. e. cummings", "", "cummings, e. e."),
        ("Bartók Béla, Jr.", "hu", "Bartók, Béla, Jr."),
        ("Prof. Dr. Ludwig van der Berg", "nl", "Berg, Ludwig van der"),
        ("Antoni Gaudí i Cornet", "ca", "Gaudí i Cornet, Antoni"),
        ("Анна Ахматова", "ru", "Ахматова, Анна"),
        ("محمد عبد السلام", "ar", "السلام, محمد عبد"),
        ("エイダ・ラブレス", "ja", "エイダ・ラブレス"),
        ("Doe, Jane", "", "Doe, Jane"),
        ("Doe,", "", "Doe"),
        ("Dr.", "", "Dr."),
        (",", "", ","),
        ("Jr.", "", "Jr."),
        ("Jane (née Roe) Doe", "", "Doe, Jane"),
    ],
)
def test_names_that_no_table_has(name: str, lang: str, expected: str) -> None:
    assert str(name_parts(name, lang)) == expected


def test_a_family_name_that_is_not_in_the_name_changes_nothing() -> None:
    assert str(name_parts("Jane Doe", family="Roe")) == "Doe, Jane"
    assert str(name_parts("Doe Jane", family="Doe")) == "Doe, Jane"


def names(*profiles: tuple[str, str]) -> list[str]:
    """Return names with their `sort_name` in order."""
    people = [
        Profile(f"p{number}", f"p{number}.md", name, sort_name=sort_name)
        for number, (name, sort_name) in enumerate(profiles)
    ]
    return [profile.name for profile in ordered(people)]


def test_a_family_comes_before_longer_names_that_begin_with_it() -> None:
    assert names(("Ann Doe Smith-Roe", ""), ("Zoe Doe", ""), ("Bob Doe-Fox", "")) == [
        *("Zoe Doe", "Bob Doe-Fox", "Ann Doe Smith-Roe")
    ]


def test_particles_and_accents_decide_last() -> None:
    written = (
        ("Vincent van Gogh", ""),
        ("Vincent Gogh", ""),
        ("Émile Zola", ""),
        ("Emil Zola", ""),
    )
    assert names(*written) == ["Vincent Gogh", "Vincent van Gogh", "Emil Zola", "Émile Zola"]


def test_a_name_to_sort_by_is_not_taken_apart() -> None:
    assert names(("Bob Roe", ""), ("Ada X", "Zed Ann"), ("Cat Zee", "")) == [
        *("Bob Roe", "Ada X", "Cat Zee")
    ]


@pytest.mark.parametrize(
    ("name", "lang", "family", "advised"),
    [
        ("Musa ibn Maymun", "", "", True),
        ("Aishah bint Ahmad", "ms", "", True),
        ("Musa ibn Maymun", "", "ibn Maymun", False),
        ("Ben Smith", "", "", False),
        ("Ada Lovelace", "", "", False),
        ("Tariq bin Ziyad", "is", "", False),
    ],
)
def test_names_without_a_rule_are_advice(name: str, lang: str, family: str, advised: bool) -> None:
    profile = Profile("a", "a.md", name, lang, name_line=3, family_name=family)
    problem = order_problem(profile)
    assert (problem is not None) is advised
    if problem:
        assert (problem.code.value, problem.line) == ("name-order", 3)


def test_entries_are_in_the_order_of_their_file_and_after_notes(build: Build) -> None:
    team = "- {id: zed, name: Zed Fox}\n- {id: bo, name: Bo Ash}\n- {id: ann, name: Ann Roe}\n"
    index = "# I\n\n```{profile-index}\n:layout: list\n:sort: file\n```\n"
    files = {"index.md": index, "team.yaml": team, "people/z.md": "# Zoe Doe\n\nZ.\n"}
    settings = {"profiles_notes": ["people/*"], "exclude_patterns": ["people"]}
    site = build(files, profiles_people=["team.yaml"], **settings)
    assert listed(site) == ["Zoe Doe", "Zed Fox", "Bo Ash", "Ann Roe"]
    (site.source / "team.yaml").write_text("\n".join(reversed(team.splitlines())), "utf-8")
    site.rebuild()
    assert listed(site) == ["Zoe Doe", "Ann Roe", "Bo Ash", "Zed Fox"]


def listed(site: Site) -> list[str]:
    """Return the names of an index."""
    return [name.get_text() for name in site.html().select(".p-name")]


NOTES = {
    "people/a.md": "---\nsince: 3\n---\n# Cleo Adams\n\nA.\n",
    "people/b.md": "---\nsince: 1\nfamily_name: de Bruin\n---\n# Bea de Bruin\n\nB.\n",
    "people/c.md": "---\nsince: 2\nlang: hu\n---\n# Abel Zsófia\n\nC.\n",
}


@pytest.mark.parametrize(
    ("settings", "option", "expected"),
    [
        ({}, "", ["Abel Zsófia", "Cleo Adams", "Bea de Bruin"]),
        ({}, ":sort: given\n", ["Abel Zsófia", "Bea de Bruin", "Cleo Adams"]),
        ({}, ":sort: -file\n", ["Abel Zsófia", "Bea de Bruin", "Cleo Adams"]),
        ({}, ":sort: -name\n", ["Bea de Bruin", "Cleo Adams", "Abel Zsófia"]),
        ({"profiles_sort": "since"}, "", ["Bea de Bruin", "Abel Zsófia", "Cleo Adams"]),
        ({"profiles_sort": "file"}, "", ["Cleo Adams", "Bea de Bruin", "Abel Zsófia"]),
        ({"profiles_sort": "file"}, ":sort: name\n", ["Abel Zsófia", "Cleo Adams", "Bea de Bruin"]),
        ({"profiles_sort": "-since"}, ":people: b a\n", ["Bea de Bruin", "Cleo Adams"]),
    ],
)
def test_an_index_has_the_order_that_is_asked_for(
    build: Build, settings: dict[str, str], option: str, expected: list[str]
) -> None:
    index = f"# I\n\n```{{profile-index}}\n:layout: list\n{option}```\n"
    outside = {"exclude_patterns": ["people"], "profiles_notes": ["people/*"]}
    site = build({"index.md": index, **NOTES}, **outside, **settings)
    assert site.warnings == []
    assert listed(site) == expected
