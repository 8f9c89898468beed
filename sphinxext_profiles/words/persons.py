"""Whether a text looks like a person's name, like a headline, or like the heading of a section.

These are guesses, for where a note has two texts of which one must be the name.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from .headlines import headline_from_title, is_filler, place_of_name
from .honorifics import is_honorific, without_honorifics
from .initials import PARTICLES
from .names import (
    LONGEST_TITLE,
    Title,
    fold,
    is_other_script,
    read_name,
    read_title,
    split_title,
    visible,
)
from .scripts import EAST_ASIAN, scripts
from .vocabulary import FILLERS, OCCUPATIONS, ROLE_ENDINGS, SECTION_HEADINGS, SECTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_MOST_WORDS = 6
_LONGEST_HAN = 4
_LONGEST_KANA = 16
_NO_NAME = re.compile(r"[\d?!？！:：;；/]|\.(?=\s+[^\W\d_]{4,}\s+\S)")
_SPACELESS = EAST_ASIAN | {"THAI", "LAO", "KHMER", "MYANMAR"}
_CASED = {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN"}
_UNSPACED_FILLERS = sorted(
    (filler for filler in FILLERS if len(filler) > 1 and scripts(filler) & _SPACELESS),
    key=lambda filler: (-len(filler), filler),
)
_HEAD = re.compile(r"\s*(?:,|，|\b(?:of|at|for|in|and|der|des|von|für|bei|de|du|del|da|à|chez)\b)")
"""What ends the first part of a headline: "Founder" in "Founder of the mill"."""
_APART = re.compile(r"^\s*[,，:：|｜—–-]|[,，:：|｜—–・-]\s*$")
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_QUESTION = " ¿?？؟!！"
_STRONG = 3
"""The letters of a word such as "Meet" above which it can't be a particle."""
_KANA = re.compile("[\u3041-\u3096]")


def is_section_heading(text: str) -> bool:
    """Return whether a heading has only words that name sections: "About me", "生平"."""
    folded = _SHORTCODE.sub("", text.casefold())
    if "".join(folded.split()) in SECTION_HEADINGS:
        return True
    words = re.findall(r"[^\W\d_]+", folded)
    if re.search(r"\d", text):
        return False
    # Su, Mi and An are names too.
    return any(len(word) > 2 + word.isascii() for word in words) and SECTION_WORDS.issuperset(words)


def is_headline(text: str) -> bool:
    """Return whether a text says what somebody does: its first part ends with an occupation."""
    bare = text.strip()
    if bare.endswith(ROLE_ENDINGS):
        return True
    heads = [head for head in _HEAD.split(bare, maxsplit=1) if head]
    words = re.findall(r"[\w'’]+", heads[0].casefold()) if heads else []
    return bool(words) and (words[-1] in OCCUPATIONS or words[0] in OCCUPATIONS)


def may_be_name(text: str) -> bool:
    """Return whether a text has the form of a person's name in its script."""
    name = without_honorifics(visible(text))
    if not name or len(name) > LONGEST_TITLE or _NO_NAME.search(name):
        return False
    if is_section_heading(name) or is_headline(name):
        return False
    own = scripts(name)
    words = name.split()
    if own & _SPACELESS:
        parted = re.search(r"[·・\s]", name)
        longest = _LONGEST_KANA if parted or not own & EAST_ASIAN else _LONGEST_HAN
        return 2 <= len(name) <= longest and (parted is not None or not _KANA.search(name))
    if len(words) > _MOST_WORDS:
        return False
    if own & _CASED:
        return all(_is_capitalised(word) for word in words)
    return bool(own)


def _is_capitalised(word: str) -> bool:
    """Return whether a word of a name begins as one does: with a capital, or it is a particle."""
    letters = re.sub(r"^\W+", "", word)
    return (
        not letters
        or not letters[0].islower()
        or fold(word) in PARTICLES
        or any(map(str.isupper, letters))  # d'Alembert, al-Khwarizmi
    )


def person_in(text: str, known: Iterable[str]) -> Title | None:
    """Return the name in a text and what else it says, None if none of the known names fits.

    "Loom Architect Jane Doe" gives Jane Doe and "Loom Architect" where jane-doe is known. The
    rest must be a headline, or words such as "About"; "Anna Jane Doe" is a name as a whole.
    """
    text = visible(text)
    if len(text) > LONGEST_TITLE:
        return None
    title = read_title(text)
    names = {fold(without_honorifics(name)) for name in (title.name, *title.alternates)}
    for name in filter(_is_specific, known):
        place = None if fold(name) in names else place_of_name(text, [name])
        if place is None:
            continue
        start = _with_honorifics(text, place[0])
        before, after = text[:start], text[place[1] :]
        rest = f"{before} {after}".strip()
        apart = before or _APART.search(after) or scripts(after) & _SPACELESS
        if (is_filler(rest) and apart) or _says_more(before, after):
            person = text[start : place[1]]
            headline, _ = headline_from_title(text, [person], "")
            return Title(person, headline=headline)
    return None


