"""What a note reaches beyond itself: files, other pages, their names, and the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sites import DESIGN, PIXEL

if TYPE_CHECKING:
    from bs4 import Tag
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


def test_no_note_has_the_path_of_another_for_its_key(build: Build) -> None:
    notes = people(aaa="---\nid: bob.md\n---\n# Ada\n\nMine.\n", bob="# Bob\n\nBaker.\n")
    notes["people/page.md"] = "# Page\n\n## Work\n\n```{profile} bob.md\n```\n"
    site = build(notes, **SETTINGS)
    assert "Baker." in site.html("people/page").text
    assert "Mine." not in site.html("people/page").text
    [warning] = [line for line in site.warnings if "[profiles.key-invalid]" in line]
    assert "bob-md" in warning


@pytest.mark.parametrize("lang", ["", "lang: en\n"])
def test_no_note_takes_the_place_of_another_by_its_id(build: Build, lang: str) -> None:
    notes = people(aaa=f"---\nid: bob\n{lang}---\n# Ada\n\nMine.\n", bob="# Bob\n\nBaker.\n")
    notes["guide.md"] = "# Guide\n\n```{profile} bob\n```\n"
    site = build(notes, **SETTINGS)
    assert "Baker." in site.html("guide").text
    assert "Mine." not in site.html("guide").text
    [warning] = [line for line in site.warnings if "[profiles.key-duplicate]" in line]
    assert warning.startswith("people/aaa.md:1:")
    assert "people/bob.md already has the key 'bob'" in warning


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


@pytest.mark.parametrize(
    "theme_name",
    ["alabaster", pytest.param("sphinx_rtd_theme", marks=pytest.mark.themes)],
)
def test_what_acts_does_not_reach_the_page(build: Build, theme_name: str) -> None:
    notes = {
        f"n{number}": f"---\n{front}\n---\n# N{number}\n\nWhole.\n"
        for number, front in enumerate(ACTING)
    }
    site = build(people(**notes), **SETTINGS, html_theme=theme_name)
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


# Names

NAMED = """\
(ada)=
(countess)=
# Ada

