"""Titles before a name and degrees after it: shown with it, but no part of it."""

from __future__ import annotations

import re
from functools import lru_cache

_SURE = frozenset(
    {
        *("dr", "drs", "prof", "professor", "doctor", "sir", "dame", "mr", "mrs", "ms", "mx"),
        *("herr", "frau", "mme", "mlle", "dipl-ing", "dr-ing", "univ-prof", "dott", "phdr", "mudr"),
        *("д-р", "проф", "د", "أ.د", "الدكتور", "الدكتورة", "الأستاذ", "الأستاذة"),
        *("الشيخ", "السيد", "السيدة", "ד״ר", "פרופ׳", "المهندس", "المهندسة"),
    }
)
"""Titles that are no name even without a full stop."""
TITLES = _SURE | {
    *("lord", "lady", "miss", "rev", "fr", "hon", "pres", "gen", "col", "capt", "lt", "sgt"),
    *("h.c", "m", "sr", "sra", "dra", "don", "doña", "ing", "mag", "mgr", "doc", "pd"),
    *("rndr", "judr", "akad", "em", "emer", "apl", "gs", "pgs", "ts", "ths"),
}
"""Titles without their last full stop, in lower case."""
GENERATIONS = frozenset({"jr", "jnr", "sr", "snr", "ii", "iii", "iv", "v"})
_DEGREES = frozenset(
    {
        *("phd", "ph.d", "md", "m.d", "msc", "m.sc", "bsc", "b.sc", "ma", "m.a", "ba", "b.a"),
        *("mba", "esq", "obe", "mbe", "cbe", "dbe", "kbe", "frs", "om", "dsc", "d.sc", "dphil"),
        *("d.phil", "jd", "rn", "csc", "mph", "llm", "ll.m", "ll.d", "sc.d"),
    }
)
SUFFIXES = GENERATIONS | _DEGREES
"""What follows a name, without its last full stop, in lower case."""
_INSIDE = frozenset({"h", "c", "mult", "rer", "nat", "phil", "med", "jur", "habil", "techn"})
"""What a title goes on with: "Dr. h. c. mult.", "Dr. rer. nat."."""
_JOINED = re.compile(r"(?<=[^\W\d_]{2}\.)(?=[^\W\d_]{2})")
"""Where the next word begins in "Prof.Dr.Jane"."""


def folded_word(word: str) -> str:
    """Return a word as it is written in the tables."""
    plain = word.rstrip(".'’") if word[-1:] == "." else word
    return plain.replace(".-", "-").casefold()


@lru_cache(maxsize=1024)  # a note asks for the same few names again and again
def without_honorifics(name: str) -> str:
    """Return a name without the titles before it and the degrees after it.

    "Prof. Dr. Dr. h. c. mult. Jane Doe, Ph.D." is Jane Doe. A name of nothing else stays.
    """
    words = _JOINED.sub(" ", name).split()
    start, end = 0, len(words)
    while start < end and _is_title(words[start], begun=start > 0):
        start += 1
    while end - 1 > start and _is_degree(words[end - 1]):
        end -= 1
    if start >= end or end - start == len(words):
        return name
    return " ".join(words[start:end]).rstrip(",")


def is_honorific(text: str) -> bool:
    """Return whether a text has nothing but titles and degrees."""
    words = _JOINED.sub(" ", text).split()
    return bool(words) and all(
        _is_title(word, begun=place > 0) or _is_degree(word) for place, word in enumerate(words)
    )


def _is_title(word: str, *, begun: bool) -> bool:
    """Return whether a word is a title; `begun` if one comes before it."""
    plain = folded_word(word)
    if not word.endswith("."):
        return plain in _SURE or word == "PD"
    # "M." and "T." are initials more often than titles.
    return (plain in TITLES and (len(plain) > 1 or plain in _SURE)) or (begun and plain in _INSIDE)


def _is_degree(word: str) -> bool:
    """Return whether a word is a degree: `MA`, `Ph.D.`, but not the name of Yo-Yo Ma."""
    word = word.rstrip(",")
    capitals = sum(map(str.isupper, word))
    return folded_word(word) in _DEGREES and (capitals > 1 or word[:1] in "Ee")
