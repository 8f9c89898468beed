"""Globs that select notes, in `profiles_notes` and in directives."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_STARS = 6
"""Every run of `*` multiplies the ways in which a long path can fail to match."""

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
        self._included = [_pattern(glob) for glob in self.wanted]
        self._excluded = [_pattern(glob[1:].lstrip("/")) for glob in globs if glob.startswith("!")]

    def matches(self, path: str) -> bool:
        """Return whether the globs select a path, which is relative to the source folder."""
        bare = posixpath.splitext(path)[0]
        return _any(self._included, path, bare) and not _any(self._excluded, path, bare)


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


def _any(patterns: list[re.Pattern[str]], path: str, bare: str) -> bool:
    return any(pattern.fullmatch(path) or pattern.fullmatch(bare) for pattern in patterns)


def _pattern(glob: str) -> re.Pattern[str]:
    """Return a glob as a regular expression."""
    try:
        check(glob)
    except ValueError:
        return _NEVER_MATCHES
    parts: list[str] = []
    position = 0
    for wild in _WILD.finditer(glob):
        parts += [re.escape(glob[position : wild.start()]), _translated(wild)]
        position = wild.end()
    return re.compile("".join(parts) + re.escape(glob[position:]), re.DOTALL)


_NEVER_MATCHES = re.compile(r"(?!)")


def _translated(wild: re.Match[str]) -> str:
    """Return a wildcard as part of a regular expression."""
    if wild[2]:
        letters = re.sub(r"[\\\[\]^&~|]", r"\\\g<0>", wild[2])
        return f"[^/{letters}]" if wild[1] else f"[{letters}]"
    return _WILDCARDS[re.sub(r"\*{3,}", "**", wild[0])]
