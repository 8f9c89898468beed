"""The directives, from MyST and from reST."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sample import ADA, NOTE
from sites import DESIGN, PIXEL, Build, Site, classes

if TYPE_CHECKING:
    from bs4 import Tag

FILES = {"people/ada.md": ADA, "people/shen-kuo.hant.md": NOTE, "people/images/a.png": PIXEL}


def directive(syntax: str, kind: str, argument: str = "", body: str = "", **options: str) -> str:
    """Return a directive in reST or MyST."""
    lines = [f":{option.replace('_', '-')}: {value}" for option, value in options.items()]
    if body:
        lines += ["", body]
    if syntax == "rst":
        inner = "\n".join(f"   {line}" for line in lines)
        return f".. {kind}:: {argument}\n{inner}\n\n"
    inner = "\n".join(lines)
    return f"```{{{kind}}} {argument}\n{inner}\n```\n\n"


@pytest.fixture(params=["md", "rst"])
def syntax(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def show(build: Build, syntax: str):
    """Return a function that builds a page with directives, with the notes as no pages."""

    def make(*directives: tuple, **settings) -> Site:
        heading = "# Index\n\n" if syntax == "md" else "Index\n=====\n\n"
        text = heading + "".join(
            directive(syntax, *parts[:-1], **parts[-1])
            if isinstance(parts[-1], dict)
            else directive(syntax, *parts)
            for parts in directives
        )
        settings = {
            "profiles_notes": ["people/*"],
            "exclude_patterns": ["people"],
            "extensions": ("myst_parser", "sphinxext_profiles")
            if syntax == "md"
            else ("sphinxext_profiles",),
            **settings,
        }
        return build({**FILES, f"index.{syntax}": text}, **settings)

    return make


def card(site: Site) -> Tag:
    """Return the only card of the first page."""
    assert site.warnings == []
    (found,) = site.html().find_all("article")
    return found


def test_a_card_shows_the_person(show) -> None:
    found = card(show(("profile-card", "ada")))
    assert {"profile-card-stacked", "h-card"} <= classes(found)
    assert found.find(class_="p-name").text == "Ada Lovelace"
    assert found.find(class_="p-job-title").text == "Analyst of the Analytical Engine"
    assert "first program" in found.find(class_="p-note").text
    assert found.find("img", class_="u-photo")["alt"] == ""
    assert found.find(class_="profile-links").a["href"] == "https://www.wikidata.org/wiki/Q7259"
    assert found.find(class_="profile-tags") is None


def test_a_card_in_another_language_says_so(show) -> None:
    found = card(show(("profile-card", "shen-kuo")))
    assert found["lang"] == "zh-Hant"
    assert found.find(class_="profile-provenance")["lang"] == "en"
    assert "openai/gpt-5" in found.find(class_="profile-provenance").text


@pytest.mark.parametrize("layout", ["stacked", "portrait", "side", "compact", "hero"])
def test_layouts(show, layout: str) -> None:
    found = card(show(("profile-card", "ada", {"layout": layout})))
    assert f"profile-card-{layout}" in classes(found)
    assert (found.find(class_="p-note") is None) == (layout == "compact")


def test_a_summary_may_be_cut_only_where_the_name_leads_to_the_whole(show) -> None:
    pages = {"exclude_patterns": [], "suppress_warnings": ["toc"]}
    pages["extensions"] = ("myst_parser", "sphinxext_profiles")

    def may_be_cut(options: dict[str, str], *, body: str = "") -> bool:
        parts = ("profile-card", "ada", body, options)
        found = card(show(parts, **pages))
        return {"profile-card-linked", "profile-card-whole"} <= classes(found)

    assert may_be_cut({"layout": "portrait"})
    assert may_be_cut({})
    assert not may_be_cut({"link": "https://example.org"})
    assert not may_be_cut({"link": "none"})
    assert not may_be_cut({"summary": "Other words."})
    assert not may_be_cut({}, body="Other words.")


def test_what_a_card_shows_is_the_authors_choice(show) -> None:
    found = card(show(("profile-card", "ada", {"show": "tags", "hide": "photo, headline links"})))
    assert [tag.text.strip() for tag in found.select(".profile-tags li")] == [
        "mathematics",
        "computing",
    ]
    for gone in (".profile-photo", ".profile-headline", ".profile-links"):
        assert found.select_one(gone) is None


def test_a_hidden_name_stays_for_machines_and_names_the_photo(show) -> None:
    found = card(show(("profile-card", "ada", {"hide": "name"})))
    assert found.find("data", class_="p-name")["value"] == "Ada Lovelace"
    assert found.find("img")["alt"] == "Ada, painted in 1836"


def test_options_take_the_place_of_the_note(show) -> None:
    options = {
        "headline": "Countess of Lovelace",
        "affiliation": "London",
        "summary": "A *short* one.",
        "photo": "/people/images/a.png",
        "photo_alt": "Ada",
        "photo_shape": "rounded",
        "photo_focus": "33% 12%",
        "link": "https://example.org/?utm_source=x",
        "class": "special",
        "name": "ada-card",
    }
    found = card(show(("profile-card", "ada", options)))
    assert found.find(class_="p-job-title").text == "Countess of Lovelace"
    assert found.find(class_="p-org").text == "London"
    assert found.find(class_="p-note").em.text == "short"
    assert found.find("img")["alt"] == "Ada"
    photo = classes(found.find(class_="profile-photo"))
    assert {"profile-photo-rounded", "profile-x-35", "profile-y-10"} <= photo
    assert found.find(class_="p-name").a["href"] == "https://example.org/"
    assert "profile-card-linked" in classes(found)
    assert "special" in classes(found)
    assert found["id"] == "ada-card"


def test_a_card_links_to_the_note_where_it_is_a_page(build: Build, syntax: str) -> None:
    text = "# Index\n\n" if syntax == "md" else "Index\n=====\n\n"
    files = {**FILES, f"index.{syntax}": text + directive(syntax, "profile-card", "ada")}
    site = build(files, profiles_notes=["people/*"], suppress_warnings=["toc"])
    link = site.html().find(class_="p-name").a
    assert link["href"] == "people/ada.html"
    assert "u-url" in classes(link)


@pytest.mark.parametrize("argument", ["ada", "people/ada.md", "/people/ada.md", "people/ada"])
def test_a_note_is_named_by_key_or_path(show, argument: str) -> None:
    assert card(show(("profile-card", argument))).find(class_="p-name").text == "Ada Lovelace"


def test_a_card_in_place_needs_no_note(show) -> None:
    found = card(
        show(("profile-card", "Emmy Noether", "She found *the* theorem.", {"headline": "Algebra"}))
    )
    assert found.find(class_="p-name").text == "Emmy Noether"
    assert found.find(class_="p-job-title").text == "Algebra"
    assert found.find(class_="p-note").em.text == "the"
    assert found.find(class_="profile-initials").text == "EN"
    assert "profile-card-linked" not in classes(found)


def test_a_name_almost_like_a_key_is_pointed_out(show) -> None:
    site = show(("profile-card", "adda", "A body."))
    assert "did you mean the key 'ada'" in site.warnings[0]
    assert "[profiles.key-similar]" in site.warnings[0]
    assert site.html().find(class_="p-name").text == "adda"


@pytest.mark.parametrize(
    ("parts", "code", "message"),
    [
        (("profile-card", "adda"), "key-unknown", "did you mean 'ada'"),
        (("profile-card", ""), "argument", "this page is not a note"),
        (("profile-card", "ada", {"layuot": "side"}), "option-unknown", "did you mean 'layout'"),
        (("profile-card", "ada", {"layout": "sied"}), "option-value", "did you mean 'side'"),
        (("profile-card", "ada", {"photo_focus": "nowhere"}), "option-value", "50% 20%"),
        (("profile-gallery", "ada", {"columns": "9"}), "option-value", "from 1 to 6"),
        (("profile-card", "people/none.md"), "note-missing", "people/none.md"),
        (("profile-card", "../../etc/passwd"), "note-outside", "source folder"),
        (("profile-card", "ada", {"link": "javascript:x"}), "address-unsafe", "refused"),
        (
            ("profile-card", "ada", {"link": "nowhere"}),
            "option-value",
            "a page, an address or a kind of link",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_line(show, parts: tuple, code: str, message: str) -> None:
    site = show(parts, ("profile-card", "shen-kuo"))
    (warning,) = site.warnings
    assert f"[profiles.{code}]" in warning
    assert message in warning
    assert warning.startswith("index.")
    assert ":3: " in warning or ":4: " in warning
    assert "沈括" in site.html().text


def test_a_gallery(show) -> None:
    site = show(("profile-gallery", "shen-kuo", {"columns": "1 2 3 4", "ratio": "4:3"}))
    assert site.warnings == []
    gallery = site.html().find(class_="profile-gallery")
    expected = {"profile-columns-1", "profile-columns-sm-2", "profile-columns-md-3"}
    assert expected | {"profile-columns-lg-4", "profile-ratio-4-3"} <= classes(gallery)
    assert gallery["lang"] == "zh-Hant"
    assert gallery.ul["aria-label"]
    assert gallery.find("a", class_="profile-image")["href"].startswith("_images/")


def test_a_gallery_is_limited_and_captioned(show) -> None:
    site = show(
        ("profile-gallery", "shen-kuo", {"limit": "1", "captions": "alt"}),
        ("profile-gallery", "ada", {"captions": "none", "images": "all"}),
    )
    first, second = site.html().find_all(class_="profile-gallery")
    assert len(first.find_all("figure")) == 1
    assert first.figcaption.text == first.img["alt"] != ""
    assert second.figcaption is None


def test_a_reference_list(show) -> None:
    site = show(("profile-references", "shen-kuo", {"style": "compact", "title": "Sources"}))
    assert site.warnings == []
    block = site.html().select_one("[role=doc-bibliography]")
    assert "profile-references-compact" in classes(block)
    assert block.find(class_="rubric").text == "Sources"
    assert block.find(class_="rubric").name == "h2"
    assert len(block.find_all("li")) == 2
    assert block.select("a[role=doc-backlink]") == []


def test_references_that_nothing_cites_can_be_left_out(build: Build) -> None:
    note = "# A\n\nText [1].\n\n[1]: https://a.org\n[2]: https://b.org\n"
    page = "# Index\n\n```{profile-references} a.md\n:unused: hide\n```\n"
    site = build({"index.md": page, "a.md": note}, exclude_patterns=["a.md"])
    assert len(site.html().select("[role=doc-bibliography] li")) == 1
    assert [line for line in site.warnings if "[profiles.reference-unused]" not in line] == []


def test_a_whole_profile_inside_another_page(show) -> None:
    site = show(("profile", "shen-kuo"), ("profile", "ada", {"without": "gallery references"}))
    assert site.warnings == []
    page = site.html()
    regions = page.find_all("section", class_="profile")
    assert regions[0].find(class_="p-name").text == "沈括"
    assert [heading.text for heading in regions[0].find_all(["h2", "h3"])] == [
        "背景",
        "在《夢溪筆談》中",
        "References",
    ]
    assert len(regions[0].select("a[role=doc-biblioref]")) == 5
    assert regions[1].find(class_="profile-gallery") is None
    assert regions[1].select_one("[role=doc-bibliography]") is None
    # Without a list on the page the citation goes to the source itself.
    assert regions[1].select_one(".profile-citation a")["href"].startswith("https://www.fourmilab")
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_nothing_of_a_whole_profile_is_said_twice(show) -> None:
    site = show(("profile", "ada"))
    assert site.html().select_one(".body").text.count("the first program") == 1
    site = show(("profile", "ada", {"without": "sections"}))
    assert site.html().select_one(".body").text.count("the first program") == 1


def test_headings_fit_where_they_stand_in_a_grid_too(build: Build) -> None:
    page = """\
