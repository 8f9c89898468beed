"""From images and the frames that they are shown in to files, each made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeAlias

from .properties import Facts
from .renditions import Piece, Rendition, pieces_of, rendition_of
from .thumbnails import examine, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from .cache import Shelf
    from .frames import Frame
    from .renditions import Use

Wanted: TypeAlias = "tuple[Path, Frame]"


def render(
    wanted: Iterable[Wanted],
    use: Use,
    shelf: Shelf,
    *,
    workers: int = 1,
    follow: Callable[[Iterable[str], int], Iterable[str]] = lambda steps, _count: steps,
) -> dict[Wanted, Rendition]:
    """Return the files for images in their frames, having made those that are not there.

    `follow` gets the names of the images that are worked on, and how many they are, and passes
    them on: it can show progress. What comes out does not depend on the number of `workers`.
    """
    digests = {}
    for file, frame in wanted:
        try:
            digests[file, frame] = shelf.digest(file)
        except OSError:
            continue  # it vanished after the page was read, which Sphinx says
    files = {digest: file for (file, _frame), digest in digests.items()}
    for digest, file in files.items():
        if shelf.facts(digest) is None:
            shelf.note(digest, examine(file))
    jobs: dict[str, dict[str, Piece]] = {}
    for (_file, frame), digest in digests.items():
        pieces = pieces_of(digest, frame, use, shelf)
        missing = {piece.name: piece for piece in pieces if piece.name not in shelf.names}
        if missing:
            jobs.setdefault(digest, {}).update(missing)
    with ThreadPoolExecutor(workers) as pool:
        works = ((digest, files[digest], list(job.values())) for digest, job in jobs.items())
        steps = pool.map(lambda work: _work(shelf, *work), works)
        for _name in follow(steps, len(jobs)):
            pass
    made = {want: rendition_of(digest, want[1], use, shelf) for want, digest in digests.items()}
    shelf.close(set[str]().union(*(entry.names for entry in made.values())))
    return made


def _work(shelf: Shelf, digest: str, file: Path, pieces: list[Piece]) -> str:
    """Make what is missing of one image, and return its name."""
    try:
        contents = make(file, [(piece.cut, piece.end) for piece in pieces])
        for piece, content in zip(pieces, contents, strict=True):
            shelf.put(piece.name, content)
    except ValueError as error:
        shelf.note(digest, Facts(fault=str(error)))
    return file.name
