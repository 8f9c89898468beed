"""Names: read from a heading or title together with what surrounds them, and compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from .honorifics import without_honorifics
from .scripts import EAST_ASIAN, scripts
from .vocabulary import LIFE_WORDS, PRONOUNS, ROLE_ENDINGS, ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATOR = re.compile(
    r"\s*(?:(?<=[)）])[,，](?=\s)|：|[|｜│]|—+|――?|──|:(?=\s|[^\x00-\x7f])|(?<=\s)[-–−](?=\s))\s*"
)
_OPENING = {")": "(", "）": "（", "]": "[", "］": "［", "】": "【", "〕": "〔"}
_SAME = str.maketrans("（）［］【】〔〕", "()[]()()")
_ENUMERATED = re.compile(
    r"\s*(?:\d+\s*[.)、．:：]|[(（]\d+[)）]|[一二三四五六七八九十]+[、．.])\s*"
)
_LABEL = re.compile(r"^[^\W\d_]+\s*[:：]\s*(?=\S)")
_HAN_YEARS = re.compile(r"^[〇零一二三四五六七八九十百千前公元西年月日生卒至今約约约\s—–−~～-]+$")
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
"""An emoji by its name, such as `:wave:`."""
_EXPRESSION = re.compile(r"\{\{[^{}]*\}\}")
_TEMPLATE = re.compile(r"\{%[^%]*%\}|\{\{[<%][^{}]*[>%]\}\}")
"""A tag of Jekyll or Hugo."""
_BARE_YEARS = re.compile(r"\d{2,4}\s*[—–−~～-]\s*(?:\d{2,4})?|\*\s*\d{4}(?:,?\s*†\s*\d{4})?")
_YEARS_AFTER = re.compile(r"(?:(?<=\w)[,，])?\s(\d{3,4} ?[—–−~～-] ?(?:\d{3,4})?|\*\s?\d{4})$")
"""Years after a name, without brackets."""
_PLACES = re.compile(
    r"\b[^\W\d_]+, [^,]*\d{4}[^,]*[—–−-]\s*[^\W\d_]"
    r"|^[^\W\d_]+, (?:\d\d?\.? (?:de )?[^\W\d_]{3,}\.? (?:de )?\d{4}|\d{4}\. [^\W\d_]{3,} \d)"
)
"""Where and when somebody was born and died: "Sevilla, 1950 - Madrid, 2010"."""
_INVISIBLE = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff]")
"""Soft hyphens, spaces of no width, word joiners and the like."""
_APART = re.compile(r"\s*[,，;；、]\s*")
_OR = re.compile(r"\s*[/／]\s*")
STROKED = str.maketrans("łøđðı", "loddi")
"""Letters that Unicode does not decompose, as file names have them."""
_ASCII_WORD = re.compile("[a-z0-9]+")
_LONGEST_NAME = 5
"""How many words a name in another script has at most; a longer text is a headline."""
_LONGEST_HAN_NAME = 4
FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
"""The languages in which people say the family name first."""
LONGEST_TITLE = 1000
"""Characters; a longer text is nobody's name, and would take long to take apart."""


@dataclass(slots=True)
class Title:
    """The parts of a heading or title."""

    name: str
    alternates: list[str] = field(default_factory=list)
    life_span: str = ""
    pronouns: str = ""
    headline: str = ""


def read_title(text: str) -> Title:
    """Return the name at the start of a heading or title and what follows it.

    "Wang Xiaoyun (王小云) — a cryptographer" has a name, an alternate name and a headline;
    "Kaiming He | 何凯明" two names; "張衡（78–139）" a name and a life span.
    """
    if len(text) > LONGEST_TITLE:
        return Title(visible(text))
    name, rest, years = _take_bare_years(visible(text))
    title = read_name(name)
    title.life_span = title.life_span or years
    while rest:
        part, further = split_title(rest)
        if not is_other_script(part, title.name):
            break
        other = read_name(part)
        title.alternates += [other.name, *other.alternates]
        title.life_span = title.life_span or other.life_span
        rest = further
    if not title.life_span:
        rest, title.life_span = _take_years(rest)
    title.headline = title.headline or rest
    title.alternates = distinct(title.alternates, title.name)
    return title


def _take_bare_years(text: str) -> tuple[str, str, str]:
    """Return the name in a title, what follows it, and the years after the name without brackets.

    What follows must have a letter: "Removal : 12 34" is one text.
    """
    name, rest = split_title(text)
    if _BARE_YEARS.fullmatch(rest):
        return name, "", rest
    if rest and not any(map(str.isalpha, rest)):
        return text, "", ""
    years = _YEARS_AFTER.search(name)
    return (name[: years.start()], rest, years[1]) if years else (name, rest, "")


def visible(text: str) -> str:
    """Return a text in one line without invisible characters and the tags of templates.

    The joiners U+200C and U+200D are kept: Persian, Indic scripts and emoji need them.
    """
    return " ".join(_INVISIBLE.sub("", _TEMPLATE.sub(" ", text)).split())


def is_template(text: str) -> bool:
    """Return whether a heading has nothing but a template, such as `{{ page.title }}`."""
    return not visible(_EXPRESSION.sub("", text))


