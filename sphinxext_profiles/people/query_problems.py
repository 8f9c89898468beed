"""What is wrong with the query of an index, and what would be right."""

from __future__ import annotations

import difflib
import posixpath
from itertools import islice
from typing import TYPE_CHECKING

from sphinxext_profiles.problems import Problem, ProblemCode, did_you_mean
from sphinxext_profiles.words.letters import fold_key

from .globs import Globs
from .query import comparable

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from .library import Library
    from .query import IndexQuery

MOST_VALUES = 20
"""How many known values a message lists at most."""
MOST_COMPARED = 50
"""How many keys of a query are compared with all that exist."""


def unknown(library: Library, query: IndexQuery, orders: Container[str]) -> Iterator[Problem]:
    """Yield a problem for each key in a query that doesn't exist.

    A condition on a key that resembles no other is accepted: somebody may have it one day. Of
    those that a query names, `MOST_COMPARED` are compared with what exists. `orders` are the keys
    to sort by that nobody needs to have.
    """
    for key in query.people:
        if key not in library:
            near = library.near(key)
            hint = did_you_mean(near) or _known(library.keys())
            yield Problem(ProblemCode.KEY_UNKNOWN, f"people: no note has the key {key!r}{hint}")
    yield from _unknown_groups(library, query)
    asked = [("sort", query.sort.removeprefix("-")), ("group-by", query.group_by)]
    asked += [("where", condition.key) for condition in query.where if condition.operator]
    names: dict[str, str] = {}
    for option, key in islice(dict.fromkeys(asked), MOST_COMPARED):
        names = names or {fold_key(name): name for name in library.known_keys()}
        folded = fold_key(key)
        if option == "sort" and folded in orders:
            continue
        if not key or not len(library) or {folded, folded.partition(".")[0]} & names.keys():
            continue
        close = [names[name] for name in difflib.get_close_matches(folded, sorted(names), 2)]
        if close or option != "where":
            hint = did_you_mean(close) or _known(sorted(names.values()))
            message = f"{option}: no note has the key {key!r}{hint}"
            yield Problem(ProblemCode.INDEX_KEY, message)


def _unknown_groups(library: Library, query: IndexQuery) -> Iterator[Problem]:
    """Yield a problem for each group that has nobody in it."""
    known = {comparable(name): name for name in library.known_values("groups") if query.groups}
    for name in query.groups[:MOST_COMPARED]:
        if (folded := comparable(name)) not in known and len(library):
            near = [known[one] for one in difflib.get_close_matches(folded, known, 2)]
            hint = did_you_mean(near) or (_known(known.values()) if known else "")
            message = f"groups: nobody is in the group {name!r}{hint}"
            yield Problem(ProblemCode.INDEX_KEY, message)


def nobody(library: Library, query: IndexQuery, day: str) -> Problem:
    """Return the problem of a query that nobody meets, with the values that exist."""
    if not len(library):
        message = (
            "there is nobody to list; set profiles_notes or profiles_people, or `type: profile` in"
            " a note"
        )
        return Problem(ProblemCode.INDEX_EMPTY, message)
    hints = []
    globs = Globs(query.notes)
    if query.notes and not any(globs.matches(profile.file) for profile in library):
        folders = sorted({posixpath.dirname(profile.file) or "." for profile in library})
        where = f"{_either(query.notes)}{_known(folders, 'folders with notes')}"
        hints.append(f"no note matches {where}")
    if query.among == ():
        hints.append("no page names one of them as its author")
    asked = [name for name in ("tags", "groups") if getattr(query, name)]
    asked += [condition.key for condition in query.where if condition.operator]
    for key in dict.fromkeys(asked):
        values = library.known_values(key)
        hints.append(f"known values of {key!r}: {_some(values)}" if values else f"no {key!r} known")
    hints += [f"on {day}, for {word!r}" for word in query.times]
    hint = f" ({'; '.join(hints)})" if hints else ""
    return Problem(ProblemCode.INDEX_EMPTY, f"nobody matches{hint}")


def _known(words: Iterable[str], what: str = "known") -> str:
    return f" ({what}: {_some(words)})"


def _either(words: Iterable[str]) -> str:
    return " or ".join(map(repr, words))


def _some(words: Iterable[str]) -> str:
    """Return words for a message; of many words only the first ones."""
    words = [*words]
    more = len(words) - MOST_VALUES
    return ", ".join(words[:MOST_VALUES]) + (f" and {more} more" if more > 0 else "")
