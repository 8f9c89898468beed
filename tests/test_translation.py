"""What gettext gets to translate of a note, and where a translation shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sites import PIXEL

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build, Site

ADA = """\
---
id: ada-lovelace
headline: Analyst of the Analytical Engine
affiliation: Somerville circle
tags: [mathematics]
links: {wikidata: Q7259}
roles: [{role: Chair, group: Docs, start: 1843}]
date: 2025-10-22
---

# Ada Lovelace

![Ada, painted in 1836](a.png "A portrait of 1836")

![image](a.png)

She published the first *program* meant for a machine ([Yale][1]). It was [long][2].

## The Notes ([Yale][1])

- Note G gives a [program][1] for numbers [^n].

:::{note}
An aside ([Rice][2]).
:::

| Table   |
|---------|
| cell[1] |

[1]: https://yale.example.org/sketch.html "Sketch of the Analytical Engine"
[2]: https://rice.example.org/
[^n]: A footnote of her own.
"""
BOB = """\
---
summary: He *measures* things ([Yale][1]).
---

# Bob

Only shown elsewhere ([Yale][1]).

[1]: https://yale.example.org/bob
"""
INDEX = """\
# People

```{profile-card} ada-lovelace
```

```{profile-card} bob
```

```{profile-index}
:layout: list
```

```{profile-gallery} ada-lovelace
```

```{profile-index}
:layout: table
:groups: Docs
```

```{profile} bob
```

See {profile:person}`ada-lovelace`.
"""
REST = """\
:orphan:

Rest
====

