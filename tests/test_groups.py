"""Groups and roles: who is in which, what somebody is there, and whether it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from second import edit, pages, same_as_fresh

from sphinxext_profiles.frontmatter.roles import read_date, read_period
from sphinxext_profiles.labels import period
from sphinxext_profiles.model import Role
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.people.library import Library
from sphinxext_profiles.people.query import IndexQuery, parse_conditions
from sphinxext_profiles.people.selection import Selection, choose
from sphinxext_profiles.people.times import build_day, time_of

if TYPE_CHECKING:
    from sites import Build, Site

DAY = "2026-06-15"
EPOCH = 1_781_481_600
"""The first second of that day."""

ADA = "headline: Analyst\nroles:\n- {role: Chair, group: Steering, start: 2024}\n"
ADA += "- {role: Writer, group: Docs, start: 2019, end: 2023}\n"
NOTES = {
    "ada": ADA,
    "bo": "groups: [steering, Docs]\nheadline: Weaver",
    "cy": "headline: Dyer\nroles:\n- {role: Helper, group: Docs, start: 2015, end: 2016}\n"
    "- {role: Editor, group: Docs, start: 2017, end: 2018}\n- {group: Docs, start: 2027}\n",
    "di": "headline: Spinner",
    "ed": "headline: Felter\nroles: [{role: Elect, group: Steering, start: 2027}]",
}


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))


def library(notes: dict[str, str] = NOTES) -> Library:
    texts = {
        key: f"---\nname: {key.title()}\n{matter}\n---\n\nText.\n" for key, matter in notes.items()
    }
    return Library(read_profile(text, f"people/{key}.md").profile for key, text in texts.items())


def chosen(where: str = "", **query: Any) -> Selection:
    return choose(library(), IndexQuery(where=parse_conditions(where), **query))


def shown(where: str = "", **query: Any) -> dict[str, list[str]]:
    """Return the headlines in each group, in order."""
    selection = chosen(where, **query)
    assert selection.problems == ()
    return {title: [entry.headline for entry in group] for title, group in selection.groups}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1984", "1984"),
        ("1984-05", "1984-05"),
        ("2024-02-29", "2024-02-29"),
        ("2020-05-01T00:00:00Z", "2020-05-01"),
        ("1984~", "1984~"),
        ("about 1984", "1984~"),
        ("c. 1850", "1850~"),
        ("1850s", "185X"),
        ("198X", "198X"),
        ("415", "0415"),
        ("c. 380s", "038X~"),
        ("Present", ""),
        ("", ""),
        ("2023-02-29", None),
        ("2001-21", None),
        ("0000", None),
        ("19845", None),
        ("spring 1984", None),
        ("1984/2004", None),
        # in other languages
        *((f"{about} 1850", "1850~") for about in ("um", "Vers", "hacia", "cerca de", "около")),
        *((f"{about} 1850", "1850~") for about in ("حوالي", "בערך", "लगभग", "khoảng", "autour de")),
        *(
            (text, "1850~")
            for text in ("約1850年", "1850年頃", "약 1850년", "1850년경", "大约1850年")
        ),
        *((text, "") for text in ("heute", "Aujourd’hui", "actualidad", "н. в.", "至今", "現在")),
        *((text, "") for text in ("현재", "الآن", "היום", "वर्तमान", "nay", "oggi", "o presente")),
        ("2019年", "2019"),
        ("umbra 1850", None),
        ("1850 heute", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(text: str, date: str | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1900-1910", ("1900", "1910")),
        ("1984/2004", ("1984", "2004")),
        ("2019/..", ("2019", "")),
        ("2019/", ("2019", "")),
        ("380–415", ("0380", "0415")),
        ("2019 – present", ("2019", "")),
        ("2019-05–2020-06", ("2019-05", "2020-06")),
        ("c. 1850 to 1860s", ("1850~", "186X")),
        ("1984-05", ("1984-05", "")),
        ("2001-21", (None, None)),
        ("2019 – whenever", (None, None)),
        ("2019 bis heute", ("2019", "")),
        ("2019 – aujourd'hui", ("2019", "")),
        ("2019年至今", ("2019", "")),
        ("um 1850 – 1860", ("1850~", "1860")),
        ("約1850年〜1861年", ("1850~", "1861")),
        ("2019 a 2021", ("2019", "2021")),
        ("2019 à Paris", (None, None)),
    ],
)
def test_a_start_may_be_a_whole_period(text: str, period: tuple[str | None, str | None]) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(
    ("start", "end", "time"),
    [
        ("", "", "current"),
        ("2026-06-15", "", "current"),
        ("2026-06-16", "", ""),
        ("2026-07", "", ""),
        ("2026", "", "current"),
        ("", "2026-06-15", "current"),
        ("", "2026-06-14", "past"),
        ("", "2026-06", "current"),
        ("", "2026-05", "past"),
        ("", "2026", "current"),
        ("", "2025~", "past"),
        ("", "202X", "current"),
        ("", "201X", "past"),
        ("203X", "", ""),
    ],
)
def test_a_role_ends_with_the_last_day_that_its_end_may_mean(
    start: str, end: str, time: str
) -> None:
    assert time_of([Role("Chair", start=start, end=end)], DAY) == time


def test_the_day_is_that_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    assert build_day() == DAY
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH - 1))
    assert build_day() == "2026-06-14"
    for broken in ("soon", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", broken)
        assert build_day() > "2026-06-30"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert build_day() > "2026-06-30"


def test_named_groups_come_in_their_order_with_the_role_there_as_the_headline() -> None:
    assert shown(groups=("Steering", "Docs")) == {
        "Steering": ["Chair", "Weaver", "Elect"],
        "Docs": ["Writer", "Weaver", "Editor"],
    }


def test_a_single_group_has_no_heading_unless_it_is_asked_for() -> None:
    assert shown(groups=("docs",)) == {"": ["Writer", "Weaver", "Editor"]}
    assert shown(groups=("docs",), group_by="group") == {"docs": ["Writer", "Weaver", "Editor"]}


@pytest.mark.parametrize("key", ["group", "groups"])
def test_grouped_by_group_nobody_is_left_out(key: str) -> None:
    assert shown(group_by=key) == {
        "Docs": ["Writer", "Weaver", "Editor"],
        "Steering": ["Chair", "Weaver", "Elect"],
        "": ["Spinner"],
    }


def test_groups_choose_people_for_other_groups_too() -> None:
    found = shown(groups=("Docs", "Steering"), group_by="name")
    assert found == {"Ada": ["Writer"], "Bo": ["Weaver"], "Cy": ["Editor"], "Ed": ["Elect"]}


def test_the_time_is_asked_in_the_group_that_is_shown() -> None:
    both = ("Docs", "Steering")
    assert shown("current", groups=both) == {"Docs": ["Weaver"], "Steering": ["Chair", "Weaver"]}
    assert shown("past", groups=both) == {"Docs": ["Writer", "Editor"]}
    assert shown("past", group_by="group") == {"Docs": ["Writer", "Editor"]}
    assert shown("past; headline=Analyst", groups=("Docs",)) == {"": ["Writer"]}
    assert shown("current", limit=1, groups=("Docs",)) == {"": ["Weaver"]}


def test_without_groups_the_time_is_that_of_all_roles() -> None:
    assert shown("current") == {"": ["Analyst", "Weaver", "Spinner"]}
    assert shown("Past") == {"": ["Dyer"]}
    assert [entry.key for entry in library().select(parse_conditions("past"))] == ["cy"]


def test_conditions_know_groups() -> None:
    assert shown("groups=docs; headline!=Dyer") == {"": ["Analyst", "Weaver"]}
    assert shown("group~steer") == {"": ["Analyst", "Weaver", "Felter"]}


@pytest.mark.parametrize(
    ("query", "messages"),
    [
        (
            {"groups": ("Dosc", "Docs")},
            ["groups: nobody is in the group 'Dosc'; did you mean 'Docs'?"],
        ),
        (
            {"groups": ("Friends",)},
            [
                "groups: nobody is in the group 'Friends' (known: Docs, steering)",
                "nobody matches (known values of 'groups': Docs, Steering, steering)",
            ],
        ),
        (
            {"where": "past", "people": ("di",)},
            ["nobody matches (on 2026-06-15, for 'past')"],
        ),
    ],
)
def test_a_group_of_nobody_is_reported(query: dict[str, Any], messages: list[str]) -> None:
    assert [found.message for found in chosen(**query).problems] == messages


def test_a_bare_word_that_is_no_time_is_no_condition() -> None:
    with pytest.raises(ValueError, match="is missing after 'former'"):
        parse_conditions("former")


# Pages

INDEX = (
    "# People\n\n```{profile-index}\n:groups: Steering, Docs\n:layout: list\n:name: team\n```\n\n"
)
FILES = {
    "index.md": f"{INDEX}See [](#team-docs) and {{ref}}`team-docs`.\n",
    "other.md": "# Other\n\n```{profile-index}\n:group-by: group\n```\n",
    "past.md": "# Past\n\n```{profile-index}\n:groups: Docs\n:where: past\n:layout: list\n```\n",
    "plain.md": "# Plain\n\nText.\n",
    **{
        f"people/{key}.md": f"---\nname: {key.title()}\n{text}\n---\n\nText.\n"
        for key, text in NOTES.items()
    },
}
SETTINGS: dict[str, Any] = {
    "profiles_notes": ["people/*"],
    "exclude_patterns": ["people"],
    "suppress_warnings": ["toc"],
}


@pytest.fixture
def site(build: Build) -> Site:
    made = build(FILES, **SETTINGS)
    assert made.warnings == []
    return made


def test_the_heading_of_a_group_can_be_linked_to(site: Site) -> None:
    page = site.html()
    headings = page.select("section.profile-index-group > h2")
    assert [heading.text.strip("¶") for heading in headings] == ["Steering", "Docs"]
    assert headings[1].parent["id"] == "group-docs"
    links = page.select('p > a[href^="#"]')
    assert len(links) == 2
    for link in links:
        target = page.find(id=link["href"][1:])
        assert "Docs" in target.get_text()
    rows = page.select(".profile-index-group")[0].select("li")
    assert [row.get_text().strip() for row in rows] == ["Ada — Chair", "Bo — Weaver", "Ed — Elect"]
    assert site.html("other").find(id="group-others")


def test_groups_are_in_the_contents_where_the_index_stands_in_a_section(build: Build) -> None:
    index = "```{profile-index}\n:group-by: group\n```\n"
    files = {
        **FILES,
        "index.md": f"# Team\n\n{index}\n## More\n\n{index}\n{index}\n## Boxed\n\n"
        f"````{{note}}\n{index}````\n",
    }
    site = build(files, **SETTINGS)
    assert site.warnings == []
    (team,) = site.app.env.tocs["index"].children
    groups = ["Docs", "Steering", "Others"]
    assert names(team) == ["Team", [*groups, "More", [*groups, *groups], "Boxed"]]
    assert site.app.env.toc_num_entries["index"] == 12
    ids = [tag["id"] for tag in site.html().find_all(id=True)]
    assert len(ids) == len(set(ids))
    anchors = [link["anchorname"] for link in team.findall(nodes.reference)]
    assert {anchor[1:] for anchor in anchors if anchor} <= set(ids)
    found = site.html().select(".profile-index-group")
    assert [group.name for group in found] == [*["section"] * 9, *["div"] * 3]
    assert [group.find(["h2", "h3"]).name for group in found] == [*["h2"] * 3, *["h3"] * 9]


def names(item: nodes.Element) -> list[Any]:
    """Return the text of an entry of a table of contents, and those below it as a list."""
    below = [
        one for inner in item.children[1:] for one in inner if isinstance(one, nodes.list_item)
    ]
    inside = [name for one in below for name in names(one)]
    return [item.children[0].astext(), *([inside] if inside else [])]


def test_pages_are_read_again_when_somebody_has_ended_or_begun(
    site: Site, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rebuilt(day: int) -> set[str]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH + day * 86_400))
        written = pages(site.rebuild())
        same_as_fresh(build, site, **SETTINGS)
        return written

    assert rebuilt(1) == set()
    edit(site, "people/ada.md", "end: 2023", "end: 2026-06-17")
    assert rebuilt(1) == {"index", "other", "past"}
    assert "Writer" not in site.html("past").get_text()
    assert rebuilt(2) == set()
    assert rebuilt(3) == {"past"}
    assert "Writer" in site.html("past").get_text()


def test_a_note_gives_itself_no_group_of_an_entry(build: Build) -> None:
    files = {
        "index.md": "# Team\n\n```{profile-index}\n:groups: Steering, Docs\n:layout: list\n```\n",
        "team.yaml": "- {id: ada, name: Ada, roles: [{role: Writer, group: Docs}]}\n"
        "- {id: bo, name: Bo, groups: [Docs]}\n- {id: cy, name: Cy, group: Steering}\n",
        "people/ada.md": "---\ngroups: [Steering]\nroles: [{role: Queen, group: Docs}]\n"
        "---\n\n# Ada\n",
        "people/bo.md": "---\nroles: [{role: King, group: Docs}]\n---\n\n# Bo\n",
    }
    settings = {**SETTINGS, "profiles_people": ["team.yaml"]}
    rows = [row.get_text() for row in build(files, **settings).html().select("li .profile-row")]
    assert rows == ["Cy", "Ada — Writer", "Bo"]
    trusted = build(files, **settings, profiles_trust_notes=True).html()
    rows = [row.get_text() for row in trusted.select("li .profile-row")]
    assert rows == ["Ada", "Cy", "Ada — Queen", "Bo — King"]


def test_a_group_can_be_linked_to_in_a_pdf(build: Build) -> None:
    site = build(FILES, "latex", **SETTINGS)
    assert site.warnings == []
    (tex,) = (path.read_text("utf-8") for path in site.out.glob("*.tex"))
    assert tex.count(r"\label{\detokenize{index:group-docs}}") == 1
    assert r"\hyperref[\detokenize{index:group-docs}]" in tex


# The list on a person's page

CAREER = """\
---
headline: Dyer
groups: [Archive]
roles:
  - Founder
  - {role: Writer, group: Docs, start: c. 2015, end: 2019-06-30}
  - {role: Chair, group: Steering, start: 2024-02, url: "https://chair.example"}
  - {org: Dye Works, start: 1990s, end: 2001}
