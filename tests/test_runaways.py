"""Notes that would take hours, gigabytes or the build: each costs no more than what is refused."""

from __future__ import annotations

import difflib
import zlib
from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.people.globs import Globs

if TYPE_CHECKING:
    from sites import Build, Site

SETTINGS = {"profiles_notes": ["people/*"]}
INDEX = "# Index\n\n```{toctree}\n:numbered:\n:glob:\npeople/*\nguide\n```\n"


def files(body: str, front: str = "") -> dict[str, str | bytes]:
    """Return a project with a note."""
    note = f"{front}# Ada\n\nShe.\n\n## Work\n\n{body}\n\nWhole.\n"
    return {"index.md": INDEX, "people/ada.md": note, "guide.md": "# Guide\n\nText.\n"}


def reported(site: Site, code: str) -> list[str]:
    """Return the problems with a code."""
    return [line for line in site.warnings if f"[profiles.{code}]" in line]


# Reading

LONG = [
    f"---\nname: {'- ' * 100_000}\n---\n\nText.\n",
    f"---\nname: Ada\ntitle: {'|' * 200_000}\n---\n\nText.\n",
    f"---\nname: Ada\ntitle: {'Adam ' * 40_000}\n---\n\nText.\n",
    f"# {'： ' * 100_000}\n\nText.\n",
    f"# Ada{'(b)' * 60_000}\n\nText.\n",
    f"# Ada\n\n![{'`' * 200_000}](a.png)\n\nText.\n",
    f"# Ada\n\n{'`` ` ' * 20_000}\n\nText.\n",
    f"# Ada\n\n[a][1]\n\n[1]: https://a.example/ '{' ' * 200_000}'\n",
]


@pytest.mark.parametrize("text", LONG)
def test_the_time_to_read_grows_with_the_text(text: str) -> None:
    """Each took minutes or hours."""
    profile, _ = read_profile(text, "people/ada.md")
    assert profile.key == "ada"


def test_code_is_left_out_where_it_ends_as_it_began() -> None:
    text = "# Ada\n\nA ``turn0search1 ` `` and `turn0search2` and turn0search3 ` here.\n"
    _, problems = read_profile(text, "people/ada.md")
    [problem] = [entry for entry in problems if entry.code.value == "chat-residue"]
    assert "turn0search3" in problem.message


@pytest.mark.parametrize(
    ("glob", "path", "meant"),
    [
        ("*a*a*a*a*a*b", "a" * 250, False),
        ("*a*a*a*a*a*b", "a" * 250 + "b", True),
        ("**a**a**a**a**a**b", "a/" * 200, False),
        ("**/*a*b*", "x/y/ab", True),
        ("**/*a*b*", "x/ya/b", False),
        ("**/a*b*c*", "abc", True),
        ("**/b*c*d*", "abcd", False),
        ("*/**/*a?[bc]", "x/y/aab", True),
        ("*/**/*a?[!bc]", "x/y/aab", False),
    ],
)
def test_globs_with_many_stars(glob: str, path: str, meant: bool) -> None:
    assert Globs([glob]).matches(path) is meant


# Links that take long to look up


@pytest.mark.parametrize("builder", ["html", "latex"])
@pytest.mark.parametrize(
    "words",
    [
        "100%",
        "{number.x}",
        "{number:>900000000}",
        "number {0}",
        "%900000000s",
        "{number!z}",
        "{number}-{name}",
        "number",
        "%s of 100%",
    ],
)
def test_the_words_of_a_numref_are_a_plain_format(build: Build, builder: str, words: str) -> None:
    body = f"(sec)=\n### Section\n\nText.\n\n{{numref}}`{words} <sec>`\n"
    site = build(files(body), builder, **SETTINGS)
    assert len(reported(site, "file-blocked")) == 1
    [file] = site.out.glob("people/ada.html" if builder == "html" else "*.tex")
    assert "Whole." in file.read_text("utf-8")


@pytest.mark.parametrize("words", ["Section %s", "({number}) {name}", "Kapitel {number}: {name}"])
def test_a_numref_with_a_plain_format_is_a_link(build: Build, words: str) -> None:
    body = f"(sec)=\n### Section\n\nText.\n\n{{numref}}`{words} <sec>`\n"
    site = build(files(body), **SETTINGS)
    assert not site.warnings
    assert site.html("people/ada").select_one("a.reference[href='#ada-sec']").text[-1] != "}"


def test_a_note_has_so_many_numrefs(build: Build) -> None:
    """For each, Sphinx loads the page that it leads to."""
    body = "(sec)=\n### Section\n\nText.\n\n" + "{numref}`sec`\n\n" * 103
    site = build(files(body), **SETTINGS)
    assert len(reported(site, "role-blocked")) == 3
    assert len(site.html("people/ada").select("#work a.reference[href='#ada-sec']")) == 100


def test_a_search_through_an_inventory_is_short(build: Build) -> None:
    names = "".join(f"{'a' * 60}{n} py:method 1 api.html#$ -\n" for n in range(100))
    head = "# Sphinx inventory version 2\n# Project: P\n# Version: 1\n# The rest is zlib.\n"
    body = f"[x](inv:#{'*a' * 12}b) [y](inv:#*a5) [z](inv:p:py:*#*a7)"
    site = build(
        files(body) | {"objects.inv": head.encode() + zlib.compress(names.encode())},
        extensions=("myst_parser", "sphinx.ext.intersphinx", "sphinxext_profiles"),
        intersphinx_mapping={"p": ("https://p.example/", "objects.inv")},
        **SETTINGS,
    )
    assert len(reported(site, "file-blocked")) == 1
    assert [a.text for a in site.html("people/ada").select("a[href^='https://p.example']")] == [
        "y",
        "z",
    ]