(setup-guide)=
{#install}
## Work

```{note}
:name: tip
Inside. {ref}`Here <setup-guide>`, [there](#tip), {eq}`euler`.
```

$$
e = 1
$$ (euler)

```{math}
:label: pi
p = 3
```
"""
GUIDE = """\
(setup-guide)=
# Guide

(install)=
## Install

$$
x = 2
$$ (euler)

{ref}`setup-guide`, {ref}`install`, {eq}`euler`, {ref}`Tip <tip>`, {ref}`ada`, {ref}`countess`,
[](#setup-guide), [](#countess), [](people/ada.md), {eq}`pi`
"""
MYST = {"myst_enable_extensions": ["attrs_inline", "attrs_block", "dollarmath"]}


def addresses(page: Tag) -> dict[str, str]:
    """Return where the links of a page lead, by their text."""
    links = page.select("a.reference.internal, a.reference:has(.std-ref)")
    return {link.text: str(link["href"]) for link in links}


def test_the_names_of_a_page_win(build: Build) -> None:
    site = build(people(ada=NAMED) | {"guide.md": GUIDE}, **SETTINGS, **MYST)
    assert not site.warnings
    links = addresses(site.html("guide").select_one("[role=main], .body, main"))
    assert links["Guide"] == "#setup-guide"
    assert links["Install"] == "#install"
    assert links["Tip"] == "people/ada.html#ada-tip"
    assert links["Ada"].startswith("people/ada.html")
    labels = site.app.env.get_domain("std").labels
    assert labels["setup-guide"][0] == "guide"
    assert labels["ada:setup-guide"][0] == "people/ada"
    assert labels["ada:ada"][2] == labels["ada:countess"][2] == "Ada"
    note = addresses(site.html("people/ada").select_one("[role=main], .body, main"))
    assert note["Here"] == "#ada-setup-guide"
    assert note["there"] == "#ada-tip"


def test_a_bare_name_means_a_note_where_no_page_has_it(build: Build) -> None:
    guide = "# Guide\n\n{ref}`setup-guide` and {eq}`euler` and [Tip](#tip) and {ref}`ada`\n"
    site = build(people(ada=NAMED) | {"guide.md": guide}, **SETTINGS, **MYST)
    assert not site.warnings
    page = site.html("guide")
    assert page.select_one("a[href='people/ada.html#ada-setup-guide']").text == "Work"
    assert page.select_one("a[href='people/ada.html#ada']").text == "Ada"
    assert page.select_one("a[href='people/ada.html#ada-tip']")
    assert page.select_one("a[href*='equation-ada-euler']")


def test_a_note_on_two_pages_warns_of_nothing(build: Build) -> None:
    shown = "# {0}\n\n```{{profile}} ada\n```\n"
    files = people(ada=NAMED) | {"guide.md": shown.format("Guide"), "more.md": shown.format("More")}
    files["index.md"] = "# Index\n\n```{toctree}\nguide\nmore\npeople/ada\n```\n"
    site = build(files, **SETTINGS, **MYST)
    assert not site.warnings
    for name in ("guide", "more"):
        page = site.html(name)
        own = addresses(page)["Here"].removeprefix("#")
        assert page.find(id=own)


@pytest.mark.parametrize(
    "top",
    [
        "(ada)=\n# Ada",
        "(x)=\n(ada)=\n# Ada",
        "(ada)=\n## Ada",
        "{#ada}\n# Ada",
        "![A](a.png)\n\n(ada)=\n# Ada",
    ],
)
def test_a_label_above_the_title_is_the_title_s(build: Build, top: str) -> None:
    guide = "# Guide\n\n{ref}`ada` and [](people/ada.md#work)\n"
    files = people(ada=f"{top}\n\nText.\n\n### Work\n\nWork.\n") | {"guide.md": guide}
    files["people/a.png"] = PIXEL
    site = build(files, **SETTINGS, **MYST, myst_heading_anchors=3)
    assert not site.warnings
    page = site.html("guide")
    assert page.select_one("a[href='people/ada.html#ada']").text == "Ada"
    assert page.select_one("a[href='people/ada.html#work']").text == "Work"


def test_another_page_s_label_is_no_note_s(build: Build) -> None:
    guide = "# Guide\n\n(fig:plot)=\n## Plot\n\n{ref}`plot`\n"
    site = build(people(ada=NAMED) | {"guide.md": guide}, **SETTINGS, **MYST)
    [warning] = site.warnings
    assert "undefined label: 'plot'" in warning


def test_a_note_that_is_read_again_takes_no_label_back(build: Build) -> None:
    guide = "# Guide\n\n(ada:plot)=\n## Plot\n\n{ref}`ada:plot`\n"
    note = "# Ada\n\nShe.\n\n(plot)=\n## Her plot\n\nText.\n"
    site = build(people(ada=note) | {"guide.md": guide}, **SETTINGS, **MYST)
    (site.source / "people/ada.md").write_text(f"{note}More.\n", "utf-8")
    site.rebuild()
    assert site.app.env.get_domain("std").labels["ada:plot"][0] == "guide"
    assert not site.warnings


@pytest.mark.parametrize("guide", ["a-guide", "z-guide"])
def test_sections_of_notes_take_no_labels(build: Build, guide: str) -> None:
    """Pages are read in the order of their names, so one before the notes and one after."""
    files = people(ada="# Ada\n\n## Work\n\nHers.\n", bob="# Bob\n\n## Work\n\nHis.\n")
    files |= {f"{guide}.md": "# Handbook\n\n## Work\n\n{ref}`work`, {ref}`ada:work`\n"}
    files["index.md"] = f"# Index\n\n```{{toctree}}\n:glob:\npeople/*\n{guide}\nguide\n```\n"
    extensions = ["myst_parser", "sphinx.ext.autosectionlabel", "sphinxext_profiles"]
    site = build(files, extensions=extensions, **SETTINGS)
    assert not site.warnings
    page = site.html(guide)
    assert page.select_one("a[href='#work']")
    assert page.select_one("a[href='people/ada.html#work']")


# Around the note, and in it

COVERING = [
    "[x](https://a.example/){.sd-stretched-link}",
    "```{button-link} https://a.example/\n:class: sd-stretched-link\nx\n```",
    "```{button-link} https://a.example/\n:click-parent:\nx\n```",
    "```{container} fixed-top vh-100 w-100\nx\n```",
    "```{note}\n:class: Fixed-Top\nx\n```",
    "```{card} x\n---\nclass-card: fixed-top sd-shadow-sm\n---\nx\n```",
    "{.fixed-top}\n> x",
]


@pytest.mark.parametrize("body", COVERING)
def test_a_note_has_harmless_classes_only(build: Build, body: str) -> None:
    settings = {**SETTINGS, **MYST, "extensions": DESIGN}
    site = build(people(ada=f"# Ada\n\n## Work\n\n{body}\n\nWhole.\n"), **settings)
    page = site.html("people/ada")
    assert not page.select(".sd-stretched-link, .fixed-top, .vh-100, .w-100")
    assert "Whole." in page.text
    assert [line for line in site.warnings if "[profiles.class-blocked]" in line]
    trusted = build(
        people(ada=f"# Ada\n\n## Work\n\n{body}\n"), **settings, profiles_trust_notes=True
    )
    assert trusted.html("people/ada").select(".sd-stretched-link, .fixed-top")


def test_a_class_that_is_harmless_stays(build: Build) -> None:
    body = "```{card} T\n:class-card: sd-shadow-sm evil\n:class-body: sd-p-3\nx\n```"
    site = build(people(ada=f"# Ada\n\n## Work\n\n{body}\n"), extensions=DESIGN, **SETTINGS)
    page = site.html("people/ada")
    assert page.select_one(".sd-card.sd-shadow-sm .sd-card-body.sd-p-3")
    assert not page.select(".evil")


FAILING = [
    "```{hlist}\n:columns: 0\n\n* a\n```",
    "```{hlist}\n:columns: 1000000000\n\n* a\n```",
    "```{code-block} python\n:emphasize-lines: 1-4000000000\n\nx = 1\n```",
    f"```{{image}} a.png\n:scale: {'9' * 400}\n```",
    f"```{{image}} a.png\n:width: {'9' * 400}\n```",
    f"![A](a.png){{width={'9' * 400}px}}",
]


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_what_fails_in_a_note_costs_no_more_than_itself(build: Build, builder: str) -> None:
    notes = {
        f"n{number}": f"# N{number}\n\n## Work\n\n{body}\n\nWhole {number}.\n\n| a |\n| - |\n"
        for number, body in enumerate(FAILING)
    }
    site = build(people(**notes) | {"people/a.png": PIXEL}, builder, **SETTINGS, **MYST)
    if builder == "html":
        text = "".join(site.html(f"people/n{number}").text for number in range(len(FAILING)))
    else:
        [file] = site.out.glob("*.tex")
        text = file.read_text("utf-8")
    for number in range(len(FAILING)):
        assert f"Whole {number}." in text
        assert any(line.startswith(f"people/n{number}.md:") for line in site.warnings)


def test_a_role_that_fails_costs_no_more_than_itself(build: Build) -> None:
    failing = 'def fail(*args, **more):\n    raise ValueError("no\\nsuch thing")\n'
    conf = f"{failing}\n\ndef setup(app):\n    app.add_role('fail', fail)\n"
    files = people(ada="# Ada\n\n## Work\n\nBefore {fail}`words` after.\n") | {"conf.py": conf}
    site = build(files, **SETTINGS, profiles_allowed_roles=["fail"])
    [warning] = [line for line in site.warnings if "[profiles.directive-failed]" in line]
    assert warning.startswith("people/ada.md:5:")
    assert "Before words after." in site.html("people/ada").text


@pytest.mark.parametrize("parallel", [0, 2])
def test_a_note_in_another_encoding_ends_no_build(build: Build, parallel: int) -> None:
    latin = "# Ada\n\nM\u00e4rz.\n".encode("latin-1")
    files = people(bob="# Bob\n\nBaker.\n") | {"people/ada.md": latin}
    files["guide.md"] = "# Guide\n\n```{profile-card} ada\n```\n"
    site = build(files, parallel=parallel, **SETTINGS)
    [warning] = [line for line in site.warnings if "[profiles.note-encoding]" in line]
    assert warning.startswith("people/ada.md:3:")
    assert "Baker." in site.html("people/bob").text
    assert "Ada" in site.html("guide").text
