"""Whom an index lists, in which order and groups, and what is said of a wrong query."""

from __future__ import annotations

import pickle

import pytest

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.people.globs import Globs, below
from sphinxext_profiles.people.library import Library
from sphinxext_profiles.people.query import IndexQuery, parse_conditions
from sphinxext_profiles.people.selection import Selection, choose
from sphinxext_profiles.problems import ProblemCode


def note(path: str, name: str, **fields: object):
    """Return the profile of a note below `people`, or at a path with folders."""
    matter = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path = path if "/" in path else f"people/{path}"
    profile, _ = read_profile(f"---\nname: {name}\n{matter}---\n\nSome text.\n", path)
    return profile


PEOPLE = (
    note("ada.md", "Ada Lovelace", tags="[maths, computing]", born=1815, org="London"),
    note("emil.md", "Émil Östberg", tags="[maths]", born=1906, org="CERN", lang="de"),
    note("emil.en.md", "Emil Ostberg", id="emil", tags="[maths]", born=1906, lang="en"),
    note("bob.md", "bob Mann", tags="[physics]", born=200),
    note("carl.md", "Carl Ode", tags="['Machine Learning']", org="CERN"),
    note("draft.md", "Dora Draft", draft="true"),
    note("hidden.md", "Hugo Hidden", published="false"),
    note("dated.md", "Zoe Zed", published="2024-05-01"),
    note("staff/eve/index.md", "Eve Park", id="eve"),
)
LIBRARY = Library(PEOPLE)
ALL = ["ada", "bob", "carl", "emil", "eve", "dated"]


def chosen(lang: str = "en", where: str = "", library: Library = LIBRARY, **query) -> Selection:
    """Return whom a query chooses."""
    return choose(library, IndexQuery(lang=lang, where=parse_conditions(where), **query))


def keys(lang: str = "en", where: str = "", **query) -> list[str]:
    """Return the keys of the people whom a query without a fault chooses."""
    selection = chosen(lang, where, **query)
    assert selection.problems == ()
    return [profile.key for _, group in selection.groups for profile in group]


def groups(**query) -> dict[str, list[str]]:
    """Return the keys in each group of a query without a fault."""
    selection = chosen(**query)
    assert selection.problems == ()
    return {title: [profile.key for profile in group] for title, group in selection.groups}


def problem(code: ProblemCode, **query) -> str:
    """Return the message of a query's only problem."""
    (found,) = chosen(**query).problems
    assert found.code is code
    return found.message


def test_without_a_query_it_is_everybody_who_is_published() -> None:
    assert keys() == ALL


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"notes": ("people/*",)}, ["ada", "bob", "carl", "emil", "dated"]),
        ({"notes": ("**/index",)}, ["eve"]),
        ({"notes": ("people/**", "!people/b*.md")}, ["ada", "carl", "emil", "dated"]),
        ({"tags": ("maths",)}, ["ada", "emil"]),
        ({"tags": ("Maths", "computing")}, ["ada"]),
        ({"tags": ("machine learning",)}, ["carl"]),
        ({"where": "org=cern", "lang": "de"}, ["carl", "emil"]),
        ({"where": "org!=CERN; born~9", "lang": "de"}, []),
        ({"where": "born=1815\ntags=computing"}, ["ada"]),
        ({"limit": 2}, ["ada", "bob"]),
        ({"people": ("carl", "ada", "carl")}, ["carl", "ada"]),
        ({"people": ("carl", "ada"), "sort": "name"}, ["ada", "carl"]),
        ({"people": ("draft", "ada", "hidden")}, ["draft", "ada", "hidden"]),
        ({"people": ("carl", "bob", "ada"), "tags": ("maths",)}, ["ada"]),
        ({"people": ("carl", "bob", "ada"), "limit": 2}, ["carl", "bob"]),
    ],
)
def test_every_part_narrows_it(query: dict, expected: list[str]) -> None:
    selection = chosen(**query)
    assert [profile.key for profile in selection.profiles] == expected
    assert bool(selection.problems) is not bool(expected)


def test_the_order_of_the_library_never_counts() -> None:
    query = IndexQuery(sort="-born", group_by="tags", lang="en")
    for start in range(len(PEOPLE)):
        turned = (*PEOPLE[start:], *PEOPLE[:start])[::-1]
        assert choose(Library(turned), query) == choose(LIBRARY, query)


