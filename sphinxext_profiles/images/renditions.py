"""Which files stand for an image: names, sizes and formats, before anything is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from .frames import Cut, Frame, cuts
from .properties import Facts, format_called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .cache import Cache

Use: TypeAlias = Literal["screen", "book", "paper"]
"""What the files are for: HTML, EPUB or print."""


class Rendition(NamedTuple):
    """The files that stand for an image in a frame; none of them where the image stays as it is."""

    name: str = ""
    """Of the file that everything can show."""
    size: tuple[int, int] = (0, 0)
    """Its width and height in pixels."""
    sources: tuple[tuple[str, int], ...] = ()
    """The same as WebP: names and widths in pixels."""
    whole: str = ""
    """The whole image without its metadata, where that is wanted and the file has any."""
    fault: str = ""
    """Why the image can't be shown: the end of a sentence that begins with the file."""

    @property
    def names(self) -> set[str]:
        """All files."""
        return {name for name in (self.name, self.whole, *dict(self.sources)) if name}


class Piece(NamedTuple):
    """A file to make."""

    name: str
    cut: Cut | None
    """Nothing for the whole file without its metadata."""
    end: str


def pieces_of(digest: str, frame: Frame, use: Use, cache: Cache) -> list[Piece]:
    """Return the files for an image in a frame: WebP in several widths, then what others can show.

    There are none of an image that stays as it is.
    """
    facts = cache.facts(digest) or Facts()
    if facts.fault:
        return []
    return [
        Piece(cache.name(digest, cut, end, end=end), cut, end)
        for cut, end in _parts(facts, frame, use)
    ]


def _parts(facts: Facts, frame: Frame, use: Use) -> Iterator[tuple[Cut | None, str]]:
    """Yield what to cut out of an image, and the end of the name of the format to make it in."""
    end = "png" if facts.clear or format_called(facts.format).lossless else "jpg"
    if use == "screen":
        if not facts.moving:
            sizes = cuts(facts.size, frame, frame.widths)
            yield from ((cut, "webp") for cut in sizes)
            if facts.format not in {"WEBP", "AVIF"}:
                yield sizes[len(sizes) // 2], end
        if (frame.whole or facts.moving) and facts.tells:
            yield None, format_called(facts.format).suffixes[0]
    elif use == "paper" or not (facts.moving and facts.format == "GIF"):
        # A book's reader can show a GIF that moves; of the other formats it gets the first image.
        width = frame.book if use == "book" else frame.paper
        yield cuts(facts.size, frame, (width,))[0], end


def rendition_of(digest: str, frame: Frame, use: Use, cache: Cache) -> Rendition:
    """Return the files for an image in a frame, once they are made."""
    facts = cache.facts(digest) or Facts()
    if facts.fault:
        return Rendition(fault=facts.fault)
    pieces = pieces_of(digest, frame, use, cache)
    cuts_ = [(piece, piece.cut) for piece in pieces if piece.cut]
    whole = next((piece.name for piece in pieces if not piece.cut), "")
    if not cuts_:
        return Rendition(whole, facts.size if whole else (0, 0), whole=whole)
    webp = [(piece, cut) for piece, cut in cuts_ if piece.end == "webp"]
    fallback, cut = webp[len(webp) // 2] if cuts_[-1][0].end == "webp" else cuts_[-1]
    sources = tuple((piece.name, cut.size[0]) for piece, cut in webp)
    return Rendition(fallback.name, cut.size, sources, whole)
