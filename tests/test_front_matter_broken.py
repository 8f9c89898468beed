"""Broken and hostile front matter: said with its line, and read as far as it can be."""

from __future__ import annotations

import time

import pytest

from sphinxext_profiles.frontmatter.block import NoteText
from sphinxext_profiles.frontmatter.keys import FrontMatter, read_front_matter
from sphinxext_profiles.note.source import split_note


def read(front: str, kind: str = "yaml") -> tuple[FrontMatter, list[tuple[int, str]]]:
    """Return what a block says and its problems' lines and messages; line 2 is its first."""
    found, problems = read_front_matter(NoteText("", front, kind, 2))
    assert {problem.code.value for problem in problems} <= {"front-matter"}
    return found, [(problem.line, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("front", "line", "fields"),
    [
        ("title: Grace Hopper: a life", 2, {"title": "Grace Hopper: a life"}),
        ("a: 1\ntitle: A: B\nb: [x, y]", 3, {"a": 1, "title": "A: B", "b": ("x", "y")}),
        ("mastodon: @ada@a.b\nname: Ada", 2, {"mastodon": "@ada@a.b", "name": "Ada"}),
        ("title: [Draft] Ada\nname: Ada", 2, {"title": "[Draft] Ada", "name": "Ada"}),
        ('title: "Enchantress" of Numbers', 2, {"title": 'Enchantress" of Numbers'}),
        ('title: "He said "hi" there"', 2, {"title": 'He said "hi" there'}),
        ("title: 'It's Ada'", 2, {"title": "It's Ada"}),
        ('title: "Ada\nlang: en', 3, {"title": "Ada", "lang": "en"}),
        ("tags: [a, b\nname: Ada", 3, {"tags": "a, b", "name": "Ada"}),
        ("tags:\n\t- a\n\t- b\nname: Ada", 3, {"tags": ("a", "b"), "name": "Ada"}),
        ("title: **Ada**: x\nname: Ada", 2, {"title": "**Ada**: x", "name": "Ada"}),
        ("title: 50%: half # remark", 2, {"title": "50%: half"}),
        ("summary: a: b\n  and c: d\nname: Ada", 2, {"summary": "a: b and c: d", "name": "Ada"}),
        ("name: Ada\n  lang: en", 3, {"name": "Ada lang: en"}),
        ("words without a key\nname: Ada", 3, {"name": "Ada"}),
        ("name:Ada\nlang:en", 2, {"name": "Ada", "lang": "en"}),
        ("a: 1\na: x: y", 3, {"a": "x: y"}),
    ],
)
def test_what_can_be_read_of_broken_yaml_is_used(front: str, line: int, fields: dict[str, object]):
    found, problems = read(front)
    assert dict(found.fields) == fields
    assert [place for place, _ in problems] == [line]
    assert "what can be read of it is used" in problems[0][1]


def test_a_colon_in_a_value_is_explained():
    _, problems = read("title: Grace Hopper: a life")
    assert "a value with a colon in it needs quotes" in problems[0][1]


@pytest.mark.parametrize("front", ["just words", "- a\n- b", "[a, b]", "5", "'a: b'"])
def test_a_block_that_is_no_mapping(front: str):
    found, problems = read(front)
    assert found.fields == ()
    assert problems == [(2, "the front matter is not a mapping of keys to values")]


@pytest.mark.parametrize(
    ("front", "line", "word", "fields"),
    [
        ("a: 1\na: 2", 3, "twice", {"a": 2}),
        ("a: {b: 1, b: 2}", 2, "twice", {"a": (("b", 2),)}),
        ("a: !!python/object/apply:os.system [ls]", 2, "!!python", {"a": ("ls",)}),
        ("a: !!python/name:os.system ''", 2, "!!python", {"a": ""}),
        ("a: !env SECRET", 2, "!env", {"a": "SECRET"}),
        ("a: !!omap [b: 1]", 2, "!!omap", {"a": ((("b", 1),),)}),
        ("a: 1\n--- \nb: 2", 4, "more than one document", {"a": 1}),
    ],
)
def test_what_means_nothing_is_said(front: str, line: int, word: str, fields: dict[str, object]):
    found, problems = read(front)
    assert dict(found.fields) == fields
    assert [place for place, _ in problems] == [line]
    assert word in problems[0][1]


@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ("a: &x [1, 2]\nb: *x", {"a": (1, 2), "b": (1, 2)}),
        ("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3", {"b": (("q", 3), ("p", 1))}),
        ("a: &x {p: 1}\nc: &y {q: 2}\nb: {<<: [*x, *y]}", {"b": (("p", 1), ("q", 2))}),
        ("? [<<]\n: {p: 1}", {"<<": (("p", 1),)}),
        ("a: !!str 5\nb: !!int '7'\nc: ! x", {"a": "5", "b": "7", "c": "x"}),
    ],
)
def test_aliases_merges_and_plain_tags(front: str, fields: dict[str, object]):
    found, problems = read(front)
    assert dict(found.fields).items() >= fields.items()
    assert problems == []


