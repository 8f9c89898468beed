"""Which script a letter belongs to."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_WITH_HAN = frozenset({"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"})
"""What Unicode calls letters that are mixed with Han in one text."""
EAST_ASIAN = frozenset({"CJK", "HANGUL"})
"""The scripts in which names have the family name first and no space."""
_WIDTHS = ("FULLWIDTH ", "HALFWIDTH ")


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Return the script of a letter, as Unicode's names have it: `LATIN`, `ARABIC`.

    Han and kana are one, `CJK`. Width makes no difference: `Ａ` is Latin.
    """
    name = unicodedata.name(letter, "?")
    if name.startswith(_WIDTHS):
        name = name.partition(" ")[2]
    script = name.partition(" ")[0]
    return "CJK" if script in _WITH_HAN else script


def scripts(text: str) -> set[str]:
    """Return the scripts of a text's letters."""
    return {script_of(letter) for letter in text if letter.isalpha()}
