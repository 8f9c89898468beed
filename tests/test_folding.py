"""What is in an index is put away between reading and writing, and nobody misses it."""

from __future__ import annotations

import pytest
from sites import PIXEL, Build

from sphinxext_profiles.nodes import profile_index

SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
INDEX = "# People\n\n```{profile-index}\n:layout: %s\n```\n\nAfter.\n"


def people(count: int) -> dict[str, str | bytes]:
    note = "---\nheadline: 'Counts \"%d\"'\n---\n# Person %d\n\n![Her](a.png)\n\nA *sum*.\n"
    notes = {f"people/p{number}.md": note % (number, number) for number in range(count)}
    return {**notes, "people/a.png": PIXEL}


@pytest.mark.parametrize("layout", ["cards", "list", "table", "faces"])
def test_a_page_does_not_grow_with_the_people_it_lists(build: Build, layout: str) -> None:
    """Sphinx walks the first page of a project once and more for each page that it writes."""
    sizes = []
    for count in (2, 20):
        site = build({**people(count), "index.md": INDEX % layout}, **SETTINGS)
        assert site.warnings == []
        sizes.append(len(list(site.app.env.get_doctree("index").findall())))
        assert site.text("index.html").count("Person ") >= count
    assert sizes[0] == sizes[1]


def test_what_is_in_an_index_has_its_place_in_the_page(build: Build) -> None:
    files = {**people(2), "index.md": INDEX % "cards"}
    site = build(files, exclude_patterns=["people"], **SETTINGS)
    document = site.doctree()
    (index,) = document.findall(profile_index)
    assert all(node.document is document for node in index.findall())
    for card in ("p0-card", "p1-card"):
        assert document.ids[card].parent.parent.parent is index


def test_quotes_in_an_index_are_the_pages(build: Build) -> None:
    site = build({**people(1), "index.md": INDEX % "cards"}, **SETTINGS)
    assert site.html().find(class_="profile-headline").text == "Counts “0”"
