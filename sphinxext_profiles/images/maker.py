"""From images and their frames to files, each made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeAlias

from .properties import Facts
from .renditions import Piece, Rendition, pieces_of, rendition_of
from .thumbnails import examine, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from .cache import Cache
    from .frames import Frame
    from .renditions import Use

Wanted: TypeAlias = "tuple[Path, Frame]"


def render(
    wanted: Iterable[Wanted],
    use: Use,
    cache: Cache,
    *,
    workers: int = 1,
    follow: Callable[[Iterable[str], int], Iterable[str]] = lambda steps, _count: steps,
) -> dict[Wanted, Rendition]:
    """Make the files that are missing for images in their frames, and return all of them.

    `follow` gets an iterable of image names as they are finished, with their number, and passes
    it on: it can show progress. The result does not depend on the number of `workers`.
    """
    digests = {}
    for file, frame in wanted:
        try:
            digests[file, frame] = cache.digest(file)
        except OSError:
            continue  # it vanished after the page was read, which Sphinx reports
    files = {digest: file for (file, _frame), digest in digests.items()}
    for digest, file in files.items():
        if cache.facts(digest) is None:
            cache.record(digest, examine(file))
    jobs: dict[str, dict[str, Piece]] = {}
    for (_file, frame), digest in digests.items():
        pieces = pieces_of(digest, frame, use, cache)
        missing = {piece.name: piece for piece in pieces if piece.name not in cache.names}
        if missing:
            jobs.setdefault(digest, {}).update(missing)
    with ThreadPoolExecutor(workers) as pool:
        works = ((digest, files[digest], list(job.values())) for digest, job in jobs.items())
        steps = pool.map(lambda work: _work(cache, *work), works)
        for _name in follow(steps, len(jobs)):
            pass
    renditions = {
        want: rendition_of(digest, want[1], use, cache) for want, digest in digests.items()
    }
    cache.close(set[str]().union(*(rendition.names for rendition in renditions.values())))
    return renditions


def _work(cache: Cache, digest: str, file: Path, pieces: list[Piece]) -> str:
    """Make the missing files of one image, and return its name."""
    try:
        contents = make(file, [(piece.cut, piece.end) for piece in pieces])
        for piece, content in zip(pieces, contents, strict=True):
            cache.put(piece.name, content)
    except ValueError as error:
        cache.record(digest, Facts(fault=str(error)))
    return file.name
