"""Globs of notes, as `profiles_notes` and the directives take them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_STARS = 6
"""Each further run of `*` multiplies the ways in which a long path can fail to match."""

_WILD = re.compile(r"\*\*+/|\*\*+|\*|\?|\[(!?)(\]?[^\]/]+)\]")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Globs:
    """A list of globs, relative to the source folder.

    `*` and `?` stay in a folder, `**` crosses folders, `[ab]` and `[!ab]` stand for one letter, a
    leading `/` changes nothing, and an entry that begins with `!` takes out what others take. The
    suffix of a file may be left out. An entry with too many stars (`MOST_STARS`) takes nothing.
    """

    def __init__(self, globs: Iterable[str]) -> None:
        globs = tuple(globs)
        self.wanted = tuple(glob.lstrip("/") for glob in globs if not glob.startswith("!"))
        self._takes = [_pattern(glob) for glob in self.wanted]
        self._leaves = [_pattern(glob[1:].lstrip("/")) for glob in globs if glob.startswith("!")]

    def matches(self, path: str) -> bool:
        """Return whether a path below the source folder is meant."""
        bare = posixpath.splitext(path)[0]
        return _any(self._takes, path, bare) and not _any(self._leaves, path, bare)


def check(glob: str) -> None:
    """Raise `ValueError` for a glob that has too many stars."""
    if len(re.findall(r"\*+", glob)) > MOST_STARS:
        raise ValueError(f"{glob!r} has more than {MOST_STARS} stars")


def below(folder: str, glob: str) -> str:
    """Return what a glob on a page in a folder means from the source folder.

    With a leading `/` it is from there already. Raises `ValueError` where it leads out of it, and
    for one with too many stars.
    """
    check(glob)
    mark, bare = ("!", glob[1:]) if glob.startswith("!") else ("", glob)
    joined = bare.lstrip("/") if bare.startswith("/") else posixpath.join(folder, bare)
    found = posixpath.normpath(joined)
    if found == ".." or found.startswith("../"):
        raise ValueError(f"{glob!r} leads out of the source folder")
    return mark + found


def _any(patterns: list[re.Pattern[str]], path: str, bare: str) -> bool:
    return any(pattern.fullmatch(path) or pattern.fullmatch(bare) for pattern in patterns)


def _pattern(glob: str) -> re.Pattern[str]:
    """Return a glob as a regular expression."""
    try:
        check(glob)
    except ValueError:
        return _NOTHING
    parts: list[str] = []
    position = 0
    for wild in _WILD.finditer(glob):
        parts += [re.escape(glob[position : wild.start()]), _meaning(wild)]
        position = wild.end()
    return re.compile("".join(parts) + re.escape(glob[position:]), re.DOTALL)


_NOTHING = re.compile(r"(?!)")


def _meaning(wild: re.Match[str]) -> str:
    """Return a wildcard as a part of a regular expression."""
    if wild[2]:
        letters = re.sub(r"[\\\[\]^&~|]", r"\\\g<0>", wild[2])
        return f"[^/{letters}]" if wild[1] else f"[{letters}]"
    return _MEANING[re.sub(r"\*{3,}", "**", wild[0])]
