"""From TOML front matter to nodes."""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from bisect import bisect_left
from typing import Any

from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import without_controls

from .tree import DEEPEST, ListNode, MappingNode, Node, RefusedError, ScalarNode

_KEY = re.compile(r"""[\w-]++|"[^"\n]*+"|'[^'\n]*+'""")
_DEEP_KEY = re.compile(rf"(?<![\w-])(?:(?:{_KEY.pattern})[ \t]*+\.[ \t]*+){{{DEEPEST}}}")
"""A key with too many parts: the time that `tomllib` takes grows with their square."""
_KEYS = re.compile(
    rf"\s*(?:\[{{1,2}}\s*)?(?:{_KEY.pattern})(?:\s*\.\s*(?:{_KEY.pattern}))*(?=\s*[\]=])"
)


def read_toml(
    front: str, line: int, what: str = "the front matter"
) -> tuple[MappingNode, list[Problem]]:
    """Return the table in TOML front matter; its first line is line `line` of the file.

    Broken TOML is a problem; each top-level line that can be read by itself is used. `what` is what
    messages call the text. It never raises.
    """
    lines = front.split("\n")
    if deep := _DEEP_KEY.search(front):
        message = f"{what} is nested too deep: a key has more than {DEEPEST} parts"
        line += front.count("\n", 0, deep.start())
        return MappingNode(line), [Problem(ProblemCode.FRONT_MATTER, message, line)]
    try:
        return _Lines(lines, line).table(tomllib.loads(front), line, 0), []
    except RefusedError as refused:
        return MappingNode(line), [Problem(ProblemCode.FRONT_MATTER, refused.message, line)]
    except (ValueError, RecursionError) as error:
        place = re.search(r"\(at line (\d+)", str(error))
        line_of = line + int(place[1]) - 1 if place else line
        message = f"{what} is broken TOML: {_explain(error)}"
    salvaged = _salvage(lines, line)
    if salvaged.pairs:
        message += "; what can be read of it is used"
    return salvaged, [Problem(ProblemCode.FRONT_MATTER, message, line_of)]


def _explain(error: Exception) -> str:
    """Return what is wrong with the TOML."""
    if isinstance(error, tomllib.TOMLDecodeError):
        return re.sub(r" \(at .*\)$", "", str(error)).replace("\n", " ")
    deep = isinstance(error, RecursionError)
    return "it is nested too deep" if deep else "a number has too many digits"


def _salvage(lines: list[str], line: int) -> MappingNode:
    """Return the keys above the first table that are complete in one line."""
    node = MappingNode(line)
    for i, text in enumerate(lines):
        if text.lstrip().startswith("["):
            break
        if not _KEYS.match(text):
            continue
        try:
            part = _Lines([text], line + i).table(tomllib.loads(text), line + i, 0)
        except (ValueError, RecursionError, RefusedError):
            continue
        node.pairs.update(part.pairs)
        node.lines.update(part.lines)
    return node


class _Lines:
    """Nodes from TOML's values, each with the line of its key."""

    def __init__(self, lines: list[str], first: int) -> None:
        self.lines_of: dict[str, list[int]] = {}
        for i, text in enumerate(lines, first):
            match = _KEYS.match(text)
            for part in _KEY.findall(match[0] if match else ""):
                self.lines_of.setdefault(part.strip("\"'"), []).append(i)

    def of(self, key: str, otherwise: int) -> int:
        """Return the first line with a key at or after a line; that line if there is none."""
        lines = self.lines_of.get(key, [])
        place = bisect_left(lines, otherwise)
        return lines[place] if place < len(lines) else otherwise

    def table(self, values: dict[str, Any], line: int, depth: int) -> MappingNode:
        """Return the node of a table at a line."""
        node = MappingNode(line)
        for written, value in values.items():
            key = without_controls(written)
            node.lines[key] = self.of(written, line)
            node.pairs[key] = self.node(value, node.lines[key], depth + 1, written)
        return node

    def tables(self, values: list[Any], key: str, line: int, depth: int) -> ListNode:
        """Return the node of a list; a table with a header `[[key]]` has its line."""
        lines = self.lines_of.get(key, [])
        first = bisect_left(lines, line)
        last = first + len(values)
        own = lines[first:last] if last <= len(lines) else [line] * len(values)
        pairs = zip(values, own, strict=True)
        return ListNode(line, [self.node(item, place, depth + 1) for item, place in pairs])

    def node(self, value: Any, line: int, depth: int, key: str = "") -> Node:
        """Return the node of a value. Raises `RefusedError` if it is nested too deep."""
        if depth > DEEPEST:
            raise RefusedError(f"the front matter is nested more than {DEEPEST} levels deep", line)
        if isinstance(value, dict):
            return self.table(value, line, depth)
        if isinstance(value, list):
            return self.tables(value, key, line, depth)
        return _scalar(value, line)


def _scalar(value: Any, line: int) -> ScalarNode:
    """Return the node of a single value."""
    if isinstance(value, bool):
        return ScalarNode(str(value).lower(), value, line)
    if isinstance(value, dt.date | dt.time):
        return ScalarNode(value.isoformat(), value.isoformat(), line)
    if isinstance(value, float) and not math.isfinite(value):
        return ScalarNode(str(value), str(value), line)
    if isinstance(value, int) and abs(value) >= 2**63:
        return ScalarNode(hex(value), hex(value), line)  # decimal would take quadratic time
    if isinstance(value, str):
        value = without_controls(value)
    return ScalarNode(str(value), value, line)