def test_labels_above_one_another_are_few(build: Build) -> None:
    body = "".join(f"(l{n})=\n" for n in range(5_000)) + "### Last\n\n{ref}`l4999`\n"
    site = build(files(body), **SETTINGS)
    assert len(reported(site, "markup-amount")) == 1
    assert site.html("people/ada").find("a", string="Last")


# Code

SLOW = "\t" * 1_900 + "!"


@pytest.mark.parametrize(
    "code",
    [
        f"```systemd\n{SLOW}\n```",
        f"```{{code-block}} systemd\n{SLOW}\n```",
        f"```{{code-block}} easytrieve\n:caption: Words\n\n{SLOW}\n```",
        f"```{{code}} systemd\n{SLOW}\n```",
        f"```{{sourcecode}} systemd\n{SLOW}\n```",
        f"````{{note}}\n```systemd\n{SLOW}\n```\n````",
        f"`a{SLOW}`{{l=systemd}}",
        "```python\n" + " \n" * 20_000 + "x\n```",
        "```python\nx = 1\n```\n\n" * 5 + ("```python\n" + " \n" * 990 + "x\n```\n\n") * 11,
    ],
)
def test_code_that_takes_long_to_color_has_no_colors(build: Build, code: str) -> None:
    site = build(files(code), **SETTINGS, myst_enable_extensions=["attrs_inline"])
    assert len(reported(site, "markup-amount")) == 1
    assert "Whole." in site.html("people/ada").text


def test_code_in_a_common_language_has_colors(build: Build) -> None:
    code = "```python\nimport os\n```\n\n```{code-block} c\nint x;\n```\n\n`a = 1`{l=python}\n"
    site = build(files(code), **SETTINGS, myst_enable_extensions=["attrs_inline"])
    assert not site.warnings
    page = site.html("people/ada")
    assert page.select_one(".highlight-python .kn").text == "import"
    assert page.select_one(".highlight-c .kt").text == "int"


@pytest.mark.parametrize("option", ["number-lines", "lineno-start"])
def test_lines_have_short_numbers(build: Build, option: str) -> None:
    lines = "a\n" * 5_000
    body = f"```{{code}} python\n:{option}: {'9' * 4000}\n{lines}```\n"
    site = build(files(body), **SETTINGS)
    assert reported(site, "option-value")
    assert len(site.text("people/ada.html")) < 200_000


# Notes inside one another


def test_depth_is_counted_through_all_notes(build: Build) -> None:
    notes: dict[str, str | bytes] = {"index.md": "# Index\n\n```{profile} p0\n```\n"}
    for number in range(60):
        inside = f"```{{profile}} p{number + 1}\n```\n"
        for level in range(15):
            inside = f"{'`' * (level + 4)}{{note}}\n{inside}{'`' * (level + 4)}\n"
        notes[f"people/p{number}.md"] = f"# P{number}\n\n## Next\n\n{inside}\n\nEnd {number}.\n"
    site = build(notes, **SETTINGS, suppress_warnings=["toc"])
    assert reported(site, "directive-depth")
    text = site.html().text
    assert "End 0." in text
    assert "End 1." in text
    assert "End 2." not in text


# Keys


def test_a_long_key_names_a_file(build: Build) -> None:
    body = (
        '[a][1]\n\n```{profile-references}\n:download: bibtex\n```\n\n[1]: https://a.example "A"\n'
    )
    site = build(files(body, f"---\nid: {'名' * 100}{'a' * 300}\n---\n"), **SETTINGS)
    [file] = site.out.glob("_downloads/*/*.bib")
    assert 90 < len(file.name.encode()) < 110


def test_unknown_names_are_compared_with_few(build: Build, monkeypatch) -> None:
    """Each comparison takes as long as the project has people, and a note can name thousands."""
    compared = []
    matches = difflib.get_close_matches
    monkeypatch.setattr(
        difflib, "get_close_matches", lambda *given: compared.append(given) or matches(*given)
    )
    people = " ".join(f"adda{number}" for number in range(2000))
    where = ";".join(f"k{number}=x" for number in range(2000))
    roles = " ".join(f"{{profile:person}}`a{number}`" for number in range(500))
    indexes = (
        f"```{{profile-index}}\n:people: {people}\n```\n\n```{{profile-index}}\n:where: {where}\n"
    )
    site = build(files(f"{roles}\n\n{indexes}```\n"), **SETTINGS)
    assert len(site.warnings) > 2000
    assert "did you mean 'ada'" in "".join(site.warnings)
    assert len(compared) <= 300
    assert "Whole." in site.text("people/ada.html")


def test_an_index_takes_so_many_globs(build: Build) -> None:
    globs = ",".join(f"x{number}" for number in range(101))
    site = build(files(f"```{{profile-index}}\n:notes: {globs}\n```\n"), **SETTINGS)
    assert "it has 101 globs, and takes at most 100" in reported(site, "option-value")[0]