# Index

## Below

::::{grid} 1
:::{grid-item}
```{profile} people/shen-kuo.hant.md
```
:::
::::
"""
    settings = {"exclude_patterns": ["people"], "myst_enable_extensions": ["colon_fence"]}
    site = build({**FILES, "index.md": page}, extensions=DESIGN, **settings)
    region = site.html().find(class_="profile")
    headings = region.find_all(["h1", "h2", "h3", "h4"])
    assert [(heading.name, heading.text) for heading in headings] == [
        ("h3", "背景"),
        ("h3", "在《夢溪筆談》中"),
        ("h3", "References"),
    ]
    assert headings[2]["lang"] == "en"


def test_a_portrait_is_no_link_to_its_file(show) -> None:
    image = card(show(("profile-card", "ada"))).find("img", class_="u-photo")
    assert image.find_parent("a") is None
    assert image.find_parent(class_="profile-photo")


def test_two_notes_on_a_page_keep_their_numbers_apart(show) -> None:
    site = show(("profile", "shen-kuo"), ("profile", "ada"))
    links = site.html().select("a[role=doc-biblioref]")
    by_note = {link["href"].split("-ref-")[0] for link in links}
    assert by_note == {"#shen-kuo", "#ada"}


def test_a_note_shown_twice_never_repeats_an_id(show) -> None:
    twice = {"name": "first-of-two"}
    site = show(("profile", "shen-kuo", twice), ("profile", "shen-kuo"), ("tip", "", "x"))
    assert site.warnings == []
    page = site.html()
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for region, other in zip(
        page.select("section.profile"), ("shen-kuo", "shen-kuo-2"), strict=True
    ):
        links = region.select("a[role=doc-biblioref]")
        assert {link["href"].split("-ref-")[0] for link in links} == {f"#{other}"}


def test_sections_are_chosen_by_title_or_anchor(show) -> None:
    site = show(("profile", "shen-kuo", {"sections": "背*", "heading_level": "4"}))
    region = site.html().find("section", class_="profile")
    assert [heading.text for heading in region.find_all("h4")] == ["背景", "References"]
    assert "磁偏角" not in region.text


def test_the_text_after_a_profile_is_not_swallowed(show) -> None:
    site = show(("profile", "ada"), ("note", "", "After."))
    after = site.html().find(class_="note")
    assert after.find_parent("section", class_="profile") is None


@pytest.mark.parametrize("design", ["grid", "grid-item", "tab-item", "dropdown"])
def test_inside_the_parts_of_sphinx_design(build: Build, design: str) -> None:
    outer = {
        "grid": "::::{grid} 2\n%s\n::::",
        "grid-item": "::::::{grid} 2\n:::::{grid-item}\n%s\n:::::\n::::::",
        "tab-item": "::::::{tab-set}\n:::::{tab-item} A\n%s\n:::::\n::::::",
        "dropdown": "::::{dropdown} More\n%s\n::::",
    }[design]
    page = "# Index\n\n" + outer % ":::{profile-card} people/ada.md\n:::"
    settings = {"exclude_patterns": ["people"], "myst_enable_extensions": ["colon_fence"]}
    site = build({**FILES, "index.md": page}, extensions=DESIGN, **settings)
    assert site.warnings == []
    card_tag = site.html().article
    assert card_tag.find_parent(
        class_={"grid": "sd-col", "grid-item": "sd-col"}.get(
            design, "sd-tab-content" if design == "tab-item" else "sd-dropdown"
        )
    )


def test_a_project_without_myst_takes_no_markdown_for_pages(build: Build) -> None:
    page = "Index\n=====\n\n.. profile:: people/shen-kuo.hant.md\n"
    site = build(
        {**FILES, "stray.md": "# Stray\n", "index.rst": page}, extensions=("sphinxext_profiles",)
    )
    assert site.warnings == []
    assert site.app.env.found_docs == {"index"}
    assert len(site.html().select("a[role=doc-biblioref]")) == 5


def test_the_stylesheet_is_only_where_it_is_used(build: Build) -> None:
    files = {
        **FILES,
        "index.md": "# I\n\n```{profile-card} people/ada.md\n```\n\n```{toctree}\nother\n```\n",
        "other.md": "# Other\n",
    }
    site = build(files, exclude_patterns=["people"])
    used = [
        name for name in ("index", "other") if "sphinxext-profiles.css" in site.text(f"{name}.html")
    ]
    assert used == ["index"]
    assert (site.out / "_static/sphinxext-profiles.css").is_file()


def test_a_person_is_linked_by_role(build: Build) -> None:
    page = (
        "# I\n\n{profile:person}`ada` {profile:person}`her <ada>` [x](#ada) {any}`ada` "
        "{profile:person}`nobody`\n"
    )
    site = build(
        {**FILES, "index.md": page}, profiles_notes=["people/*"], suppress_warnings=["toc"]
    )
    links = [link for link in site.html().select("a.internal") if "ada.html" in link["href"]]
    assert [link.text for link in links] == ["Ada Lovelace", "her", "x", "Ada Lovelace"]
    (warning,) = site.warnings
    assert "nobody" in warning
