"""Notes that would take all time, memory or stack: a problem, and the rest of the project whole."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sphinxext_profiles.cli.main import main
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.source import MOST_BYTES, read_file
from sphinxext_profiles.problems import ProblemCode

if TYPE_CHECKING:
    from sites import Build


START = "# Ada\n\n## Work\n\n"


class Shape(NamedTuple):
    """A note that asks for much, and what is said of it, where: code and line."""

    text: str
    code: str
    line: int


def lists_and_directives(count: int) -> str:
    """Return directives in one another, each inside three lists."""
    lines, indent = [], 0
    for number in range(count):
        for _ in range(3):
            lines.append(" " * indent + "* a")
            indent += 2
        lines += ["", " " * indent + "`" * (count + 3 - number) + "{note}"]
    return "\n".join([*lines, " " * indent + "Innermost."]) + "\n"


def aliases() -> str:
    """Return a front matter whose few aliases stand for 9 ** 11 values."""
    levels = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    return f"---\na0: &a0 [x]\n{''.join(levels)}---\n\n{START}"


TEN_MB = 10_000_000
SHAPES = {
    "brackets": Shape(START + "[" * TEN_MB, "note-too-large", 0),
    "backticks": Shape(START + "`" * TEN_MB, "note-too-large", 0),
    "long-lines": Shape(START + ("a " * 500_000 + "\n") * 3, "note-too-large", 0),
    "heading": Shape(f"# {'a' * 1_000_000}\n\nText.\n", "note-too-large", 0),
    "definitions": Shape(
        START + "".join(f"[{n}]: https://a.example/{n}\n" for n in range(100_000)),
        "note-too-large",
        0,
    ),
    "lists": Shape(START + "* " * 5_000 + "a\n\nAfter.\n", "nesting-depth", 5),
    "lists-by-lines": Shape(
        START + "".join("  " * level + "* a\n" for level in range(200)) + "\nAfter.\n",
        "nesting-depth",
        14,
    ),
    "quotes": Shape(START + "> " * 5_000 + "a\n\nAfter.\n", "nesting-depth", 5),
    "strong": Shape(START + "**" * 1_000 + "a" + "**" * 1_000 + "\n\nAfter.\n", "nesting-depth", 5),
    "links": Shape(
        START + "[**a " * 200 + "**](https://a.example)" * 200 + "\n\nAfter.\n", "nesting-depth", 5
    ),
    "directives": Shape(
        START + "".join(f"{'`' * (303 - level)}{{note}}\n" for level in range(300)) + "After.\n",
        "directive-depth",
        25,
    ),
    "lists-and-directives": Shape(START + lists_and_directives(20), "directive-depth", 19),
    "aliases": Shape(aliases(), "front-matter", 6),
    "nested-toml": Shape(f"+++\na = {'[' * 100_000}\n+++\n\n{START}", "front-matter", 2),
    "tables-in-toml": Shape(f"+++\na = {'{a=' * 50_000}\n+++\n\n{START}", "front-matter", 2),
    "dotted-toml": Shape(f"+++\nb = 1\n{'a.' * 100_000}a = 1\n+++\n\n{START}", "front-matter", 3),
    "nested-yaml": Shape(f"---\na: {'[' * 100_000}\n---\n\n{START}", "front-matter", 2),
}
GOOD = "---\ntags: good\n---\n# Grace\n\nShe wrote ([Site][1]).\n\n[1]: https://a.example/ 'A'\n"


@pytest.mark.parametrize("name", SHAPES)
def test_the_reader_says_it_at_its_line(name: str) -> None:
    shape = SHAPES[name]
    profile, problems = read_profile(shape.text, f"people/{name}.md")
    if shape.code != ProblemCode.DIRECTIVE_DEPTH.value:  # which only a gate may forbid
        assert (shape.code, shape.line) in {(found.code.value, found.line) for found in problems}
    assert profile.key == name
    assert len(profile.references) < 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a source folder with a note of each shape, and one as notes should be."""
    made = tmp_path_factory.mktemp("resources")
    (made / "people").mkdir()
    for name, shape in SHAPES.items():
        (made / f"people/{name}.md").write_text(shape.text, "utf-8")
    (made / "people/grace.md").write_text(GOOD, "utf-8")
    return made


def test_the_command_says_it(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "people"), "--format", "json"]) == 1
    found = json.loads(capfd.readouterr().out)
    told = {(Path(entry["file"]).stem, entry["code"], entry["line"]) for entry in found}
    assert {(name, shape.code, shape.line or 1) for name, shape in SHAPES.items()} <= told
    assert not [entry for entry in found if entry["file"].endswith("grace.md")]


