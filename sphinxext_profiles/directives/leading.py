"""Where names lead: to the person's home, or to one of the person's own links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.accounts import KINDS
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.project.notes import NoteError

from .options import near_or_known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_profiles.model import Profile

PLACES = ("page", "none")
"""What `:link:` takes besides kinds of links."""


def leads_of(option: str, profiles: Iterable[Profile], others: str = "") -> tuple[str, ...]:
    """Return the places that `:link:` names, in their order.

    They are kinds of links, separated by spaces or commas, `page` and `none`. Raises NoteError for
    a word that is neither, nor a kind that one of the people has; `others` says for its message
    what else the option takes.
    """
    named = tuple(word for word in re.split(r"[\s,;]+", option) if word)
    known = {*PLACES, *KINDS, *(link.kind for profile in profiles for link in profile.links)}
    for word in named:
        if word not in known:
            hint = near_or_known(word, known)
            message = f"option 'link': {word!r} is not {others}a kind of link{hint}"
            raise NoteError(ProblemCode.OPTION_VALUE, message)
    return named
