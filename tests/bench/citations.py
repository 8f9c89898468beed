"""A page of 2,000 citations of 1,000 sources, next to the same text with plain links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .measure import PAIRS, Project, compare_builds, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CITATIONS = 2000
SOURCES = 1000
AIM = 2

OURS = """\
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["ada"]
suppress_warnings = ["toc.not_included"]
"""
THEIRS = """\
extensions = ["myst_parser"]
suppress_warnings = ["toc.not_included"]
"""


def note() -> str:
    """Return a note in which each source is cited twice, alone and with another one."""
    lines = ["# Ada Lovelace", "## Work"]
    for first in range(1, SOURCES + 1, 2):
        second = first + 1
        lines += [
            f"* She wrote the {first}th sentence of a long note. ([Site {first}][{first}])",
            f"* And she wrote the next one. ([Site {first}][{first}], [Site {second}][{second}])",
            f"* [The site {second}][{second}] tells of a third.",
        ]
    definitions = [
        f"[{number}]: https://site{number % 97}.example.org/articles/{number}"
        f'?id={number} "What the site says, part {number}"'
        for number in range(1, SOURCES + 1)
    ]
    return "\n\n".join([*lines[:2], "\n".join(lines[2:]), "\n".join(definitions)]) + "\n"


def counts(*, ours: bool) -> Callable[[Path], bool]:
    """Return a test of whether a page has what is compared."""

    def proof(out: Path) -> bool:
        html = (out / "ada.html").read_text("utf-8")
        if ours:
            citations, entries = html.count('role="doc-biblioref"'), html.count('id="ada-ref-')
            return (citations, entries) == (CITATIONS, SOURCES)
        return html.count(".example.org/articles/") == CITATIONS

    return proof


def report(pairs: int = PAIRS) -> str:
    """Return the table."""
    files: dict[str, str | bytes] = {"index.md": "# Home\n", "ada.md": note()}
    what = f"a page of {CITATIONS} citations of {SOURCES} sources"
    ours = Project(OURS, files, counts(ours=True))
    theirs = Project(THEIRS, files, counts(ours=False))
    return table(compare_builds(what, ours, theirs, aim=AIM, pairs=pairs))


if __name__ == "__main__":
    print(report())
