"""A second build writes exactly the pages that show what changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from image_server import left_by_fetching
from pictures import plain, saved
from second import edit, pages, same_as_fresh, texts
from sites import PIXEL, Build, Site

from sphinxext_profiles.project.config import settings

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS: dict[str, Any] = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
INDEX = "# Team\n\n```{profile-index}\n:tags: kept\n```\n"
NAMED = "# Team\n\n```{profile-index}\n:people: ann bob cat dan eve\n```\n"
LARGER = saved(plain(2, 2))


def note(name: str, tags: str = "kept", image: str = "") -> str:
    return f"---\ntags: {tags}\n---\n# {name}\n\n{image}\n\nSome text.\n"


FILES: dict[str, str | bytes] = {
    "index.md": "# Project\n\n```{toctree}\nteam\nother\nrole\nplain\n```\n",
    "team.md": INDEX,
    "other.md": "# Other\n\n```{profile-card} cat\n```\n",
    "role.md": "# Role\n\nAsk {profile:person}`dan`.\n",
    "plain.md": "# Plain\n\nText.\n",
    **{f"people/{key}.md": note(key.title()) for key in ("ann", "bob", "dan", "eve")},
    "people/cat.md": note("Cat", image="![Cat](images/a.png)"),
    "people/zed.md": note("Zed", tags="none"),
    "people/images/a.png": PIXEL,
}
# Sphinx writes a page again whose toctree includes one that is written: `team` has the people in
# its index, and `index` has `team` and `other`.
TEAM = {"team", "index"}


@pytest.fixture
def site(build: Build) -> Site:
    made = build(FILES, **SETTINGS)
    assert made.warnings == []
    return made


@pytest.fixture
def again(site: Site, build: Build) -> Callable[[], set[str]]:
    """Return a function that builds again and returns the pages that were written."""

    def rebuild() -> set[str]:
        written = pages(site.rebuild())
        same_as_fresh(build, site, **SETTINGS)
        return written

    return rebuild


def test_a_text_shows_on_the_notes_own_page(site: Site, again) -> None:
    edit(site, "people/bob.md", "Some text.", "Some text.\n\n## Work\n\nMore.")
    # Some versions of Sphinx always write the first page.
    assert again() - {"index"} == {"people/bob", "team"}


def test_what_a_card_shows(site: Site, again) -> None:
    edit(site, "people/cat.md", "tags: kept", "tags: kept\nheadline: Pilot")
    assert again() == {"people/cat", "other", *TEAM}


def test_a_name_shows_on_the_neighbours_pages(site: Site, again) -> None:
    edit(site, "people/bob.md", "# Bob", "# Bobby")
    assert again() == {"people/ann", "people/bob", "people/cat", *TEAM}


def test_a_name_that_is_only_linked(site: Site, again) -> None:
    edit(site, "people/dan.md", "# Dan", "# Dana")
    assert again() == {"people/cat", "people/dan", "people/eve", "role", *TEAM}


def test_a_name_that_moves_a_person(site: Site, again) -> None:
    edit(site, "people/bob.md", "# Bob", "# Edgar")
    # ann cat dan Edgar eve
    assert again() == {f"people/{key}" for key in ("ann", "bob", "cat", "dan", "eve")} | TEAM


def test_a_person_who_comes_into_the_index(site: Site, again) -> None:
    edit(site, "people/zed.md", "tags: none", "tags: kept")
    # The page after the last person links back to the new last one.
    assert again() == {"people/eve", "people/zed", "other", *TEAM}


def test_a_person_who_goes_out_of_the_index(site: Site, again) -> None:
    edit(site, "people/bob.md", "tags: kept", "tags: none")
    assert again() == {"people/ann", "people/bob", "people/cat", *TEAM}


def test_a_new_note(site: Site, again) -> None:
    (site.source / "people/beth.md").write_text(note("Beth"), "utf-8")
    assert again() == {"people/ann", "people/beth", "people/bob", *TEAM}


def test_a_note_that_is_gone(site: Site, again) -> None:
    (site.source / "people/bob.md").unlink()
    (site.out / "people/bob.html").unlink()
    assert again() == {"people/ann", "people/cat", *TEAM}


def test_a_note_that_is_renamed(site: Site, again) -> None:
    (site.source / "people/bob.md").rename(site.source / "people/bill.md")
    (site.out / "people/bob.html").unlink()
    assert again() == {"people/ann", "people/bill", "people/cat", *TEAM}


def test_two_people_who_swap_names(site: Site, again) -> None:
    edit(site, "people/ann.md", "# Ann", "# Bob")
    edit(site, "people/bob.md", "# Bob", "# Ann")
    assert again() == {"people/ann", "people/bob", "people/cat", *TEAM}


def test_a_page_that_is_renamed(site: Site, again) -> None:
    (site.source / "role.md").rename(site.source / "ask.md")
    (site.out / "role.html").unlink()
    edit(site, "index.md", "role", "ask")
    assert again() == {"index", "ask", "other", "plain"}


def test_the_order_of_people_who_are_named(site: Site, again) -> None:
    (site.source / "team.md").write_text(NAMED, "utf-8")
    assert again() == TEAM
    edit(site, "team.md", "dan eve", "eve dan")
    # cat eve dan, and the page after the last person
    assert again() == {"people/cat", "people/dan", "people/eve", "other", *TEAM}


def test_the_last_index_that_is_gone(site: Site, again) -> None:
    (site.source / "team.md").write_text("# Team\n\nNobody.\n", "utf-8")
    people = {f"people/{key}" for key in ("ann", "bob", "cat", "dan", "eve")}
    assert again() == {*people, "other", *TEAM}


def test_the_first_index(build: Build) -> None:
    site = build({**FILES, "team.md": "# Team\n\nNobody.\n"}, **SETTINGS)
    (site.source / "team.md").write_text(INDEX, "utf-8")
    people = {f"people/{key}" for key in ("ann", "bob", "cat", "dan", "eve")}
    assert pages(site.rebuild()) == {*people, "other", *TEAM}
    same_as_fresh(build, site, **SETTINGS)


def test_an_image_that_changed(site: Site, again) -> None:
    (site.source / "people/images/a.png").write_bytes(LARGER)
    assert again() == {"people/cat", "other", *TEAM}
    assert site.html("other").find("img", class_="u-photo")["width"] == "2"


@pytest.mark.parametrize("directive", ["profile-card", "profile", "profile-references"])
def test_a_note_that_is_no_page(build: Build, directive: str) -> None:
    text = "# Ida\n\nText [1].\n\n[1]: https://a.example 'A'\n"
    files = {
        "index.md": f"# I\n\n```{{{directive}}} /notes/ida.md\n```\n",
        "plain.md": "# Plain\n",
        "notes/ida.md": text,
    }
    changed: dict[str, Any] = {**SETTINGS, "exclude_patterns": ["_build", "notes"]}
    site = build(files, **changed)
    edit(site, "notes/ida.md", "# Ida", "# Ida B")
    edit(site, "notes/ida.md", "'A'", "'B'")
    assert pages(site.rebuild()) == {"index"}
    same_as_fresh(build, site, **changed)


def test_notes_that_are_touched_are_not_read(site: Site, monkeypatch) -> None:
    before = texts(site)
    for file in (site.source / "people").glob("*.md"):
        os.utime(file)
    monkeypatch.setattr("sphinxext_profiles.project.config.read_profile", None)
    monkeypatch.setattr("sphinxext_profiles.directives.index.render_index", None)
    site.rebuild()
    assert texts(site) == before


def test_notes_that_are_no_pages_are_touched(build: Build, monkeypatch) -> None:
    changed: dict[str, Any] = {**SETTINGS, "exclude_patterns": ["_build", "people/*.md"]}
    site = build({**FILES, "other.md": "# Other\n", "role.md": "# Role\n"}, **changed)
    for file in (site.source / "people").glob("*.md"):
        os.utime(file)
    monkeypatch.setattr("sphinxext_profiles.project.config.read_profile", None)
    assert pages(site.rebuild()) == set()


def test_a_conf_py_that_says_the_same(site: Site, monkeypatch) -> None:
    (site.source / "conf.py").write_text("# A comment.\n", "utf-8")
    monkeypatch.setattr("sphinxext_profiles.project.config.read_profile", None)
    assert pages(site.rebuild()) == set()


VALUES: dict[str, Any] = {
    "profiles_avatars": ["github"],
    "profiles_remote_images": "show",
    "profiles_notes": ["people/*", "!people/bob"],
    "profiles_people": [{"flo": {"name": "Flo", "tags": "kept"}}],
    "profiles_pages": "with-text",
    "profiles_trust_notes": True,
    "profiles_allowed_directives": ["versionadded"],
    "profiles_allowed_roles": ["file"],
    "profiles_tracking_parameters": ["from"],
    "profiles_max_note_bytes": 100,
    "profiles_fallback_languages": ["ko"],
    "profiles_citation_style": "superscript",
    "profiles_link_style": "words",
    "profiles_references_placement": "end",
    "profiles_mentions": True,
    "profiles_image_dir": "pictures",
    "profiles_drop_residue": True,
    "profiles_provenance": "hide",
    "profiles_sort": "-name",
    "profiles_head": ["description"],
    "profiles_byline": "bottom",
}
MUCH = """\
---
model: gpt-5
github: max
---
# Max

