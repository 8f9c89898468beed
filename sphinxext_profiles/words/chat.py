"""What a chat with a language model leaves in a note: its beginning, its end, its debris.

Of the phrases, `openings` are how the first paragraphs of an answer begin, `closings` the last
ones, and `statuses` what a program says that has written a file. They look for what is said to the
person who asked ("you", "I can", "search results"), not for polite words alone: people begin
sentences with those too.
"""

from __future__ import annotations

import re
from functools import cache

from .phrasebook import pattern, plain

_QUOTES = tuple('"“„«»‹「『《〈')
_LONGEST = 400
"""How many characters of a paragraph are examined."""
_LONGEST_STATUS = 160
_TICKS = re.compile("(`+)")
_FILE = re.compile(r"[\w/\\-]\.(?:md|markdown|mdx|txt|json|ya?ml|html?|rst|pdf|docx)\b")
"""The end of a file's name."""
_MARKS = re.compile(r"[ *_>#–—✅✔☑️-]+")
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
    return pattern("openings").match(_folded(text)) is not None


def ends_chat(text: str) -> bool:
    """Return whether a paragraph closes an answer in a chat. `text` may be marked up."""
    return pattern("closings").match(_folded(text)) is not None


def is_status(text: str) -> bool:
    """Return whether a paragraph is what a program says that has written a file."""
    if len(text) > _LONGEST_STATUS or _FILE.search(text) is None:
        return False
    return pattern("statuses").match(_folded(text)) is not None


def find_debris(text: str) -> tuple[str, ...]:
    """Return what chat tools have left in a text: `【1†source】`, `turn0search3`."""
    if _HINT.search(text) is None:
        return ()
    return tuple(match[0] for match in _debris_pattern().finditer(text))


def without_code(text: str) -> str:
    """Return a text without its code spans, which end where as many backticks are as began them."""
    outside, *parts = _TICKS.split(text)
    last = {ticks: place for place, ticks in enumerate(parts[::2])}
    kept, opened = [outside], ""
    for place, (ticks, after) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        if opened:
            opened = "" if ticks == opened else opened
        elif last[ticks] > place:
            opened = ticks
        if not opened:
            kept.append(after)
    return "".join(kept)


def without_debris(text: str) -> str:
    """Return a text without what chat tools have left in it, nor the space before that."""
    return _debris_pattern().sub("", text) if _HINT.search(text) else text


def _folded(text: str) -> str:
    """Return the beginning of a text for comparison, empty for a quotation: that is no answer."""
    beginning = plain(text[:_LONGEST])
    mark = _MARKS.match(beginning)
    beginning = beginning[mark.end() :] if mark else beginning
    return "" if beginning.startswith(_QUOTES) else beginning


@cache
def _debris_pattern() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:" + "|".join(_DEBRIS) + ")", re.MULTILINE)
