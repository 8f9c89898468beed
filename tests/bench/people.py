"""People in one file: an index of them next to the same as notes, and next to cards by hand.

Then how the time grows with the number of entries, and what an edit of one costs.
"""

from __future__ import annotations

import json
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from .measure import PAIRS, Measure, Project, columns, compare_builds, in_pairs, table, tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .measure import Site

FEW, COUNT, MANY = 300, 500, 5_000
OF_CARDS, OF_PEOPLE = 1.1, 1.15
FILES = """\
extensions = ["myst_parser", "sphinxext_profiles"]
from os.path import exists
profiles_people = ["team.yaml"] if exists("team.yaml") else []
suppress_warnings = ["toc.not_included"]
"""
NOTES = """\
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["people/*"]
exclude_patterns = ["people/*"]
"""
BY_HAND = 'extensions = ["myst_parser", "sphinx_design"]\n'
INDEX = "# People\n\n```{profile-index}\n```\n"
ONE = "# One\n\n```{profile-card} person-7\n```\n"
NUMBERS = count()


def person(place: int) -> dict[str, str]:
    """Return a person as a team file has one."""
    return {
        "id": f"person-{place}",
        "name": f"Ann{place} Roe{place % 97}",
        "headline": f"Weaver of the loom {place}",
        "affiliation": "Mill of Leeds",
        "bio": f"Wove the cloth {place}, and wrote about it in words that fill a line or two.",
        "website": f"https://example.org/people/{place}",
    }


def entry(place: int) -> str:
    """Return an entry in YAML."""
    lines = [f"{key}: {json.dumps(said)}" for key, said in person(place).items()]
    return "- " + "\n  ".join(lines) + "\n"


def by_hand(place: int) -> str:
    """Return the card of a person as sphinx-design's users write it."""
    said = person(place)
    lines = [
        f"```{{card}} {said['name']}",
        f":link: {said['website']}",
        "",
        *(said["headline"], "", said["affiliation"], "", said["bio"], ""),
        f"[Website]({said['website']})",
        "```\n",
    ]
    return "\n".join(lines)


def has_cards(mark: str, number: int) -> Callable[[Path], bool]:
    """Return a test of whether the index has so many cards."""

    def proof(out: Path) -> bool:
        return (out / "index.html").read_text("utf-8").count(mark) == number

    return proof


def in_a_file(number: int, **pages: str) -> Project:
    """Return a project with so many people in one file, and an index of them."""
    files = {f"{name}.md": text for name, text in pages.items()}
    team = "".join(map(entry, range(number)))
    proof = has_cards('class="profile-card ', number)
    return Project(FILES, {"index.md": INDEX, "team.yaml": team, **files}, proof)


def as_notes(number: int) -> Project:
    """Return a project with the same people as notes that are no pages."""
    front = (entry(place).removeprefix("- ").replace("\n  ", "\n") for place in range(number))
    notes = {f"people/{place}.md": f"---\n{keys}---\n" for place, keys in enumerate(front)}
    proof = has_cards('class="profile-card ', number)
    return Project(NOTES, {"index.md": INDEX, **notes}, proof)


def cards(number: int) -> Project:
    """Return a project with the same cards written by hand."""
    page = "# People\n\n" + "\n".join(map(by_hand, range(number)))
    return Project(BY_HAND, {"index.md": page}, has_cards('class="sd-card ', number))


def growth(rounds: int) -> str:
    """Return the table of what a person costs in files of two sizes."""
    each: dict[int, list[float]] = {COUNT: [], MANY: []}
    for number in range(rounds):
        for size, taken in each.items():
            project = in_a_file(size)
            start = project.bare().build().seconds
            taken.append((project.build().seconds - start) / size)
            tell(f"{size:,} people, round {number + 1} of {rounds}")
    ratios = [many / few for few, many in zip(*each.values(), strict=True)]
    rows = [("people", "per person", "ratio", "aim")]
    for size, taken in each.items():
        ratio = (f"{median(ratios):.2f}", f"{OF_PEOPLE}") if size == MANY else ("", "")
        rows.append((f"{size:,}", f"{1000 * median(taken):.2f} ms", *ratio))
    return columns(rows)


def edit(site: Site) -> float:
    """Change the headline of one person, and return what the build after it took."""
    file = site.source / "team.yaml"
    lines = file.read_text("utf-8").split("\n")
    place = lines.index('- id: "person-7"') + 2
    lines[place] = f'  headline: "Edited {next(NUMBERS)} times"'
    file.write_text("\n".join(lines), "utf-8")
    return site.build().seconds


def report(pairs: int = PAIRS) -> str:
    """Return the tables."""
    file = in_a_file(FEW)
    rows = compare_builds(f"{FEW}, cards by hand", file, cards(FEW), aim=OF_CARDS, pairs=pairs)
    rows += compare_builds(f"{FEW}, as notes", file, as_notes(FEW), aim=1, pairs=pairs)
    rows += compare_builds(
        f"{MANY:,}, as notes", in_a_file(MANY), as_notes(MANY), aim=1, pairs=max(1, pairs // 2)
    )
    with in_a_file(FEW, one=ONE, two="# Two\n").unpacked() as site:
        site.build()

        def nothing() -> float:
            return site.build().seconds

        edits = in_pairs(
            f"{FEW}, an edit, next to none", lambda: edit(site), nothing, aim=None, pairs=pairs
        )
    rows.append(Measure(*edits))
    return f"{table(rows)}\n\n{growth(max(1, pairs // 2))}"


if __name__ == "__main__":
    print(report())
