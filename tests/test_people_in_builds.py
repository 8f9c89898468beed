"""People files in a build: whom pages show, where links lead, and what a second build reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from second import edit, pages, same_as_fresh
from sites import PIXEL
from sphinx.builders import Builder

from sphinxext_profiles.project.domain import profile_domain

if TYPE_CHECKING:
    from sites import Build, Site

TEAM = """\
# The team
- name: Ada Lovelace
  role: Chair
  github: ada
  image: https://avatars.example/ada.png
  body: |
    Wrote *programs*.

    ## Work

    Text [1] and <b>raw</b>.

    [1]: https://example.org/
- name: Bo Ek
  role: Weaver
- name: Cy Dee
  role: Dyer
"""
FILES = {
    "index.md": "# Home\n\n```{toctree}\nteam\nwhole\ncard\nlink\nplain\n```\n",
    "team.md": "# Team\n\n```{profile-index}\n```\n",
    "whole.md": "# Whole\n\n```{profile} ada\n:mentions:\n```\n",
    "card.md": "# Card\n\n```{profile-card} bo-ek\n```\n",
    "link.md": "# Link\n\nAsk {profile:person}`cy-dee`, {any}`ada` or {profile:person}`dana`.\n",
    "plain.md": "# Plain\n\nText.\n",
    "people/dana.md": "# Dana\n\nDana is a note.\n",
    "team.yaml": TEAM,
}
SETTINGS: dict[str, Any] = {"profiles_notes": ["people/*"], "profiles_people": ["team.yaml"]}
SETTINGS["suppress_warnings"] = ["toc", "profiles.html-blocked"]


@pytest.fixture
def site(build: Build) -> Site:
    made = build(FILES, **SETTINGS)
    assert made.warnings == []
    return made


def objects(site: Site) -> list[tuple[str, str, str, str, str, int]]:
    return list(profile_domain(site.app.env).get_objects())


@pytest.fixture
def again(site: Site, build: Build):
    """Return a function that builds again and returns the pages that were written."""

    def rebuild() -> set[str]:
        written = pages(site.rebuild())
        same_as_fresh(build, site, **SETTINGS)
        return written

    return rebuild


def test_an_index_shows_entries_beside_notes(site: Site) -> None:
    names = [name.get_text() for name in site.html("team").select(".profile-name")]
    assert sorted(names) == ["Ada Lovelace", "Bo Ek", "Cy Dee", "Dana"]
    assert not (site.out / "team.yaml.html").exists()


def test_the_whole_profile_shows_the_body(site: Site) -> None:
    page = site.html("whole")
    assert "Wrote programs." in page.get_text()
    assert page.select_one("#ada-work")
    assert page.select_one("#ada-ref-1 a")["href"] == "https://example.org/"
    assert "<b>raw</b>" in page.get_text()  # a text is not trusted
    mentions = page.select_one(".profile-mentions")
    assert [link["href"] for link in mentions.select("a")] == ["link.html"]


def test_links_search_and_inventory_lead_to_what_shows_a_person(site: Site) -> None:
    links = [link["href"] for link in site.html("link").select("p a.internal")]
    assert links == ["team.html#cy-dee-card", "whole.html#ada-profile", "people/dana.html"]
    people = {key: f"{page}#{place}" for key, _, _, page, place, _ in objects(site)}
    assert people == {
        "ada": "whole#ada-profile",
        "bo-ek": "card#bo-ek-card",
        "cy-dee": "team#cy-dee-card",
        "dana": "people/dana#",
    }
    assert "cy-dee-card" in (site.out / "searchindex.js").read_text("utf-8")


def test_a_problem_is_at_the_line_of_the_entry(build: Build) -> None:
    text = TEAM.replace("[1] and", "[7] and") + "- role: nobody\n"
    site = build({**FILES, "team.yaml": text}, **SETTINGS | {"suppress_warnings": ["toc"]})
    places = [line.split("team.yaml:")[1].split(" ")[0] for line in site.warnings]
    codes = [line.rpartition("[profiles.")[2] for line in site.warnings]
    assert sorted(zip(places, codes, strict=True)) == [
        ("11:", "citation-undefined]"),
        ("11:", "html-blocked]"),
        ("13:", "reference-unused]"),
        ("18:", "people-entry]"),
    ]


def test_files_that_cannot_be_read_are_reported_at_conf_py(build: Build) -> None:
    site = build({"index.md": "# I\n"}, profiles_people=["none.yaml", "../", 3])
    assert len(site.warnings) == 1
    assert "profiles_people must be a list of paths and dictionaries" in site.warnings[0]
    site = build({"index.md": "# I\n"}, profiles_people=["none.yaml", "people/team.xml"])
    assert [line.rpartition("[")[2] for line in site.warnings] == ["profiles.people-file]"] * 2
    assert all("conf.py" in line for line in site.warnings)


def test_dictionaries_of_conf_py_and_files_above_the_source_folder(build: Build) -> None:
    files = {"index.md": "# I\n\n```{profile-index}\n```\n", "data/all.json": '["Ada"]'}
    people = [{"bo": {"name": "Bo"}}, "data/../data/all.json"]
    site = build(files, profiles_people=people)
    assert site.warnings == []
    names = [name.get_text() for name in site.html("index").select(".profile-name")]
    assert sorted(names) == ["Ada", "Bo"]
    people[:] = [{"bo": {"name": "Bea"}}]
    assert pages(site.rebuild()) == {"index"}
    names = [name.get_text() for name in site.html("index").select(".profile-name")]
    assert names == ["Bea"]


# A second build


def test_nothing_changed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinxext_profiles.project.people_files.profiles_of", None)
    assert pages(site.rebuild()) == set()


def test_what_only_the_whole_profile_shows(site: Site, again) -> None:
    edit(site, "team.yaml", "Text [1]", "Some text [1]")
    assert again() - {"index"} == {"whole"}


def test_what_a_card_shows(site: Site, again) -> None:
    edit(site, "team.yaml", "Weaver", "Spinner")
    assert again() - {"index"} == {"team", "card", "people/dana"} - {"people/dana"}


def test_lines_that_move(site: Site, again) -> None:
    edit(site, "team.yaml", "# The team\n", "# The team\n# of this year\n")
    assert again() - {"index"} == set()


def test_an_entry_that_is_gone_or_new(site: Site, again) -> None:
    edit(site, "team.yaml", "- name: Cy Dee\n  role: Dyer\n", "- name: Ed\n  id: cy-dee\n")
    assert again() - {"index"} == {"team", "link"}


def test_two_processes(build: Build, site: Site) -> None:
    other = build(FILES, parallel=2, **SETTINGS)
    for page in ("team", "whole", "card", "link"):
        assert other.html(page) == site.html(page)


def test_texts_of_entries_are_messages_at_the_entrys_line(build: Build) -> None:
    site = build(FILES, "gettext", **SETTINGS)
    lines = (site.out / "card.pot").read_text("utf-8").splitlines()
    place = lines[lines.index('msgid "Weaver"') - 1]
    assert place.endswith("team.yaml:14")


LATER = """\
- name: Bo Ek
  github: boek
  role: Weaver
