"""What is said of a person in a few words: in every layout, in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.frontmatter.roles import read_life_span

if TYPE_CHECKING:
    from sites import Build, Site

TEAM = """\
- name: Ada Lovelace
  pronouns: she/her
  location: London
  headline: Analyst
  affiliation: {name: ACME, url: "https://acme.example/"}
  born: 1815-12-10
  died: 1852
  tags: [maths, engines]
  since: 1843
  links:
    github: ada
    website: https://ada.example/
- name: Bo Ek
"""
ALL = "pronouns location years links tags"
PAGE = """\
# I

```{{profile-index}}
:layout: {layout}
:show: {show}
```
"""


def index(build: Build, layout: str, show: str, builder: str = "html") -> Site:
    files = {"index.md": PAGE.format(layout=layout, show=show), "team.yaml": TEAM}
    return build(files, builder, profiles_people=["team.yaml"], copyright="A", version="1")


def test_a_table_has_a_column_for_each(build: Build) -> None:
    site = index(build, "table", ALL)
    assert site.warnings == []
    heads = [cell.get_text().strip() for cell in site.html().select("thead th")]
    assert heads == [
        "Name",
        "Role",
        "Affiliation",
        *["Pronouns", "Location", "Years", "Links", "Tags"],
    ]
    rows = site.html().select("tbody tr")
    cells = [cell.get_text().strip() for cell in rows[1].select("td")]
    assert cells == [
        *("Ada Lovelace", "Analyst", "ACME", "she/her", "London", "1815–1852"),
        *("GitHub, Website", "maths, engines"),
    ]
    links = rows[1].select("a.u-url[rel=me]")
    assert [link["href"] for link in links] == ["https://github.com/ada", "https://ada.example/"]
    assert rows[1].select_one(".p-org a")["href"] == "https://acme.example/"


def test_a_column_that_nobody_needs_is_left_out(build: Build) -> None:
    files = {"index.md": PAGE.format(layout="table", show=ALL), "team.yaml": "- Ada\n"}
    heads = build(files, profiles_people=["team.yaml"]).html().select("thead th")
    assert [cell.get_text().strip() for cell in heads] == ["Name"]


def test_a_list_has_them_in_one_line(build: Build) -> None:
    site = index(build, "list", ALL)
    assert site.warnings == []
    assert site.html().select(".profile-row")[1].get_text() == (
        "Ada Lovelace — Analyst · ACME · she/her · London · 1815–1852 · GitHub, Website"
        " · maths, engines"
    )


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("stacked", ["pronouns", "headline", "affiliation"]),
        ("side", ["pronouns", "headline", "affiliation"]),
        ("compact", ["headline"]),
        ("hero", ["headline", "affiliation", "location", "years", "pronouns"]),
    ],
)
def test_what_a_card_shows_by_itself(build: Build, layout: str, expected: list[str]) -> None:
    page = f"# I\n\n```{{profile-card}} ada\n:layout: {layout}\n```\n"
    site = build({"index.md": page, "team.yaml": TEAM}, profiles_people=["team.yaml"])
    lines = [line["class"][0] for line in site.html().select(".profile-card p[class]")]
    facts = ("pronouns", "years", "headline", "affiliation", "location")
    assert [name for name in lines if name.removeprefix("profile-") in facts] == [
        f"profile-{name}" for name in expected
    ]


@pytest.mark.parametrize("layout", ["cards", "list", "table"])
@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "latex", "epub", "xml"])
def test_every_output_says_all(build: Build, layout: str, builder: str) -> None:
    site = index(build, layout, f'{ALL} since "Since"', builder)
    assert site.warnings == []
    names = {"text": "index.txt", "epub": "index.xhtml", "xml": "index.xml"}
    pattern = names.get(builder, {"man": "*.1", "texinfo": "*.texi", "latex": "*.tex"}.get(builder))
    said = " ".join(next(site.out.glob(str(pattern))).read_text("utf-8").split())
    words = ["she/her", "London", "1815", "1852", "ACME", "acme.example", "ada.example"]
    words += ["github.com/ada", "maths", "engines", "1843", "Since"]
    assert [word for word in words if word not in said.replace("@/", "/")] == []


@pytest.mark.parametrize(
    ("born", "died", "years"),
    [
        ("1815-12-10", "1852-11-27", "1815–1852"),
        ("1985", "", ""),
        ("", "1852", "–1852"),
        ("c. 780", "about 850", "about 780 – about 850"),
        ("1440s", "1510", "1440s–1510"),
        ("100 BC", "44 BC", "100 BC – 44 BC"),
        ("1031年", "1095年", "1031–1095"),
        ("10. 12. 1815", "unknown", ""),
        ("unknown", "1852", "–1852"),
        ("1815", "in 1852, after a long illness, at home", ""),
    ],
)
def test_the_years_of_the_dead(born: str, died: str, years: str) -> None:
    assert read_life_span(born, died) == years
