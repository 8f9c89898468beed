"""From YAML front matter to nodes: safe, bounded, and as much as can be saved of broken YAML."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml
from yaml import events

from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import without_controls

from .tree import (
    DEEPEST,
    MOST_NODES,
    ListNode,
    MappingNode,
    Node,
    RefusedError,
    ScalarNode,
    plain_scalar,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YAML = "tag:yaml.org,2002:"
_KNOWN_TAGS = frozenset({"str", "int", "float", "bool", "null", "seq", "map", "timestamp", "set"})
_KEY = re.compile(r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[\w@$][^\n:#]*):(?!//)(?P<value>.*)""")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")
_HINTS = (
    ("mapping values are not allowed", "a value with a colon in it needs quotes"),
    ("cannot start any token", "a value that begins with @, %, ` or a tab needs quotes"),
    # What libyaml says at some thousand levels, before the builder meets its own bound
    ("maximum nesting depth", f"at most {DEEPEST} levels deep are read"),
)


def read_yaml(front: str, line: int) -> tuple[MappingNode, list[Problem]]:
    """Return the mapping in YAML front matter; its first line is line `line` of the file.

    Events are read instead of values, so that nothing is built that the author did not write:
    no objects, no expanded aliases. Broken YAML is a problem; each key that can be read by itself
    is used, and so are lines such as `title: Grace Hopper: a life`. It never raises.
    """
    root, problems = read_document(front, line)
    if isinstance(root, MappingNode):
        return root, problems
    if root is None and not problems:
        return MappingNode(line), []
    if root is not None:
        message = "the front matter is not a mapping of keys to values"
        problems = [Problem(ProblemCode.FRONT_MATTER, message, root.line)]
    salvaged = _salvage(front, line)
    if salvaged.pairs:
        broken = problems[-1]
        problems = [replace(broken, message=f"{broken.message}; what can be read of it is used")]
    return salvaged, problems


def read_document(
    text: str, line: int = 1, what: str = "the front matter", most: int = MOST_NODES
) -> tuple[Node | None, list[Problem]]:
    """Return what the first document of a YAML text holds, None if it is empty or broken.

    `what` is what messages call the text, whose first line is line `line` of the file, and `most`
    how many values it may have, its aliases expanded. If it is broken, the last problem says so.
    """
    builder = _Builder(text, line, what, most)
    try:
        root = builder.root()
    except RefusedError as refused:
        return None, [Problem(ProblemCode.FRONT_MATTER, refused.message, refused.line)]
    except (yaml.YAMLError, ValueError) as error:
        message = _explain(error, what)
        place = line + _error_line(error)
        return None, [Problem(ProblemCode.FRONT_MATTER, message, place)]
    return root, builder.problems


def _explain(error: Exception, what: str) -> str:
    """Return what is wrong with the YAML."""
    fault = str(getattr(error, "problem", None) or "it contains a character that YAML forbids")
    hint = next((f" ({hint})" for part, hint in _HINTS if part in fault), "")
    return f"{what} is broken YAML: {fault}{hint}"


def _error_line(error: Exception) -> int:
    """Return the line of the front matter, from 0, where the YAML is broken."""
    mark = getattr(error, "problem_mark", None)
    return int(mark.line) if mark is not None else 0