- name: Cy Dee
"""
TEXTS = """\
- name: B. Ek
  github: boek
  body: |
    Wove this [1].

    ## Looms

    Many.

    [1]: https://example.org/loom "A loom"
- name: Ed
"""


def test_a_text_that_only_a_later_file_has(build: Build) -> None:
    files = {
        "index.md": "# Home\n\n```{profile} boek\n```\n\n```{profile} dana\n```\n",
        "people/dana.md": "---\nphoto: dana.png\ngithub: dana\n---\n",
        "people/dana.png": PIXEL,
        "team.yaml": LATER,
        "texts.yaml": TEXTS + "- {name: Dana, github: dana, body: 'Dana [dyes](dye.md).'}\n",
    }
    settings = SETTINGS | {"profiles_people": ["team.yaml", "texts.yaml"]}
    site = build(files, exclude_patterns=["people/*", "_build"], **settings)
    assert [line.rpartition("[")[2] for line in site.warnings] == ["myst.xref_missing]"]
    assert "texts.yaml:" in site.warnings[0]
    page = site.html()
    bo, dana = page.select(".profile")
    assert bo.select_one(".profile-headline").get_text() == "Weaver"
    assert "Wove this" in bo.get_text()
    assert bo.select_one("#boek-looms")
    assert bo.select_one("#boek-ref-1 a")["href"] == "https://example.org/loom"
    assert dana.select_one("img.u-photo")
    assert "Dana dyes." in dana.get_text()
    edit(site, "texts.yaml", "Many.", "A few.")
    assert pages(site.rebuild()) == {"index"}
    assert "A few." in site.html().get_text()
    edit(site, "texts.yaml", "- name: Ed\n", "- name: Eve\n")
    assert pages(site.rebuild()) == set()


def test_an_edit_of_one_of_many_reads_only_the_pages_that_show_the_person(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = "".join(f"- {{name: Ann Roe{n}, role: Weaver, team: t{n % 10}}}\n" for n in range(40))
    index = "# Team {0}\n\n```{{profile-index}}\n:where: team=t{0}\n```\n"
    card = "# Card {0}\n\n```{{profile-card}} ann-roe{0}\n```\n"
    files = {f"team{n}.md": index.format(n) for n in range(10)}
    files |= {f"card{n}.md": card.format(n) for n in range(10)}
    files |= {"index.md": "# Home\n\n```{toctree}\n:glob:\n*\n```\n", "team.yaml": team}
    site = build(files, profiles_people=["team.yaml"])
    assert site.warnings == []
    read: list[str] = []
    reading = Builder.read_doc

    def read_doc(builder: Builder, docname: str, **more: Any) -> None:
        read.append(docname)
        reading(builder, docname, **more)

    monkeypatch.setattr(Builder, "read_doc", read_doc)
    edit(site, "team.yaml", "Ann Roe7, role: Weaver", "Ann Roe7, role: Dyer")
    site.rebuild()
    assert sorted(read) == ["card7", "team7"]
    read.clear()
    edit(site, "team.yaml", "Ann Roe17, role: Weaver", "Ann Roe17, role: Dyer")
    site.rebuild()
    assert read == ["team7"]
