"""Problems as other programs read them: lines, JSON, GitHub's annotations, SARIF."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from sphinxext_profiles import __version__
from sphinxext_profiles.problems import Level, Problem, ProblemCode
from sphinxext_profiles.words.letters import printable, printable_json

from .notes import as_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DOCS = "https://sphinxext-profiles.readthedocs.io/problems.html"


class Found(NamedTuple):
    """A problem and the note that has it."""

    path: str
    problem: Problem

    @property
    def line(self) -> int:
        """Where it stands; what concerns the whole file stands at its first line."""
        return self.problem.line or 1


def as_text(found: Sequence[Found]) -> str:
    """Return a line each, `file:line: code message`."""
    return "".join(f"{printable(as_line(entry.path, entry.problem))}\n" for entry in found)


def as_json(found: Sequence[Found]) -> str:
    """Return a list of objects with `file`, `line`, `code`, `level` and `message`."""
    listed = [
        {
            "file": entry.path,
            "line": entry.line,
            "code": entry.problem.code.value,
            "level": entry.problem.level.value,
            "message": entry.problem.message,
        }
        for entry in found
    ]
    return _dump(listed)


_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}


def as_github(found: Sequence[Found]) -> str:
    """Return GitHub's workflow commands, which it shows beside the lines of a pull request."""
    return "".join(
        f"::{_GITHUB[entry.problem.level]} file={_property(entry.path)},line={entry.line},"
        f"title={entry.problem.code.value}::{_data(entry.problem.message)}\n"
        for entry in found
    )


def _data(text: str) -> str:
    """Return a text as a workflow command holds it."""
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_SARIF = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}


def as_sarif(found: Sequence[Found]) -> str:
    """Return a log in SARIF 2.1.0 (OASIS), with the codes that occur as its rules."""
    occurring = {entry.problem.code for entry in found}
    codes = [code for code in ProblemCode if code in occurring]
    driver = {
        "name": "sphinx-profiles",
        "version": __version__,
        "informationUri": DOCS.rpartition("/")[0],
        "rules": [_rule(code) for code in codes],
    }
    results = [_result(entry, codes.index(entry.problem.code)) for entry in found]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }
    return _dump(log)


def _rule(code: ProblemCode) -> dict[str, Any]:
    return {
        "id": code.value,
        "shortDescription": {"text": code.meaning},
        "helpUri": f"{DOCS}#{code.value}",
        "defaultConfiguration": {"level": _SARIF[code.level]},
    }


def _result(entry: Found, rule: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(os.fsencode(entry.path))},
        "region": {"startLine": entry.line},
    }
    return {
        "ruleId": entry.problem.code.value,
        "ruleIndex": rule,
        "level": _SARIF[entry.problem.level],
        "message": {"text": entry.problem.message},
        "locations": [{"physicalLocation": place}],
    }


def _dump(value: Any) -> str:
    return printable_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


FORMATS: dict[str, Callable[[Sequence[Found]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""Each format by its name, the default first."""
