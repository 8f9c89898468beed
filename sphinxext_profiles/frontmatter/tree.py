"""Front matter as a tree of nodes that keep the author's text and the line of each value.

Libraries that build values lose both: `lang: no` becomes `False`, `1.10` becomes `1.1`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sphinxext_profiles.model import Scalar, Value

MOST_NODES = 10_000
"""How many nodes front matter may have, its aliases expanded."""
DEEPEST = 50
"""How deep its lists and mappings may be nested."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True}
_BOOLEANS |= {"false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_FLOAT = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,17}")
_TIME = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(?P<hour>\d\d?)(?P<minute>:\d\d)(?P<second>:\d\d(?:\.\d+)?)?"
    r"[ \t]*(?P<zone>[Zz]|[-+]\d\d(?::?\d\d)?)?)?"
)


class RefusedError(Exception):
    """Front matter that is not read because it would cost too much or refers to itself."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(slots=True)
class ScalarNode:
    """A single value."""

    text: str
    """As the author wrote it, without quotes."""
    value: Scalar
    """Its typed value; the text where no type keeps it (`01`, `no`, a very long number)."""
    line: int
    size: int = 1
    """Nodes in it, aliases expanded."""
    height: int = 0
    """Levels of lists and mappings in it."""


@dataclass(slots=True)
class ListNode:
    """A list of values."""

    line: int
    items: list[Node] = field(default_factory=list)
    size: int = 1
    height: int = 1


@dataclass(slots=True)
class MappingNode:
    """Values by their keys, as text, in the order of the front matter."""

    line: int
    pairs: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each key."""
    size: int = 1
    height: int = 1


Node: TypeAlias = ScalarNode | ListNode | MappingNode


def plain_scalar(text: str, line: int) -> ScalarNode:
    """Return the node of a value without quotes, typed as in YAML 1.2's core schema.

    So `no`, `on` and `12:30` are text. Numbers are numbers only when they can be written back as
    they were; dates become ISO 8601 text.
    """
    if text in _NULLS:
        return ScalarNode(text, None, line)
    if text in _BOOLEANS:
        return ScalarNode(text, _BOOLEANS[text], line)
    if _INTEGER.fullmatch(text):
        return ScalarNode(text, int(text), line)
    if _FLOAT.fullmatch(text) and str(float(text)) == text:
        return ScalarNode(text, float(text), line)
    return ScalarNode(text, iso_time(text), line)


def iso_time(text: str) -> str:
    """Return a date, with or without a time, in ISO 8601; any other text as it is."""
    match = _TIME.fullmatch(text)
    if match is None:
        return text
    year, month, day, hour, minute, second, zone = match.groups("")
    date = f"{year}-{month:0>2}-{day:0>2}"
    if not hour:
        return date
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{date}T{hour:0>2}{minute}{second}{zone.upper()}"


def freeze(node: Node) -> Value:
    """Return a node's value as plain data: tuples for lists, tuples of pairs for mappings."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return tuple(freeze(item) for item in node.items)
    return tuple((key, freeze(value)) for key, value in node.pairs.items())
