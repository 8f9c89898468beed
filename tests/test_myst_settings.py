"""The project's settings of MyST hold in notes, in their sources and in the links of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.addresses.schemes import Scheme, expand, may_link, read_schemes
from sphinxext_profiles.note.reader import read_profile

if TYPE_CHECKING:
    from bs4 import Tag
    from sites import Build, Site

SCHEMES = {
    "https": None,
    "wiki": "https://wiki.example/{{path}}#{{fragment}}",
    "pr": {"url": "https://code.example/pull/{{path}}", "title": "PR {{path}}", "classes": ["pr"]},
    "zotero": None,
    "javascript": None,
}
NOTE = """\
---
links:
  wiki: wiki:Ada
  library: zotero://select/1
  bad: javascript:alert(1)
---
# Ada

She [wrote](wiki:Notes) and sent <pr:7>. ([Wiki][1])

## Work

See [the page](wiki:Work#top), <pr:22>, [hers](zotero://select/2), [bad](javascript:alert(2)) and
[MacTutor][2], [clean](https://clean.example/?utm_source=x).

[1]: wiki:Ada_Lovelace "The article"
[2]: https://mactutor.example/ada "Biography"
"""
PAGE = "# Team\n\n```{profile-card} people/ada\n:link: wiki:Home\n```\n\n```{profile-index}\n```\n"


@pytest.fixture
def site(build: Build) -> Site:
    """A project with schemes of its own."""
    files = {"index.md": f"{PAGE}\n[x](wiki:Notes)\n", "people/ada.md": NOTE}
    return build(
        files,
        profiles_notes=["people/*"],
        profiles_citation_style="label",
        myst_url_schemes=SCHEMES,
        suppress_warnings=["toc", "profiles.address-unsafe", "myst.xref_missing"],
    )


def addresses(part: Tag) -> dict[str, str]:
    return {link.get_text(): link["href"] for link in part.select("a[href]")}


def test_schemes_of_the_project_hold_in_the_text(site: Site) -> None:
    text = site.html("people/ada").find(id="work")
    links = addresses(text)
    assert links["the page"] == "https://wiki.example/Work#top"
    assert links["PR 22"] == "https://code.example/pull/22"
    assert links["hers"] == "zotero://select/2"
    assert links["clean"] == "https://clean.example/"
    assert "pr" in text.find("a", string="PR 22")["class"]
    assert "bad" not in links
    assert "bad" in text.get_text()


def test_they_hold_in_sources_and_citations(site: Site) -> None:
    page = site.html("people/ada")
    listed = addresses(page.select_one(".profile-reference-list"))
    assert listed["The article"] == "https://wiki.example/Ada_Lovelace"
    assert [warning for warning in site.warnings if "reference" in warning] == []


def test_they_hold_in_summaries_and_links_of_cards(site: Site) -> None:
    card = site.html().select_one(".profile-card")
    links = addresses(card)
    assert links["Ada"] == "https://wiki.example/Home"
    assert links["wrote"] == "https://wiki.example/Notes"
    assert links["PR 7"] == "https://code.example/pull/7"
    assert links["Wiki"] == "https://wiki.example/Ada"
    assert links["Library"] == "zotero://select/1"
    assert not any(address.startswith("javascript") for address in links.values())


def test_a_change_of_the_schemes_reads_the_notes_again(build: Build, site: Site) -> None:
    source = site.source
    other = {"wiki": "https://other.example/{{path}}"}
    again = build({}, source=source, myst_url_schemes=other, profiles_notes=["people/*"])
    listed = addresses(again.html("people/ada").select_one(".profile-reference-list"))
    assert listed["The article"] == "https://other.example/Ada_Lovelace"


@pytest.mark.parametrize("on", [True, False])
def test_links_open_in_a_new_tab_if_those_of_pages_do(build: Build, on: bool) -> None:
    note = NOTE.replace("# Ada\n", "# Ada\n\n![A](https://images.example/a.png)\n![B](b.png)\n")
    page = f"{PAGE}\n```{{profile-gallery}} people/ada\n```\n\n[x](https://page.example)\n"
    site = build(
        {"index.md": page, "people/ada.md": note},
        profiles_notes=["people/*"],
        myst_url_schemes=SCHEMES,
        myst_links_external_new_tab=on,
        suppress_warnings=["toc", "profiles"],
    )
    for name in ("index", "people/ada"):
        links = site.html(name).select(".body a[href]")
        out = [link for link in links if ":" in link["href"]]
        assert len(out) >= 5
        for link in links:
            opens = on and link in out
            assert (link.get("target") == "_blank") == opens, link
            # MyST 4 misspells the other word, `noreferrer`.
            assert ("noopener" in link.get("rel", [])) == opens, link
    assert "me" in site.html().select_one(".profile-links a")["rel"]


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_headings_of_a_note_have_the_anchors_that_headings_of_pages_have(
    build: Build, depth: int
) -> None:
    body = "\n\nText.\n\n## Work\n\nText.\n\n### Engines\n\nText.\n\n#### Details\n\nText.\n"
    wanted = ["work", "engines", "details"]
    links = "".join(f"[](people/ada.md#{slug}) [](plain.md#{slug})\n" for slug in wanted)
    files = {
        "index.md": f"# I\n\n{links}",
        "people/ada.md": f"# Ada{body}",
        "plain.md": f"# Plain{body}",
    }
    site = build(
        files,
        profiles_notes=["people/*"],
        myst_heading_anchors=depth,
        suppress_warnings=["toc"],
    )
    missing = [line for line in site.warnings if "xref_missing" in line]
    for slug in wanted:
        known = wanted.index(slug) + 2 <= depth
        found = [line for line in missing if f"'{slug}'" in line or f"#{slug}" in line]
        assert len(found) == (0 if known else 2), (slug, missing)


def test_links_of_cards_lead_to_anchors_of_headings(build: Build) -> None:
    text = "Her [*first* work](#work), [set up](../guide.md#setting-up)."
    note = f"# Ada\n\n{text}\n\n## Work\n\nText.\n"
    guide = "# Guide\n\nText.\n\n## Setting up\n\nText.\n"
    page = "# I\n\n```{profile-card} ada\n```\n"
    files = {"index.md": page, "people/ada.md": note, "guide.md": guide}
    settings = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
    site = build(files, myst_heading_anchors=2, **settings)
    assert site.warnings == []
    links = addresses(site.html().select_one(".profile-summary"))
    assert links == {"first work": "people/ada.html#work", "set up": "guide.html#setting-up"}
    assert site.html().select_one(".profile-summary a em").text == "first"
    site = build(files, **settings)
    assert {line.partition(": ")[0] for line in site.warnings} == {"people/ada.md:3"}


def test_what_is_read_of_the_setting() -> None:
    assert read_schemes(["zotero", 7]) == {"zotero": Scheme()}
    assert read_schemes(None) == read_schemes("text") == read_schemes(["https", "mailto"]) == {}
    titled = read_schemes({"javascript": {"title": "x"}})
    assert titled == {}
    schemes = read_schemes({"a": "https://x/{{ path }}", "file": "https://f/{{path}}", "b": {}})
    assert schemes.keys() == {"a", "file", "b"}
    assert expand("a:1", schemes) == "https://x/1"
    assert expand("c:1", schemes) == "c:1"
    assert may_link("b:1", schemes)
    assert not may_link("c:1", schemes)
    assert not may_link("javascript:x", read_schemes(["javascript"]))


def test_what_a_scheme_makes_of_an_address_is_looked_at(build: Build) -> None:
    """A template that lets the note choose everything lets it choose nothing that acts."""
    text = "[x](any:javascript:alert(1)) ([y][1])\n\n[1]: any:javascript:alert(2)\n"
    note = f"# Ada\n\n## Work\n\n{text}"
    site = build(
        {"index.md": "# I\n", "people/ada.md": note},
        profiles_notes=["people/*"],
        myst_url_schemes={"any": "{{path}}"},
        suppress_warnings=["toc", "profiles"],
    )
    assert "javascript:" not in str(site.html("people/ada").select("a"))


def test_the_reader_is_given_the_schemes() -> None:
    text = "# Ada\n\n([A][1])\n\n```{note}\n[B][2]\n\n[2]: any:b\n```\n\n[1]: any:a\n"
    schemes = read_schemes({"any": "any:{{uri}}", "x": None})
    assert [
        entry.address for entry in read_profile(text, "a.md", schemes=schemes).profile.references
    ] == []
    schemes = read_schemes({"any": "https://{{path}}.example/"})
    profile, problems = read_profile(text, "a.md", schemes=schemes)
    assert {entry.address for entry in profile.references} == {
        "https://a.example/",
        "https://b.example/",
    }
    assert problems == ()
