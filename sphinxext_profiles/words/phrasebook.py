"""The phrases of `phrases/`: one file for each language, with lists of phrases by kind.

`openings`, `closings` and `statuses` are regular expressions for the start of a paragraph, in
lower case and with plain apostrophes; `about` and `sources` are titles of sections, in lower case.
`circa` and `circa_after` are what makes a date approximate, before and after it, and `present` is
the end of what goes on.
A note doesn't always name its language, so all languages count for all notes. A missing phrase
costs a piece of advice or a worse summary, nothing more.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

_FOLDER = Path(__file__).parent / "phrases"
_APOSTROPHES = str.maketrans("’‘`\n", "''' ")
_JOINTS = re.compile(r"[/&+|,、／・·]|\b(?:and|und|et|y|e|i|и|en|och|og|ja|ve)\b|[和與与及と]")
_AROUND = re.compile(r"^[\W\d_]+|[\W_]+$")


@cache
def pattern(kind: Literal["openings", "closings", "statuses"]) -> re.Pattern[str]:
    """Return the phrases of a kind in all languages, as one pattern."""
    return re.compile(unicodedata.normalize("NFC", "|".join(_listed(kind))))


def plain(text: str) -> str:
    """Return a text as phrases are compared with it: lower case, plain apostrophes, one line."""
    return unicodedata.normalize("NFC", text.casefold()).translate(_APOSTROPHES)


def is_title(text: str, kind: Literal["about", "sources"]) -> bool:
    """Return whether a title is of a kind, or joins several: "Sources & further reading"."""
    whole = _AROUND.sub("", plain(text))
    titles = _titles(kind)
    if whole in titles:
        return True
    parts = [_AROUND.sub("", part) for part in _JOINTS.split(whole)] if len(whole) < 80 else []
    return len(parts) > 1 and all(part in titles for part in parts)


@cache
def phrases(kind: Literal["circa", "circa_after", "present"]) -> frozenset[str]:
    """Return the phrases of a kind in all languages, as `plain` has them."""
    return frozenset(map(plain, _listed(kind)))


@cache
def _titles(kind: Literal["about", "sources"]) -> frozenset[str]:
    return frozenset(map(plain, _listed(kind)))


def _listed(kind: str) -> list[str]:
    return [phrase for listed in _phrases() for phrase in listed.get(kind, ())]


@cache
def _phrases() -> list[dict[str, list[str]]]:
    """Return the phrases of each language."""
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.toml"))]
