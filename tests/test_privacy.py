"""What people keep to themselves: e-mail addresses and years of birth, in every output."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build, Site

MAIL, BORN = "qzw7@mail.example", "1985"
NOTE = f"""\
---
email: {MAIL}
phone: +44 20 7946 0{BORN[:3]}
born: {BORN}-03-02
headline: Chair
---
# Ada Lovelace

She wrote this [1].

## Work

More.

[1]: https://example.org/a "A source"
"""
TEAM = f"""\
- {{name: Bo Ek, email: {MAIL}, born: {BORN}, github: bo, groups: [Docs]}}
- name: Cy Dee
  roles: [{{role: Chair, group: Docs}}]
  Email: {MAIL}
  body: |
    Cy dyes.
"""
FILES = {
    "index.md": "# Home\n\n```{toctree}\nteam\nall\npeople/ada\n```\n",
    "team.md": "# Team\n\n```{profile-index}\n:search:\n:toctree:\n```\n\n"
    "```{profile-index}\n:layout: list\n```\n\n```{profile-index}\n:layout: table\n```\n\n"
    "```{profile-index}\n:layout: faces\n```\n\n```{profile-index}\n:group-by: group\n```\n",
    "all.md": "# All\n\n```{profile} cy-dee\n```\n\n```{profile-card} bo\n"
    ":show: years, tags, location\n```\n\n{profile:person}`bo`\n\n"
    "```{profile-references} ada\n:download: bibtex, ris, csl-json\n```\n",
    "people/ada.md": NOTE,
    "team.yaml": TEAM,
    "CITATION.cff": "authors:\n  - given-names: Di\n    family-names: Fo\n"
    f"    email: {MAIL}\n    tel: '0{BORN}'\n",
    "people.csv": f"name,email,born\nEd Gi,{MAIL},{BORN}\n",
    "pyproject.toml": f'[project]\nauthors = ["Flo Hu <{MAIL}>"]\n'
    f'maintainers = [{{name = "Gus Ib", email = "{MAIL}"}}, {{email = "{MAIL}"}}]\n',
    ".all-contributorsrc": '{"contributors": [{"login": "hal", "name": "Hal Jo",'
    f' "email": "{MAIL}"}}]}}',
}
PEOPLE = [name for name in FILES if not name.endswith(".md")]
SETTINGS: dict[str, Any] = {
    "profiles_notes": ["people/*"],
    "profiles_people": PEOPLE,
    "suppress_warnings": ["toc", "profiles.people-joined"],
    "html_copy_source": False,
    "html_baseurl": "https://docs.example/",
    "profiles_people_json": True,
    "copyright": "A",
    "version": "1",
}


def said(folder: Path) -> dict[str, str]:
    """Return all that an output says, by file, inside inventories too."""
    texts = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        if file.name == "objects.inv":
            data = zlib.decompress(data.split(b"zlib.\n", 1)[1])
        if file.suffix not in (".epub", ".pickle", ".css", ".js") or file.name == "searchindex.js":
            texts[str(file.relative_to(folder))] = data.decode("utf-8", "replace")
    return texts


def leaks(site: Site) -> list[str]:
    """Return the files of an output in which an address or a year of birth is."""
    local = MAIL.partition("@")[0]
    found = [name for name, text in said(site.out).items() if local in text or BORN in text]
    return [*found, *(line for line in site.warnings if local in line)]


@pytest.mark.parametrize(
    "builder",
    ["html", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "json", "gettext"],
)
def test_an_output_has_neither_addresses_nor_years(build: Build, builder: str) -> None:
    site = build(FILES, builder, **SETTINGS)
    assert [line for line in site.warnings if "profiles." in line] == []
    everything = "".join(said(site.out).values())
    assert all(name in everything for name in ("Ada Lovelace", "Bo Ek", "Hal Jo"))
    assert leaks(site) == []


def test_they_are_where_a_page_asks_for_them_and_nowhere_else(build: Build) -> None:
    asking = FILES["all.md"] + "```{profile-card} ada\n:show: email, born\n```\n"
    site = build({**FILES, "all.md": asking}, **SETTINGS)
    places = leaks(site)
    assert set(places) <= {"all.html", "searchindex.js"}
    page = site.html("all")
    (mail,) = page.select("a.u-email")
    assert mail.get_text() == MAIL
    assert f"{BORN}-03-02" in page.get_text()
    assert BORN not in site.text("team.html")


def test_years_in_the_heading_are_those_of_the_author(build: Build) -> None:
    note = f"# Zoe Fry (born {BORN})\n\nShe weaves.\n"
    site = build({"index.md": "# I\n", "people/zoe.md": note}, **SETTINGS | {"profiles_people": []})
    assert BORN in site.html("people/zoe").select_one(".profile-years").get_text()
