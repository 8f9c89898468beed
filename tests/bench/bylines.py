"""1,000 pages with bylines, next to the same pages by people whom the project doesn't know.

The project has 20 people. What MyST makes of a front matter is no part of what is compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .corpus import make_notes
from .measure import PAIRS, Project, compare_builds, table
from .projects import OURS

if TYPE_CHECKING:
    from pathlib import Path

COUNT, PEOPLE = 1_000, 20
AIM = 1.1
TEXT = (
    "An engine of this kind weaves patterns in algebra as a loom weaves flowers and leaves, and "
    "what it can do is what we know how to order it to perform.\n\n"
) * 6


def report(pairs: int = PAIRS) -> str:
    """Return the table."""
    ours, theirs = _pages(signed=True), _pages(signed=False)
    return table(compare_builds(f"{COUNT} pages with bylines", ours, theirs, aim=AIM, pairs=pairs))


def _pages(*, signed: bool) -> Project:
    """Return a project in which pages name people as their authors, or name somebody else."""
    notes = make_notes(PEOPLE)
    files = {f"people/{note.stem}.md": note.text for note in notes}
    files["index.md"] = "# Home\n"
    for number in range(COUNT):
        first, second = (notes[(number + step) % PEOPLE].stem for step in (0, 7))
        names = f"{first}, {second}" if signed else f"not {first}, not {second}"
        front = f"---\nauthors: [{names}]\ndate: 2025-10-22\n---\n"
        sections = "".join(f"## Part {part}\n\n{TEXT}" for part in range(3))
        files[f"pages/p{number}.md"] = f"{front}# Page {number}\n\n{TEXT}{sections}"

    def proof(out: Path) -> bool:
        pages = [*(out / "pages").glob("*.html")]
        last = pages[-1].read_text("utf-8")
        return len(pages) == COUNT and ("profile-byline" in last) is signed

    return Project(OURS, files, proof)


if __name__ == "__main__":
    print(report())
