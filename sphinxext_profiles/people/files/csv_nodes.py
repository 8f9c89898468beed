"""From a CSV table with a header to nodes with lines: a mapping for each row."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from sphinxext_profiles.frontmatter.tree import ListNode, MappingNode, plain_scalar
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.letters import without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read_csv(text: str, what: str) -> tuple[ListNode, list[Problem]]:
    """Return the rows of a table, empty cells left out; `what` is what messages call it.

    The cells are separated by what separates those of the header: a comma, a semicolon, a tab or
    a bar. It never raises.
    """
    root = ListNode(1)
    problems = _broken(text, what)
    header: list[str] | None = None
    try:
        for line, row in _rows(text, strict=False):
            if header is None:
                header = [without_controls(name).strip() for name in row]
                problems += _faults_of_header(header, line, what)
                continue
            root.items.append(_mapping(header, row, line))
            if any(cell.strip() for cell in row[len(header) :]):
                message = f"the row has {len(row)} cells, and the header {len(header)}"
                problems.append(Problem(ProblemCode.FRONT_MATTER, message, line))
    except csv.Error:
        pass  # reported: it is broken for the strict reader too
    return root, problems


def _rows(text: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that have a cell with a text, each with its line. Raises `csv.Error`."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=strict)
    line = 1
    for row in rows:
        if any(cell.strip() for cell in row):
            yield line, row
        line = rows.line_num + 1


def _broken(text: str, what: str) -> list[Problem]:
    """Return the problem of the first row whose quotes are wrong, or that is too long."""
    line = 1
    try:
        for start, row in _rows(text, strict=True):
            line = start + 1 + sum(cell.count("\n") for cell in row)
    except csv.Error as error:
        message = f"{what} is broken CSV: {error}"
        return [Problem(ProblemCode.FRONT_MATTER, message, line)]
    return []


def _delimiter(text: str) -> str:
    """Return what separates the cells of the first line that has any."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = _QUOTED.sub("", first)
    return max(_DELIMITERS, key=bare.count)


def _faults_of_header(header: list[str], line: int, what: str) -> list[Problem]:
    """Return a problem for each column that has the name of one before it."""
    twice = [name for name, count in Counter(header).items() if name and count > 1]
    return [
        Problem(
            ProblemCode.FRONT_MATTER, f"{what} has two columns {name!r}; the first counts", line
        )
        for name in twice
    ]


def _mapping(header: list[str], row: list[str], line: int) -> MappingNode:
    """Return the cells of a row that have a text and a name."""
    node = MappingNode(line)
    for name, cell in zip(header, row, strict=False):
        if name and cell.strip() and name not in node.pairs:
            node.pairs[name] = plain_scalar(without_controls(cell.strip()), line)
            node.lines[name] = line
    return node
