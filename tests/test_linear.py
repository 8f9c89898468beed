"""What a text costs the parsers: with its length, not with the square of it.

Lines of Python are counted, and characters that are read again, so that no clock is asked.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
from bench.growth import grammar, note, page_parser
from markdown_it.rules_inline import StateInline

from sphinxext_profiles.markdown.grammar import USUAL
from sphinxext_profiles.markdown.limits import MOST_COLUMNS, MOST_MARKS
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.problems import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from sites import Build

LENGTH = 1_500
MOST_GROWTH = 2.6
"""How many times as much twice the length may cost; its square would be four times as much."""


READERS: dict[str, Callable[[str], object]] = {
    "note": lambda text: USUAL.whole.parse(text, {}),
    "note of a project": lambda text: grammar().whole.parse(text, {}),
    "profile": lambda text: read_profile(text, "people/ada.md", grammar=grammar()),
    "page": lambda text: page_parser().parse(text, {}),
}


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of Python some work takes."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("reader", ["note", "note of a project", "profile", "page"])
@pytest.mark.parametrize(
    "shape",
    [
        *("open brackets", "images", "lines that begin labels", "footnotes"),
        *("marks of footnotes that nothing closes", "marks of footnotes with a space"),
        *("blocks of dollars that nothing closes", "labels of formulas", "dollars"),
        *("environments that nothing closes", "environments"),
        *("substitutions that nothing closes", "halves of substitutions"),
        *("colons", "schemes", "addresses", "brackets in addresses", "e-mail"),
        *("quotation marks", "tildes", "attributes", "blocks of attributes"),
        *("terms", "fields", "tasks", "alerts", "divs", "lines that open divs"),
        *("wikilinks", "wikilinks that nothing closes", "ids of blocks", "callouts"),
        *("tags of templates", "tags of templates that nothing closes"),
        *("lists of attributes", "lists of attributes that nothing closes"),
    ],
)
def test_twice_the_length_costs_about_twice_as_much(shape: str, reader: str) -> None:
    work = READERS[reader]
    work(note(shape, LENGTH))  # what is made once and kept, is made before
    texts = [note(shape, LENGTH), note(shape, 2 * LENGTH)]
    once, twice = (lines_run(partial(work, text)) for text in texts)
    assert twice < MOST_GROWTH * once, shape


@pytest.mark.parametrize("shape", ["colons", "schemes", "addresses", "e-mail"])
def test_the_text_before_an_address_is_not_read_each_time(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = vars(StateInline).get("pending")
    if not isinstance(pending, property):
        pytest.fail("markdown-it keeps the text that is pending in another way")
    read = 0

    def counted(state: StateInline) -> str:
        nonlocal read
        text = pending.fget(state)
        read += len(text)
        return text

    monkeypatch.setattr(StateInline, "pending", property(counted, pending.fset))
    costs = []
    for times in (1, 2):
        read = 0
        page_parser().parse(note(shape, 10_000 * times), {})
        costs.append(read)
    assert costs[1] < MOST_GROWTH * costs[0] + 10_000


@pytest.mark.parametrize("mark", ["[", "*a ", "[^a", "`a", "$a", "'"])
def test_a_paragraph_with_too_many_marks_is_text(mark: str) -> None:
    text = f"# Ada\n\n## Work\n\n{mark * (MOST_MARKS + 1)}\n\nAfter ([A][1]).\n\n[1]: https://a.example/"
    profile, problems = read_profile(text, "ada.md")
    assert [(found.code, found.line) for found in problems] == [(ProblemCode.MARKUP_AMOUNT, 5)]
    assert [entry.line for entry in profile.citations] == [7]
    for parser in (USUAL.whole, grammar().whole, page_parser()):
        block = next(token for token in parser.parse(text, {}) if token.content.startswith(mark))
        assert [(child.type, child.content) for child in block.children] == [
            ("text", block.content)
        ]


def table(columns: int) -> str:
    return f"{'|a' * columns}|\n{'|-' * columns}|\n{'|b' * columns}|\n"


@pytest.mark.parametrize(("columns", "shown"), [(MOST_COLUMNS, True), (MOST_COLUMNS + 1, False)])
def test_a_table_has_a_bounded_number_of_columns(build: Build, columns: int, shown: bool) -> None:
    note = f"# Ada\n\n## Work\n\n{table(columns)}"
    site = build(
        {"ada.md": note}, profiles_notes=["ada"], suppress_warnings=["toc"], root_doc="ada"
    )
    assert [line.partition(": WARNING: ")[0] for line in site.warnings] == (
        [] if shown else ["ada.md:5"]
    )
    assert (site.html("ada").find("table") is not None) == shown
    assert ("|a|a|a" in site.html("ada").text) != shown


@pytest.mark.parametrize(
    "word", ["[" * 3_000, "a" * 3_000, f"**{'a' * 100}**`{'b' * 100}`" * 15, "字" * 9_000]
)
def test_a_word_ends_before_breaking_its_lines_takes_long(build: Build, word: str) -> None:
    """Sphinx breaks the lines of a text in a time that grows with the square of its words."""
    note = f"# Ada\n\n## Work\n\nFrom {word} to\n"
    site = build({"ada.md": note}, "text", profiles_notes=["ada"], root_doc="ada")
    text = site.text("ada.txt").partition("From ")[2].partition(" to\n")[0]
    assert text.replace("\n", "").count(" ") == (9 if word.isascii() else 2)


@pytest.mark.parametrize("word", ["a" * 300, "字" * 2_900, f"<https://a.example/{'a' * 900}>"])
def test_a_word_that_can_be_one_stays_whole(build: Build, word: str) -> None:
    note = f"# Ada\n\n## Work\n\nFrom {word} to\n"
    site = build({"ada.md": note}, "text", profiles_notes=["ada"], root_doc="ada")
    text = site.text("ada.txt").partition("From")[2].partition("to\n")[0]
    assert text.replace("\n", "").strip() == word.strip("<>")
