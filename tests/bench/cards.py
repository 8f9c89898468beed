"""A page of 500 cards from 500 notes, next to 500 cards of sphinx-design written by hand."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from sphinxext_profiles.labels import provenance_line
from sphinxext_profiles.note.reader import read_profile

from .corpus import make_notes
from .measure import PAIRS, Project, compare_builds, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinxext_profiles.model import Profile

COUNT = 500
AIM = 1.3
PORTRAIT = "portrait.png"

OURS = """\
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["people/*"]
exclude_patterns = ["people/*"]
"""
THEIRS = """\
extensions = ["myst_parser", "sphinx_design"]
"""


def picture(size: int = 96) -> bytes:
    """Return a grey PNG."""
    rows = b"".join(b"\x00" + bytes([120] * size) for _ in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def address(key: str) -> str:
    """Return where the card of a profile leads."""
    return f"https://example.org/people/{key}"


def from_note(profile: Profile) -> str:
    """Return the directive that makes a card of a note."""
    return f"```{{profile-card}} {profile.key}\n:link: {address(profile.key)}\n```\n"


def by_hand(profile: Profile) -> str:
    """Return the same card as sphinx-design's users write it."""
    lines = [
        f"```{{card}} {profile.name}",
        f":link: {address(profile.key)}",
        f":img-top: {PORTRAIT}",
        f":img-alt: {profile.name}",
        "",
        profile.headline,
        "",
        profile.summary.source if profile.summary else "",
        "",
        provenance_line(profile.provenance),
        "```",
        "",
    ]
    return "\n".join(lines)


def counts(mark: str) -> Callable[[Path], bool]:
    """Return a test of whether the index has as many cards as there are notes."""

    def proof(out: Path) -> bool:
        return (out / "index.html").read_text("utf-8").count(mark) == COUNT

    return proof


def report(pairs: int = PAIRS) -> str:
    """Return the table."""
    notes = make_notes(COUNT, portrait=f"/{PORTRAIT}")
    profiles = [read_profile(note.text, f"people/{note.stem}.md")[0] for note in notes]
    ours = Project(
        OURS,
        {
            "index.md": "# People\n\n" + "\n".join(map(from_note, profiles)),
            PORTRAIT: picture(),
            **{f"people/{note.stem}.md": note.text for note in notes},
        },
        counts('class="profile-card '),
    )
    theirs = Project(
        THEIRS,
        {"index.md": "# People\n\n" + "\n".join(map(by_hand, profiles)), PORTRAIT: picture()},
        counts('class="sd-card '),
    )
    return table(compare_builds(f"a page of {COUNT} cards", ours, theirs, aim=AIM, pairs=pairs))


if __name__ == "__main__":
    print(report())
