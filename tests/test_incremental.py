"""A second build reads and writes what changed, and nothing else."""

from __future__ import annotations

import pytest
from second import edit, older, pages, same_as_fresh
from sites import PIXEL, Build, Site

FILES = {
    "index.md": """\
# People

```{toctree}
other
role
plain
```

```{profile-index}
:tags: kept
```
""",
    "other.md": "# Other\n\n```{profile-card} ada\n```\n",
    "role.md": "# Role\n\nAsk {profile:person}`ada`.\n",
    "plain.md": "# Plain\n\nText.\n",
    "people/ada.md": "---\ntags: kept\n---\n# Ada\n\nOne.\n",
    "people/bob.md": "---\ntags: kept\n---\n# Bob\n\nTwo.\n",
    "people/cat.md": "---\ntags: none\n---\n# Cat\n\nThree.\n",
    "people/images/a.png": PIXEL,
}
SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


@pytest.fixture
def site(build: Build) -> Site:
    made = build(FILES, **SETTINGS)
    assert made.warnings == []
    return made


def again(site: Site, build: Build) -> set[str]:
    """Build again, check that the site equals a fresh one, and return the pages written."""
    written = pages(site.rebuild())
    same_as_fresh(build, site, **SETTINGS)
    return written


def test_nothing_changed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinxext_profiles.project.config.read_profile", None)
    assert pages(site.rebuild()) == set()


def test_a_text_that_no_card_shows(site: Site, build: Build, monkeypatch) -> None:
    edit(site, "people/ada.md", "One.", "One.\n\n## Work\n\nShe wrote.")
    with monkeypatch.context() as patched:
        patched.setattr("sphinxext_profiles.directives.index.render_index", None)
        written = pages(site.rebuild())
    # Sphinx writes the page above again, without reading it; `other` depends on the file.
    assert written == {"index", "other", "people/ada"}
    same_as_fresh(build, site, **SETTINGS)


def test_a_headline_shows_where_the_person_is_shown(site: Site, build: Build) -> None:
    edit(site, "people/ada.md", "tags: kept", "tags: kept\nheadline: Analyst")
    assert again(site, build) == {"index", "other", "people/ada"}


def test_a_name_shows_where_the_person_is_linked_too(site: Site, build: Build) -> None:
    edit(site, "people/ada.md", "# Ada", "# Ada Lovelace")
    written = again(site, build)
    # `plain` comes before the people and links to the first of them.
    assert written == {"index", "other", "role", "plain", "people/ada", "people/bob"}


def test_a_tag_puts_a_person_into_an_index(site: Site, build: Build) -> None:
    edit(site, "people/cat.md", "tags: none", "tags: kept")
    written = again(site, build)
    assert {"index", "people/cat"} <= written
    assert "other" not in written
    assert "Cat" in site.html().text


def test_a_tag_takes_a_person_out_of_an_index(site: Site, build: Build) -> None:
    edit(site, "people/bob.md", "tags: kept", "tags: gone")
    written = again(site, build)
    assert {"index", "people/bob"} <= written
    assert not written & {"other", "role", "plain"}


def test_a_new_note_is_listed(site: Site, build: Build) -> None:
    new = "---\ntags: kept\n---\n# Aaron\n\nNew.\n"
    (site.source / "people/aaron.md").write_text(new, "utf-8")
    written = again(site, build)
    assert {"index", "people/aaron"} <= written
    assert not written & {"other", "role"}


def test_a_note_that_is_gone_is_listed_no_more(site: Site, build: Build) -> None:
    (site.source / "people/bob.md").unlink()
    (site.out / "people/bob.html").unlink()
    written = again(site, build)
    assert "index" in written
    assert not written & {"other", "role", "plain"}


def test_a_renamed_note_is_found_by_its_new_key(site: Site, build: Build) -> None:
    (site.source / "people/ada.md").rename(site.source / "people/lovelace.md")
    (site.out / "people/ada.html").unlink()
    written = again(site, build)
    assert {"index", "other", "role", "people/lovelace"} <= written
    assert any("no note has the key 'ada'" in line for line in site.warnings)


def test_two_people_who_swap_keys(site: Site, build: Build) -> None:
    edit(site, "people/ada.md", "tags: kept", "tags: kept\nid: bob")
    edit(site, "people/bob.md", "tags: kept", "tags: kept\nid: ada")
    written = again(site, build)
    assert {"index", "other", "role"} <= written
    assert "Bob" in site.html("other").article.text