def split_title(text: str) -> tuple[str, str]:
    """Return the text before and after the first separator outside brackets."""
    if len(text) > LONGEST_TITLE:
        return text.strip(), ""
    depth = 0
    position = 0
    shortcodes = _SHORTCODE.sub(lambda code: "x" * len(code[0]), text)
    for match in _SEPARATOR.finditer(shortcodes):
        between = text[position : match.start()].translate(_SAME)
        depth += between.count("(") - between.count(")")
        position = match.start()
        before, after = text[: match.start()].strip(), text[match.end() :].strip()
        if depth <= 0 and before and after and any(map(str.isalpha, before)):
            return before, after
    end = len(shortcodes.rstrip(":：|｜—–- "))
    return text[:end].strip() or text.strip(), ""


def read_name(text: str) -> Title:
    """Return a name with what the brackets after it contain: other names, years, pronouns."""
    title = Title(visible(text))
    if len(text) > LONGEST_TITLE:
        return title
    while bracketed := _last_brackets(title.name):
        rest, inside = bracketed
        title.name = rest
        _read_brackets(inside, title)
    title.alternates = distinct(title.alternates, title.name)
    return title


def _last_brackets(text: str) -> tuple[str, str] | None:
    """Return the text before the brackets at its end and the text in them, None without them."""
    plain = text.translate(_SAME)
    if not plain.endswith(")"):
        return None
    depth = 0
    for index in range(len(plain) - 1, 0, -1):
        depth += (plain[index] == ")") - (plain[index] == "(")
        if depth == 0:
            rest, inside = text[:index].strip(), text[index + 1 : -1].strip()
            return (rest, inside) if rest and inside else None
    return None


def _read_brackets(inside: str, title: Title) -> None:
    """Add what a pair of brackets contains to a title."""
    words = [word for word in re.split(r"[\s,/／，、]+", inside.casefold()) if word]
    if "/" in inside.replace("／", "/") and all(word in PRONOUNS for word in words):
        title.pronouns = title.pronouns or inside
        return
    if _PLACES.search(inside):
        title.life_span = inside
        return
    names: list[str] = []
    years: list[str] = []
    for piece in _APART.split(inside):
        if is_years(piece):
            years.append(piece)
        else:
            names += _OR.split(_LABEL.sub("", piece))
    if len(names) == 1 and any(word in ROLES for word in names[0].casefold().split()):
        title.headline = title.headline or names.pop()
    # Brackets are read from the last pair to the first.
    title.alternates[:0] = names
    if years:
        title.life_span = ", ".join(years)


def is_years(text: str) -> bool:
    """Return whether a text is a life span: "78–139", "born 1966", "c. 780 – c. 850", "1912年"."""
    if re.search(r"\d{2}", text):
        return True
    if len(text) > 2 and _HAN_YEARS.match(text) and re.search("[年前〇零百千]", text):
        return True
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return bool(re.search(r"\d", text)) and all(word in LIFE_WORDS for word in words)


def _take_years(text: str) -> tuple[str, str]:
    """Return a headline without the years in brackets at its end, and the years."""
    bracketed = _last_brackets(text)
    if bracketed and is_years(bracketed[1]) and not re.search(r"[^\W\d_]{3}", bracketed[1]):
        return bracketed
    return text, ""


def is_enumerated(text: str) -> bool:
    """Return whether a heading begins with a number: "1. The code", "二、生平"."""
    return _ENUMERATED.match(text) is not None


def is_other_script(text: str, name: str) -> bool:
    """Return whether a text looks like the name in another script rather than a headline."""
    own = scripts(text)
    if not own or own & scripts(name):
        return False
    bare = read_name(text).name
    words = bare.split()
    if len(words) > _LONGEST_NAME:
        return False
    if own & EAST_ASIAN:
        longest = _LONGEST_HAN_NAME if not re.search(r"[·・\s]", bare) else 20
        return len(bare) <= longest and not bare.endswith(ROLE_ENDINGS)
    folded = [word.strip(".,").casefold() for word in words]
    if any(word in ROLES for word in folded) or re.search(r"(?:ist|ian|er|or)$", folded[-1]):
        return False
    return not any(word.isupper() and len(word) > 1 for word in words) or all(
        word.isupper() for word in words
    )


@lru_cache(maxsize=1024)  # a note asks for the same few names again and again
def fold(text: str) -> str:
    """Return a text for comparison: no case, accents, width or punctuation, single spaces."""
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text.casefold()))
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(STROKED))
    letters = (
        letter if unicodedata.category(letter)[0] in "LN" else " "
        for letter in decomposed
        if unicodedata.category(letter) not in {"Mn", "Cf"}
    )
    return " ".join("".join(letters).split())


def distinct(names: list[str], name: str) -> list[str]:
    """Return names in their order, each once, without the name itself, with or without a title."""
    bare = without_honorifics(name)
    return [o for o in dict.fromkeys(names) if o and bare not in (o, without_honorifics(o))]


def same_person(title: Title, name: str, alternates: Sequence[str]) -> bool:
    """Return whether a heading names the person that the front matter names."""
    names = {fold(without_honorifics(other)) for other in (name, *alternates)} - {""}
    others = (without_honorifics(other) for other in (title.name, *title.alternates))
    return not names.isdisjoint(map(fold, others))
