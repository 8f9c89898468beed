"""What a chat with a language model leaves in a note: its beginning, its end, its debris."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from .chat_phrases import CLOSINGS, DEBRIS, OPENINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

_APOSTROPHES = str.maketrans("’‘`", "'''")
_QUOTES = tuple('"“„«»‹「『《〈')
_LONGEST = 400
"""Characters of a paragraph that are looked at."""
_MARKS = re.compile(r"[ *_>#–—-]+")
_HINT = re.compile(r"†|‡|oaicite|turn\d|<\||\[(?:cite|web|source_id)|citation:|\^\]|sandbox:")
"""What every kind of debris has: a quick look before the long one."""


def begins_chat(text: str) -> bool:
    """Return whether a paragraph is how an answer in a chat begins.

    `text` may have Markdown's marks around it.
    """
    return _pattern_of_openings().match(_folded(text)) is not None


def ends_chat(text: str) -> bool:
    """Return whether a paragraph is how an answer in a chat ends."""
    return _pattern_of_closings().match(_folded(text)) is not None


def find_debris(text: str) -> tuple[str, ...]:
    """Return what tools of chats have left in a text: `【1†source】`, `turn0search3`."""
    if _HINT.search(text) is None:
        return ()
    return tuple(match[0] for match in _pattern_of_debris().finditer(text))


def without_debris(text: str) -> str:
    """Return a text without what tools of chats have left, and without the space before it."""
    return _pattern_of_debris().sub("", text) if _HINT.search(text) else text


def _folded(text: str) -> str:
    """Return the beginning of a text for comparing. What is quoted is somebody's, and stays so."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST].casefold()).translate(_APOSTROPHES)
    mark = _MARKS.match(plain)
    plain = plain[mark.end() :] if mark else plain
    return "" if plain.startswith(_QUOTES) else plain


@cache
def _pattern_of_openings() -> re.Pattern[str]:
    return _joined(OPENINGS)


@cache
def _pattern_of_closings() -> re.Pattern[str]:
    return _joined(CLOSINGS)


@cache
def _pattern_of_debris() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:" + "|".join(DEBRIS) + ")", re.MULTILINE)


def _joined(phrases: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Return one pattern of all languages: a note doesn't always say which it is in."""
    every = "|".join(phrase for listed in phrases.values() for phrase in listed)
    return re.compile(unicodedata.normalize("NFC", every))
