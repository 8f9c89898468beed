"""The formats of `check`: text, JSON, GitHub annotations, SARIF."""

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


class Finding(NamedTuple):
    """A problem and the path of the note that has it."""

    path: str
    problem: Problem

    @property
    def line(self) -> int:
        """The line of the problem; 1 if it concerns the whole file."""
        return self.problem.line or 1


def as_text(findings: Sequence[Finding]) -> str:
    """Return one line per finding: `file:line: code message`."""
    return "".join(f"{printable(as_line(finding.path, finding.problem))}\n" for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """Return a list of objects with `file`, `line`, `code`, `level` and `message`."""
    objects = [
        {
            "file": finding.path,
            "line": finding.line,
            "code": finding.problem.code.value,
            "level": finding.problem.level.value,
            "message": finding.problem.message,
        }
        for finding in findings
    ]
    return _dump(objects)


_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}


def as_github(findings: Sequence[Finding]) -> str:
    """Return workflow commands, which GitHub shows as annotations in a pull request."""
    return "".join(
        f"::{_GITHUB[finding.problem.level]} file={_property(finding.path)},line={finding.line},"
        f"title={finding.problem.code.value}::{_data(finding.problem.message)}\n"
        for finding in findings
    )


def _data(text: str) -> str:
    """Return text escaped for a workflow command."""
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_SARIF = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return a log in SARIF 2.1.0 (OASIS); its rules are the codes of the findings."""
    used = {finding.problem.code for finding in findings}
    codes = [code for code in ProblemCode if code in used]
    driver = {
        "name": "sphinx-profiles",
        "version": __version__,
        "informationUri": DOCS.rpartition("/")[0],
        "rules": [_rule(code) for code in codes],
    }
    results = [_result(finding, codes.index(finding.problem.code)) for finding in findings]
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


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(os.fsencode(finding.path))},
        "region": {"startLine": finding.line},
    }
    return {
        "ruleId": finding.problem.code.value,
        "ruleIndex": rule,
        "level": _SARIF[finding.problem.level],
        "message": {"text": finding.problem.message},
        "locations": [{"physicalLocation": place}],
    }


def _dump(value: Any) -> str:
    return printable_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""Formats by name; the first is the default."""
