"""What a note reaches beyond itself: files, other pages, their names, and the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sites import Build, Site

HIDDEN = "TOP-SECRET"


def people(**texts: str) -> dict[str, str]:
    """Return a project whose people are these notes, with files that no note may show."""
    notes = {f"people/{name}.md": text for name, text in texts.items()}
    return {
        "index.md": "# Index\n\n```{toctree}\n:glob:\npeople/*\nguide\n```\n",
        "guide.md": "# Guide\n",
        ".env": f"KEY={HIDDEN}\n",
        "data.json": f'{{"key": "{HIDDEN}"}}\n',
        "private/secret.md": f"# Secret\n\n{HIDDEN}\n",
        ".hidden/note.md": f"# Hidden\n\n{HIDDEN}\n",
        **notes,
    }


SETTINGS = {"profiles_notes": ["people/*"], "exclude_patterns": ["private", ".hidden"]}

# Files


@pytest.mark.parametrize("directive", ["profile", "profile-card", "profile-references"])
@pytest.mark.parametrize(
    "path",
    ["/conf.py", "/.env", "/data.json", "/private/secret.md", "/.hidden/note.md", "/guide.md"],
)
def test_a_note_shows_known_notes_only(build: Build, directive: str, path: str) -> None:
    text = f"# Ada\n\n## Work\n\n```{{{directive}}} {path}\n```\n\nWhole.\n"
    site = build(people(ada=text), **SETTINGS)
    page = site.html("people/ada").text
    assert HIDDEN not in page
    assert "extensions" not in page
    assert "Whole." in page
    [warning] = [line for line in site.warnings if "[profiles." in line]
    assert warning.startswith("people/ada.md:5:")


def test_a_note_shows_other_notes_by_key_and_by_path(build: Build) -> None:
    text = "# Ada\n\n## Work\n\n```{profile} bob\n```\n\n```{profile-card} cy.md\n```\n"
    site = build(people(ada=text, bob="# Bob\n\nBaker.\n", cy="# Cy\n\nCook.\n"), **SETTINGS)
    assert not site.warnings
    page = site.html("people/ada").text
    assert "Baker." in page
    assert "Cook." in page


@pytest.mark.parametrize("path", ["/conf.py", "/.env", "/data.json", "/.hidden/note.md", "../.env"])
def test_a_page_shows_markdown_files_that_are_not_hidden(build: Build, path: str) -> None:
    files = people() | {"guide.md": f"# Guide\n\n```{{profile}} {path}\n```\n"}
    site = build(files, **SETTINGS)
    assert HIDDEN not in site.html("guide").text
    assert len([line for line in site.warnings if line.startswith("guide.md:3:")]) == 1


def test_a_page_may_show_a_note_that_is_no_page(build: Build) -> None:
    files = people() | {"guide.md": "# Guide\n\n```{profile} /private/secret.md\n```\n"}
    site = build(files, **SETTINGS)
    assert HIDDEN in site.html("guide").text


# Pages


@pytest.mark.parametrize("option", ["", ":toctree:\n"])
def test_an_index_in_a_note_adopts_nobody(build: Build, option: str) -> None:
    index = f"```{{profile-index}}\n{option}```\n"
    files = people(ada=f"# Ada\n\n## Work\n\n{index}", bob="# Bob\n\nBaker.\n")
    files["index.md"] = "# Index\n\n```{toctree}\npeople/ada\nguide\n```\n"
    site = build(files, **SETTINGS)
    assert "Bob" in site.html("people/ada").text
    assert site.app.env.toctree_includes.get("people/ada", []) == []
    trusted = build(files, **SETTINGS, profiles_trust_notes=True)
    assert trusted.app.env.toctree_includes["people/ada"] == ["people/bob"]


# All that notes embed


def test_notes_that_show_each_other_end(build: Build) -> None:
    double = "```{{profile}} {0}\n```\n\n```{{profile}} {0}\n```\n"
    notes = {
        f"p{level}": f"# P{level}\n\n## Next\n\nLevel {level}.\n\n" + double.format(f"p{level + 1}")
        for level in range(12)
    }
    site = build(people(**notes, p12="# P12\n\nLast.\n"), **SETTINGS)
    limited = [line for line in site.warnings if "[profiles.embedded-limit]" in line]
    assert limited
    assert all(line.startswith("people/p") for line in limited)
    assert site.html("people/p0").text.count("Level 1.") >= 1
    assert len(site.text("people/p0.html")) < 1_000_000


def test_a_note_shows_sixty_people_and_three_of_them_no_more(build: Build) -> None:
    others = {f"q{number}": f"# Q{number}\n\nOne of many.\n" for number in range(60)}
    every = "".join(f"```{{profile}} {name}\n```\n" for name in others)
    group = {name: f"# {name}\n\n## All\n\n{every}" for name in ("ann", "ben", "cat")}
    files = people(**others, **group)
    files["guide.md"] = "# Guide\n\n" + "".join(
        f"```{{profile}} {name}\n```\n" for name in (*group, *others)
    )
    site = build(files, **SETTINGS)
    assert not [line for line in site.warnings if line.startswith("people/ann.md")]
    page = site.html("guide").text
    # Those of the page itself are all there, whatever the notes on it show.
    assert page.count("One of many.") == 60 + 100


# Metadata of the page


def metadata_of(site: Site, docname: str) -> dict[str, object]:
    """Return a page's metadata without MyST's count of its words."""
    metadata = dict(site.app.env.metadata[docname])
    assert metadata.pop("wordcount")["words"] > 0
    return metadata


ACTING = [
    "github_url: 'javascript:alert(1)'",
    "gitlab_url: 'x\"></a><script>alert(1)</script>'",
    "html_meta:\n  description: x",
    "og:description: x",
    "myst_slugs: foo",
    "author: Eve",
    "blogpost: true",
    "layout: missing.html",
    "tocdepth: abc",
    "tocdepth: '2'",
    "tocdepth: 1.5",
    "tocdepth: true",
    f"tocdepth: 1{'0' * 24}",
    "orphan: [1, 2]",
    "hide-toc: {a: b}",
]


@pytest.mark.parametrize("theme", ["alabaster", "sphinx_rtd_theme"])
def test_what_acts_does_not_reach_the_page(build: Build, theme: str) -> None:
    notes = {
        f"n{number}": f"---\n{front}\n---\n# N{number}\n\nWhole.\n"
        for number, front in enumerate(ACTING)
    }
    site = build(people(**notes), **SETTINGS, html_theme=theme)
    for number, front in enumerate(ACTING):
        page = site.html(f"people/n{number}")
        assert "Whole." in page.text
        assert not page.select("[href^=javascript]")
        assert "alert(1)" not in "".join(tag.text for tag in page.find_all("script"))
        assert not metadata_of(site, f"people/n{number}"), front
    unusable = [line for line in site.warnings if "[profiles.front-matter-value]" in line]
    assert len(unusable) == 7


def test_a_note_leaves_out_parts_of_its_own_page(build: Build) -> None:
    front = "orphan: true\ntocdepth: 2\nhide-toc: false\nno-search: true\nsd_hide_title: yes please"
    site = build(people(ada=f"---\n{front}\n---\n# Ada\n\nText.\n"), **SETTINGS)
    assert metadata_of(site, "people/ada") == {
        "orphan": "True",
        "tocdepth": 2,
        "no-search": "True",
    }
    [warning] = [line for line in site.warnings if "[profiles." in line]
    assert "sd_hide_title" in warning


def test_a_trusted_note_has_the_metadata_of_any_page(build: Build) -> None:
    front = (
        "---\nauthor: Ada Roe\nblogpost: true\ntags: [one, two]\nextra: {a: 1}\n"
        "html_meta:\n  description: All of it.\n---\n"
    )
    files = people(ada=f"{front}# Ada\n\nText.\n") | {"guide.md": f"{front}# Guide\n\nText.\n"}
    site = build(files, **SETTINGS, profiles_trust_notes=True)
    assert metadata_of(site, "people/ada") == {
        "author": "Ada Roe",
        "blogpost": "True",
        "tags": '["one", "two"]',
        "extra": '{"a": 1}',
    }
    assert metadata_of(site, "people/ada") == metadata_of(site, "guide")
    for name in ("people/ada", "guide"):
        [meta] = site.html(name).select("meta[name=description]")
        assert meta["content"] == "All of it."
