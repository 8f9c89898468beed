"""Conditions: how they are written, and which profiles fulfil them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_profiles.model import Part, Profile, Provenance, Summary
from sphinxext_profiles.people.query import Condition, group_by, parse_conditions, values_of

UNHURRIED = settings(deadline=None)
"""Other work on the machine fails no test."""

EQUAL, NOT, HAS = "=", "!=", "~"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ; \n;", []),
        ("a=b", [("a", EQUAL, "b")]),
        ("a!=b", [("a", NOT, "b")]),
        ("a~b", [("a", HAS, "b")]),
        ("  a  =  b  ", [("a", EQUAL, "b")]),
        ("a=b; c=d", [("a", EQUAL, "b"), ("c", EQUAL, "d")]),
        ("a=b\nc!=d\r\n  e~f", [("a", EQUAL, "b"), ("c", NOT, "d"), ("e", HAS, "f")]),
        ("a=b;\n;c=d;", [("a", EQUAL, "b"), ("c", EQUAL, "d")]),
        ("a=b c", [("a", EQUAL, "b c")]),
        ("a=b=c", [("a", EQUAL, "b=c")]),
        ("a=b~c!", [("a", EQUAL, "b~c!")]),
        ("a=", [("a", EQUAL, "")]),
        ("a!=;b=1", [("a", NOT, ""), ("b", EQUAL, "1")]),
        ('a="b; c"', [("a", EQUAL, "b; c")]),
        ('a="b"\r\nc="d"\r\n', [("a", EQUAL, "b"), ("c", EQUAL, "d")]),
        ("a='b\nc' ; d=e", [("a", EQUAL, "b\nc"), ("d", EQUAL, "e")]),
        (r'a="say \"hi\" \\"', [("a", EQUAL, 'say "hi" \\')]),
        ("a='it\"s'", [("a", EQUAL, 'it"s')]),
        ('a=" b "', [("a", EQUAL, " b ")]),
        ('a=""', [("a", EQUAL, "")]),
        ("links.github=ada", [("links.github", EQUAL, "ada")]),
        ("Job title=Analyst", [("Job title", EQUAL, "Analyst")]),
        ("專長=數學", [("專長", EQUAL, "數學")]),
        ("x-y_z=1", [("x-y_z", EQUAL, "1")]),
    ],
)
def test_conditions_are_read(text: str, expected: list[tuple[str, str, str]]):
    assert parse_conditions(text) == tuple(Condition(*entry) for entry in expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a", "'=', '!=' or '~' is missing after 'a' in column 2"),
        ("a b", "missing after 'a b' in column 4"),
        ("a==b", "missing after 'a' in column 2"),
        ("a~=b", "missing after 'a' in column 2"),
        ("a!b", "missing after 'a' in column 2"),
        ("=b", "a key is missing in column 1"),
        ("a=b; =c", "a key is missing in column 6"),
        ("a=b\n~c", "a key is missing in line 2, column 1"),
        ("a=b\n  c", "missing after 'c' in line 2, column 4"),
        ('a="b', "the quote that opens in column 3 is not closed"),
        ("a='b\" ; c=d", "the quote that opens in column 3 is not closed"),
        ('a="b" c', "';' or a line end is missing in column 7"),
        ('"a"=b', "a key is missing in column 1"),
    ],
)
def test_a_slip_is_named_with_its_place(text: str, message: str):
    with pytest.raises(ValueError, match=message.replace(".", r"\.")):
        parse_conditions(text)


PLAIN = st.text(st.characters(exclude_characters='\n;"\\', codec="utf-8"))


@UNHURRIED
@given(PLAIN.map(str.strip).filter(lambda value: not value.startswith(("'", "=", "~"))))
def test_what_needs_no_quotes_is_taken_as_it_is(value: str):
    assert parse_conditions(f"k={value}")[0].value.split() == value.split()


@UNHURRIED
@given(st.text())
def test_what_is_quoted_is_taken_as_it_is(value: str):
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    assert parse_conditions(f'k~"{quoted}"; x=1')[0] == Condition("k", "~", value)


def slip(text: str) -> str:
    """Return what is said about a text, nothing when all is well."""
    try:
        parse_conditions(text)
    except ValueError as error:
        return str(error)
    return ""


@UNHURRIED
@given(st.text(st.sampled_from("ab =!~;\n\"'\\."), max_size=20))
def test_other_text_is_refused_with_a_message(text: str):
    said = slip(text)
    assert not said or "column" in said


ADA = Profile(
    key="ada",
    path="people/ada.md",
    name="Ada Lovelace",
    lang="en-GB",
    alternate_names=("艾達·洛夫萊斯",),
    headline="Analyst",
    affiliation="Royal Society",
    tags=("Mathematics", "Poetry"),
    summary=Summary((Part("text", "She published."),), "She *published*."),
    provenance=Provenance(generated=True, model="openai/gpt-5", date="2025-10-22"),
    fields=(
        ("Job-Title", "Analyst"),
        ("role", None),
        ("draft", "yes"),
        ("year", 1815),
        ("height", 1.5),
        ("active", False),
        ("links", (("github", "ada"), ("web", ("a.org", "b.org")))),
        ("awards", ((("name", "Medal"), ("year", 1843)), "Prize")),
        ("a.b", "dotted"),
        ("nested", (("deep", (("deeper", True),)),)),
        ("empty", ()),
        ("tags", "not these"),
    ),
)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("key", ("ada",)),
        ("name", ("Ada Lovelace", "艾達·洛夫萊斯")),
        ("lang", ("en-GB",)),
        ("tags", ("Mathematics", "Poetry")),
        ("summary", ("She *published*.",)),
        ("affiliation", ("Royal Society",)),
        ("pronouns", ()),
        ("generated", ("true",)),
        ("translated", ("false",)),
        ("model", ("openai/gpt-5",)),
        ("Job-Title", ("Analyst",)),
        ("job_title", ("Analyst",)),
        ("role", ()),
        ("year", ("1815",)),
        ("height", ("1.5",)),
        ("active", ("false",)),
        ("links", ("ada", "a.org", "b.org")),
        ("links.github", ("ada",)),
        ("links.web", ("a.org", "b.org")),
        ("links.gitlab", ()),
        ("awards", ("Medal", "1843", "Prize")),
        ("awards.name", ("Medal",)),
        ("a.b", ("dotted",)),
        ("nested.deep.deeper", ("true",)),
        ("nested.deep.deeper.still", ()),
        ("empty", ()),
        ("unknown", ()),
    ],
)
def test_values(key: str, expected: tuple[str, ...]):
    assert values_of(ADA, key) == expected


HOLDS = """
name=ada lovelace
name=ADA  LOVELACE; name~love; name~艾達; name!=Ada; key=ada; path~people
tags=poetry; tags=Mathematics; tags~math; tags!=physics
affiliation=royal society; affiliation~society
generated=true; generated=yes; generated=on; translated=no; translated!=true; draft=true; draft=yes
active=false; active=no; active!=yes; year=1815; year~181; links.github=Ada; awards=prize
lang=en; lang=en-GB; lang=english; lang=EN_gb; lang!=de; lang!=en-US; lang~gb
pronouns=; unknown=; role=; affiliation!=; unknown!=x; summary~published; date~2025-10
headline=Ａｎａｌｙｓｔ; model=openai/gpt-5; nested.deep.deeper=true
"""
FAILS = """
name=love; name!=ada lovelace; name~bob; tags=poet; tags!=poetry; generated=false; draft=no
translated=true; active=true; year=18; lang=de; lang=en-US; lang!=en; lang=; pronouns!=
affiliation=; unknown=x; unknown~x; unknown!=; awards.name=prize; year=1815.0
"""


@pytest.mark.parametrize("condition", parse_conditions(HOLDS))
def test_holds(condition: Condition):
    assert condition.holds(ADA)


@pytest.mark.parametrize("condition", parse_conditions(FAILS))
def test_does_not_hold(condition: Condition):
    assert not condition.holds(ADA)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh-TW", "lang=zh-Hant", True),
        ("zh-TW", "lang=zh", True),
        ("zh-Hans", "lang=zh-Hant", False),
        ("zh", "lang=zh-Hant", False),
        ("zh-Hant", "lang=hant", True),
        ("", "lang=", True),
        ("", "lang=en", False),
        ("", "lang!=en", True),
    ],
)
def test_a_language_takes_in_its_kinds(lang: str, text: str, *, expected: bool):
    profile = Profile(key="x", path="x.md", name="X", lang=lang)
    assert parse_conditions(text)[0].holds(profile) is expected


def person(key: str, *tags: str) -> Profile:
    """Return a profile with tags."""
    return Profile(key=key, path=f"{key}.md", name=key, tags=tags)


def test_groups_are_in_order_and_those_without_come_last():
    people = [
        person("a", "zoo", "Éclair"),
        person("b"),
        person("c", "ZOO", "Zoo"),
        person("d", "42"),
    ]
    groups = [
        (value, [entry.key for entry in members]) for value, members in group_by(people, "tags")
    ]
    assert groups == [("42", ["d"]), ("Éclair", ["a"]), ("zoo", ["a", "c"]), ("", ["b"])]


def test_no_groups_without_people():
    assert group_by([], "tags") == ()
