"""Which short texts describe a person, and which only stand beside a description.

All take plain text. They look at a text's shape and know few words, since notes come in every
language: where a shape is in doubt, the text counts as a description.
"""

from __future__ import annotations

import re

from .initials import PARTICLES
from .letters import is_unspaced
from .names import fold
from .phrasebook import is_title
from .sentences import sentence_ends
from .vocabulary import PRONOUNS, ROLE_ENDINGS, ROLES

_LONGEST_LABEL = 32
_MOST_LABEL_WORDS = 4
_WIDEST_FACT = 80
"""Wide letters count as two."""
_LABEL = re.compile(r"([^:：\n]{1,40}?)\s*(?:：\s*|:\s+)(?=\S)")
_GLOSS = re.compile(
    r"(\S.{0,60}?)(?:\s+[-–—]{1,3}\s+|\s*——\s*|\s*[（(](?=[^（()）]{1,80}[)）]\W*$))\S"
)
_TASK = re.compile(r"\[[ xX]\]\s")
_CALLOUT = re.compile(r"\[![\w-]+\]")
_NOT_WORDS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,100}@[\w-]+\.[\w.-]+|!?\[\[[^]\n]{0,300}\]\]"
    r"|(?<!\S)[#@]\w[\w/-]*"
)
"""Addresses, wikilinks, tags and handles; bounded, lest each letter begin a search of its own."""
_ATTRIBUTION = re.compile(r"(?:^|\n|\s)[–—―]\s*\S[^\n]{0,80}$|(?:^|\n)--?\s*\S[^\n]{0,80}$")
_QUOTES = tuple('"“„«»‹「『《〈‘')
_BY = frozenset(["by", "von", "par", "por", "di", "de", "door", "av", "af", "от", "від"])
_QUESTION_MARKS = ("?", "？", "؟")
_LONGEST_WIDE_NAME = 6
_MOST_NAMES = 5


def is_task(text: str) -> bool:
    """Return whether a list item is a task, `[ ] Check the dates`."""
    return _TASK.match(text) is not None


def is_callout(text: str) -> bool:
    """Return whether a quote is a callout, `[!note]`."""
    return _CALLOUT.match(text) is not None


def is_quotation(text: str) -> bool:
    """Return whether a quote repeats somebody's words: in quotation marks, or with a name below."""
    return text.lstrip().startswith(_QUOTES) or _ATTRIBUTION.search(text.rstrip()) is not None


def has_words(text: str) -> bool:
    """Return whether a text has words besides addresses, wikilinks, tags and handles."""
    return any(map(str.isalpha, _NOT_WORDS.sub("", text)))


def is_question(text: str) -> bool:
    """Return whether a text is one question and nothing else."""
    bare = text.rstrip(" *_\"'”’»」")
    return bare.endswith(_QUESTION_MARKS) and len(sentence_ends(bare)) < 2


def about_label(text: str) -> int:
    """Return how long a label is that announces a description ("Bio: …"), 0 without one."""
    label = _LABEL.match(text)
    return label.end() if label and is_title(label[1], "about") else 0


def is_fact(text: str, names: frozenset[str]) -> bool:
    """Return whether a text is no more than a label and its value: "Born: 1815".

    `names` are words of the person's name, folded: after it follows what the person is.
    """
    label = _LABEL.match(text)
    if label is None or len(label[1]) > _LONGEST_LABEL:
        return False
    words = label[1].split()
    if len(words) > _MOST_LABEL_WORDS or _names_person(label[1], names):
        return False
    value = text[label.end() :]
    return _width(value) <= _WIDEST_FACT and not _is_sentence(value)


def is_gloss(text: str, names: frozenset[str]) -> bool:
    """Return whether a text says who or what somebody or something else is: "Ann Roe - a friend".

    `names` are words of the person's own name, folded.
    """
    gloss = _GLOSS.match(text)
    if gloss is None or _is_sentence(text):
        return False
    if gloss[1].isdigit():
        return True  # a year, and what happened
    return _looks_like_name(gloss[1].strip(" *_")) and not _names_person(gloss[1], names)


def is_byline(text: str) -> bool:
    """Return whether a text says who wrote the note: "By Ann Roe"."""
    first, _, rest = text.strip(" *_").partition(" ")
    return first.casefold().rstrip(":") in _BY and _looks_like_name(rest)


def are_pronouns(text: str) -> bool:
    """Return whether a text is no more than pronouns: "(she/her)"."""
    return all(word in PRONOUNS for word in fold(text).split())


def name_words(*names: str) -> frozenset[str]:
    """Return the words of some names, folded; whole, too, as scripts without spaces write them."""
    folded = [fold(name) for name in names]
    words = {word for name in folded for word in name.split() if len(word) > 1}
    return frozenset(words | set(folded)) - {""}


def _names_person(text: str, names: frozenset[str]) -> bool:
    """Return whether a text has a part of the person's name in it."""
    words = fold(text)
    return not names.isdisjoint(words.split()) or words in names


def _is_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does, and is long enough for one."""
    ends = sentence_ends(text.rstrip())
    return bool(ends) and (len(ends) > 1 or _width(text) > 40)


def _width(text: str) -> int:
    return sum(2 if is_unspaced(letter) else 1 for letter in text[:200])


def _looks_like_name(text: str) -> bool:
    """Return whether a text has the shape of a person's name, and no word of a headline."""
    words = text.split()
    if ROLES.intersection(fold(text).split()) or text.endswith(ROLE_ENDINGS):
        return False
    if len(words) == 1:
        return 1 < len(text) <= _LONGEST_WIDE_NAME and all(map(is_unspaced, text))
    named = [word for word in words if word.casefold() not in PARTICLES]
    return 1 < len(named) <= _MOST_NAMES and all(word[0].isupper() for word in named)
