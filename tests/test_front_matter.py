"""Front matter: what is taken from it, however it is written, and what is said about it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_profiles.dialects.icons import kind_of_icon
from sphinxext_profiles.frontmatter.block import NoteText
from sphinxext_profiles.frontmatter.keys import KEYS, FrontMatter, read_front_matter
from sphinxext_profiles.frontmatter.unknown import SYNONYMS
from sphinxext_profiles.frontmatter.values import is_true
from sphinxext_profiles.model import Provenance
from sphinxext_profiles.note.source import split_note

UNHURRIED = settings(deadline=None)
"""Other work on the machine fails no test."""


def read(front: str, mark: str = "---") -> tuple[FrontMatter, list[tuple[str, int]]]:
    """Return what a block says, and the codes and lines of its problems; line 2 is its first."""
    kind = "yaml" if mark == "---" else "toml"
    found, problems = read_front_matter(NoteText("", front, kind, 2))
    return found, [(problem.code.value, problem.line) for problem in problems]


def test_no_front_matter_says_nothing():
    note, _ = split_note("# Ada\n")
    assert read_front_matter(note) == (FrontMatter(), ())


@pytest.mark.parametrize("front", ["", "\n", "# a comment", "~", "null", "---", "{}"])
def test_empty_front_matter_says_nothing(front: str):
    assert read(front) == (FrontMatter(), [])


@pytest.mark.parametrize(
    ("front", "key", "expected"),
    [
        ("lang: no", "lang", "no"),
        ("lang: NO", "lang", "NO"),
        ("lang: hant", "lang", "hant"),
        ("lang: [zh-Hant, en]", "lang", "zh-Hant"),
        ("lang: {code: de}", "lang", "de"),
        ("id: 007", "id", "007"),
        ("id: 1e3", "id", "1e3"),
        ("title: 2001", "title", "2001"),
        ("title: 1.10", "title", "1.10"),
        ("title: 12:30:45", "title", "12:30:45"),
        ("title: 2024-01-05", "title", "2024-01-05"),
        ("title: on", "title", "on"),
        ("title: 'true'", "title", "true"),
        ("title: ' a\n\n  b '", "title", "a b"),
        ("title: >-\n  a\n  b", "title", "a b"),
        ("title: 沈括　存中", "title", "沈括　存中"),
        ("title: null", "title", ""),
        ("title: ~", "title", ""),
        ("title:", "title", ""),
        ("title: false", "title", ""),
        ("title: []", "title", ""),
        ("title: {}", "title", ""),
        ("Title: a", "title", "a"),
        ("TITLE: a", "title", "a"),
        ("Title: a\ntitle: b", "title", "b"),
        ("name: [Ada, Countess]", "name", "Ada"),
        ("name: {text: Ada}", "name", "Ada"),
        ("name: {first: Ada, last: Lovelace}", "name", "Ada Lovelace"),
        ("name: {family: Lovelace, given: Ada}", "name", "Ada Lovelace"),
        ("name: No", "name", "No"),
        ("headline: a\nrole: b", "headline", "a"),
        ("headline: ''\nrole: b", "headline", "b"),
        ("headline: false\nposition: b", "headline", "b"),
        ("position: a", "headline", "a"),
        ("job_title: a", "headline", "a"),
        ("job-title: a", "headline", "a"),
        ("Job Title: a", "headline", "a"),
        ("jobTitle: a", "headline", "a"),
        ("role: [Analyst, Poet]", "headline", "Analyst, Poet"),
        ("affiliation: {name: RS, url: 'https://a.b'}", "affiliation", "[RS](<https://a.b>)"),
        ("organization: RS", "affiliation", "RS"),
        ("organisation: RS", "affiliation", "RS"),
        ("org: [{name: RS}, BM, null]", "affiliation", "RS, BM"),
        ("bio: a", "summary", "a"),
        ("description: a", "summary", "a"),
        ("summary: |\n  a\n\n  **b**\n", "summary", "a\n\n**b**"),
        ("bio: [a, b]", "summary", "a b"),
        ("image: false\navatar: a.png", "photo", "a.png"),
        ("image: null", "photo", ""),
        ("photo_url: https://a.b/c.jpg", "photo", "https://a.b/c.jpg"),
        ("image: {path: a.png, alt: Ada}", "photo", "a.png"),
        ("image: {path: a.png, alt: Ada}", "photo_alt", "Ada"),
        ("photo: {src: a.png, alt: x}\nphoto-alt: Ada", "photo_alt", "Ada"),
        ("photo: [a.png, b.png]", "photo", "a.png"),
        ("pronouns: [she, her]", "pronouns", "she/her"),
        ("location: {city: London, country: UK}", "location", "London, UK"),
        ("sort_name: Lovelace, Ada", "sort_name", "Lovelace, Ada"),
    ],
)
def test_texts(front: str, key: str, expected: str):
    found, problems = read(front)
    assert getattr(found, key) == expected
    assert problems == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("tags: [a, b]", ("a", "b")),
        ("tags:\n- a\n- b", ("a", "b")),
        ("tags: a, b", ("a", "b")),
        ("tags: a； b、c，d", ("a", "b", "c", "d")),
        ("tags: machine learning", ("machine learning",)),
        ("tags: [a, null, '', 5, 1.10, a, {name: z}]", ("a", "5", "1.10", "z")),
        ("tags: [[a, b], c]", ("a", "c")),
        ("tags: null", ()),
        ("tags:", ()),
        ("tags: false", ()),
        ("tags: 2024", ("2024",)),
        ("tags: [no, yes]", ("no", "yes")),
    ],
)
def test_tags(front: str, expected: tuple[str, ...]):
    found, problems = read(front)
    assert found.tags == expected
    assert problems == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("generated: true\nmodel: openai/gpt-5", Provenance(generated=True, model="openai/gpt-5")),
        ("generated: yes", Provenance(generated=True)),
        ("generated: 'True'", Provenance(generated=True)),
        ("generated: 2025-10-22", Provenance(generated=True)),
        ("generated: no", Provenance()),
        ("generated: 'false'", Provenance()),
        ("generated: off\ntranslated: 0", Provenance()),
        ("generated:", Provenance()),
        ("translated: zh", Provenance(translated=True)),
        ("translated: {from: en}", Provenance(translated=True)),
        ("model: {provider: openai, name: gpt-5}", Provenance(model="gpt-5")),
        ("model: [a, b]", Provenance(model="a, b")),
        ("model: false", Provenance()),
        ("reviewed-by: [A, B]", Provenance(reviewed_by="A, B")),
        ("reviewed_by: {name: A}", Provenance(reviewed_by="A")),
        ("source: https://a.b", Provenance(source="https://a.b")),
        ("date: 2025-10-22", Provenance(date="2025-10-22")),
        ("date: 2025-1-5", Provenance(date="2025-01-05")),
        ("date: '2025-1-5'", Provenance(date="2025-01-05")),
        ("date: 2025-10-22 9:05:06 +0800", Provenance(date="2025-10-22T09:05:06+08:00")),
        ("date: 2025-10-22t09:05:06.5z", Provenance(date="2025-10-22T09:05:06.5Z")),
        ("date: 2025-10-22 09:05", Provenance(date="2025-10-22T09:05")),
        ("date: 2025", Provenance(date="2025")),
        ("date: October 2025", Provenance(date="October 2025")),
        ("date: 100 BC", Provenance(date="100 BC")),
    ],
)
def test_provenance(front: str, expected: Provenance):
    found, problems = read(front)
    assert found.provenance == expected
    assert problems == []


def test_every_key_is_kept_as_plain_data():
    front = (
        "z: 1\nB: {c: [1, two, null], d: 1.5}\nyes: yes\n5: five\n~: nothing\n"
        "? [a, b]\n: list\n2024-01-05: day\nhuge: 123456789012345678901\nzip: 01234\n"
        "version: 1.10\ninf: .inf\nhex: 0x1F\nsix: 1:30\nbin: !!binary aGk=\nquoted: '5'"
    )
    found, problems = read(front)
    assert found.fields == (
        ("z", 1),
        ("B", (("c", (1, "two", None)), ("d", 1.5))),
        ("yes", "yes"),
        ("5", "five"),
        ("~", "nothing"),
        ("a, b", "list"),
        ("2024-01-05", "day"),
        ("huge", "123456789012345678901"),
        ("zip", "01234"),
        ("version", "1.10"),
        ("inf", ".inf"),
        ("hex", "0x1F"),
        ("six", "1:30"),
        ("bin", "aGk="),
        ("quoted", "5"),
    )
    assert problems == [("front-matter", 16)]  # !!binary
    hash(found.fields)


def test_lines_are_those_of_the_file_under_canonical_names():
    note, _ = split_note("\n---\n# a comment\nrole: a\n\nAvatar: b.png\nfoo: c\n---\n")
    found, _ = read_front_matter(note)
    assert found.lines["headline"] == found.lines["role"] == 4
    assert found.lines["photo"] == found.lines["Avatar"] == 6
    assert found.lines["foo"] == 7
    assert "summary" not in found.lines


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("a: 1\nname: true", 3),
        ("headline: {year: 1843}", 2),
        ("photo: [true]", 2),
        ("tags: true", 2),
        ("tags: [{}, [true], {a: b}]", 2),
        ("tags: {a: b}", 2),
        ("links: true", 2),
        ("model: true", 2),
    ],
)
def test_what_can_not_be_used_is_said(front: str, line: int):
    assert read(front)[1] == [("front-matter-value", line)]


def test_a_usable_alias_follows_an_unusable_one():
    found, problems = read("headline: true\nrole: Analyst")
    assert found.headline == "Analyst"
    assert problems == [("front-matter-value", 2)]


TOML = """\
title = "Ada"
date = 2025-10-22
when = 2025-10-22T09:05:06Z
clock = 09:05:06
tags = ["a", "b"]
generated = true
endless = inf
[links]
github = "ada"
evil = "javascript:x"
[[award]]
year = 1843
"""


def test_toml():
    found, problems = read(TOML, "+++")
    assert (found.title, found.tags, found.provenance.date) == ("Ada", ("a", "b"), "2025-10-22")
    assert found.provenance.generated
    assert [link.address for link in found.links] == ["https://github.com/ada"]
    fields = dict(found.fields)
    assert fields["when"] == "2025-10-22T09:05:06+00:00"
    assert (fields["clock"], fields["endless"]) == ("09:05:06", "inf")
    assert fields["award"] == ((("year", 1843),),)
    assert (found.lines["tags"], found.lines["links"]) == (6, 9)
    assert problems == [("address-unsafe", 11)]


def test_keys_have_one_meaning():
    names = [name for aliases in KEYS.values() for name in aliases]
    assert len(names) == len(set(names))
    assert all(canonical == aliases[0] for canonical, aliases in KEYS.items())


@pytest.mark.parametrize("value", [True, "yes", "True", "on", 1])
def test_true(value: object):
    assert is_true(value)


@pytest.mark.parametrize("value", [False, None, "no", "", "maybe", 0, 2, ("yes",)])
def test_not_true(value: object):
    assert not is_true(value)


SCRAPS = ["a", "title", "links", ":", ": ", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", ",", "#"]
SIGNS = [
    "&x ",
    "*x",
    "<<: ",
    "!!str ",
    "!foo ",
    "'",
    '"',
    "|",
    ">",
    "?",
    "%",
    "@",
    "`",
    "=",
    "true",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from([*SCRAPS, *SIGNS]), max_size=30).map("".join))


@UNHURRIED
@given(TEXTS, st.sampled_from(["yaml", "toml"]))
def test_nothing_raises(front: str, kind: str):
    began = time.monotonic()
    found, problems = read_front_matter(NoteText("", front, kind, 2))
    assert time.monotonic() - began < 10
    last = 2 + front.count("\n")
    assert all(2 <= problem.line <= last + 1 for problem in problems)
    assert all(2 <= line <= last for line in found.lines.values())
    hash(found.fields)


@pytest.mark.parametrize(
    ("icon", "kind"),
    [
        ("brands/github", "github"),
        ("fab fa-github", "github"),
        ("fa-brands fa-square-github", "github"),
        ("fab fa-fw fa-github-alt", "github"),
        ("bi-mastodon", "mastodon"),
        ("simple-icons:orcid", "orcid"),
        ("academicons/google-scholar", "scholar"),
        ("fa-brands fa-x-twitter", "x"),
        ("Linkedin-in", "linkedin"),
        ("fa-solid fa-envelope", "email"),
        ("fas fa-globe", "website"),
        ("fas fa-graduation-cap", ""),
        ("hero/cube", ""),
        ("", ""),
    ],
)
def test_the_kind_of_an_icon(icon: str, kind: str):
    assert kind_of_icon(icon) == kind


@pytest.mark.parametrize(
    ("front", "addresses"),
    [
        ("twitterHandle: ada", ["https://x.com/ada"]),
        ("X: '@ada'", ["https://x.com/ada"]),
        ("github: [ada, lab]", ["https://github.com/ada", "https://github.com/lab"]),
        ("links: {github: ada}\ngithub: ada", ["https://github.com/ada"]),
        ("uri: https://a.example", ["https://a.example"]),
        ("url: /people/ada/\npage: 3\nhome: true\nsite: a.example", []),
        ("email: ada@a.example\nphone: +44 20 7946 0000\nmail: x@a.example", []),
        ("x: 12\nmedium: oil\nthreads: 8\nmatrix: dense\nresume: true\nscholar: Zhang", []),
        ("scholar_userid: AbC", ["https://scholar.google.com/citations?user=AbC"]),
        ("about: Ada\nprofile: true\nsocial: true", []),
        ("links: ['[[Note]]', 'https://a.example']", ["https://a.example"]),
    ],
)
def test_links_that_stand_by_themselves(front: str, addresses: list[str]):
    found, problems = read(front)
    assert [link.address for link in found.links] == addresses
    assert problems == []


@pytest.mark.parametrize(
    ("front", "codes"),
    [
        ("github: see my page", ["front-matter-value"]),
        ("website: javascript:x", ["address-unsafe"]),
        ("Tittle: a", ["front-matter-key"]),
        ("ttile: a", ["front-matter-key"]),
        ("itle: a", ["front-matter-key"]),
        ("nome: Ada", ["front-matter-key"]),  # Italian
        ("titel: a", ["front-matter-key"]),  # German
        ("keywords: a\ncategories: b", ["front-matter-key"] * 2),
        ("tags: a\nkeywords: b\ncategories: c\ntag: d", []),
        ("keywords: []\nlanguage:\ncity: false", []),
        ("data: 1\nmode: a\nsources: [b]\nphotos: c\ntypes: d\nbios: e\nidea: f", []),
        ("fame: high\ngame: go", []),
    ],
)
def test_keys_that_mean_nothing_here(front: str, codes: list[str]):
    assert [code for code, _ in read(front)[1]] == codes


def test_synonyms_mean_nothing_by_themselves():
    known = {name for aliases in KEYS.values() for name in aliases}
    assert not SYNONYMS.keys() & known
    assert set(SYNONYMS.values()) <= KEYS.keys()
