"""Globs that select notes, in `profiles_notes` and in directives."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

OVERVIEWS = frozenset({"index", "_index", "readme"})
"""File names without suffix, in lower case, that mean a folder and not a person."""
MOST_STARS = 6
_EASY_STARS = 2
"""Every further run of `*` multiplies the ways in which a regular expression can fail to match."""

_WILDCARD = re.compile(r"[*?\[]")
_WILD = re.compile(r"\*\*+/|\*\*+|\*|\?|\[(!?)(\]?[^\]/]+)\]")
_WILDCARDS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Globs:
    """A list of globs, relative to the source folder.

    `*` and `?` don't match `/`, but `**` does. `[ab]` and `[!ab]` match one letter. A leading `/`
    changes nothing. A glob that begins with `!` excludes what others match. The suffix of a file
    may be left out. A glob with more than `MOST_STARS` stars matches nothing.
    """

    def __init__(self, globs: Iterable[str]) -> None:
        globs = tuple(globs)
        self.wanted = tuple(glob.lstrip("/") for glob in globs if not glob.startswith("!"))
        self._included = [_matcher(glob) for glob in self.wanted]
        self._naming = [
            (matches, fixed_folder(glob) if _WILDCARD.search(glob) else None)
            for glob, matches in zip(self.wanted, self._included, strict=True)
            if is_overview(glob)
        ]
        self._excluded = [_matcher(glob[1:].lstrip("/")) for glob in globs if glob.startswith("!")]

    def matches(self, path: str) -> bool:
        """Return whether the globs select a path, which is relative to the source folder."""
        bare = posixpath.splitext(path)[0]
        return _any(self._included, path, bare) and not _any(self._excluded, path, bare)

    def may_select(self, path: str) -> bool:
        """Return whether the globs select a path that is no overview of a folder, or one they name.

        `people/*/index.md` names the notes of people with a folder each, and no file that is in
        `people` itself.
        """
        if not self.matches(path):
            return False
        if not is_overview(path):
            return True
        bare, folder = posixpath.splitext(path)[0], posixpath.dirname(path)
        return any(_any([matches], path, bare) and folder != own for matches, own in self._naming)


def is_overview(path: str) -> bool:
    """Return whether a file is called `index`, `_index` or `README`, in any language."""
    return re.split(r"[.*?\[]", posixpath.basename(path), maxsplit=1)[0].lower() in OVERVIEWS


def fixed_folder(glob: str) -> str:
    """Return the folder that contains everything a glob can match: `people` for `people/*`."""
    parts = PurePosixPath(glob).parts[:-1]
    wild = (index for index, part in enumerate(parts) if _WILDCARD.search(part))
    return posixpath.join("", *parts[: next(wild, len(parts))])


def check(glob: str) -> None:
    """Raise `ValueError` for a glob that has too many stars."""
    if len(re.findall(r"\*+", glob)) > MOST_STARS:
        raise ValueError(f"{glob!r} has more than {MOST_STARS} stars")


def below(folder: str, glob: str) -> str:
    """Return a glob on a page in `folder` as one that is relative to the source folder.

    A leading `/` stands for the source folder. Raises `ValueError` for a glob that leads out of
    it or has too many stars.
    """
    check(glob)
    mark, bare = ("!", glob[1:]) if glob.startswith("!") else ("", glob)
    joined = bare.lstrip("/") if bare.startswith("/") else posixpath.join(folder, bare)
    path = posixpath.normpath(joined)
    if path == ".." or path.startswith("../"):
        raise ValueError(f"{glob!r} leads out of the source folder")
    return mark + path


def _any(matchers: list[Callable[[str], object]], path: str, bare: str) -> bool:
    return any(matches(path) or matches(bare) for matches in matchers)


def _matcher(glob: str) -> Callable[[str], object]:
    """Return what tells whether a path matches a glob, in a time that grows with their lengths."""
    try:
        check(glob)
    except ValueError:
        return _matches_nothing
    parts: list[str] = []
    position = 0
    for wild in _WILD.finditer(glob):
        parts += [*map(re.escape, glob[position : wild.start()]), _translated(wild)]
        position = wild.end()
    parts += map(re.escape, glob[position:])
    if len(re.findall(r"\*+", glob)) > _EASY_STARS:
        return _Walk(parts).matches
    return re.compile("".join(parts), re.DOTALL).fullmatch


def _matches_nothing(_path: str) -> bool:
    return False


class _Step(NamedTuple):
    """What one letter of a path may be, or any number of letters, or none of those that follow."""

    letter: re.Pattern[str] | None
    repeated: bool = False


_MAY_BE_LEFT_OUT = _Step(None)
"""Before the two steps of `**/`."""


class _Walk:
    """A glob with many stars: all places in it that a path could have reached, at once."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._steps: list[_Step] = []
        for part in parts:
            if part == _WILDCARDS["**/"]:
                self._steps += [_MAY_BE_LEFT_OUT, _Step(_letter("."), True), _Step(_letter("/"))]
            else:
                repeated = part in (_WILDCARDS["*"], _WILDCARDS["**"])
                self._steps.append(_Step(_letter(part.removesuffix("*")), repeated))

    def matches(self, path: str) -> bool:
        """Return whether the glob matches a path."""
        places = self._reached({0})
        for letter in path:
            places = self._reached(set(self._after(letter, places)))
        return len(self._steps) in places

    def _after(self, letter: str, places: Iterable[int]) -> Iterator[int]:
        """Yield where a letter leads."""
        for place in places:
            wanted, repeated = self._steps[place] if place < len(self._steps) else (None, False)
            if wanted and wanted.fullmatch(letter):
                yield place if repeated else place + 1

    def _reached(self, places: set[int]) -> set[int]:
        """Return places with those behind what may be left out."""
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place == len(self._steps):
                continue
            if self._steps[place] is _MAY_BE_LEFT_OUT:
                further = {place + 1, place + 3}
            else:
                further = {place + 1} if self._steps[place].repeated else set()
            waiting += further - places
            places |= further
        return places


@cache
def _letter(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


def _translated(wild: re.Match[str]) -> str:
    """Return a wildcard as part of a regular expression."""
    if wild[2]:
        letters = re.sub(r"[\\\[\]^&~|]", r"\\\g<0>", wild[2])
        return f"[^/{letters}]" if wild[1] else f"[{letters}]"
    return _WILDCARDS[re.sub(r"\*{3,}", "**", wild[0])]