def test_a_query_is_data() -> None:
    query = IndexQuery(where=parse_conditions("a=b"), people=("x",))
    assert pickle.loads(pickle.dumps(query)) == query  # noqa: S301  # it was made here
    assert {query: 1}[query] == 1


@pytest.mark.parametrize(("lang", "name"), [("en", "Emil Ostberg"), ("de", "Émil Östberg")])
def test_a_person_is_there_once_in_the_language_asked_for(lang: str, name: str) -> None:
    names = [profile.name for profile in chosen(lang).profiles if profile.key == "emil"]
    assert names == [name]


def test_grouped_by_language_everybody_is_there_in_each() -> None:
    found = groups(group_by="lang")
    assert found["de"] == ["emil"]
    assert found["en"] == ["emil"]
    assert list(found) == ["de", "en", ""]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ALL),
        ("-name", ALL[::-1]),
        ("born", ["bob", "ada", "emil", "carl", "eve", "dated"]),
        ("-born", ["emil", "ada", "bob", "carl", "eve", "dated"]),
        ("org", ["carl", "ada", "bob", "emil", "eve", "dated"]),
    ],
)
def test_it_is_sorted_by_any_key_and_the_unknown_are_last(sort: str, expected: list[str]) -> None:
    assert keys(sort=sort) == expected


@pytest.mark.parametrize(("sort", "expected"), [("rank", "bca"), ("-rank", "cba")])
def test_numbers_come_before_text_and_that_is_said(sort: str, expected: str) -> None:
    library = Library(
        note(f"{key}.md", key, rank=rank) for key, rank in {"a": "x", "b": 9, "c": 10}.items()
    )
    selection = chosen(library=library, sort=sort)
    assert "".join(profile.key for profile in selection.profiles) == expected
    (found,) = selection.problems
    assert found.code is ProblemCode.INDEX_MIXED
    assert "numbers and text" in found.message
    assert "and 'x'" in found.message


def test_words_that_python_takes_for_numbers_are_text() -> None:
    library = Library(note(f"{n}.md", f"P{n}", grade=n) for n in ("nan", "inf", "1e3", "c"))
    selection = chosen(library=library, sort="grade")
    assert [profile.key for profile in selection.profiles] == ["1e3", "c", "inf", "nan"]


def test_those_who_are_the_same_are_in_the_order_of_name_and_key() -> None:
    library = Library(
        note(f"{key}.md", name, born=1900) for key, name in zip("cab", ["X", "X", "A"], strict=True)
    )
    assert [entry.key for entry in chosen(library=library, sort="-born").profiles] == list("bac")
    assert [entry.key for entry in chosen(library=library, sort="-name").profiles] == list("acb")


def test_groups_are_in_the_order_of_their_values_and_those_without_one_last() -> None:
    assert groups(group_by="tags") == {
        "computing": ["ada"],
        "Machine Learning": ["carl"],
        "maths": ["ada", "emil"],
        "physics": ["bob"],
        "": ["eve", "dated"],
    }
    assert list(groups(group_by="born")) == ["200", "1815", "1906", ""]
    assert chosen(group_by="tags").grouped
    assert [entry.key for entry in chosen(group_by="tags").profiles].count("ada") == 1


def test_a_limit_counts_people_and_not_places_in_groups() -> None:
    assert groups(group_by="tags", limit=1) == {"computing": ["ada"], "maths": ["ada"]}


def test_without_a_value_there_is_no_group_to_name() -> None:
    selection = chosen(group_by="org", people=("bob", "eve"))
    assert not selection.grouped
    assert len(selection.groups) == 1


def test_the_person_of_the_page_is_left_out_in_every_language() -> None:
    selection = chosen(leaving_out="people/emil.md")
    assert "emil" not in [profile.key for profile in selection.profiles]
    assert [found.code for found in selection.problems] == [ProblemCode.INDEX_ITSELF]
    assert keys(tags=("physics",), leaving_out="people/emil.md") == ["bob"]


