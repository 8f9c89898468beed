"""A page of 2,000 publications of one person, next to a plain bibliography of the same entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .measure import PAIRS, Project, in_pairs, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENTRIES = 2000
AIM = 1.2
CONF = """\
extensions = ["myst_parser", "sphinxcontrib.bibtex"{ours}]
bibtex_bibfiles = ["references.bib"]
suppress_warnings = ["toc.not_included"]
"""
OURS = CONF.format(ours=', "sphinxext_profiles"') + 'profiles_notes = ["people/*"]\n'
THEIRS = CONF.format(ours="")


def references() -> str:
    """Return entries of one author with co-authors, some of whom are people of the project."""
    return "\n".join(
        f"@article{{e{number}, author={{Roe, Ada B. and Co{number % 90}, First{number % 7} and "
        f"Other{number}, Name}}, title={{What the looms wove, part {number}}}, "
        f"journal={{Journal {number % 40}}}, year={{{1960 + number % 60}}}, "
        f"doi={{10.1000/{number}}}}}"
        for number in range(ENTRIES)
    )


def counts(mark: str) -> Callable[[Path], bool]:
    """Return a test of whether a page has an element for each entry."""

    def proof(out: Path) -> bool:
        return (out / "list.html").read_text("utf-8").count(mark) >= ENTRIES

    return proof


def report(pairs: int = PAIRS) -> str:
    """Return the table."""
    shared = {"index.md": "# Home\n", "references.bib": references()}
    people = {f"people/co{number}.md": f"# First{number % 7} Co{number}\n" for number in range(90)}
    ours = {
        "list.md": "# List\n\n```{profile-publications} ada\n```\n",
        "people/ada.md": "# Ada B. Roe\n",
        **people,
    }
    theirs = {"list.md": "# List\n\n```{bibliography}\n:all:\n:list: bullet\n```\n"}
    theirs |= {name: f"---\norphan: true\n---\n{text}" for name, text in people.items()}
    what = f"a page of {ENTRIES} publications"
    mine = Project(OURS, {**shared, **ours}, counts("10.1000/"))
    other = Project(THEIRS, {**shared, **theirs}, counts("10.1000/"))
    sides = (lambda: mine.build().seconds, lambda: other.build().seconds)
    return table([in_pairs(what, *sides, aim=AIM, pairs=pairs)])


if __name__ == "__main__":
    print(report())
