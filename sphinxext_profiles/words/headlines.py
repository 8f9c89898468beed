"""The headline in a title: what is left of the title without the person's name."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

from .honorifics import is_honorific
from .initials import PARTICLES
from .names import LONGEST_TITLE, STROKED, fold, is_other_script, is_years, read_name, split_title
from .scripts import scripts
from .vocabulary import FILLERS, OCCUPATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

_AROUND = " \t,;:：，；、。|｜│—–−―─-·・/~～"
_POSSESSIVE = re.compile(r"^(?:['’]s?\b|的|の)\s*")
_EMPTY_BRACKETS = re.compile(r"[(（\[［【]\s*[)）\]］】]")
_IN_BRACKETS = re.compile(r"^[(（]([^()（）]+)[)）]$")
_MOST_WORDS = 4
"""A name with more words is searched for in its own order only."""
_MOST_WORDS_ELSEWHERE = 3
"""A name in another script with more words passes for a headline unless it has a particle."""
_ALIKE = 0.75
"""How like a name (`difflib`) another spelling of it is: Tchaikovsky and Tschaikowski are 0.78."""
_SHORTEST_SPELLING = 5
_FILLERS = frozenset(word for filler in FILLERS for word in fold(filler).split())


def headline_from_title(title: str, names: Sequence[str], key: str) -> tuple[str, bool]:
    """Return the headline in a title, and whether the title contains the name.

    "Alibaba Cloud CTO Jingren Zhou" gives "Alibaba Cloud CTO" for Jingren Zhou and for Zhou
    Jingren. A title without the name is the headline, unless it is the name in other words: in
    another order or script, with initials, or as in the file's `key`.
    """
    title = " ".join(title.split())
    if max(map(len, (title, *names))) > LONGEST_TITLE:
        return title, False
    place = place_of_name(title, names)
    if place is None:
        before, after = split_title(title)
        if after and _is_alike(before, names):
            return after, True
        return ("" if _repeats(title, names, key) else title), False
    before, after = title[: place[0]].rstrip(), title[place[1] :]
    if _POSSESSIVE.match(after):
        rest = before + " " + _POSSESSIVE.sub("", after)
        return ("" if is_filler(rest) else title), True
    while bracketed := _leading_brackets(after):
        inside, after = bracketed
        if not (is_years(inside) or _is_name(inside, names)):
            after = f"({inside}){after}"
            break
    rest = _join(before.rstrip(_AROUND), after.lstrip(_AROUND + "."))
    rest = _EMPTY_BRACKETS.sub("", rest).strip(_AROUND)
    rest = _IN_BRACKETS.sub(r"\1", rest)
    says_more = any(map(str.isalpha, rest)) and not (is_filler(rest) or is_honorific(rest))
    return (rest if says_more else ""), True


def place_of_name(title: str, names: Sequence[str]) -> tuple[int, int] | None:
    """Return where a title contains one of the names, its words in any order."""
    start = _whole(title, names[0])
    if start >= 0:
        return start, start + len(names[0])
    folded, places = _folded(title)
    for name in names:
        wanted = _folded(name)[0].strip()
        words = wanted.split()
        orders = permutations(words) if 1 < len(words) <= _MOST_WORDS else [tuple(words)]
        for order in orders:
            text = " ".join(order)
            start = _whole(folded, text)
            if start >= 0:
                return places[start], places[start + len(text) - 1] + 1
    return None


@lru_cache(maxsize=64)  # several names are looked for in one text
def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return a text for comparison, and the original position of each of its characters."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in unicodedata.normalize("NFKD", letter.casefold().translate(STROKED)):
            kind = unicodedata.category(plain)
            if kind in {"Mn", "Cf"}:
                continue
            kept = plain if kind[0] in "LN" else " "
            if kept == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(kept)
            places.append(place)
    return "".join(letters), places


def _whole(text: str, wanted: str) -> int:
    """Return where a text contains the wanted words as whole words, -1 if it doesn't.

    Scripts without spaces have no word ends to check.
    """
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        before = text[start - 1 : start] if start else " "
        after = text[end : end + 1] or " "
        if _is_word_break(before, wanted[0]) and _is_word_break(wanted[-1], after):
            return start
        start = text.find(wanted, start + 1)
    return -1


def _is_word_break(left: str, right: str) -> bool:
    """Return whether one word ends and another begins between two characters."""
    if left == " " or right == " ":
        return True
    spaceless = {"CJK", "THAI", "LAO", "KHMER", "MYANMAR"}
    return bool((scripts(left) | scripts(right)) & spaceless)


def _leading_brackets(text: str) -> tuple[str, str] | None:
    """Return the text in the brackets at the start of a text, and the text after them."""
    match = re.match(r"\s*[(（]([^()（）]+)[)）]", text)
    return (match[1].strip(), text[match.end() :]) if match else None


def _is_name(text: str, names: Sequence[str]) -> bool:
    """Return whether a text in brackets after the name is another name of the person."""
    folded = {fold(name) for name in names}
    return fold(read_name(text).name) in folded or any(is_other_script(text, n) for n in names)


def _join(before: str, after: str) -> str:
    """Return the text before and after the name as one text."""
    return f"{before} {after}" if before and after else before or after


def is_filler(text: str) -> bool:
    """Return whether what is left of a title is not a headline: "Profile", "Who is"."""
    words = fold(text).split()
    return all(word in _FILLERS for word in words)


def _repeats(title: str, names: Sequence[str], key: str) -> bool:
    """Return whether a title is the name in other words."""
    words = fold(read_name(title).name).split()
    capitalised = not any(
        word[0].islower() and fold(word) not in PARTICLES
        for word in title.replace("-", " ").split()
    )
    if capitalised and not OCCUPATIONS.intersection(words):
        names = (*names, key)  # which may come from the title if that is not a name
    name_words = {word for text in names for word in fold(text).split()} | _FILLERS
    initials = {word[0] for text in names for word in fold(text).split()}
    if all(word in name_words or (len(word) == 1 and word in initials) for word in words):
        return True
    short = len(words) <= _MOST_WORDS_ELSEWHERE or not PARTICLES.isdisjoint(words)
    if capitalised and short and any(is_other_script(title, name) for name in names):
        return True
    return _is_alike(title, names)


def _is_alike(title: str, names: Sequence[str]) -> bool:
    """Return whether a title is another spelling of a name: Tschaikowski, al-Khowarizmi."""
    title_name = fold(read_name(title).name)
    if len(title_name) < _SHORTEST_SPELLING or OCCUPATIONS.intersection(title_name.split()):
        return False
    ratios = (SequenceMatcher(None, title_name, fold(name)).ratio() for name in names)
    return any(ratio >= _ALIKE for ratio in ratios)
