"""Where sentences end, in scripts with and without spaces."""

from __future__ import annotations

import re

from .vocabulary import listed

INVISIBLE = "\0"
"""Stands for markup in a text whose letters are counted; no note has this character."""

_CLOSING = rf"[\"'”’»›)\]{INVISIBLE}]*"
_END = re.compile(rf"[.!?…।॥؟۔]+{_CLOSING}(?=\s|$)|[。！？]+[」』”’）)\]{INVISIBLE}]*")
_WORD = re.compile(r"[^\s(\[\0]*$")
_LONGEST_WORD = 20
_ABBREVIATIONS = listed(
    """dr mr mrs ms mx st prof jr sr no vs etc ca approx vol ed eds al cf fig bzw usw nr bd hrsg
    geb gest vgl inkl sog zb sra srta dra ud mme mlle av env ex sig dott ing avv proc im гг вв св
    им проф т.е т.д z.b e.g i.e u.a d.h p.ej"""
)
"""Words whose full stop ends no sentence."""


def sentence_ends(text: str) -> list[int]:
    """Return the places after the sentences of a text: after the mark, and what closes with it."""
    return [match.end() for match in _END.finditer(text) if _is_end(text, match)]


def _is_end(text: str, match: re.Match[str]) -> bool:
    """Return whether a mark ends a sentence: after "Dr." and before a small letter it doesn't."""
    start, end = match.span()
    if text[end : end + _LONGEST_WORD].lstrip(f" \n{INVISIBLE}")[:1].islower():
        return False
    if match[0][0] != ".":
        return True
    found = _WORD.search(text, max(0, start - _LONGEST_WORD), start)
    word = found[0].casefold() if found else ""
    is_short = len(word) == 1 or (len(word) == 2 and word.isdigit())  # an initial, or "3. März"
    return not (is_short or word in _ABBREVIATIONS)
