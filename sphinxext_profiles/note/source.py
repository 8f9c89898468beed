"""The text of a note before it is read: its file up to a size, line ends, a fence, front matter.

Whatever is removed leaves blank lines behind, so that every line keeps its number in the file.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Literal

from sphinxext_profiles.frontmatter.block import NoteText, find_block
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import CONTROLS, replacement, with_plain_line_ends

if TYPE_CHECKING:
    from pathlib import Path

_REFERENCES = re.compile(r"&#(?:0*(12|823[78])|[xX]0*([cC]|202[dDeE]));")
"""The character references of Markdown that produce a control character; others give U+FFFD."""
_LINE_ENDS = re.compile(r"&(?:#0*(?:1[03]|823[23])|#[xX]0*(?:[aAdD]|202[89])|NewLine);")
"""The references that produce a line end, which other formats would read as one."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_NOTE_FENCES = frozenset({"markdown", "md", "mdx", "myst"})
_PLAIN_FENCES = frozenset({"", "text", "txt"})
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_MARKDOWN = re.compile(r"^(?:!\[|\[[^\]\n]+\]:[ \t]*\S|[*+-][ \t]+\S)", re.MULTILINE)


def decode_note(content: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a note's file; what is not UTF-8 is replaced, and a problem says where."""
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8 (byte {content[error.start]:#04x}); save the note as UTF-8"
        problem = Problem(ProblemCode.NOTE_ENCODING, message, line)
        return content.decode("utf-8", errors="replace"), (problem,)


def split_note(text: str) -> tuple[NoteText, tuple[Problem, ...]]:
    """Return a note's text cleaned and split into front matter and body, with what was wrong.

    Byte-order marks and control characters are removed, line ends become line feeds, and a fence
    around the whole note is dropped. The front matter is YAML between `---` lines (or `---` and
    `...`) or TOML between `+++` lines. It never raises.
    """
    text, problems = _clean(text)
    lines = text.split("\n")
    fence = _unwrap(lines)
    note, unclosed = _cut(lines)
    if not fence and note.front_format:
        # The front matter is outside the fence, all the rest inside.
        lines = note.body.split("\n")
        fence = _unwrap(lines)
        note = NoteText("\n".join(lines), note.front, note.front_format, note.front_line)
    if fence:
        message = "the whole note is in a code fence; it is read without the fence"
        problems += (Problem(ProblemCode.NOTE_FENCED, message, fence),)
    return note, problems + unclosed


def front_matter_only(text: str) -> str:
    """Return the lines of a note up to the end of its front matter, empty without that."""
    lines = _clean(text)[0].split("\n")
    block = find_block(lines)
    return "\n".join([*lines[: block.rest], ""]) if block and block.closed else ""


def _clean(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Return text without a byte-order mark, other line ends and control characters."""
    text = with_plain_line_ends(text.lstrip("\ufeff"))
    if "&#" in text or "&N" in text:
        text = _LINE_ENDS.sub(" ", text)
        text = _REFERENCES.sub(lambda match: chr(int(match[1] or f"0x{match[2]}", 0)), text)
    first = CONTROLS.search(text)
    if first is None:
        return text, ()
    line = text.count("\n", 0, first.start()) + 1
    text, count = CONTROLS.subn(replacement, text)
    noun = "control character was" if count == 1 else "control characters were"
    message = f"{count} {noun} removed, the first one on this line"
    return text, (Problem(ProblemCode.CONTROL_CHARACTER, message, line),)


def _unwrap(lines: list[str]) -> int:
    """Blank the fence that encloses all of the lines, in place; return its line, 0 for none."""
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return 0
    opener = _FENCE.match(lines[first])
    if opener is None:
        return 0
    outer, info = opener[1], opener[2].strip().lower()
    if info not in _NOTE_FENCES | _PLAIN_FENCES:
        return 0
    last = max(i for i, line in enumerate(lines) if line.strip())
    end = _fence_end(lines, first + 1, outer)
    if end is None and info in _PLAIN_FENCES:
        return 0
    if end not in (None, last) or not _looks_like_note(lines[first + 1 : end], info):
        return 0
    lines[first] = ""
    if end is not None:
        lines[end] = ""
    return first + 1


def _fence_end(lines: list[str], start: int, outer: str) -> int | None:
    """Return the index of the line that closes a fence, None if nothing does.

    A fence with a language inside opens a fence of its own, although CommonMark would take its last
    line for the end of the outer one: models wrap notes with code blocks like that.
    """
    inner = ""
    for i in range(start, len(lines)):
        fence = _FENCE.match(lines[i])
        if fence is None:
            continue
        mark, named = fence[1], bool(fence[2].strip())
        closes = not named and mark.startswith(inner or outer)
        if closes and not inner:
            return i
        if closes:
            inner = ""
        elif not inner:
            inner = mark
    return None


def _looks_like_note(lines: list[str], info: str) -> bool:
    """Return whether the content of a fence is a note rather than a sample of code."""
    if find_block(lines) is not None:
        return True
    text = "\n".join(lines)
    heading, other = _HEADING.search(text), _MARKDOWN.search(text)
    if info in _PLAIN_FENCES:
        return bool(heading and other)
    return bool(heading or other)


def _cut(lines: list[str]) -> tuple[NoteText, tuple[Problem, ...]]:
    """Return the note with its front matter cut off."""
    block = find_block(lines)
    if block is None:
        return NoteText("\n".join(lines), "", "", 0), ()
    body = "\n".join([""] * block.rest + lines[block.rest :])
    kind: Literal["yaml", "toml"] = "yaml" if block.mark == "---" else "toml"
    note = NoteText(body, "\n".join(block.content), kind, block.line + 1)
    if block.closed:
        return note, ()
    message = f"the front matter has no {block.mark} line at its end"
    return note, (Problem(ProblemCode.FRONT_MATTER, message, block.line),)


MOST_BYTES = 500_000
"""The size of the largest note that is read, unless the project says otherwise.

That is ten times a long biography, and three times a note with a thousand sources. The slowest
text for its size, nothing but open brackets, takes half a minute.
"""


def read_file(path: Path, limit: int) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a note's file, and what is wrong with the file.

    No more bytes than the limit are read into memory; the text of a larger file is its front
    matter alone. Raises `OSError` for a file that can't be read.
    """
    with path.open("rb") as file:
        content = file.read(limit + 1)
        size = os.fstat(file.fileno()).st_size
    if len(content) <= limit:
        return decode_note(content)
    text = content.decode("utf-8", errors="replace")
    return front_matter_only(text), (too_large(max(size, len(content)), limit),)


def within(text: str, limit: int) -> tuple[str, tuple[Problem, ...]]:
    """Return a note's text, or its front matter alone if it has more bytes than the limit."""
    if 4 * len(text) <= limit:
        return text, ()
    size = len(text.encode("utf-8", errors="replace"))
    return (text, ()) if size <= limit else (front_matter_only(text), (too_large(size, limit),))


def too_large(size: int, limit: int) -> Problem:
    """Return the problem of a note with more bytes than the limit."""
    message = (
        f"the note has {size:,} bytes, more than the {limit:,} of profiles_max_note_bytes; "
        "only its front matter is read"
    )
    return Problem(ProblemCode.NOTE_TOO_LARGE, message)
