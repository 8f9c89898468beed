"""Who wrote a page: what its source says, and whom that names."""

from __future__ import annotations

import pytest

from sphinxext_profiles.authorship import Author, authorship_of, pages_by_author, writers_of
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.people.library import Library

ADA = "---\norcid: 0000-0002-1825-0097\naliases: [Countess Lovelace]\n---\n# Ada Lovelace\n"
NOTES = {
    "ada.md": ADA,
    "grace.md": "# Grace Hopper\n",
    "jones.md": "# Jones, Jr.\n",
    "ann.md": "# Ann Lee\n",
    "ann-lee.md": "# Ann Lee\n",
    "沈括.md": "# 沈括\n",
}
LIBRARY = Library(read_profile(text, path).profile for path, text in NOTES.items())


def front(text: str) -> list[str]:
    """Return the authors that a front matter names: keys, and names in brackets."""
    return shown(f"---\n{text}\n---\n# Page\n", markdown=True)


def shown(text: str, *, markdown: bool) -> list[str]:
    said = authorship_of(text, markdown=markdown)
    writers = writers_of(said, LIBRARY) if said else ()
    return [writer.key or f"[{writer.name}]" for writer in writers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("authors: [ada, grace]", ["ada", "grace"]),
        ("authors: ada, grace", ["ada", "grace"]),
        ("authors: Ada Lovelace; Grace  Hopper", ["ada", "grace"]),
        ("author: Grace Hopper", ["grace"]),
        ("Author: [grace]\nauthors: ada", ["ada", "grace"]),
        ("authors:\n- ada\n- ada\n- Ada Lovelace", ["ada"]),
        ("authors:\n  - Countess Lovelace", ["ada"]),
        ("authors: Jones, Jr.", ["jones"]),
        ("authors: [沈括]", ["沈括"]),
        # In the terms of mystmd:
        ("authors: {name: Ada Lovelace}", ["ada"]),
        ("authors:\n- name: A. L.\n  orcid: 0000-0002-1825-0097", ["ada"]),
        ("authors:\n- orcid: https://orcid.org/0000-0002-1825-0097", ["ada"]),
        ("authors:\n- {id: grace, name: G. H.}", ["grace"]),
        ("authors:\n- name: {given: Grace, family: Hopper}", ["grace"]),
        # Beside known people the others stay:
        ("authors: [ada, Zed Young]", ["ada", "[Zed Young]"]),
        ("authors: Zed Young and friends, ada", ["[Zed Young and friends]", "ada"]),
        # Nobody is guessed:
        ("authors: Zed Young", []),
        ("authors: [Lovelace, GRACE]", []),
        ("authors: Ann Lee", []),
        ("authors:\n- name: Ada Lovelace\n  orcid: 0000-0001-5109-3700", []),
        ("authors: 7", []),
        ("authors: {}", []),
        ("authors: [[], {}, null, false]", []),
        ("authors: [ada", ["ada"]),
        ("title: authors of this", []),
    ],
)
def test_a_front_matter(text: str, expected: list[str]) -> None:
    assert front(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":authors: ada, grace\n\nT\n=\n", ["ada", "grace"]),
        (":author: Ada Lovelace\n:author: Grace Hopper\n\nT\n=\n", ["ada", "grace"]),
        (":orphan:\n:Authors:\n    - ada\n    - Grace\n      Hopper\n\nT\n=\n", ["ada", "grace"]),
        (":authors:\n    ada\n\n    grace\n", ["ada", "grace"]),
        (".. comment\n   more\n\n.. _here:\n\n:author: ada\n", ["ada"]),
        # These are no fields of the page:
        ("T\n=\n\n:author: ada\n", []),
        ("  :author: ada\n", []),
        ("Text\n:author: ada\n", []),
        (".. code::\n\n   :author: ada\n", []),
        (":authors: nobody\n", []),
    ],
)
def test_a_list_of_fields(text: str, expected: list[str]) -> None:
    assert shown(text, markdown=False) == expected


@pytest.mark.parametrize(
    "text",
    [
        "authors: ada\n",
        "***\nauthors: ada\n---\n",
        "\n---\nauthors: ada\n---\n",
        "---\nauthors: ada\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert authorship_of(text, markdown=True) is None


def test_roles_are_those_of_credit() -> None:
    text = """authors:
- name: Ada
  roles: [Conceptualisation, software, Hero, Writing - Review & Editing]
- name: Bob
  role: "methodology; Writing – original draft"
- name: Cat
  roles: {a: b}
"""
    said = authorship_of(f"---\n{text}---\n", markdown=True)
    assert said
    assert [author.roles for author in said.authors] == [
        ("Conceptualization", "Software", "Writing – review & editing"),
        ("Methodology", "Writing – original draft"),
        (),
    ]


def test_what_else_a_page_says() -> None:
    said = authorship_of("---\nauthor: ada\ndate: 2025-10-22\nbyline: bottom\n---\n", markdown=True)
    assert said == ((Author("ada", several=True),), "2025-10-22", "bottom")
    said = authorship_of(":author: ada\n:date: today\n:byline: above\n", markdown=False)
    assert said
    assert said[1:] == ("today", "")


def test_what_each_person_wrote() -> None:
    said = {
        name: authorship_of(f"---\nauthors: {authors}\n---\n", markdown=True)
        for name, authors in {"b": "[ada, Zed]", "a": "[grace, ada]", "c": "Zed"}.items()
    }
    pages = pages_by_author({name: it for name, it in said.items() if it}, LIBRARY)
    assert pages == {"ada": ("a", "b"), "grace": ("a",)}


def test_a_page_may_name_a_hundred() -> None:
    names = ", ".join(f"n{number}" for number in range(5000))
    said = authorship_of(f"---\nauthors: [{names}]\n---\n", markdown=True)
    assert said
    assert len(said.authors) == 100