.. profile:: ada-lovelace
"""
FILES: dict[str, str | bytes] = {
    "index.md": INDEX,
    "rest.rst": REST,
    "people/ada.md": ADA,
    "people/bob.md": BOB,
    "people/a.png": PIXEL,
}
SETTINGS = {
    "profiles_notes": ["people/*"],
    "exclude_patterns": ["people/bob.md"],
    "gettext_compact": False,
    "locale_dirs": ["locale"],
    "myst_enable_extensions": ["colon_fence"],
}
FIRST = "She published the first *program* meant for a machine ([Yale][1]). It was [long][2]."
GERMAN = {
    "people/ada": {
        "Ada Lovelace": "Ada Gräfin Lovelace",
        "Analyst of the Analytical Engine": "Analystin der Analytical Engine",
        "Ada, painted in 1836": "Ada, gemalt 1836",
        "A portrait of 1836": "Ein Bildnis von 1836",
        FIRST: "Für eine Maschine ([Yale][1]) gab sie das *Programm* heraus. [Lang][2] war es.",
        "The Notes ([Yale][1])": "Die Anmerkungen ([Yale][1])",
        "Note G gives a [program][1] for numbers [^n].": "In G steht ein [Programm][1] [^n].",
        "An aside ([Rice][2]).": "Nebenbei ([Rice][2]).",
        "cell[1]": "Zelle[1]",
        "A footnote of her own.": "Ihre eigene Fußnote.",
        "Chair": "Vorsitz",
    },
    "index": {
        "People": "Leute",
        "He *measures* things ([Yale][1]).": "Er *misst* Dinge ([Yale][1]).",
        "Only shown elsewhere ([Yale][1]).": "Nur anderswo gezeigt ([Yale][1]).",
    },
}


@pytest.fixture
def german(build: Build, tmp_path: Path):
    """Return a function that builds the project in German."""

    def make(builder: str = "html", **settings) -> Site:
        source = tmp_path / f"german-{builder}"
        for name, messages in GERMAN.items():
            catalogue = Catalog(locale="de")
            for message, said in messages.items():
                catalogue.add(message, said)
            file = source / "locale" / "de" / "LC_MESSAGES" / f"{name}.mo"
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("wb") as out:
                write_mo(out, catalogue)
        settings = {**SETTINGS, "language": "de", **settings}
        site: Site = build(FILES, builder, source=source, **settings)
        assert site.warnings == []
        return site

    return make


def messages(site: Site, name: str) -> set[str]:
    with (site.out / f"{name}.pot").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


@pytest.fixture(params=["en", "de"])
def catalogues(request: pytest.FixtureRequest, build: Build, german) -> Site:
    """The catalogues to translate, made from English and made while there is a German one."""
    return german("gettext") if request.param == "de" else build(FILES, "gettext", **SETTINGS)


def test_the_words_of_a_note_are_offered_on_its_page(catalogues: Site) -> None:
    assert messages(catalogues, "people/ada") == {
        *GERMAN["people/ada"],
        "Somerville circle",
        "Table",
    }


def test_nothing_of_a_note_is_offered_on_other_pages(catalogues: Site) -> None:
    assert messages(catalogues, "rest") == {"Rest"}


def test_a_note_without_a_page_is_offered_where_it_is_shown(catalogues: Site) -> None:
    assert messages(catalogues, "index") == {
        *GERMAN["index"],
        "Bob",
        "See {profile:person}`ada-lovelace`.",
    }


def test_a_message_names_its_file_and_line(build: Build) -> None:
    text = build(FILES, "gettext", **SETTINGS).text("people/ada.pot")
    assert "people/ada.md:17\nmsgid" in text.replace("../", "")
    assert 'people/ada.md:11\nmsgid "Ada Lovelace"' in text.replace("../", "")


@pytest.mark.parametrize("page", ["people/ada", "rest"])
def test_a_translated_note_keeps_its_citations(german, page: str) -> None:
    html = german().html(page)
    text = " ".join(html.find(role="main").get_text().split())
    for said in (
        "Ada Gräfin Lovelace",
        "Analystin der Analytical Engine",
        "Für eine Maschine[1] gab sie das Programm heraus. Lang[2] war es.",
        "Die Anmerkungen[1]",
        "In G steht ein Programm[1] [1].",
        "Nebenbei[2].",
        "Zelle[1]",
        "Ihre eigene Fußnote.",
        "1843 – Vorsitz, Docs",
    ):
        assert said in text
    assert "][" not in text
    marks = html.find_all(role="doc-biblioref")
    assert [html.find(id=mark["href"][1:])["value"] for mark in marks] == list("121121")
    assert {mark["id"] for mark in marks} == {
        link["href"][1:] for link in html.select(".profile-backlinks a")
    }
    assert html.find(id="the-notes") or html.find(id="ada-lovelace-the-notes")


def test_the_titles_of_sources_stay(german) -> None:
    sources = german().html("people/ada").select(".profile-reference-list li")
    assert "Sketch of the Analytical Engine" in sources[0].get_text()


def test_cards_lists_galleries_and_links_on_other_pages_are_translated(german) -> None:
    html = german().html()
    card = html.find(id="ada-lovelace-card")
    assert card.select_one(".p-name").get_text() == "Ada Gräfin Lovelace"
    assert card.select_one(".profile-headline").get_text() == "Analystin der Analytical Engine"
    summary = card.select_one(".profile-summary")
    said = "Für eine Maschine gab sie das Programm heraus. Lang war es."
    assert summary.get_text() == said
    assert summary.em.get_text() == "Programm"
    (row,) = (row for row in html.select(".profile-row") if "Ada" in row.get_text())
    assert row.get_text().startswith("Ada Gräfin Lovelace — Analystin der Analytical Engine")
    assert html.select_one("td .profile-headline").get_text() == "Vorsitz"
    figure = html.select_one(".profile-gallery figure")
    assert figure.img["alt"] == "Ada, gemalt 1836"
    assert figure.figcaption.get_text() == "Ein Bildnis von 1836"
    assert html.find(string="See ").find_next("a").get_text() == "Ada Gräfin Lovelace"


def test_a_note_without_a_page_is_translated_where_it_is_shown(german) -> None:
    html = german().html()
    assert html.find(id="bob-card").select_one(".profile-summary").get_text() == "Er misst Dinge."
    region = html.find(id="bob-profile")
    assert "Nur anderswo gezeigt[1]." in region.get_text()
    assert region.find(role="doc-biblioref")["href"] == "#bob-ref-1"


def test_a_note_that_says_its_language_is_in_that_of_the_project_then(german) -> None:
    site = german()
    (site.source / "people/ada.md").write_text(ADA.replace("---\n", "---\nlang: en\n", 1), "utf-8")
    site.rebuild()
    assert "lang" not in site.html().find(id="ada-lovelace-card").attrs
    assert "lang" not in site.html("people/ada").find(id="ada-lovelace").attrs


def test_what_is_translated_counts_as_that(german) -> None:
    site = german("html", translation_progress_classes=True)
    html = site.html("people/ada")
    assert {"translated"} == set(html.find("h2").get("class", []))
    progress = site.app.env.get_doctree("people/ada")["translation_progress"]
    assert progress["translated"] >= len(GERMAN["people/ada"]) - 2


def test_a_page_is_read_again_when_the_translation_of_a_person_changes(german) -> None:
    site = german()
    name = "locale/de/LC_MESSAGES/people/ada.mo"
    assert {"index", "rest", "people/ada"} <= {
        docname
        for docname, files in site.app.env.dependencies.items()
        if any(str(file).endswith(name) for file in files)
    }


def test_other_languages_stay_as_they_are(build: Build) -> None:
    site = build(FILES, "html", **SETTINGS, language="fr")
    assert "Analyst of the Analytical Engine" in site.html().find(id="ada-lovelace-card").get_text()