![Max](https://pictures.invalid/max.png)

Here is what is known:

Text [1] and {file}`a.txt`.

<b>bold</b>

```{versionadded} 1.0
```

[1]: https://a.example/?from=here 'A'
"""


@pytest.mark.parametrize("name", VALUES)
def test_a_setting_that_changes(build: Build, name: str) -> None:
    shown = "```{profile} max\n:without: references\n```\n"
    plain = f"# Plain\n\n{{profile:person}}`max` {{profile:person}}`mia`\n\n{shown}"
    plain = f"---\nauthors: max\n---\n{plain}"
    files = {**FILES, "people/max.md": MUCH, "plain.md": plain}
    files |= left_by_fetching({"https://pictures.invalid/max.png": PIXEL}, folder="pictures")
    files["people/ida.md"] = "---\ngithub: ida\n---\n# Ida\n\nText.\n"
    files |= left_by_fetching({"avatar://ida": PIXEL})
    for lang in ("ja", "ko"):
        files[f"people/mia.{lang}.md"] = f"---\nlang: {lang}\n---\n# Mia in {lang}\n"
    site = build(files, **SETTINGS)
    before = texts(site)
    changed = {**SETTINGS, name: VALUES[name]}
    second = build({}, source=site.source, **changed)
    assert texts(second) != before
    same_as_fresh(build, second, **changed)


def test_advice_that_is_asked_for(build: Build) -> None:
    site = build({**FILES, "people/max.md": "# Max\n\nA lead-in:\n\n* One.\n"}, **SETTINGS)
    assert site.warnings == []
    second = build({}, source=site.source, profiles_warn_advice=True, **SETTINGS)
    assert any("people/max.md" in line for line in second.warnings)


def test_every_setting_has_a_case() -> None:
    no_page = {setting.name for setting in settings() if setting.rebuild == ""}
    for_fetching = {"profiles_image_max_bytes", "profiles_image_svg"}
    # people files are compared by themselves
    assert no_page == {*for_fetching, "profiles_people", "profiles_people_json"}
    elsewhere = {"profiles_latex_fonts", "profiles_publications"}  # test_pdf, test_publications
    named = {setting.name for setting in settings()}
    assert {*VALUES, *no_page, *elsewhere, "profiles_warn_advice"} == named
