"""One person over notes and people files: who is joined with whom, and what wins."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from second import edit, pages, same_as_fresh

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.people.files.people_files import read_people
from sphinxext_profiles.people.joining import Joined, join
from sphinxext_profiles.project.domain import profile_domain

if TYPE_CHECKING:
    from sites import Build, Site

CHAIR = "https://orcid.org/0000-0002-1825-0097"


def joined(notes: dict[str, str], *files: str, trusted: bool = False) -> Joined:
    """Return the people of notes and of YAML files called a.yaml, b.yaml and so on."""
    people = [read_profile(text, path).profile for path, text in notes.items()]
    entries = [
        entry
        for letter, text in zip("abc", files, strict=False)
        for entry in read_people(text.encode(), f"{letter}.yaml")[0]
    ]
    return join(people, entries, "en", trusted=trusted)


def codes(result: Joined) -> list[tuple[str, str]]:
    found = (*result.library.problems(), *result.problems)
    return [(path, problem.code.value) for path, problem in found]


@pytest.mark.parametrize(
    ("note", "entry"),
    [
        ("ada.md", "{id: ada, name: A. Lovelace}"),
        ("countess.md", f"{{name: A. Lovelace, github: al, orcid: {CHAIR}}}"),
        ("countess.md", "{name: A. Lovelace, id: al, mastodon: '@ada@x.example'}"),
    ],
)
def test_an_entry_joins_the_note_with_its_key_orcid_or_account(note: str, entry: str) -> None:
    text = f"---\nlinks: {{orcid: '{CHAIR}', mastodon: '@ada@x.example'}}\n---\n# Ada Lovelace\n"
    result = joined({note: text}, f"- {entry}\n")
    [ada] = result.library
    assert (ada.path, ada.name) == (note, "Ada Lovelace")
    assert codes(result) == []
    for name in ("ada" if note == "ada.md" else "al", "A. Lovelace", ada.key):
        assert result.library.get(name) is ada


def test_a_join_by_name_alone_is_advice() -> None:
    result = joined(
        {"countess.md": "# Ada Lovelace\n"}, "- name: Dr. Ada Lovelace\n  role: Chair\n"
    )
    [ada] = result.library
    assert (ada.key, ada.headline) == ("countess", "Chair")
    assert codes(result) == [("a.yaml#dr-ada-lovelace", "people-joined")]


def test_an_alias_joins_too() -> None:
    notes = {"countess.md": "---\naliases: [Ada King]\n---\n# Ada Lovelace\n"}
    [ada] = joined(notes, "- {name: Ada King, role: Chair}\n").library
    assert ada.headline == "Chair"


def test_a_name_with_another_account_is_another_person() -> None:
    notes = {"w.md": "---\ngithub: w1\n---\n# Wei Zhang\n"}
    result = joined(notes, "- {name: Wei Zhang, github: w2}\n- {name: Wei Zhang, github: w3}\n")
    assert result.library.keys() == ("w", "w2", "w3")
    assert codes(result) == []
    assert result.library.get("Wei Zhang") is None


def test_two_people_of_one_name_in_one_file_are_not_joined() -> None:
    result = joined({}, "- {name: Wei Zhang, role: A}\n- {name: Wei Zhang, role: B}\n")
    assert [one.headline for one in result.library] == ["A", "B"]


def test_one_orcid_under_two_keys() -> None:
    first, second = (f"- {{id: {key}, name: Ada, orcid: {CHAIR}}}\n" for key in ("one", "two"))
    result = joined({}, first, second)
    assert result.library.keys() == ("one",)
    assert result.library.get("two") is result.library.get("one")
    # In one file somebody has copied a line.
    result = joined({}, first + second)
    assert result.library.keys() == ("one", "two")
    assert codes(result) == [("a.yaml#two", "people-claimed")]


def test_a_strangers_note_that_claims_the_chairs_key() -> None:
    notes = {"people/mallory.md": "---\nid: chair\n---\n# Mallory Doe\n\nMallory is in charge.\n"}
    entry = "- {id: chair, name: Ada Lovelace, role: Chair}\n"
    result = joined(notes, entry)
    chair = result.library.get("chair")
    assert chair is not None
    assert (chair.name, chair.path) == ("Ada Lovelace", "a.yaml#chair")
    assert ("people/mallory.md", "people-claimed") in codes(result)
    trusting = joined(notes, entry, trusted=True).library.get("chair")
    assert trusting is not None
    assert trusting.name == "Mallory Doe"


def test_a_strangers_note_that_claims_the_chairs_orcid() -> None:
    notes = {"people/mallory.md": f"---\norcid: {CHAIR}\n---\n# Mallory Doe\n"}
    result = joined(notes, f"- {{id: chair, name: Ada Lovelace, orcid: {CHAIR}}}\n")
    assert {one.key: one.name for one in result.library} == {
        "chair": "Ada Lovelace",
        "mallory": "Mallory Doe",
    }
    assert codes(result) == [("people/mallory.md", "people-claimed")]


def test_fields_come_from_the_note_then_from_the_files_in_their_order() -> None:
    notes = {
        "ada.md": "---\ngroups: [Crown]\nheadline: Countess\nsort_name: Zzz\n"
        "links: {github: mallory, website: https://ada.example}\n---\n# Ada\n"
    }
    files = (
        "- {id: ada, name: Ada L., role: Chair, groups: [Steering], links: {github: ada}}\n",
        "- {id: ada, name: A., location: London, role: X, photo: a.png, sort_name: Lovelace}\n",
    )
    [ada] = joined(notes, *files).library
    assert (ada.name, ada.headline, ada.location) == ("Ada", "Countess", "London")
    assert ada.portrait is not None
    assert (ada.portrait.source, ada.portrait.path) == ("a.png", "b.yaml#ada")
    # A note that isn't trusted has no say in these.
    assert dict(ada.fields)["groups"] == ("Steering",)
    assert ada.sort_name == "Lovelace"
    assert {link.address for link in ada.links} == {"https://github.com/ada", "https://ada.example"}
    [ada] = joined(notes, *files, trusted=True).library
    assert dict(ada.fields)["groups"] == ("Crown",)
    assert ada.sort_name == "Zzz"


def test_texts_fill_notes_of_their_language_only() -> None:
    notes = {
        "ada.md": "---\nlang: en\n---\n# Ada\n",
        "ada.de.md": "---\nlang: de\n---\n# Ada\n",
    }
    library = joined(
        notes, "- {id: ada, name: Ada, role: Chair, github: ada, photo: a.png}\n"
    ).library
    english, german = library.get("ada", "en"), library.get("ada", "de")
    assert english is not None
    assert german is not None
    assert (english.headline, german.headline) == ("Chair", "")
    assert english.links == german.links != ()
    assert english.portrait == german.portrait is not None


def test_the_order_of_people_and_files_decides_nothing_else() -> None:
    result = joined({}, "- {id: ada, name: Ada}\n", "- {id: ada, name: B}\n- {id: cy, name: C}\n")
    assert [(one.key, one.name) for one in result.library] == [("ada", "Ada"), ("cy", "C")]
    assert codes(result) == []


def test_time_grows_with_the_number_of_people_also_of_one_name() -> None:
    def seconds(count: int) -> float:
        entry = "- {{name: Wei Zhang, github: {}{}}}\n"
        files = ("".join(entry.format(letter, n) for n in range(count)) for letter in "pq")
        people = [one for text in files for one in read_people(text.encode(), "t.yaml")[0]]
        start = time.process_time()
        assert len(join([], people).library) == 2 * count
        return time.process_time() - start

    seconds(10)
    assert seconds(1_000) < 3 * 4 * seconds(250)


# In builds

FILES = {
    "index.md": "# Home\n\n```{toctree}\nteam\nlink\nplain\n```\n",
    "team.md": "# Team\n\n```{profile-index}\n```\n",
    "link.md": "# Link\n\nAsk {profile:person}`al` or {profile:person}`A. Lovelace`.\n\n"
    "```{profile-index}\n:people: bo al\n```\n",
    "plain.md": "# Plain\n\nText.\n",
    "people/ada.md": "# Ada Lovelace\n\nAda wrote programs.\n",
    "people/bo.md": "# Bo\n\nBo sails.\n",
    "team.yaml": "- {id: ada, name: A. Lovelace, github: al, role: Chair}\n- {name: Cy}\n",
}
SETTINGS: dict[str, Any] = {"profiles_notes": ["people/*"], "profiles_people": ["team.yaml"]}
SETTINGS |= {"suppress_warnings": ["toc"], "profiles_mentions": True}


@pytest.fixture
def site(build: Build) -> Site:
    made = build(FILES, **SETTINGS)
    assert made.warnings == []
    return made


def test_the_notes_page_shows_what_the_entry_adds(site: Site) -> None:
    page = site.html("people/ada")
    assert page.select_one(".profile-headline").get_text() == "Chair"
    assert page.select_one('a[href="https://github.com/al"]')
    assert [link["href"] for link in page.select(".profile-mentions a")] == ["../link.html"]
    names = [name.get_text() for name in site.html("team").select(".profile-name")]
    assert sorted(names) == ["Ada Lovelace", "Bo", "Cy"]
    links = [link["href"] for link in site.html("link").select("p a.internal")]
    assert links[:2] == ["people/ada.html"] * 2
    names = [name.get_text() for name in site.html("link").select(".profile-name")]
    assert names == ["Bo", "Ada Lovelace"]
    people = {key for key, *_ in profile_domain(site.app.env).get_objects()}
    assert people == {"ada", "bo", "cy"}


def test_an_edit_of_the_entry_reads_the_pages_that_show_the_person(
    site: Site, build: Build
) -> None:
    edit(site, "team.yaml", "Chair", "President")
    assert pages(site.rebuild()) - {"index"} == {"people/ada", "team", "link"}
    same_as_fresh(build, site, **SETTINGS)


def test_an_entry_that_comes_or_goes(site: Site, build: Build) -> None:
    edit(site, "team.yaml", "{name: Cy}", "{name: Bo, role: Mate}")
    written = pages(site.rebuild())
    assert {"people/bo", "team"} <= written
    assert "plain" not in written
    same_as_fresh(build, site, **SETTINGS)
    edit(site, "team.yaml", "{name: Bo, role: Mate}", "{name: Cy}")
    site.rebuild()
    same_as_fresh(build, site, **SETTINGS)