def laughs(lines: int, breadth: int = 9) -> str:
    """Return the billion laughs: each line holds the one above it several times."""
    rows = ["l0: &l0 [ha]"]
    rows += [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * breadth)}]" for i in range(1, lines)]
    return "\n".join(rows)


CHAIN = "\n".join(["k0: &k0 [x]", *(f"k{i}: &k{i} [*k{i - 1}]" for i in range(1, 2000))])


@pytest.mark.parametrize(
    ("front", "kind", "word"),
    [
        (laughs(12) + "\nname: Ada", "yaml", "expands to more than"),
        (laughs(400, 2) + "\nname: Ada", "yaml", "more than"),
        (CHAIN + "\nname: Ada", "yaml", "deep"),
        ("a: &a [*a]\nname: Ada", "yaml", "has no anchor"),
        ("a: *nobody\nname: Ada", "yaml", "has no anchor"),
        ("name: Ada\na: " + "[" * 100_000, "yaml", "deep"),
        ("name: Ada\na: " + "{a: " * 20_000, "yaml", "deep"),
        ("name: Ada\na:\n" + "".join(" " * i + "- \n" for i in range(1, 80)), "yaml", "deep"),
        ("name: Ada\nb: [" + "x, " * 50_000 + "]", "yaml", "more than"),
        ('name = "Ada"\na = ' + "[" * 50_000, "toml", "deep"),
        ('name = "Ada"\na = ' + "9" * 100_000, "toml", "digits"),
    ],
)
def test_what_costs_too_much_is_refused_and_the_rest_is_read(front: str, kind: str, word: str):
    began = time.monotonic()
    found, problems = read(front, kind)
    assert time.monotonic() - began < 20
    assert found.name == "Ada"
    assert len(problems) == 1
    assert word in problems[0][1]


def test_deep_toml_is_refused():
    found, problems = read(".".join("a" * 3000) + " = 1", "toml")
    assert found.fields == ()
    assert "deep" in problems[0][1]


@pytest.mark.parametrize(
    ("front", "line", "fields"),
    [
        ('title = "Ada"\nx = nothing\nlang = "en"', 3, {"title": "Ada", "lang": "en"}),
        ('title = Ada\nlang = "en"', 2, {"lang": "en"}),
        ('a = 1\na = 2\n[t]\nb = "x"', 3, {"a": 2}),
        ("a = 1\n[t\nb = 2", 3, {"a": 1}),
        ("title: Ada", 2, {}),
    ],
)
def test_what_can_be_read_of_broken_toml_is_used(front: str, line: int, fields: dict[str, object]):
    found, problems = read(front, "toml")
    assert dict(found.fields) == fields
    assert [place for place, _ in problems] == [line]
    assert problems[0][1].startswith("the front matter is broken TOML")


def test_many_keys_take_linear_time():
    began = time.monotonic()
    for mark, sign, kind in (("---", ":", "yaml"), ("+++", " =", "toml")):
        keys = "\n".join(f"k{i}{sign} {i}" for i in range(4000))
        note, _ = split_note(f"{mark}\n{keys}\n{mark}\n")
        found, problems = read(note.front, kind)
        assert (len(found.fields), found.lines["k3999"], problems) == (4000, 4001, [])
    broken = "\n".join(f"k{i}: [{i}" for i in range(3000))
    assert len(read(broken)[0].fields) == 3000
    assert time.monotonic() - began < 30


LONG = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: b---\n" * 20_000 + "c: d\n---\n",
        "---\na" + " " * LONG + "b\n: [\n---\n",
        "---\na: b: x" + " " * LONG + "y\n---",
        "---\ntags: 'a" + "\u3000" * LONG + "b'\n---",
        "---\nlinks: {website: '" + "a." * LONG + "', wikipedia: '" + "aa-" * LONG + "'}\n---",
        "---\n" + "? " * LONG + "\n---",
        "---\na: " + '"' * LONG + "\n---",
        "+++\n" + " " * LONG + "x y\n+++",
        "```" + " " * LONG + "`\n# a",
        "---\na: 1\n" + "# x\n\n" * LONG + "---",
    ],
    ids=lambda text: text[:12].replace("\n", " "),
)
def test_long_lines_take_linear_time(text: str):
    began = time.monotonic()
    note, _ = split_note(text)
    read_front_matter(note)
    assert time.monotonic() - began < 20