@pytest.mark.parametrize(
    ("code", "query", "told"),
    [
        ("KEY_UNKNOWN", {"people": ("adda", "bob")}, "did you mean 'ada'"),
        ("KEY_UNKNOWN", {"people": ("nobodyatall", "bob")}, "known: ada, bob"),
        ("INDEX_KEY", {"sort": "-bron"}, "did you mean 'born'"),
        ("INDEX_KEY", {"group_by": "orgg"}, "group-by: no note has the key 'orgg'; did you mean"),
        ("INDEX_KEY", {"group_by": "xyzzy"}, "known: affiliation, born"),
        ("INDEX_KEY", {"where": "bron!=1815"}, "where: no note has the key 'bron'; did you mean"),
        ("INDEX_EMPTY", {"tags": ("phisics",)}, "'tags': computing, Machine Learning, maths, phys"),
        ("INDEX_EMPTY", {"where": "org=CERM"}, "known values of 'org': CERN, London"),
        ("INDEX_EMPTY", {"where": "xyzzy=1"}, "no 'xyzzy' known"),
        ("INDEX_EMPTY", {"notes": ("peeple/*",)}, "folders with notes: people, staff/eve"),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(code: str, query: dict, told: str) -> None:
    assert told in problem(ProblemCode[code], **query)


def test_a_key_that_nobody_has_yet_may_be_asked_for() -> None:
    assert keys(where="xyzzy!=true") == ALL
    assert keys(where="links.github=") == ALL


def test_an_unknown_group_key_leaves_one_group() -> None:
    assert not chosen(group_by="xyzzy").grouped
    assert [profile.key for profile in chosen(group_by="xyzzy").profiles] == ALL


def test_a_project_without_notes_says_so() -> None:
    (found,) = chosen(library=Library(), sort="born").problems
    assert "profiles_notes" in found.message


def test_many_known_values_are_told_in_part() -> None:
    library = Library(note(f"p{n}.md", f"P{n}", team=f"t{n:02}") for n in range(30))
    (found,) = chosen(library=library, where="team=x").problems
    assert "t19 and 10 more" in found.message


@pytest.mark.parametrize(
    ("glob", "path", "meant"),
    [
        ("people/*", "people/ada.md", True),
        ("people/ada", "people/ada.hant.md", False),
        ("people/*", "people/old/ada.md", False),
        ("people/**", "people/old/ada.md", True),
        ("people/**/ada", "people/ada.md", True),
        ("**/ada.md", "ada.md", True),
        ("/people/a?a", "people/ada.md", True),
        ("people/[ab]*", "people/bob.md", True),
        ("people/[!ab]*", "people/bob.md", False),
        ("people/[!a]/b", "people///b.md", False),
        ("people/[", "people/[.md", True),
        ("people/a.a", "people/ada.md", False),
        ("*" * 3, "people/ada.md", True),
        ("*a" * 7, "a" * 40, False),
    ],
)
def test_globs(glob: str, path: str, meant: bool) -> None:
    assert Globs([glob]).matches(path) is meant


@pytest.mark.parametrize(
    ("glob", "path", "meant"),
    [
        ("people/*", "people/ada.md", True),
        ("people/*", "people/index.md", False),
        ("people/*", "people/_index.md", False),
        ("people/*", "people/README.fr.md", False),
        ("people/**", "people/ada/index.md", False),
        ("people/*/index.md", "people/ada/index.md", True),
        ("people/*/index", "people/ada/index.md", True),
        ("people/*/index*", "people/ada/index.fr.md", True),
        ("people/**/index.md", "people/a/b/index.md", True),
        ("people/**/index.md", "people/index.md", False),
        ("**/index.md", "index.md", False),
        ("people/ada/index.md", "people/ada/index.md", True),
    ],
)
def test_an_index_is_a_note_only_where_a_glob_names_it(glob: str, path: str, meant: bool) -> None:
    assert Globs([glob]).may_select(path) is meant


def test_a_glob_is_relative_to_its_page() -> None:
    assert below("people", "*") == "people/*"
    assert below("people", "!draft-*") == "!people/draft-*"
    assert below("people", "../staff/**") == "staff/**"
    assert below("people", "/staff/*") == "staff/*"
    for wrong in ("../../x", "/../x", "*a*a*a*a*a*a*a"):
        with pytest.raises(ValueError, match=r"leads out|stars"):
            below("people", wrong)