class _Builder:
    """Nodes from the events of one YAML text."""

    def __init__(
        self, text: str, line: int, what: str = "the front matter", most: int = MOST_NODES
    ) -> None:
        self.what = what
        self.most = most
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.line = line
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0

    def root(self) -> Node | None:
        """Return the node of the first document, None if it is empty.

        Raises `yaml.YAMLError` for broken YAML and `RefusedError` for what would cost too much.
        """
        for event in self.events:
            if isinstance(event, events.NodeEvent):
                node = self.node(event, 0)
                empty = isinstance(node, ScalarNode) and node.value is None
                self.finish()
                return None if empty else node
        return None

    def finish(self) -> None:
        """Read on to the end, where YAML may still be broken."""
        for event in self.events:
            if isinstance(event, events.NodeEvent):
                message = f"{self.what} has more than one document; only the first is read"
                self.problem(message, event)
                return

    def problem(self, message: str, event: Any) -> None:
        """Report what is wrong at an event."""
        line = self.line + event.start_mark.line
        self.problems.append(Problem(ProblemCode.FRONT_MATTER, message, line))

    def node(self, event: Any, depth: int) -> Node:
        """Return the node that an event begins, at a depth of lists and mappings."""
        line = self.line + event.start_mark.line
        if depth > DEEPEST:
            raise RefusedError(f"{self.what} is nested more than {DEEPEST} levels deep", line)
        if isinstance(event, events.AliasEvent):
            node = self.alias(event, depth, line)
        else:
            node = self.collect(event, depth, line)
            if event.anchor:
                self.anchors[event.anchor] = node
            self.count += 1
        if self.count > self.most:
            raise RefusedError(f"{self.what} expands to more than {self.most} values", line)
        return node

    def alias(self, event: Any, depth: int, line: int) -> Node:
        """Return the node that an alias stands for, counted as if it were written here."""
        node = self.anchors.get(event.anchor)
        if node is None:
            raise RefusedError(f"the alias *{event.anchor} has no anchor above it", line)
        if depth + node.height > DEEPEST:
            raise RefusedError(f"{self.what} is nested more than {DEEPEST} levels deep", line)
        self.count += node.size
        return node

    def collect(self, event: Any, depth: int, line: int) -> Node:
        """Return a new node."""
        plain = self.check_tag(event)
        if isinstance(event, events.ScalarEvent):
            if event.style or event.tag or not plain:
                text = without_controls(event.value)
                return ScalarNode(text, text, line)
            return plain_scalar(event.value, line)
        if isinstance(event, events.SequenceStartEvent):
            return self.sequence(depth, line)
        return self.mapping(depth, line)

    def check_tag(self, event: Any) -> bool:
        """Return whether a value has no tag or one for plain data; report any other."""
        tag = event.tag or "!"
        plain = tag == "!" or (tag.startswith(_YAML) and tag[len(_YAML) :] in _KNOWN_TAGS)
        if not plain:
            tag = "!!" + tag[len(_YAML) :] if tag.startswith(_YAML) else tag
            self.problem(f"the tag {tag} has no meaning here; it is ignored", event)
        return plain

    def sequence(self, depth: int, line: int) -> ListNode:
        """Return the list whose start was just read."""
        node = ListNode(line)
        for event in self.events:
            if isinstance(event, events.SequenceEndEvent):
                break
            item = self.node(event, depth + 1)
            node.items.append(item)
            _grow(node, item)
        return node

    def mapping(self, depth: int, line: int) -> MappingNode:
        """Return the mapping whose start was just read, merged (`<<`) and without repeated keys."""
        node = MappingNode(line)
        merged: list[MappingNode] = []
        for event in self.events:
            if isinstance(event, events.MappingEndEvent):
                break
            key = _flat(self.node(event, depth + 1))
            value = self.node(next(self.events), depth + 1)
            _grow(node, value)
            node.size += 1
            plain = isinstance(event, events.ScalarEvent) and not event.style
            if key == "<<" and plain and not isinstance(value, ScalarNode):
                entries = value.items if isinstance(value, ListNode) else [value]
                merged += [entry for entry in entries if isinstance(entry, MappingNode)]
                continue
            if key in node.pairs:
                self.problem(f"the key {key!r} is given twice; the last one counts", event)
            node.pairs[key] = value
            node.lines[key] = self.line + event.start_mark.line
        for other in merged:
            for key, value in other.pairs.items():
                node.pairs.setdefault(key, value)
                node.lines.setdefault(key, other.lines[key])
        return node


def _grow(node: ListNode | MappingNode, part: Node) -> None:
    """Count a part into the list or mapping that holds it."""
    node.size += part.size
    node.height = max(node.height, part.height + 1)


def _flat(node: Node) -> str:
    """Return any key as text."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, ListNode):
        return ", ".join(map(_flat, node.items))
    return ", ".join(f"{key}: {_flat(value)}" for key, value in node.pairs.items())


def _salvage(front: str, line: int) -> MappingNode:
    """Return the readable part of broken YAML, key by key."""
    node = MappingNode(line)
    lines = front.split("\n")
    starts = [i for i, text in enumerate(lines) if _KEY.match(text)]
    for start, end in pairwise([*starts, len(lines)]):
        part = _salvage_key(lines[start:end], line + start)
        for key in part.pairs:
            node.pairs[key] = part.pairs[key]
            node.lines[key] = part.lines[key]
            _grow(node, part.pairs[key])
        if node.size > MOST_NODES:
            break
    return node


def _salvage_key(lines: list[str], line: int) -> MappingNode:
    """Return the mapping of one key and the lines that belong to it, empty if it can't be read."""
    try:
        root = _Builder("\n".join(lines).replace("\t", "  "), line).root()
    except RefusedError:
        return MappingNode(line)
    except (yaml.YAMLError, ValueError):
        root = None
    if isinstance(root, MappingNode):
        return root
    match = _KEY.match(lines[0])
    if match is None:
        return MappingNode(line)
    key = match["key"].strip("\"' \t")
    words = [match["value"], *lines[1:]]
    text = _unquote(" ".join(word.strip() for word in words if word.strip()))
    return MappingNode(line, {key: plain_scalar(text, line)}, {key: line}, 2)


def _unquote(text: str) -> str:
    """Return the text of a value that isn't YAML, as its author must have meant it."""
    if text[:1] in {'"', "'"}:
        return text[1:].removesuffix(text[0])
    if text[:1] in {"[", "{"} and not text.endswith(("]", "}")):
        opened = {"[": "]", "{": "}"}[text[0]]
        text = text if opened in text else text[1:].strip()
    return _COMMENT.sub("", text).rstrip()
