"""`:show:` takes any key of the front matter, on cards, in lists and in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from second import edit, pages, same_as_fresh

if TYPE_CHECKING:
    from sites import Build, Site

FILES = {
    "people/ada.md": "---\nheadline: Chair\nsince: 2019\nteams: [Docs, Web]\nemail: a@b.example\n"
    "home: https://ada.example/\nbad: 'javascript:alert(1)'\nmore: {room: <b>7</b>}\n---\n"
    "# Ada\n\nText.\n",
    "people/bo.md": "---\nlang: ar\nsince: 2020\n---\n# بو\n\nنص.\n",
    "people/cy.md": "---\nlang: de\n---\n# Cy\n\nText.\n",
}
SETTINGS: dict[str, Any] = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


def index(build: Build, layout: str, show: str, builder: str = "html") -> Site:
    more = {"latex_engine": "xelatex"}
    page = f"# I\n\n```{{profile-index}}\n:layout: {layout}\n:show: {show}\n```\n"
    return build({**FILES, "index.md": page}, builder, **SETTINGS | more)


def card(build: Build, show: str, key: str = "ada") -> Site:
    page = f"# I\n\n```{{profile-card}} {key}\n:show: {show}\n```\n"
    return build({**FILES, "index.md": page}, **SETTINGS)


def fields(site: Site) -> list[str]:
    return [line.get_text() for line in site.html().select(".profile-fields")]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("since", ["2019"]),
        ('since "Since"', ["Since: 2019"]),
        ('Since "Since", tags teams "Teams"', ["Since: 2019", "Teams: Docs, Web"]),
        ("more.room", ["<b>7</b>"]),
        ("email", ["a@b.example"]),
        ("bad", ["javascript:alert(1)"]),
        ('home "Am Netz"', ["Am Netz: https://ada.example/"]),
    ],
)
def test_a_card(build: Build, show: str, expected: list[str]) -> None:
    site = card(build, show)
    assert site.warnings == []
    assert fields(site) == expected
    links = [link["href"] for link in site.html().select(".profile-fields a")]
    leading = {"home": ["https://ada.example/"], "email": ["mailto:a%40b.example"]}
    assert links == leading.get(show.split(maxsplit=1)[0], [])


def test_nothing_is_shown_unless_asked_for(build: Build) -> None:
    assert "a@b.example" not in card(build, "tags").text("index.html")


def test_a_label_has_the_language_of_the_page(build: Build) -> None:
    label, value = card(build, 'since "Since"', "bo").html().select(".profile-fields > *")
    assert (label["lang"], label["dir"]) == ("en", "ltr")
    assert "lang" not in value.attrs


@pytest.mark.parametrize("layout", ["cards", "list"])
def test_an_index(build: Build, layout: str) -> None:
    text = index(build, layout, 'since "Since"').html().get_text()
    assert "Since: 2019" in text
    assert "Since: 2020" in text
    assert text.count("Since") == 2


def test_a_table(build: Build) -> None:
    site = index(build, "table", 'since "Since", teams')
    heads = [cell.get_text().strip() for cell in site.html().select("thead th")]
    assert heads == ["Name", "Role", "Since", "teams"]
    rows = [
        [cell.get_text().strip() for cell in row.select("td")]
        for row in site.html().select("tbody tr")
    ]
    assert ["Ada", "Chair", "2019", "Docs, Web"] in rows
    assert ["Cy", "", "", ""] in rows


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man", "xml"])
def test_other_outputs(build: Build, builder: str) -> None:
    site = index(build, "table", 'since "Since"', builder)
    assert [line for line in site.warnings if "[profiles" in line] == []


@pytest.mark.parametrize(
    ("show", "message"),
    [
        ("sinc", "'sinc' is neither a part nor a key of anybody; did you mean 'since'"),
        ('headline "Role"', "'headline' takes no label"),
        ('since, "Since"', "is not a key"),
    ],
)
def test_what_cannot_be_shown(build: Build, show: str, message: str) -> None:
    (warning,) = card(build, show).warnings
    assert message in warning


def test_a_note_cannot_show_what_others_keep_to_themselves(build: Build) -> None:
    text = "# Di\n\nText.\n\n```{profile-card} ada\n:show: email\n```\n"
    site = build({**FILES, "index.md": "# I\n", "people/di.md": text}, **SETTINGS)
    (warning,) = site.warnings
    assert "a note can show parts of a card only, not 'email'" in warning
    assert "a@b.example" not in site.text("people/di.html")


def test_a_second_build(build: Build) -> None:
    site = index(build, "list", "since")
    edit(site, "people/ada.md", "2019", "2018")
    assert "index" in pages(site.rebuild())
    same_as_fresh(build, site, **SETTINGS)
