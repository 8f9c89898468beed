"""What a chat with a language model leaves in a note: its beginning, its end, its debris.

`phrases/` has a file for each language: `openings` for how the first paragraphs of an answer begin,
`closings` for the last ones. They are regular expressions for the start of a paragraph, in lower
case and with plain apostrophes. They look for what is said to the person who asked ("you", "I can",
"search results"), not for polite words alone: people begin sentences with those too. A missing
phrase costs a piece of advice.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

_PHRASES = Path(__file__).parent / "phrases"
_APOSTROPHES = str.maketrans("’‘`", "'''")
_QUOTES = tuple('"“„«»‹「『《〈')
_LONGEST = 400
"""How many characters of a paragraph are examined."""
_MARKS = re.compile(r"[ *_>#–—-]+")
_HINT = re.compile(r"†|‡|oaicite|turn\d|<\||\[(?:cite|web|source_id)|citation:|\^\]|sandbox:")
"""What every kind of debris contains: a quick test before the thorough one."""
_DEBRIS = (
    r"【\d+(:\d+)?†[^】\n]{0,80}】",
    r":?contentReference\[oaicite:\d+\](\{index=\d+\})?",
    r"\[?oaicite:\d+\]?",
    r"\[oai_citation:\d+‡[^\]\n]*\](\([^)\s]*\))?",
    r"\(?\[[^\]\n]*\]\(turn\d+[a-z]+\d+\)\)?",
    r"[\ue200-\ue2ff]?(file)?cite[\ue200-\ue2ff]?([\ue200-\ue2ff]?turn\d+[a-z]+\d+)+[\ue200-\ue2ff]?",
    r"\bturn\d+(search|view|news|image|file|fetch|product|video|forecast|finance)\d+\b",
    r"<\|[a-z_]{3,20}\|>(?=\s*$)",
    r"\[(cite|citation|web|source_id): ?\d+(, ?\d+)*\]",
    r"(\[\^\d+\^\])+",
    r"\[\d+†[^\]\n]{0,40}\]",
    r"\(?\bsandbox:/mnt/data/[^\s)]*\)?",
)
"""What chat tools leave inside sentences, in every language alike; case matters."""


def begins_chat(text: str) -> bool:
    """Return whether a paragraph opens an answer in a chat. `text` may be marked up."""
    return _pattern("openings").match(_folded(text)) is not None


def ends_chat(text: str) -> bool:
    """Return whether a paragraph closes an answer in a chat. `text` may be marked up."""
    return _pattern("closings").match(_folded(text)) is not None


def find_debris(text: str) -> tuple[str, ...]:
    """Return what chat tools have left in a text: `【1†source】`, `turn0search3`."""
    if _HINT.search(text) is None:
        return ()
    return tuple(match[0] for match in _debris_pattern().finditer(text))


def without_debris(text: str) -> str:
    """Return a text without what chat tools have left in it, nor the space before that."""
    return _debris_pattern().sub("", text) if _HINT.search(text) else text


def _folded(text: str) -> str:
    """Return the beginning of a text for comparison, empty for a quotation: that is no answer."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST].casefold()).translate(_APOSTROPHES)
    mark = _MARKS.match(plain)
    plain = plain[mark.end() :] if mark else plain
    return "" if plain.startswith(_QUOTES) else plain


@cache
def _pattern(place: Literal["openings", "closings"]) -> re.Pattern[str]:
    """Return one pattern for all languages: a note doesn't always name its own."""
    phrases = [phrase for listed in _phrases() for phrase in listed[place]]
    return re.compile(unicodedata.normalize("NFC", "|".join(phrases)))


@cache
def _phrases() -> list[dict[str, list[str]]]:
    """Return the phrases of each language."""
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(_PHRASES.glob("*.toml"))]


@cache
def _debris_pattern() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:" + "|".join(_DEBRIS) + ")", re.MULTILINE)
