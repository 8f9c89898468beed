"""People files: from the bytes of one to its entries, by the end of its name."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.frontmatter.schema import CONTAINERS
from sphinxext_profiles.frontmatter.toml import read_toml
from sphinxext_profiles.frontmatter.tree import ListNode, MappingNode, Node, plain_scalar
from sphinxext_profiles.frontmatter.yaml import read_document, read_yaml
from sphinxext_profiles.note.sections import slugify
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import without_controls

from .csv_nodes import read_csv
from .entry import read_entry, text_of_entry
from .json_nodes import read_json
from .shapes import Entries, entries_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.note.reader import Reading

MOST_VALUES = 1_000_000
"""How many values a file may have, its aliases expanded: a hundred for each of ten thousand
people."""
MOST_BYTES = 50_000_000
"""The size of the largest file that is read."""
_WHAT = "the file"
_PERSON = re.compile(r"[^\s#,\]}-]")
_HEAD = re.compile(rf"(?!(?:{'|'.join(CONTAINERS)})\s*:\s*(?:#|$)|---)\s*[^\s#]")
"""The first line of a person, or of a key that is no list of people."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SUFFIXES = (".yaml", ".yml", ".toml", ".json", ".csv", ".cff")
FORMATS = f"{', '.join(SUFFIXES)} and .all-contributorsrc"


def read_people_file(content: bytes, name: str) -> Entries:
    """Return the people in a file, and what is wrong with it, with lines of the file.

    The name says what the file is: YAML, TOML, JSON, CSV, `CITATION.cff`, `.all-contributorsrc` or
    `pyproject.toml`. It never raises.
    """
    file_name = PurePosixPath(name).name
    kind = "." + file_name.lower().rpartition(".")[2]
    if kind not in (*SUFFIXES, ".all-contributorsrc"):
        message = f"{name!r} is not read: people files end in {FORMATS}"
        return Entries([], [Problem(ProblemCode.PEOPLE_FILE, message)])
    if len(content) > MOST_BYTES:
        message = f"the file has more than {MOST_BYTES:,} bytes, and is not read"
        return Entries([], [Problem(ProblemCode.PEOPLE_FILE, message)])
    text, undecoded = _decode(content)
    if not text.strip():
        message = f"the file {name!r} is empty"
        return Entries([], [*undecoded, Problem(ProblemCode.PEOPLE_FILE, message)])
    root, faults = _read(text, kind)
    problems = [*undecoded, *map(_of_file, faults)]
    if root is None:
        return Entries([], problems)
    entries, others = entries_of(root, file_name)
    return Entries(entries, [*problems, *others])


def people_of_values(values: Sequence[object]) -> Entries:
    """Return the people in mappings that a `conf.py` has computed."""
    parts = [entries_of(_node(value, 0), "") for value in values]
    return Entries(
        [entry for part in parts for entry in part.entries],
        [problem for part in parts for problem in part.problems],
    )


class ReadEntry(NamedTuple):
    """An entry as a profile."""

    profile: Profile
    line: int
    """The line of the file at which it begins."""
    text: str
    """Its Markdown, each line where the entry has it."""


def profiles_of(
    people: Entries,
    file: str,
    read: Callable[[MappingNode, str, str], Reading] = read_entry,
) -> tuple[list[ReadEntry], list[Problem]]:
    """Return the profiles of the people in a file, and all that is wrong with it, sorted by line.

    `read` is `read_entry` with the settings of a project. Each profile has a path of its own. Two
    people whose keys come from the same name get two keys.
    """
    problems = [*people.problems]
    entries: list[ReadEntry] = []
    taken: Counter[str] = Counter()
    for key, root, line in people.entries:
        profile, others = read(root, file, key)
        taken[profile.key] += 1
        if (count := taken[profile.key]) > 1:
            profile, other = _apart(profile, f"{profile.key}-{count}", named=bool(key))
            others = (*others, *other)
        problems += (replace(one, line=line + max(one.line, 1) - 1) for one in others)
        entries.append(ReadEntry(profile, line, text_of_entry(root)))
    return entries, sorted(problems, key=lambda problem: problem.line)


def read_people(content: bytes, name: str) -> tuple[tuple[Profile, ...], tuple[Problem, ...]]:
    """Return the people in a file, in its order, and what is wrong with it, sorted by line.

    `content` is what the file has; its `name` says how to read it, and nothing is opened. Lines are
    those of the file, except in profiles, where each entry has its own. It raises nothing.
    """
    entries, problems = profiles_of(read_people_file(content, name), name)
    return tuple(entry.profile for entry in entries), tuple(problems)


