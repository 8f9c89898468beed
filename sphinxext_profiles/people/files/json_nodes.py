"""From JSON to nodes with lines, as far as it can be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from json import JSONDecoder
from typing import TYPE_CHECKING

from sphinxext_profiles.frontmatter.tree import (
    DEEPEST,
    ListNode,
    MappingNode,
    Node,
    RefusedError,
    ScalarNode,
    plain_scalar,
)
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import without_controls

if TYPE_CHECKING:
    from collections.abc import Callable

_DECODER = JSONDecoder(strict=False)
_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"[^\s,\[\]{}:\"]+")
_WORDS = re.compile(r"true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def read_json(text: str, what: str) -> tuple[Node | None, list[Problem]]:
    """Return what a JSON text holds, None for nothing; `what` is what messages call it.

    Of broken JSON it returns what comes before the fault. Python's own reader gives no lines. It
    never raises.
    """
    reader = _Reader(text, what)
    try:
        reader.value(reader.take, 0)
        reader.space()
        if reader.place < len(text):
            reader.fail("something follows the end")
    except RefusedError as refused:
        reader.problem(refused.message, refused.line)
    return reader.root, reader.problems


class _Reader:
    """A JSON text, read from left to right."""

    def __init__(self, text: str, what: str) -> None:
        self.text = text
        self.what = what
        self.place = 0
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.ends = [match.start() for match in re.finditer("\n", text)]

    @property
    def line(self) -> int:
        """The line of the place."""
        return bisect_right(self.ends, self.place - 1) + 1

    def problem(self, message: str, line: int) -> None:
        """Report what is wrong at a line."""
        self.problems.append(Problem(ProblemCode.FRONT_MATTER, message, line))

    def fail(self, fault: str) -> None:
        """Raise `RefusedError` for a fault at the place."""
        raise RefusedError(f"{self.what} is broken JSON: {fault}", self.line)

    def space(self) -> str:
        """Skip spaces and line ends; return the character after them, empty at the end."""
        match = _SPACE.match(self.text, self.place)
        self.place = match.end() if match else self.place
        return self.text[self.place : self.place + 1]

    def take(self, node: Node) -> None:
        """Keep the outermost value, which is filled afterwards."""
        self.root = node

    def string(self) -> str:
        """Return the string that begins at the place."""
        try:
            text, self.place = _DECODER.raw_decode(self.text, self.place)  # C code, by position
        except ValueError:
            self.fail("a text has no quote at its end, or an escape that JSON doesn't have")
        return without_controls(str(text))

    def value(self, put: Callable[[Node], None], depth: int) -> None:
        """Read the value at the place, and hand it over before what it holds is read."""
        if depth > DEEPEST:
            message = f"{self.what} is nested more than {DEEPEST} levels deep"
            raise RefusedError(message, self.line)
        first, line = self.space(), self.line
        if first == "{":
            mapping = MappingNode(line)
            put(mapping)
            self.mapping(mapping, depth)
        elif first == "[":
            items = ListNode(line)
            put(items)
            self.list(items, depth)
        elif first == '"':
            text = self.string()
            put(ScalarNode(text, text, line))
        else:
            match = _WORD.match(self.text, self.place)
            if match is None or not _WORDS.fullmatch(match[0]):
                self.fail(f"{match[0][:20]!r} is not a value" if match else "a value is missing")
                return
            self.place = match.end()
            put(plain_scalar(match[0], line))

    def list(self, node: ListNode, depth: int) -> None:
        """Read the items of a list."""
        self.place += 1
        if self.space() == "]":
            self.place += 1
            return
        while True:
            self.value(node.items.append, depth + 1)
            if self.more("]"):
                return

    def mapping(self, node: MappingNode, depth: int) -> None:
        """Read the pairs of a mapping; of repeated keys the last one counts."""
        self.place += 1
        if self.space() == "}":
            self.place += 1
            return
        while True:
            if self.space() != '"':
                self.fail("a key has no quotes")
            line, key = self.line, self.string()
            if self.space() != ":":
                self.fail(f"there is no colon after the key {key!r}")
            self.place += 1
            if key in node.pairs:
                self.problem(f"the key {key!r} is given twice; the last one counts", line)
            node.lines[key] = line
            self.value(partial(node.pairs.__setitem__, key), depth + 1)
            if self.more("}"):
                return

    def more(self, end: str) -> bool:
        """Skip what follows a value; return whether it is the end. A comma may come before it."""
        after = self.space()
        if after not in (",", end):
            self.fail(f"there is no comma and no {end}")
        self.place += 1
        if after != end and self.space() == end:
            self.problem(f"{self.what} is broken JSON: a comma comes before {end}", self.line)
            self.place += 1
            return True
        return after == end