---

# Ines

Ines dyes.

## Work

Wool ([A][1]).

[1]: https://a.example/ "A"
"""


@pytest.mark.parametrize(
    ("dates", "lang", "said"),
    [
        (("2019", "2024"), "en", "2019 – 2024"),
        (("038X", "0415"), "en", "380s – 415"),
        (("2024-02", ""), "en", "Feb 2024 –"),
        (("", "1984~"), "en", "– about 1984"),
        (("185X", "186X~"), "en", "1850s – about 1860s"),
        (("2019-06-30", ""), "de", "30.06.2019 –"),
        (("1984~", "199X"), "de", "um 1984 – 1990er Jahre"),
        (("1984~", ""), "ja", "1984年頃 –"),
        (("", ""), "en", ""),
    ],
)
def test_dates_are_in_the_language_of_the_note(
    dates: tuple[str, str], lang: str, said: str
) -> None:
    assert period(*dates, lang) == said


def roles_of(page: Any) -> list[str]:
    return [" ".join(row.get_text().split()) for row in page.select("ul.profile-roles > li")]


LISTED = [
    "Feb 2024 – Chair, Steering",
    "about 2015 – Jun 30, 2019 Writer, Docs",
    "1990s – 2001 Dye Works",
    "Founder",
]


def test_a_persons_page_lists_roles_in_time(build: Build) -> None:
    files = {
        "index.md": "# Home\n\n```{toctree}\npeople/ines\npeople/jo\npeople/ed\n```\n\n"
        "```{profile} ines\n```\n\n```{profile} jo\n:without: roles\n```\n",
        "people/ines.md": CAREER,
        "people/jo.de.md": CAREER.replace("headline", "lang: de\nheadline"),
        "people/ed.md": CAREER.replace("## Work", "## Roles"),
        "people/flo.md": "---\ngroups: [Docs]\n---\n\n# Flo\n\nFlo dyes.\n",
    }
    files["people/jo.de.md"] = files["people/jo.de.md"].replace("# Ines", "# Jo")
    files = {name.replace("jo.de", "jo"): text for name, text in files.items()}
    site = build(files, profiles_notes=["people/*"], suppress_warnings=["toc"])
    assert site.warnings == []
    page = site.html("people/ines")
    assert roles_of(page) == LISTED
    section = page.select_one("section#ines-roles")
    assert section.select_one("h2").text.strip("¶") == "Roles"
    assert section.select_one("a[href='https://chair.example']").text == "Chair"
    order = [title.text.strip("¶") for title in page.select("h2")]
    assert order == ["Work", "Roles", "References"]
    german = site.html("people/jo")
    assert german.select_one("section#jo-roles h2").text.strip("¶") == "Funktionen"
    assert roles_of(german)[0] == "Feb. 2024 – Chair, Steering"
    twice = site.html("people/ed")
    assert [title.text.strip("¶") for title in twice.select("h2")] == ["Roles", "References"]
    assert roles_of(twice) == LISTED
    assert roles_of(site.html("people/flo")) == []
    assert roles_of(site.html()) == LISTED
    site = build(files, "text", profiles_notes=["people/*"], suppress_warnings=["toc"])
    text = (site.out / "people" / "ines.txt").read_text("utf-8")
    assert "* **Chair**, Steering (Feb 2024 –)\n  https://chair.example" in text