def title_of_person(text: str) -> Title:
    """Return a heading or title taken apart where nobody is known that it may name.

    "About Jane Doe", "Porträt: Jane Doe" and "山田花子とは" have words around the name, and in
    "Jane Doe, weaver" a comma is all that is between name and headline.
    """
    title = read_title(text)
    if title.headline:
        around = is_filler(title.name) or is_section_heading(title.name)
        return read_title(title.headline) if around and may_be_name(title.headline) else title
    before, comma, after = re.split("([,，])", f"{title.name},,", maxsplit=1)
    after = after.removesuffix(",").removesuffix(",").strip()
    if comma and after and _is_specific(before) and is_headline(after) and may_be_name(before):
        title.name, title.headline = before.strip(), after
    elif bare := _without_fillers(title.name):
        title.name = bare
    return title


def _without_fillers(text: str) -> str:
    """Return the name in "About Jane Doe" and "王小雲簡介", empty if there is no such word."""
    text = text.strip(_QUESTION)
    words = text.split()
    for count in range(1, min(4, len(words) - 1)):
        before, name = " ".join(words[:count]), " ".join(words[count:])
        strong = any(len(word) > _STRONG for word in words[:count]) or count > 1
        if strong and is_filler(before) and not is_honorific(before) and may_be_name(name):
            return name
    unspaced = _UNSPACED_FILLERS if scripts(text) & _SPACELESS else ()
    for filler in unspaced:
        for name in (text.removesuffix(filler), text.removeprefix(filler)):
            if name != text and may_be_name(name):
                return name
    return ""


def _is_specific(name: str) -> bool:
    """Return whether a name can be looked for in a text: two words, or in Han; no number."""
    if any(map(str.isdigit, name)):
        return False
    return len(name.split()) > 1 or (bool(scripts(name) & _SPACELESS) and len(name) > 1)


def _with_honorifics(text: str, start: int) -> int:
    """Return where the titles before a name begin."""
    words = list(re.finditer(r"\S+", text[:start]))
    while words and is_honorific(words[-1][0]):
        start = words.pop().start()
    return start


def _says_more(before: str, after: str) -> bool:
    """Return whether what is before and after a name is a headline and no part of the name."""
    return bool(before.strip() or after.strip()) and _is_addition(before) and _is_addition(after)


def _is_addition(text: str) -> bool:
    words = text.strip(" ,，:：|｜—–・-")
    if not words:
        return True
    return not is_honorific(words) and (is_headline(words) or _APART.search(text) is not None)


def opening_name(title: str, sentence: str) -> str:
    """Return the name in a title with which a sentence begins, empty without one.

    For "首席技術官周靖人" and "周靖人是…" it is 周靖人.
    """
    title, sentence = visible(title), visible(sentence)
    if len(title) > LONGEST_TITLE:
        return ""
    ends = (title[start:] for start in range(1, len(title)) if _begins_word(title, start))
    candidates = [name for name in ends if sentence.startswith(name)]
    candidates.append(_common_start(title, sentence))
    return next((name for name in candidates if _is_specific(name) and may_be_name(name)), "")


def _begins_word(text: str, place: int) -> bool:
    """Return whether a word begins in a text, or may begin in a script without spaces."""
    around = text[place - 1 : place + 1]
    return not around[1].isspace() and (around[0].isspace() or bool(scripts(around) & _SPACELESS))


def _common_start(title: str, sentence: str) -> str:
    """Return the words with which both a title and a sentence begin."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(title, sentence, strict=False))
    common = "".join(letter for letter, _ in same)
    if scripts(common) & _SPACELESS or common == title:
        return common
    return common.rpartition(" ")[0]


def are_related(one: Collection[str], other: Collection[str]) -> bool:
    """Return whether names in two texts share a word, two Han letters, or differ in script."""
    for left in one:
        for right in other:
            if is_other_script(left, right) or is_other_script(right, left):
                return True
            if _pieces(left) & _pieces(right):
                return True
    return False


def _pieces(name: str) -> set[str]:
    """Return the words of a name, and pairs of letters in scripts without spaces."""
    folded = fold(read_name(split_title(name)[0]).name)
    words = {word for word in folded.split() if len(word) > 1 and word not in SECTION_WORDS}
    for word in tuple(words):
        if scripts(word) & _SPACELESS:
            words |= {word[place : place + 2] for place in range(len(word) - 1)}
    return words - PARTICLES
