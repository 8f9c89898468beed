"""A note's text before it is read: what is taken away, and that no line moves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.source import decode_note, split_note

UNHURRIED = settings(deadline=None)
"""Other work on the machine fails no test."""

FENCED = "---\ntitle: x\n---\n\n## Ada\n\n* a [1]\n\n[1]: https://a.b\n"


def codes(problems) -> list[tuple[str, int]]:
    return [(problem.code.value, problem.line) for problem in problems]


@pytest.mark.parametrize(
    ("text", "body", "front", "line"),
    [
        ("", "", "", 0),
        ("# Ada\n", "# Ada\n", "", 0),
        ("---\ntitle: x\n---\n# Ada\n", "\n\n\n# Ada\n", "title: x", 2),
        ("---\ntitle: x\n...\n# Ada", "\n\n\n# Ada", "title: x", 2),
        ("---   \ntitle: x\n---\t\nA", "\n\n\nA", "title: x", 2),
        ("---\ntitle: x\n---", "\n\n", "title: x", 2),
        ("---\n---\nA", "\n\nA", "", 2),
        ("---\n\n---\nA", "\n\n\nA", "", 2),
        ("---\n# only a comment\n---\nA", "\n\n\nA", "# only a comment", 2),
        ("\n\n---\ntitle: x\n---\nA", "\n\n\n\n\nA", "title: x", 4),
        ("\ufeff---\ntitle: x\n---\nA", "\n\n\nA", "title: x", 2),
        ("\ufeff\ufeff# Ada", "# Ada", "", 0),
        ("---\r\ntitle: x\r\n---\r\nA\r\nB", "\n\n\nA\nB", "title: x", 2),
        ("---\rtitle: x\r---\rA\rB", "\n\n\nA\nB", "title: x", 2),
        ("A\u2028B\u2067C\u2069", "A B\u2067C\u2069", "", 0),
        ("A&#10;B&#x0d;C&#8232;D&NewLine;E", "A B C D E", "", 0),
        ("A\tB", "A\tB", "", 0),
        # a closing line glued to the last value
        ("---\ntype: note---\n\n## A\n\n---\nB", "\n\n\n## A\n\n---\nB", "type: note", 2),
        ("---\ntype: note ---\nA", "\n\nA", "type: note ", 2),
        ("---\ntags:\n- a---\n# A", "\n\n\n# A", "tags:\n- a", 2),
        ("---\ntype: note---", "\n", "type: note", 2),
        ("---\ntitle: dashes---\nlang: en\n---\nA", "\n\n\n\nA", "title: dashes---\nlang: en", 2),
        ("---\ntitle: dashes---\n---\nA", "\n\n\nA", "title: dashes---", 2),
        ("---\ntitle: four ----\n---\nA", "\n\n\nA", "title: four ----", 2),
        # prose in a block, comments, and rules that are only rules
        ("---\njust words\n---\nA", "\n\n\nA", "just words", 2),
        ("---\n- a\n- b\n---\nA", "\n\n\n\nA", "- a\n- b", 2),
        ("---\na: |\n  b\n\n  c\n---\nA", "\n\n\n\n\n\nA", "a: |\n  b\n\n  c", 2),
        ("---\na: 1\n\n# more\nb: 2\n---\nA", "\n\n\n\n\n\nA", "a: 1\n\n# more\nb: 2", 2),
        ("---\na: 1\n\n# the end\n---\nA", "\n\n\n\n\nA", "a: 1\n\n# the end", 2),
        ("---\n\nA paragraph.\n\n---\nB", "---\n\nA paragraph.\n\n---\nB", "", 0),
        ("---\nA paragraph.\n\n---\nB", "---\nA paragraph.\n\n---\nB", "", 0),
        ("---\n\n# Ada\n", "---\n\n# Ada\n", "", 0),
        ("---", "---", "", 0),
        ("----\na: 1\n----", "----\na: 1\n----", "", 0),
        (" ---\na: 1\n ---", " ---\na: 1\n ---", "", 0),
        ("A\n---\nb: 1\n---", "A\n---\nb: 1\n---", "", 0),
    ],
)
def test_yaml_is_cut_off(text: str, body: str, front: str, line: int):
    note, problems = split_note(text)
    assert (note.body, note.front, note.front_line) == (body, front, line)
    assert note.front_format == ("yaml" if line else "")
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "body", "front"),
    [
        ('+++\na = "b"\n+++\nA', "\n\n\nA", 'a = "b"'),
        ("+++\n[links]\ngithub = 'x'\n+++\nA", "\n\n\n\nA", "[links]\ngithub = 'x'"),
        ("+++\na = [\n  1,\n\n  2,\n]\n+++\nA", "\n\n\n\n\n\n\nA", "a = [\n  1,\n\n  2,\n]"),
    ],
)
def test_toml_is_cut_off(text: str, body: str, front: str):
    note, problems = split_note(text)
    assert (note.body, note.front, note.front_format, note.front_line) == (body, front, "toml", 2)
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "body", "front"),
    [
        ("---\na: 1\n\nAda was here.", "\n\n\nAda was here.", "a: 1\n"),
        (
            "---\na: 1\n\n# Ada\n\nText\n\n---\n[1]: x",
            "\n\n\n# Ada\n\nText\n\n---\n[1]: x",
            "a: 1\n",
        ),
        ("---\na: 1\n## Ada\nText", "\n\n## Ada\nText", "a: 1"),
        ("---\na: 1\nb:\n  - 2", "\n\n\n", "a: 1\nb:\n  - 2"),
        ("---\na: 1\n\n![Image](x.jpg)", "\n\n\n![Image](x.jpg)", "a: 1\n"),
        ("---\na: 1\n\n* one\n\n---\n\n* two", "\n\n\n* one\n\n---\n\n* two", "a: 1\n"),
        (
            "+++\na = 1\n\nAda = Lovelace? No.\n\nText",
            "\n\n\n\n\nText",
            "a = 1\n\nAda = Lovelace? No.\n",
        ),
    ],
)
def test_an_unclosed_block_ends_where_prose_begins(text: str, body: str, front: str):
    note, problems = split_note(text)
    assert (note.body, note.front) == (body, front)
    assert codes(problems) == [("front-matter", 1)]


@pytest.mark.parametrize(
    ("text", "body", "line", "count"),
    [
        ("A\n\x07B\x1b[0m\n", "A\nB[0m\n", 2, 2),
        ("A\x00B", "A\ufffdB", 1, 1),
        ("A\x85B\x9c", "A\ufffdB\ufffd", 1, 2),
        ("A\x0cB\x0bC", "A B C", 1, 2),
        ("A\u202eB\u202dC\u202c", "ABC\u202c", 1, 2),
        ("\n\nA\x7f", "\n\nA", 3, 1),
        ("A\ud800B\ufffeC\uffff", "A\ufffdB\ufffdC\ufffd", 1, 3),
    ],
)
def test_control_characters_are_said_once(text: str, body: str, line: int, count: int):
    note, problems = split_note(text)
    assert note.body == body
    assert codes(problems) == [("control-character", line)]
    assert problems[0].message.startswith(f"{count} control character")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("```markdown\n", "```\n", 1),
        ("```md\n", "```", 1),
        ("````Markdown\n", "````\n\n", 1),
        ("~~~ myst\n", "~~~\n", 1),
        ("\n\n```markdown\n", "```\n", 3),
        ("```\n", "```\n", 1),
        ("```text\n", "```\n", 1),
        ("```markdown\n", "", 1),
        ("\ufeff```markdown\n", "```\n", 1),
    ],
)
def test_a_fence_around_the_note_is_taken_away(before: str, after: str, line: int):
    note, problems = split_note(before + FENCED + after)
    assert (note.front, note.front_line) == ("title: x", line + 2)
    assert note.body.split("\n")[line + 4] == "## Ada"
    assert "```" not in note.body
    assert "~~~" not in note.body
    assert codes(problems) == [("note-fenced", line)]


@pytest.mark.parametrize(
    "inner", ["```python\n# code\n```", "```\n# code\n```", "~~~\n```\n~~~", "~~~~~ x\n````\n~~~~~"]
)
def test_a_fence_may_hold_fences(inner: str):
    note, problems = split_note(f"````md\n# Ada\n\n{inner}\n\n[1]: x\n````\n")
    assert note.body == f"\n# Ada\n\n{inner}\n\n[1]: x\n\n"
    assert codes(problems) == [("note-fenced", 1)]


def test_a_fence_of_the_same_length_may_hold_named_fences():
    note, problems = split_note("```markdown\n# Ada\n```python\nx = 1\n```\nText\n```")
    assert note.body == "\n# Ada\n```python\nx = 1\n```\nText\n"
    assert codes(problems) == [("note-fenced", 1)]


def test_the_front_matter_may_stand_outside_the_fence():
    note, problems = split_note("---\ntitle: x\n---\n```markdown\n# Ada\n```\n")
    assert (note.front, note.body) == ("title: x", "\n\n\n\n# Ada\n\n")
    assert codes(problems) == [("note-fenced", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "```python\n# Ada\n* x\n```",  # code
        "```\n# a comment\nx = 1\n```",  # code without a name
        "```markdown\n# Ada\n```\n\nText after it.",  # a sample
        "Here is the note:\n\n```markdown\n# Ada\n```",
        "```markdown\n# Ada\n```\n\n```markdown\n# Grace\n```",
        "```markdown\njust words\n```",  # nothing of a note
        "```\n# Ada\n* x",  # CommonMark takes it for code to the end
        "`code`",
        "```markdown",
    ],
)
def test_a_fence_that_is_a_part_of_the_note_stays(text: str):
    note, problems = split_note(text)
    assert note.body == text
    assert problems == ()


@pytest.mark.parametrize(
    ("content", "text", "line"),
    [
        ("Zoë\n".encode(), "Zoë\n", 0),
        (b"A\nZo\xeb\n", "A\nZo\ufffd\n", 2),
        (b"\xff\xfeA", "\ufffd\ufffdA", 1),
    ],
)
def test_what_is_not_utf8_is_replaced(content: bytes, text: str, line: int):
    decoded, problems = decode_note(content)
    assert decoded == text
    assert codes(problems) == ([("note-encoding", line)] if line else [])


BLOCKS = ["---", "+++", "...", "a: 1", "b = 2", "type: note---", "# A", "- x", "```", "```markdown"]
NOISE = ["\n", "\n", "\r\n", "\r", "~~~", " ", "\t", "\ufeff", "\x00", "\x0c", "[1]: x", "\u2028"]
PIECES = st.sampled_from([*BLOCKS, *NOISE])


@UNHURRIED
@given(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text()))
def test_every_line_keeps_its_number(text: str):
    note, problems = split_note(text)
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    body = note.body.split("\n")
    assert len(body) == len(lines)
    for before, after in zip(lines, body, strict=True):
        assert after in {"", before} or not before.isprintable()
    assert all(1 <= problem.line <= len(lines) for problem in problems)


@UNHURRIED
@given(st.lists(PIECES, max_size=25).map("".join))
def test_front_matter_begins_at_its_line(text: str):
    note, _ = split_note(text)
    if note.front_format:
        lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        mark = {"yaml": "---", "toml": "+++"}[note.front_format]
        assert lines[note.front_line - 2].strip("\x00\x0c \t") == mark
    else:
        assert (note.front, note.front_line) == ("", 0)


@pytest.mark.parametrize("reference", ["&#12;", "&#x0c;", "&#8238;", "&#x202E;"])
def test_a_control_character_that_is_spelt_out_is_taken_out_too(reference: str) -> None:
    note, problems = split_note(f"# Ada\n\n[A{reference}b](x?{reference})\n")
    assert "control-character" in [problem.code.value for problem in problems]
    assert note.body.replace(" ", "") == "#Ada\n\n[Ab](x?)\n"


ESCAPES = [
    '---\nname: "A\\u0001\\u202Eda\\0"\n---\n',
    '+++\nname = "A\\u0001\\u202Eda\\u0000"\n+++\n',
]


@pytest.mark.parametrize("front", ESCAPES)
def test_a_control_character_that_a_front_matter_escapes_is_taken_out(front: str) -> None:
    assert read_profile(f"{front}Text.\n", "ada.md").profile.name == "Ada\ufffd"
