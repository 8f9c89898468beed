"""Roles as systems for groups of people write them: in words or as codes, with their dates."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.addresses.accounts import address_of
from sphinxext_profiles.addresses.cleaning import clean_address, encoded
from sphinxext_profiles.addresses.schemes import may_link
from sphinxext_profiles.labels import edtf_date
from sphinxext_profiles.model import Role
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.phrasebook import phrases, plain

from .tree import ListNode, MappingNode, Node
from .values import TextField, first_text, folded_pairs, tags_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_profiles.addresses.schemes import Schemes

ROLE_CODES = {
    "pi": "Principal Investigator",
    "principal-investigator": "Principal Investigator",
    "co-pi": "Co-Principal Investigator",
    "copi": "Co-Principal Investigator",
    "postdoc": "Postdoctoral Researcher",
    "post-doc": "Postdoctoral Researcher",
    "phd": "PhD Student",
    "phd-student": "PhD Student",
    "grad": "Graduate Student",
    "gs": "Graduate Student",
    "grad-student": "Graduate Student",
    "ms": "Master’s Student",
    "msc": "Master’s Student",
    "masters": "Master’s Student",
    "ug": "Undergraduate Student",
    "ugrad": "Undergraduate Student",
    "undergrad": "Undergraduate Student",
    "ra": "Research Assistant",
    "ta": "Teaching Assistant",
    "rse": "Research Software Engineer",
    "dev": "Developer",
    "programmer": "Programmer",
    "visiting": "Visiting Researcher",
    "visitor": "Visiting Researcher",
    "mascot": "Mascot",
}
"""Codes of lab-website-template and its like, with the words that their pages show."""
_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def is_code(role: str) -> bool:
    """Return whether a role is a code, which a site keeps for itself: `pi`, `lead`, `core_team`."""
    return _CODE.fullmatch(role) is not None


def role_text(role: str) -> str:
    """Return the words of a role: those that a code stands for, else the role itself."""
    return ROLE_CODES.get(role.replace("_", "-"), role)


def headline_of(given: Iterable[tuple[str, Node]], wanted: TextField) -> tuple[str, str]:
    """Return the headline under some keys, else the role that says most, and its key."""
    texts = {key: text_of(node, wanted) or "" for key, node in given}
    chosen = texts.get("headline") or most_telling(texts.values())
    key = next((key for key, text in texts.items() if chosen and text == chosen), "")
    return chosen if texts.get("headline") else role_text(chosen), key


def most_telling(roles: Iterable[str]) -> str:
    """Return the role that says most: the first in words, else the first code that is known.

    Where a later role contains the first one ("Founder", "Founder of the mill"), it is the later.
    """
    candidates = [role for role in roles if role]
    words = [role for role in candidates if not is_code(role)]
    if not words:
        known = (role for role in candidates if role_text(role) != role)
        return next(known, candidates[0] if candidates else "")
    first = words[0].casefold()
    return max((role for role in words if first in role.casefold()), key=len)


# Roles of one person

SHORTHANDS = ("experience", "work")
"""Keys under which only lists of mappings are roles: elsewhere they hold words."""
_TEXT = ("role", "position", "job_title", "title")
_GROUP = ("group", "groups", "team")
_ORG = (
    *("org", "organization", "organisation", "company", "company_name", "employer"),
    *("affiliation", "institution", "name"),
)
_URL = ("url", "link", "website", "href", "company_url")
_START = ("start", "start_date", "date_start", "from")
_END = ("end", "end_date", "date_end", "to", "until")
_WORDS = TextField(("name", "text", "title"))


def read_roles(
    given: Iterable[tuple[str, Node]],
    groups: Iterable[str],
    tracking: frozenset[str],
    schemes: Schemes,
) -> tuple[tuple[Role, ...], list[Problem]]:
    """Return the roles under some keys, those of `groups` without one, and problems.

    A role is a text, or a mapping with `role`, `group`, `org`, `start`, `end` and `url`, or with
    the names of these in HugoBlox and JSON Resume.
    """
    roles: list[Role] = []
    problems: list[Problem] = []
    for key, node in given:
        for item in node.items if isinstance(node, ListNode) else [node]:
            if isinstance(item, MappingNode):
                roles += _described(item, problems, tracking, schemes)
            elif key not in SHORTHANDS:
                text = text_of(item, TextField())
                roles += [Role(role_text(text))] if text else []
                if text is None:
                    message = f"the value of {key!r} can't be used as a role"
                    problems.append(Problem(ProblemCode.FRONT_MATTER_VALUE, message, item.line))
        if roles:
            break
    named = {role.group.casefold() for role in roles}
    roles += [Role(group=group) for group in groups if group.casefold() not in named]
    return tuple(dict.fromkeys(roles)), problems


def _described(
    node: MappingNode, problems: list[Problem], tracking: frozenset[str], schemes: Schemes
) -> list[Role]:
    """Return the role that a mapping describes, once for each of its groups."""
    folded = folded_pairs(node)
    is_named = any(key in folded for key in _TEXT)  # else `name` is the role
    text = role_text(first_text(folded, _TEXT if is_named else ("name",), _WORDS))
    groups = next((tags_of(folded[key]) for key in _GROUP if key in folded), None) or ("",)
    start, end = _period(folded, problems)
    where = first_text(folded, _ORG if is_named else _ORG[:-1], _WORDS)
    if not (text or where or any(groups)):
        message = "this role says neither `role` nor `group` nor `org`"
        problems.append(Problem(ProblemCode.FRONT_MATTER_VALUE, message, node.line))
        return []
    given = first_text(folded, _URL)
    address = address_of("website", given, "") or given
    if address and not may_link(address, schemes):
        message = f"the address of the role {text or where!r} is refused as unsafe: {given}"
        problems.append(Problem(ProblemCode.ADDRESS_UNSAFE, message, node.line))
        address = ""
    url = encoded(clean_address(address, tracking)) if address else ""
    return [Role(text, group, where, start, end, url) for group in groups]


def _period(folded: dict[str, Node], problems: list[Problem]) -> tuple[str, str]:
    """Return the dates of a role, which may both be in its `start`."""
    start, last = (first_text(folded, keys) for keys in (_START, _END))
    begins, ends = read_period(start) if start and not last else (read_date(start), "")
    ends = read_date(last) if last else ends
    for keys, text, value in ((_START, start, begins), (_END, last, ends)):
        if text and value is None:
            message = (
                f"{text!r} is not a date that a role can have: write 2019, 2019-05 or 2019-05-01"
            )
            line = next(folded[key].line for key in keys if key in folded)
            problems.append(Problem(ProblemCode.FRONT_MATTER_VALUE, message, line))
    return begins or "", ends or ""


# Dates, by two expressions: a library for EDTF takes 10 ms for each

_TO = r"/|\.\.|[-–—～〜至到]|(?:to|bis|à|a|al|até|до|по|đến) "
_YEAR = "[年년]?"


class _Dates(NamedTuple):
    """The expressions for dates, with the words of all languages."""

    one: re.Pattern[str]
    period: re.Pattern[str]


@cache
def _dates() -> _Dates:
    before, after = ("|".join(_longest_first(phrases(kind))) for kind in ("circa", "circa_after"))
    about, later = rf"(?:{before}|~)", rf"(?:~| ?(?:{after}))"
    day = r"-\d\d(?:-\d\d(?:[t ]\S+)?)?"
    one = rf"(?:{about} ?)?(?:\d{{3,4}}(?:{day})?{_YEAR}|\d{{2,3}}(?:0s|x)){later}?"
    return _Dates(
        re.compile(
            rf"(?P<about>{about})? ?(?:(?P<decade>\d{{2,3}})(?:0s|x)"
            rf"|(?P<year>\d{{3,4}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[t ]\S+)?)?)?{_YEAR})"
            rf"(?P<later>{later})?",
            re.ASCII,
        ),
        re.compile(rf"({one}) ?(?:{_TO}) ?(.*)", re.ASCII),
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]


def read_date(text: str) -> str | None:
    """Return a date in EDTF, empty for one that is open ("present"), None for anything else.

    A date is a day, a month, a year or a decade (`2019-05-01`, `2019-05`, `2019`, `1850s`, `185X`),
    maybe an approximate one: `about 1984`, `c. 1850`, `um 1850`, `約1850年`, `1984~`. A season
    (`2019-21`) is none.
    """
    text = plain(" ".join(text.split()))
    if text in {"", ".."} or text in phrases("present"):
        return ""
    match = _dates().one.fullmatch(text)
    if match is None:
        return None
    decade, year, month, day = match.group("decade", "year", "month", "day")
    about = "~" if match["about"] or match["later"] else ""
    if decade:
        return f"{decade:0>3}X{about}"
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(filter(None, (f"{year:0>4}", month, day))) + about


def read_period(text: str) -> tuple[str | None, str | None]:
    """Return both dates of a period such as `1984/2004`, `1900-1910`, `2019/..`, `2019 – present`.

    A text with one date is the beginning of what goes on. See `read_date`.
    """
    start = read_date(text)
    match = _dates().period.fullmatch(plain(" ".join(text.split()))) if start is None else None
    both = (read_date(match[1]), read_date(match[2])) if match else (start, "")
    return (None, None) if None in both else both


_LONGEST_DATE = 30


def read_life_span(born: str, died: str, lang: str = "") -> str:
    """Return the years of a life that has ended, such as "1815–1852", empty for any other.

    The living keep their year of birth to themselves. A date that isn't understood (`44 BC`) is
    kept as it is, and an approximate one is in words of the language.
    """
    end = _year(died, lang)
    both = (_year(born, lang), end) if end else ()
    return ("–" if " " not in "".join(both) else " – ").join(both)


def _year(text: str, lang: str) -> str:
    """Return the year of a date, empty if there is none."""
    if edtf := read_date(text):
        year, about = edtf.rstrip("~").partition("-")[0], "~" if edtf.endswith("~") else ""
        return year.lstrip("0") if year.isdecimal() and not about else edtf_date(year + about, lang)
    is_date = len(text) <= _LONGEST_DATE and any(letter.isdecimal() for letter in text)
    return text if is_date else ""
