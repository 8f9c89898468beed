"""Where names lead: `:link:` of cards and indexes takes kinds of the person's own links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from sites import Build, Site

FILES = {
    "people/ada.md": "---\nlinks: {orcid: 0000-0002-1825-0097, github: ada, zine: 'https://z.example'}\n"
    "---\n# Ada\n\nText.\n",
    "known/bo.md": "---\ngithub: bo\n---\n# Bo\n",
    "known/cy.md": "---\nlang: fr\n---\n# Cy\n",
    "website.md": "# A page\n",
}
SETTINGS: dict[str, Any] = {
    "profiles_notes": ["people/*", "known/*"],
    "exclude_patterns": ["_build", "known"],
    "suppress_warnings": ["toc"],
}
GITHUB = {"ada": "https://github.com/ada", "bo": "https://github.com/bo", "cy": None}
ORCID = "https://orcid.org/0000-0002-1825-0097"


def links(site: Site, layout: str = "cards") -> dict[str, str | None]:
    """Return where each name on the first page leads."""
    selector = ".profile-face" if layout == "faces" else ".p-name"
    found: dict[str, str | None] = {}
    for name in site.html().select(selector):
        link = name if name.name == "a" else (name.find("a") or name.find_parent("a"))
        found[name.get_text().strip()[:3].strip().lower()] = link["href"] if link else None
    return found


def index(build: Build, **options: str) -> Site:
    lines = "".join(f":{name}: {value}\n" for name, value in options.items())
    page = f"# I\n\n```{{profile-index}}\n{lines}```\n"
    return build({**FILES, "index.md": page}, **SETTINGS)


@pytest.mark.parametrize("layout", ["cards", "list", "table"])
def test_an_index_leads_to_a_kind(build: Build, layout: str) -> None:
    site = index(build, layout=layout, link="github")
    assert site.warnings == []
    assert links(site) == GITHUB


def test_faces_lead_to_a_kind(build: Build) -> None:
    site = index(build, layout="faces", link="github")
    assert [face.get("href") for face in site.html().select(".profile-face")] == [*GITHUB.values()]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("orcid, github", GITHUB | {"ada": ORCID}),
        ("github orcid", GITHUB),
        ("zine", {"ada": "https://z.example", "bo": None, "cy": None}),
        ("none", dict.fromkeys(GITHUB)),
        ("orcid, none, github", {"ada": ORCID, "bo": None, "cy": None}),
        # Nobody but Ada has a page, and no other page shows the rest whole.
        ("page", {"ada": "people/ada.html", "bo": None, "cy": None}),
        ("page, github", GITHUB | {"ada": "people/ada.html"}),
        ("page, website, page", {"ada": "people/ada.html", "bo": None, "cy": None}),
    ],
)
def test_several_in_order(build: Build, link: str, expected: dict[str, str | None]) -> None:
    site = index(build, link=link)
    assert site.warnings == []
    assert links(site) == expected


def test_a_word_that_is_no_kind(build: Build) -> None:
    site = index(build, link="githb")
    assert len(site.warnings) == 1
    assert "'githb' is not a kind of link; did you mean 'github'" in site.warnings[0]


def card(build: Build, key: str, link: str) -> Site:
    page = f"# I\n\n```{{profile-card}} {key}\n:link: {link}\n```\n"
    return build({**FILES, "index.md": page}, **SETTINGS)


@pytest.mark.parametrize(
    ("key", "link", "expected"),
    [
        ("ada", "github", "https://github.com/ada"),
        ("bo", "orcid, github", "https://github.com/bo"),
        ("cy", "orcid, github", None),
        ("cy", "github, page", None),
        ("ada", "page", "people/ada.html"),
        ("ada", "none", None),
        ("ada", "zine", "https://z.example"),
        # What is called so goes before a kind.
        ("ada", "website", "website.html"),
        ("ada", "bo", None),
    ],
)
def test_a_card_leads_to_a_kind(build: Build, key: str, link: str, expected: str | None) -> None:
    site = card(build, key, link)
    assert site.warnings == []
    assert links(site) == {key: expected}


def test_a_card_says_what_it_takes(build: Build) -> None:
    site = card(build, "ada", "nothing")
    assert len(site.warnings) == 1
    assert "'nothing' is not a key, a page, an address or a kind of link" in site.warnings[0]


def test_other_outputs_have_the_address(build: Build) -> None:
    page = "# I\n\n```{profile-index}\n:layout: list\n:link: github\n```\n"
    site = build({**FILES, "index.md": page}, "latex", **SETTINGS)
    assert "https://github.com/bo" in site.text("projectnamenotset.tex")
