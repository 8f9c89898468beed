"""Notes without a text are no pages in a project that asks for that: `profiles_pages`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from second import edit, pages, same_as_fresh, texts

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.project.domain import profile_domain

if TYPE_CHECKING:
    from sites import Build, Site

BARE = "---\nname: Ada Roe\nrole: Chair\ngithub: ada\nsummary: Chairs it all.\n---\n"
FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{toctree}\nteam\nlink\nplain\n```\n",
    "team.md": "# Team\n\n```{profile-index}\n```\n",
    "link.md": (
        "# Link\n\n{profile:person}`ada`, {doc}`people/ada`, {doc}`her <people/ada>`,"
        " {any}`/people/ada`, [this](people/ada.md), [](people/ada.md#work), [](#ada).\n"
    ),
    "plain.md": "# Plain\n\n[Bo](people/bo.md).\n",
    "people/ada.md": BARE,
    "people/bo.md": "---\nrole: Weaver\n---\n# Bo Ek\n\nBo weaves.\n",
    "people/cy.md": "---\nrole: Dyer\n---\n# Cy Dee\n\n<!-- Write about Cy here. -->\n",
}
SETTINGS: dict[str, Any] = {
    "profiles_notes": ["people/*"],
    "profiles_pages": "with-text",
    "myst_heading_anchors": 2,
    "suppress_warnings": ["toc"],
}


@pytest.fixture
def site(build: Build) -> Site:
    made = build(FILES, **SETTINGS)
    assert made.warnings == []
    return made


@pytest.fixture
def again(site: Site, build: Build):
    """Return a function that builds again and returns the pages that were read and written."""

    def rebuild() -> tuple[set[str], set[str]]:
        before = dict(site.app.env.all_docs)
        written = pages(site.rebuild())
        same_as_fresh(build, site, **SETTINGS)
        assert site.warnings == []
        now = site.app.env.all_docs
        return {page for page in now if now[page] != before.get(page)}, written

    return rebuild


def people_at(site: Site) -> dict[str, str]:
    objects = profile_domain(site.app.env).get_objects()
    return {key: f"{page}#{place}" for key, _, _, page, place, _ in objects}


@pytest.mark.parametrize(
    ("body", "has_text"),
    [
        ("", False),
        ("\n \n", False),
        ("# Ada\n", False),
        ("Ada\n===\n\n---\n", False),
        ("<!-- To be written. -->\n", False),
        ("# Ada\n\n<!-- One. -->\n\n<!-- Two. -->\n", False),
        ("Ada weaves.\n", True),
        ("# Ada\n\n## Work\n", True),
        ("# About me\n\n# Work\n", True),
        ("![Ada](ada.png)\n", True),
        ("* One.\n", True),
        ("```{profile-gallery}\n```\n", True),
        ("<p>Ada</p>\n", True),
        ("$$\nx\n$$\n", True),
        ("| a |\n|---|\n| b |\n", True),
        ("阿達織布。\n", True),
        ("[1]: https://a.example/ 'A'\n", True),
    ],
)
def test_what_is_a_text(body: str, *, has_text: bool) -> None:
    for front in ("", "---\nname: Ada\n---\n"):
        assert read_profile(front + body, "people/ada.md").profile.has_text is has_text


def test_a_note_that_is_too_large_has_a_text() -> None:
    text = "---\nname: Ada\n---\n" + "Ada weaves. " * 20
    assert read_profile(text, "people/ada.md", max_bytes=100).profile.has_text


def test_a_note_without_a_text_is_no_page(site: Site) -> None:
    assert {path.stem for path in (site.out / "people").glob("*.html")} == {"bo"}
    index = json.loads(site.text("searchindex.js").removeprefix("Search.setIndex(")[:-1])
    assert "people/bo" in index["docnames"]
    assert "people/ada" not in index["docnames"]
    assert people_at(site) == {"ada": "team#ada-card", "bo": "people/bo#", "cy": "team#cy-card"}


def test_its_person_is_shown_and_linked(site: Site) -> None:
    cards = [name.get_text() for name in site.html("team").select(".profile-name")]
    assert cards == ["Cy Dee", "Bo Ek", "Ada Roe"]
    links = site.html("link").select("p a.internal")
    assert [link["href"] for link in links] == ["team.html#ada-card"] * 7
    assert [link.get_text() for link in links] == [
        "Ada Roe", "Ada Roe", "her", "Ada Roe", "this", "Ada Roe", "Ada Roe",
    ]  # fmt: skip


def test_without_the_setting_every_note_is_a_page(build: Build) -> None:
    site = build(FILES, **{**SETTINGS, "profiles_pages": "all"})
    assert {path.stem for path in (site.out / "people").glob("*.html")} == {"ada", "bo", "cy"}


def test_the_first_page_and_pages_that_declare_themselves(build: Build) -> None:
    files = {
        "index.md": "---\ntype: profile\nname: Ada\n---\n",
        "bo.md": "---\nlayout: profile\nname: Bo\n---\n",
        "cy.md": "---\ntitle: Cy\n---\n",
    }
    site = build(files, **SETTINGS)
    assert {path.stem for path in site.out.glob("*.html")} >= {"index", "cy"}
    assert not (site.out / "bo.html").exists()
    assert people_at(site) == {"index": "index#"}


TOCTREE = "# Home\n\nText.\n\n```{{toctree}}\n{}\n```\n"


@pytest.mark.parametrize(
    "entry", ["people/ada", "/people/ada", "people/ada.md", "Her page <people/ada>"]
)
def test_a_toctree_that_names_it(build: Build, entry: str) -> None:
    site = build({**FILES, "index.md": TOCTREE.format(f"team\n{entry}\nlink\nplain")}, **SETTINGS)
    assert len(site.warnings) == 1
    assert site.warnings[0] == (
        "index.md:5: WARNING: toctree: people/ada.md is not a page, since it has no text and"
        ' `profiles_pages` is "with-text"; take it out of the toctree, or give it a text'
        " [profiles.page-left-out]"
    )
    assert [link.get_text() for link in site.html().select(".toctree-l1")] == [
        "Team",
        "Link",
        "Plain",
    ]
    # Nothing is read again because of it, and the toctree has the page once that is there.
    before = dict(site.app.env.all_docs)
    site.rebuild()
    assert site.app.env.all_docs == before
    edit(site, "people/ada.md", "it all.\n---\n", "it all.\n---\n## Work\n\nAda chairs.\n")
    site.rebuild()
    assert site.warnings == []
    assert len(site.html().select(".toctree-l1")) == 4
    same_as_fresh(build, site, **SETTINGS)


def test_a_toctree_in_rest(build: Build) -> None:
    rest = "Home\n====\n\n.. toctree::\n   :caption: All\n\n   people/ada\n   team\n\nText.\n"
    files = {name: text for name, text in FILES.items() if name != "index.md"}
    site = build({**files, "index.rst": rest}, **SETTINGS)
    assert [line.partition(" ")[0] for line in site.warnings] == ["index.rst:4:"]
    assert "Text." in site.html().get_text()


def test_a_toctree_of_a_glob(build: Build) -> None:
    home = "# Home\n\n```{toctree}\n:glob:\npeople/*\n```\n"
    site = build({**FILES, "index.md": home}, **SETTINGS)
    assert site.warnings == []
    assert [link.get_text() for link in site.html().select(".toctree-l1")] == ["Bo Ek"]
    edit(site, "people/ada.md", "it all.\n---\n", "it all.\n---\n## Work\n\nAda chairs.\n")
    edit(site, "people/bo.md", "Bo weaves.", "")
    site.rebuild()
    assert [link.get_text() for link in site.html().select(".toctree-l1 > a")] == ["Ada Roe"]
    same_as_fresh(build, site, **SETTINGS)
    edit(site, "people/ada.md", "Ada chairs.", "")
    site.rebuild()
    assert site.warnings == []  # there is nobody left
    same_as_fresh(build, site, **SETTINGS)


# A second build


def test_nothing_changed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinxext_profiles.project.config.read_profile", None)
    before = dict(site.app.env.all_docs)
    assert pages(site.rebuild()) == set()
    assert site.app.env.all_docs == before


def test_a_note_that_gains_a_text(site: Site, again) -> None:
    edit(
        site,
        "people/ada.md",
        "it all.\n---\n",
        "it all.\n---\n# Ada Roe\n\n## Work\n\nAda chairs.\n",
    )
    read, written = again()
    assert read == {"people/ada", "team"}  # whose index has one page more
    assert written - {"index"} == {"people/ada", "people/bo", "team", "link"}
    links = site.html("link").select("p a.internal")
    assert {link["href"].partition("#")[0] for link in links} == {"people/ada.html"}


def test_a_note_that_loses_its_text(site: Site, again) -> None:
    assert (site.out / "_sources/people/bo.md.txt").exists()
    edit(site, "people/bo.md", "Bo weaves.", "")
    read, written = again()
    assert read == {"team"}
    # The page that came after his has another before it.
    assert written - {"index"} == {"team", "link", "plain"}
    assert not (site.out / "people/bo.html").exists()
    assert not (site.out / "_sources/people/bo.md.txt").exists()
    assert "people/bo" not in site.text("searchindex.js")
    assert site.html("plain").select_one("p a")["href"] == "team.html#bo-card"


def test_a_note_that_loses_its_text_where_nobody_shows_it(build: Build) -> None:
    files = {"index.md": "# Home\n", "plain.md": "# Plain\n", "people/bo.md": "# Bo\n\nText.\n"}
    site = build(files, **SETTINGS)
    assert "people/bo" in site.text("searchindex.js")
    edit(site, "people/bo.md", "Text.", "")
    assert pages(site.rebuild()) == {"index"}
    assert "people/bo" not in site.text("searchindex.js")
    same_as_fresh(build, site, **SETTINGS)


def test_a_note_that_is_gone(site: Site, again) -> None:
    (site.source / "people/cy.md").unlink()
    assert again()[0] == {"team"}


def test_neighbours_in_a_project_without_an_index(build: Build) -> None:
    home = "# Home\n\n```{toctree}\n:glob:\na\npeople/*\nz\n```\n"
    files = {
        "index.md": home,
        "a.md": "# A\n",
        "z.md": "# Z\n",
        "people/bo.md": "# Bo\n\nText.\n",
        "people/cy.md": "# Cy\n",
    }
    site = build(files, **SETTINGS)
    assert site.html("a").select_one("link[rel=next]")
    edit(site, "people/bo.md", "Text.", "")
    assert pages(site.rebuild()) == {"index", "a", "z"}
    same_as_fresh(build, site, **SETTINGS)


def test_two_outputs_and_one_folder_of_doctrees(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    other = build({}, "dirhtml", source=site.source, **SETTINGS)
    edit(site, "people/bo.md", "Bo weaves.", "")
    other.rebuild()
    assert not (other.out / "people/bo/index.html").exists()
    same_as_fresh(build, other, **SETTINGS)
    assert (site.out / "people/bo.html").exists()
    site.rebuild()
    assert "people/bo" not in site.text("searchindex.js")
    same_as_fresh(build, site, **SETTINGS)


def test_two_processes(build: Build, site: Site) -> None:
    other = build(FILES, parallel=2, **SETTINGS)
    assert other.warnings == []
    assert texts(other) == texts(site)


# Other outputs


def messages(site: Site, name: str) -> list[str]:
    lines = site.text(name).splitlines()
    return [line[7:-1] for line in lines if line.startswith('msgid "') and line != 'msgid ""']


@pytest.mark.parametrize("layout", ["cards", "list", "table"])
def test_its_texts_are_messages_of_the_page_that_lists_it(build: Build, layout: str) -> None:
    team = f"# Team\n\n```{{profile-index}}\n:layout: {layout}\n```\n"
    site = build({**FILES, "team.md": team}, "gettext", gettext_compact=False, **SETTINGS)
    of_cards = ["Ada Roe", "Chairs it all.", "Cy Dee"] if layout == "cards" else []
    assert set(messages(site, "team.pot")) == {"Team", "Chair", "Dyer", *of_cards}
    assert "Weaver" in messages(site, "people/bo.pot")
    assert not (site.out / "people/ada.pot").exists()
    line = site.text("team.pot").splitlines()
    assert "people/ada.md:" in line[line.index('msgid "Chair"') - 1]
    edit(site, "people/bo.md", "Bo weaves.", "")
    site.rebuild()
    assert "Weaver" in messages(site, "team.pot")


def test_a_book_has_no_pages_of_it(build: Build) -> None:
    site = build(FILES, "epub", epub_show_urls="no", version="1", **SETTINGS)
    edit(site, "people/bo.md", "Bo weaves.", "")
    site.rebuild()
    for name in ("content.opf", "toc.ncx", "nav.xhtml"):
        assert "people/" not in site.text(name)
    assert 'href="team.xhtml#bo-card"' in site.text("plain.xhtml")
    same_as_fresh(build, site, epub_show_urls="no", version="1", **SETTINGS)


def test_documents_of_one_page(build: Build) -> None:
    site = build(FILES, "singlehtml", **SETTINGS)
    links = [link["href"] for link in site.html().select("p a.internal")]
    assert [link for link in links if "ada" in link] == ["#ada-card"] * 7
    tex = build(FILES, "latex", **SETTINGS).text("projectnamenotset.tex")
    assert tex.count("Chairs it all.") == 1
