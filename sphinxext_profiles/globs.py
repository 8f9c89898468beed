"""Globs of notes, as `profiles_notes` and the directives take them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WILD = re.compile(r"\*\*/|\*\*|\*|\?")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Globs:
    """A list of globs, relative to the source folder.

    `*` and `?` stay in a folder, `**` crosses folders, a leading `/` changes nothing, and an entry
    that begins with `!` takes out what others take. The suffix of a file may be left out.
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


def _any(patterns: list[re.Pattern[str]], path: str, bare: str) -> bool:
    return any(pattern.fullmatch(path) or pattern.fullmatch(bare) for pattern in patterns)


def _pattern(glob: str) -> re.Pattern[str]:
    """Return a glob as a regular expression."""
    parts: list[str] = []
    position = 0
    for wild in _WILD.finditer(glob):
        parts += [re.escape(glob[position : wild.start()]), _MEANING[wild[0]]]
        position = wild.end()
    return re.compile("".join(parts) + re.escape(glob[position:]))
