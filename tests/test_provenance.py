"""The line that says who or what wrote a note: where it is shown, and how machines read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sites import Build, Site

ORIGINS = {
    "gpt": "generated: true\nmodel: openai/gpt-5\ntranslated: true\n",
    "moved": "translated: true\n",
    "seen": "reviewed_by: Mary\n",
    "own": "",
}
SETTINGS = {"profiles_notes": ["people/*"], "exclude_patterns": ["people/*"]}
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"


@pytest.fixture
def show(build: Build):
    """Return a function that builds a page with a card of each note."""

    def make(builder: str = "html", options: str = "", **settings) -> Site:
        cards = "".join(f"```{{profile-card}} {key}\n{options}```\n\n" for key in ORIGINS)
        notes = {
            f"people/{key}.md": f"---\nlang: de\n{origin}---\n# {key.title()}\n\nText.\n"
            for key, origin in ORIGINS.items()
        }
        files = {"index.md": f"# Page\n\n{cards}", **notes}
        return build(files, builder, **{**SETTINGS, **settings})

    return make


def lines(site: Site) -> dict[str, str]:
    """Return the line of each card that has one."""
    cards = site.html().select("article.profile-card")
    found = {card.select_one(".p-name").text: card.select_one("[role=note]") for card in cards}
    return {name: line.text for name, line in found.items() if line is not None}


@pytest.mark.parametrize(
    ("settings", "options", "shown"),
    [
        ({}, "", ["Gpt", "Moved", "Seen"]),
        ({"profiles_provenance": "show"}, ":hide: provenance\n", []),
        ({"profiles_provenance": "hide"}, "", []),
        ({"profiles_provenance": "hide"}, ":show: provenance\n", ["Gpt", "Moved", "Seen"]),
        ({"profiles_provenance": "only-generated"}, "", ["Gpt"]),
        ({"profiles_provenance": "sometimes"}, "", ["Gpt", "Moved", "Seen"]),
    ],
)
def test_where_it_is_shown(show, settings, options: str, shown: list[str]) -> None:
    site = show(options=options, **settings)
    assert list(lines(site)) == shown
    wrong = settings.get("profiles_provenance") == "sometimes"
    assert ["[profiles.config]" in line for line in site.warnings] == [True] * wrong


def test_it_is_explained_and_machines_can_read_it(show) -> None:
    site = show()
    assert lines(site)["Gpt"] == "Written by openai/gpt-5 · machine-translated"
    found = {
        line.find_parent("article").select_one(".p-name").text: line
        for line in site.html().select(".profile-provenance")
    }
    assert {line["aria-label"] for line in found.values()} == {"About this text"}
    # On a page in English, so are the words about a German note.
    assert {line["lang"] for line in found.values()} == {"en"}
    kinds = {name: line.get("data-digital-source-type") for name, line in found.items()}
    assert kinds == {
        "Gpt": f"{IPTC}trainedAlgorithmicMedia",
        "Moved": f"{IPTC}compositeWithTrainedAlgorithmicMedia",
        "Seen": None,
    }


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("text", "index.txt"),
        ("man", "projectnamenotset.1"),
        ("latex", "projectnamenotset.tex"),
        ("epub", "index.xhtml"),
        ("texinfo", "projectnamenotset.texi"),
    ],
)
def test_every_output_has_it(show, builder: str, name: str) -> None:
    text = show(builder).text(name)
    assert "machine" in text
    assert "openai/gpt" in text.replace("\\sphinxhyphen{}", "-").replace("\\-", "-")
    hidden = show(builder, profiles_provenance="hide").text(name)
    assert "openai" not in hidden


def test_a_page_says_it_in_its_own_language(build: Build) -> None:
    note = "---\nlang: de\ntype: profile\norphan: true\nmodel: gpt-5\n---\n# Ada\n\nText.\n"
    line = build({"index.md": "# I\n", "ada.md": note}).html("ada").select_one("[role=note]")
    assert line.text == "Geschrieben von gpt-5"
    assert line["aria-label"] == "Über diesen Text"
    assert not line.get("lang")


def test_an_index_can_choose_by_it(build: Build) -> None:
    index = "# I\n\n```{profile-index}\n:where: %s\n:layout: list\n```\n"
    for where, names in (("generated=false", ["Moved", "Own", "Seen"]), ("model~gpt", ["Gpt"])):
        notes = {
            f"people/{key}.md": f"---\n{origin}---\n# {key.title()}\n\nText.\n"
            for key, origin in ORIGINS.items()
        }
        files = {"index.md": index % where, **notes}
        site = build(files, **SETTINGS)
        assert [name.text for name in site.html().select(".profile-index bdi")] == names


def test_a_project_has_its_own_words_for_it(build: Build) -> None:
    files = {
        "index.md": "# I\n\n```{profile-card} ada\n```\n",
        "people/ada.md": "---\nmodel: gpt-5\n---\n# Ada\n\nText.\n",
        "words/en/LC_MESSAGES/sphinxext_profiles.po": (
            'msgid "About this text"\nmsgstr "Origin"\n\n'
            'msgid "Written by {model}"\nmsgstr "Drafted by {model}"\n'
        ),
    }
    site = build(files, locale_dirs=["words"], **SETTINGS)
    line = site.html().select_one("[role=note]")
    assert (line["aria-label"], line.text) == ("Origin", "Drafted by gpt-5")
