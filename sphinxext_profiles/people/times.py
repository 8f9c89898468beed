"""Whether people are in their roles now or were in the past, by the day of the build."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_profiles.model import Role

TIMES = ("current", "past")
"""The words that ask for people by their roles' dates."""


def build_day() -> str:
    """Return the day of a build in UTC, `2026-11-30`: of `SOURCE_DATE_EPOCH`, else today."""
    try:
        moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        moment = datetime.now(UTC)
    return moment.date().isoformat()


def has_begun(role: Role, day: str) -> bool:
    """Return whether a role began on a day or before; one without a start has."""
    start = role.start.rstrip("~").replace("X", "0")
    return not start or f"{start}-01-01"[:10] <= day


def is_over(role: Role, day: str) -> bool:
    """Return whether a role ended before a day: one that ends in 2024 lasts all that year."""
    return bool(role.end) and last_day(role) < day


def last_day(role: Role) -> str:
    """Return the last day on which a role may have ended, to be compared with others."""
    end = role.end.rstrip("~").replace("X", "9")
    return f"{end}-99-99"[:10] if end else ""


def time_of(roles: Sequence[Role], day: str) -> str:
    """Return `current` if any of a person's roles is, or there are none; `past` if one was.

    Somebody whose roles have yet to begin is neither, which is empty.
    """
    if not roles or any(has_begun(role, day) and not is_over(role, day) for role in roles):
        return "current"
    return "past" if any(is_over(role, day) for role in roles) else ""