def test_a_build_says_it_and_shows_the_rest(build: Build, folder: Path) -> None:
    shown = "".join(f"```{{profile}} {name}\n```\n\n" for name in SHAPES)
    index = f"# People\n\n```{{profile-index}}\n:tags: good\n```\n\n{shown}"
    site = build(
        {"index.md": index},
        source=folder,
        profiles_notes=["people/*"],
        suppress_warnings=["toc"],
        myst_enable_extensions=["colon_fence"],
    )
    told = {
        (line.partition(":")[0], line.rpartition("[profiles.")[2].removesuffix("]"))
        for line in site.warnings
    }
    assert told == {(f"people/{name}.md", shape.code) for name, shape in SHAPES.items()}
    assert "a.example" in site.html("people/grace").find(role="doc-bibliography").text
    assert site.html().find(class_="profile-index").find(class_="p-name").text == "Grace"
    assert len(site.html().find_all(class_="profile-card-hero")) == len(SHAPES)
    for name, shape in SHAPES.items():
        page = site.text(f"people/{name}.html")
        assert ("After." in page) == ("After." in shape.text)
        assert len(page) < 3 * MOST_BYTES


FRONT = "---\nid: ada\nname: Ada Lovelace\ntype: profile\n---\n"


@pytest.mark.parametrize("settings", [{}, {"profiles_notes": ["*"]}])
def test_the_front_matter_of_a_large_note_counts(build: Build, settings: dict) -> None:
    files = {"index.md": "# I\n\n{profile:person}`ada`\n", "big.md": FRONT + "Secret. " * 50}
    site = build(files, profiles_max_note_bytes=200, suppress_warnings=["toc"], **settings)
    (warning,) = site.warnings
    assert warning.startswith("big.md:1: ERROR: the note has 449 bytes, more than the 200 of prof")
    assert site.html().find("a", string="Ada Lovelace")["href"] == "big.html"
    assert site.html("big").h1.text.startswith("Ada Lovelace")
    assert "Secret" not in site.html("big").text


@pytest.mark.parametrize("directive", ["profile", "profile-card"])
def test_a_note_is_read_again_when_the_size_is_another(build: Build, directive: str) -> None:
    files = {
        "index.md": f"# I\n\n```{{{directive}}} ada.md\n```\n",
        "ada.md": FRONT + "She wrote it all.",
    }
    settings = {"exclude_patterns": ["ada.md", "_build"]}
    site = build(files, profiles_max_note_bytes=20, **settings)
    assert "[profiles.note-too-large]" in site.warnings[0]
    assert "it all" not in site.html().text
    second = build({}, source=site.source, **settings)
    assert second.warnings == []
    assert "it all" in second.html().text


def test_the_command_takes_the_size_from_conf_py(tmp_path: Path, capfd) -> None:
    (tmp_path / "ada.md").write_text(f"{FRONT}Ada wrote a program.\n", "utf-8")
    (tmp_path / "conf.py").write_text("profiles_max_note_bytes = 50\n", "utf-8")
    note = str(tmp_path / "ada.md")
    assert main(["check", note]) == 0
    assert main(["check", note, "--conf", str(tmp_path)]) == 1
    assert "note-too-large the note has 70 bytes, more than the 50" in capfd.readouterr().out


def test_no_more_of_a_file_is_read_than_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "ada.md"
    file.write_text(FRONT, "utf-8")
    with file.open("ab") as opened:
        opened.truncate(10**12)
    text, (problem,) = read_file(file, MOST_BYTES)
    assert text == FRONT
    assert "1,000,000,000,000 bytes" in problem.message


@pytest.mark.parametrize(("size", "whole"), [(100, True), (101, False)])
def test_the_limit_is_in_bytes_of_utf_8(size: int, whole: bool) -> None:
    text = "# Ada\n\n" + "沈" * ((size - 7) // 3) + "a" * ((size - 7) % 3)
    profile, problems = read_profile(text, "ada.md", max_bytes=100)
    assert (ProblemCode.NOTE_TOO_LARGE in {found.code for found in problems}) != whole
    assert (profile.summary is not None) == whole


def test_what_stands_too_deep_is_text_and_what_follows_is_not() -> None:
    """markdown-it by itself leaves out all that follows a list which is too deep."""
    text = (
        START + "* " * 50 + "[A][1]\n\n## Later\n\nShe wrote ([A][1]).\n\n[1]: https://a.example/"
    )
    profile, problems = read_profile(text, "ada.md")
    assert [section.title for section in profile.sections] == ["Work", "Later"]
    assert [(found.code, found.line) for found in problems] == [(ProblemCode.NESTING_DEPTH, 5)]
    assert [entry.line for entry in profile.citations] == [9]


@pytest.mark.parametrize(("lines", "defined"), [(18, True), (30, False)])
def test_a_definition_ends_within_twenty_lines(lines: int, defined: bool) -> None:
    title = "of a book\n" * lines
    text = START + f'Said ([A][1]).\n\n[1]: https://a.example/ "The title\n{title}"\n'
    profile, _ = read_profile(text, "ada.md")
    assert [reference.number for reference in profile.references] == ([1] if defined else [])


@pytest.mark.parametrize("mark", ["*a ", "_a ", "\\*", "a\\*"])
def test_marks_by_the_thousand_take_little_memory(mark: str) -> None:
    text = START + mark * (20_000 // len(mark))
    tracemalloc.start()
    try:
        read_profile(text, "ada.md")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000 * len(text)
