"""Roles as systems for groups of people write them: short codes, and what they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