def test_a_page_that_becomes_a_note(site: Site, build: Build) -> None:
    edit(site, "plain.md", "# Plain", "---\ntype: profile\ntags: kept\n---\n# Plain")
    written = again(site, build)
    assert {"index", "plain"} <= written
    assert site.html("plain").find(class_="profile-card-hero")


def test_a_missing_image_that_comes(site: Site, build: Build) -> None:
    edit(site, "people/ada.md", "One.", "![Her](images/new.png)\n\nOne.")
    again(site, build)
    (site.source / "people/images/new.png").write_bytes(PIXEL)
    written = again(site, build)
    assert {"index", "other", "people/ada"} <= written
    assert site.html("other").find("img", class_="u-photo")


# Several outputs with one folder of doctrees


CHANGES = [
    pytest.param("people/ada.md", "# Ada", "# Ada Lovelace", id="name"),
    pytest.param("people/ada.md", "tags: kept", "tags: kept\nheadline: Analyst", id="headline"),
    pytest.param("people/ada.md", "tags: kept", "tags: kept\nid: lovelace", id="key"),
    pytest.param("people/cat.md", "tags: none", "tags: kept", id="into-the-index"),
    pytest.param("people/bob.md", "tags: kept", "tags: none", id="out-of-the-index"),
    pytest.param("other.md", "# Other", "# Another\n\n{any}`bob`", id="mention"),
]
MENTIONS = {**SETTINGS, "profiles_mentions": True}


@pytest.mark.parametrize("other", ["text", "epub", "dirhtml", "latex"])
@pytest.mark.parametrize(("name", "old", "new"), CHANGES)
def test_each_output_has_what_another_has_read(build: Build, name, old, new, other) -> None:
    site = build(FILES, **MENTIONS)
    second = build({}, other, source=site.source, **MENTIONS)
    edit(site, name, old, new)
    second.rebuild()
    site.rebuild()
    same_as_fresh(build, site, **MENTIONS)
    same_as_fresh(build, second, **MENTIONS)
    assert pages(site.rebuild()) == set()


def test_an_output_takes_up_what_another_missed(build: Build) -> None:
    """The build of the other output comes between two changes, or after both."""
    site = build(FILES, **MENTIONS)
    second = build({}, "text", source=site.source, **MENTIONS)
    edit(site, "people/ada.md", "# Ada", "# Ada Lovelace")
    site.rebuild()
    edit(site, "people/ada.md", "# Ada Lovelace", "# Ada")
    site.rebuild()
    edit(site, "people/bob.md", "# Bob", "# Bobby")
    second.rebuild()
    site.rebuild()
    same_as_fresh(build, site, **MENTIONS)
    same_as_fresh(build, second, **MENTIONS)


def test_a_build_of_certain_pages_leaves_the_others_to_the_next(site: Site, build: Build) -> None:
    edit(site, "people/ada.md", "# Ada", "# Ada Lovelace")
    site.app = site.start()
    site.app.build(filenames=[str(site.source / "people/ada.md")])
    assert {"other", "role", "plain"} <= again(site, build)


# Files with an older time


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people/ada.md", "---\ntags: kept\n---\n# Ada Lovelace\n\nOld.\n"),
        ("people/cat.md", "---\ntags: kept\n---\n# Cat\n\nThree.\n"),
        ("other.md", "# Other\n\n```{profile} bob\n```\n"),
        ("plain.md", "# Plain\n\n{profile:person}`bob`\n"),
    ],
)
def test_a_file_that_is_older_than_the_one_before(build: Build, name: str, content: str) -> None:
    site = build(FILES, **MENTIONS)
    second = build({}, "text", source=site.source, **MENTIONS)
    older(site, name, content)
    site.rebuild()
    second.rebuild()
    same_as_fresh(build, site, **MENTIONS)
    same_as_fresh(build, second, **MENTIONS)
    assert pages(site.rebuild()) == set()


def test_an_image_that_is_older_than_the_one_before(site: Site, build: Build) -> None:
    edit(site, "people/ada.md", "One.", "![Her](images/a.png)\n\nOne.")
    again(site, build)
    older(site, "people/images/a.png", "not an image")
    again(site, build)
    assert any("a.png" in line for line in site.warnings)


def test_the_first_person_of_a_project(build: Build) -> None:
    files = {name: text for name, text in FILES.items() if not name.startswith("people/")}
    settings = {**SETTINGS, "suppress_warnings": ["toc", "ref", "profiles"]}
    site = build(files, **settings)
    second = build({}, "text", source=site.source, **settings)
    (site.source / "people").mkdir()
    (site.source / "people/ada.md").write_text(FILES["people/ada.md"], "utf-8")
    for output in (site, second):
        output.rebuild()
        same_as_fresh(build, output, **settings)
