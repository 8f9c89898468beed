"""Where the front matter of a note begins and ends, properly closed or not, and its tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from .toml import read_toml
from .yaml import read_yaml

if TYPE_CHECKING:
    from sphinxext_profiles.problems import Problem

    from .tree import MappingNode

_CLOSERS = {"---": ("---", "..."), "+++": ("+++",)}
"""The lines that end a block, by the line that begins it."""

_GLUED = re.compile(r"\s*(?:- |[^\s#:][^:]*:).*(?<!-)---\s*$")
_KEY = {
    "---": re.compile(
        r"""(?:"[^"]*"|'[^']*'|[\w@$][\w.@/-]*(?:\ [\w.-]+){0,2})\s*:(?:\s|$)|\?\s|<<:"""
    ),
    "+++": re.compile(r"""(?:"[^"]*"|'[^']*'|[\w.-]+)\s*=|\[{1,2}[\w."' -]+\]{1,2}\s*(?:\#|$)"""),
}
_MORE = {"---": re.compile(r"[ \t\]}%]|-(?:\s|$)"), "+++": re.compile(r"[ \t\]}]")}
"""What else may begin a line: something that belongs to the key above."""


class Block(NamedTuple):
    """The front matter at the top of a note."""

    mark: str
    """The line that begins it, `---` or `+++`."""
    line: int
    """That line's number in the file, from 1."""
    content: list[str]
    """The lines between."""
    rest: int
    """The index of the first line after the block."""
    closed: bool
    """Whether a line ends it."""


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note split into front matter and body."""

    body: str
    """As many lines as the file has, blank where something was removed."""
    front: str
    """The front matter without the lines around it."""
    front_format: Literal["", "yaml", "toml"]
    """Empty when the note has no front matter."""
    front_line: int
    """The file's line of the first line of `front`, from 1; 0 without front matter."""


def tree_of(note: NoteText) -> tuple[MappingNode, list[Problem]]:
    """Return the nodes of a note's front matter, and what is wrong with it."""
    read = read_toml if note.front_format == "toml" else read_yaml
    return read(note.front, note.front_line)


def find_block(lines: list[str]) -> Block | None:
    """Return the front matter that the lines of a note begin with, None if there is none.

    Blank lines may come before it. A closing `---` may be glued to the last value, and a block
    that nothing closes ends where the lines stop looking like keys and values. A `---` that is a
    thematic break, with prose under it, begins no block.
    """
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    mark = lines[first].rstrip(" \t")
    if mark not in _CLOSERS:
        return None
    start, count = first + 1, len(lines)
    end = next((i for i in range(start, count) if lines[i].rstrip(" \t") in _CLOSERS[mark]), None)
    glued = _glued(lines, start, end) if mark == "---" else None
    if glued is not None:
        content = [*lines[start:glued], lines[glued].rstrip(" \t")[: -len(mark)]]
        return Block(mark, first + 1, content, glued + 1, closed=True)
    begins = _prose(lines, start, count if end is None else end, mark)
    if end is not None and not (begins and _is_break(lines, start, begins, end, mark)):
        return Block(mark, first + 1, lines[start:end], end + 1, closed=True)
    stop = count if begins is None else begins
    if not _has_key(lines[start:stop], mark):
        return None
    return Block(mark, first + 1, lines[start:stop], stop, closed=False)


def _glued(lines: list[str], start: int, end: int | None) -> int | None:
    """Return the index of a line such as `type: note---` that ends the block, None without one.

    A value may well end in dashes. It ends the block if what follows, up to the next closing
    line, is not front matter.
    """
    glued = (i for i in range(start, len(lines) if end is None else end) if _GLUED.match(lines[i]))
    if end is None:
        return next(glued, None)
    written = [i for i in range(start, end) if lines[i].strip()]
    last = written[-1] if written else start
    other = next((i for i in reversed(written) if not _is_front(lines[i], "---")), start)
    return next((i for i in glued if other > i or last == i < end - 1), None)


def _is_front(line: str, mark: str) -> bool:
    """Return whether a line looks like a part of the front matter."""
    return bool(_KEY[mark].match(line) or _MORE[mark].match(line))


def _has_key(lines: list[str], mark: str) -> bool:
    """Return whether one of the lines gives a key."""
    return any(_KEY[mark].match(line) for line in lines)


def _prose(lines: list[str], start: int, stop: int, mark: str) -> int | None:
    """Return the index of the first line that can't be front matter, None if all can be.

    Lines that begin with `#` are comments or headings: they go with the line that follows them.
    """
    begins = None
    for i in range(start, stop):
        line = lines[i]
        if not line.strip() or line.startswith("#"):
            if begins is None and line.startswith("#"):
                begins = i
        elif _is_front(line, mark):
            begins = None
        else:
            return i if begins is None else begins
    return begins if stop == len(lines) else None


def _is_break(lines: list[str], start: int, begins: int, end: int, mark: str) -> bool:
    """Return whether the closing line at `end` is a thematic break of the prose before it.

    It is if a blank line separates the prose from the keys above it, or if there are no keys
    and several paragraphs.
    """
    if begins > start:
        return not lines[begins - 1].strip()
    return "" in lines[start:end] and not _has_key(lines[start:end], mark)
