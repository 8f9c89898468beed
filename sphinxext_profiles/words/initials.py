"""The initials that stand for a person where a photo is missing."""

from __future__ import annotations

import re
import unicodedata

from .honorifics import GENERATIONS, SUFFIXES, TITLES, folded_word, without_honorifics
from .scripts import script_of

PARTICLES = frozenset(
    {
        *("von", "van", "vom", "vander", "der", "den", "de", "del", "della", "degli", "di"),
        *("da", "do", "dos", "das", "du", "des", "la", "le", "les", "el", "al", "ibn", "bin"),
        *("bint", "ben", "af", "av", "zu", "zum", "zur", "ter", "ten", "te", "op", "y", "e"),
        *("'t"),
    }
)
_ARTICLE = re.compile(r"(?:[aA][lnsrdtz]h?|[eE]l|ul)[-‑–](?=\w)|[dl]['’](?=\w)")
"""An article joined to a name: `al-Khwarizmi`, `d'Alembert`. A capital one stays: `D'Arcy`."""

_ASIDES = re.compile(
    r"""\([^()]*\)|（[^（）]*）|\[[^\]]*\]|【[^】]*】|"[^"]+"|“[^”]+”|«[^»]+»|「[^」]+」|:[a-z0-9_+-]+:"""
)
_PARTS = re.compile(r"[\s·・•‧‖|/_]+")
_MARKS = ("Mn", "Mc", "Me")
_MOST = 300
"""How many letters of a name are examined."""

_LONGEST = 12
"""Code points of a character: a family in skin tones has 11, a heap of accents any number."""

_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN")


def initials(name: str) -> str:
    """Return one or two letters that stand for a name, as is usual in its script.

    Latin, Greek, Cyrillic and Armenian: the first letters of the first and the last word, in
    upper case, without titles, suffixes and particles. Han, kana and hangul: the first
    character. Arabic: the first letter, the article left out. Other scripts: the first letter
    with its marks. Text in parentheses or quotes does not count. A name without
    letters gives its emoji, or `?`.
    """
    text = unicodedata.normalize("NFC", name[:_MOST])
    words = _words(_ASIDES.sub(" ", text)) or _words(text)
    if not words:
        return _symbol(text)
    script = script_of(words[0][0])
    if script in _ALPHABETS:
        words = [word for word in words if script_of(word[0]) in _ALPHABETS]
        letters = [_capital(word) for word in (words[0], words[-1])]
        return letters[0] if len(words) == 1 else "".join(letters)
    if script == "ARABIC":
        return _arabic(words[0])
    return grapheme(words[0])


def _words(text: str) -> list[str]:
    """Return the words of a name that count, each beginning with a letter."""
    text = without_honorifics(_in_order(text))
    words = [_ARTICLE.sub("", part, count=1) for part in _PARTS.split(text)]
    words = [word for word in map(_from_letter, words) if word]
    kept = _without(words, TITLES | PARTICLES, GENERATIONS)
    return kept or words[:1]


def _in_order(text: str) -> str:
    """Return a name such as `Lovelace, Ada` with the family name last, without suffixes."""
    parts = [part.strip() for part in re.split("[,،，]", text)]
    names = [part for part in parts if part and folded_word(part) not in SUFFIXES]
    return " ".join([*names[1:2], *names[:1]])


def _without(words: list[str], before: frozenset[str], after: frozenset[str]) -> list[str]:
    """Return the words without titles and particles at the front and suffixes at the end.

    A particle in lower case is left out; one with a capital may be a name (`Van Morrison`).
    """
    start, end = 0, len(words)
    while start < end and folded_word(words[start]) in before and _is_left_out(words[start]):
        start += 1
    while end - 1 > start and folded_word(words[end - 1]) in after:
        end -= 1
    return words[start:end]


def _is_left_out(word: str) -> bool:
    """Return whether a title or particle at the front is not a name itself."""
    return folded_word(word) not in PARTICLES or word == word.lower()


def _from_letter(word: str) -> str:
    """Return a word from its first letter on, empty if it has none."""
    for i, character in enumerate(word):
        if unicodedata.category(character)[0] == "L" and not _is_modifier(character):
            return word[i:]
    return ""


def _is_modifier(character: str) -> bool:
    """Return whether a letter is only a sign before one: the ʿ of `ʿUmar`."""
    return unicodedata.category(character) == "Lm" and unicodedata.name(character, "").startswith(
        "MODIFIER"
    )


def _capital(word: str) -> str:
    """Return a word's first letter in upper case, still one letter."""
    first = grapheme(word)
    upper = unicodedata.normalize("NFC", first.upper())
    return grapheme(upper)


def _arabic(word: str) -> str:
    """Return the first letter after the article, without vowel signs."""
    bare = "".join(c for c in word if unicodedata.category(c) not in _MARKS and c != "ـ")
    return bare[2] if bare.startswith("ال") and len(bare) > 3 else bare[0]


def _symbol(text: str) -> str:
    """Return the first emoji or other symbol of a name without letters, `?` without one."""
    for i, character in enumerate(text):
        if unicodedata.category(character) == "So":
            return grapheme(text[i:])
    return "?"


def grapheme(text: str) -> str:
    """Return the first character as a reader sees it, with all its marks (Unicode UAX #29).

    Conjuncts of Indic scripts count as one, and so does a Thai or Lao vowel that is written
    before its consonant. Two flags' letters are one flag.
    """
    end, most = 1, min(len(text), _LONGEST)
    while end < most and _joins(text, end):
        end += 1
    return text[:end]


def _joins(text: str, i: int) -> bool:
    """Return whether the character at `i` belongs to the one before it."""
    before, character = text[i - 1], text[i]
    if unicodedata.category(character) in _MARKS or character in "\u200c\u200d":
        return True
    if "\U0001f3fb" <= character <= "\U0001f3ff":  # skin tones
        return True
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return i == 1 and "\U0001f1e6" <= before <= "\U0001f1ff"
    if before == "\u200d":
        return unicodedata.category(character) in {"So", "Lo"}
    letter = unicodedata.category(character) == "Lo"
    virama = unicodedata.combining(before) == 9 and before not in "\u0e3a\u0eba"
    return letter and (virama or before in "เแโใไເແໂໃໄ")
