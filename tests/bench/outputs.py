"""Each output of 200 notes next to the same files as plain pages of MyST, and how large books are.

Both projects have the notes' pictures as local files: a build of plain MyST would fetch others.
"""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
import zlib
from functools import partial
from typing import TYPE_CHECKING

from .corpus import make_notes
from .measure import Project, columns, in_pairs, table, tell
from .projects import OURS, THEIRS, TREE, without_last_rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .corpus import Note

COUNT = 200
PAIRS = 3
MADE = {
    "html": "people/*.html",
    "singlehtml": "index.html",
    "epub": "*.epub",
    "latex": "*.tex",
    "text": "people/*.txt",
    "man": "*.1",
    "texinfo": "*.texi",
    "xml": "people/*.xml",
}
"""The outputs, and what each has to have made."""
BOOK = """
version = "1"
copyright = "2025"
author = "nobody"
# The notes are in scripts that pdflatex lacks.
latex_engine = "xelatex"
# Without pictures of their own the notes have remote ones, which a book does without.
suppress_warnings += ["profiles.image-remote"]
"""


def picture(number: int, size: int = 160) -> bytes:
    """Return a PNG of its own for each number, which hardly shrinks: about 25 kB."""
    chance = random.Random(number)  # noqa: S311 - variety, not secrecy
    rows = b"".join(b"\x00" + chance.randbytes(size) for _ in range(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def project(notes: list[Note], *, ours: bool, made: str, pictures: bool = True) -> Project:
    """Return a book of notes, each with its picture if wanted."""
    files: dict[str, str | bytes] = {"index.md": TREE}
    for number, note in enumerate(notes):
        text = note.text if ours else without_last_rule(note.text)
        if pictures:
            files[f"people/{number}.png"] = picture(number)
        files[f"people/{note.stem}.md"] = text.replace("portrait.png", f"{number}.png")
    proof: Callable[[Path], bool] = lambda out: any(out.glob(made))  # noqa: E731 - short
    return Project((OURS if ours else THEIRS) + BOOK, files, proof)


def times(pairs: int) -> str:
    """Return what each output costs."""
    notes = make_notes(COUNT, portrait="portrait.png")
    measures = []
    for builder, made in MADE.items():
        sides = (project(notes, ours=ours, made=made) for ours in (True, False))
        ours, theirs = (partial(seconds, side, builder) for side in sides)
        measures.append(in_pairs(f"{builder} of {COUNT}", ours, theirs, aim=None, pairs=pairs))
    return table(measures)


def seconds(side: Project, builder: str) -> float:
    """Return the processor time of a build."""
    return side.build("-b", builder).seconds


def sizes() -> str:
    """Return how large the book and the PDF of English notes are, with pictures and without."""
    rows = [(f"kB of {COUNT} notes in English", "with pictures", "without", "plain, with")]
    sides = [(True, True), (True, False), (False, True)]
    for builder, made in (("epub", "*.epub"), ("latex", "*.pdf")):
        if builder == "latex" and not shutil.which("latexmk"):
            tell("no latexmk here, so no PDF")
            continue
        found = [f"{_size(builder, made, ours, pictures):,}" for ours, pictures in sides]
        rows.append((made.removeprefix("*."), *found))
    return columns(rows)


def _size(builder: str, made: str, ours: bool, pictures: bool) -> int:
    """Return the kilobytes of what an output of English notes is in the end."""
    notes = make_notes(COUNT * 12, portrait="portrait.png" if pictures else "")
    english = [note for note in notes if "\nlang: en\n" in note.text][:COUNT]
    book = project(english, ours=ours, made=MADE[builder], pictures=pictures)
    tell(f"{made}, ours: {ours}, pictures: {pictures}")
    with book.unpacked() as site:
        site.build("-b", builder)
        if builder == "latex":
            command = ["latexmk", "-pdfxe", "-f", "-silent", "-interaction=nonstopmode"]
            subprocess.run(command, cwd=site.out, capture_output=True, check=False)
        (file,) = site.out.glob(made)
        return file.stat().st_size // 1024


def report(pairs: int = PAIRS) -> str:
    """Return the tables."""
    return f"{times(pairs)}\n\n{sizes()}"


if __name__ == "__main__":
    print(report())