def is_people_file(name: str) -> bool:
    """Return whether the name of a file is that of a people file."""
    return PurePosixPath(name).name.lower().endswith((*SUFFIXES, ".all-contributorsrc"))


def _apart(profile: Profile, entry: str, *, named: bool) -> tuple[Profile, list[Problem]]:
    """Return a profile with another path, because an entry of the file has its key already.

    If only its name gives the key, it gets another one too.
    """
    path = f"{profile.file}#{entry}"
    if named or profile.key != slugify(profile.name):
        return replace(profile, path=path, entry=entry), []
    message = (
        f"an entry above is called {profile.name!r} too, so this one gets the key {entry!r}; give"
        " one of them an `id`"
    )
    problem = Problem(ProblemCode.KEY_DUPLICATE, message, 1)
    return replace(profile, path=path, entry=entry, key=entry), [problem]


def _of_file(fault: Problem) -> Problem:
    """Return what a reader of front matter has reported as a problem of the file."""
    return Problem(ProblemCode.PEOPLE_FILE, fault.message, fault.line)


def _decode(content: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file, UTF-8 or UTF-16 with its mark, without control characters."""
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return without_controls(content.decode(encoding).lstrip("\ufeff")), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8 (byte {content[error.start]:#04x}); save the file as UTF-8"
        text = content.decode("utf-8", errors="replace").lstrip("\ufeff")
        return without_controls(text), [Problem(ProblemCode.PEOPLE_FILE, message, line)]


def _read(text: str, kind: str) -> tuple[Node | None, list[Problem]]:
    """Return what a file of a kind holds."""
    if kind == ".toml":
        return read_toml(text, 1, _WHAT)
    if kind == ".csv":
        return read_csv(text, _WHAT)
    if kind in (".json", ".all-contributorsrc"):
        return read_json(text, _WHAT)
    root, problems = read_document(text, 1, _WHAT, MOST_VALUES)
    if root is None and problems:
        root, others = _salvage(text)
        problems += [fault for fault in others if fault.line != problems[0].line]
    return root, problems


def _salvage(text: str) -> tuple[Node | None, list[Problem]]:
    """Return what can be read of broken YAML, person by person.

    A person begins where a line does that is indented as the first item or key of the people is.
    """
    lines = text.split("\n")
    heads = (line for line in lines if _HEAD.match(line))
    first = next(heads, "")
    indent, is_list = len(first) - len(first.lstrip()), first.lstrip().startswith("- ")
    starts = [i for i, line in enumerate(lines) if _begins(line, indent, item=is_list)]
    people = ListNode(1) if is_list else MappingNode(1)
    problems: list[Problem] = []
    for start, end in pairwise([*starts, len(lines)]):
        part = [line[indent:] for line in lines[start:end]]
        node, faults = read_document("\n".join(part), start + 1, _WHAT, MOST_VALUES)
        problems += faults
        if isinstance(people, ListNode):
            people.items += (
                node.items if isinstance(node, ListNode) else [_salvage_keys(part, start + 1)]
            )
        else:
            key = part[0].partition(":")[0].strip("\"' ")
            pairs: dict[str, Node] = node.pairs if isinstance(node, MappingNode) else {}
            people.pairs |= pairs or {key: _salvage_keys(["", *part[1:]], start + 1)}
            people.lines |= dict.fromkeys(pairs or [key], start + 1)
    filled = people.items if isinstance(people, ListNode) else people.pairs
    return people if filled else None, problems


def _salvage_keys(lines: list[str], line: int) -> MappingNode:
    """Return what can be read of one person, key by key; the problem is reported already."""
    rest = lines[0].replace("-", " ", 1)
    return read_yaml(dedent("\n".join([rest, *lines[1:]])), line)[0]


def _begins(line: str, indent: int, *, item: bool) -> bool:
    """Return whether a line begins a person."""
    if line[:indent].strip():
        return False
    return line[indent : indent + 2] == "- " if item else bool(_PERSON.match(line[indent:]))


def _node(value: object, depth: int) -> Node:
    """Return the node of a value of Python's: a mapping, a list, anything else as its text."""
    if isinstance(value, dict) and depth < 50:
        pairs = {str(key): _node(part, depth + 1) for key, part in value.items()}
        return MappingNode(1, pairs, dict.fromkeys(pairs, 1))
    if isinstance(value, (list, tuple)) and depth < 50:
        return ListNode(1, [_node(part, depth + 1) for part in value])
    return plain_scalar("" if value is None else str(value), 1)
