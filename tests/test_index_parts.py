"""Tables and rows of faces: what they say where there is little room, and of those left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from sites import Build

HEADS = ["Name", "Role", "Tags"]
FILES: dict[str, str | bytes] = {
    "people/ada.md": "---\nheadline: Analyst\ntags: [maths]\n---\n# Ada Lovelace\n\nText.\n",
    "people/bo.md": "---\ntags: [physics]\n---\n# Bo Weaver\n\nText.\n",
    "people/cy.md": "# Cy Dyer\n\nText.\n",
}
SETTINGS: dict[str, Any] = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


def index(**options: str) -> str:
    lines = [f":{name.replace('_', '-')}: {value}" for name, value in options.items()]
    return "\n".join(["# Team", "", "```{profile-index}", *lines, "```", ""])


def test_a_table_keeps_its_roles_and_each_cell_names_its_column(build: Build) -> None:
    site = build({**FILES, "index.md": index(layout="table")}, **SETTINGS)
    assert site.warnings == []
    (table,) = site.html().select("table.profile-table")
    assert [part["role"] for part in table.select("thead, tbody")] == ["rowgroup"] * 2
    assert [head.text.strip() for head in table.select('th[role="columnheader"]')] == HEADS
    rows = table.select('tbody > tr[role="row"]')
    assert len(rows) == 3
    for row in rows:
        assert [cell["data-head"] for cell in row.select('td[role="cell"]')] == HEADS


@pytest.mark.parametrize(("limit", "more"), [("1", "2 more people"), ("2", "1 more person")])
def test_faces_end_in_the_number_of_those_left_out(build: Build, limit: str, more: str) -> None:
    site = build({**FILES, "index.md": index(layout="faces", limit=limit)}, **SETTINGS)
    assert site.warnings == []
    *_, last = site.html().select(".profile-faces > li")
    assert last["class"] == ["profile-more"]
    assert last.select_one(".profile-face-name").text == more
    number = last.select_one(".profile-initials")
    assert (number.text, number["aria-hidden"]) == (f"+{more[0]}", "true")


def test_where_nobody_is_left_out_there_is_no_number(build: Build) -> None:
    site = build({**FILES, "index.md": index(layout="faces", limit="3")}, **SETTINGS)
    assert not site.html().select(".profile-more")
    site = build({**FILES, "index.md": index(layout="list", limit="1")}, **SETTINGS)
    assert "more people" not in site.html().text


@pytest.mark.parametrize("search", [{}, {"search": ""}])
@pytest.mark.parametrize("builder", ["text", "latex", "epub", "html"])
def test_other_outputs_say_it_too(build: Build, builder: str, search: dict[str, str]) -> None:
    files = {**FILES, "index.md": index(layout="faces", limit="1", **search)}
    site = build(files, builder, **SETTINGS)
    name = {"text": "index.txt", "epub": "index.xhtml", "html": "index.html"}.get(builder)
    file = site.out / name if name else next(site.out.glob("*.tex"))
    assert "2 more people" in file.read_text("utf-8")
