"""Choosing people for an index: which, in which order, in which groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .globs import Globs
from .note.front_matter import is_true
from .note.languages import sort_key
from .note.problems import Problem, ProblemCode
from .query import group_by, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .library import Library
    from .note.model import Profile
    from .query import Condition

NAME = "name"


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """What an index asks for: plain data, so that a later build can ask again."""

    notes: tuple[str, ...] = ()
    """Globs relative to the source folder; all notes when empty."""
    people: tuple[str, ...] = ()
    """Keys, in the order in which they are shown."""
    where: tuple[Condition, ...] = ()
    tags: tuple[str, ...] = ()
    """Tags that a person must all have."""
    sort: str = ""
    """A key, with `-` before it for descending; the name when empty."""
    group_by: str = ""
    limit: int | None = None
    lang: str = ""
    leaving_out: str = ""
    """The path of a note that is left out: the one whose page the index stands on."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom an index shows."""

    groups: tuple[tuple[str, tuple[Profile, ...]], ...]
    """Titles and people; one group without a title when nothing is grouped. The group of those
    without a value has no title either, and is the last."""
    problems: tuple[Problem, ...] = ()

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Everybody who is shown, group after group."""
        return tuple(profile for _, group in self.groups for profile in group)


def choose(library: Library, query: IndexQuery) -> Selection:
    """Return whom a query means. The result doesn't depend on the order of the library."""
    problems = list(_unknown(library, query))
    people = [profile for profile in _candidates(library, query) if _fits(profile, query)]
    if query.leaving_out in {profile.path for profile in people}:
        message = "the index stands on the page of somebody whom it lists, who is left out"
        problems.append(Problem(ProblemCode.INDEX_ITSELF, message))
        people = [profile for profile in people if profile.path != query.leaving_out]
    if query.sort or not query.people:
        people = _sorted(people, query.sort or NAME)
        if query.sort.removeprefix("-") not in {"", NAME}:
            problems += _mixed(people, query.sort.removeprefix("-"))
    people = people[: query.limit]
    if not people:
        problems.append(_nobody(library, query))
        return Selection((), tuple(problems))
    groups = group_by(people, query.group_by) if query.group_by else (("", tuple(people)),)
    return Selection(groups, tuple(problems))


def _candidates(library: Library, query: IndexQuery) -> Iterator[Profile]:
    """Yield the people among whom to choose: named ones, or all that are published."""
    if query.people:
        named = (library.get(key, query.lang) for key in query.people)
        yield from (profile for profile in named if profile is not None)
        return
    everybody = tuple(library) if query.group_by == "lang" else library.people(query.lang)
    for profile in everybody:
        fields = dict(profile.fields)
        published = fields.get("published", True)
        if not is_true(fields.get("draft")) and (published is None or is_true(published)):
            yield profile


def _fits(profile: Profile, query: IndexQuery) -> bool:
    """Return whether a person is what a query asks for."""
    tags = {tag.casefold() for tag in profile.tags}
    return (
        all(tag.casefold() in tags for tag in query.tags)
        and all(condition.holds(profile) for condition in query.where)
        and (not query.notes or Globs(query.notes).matches(profile.path))
    )


def _sorted(people: list[Profile], sort: str) -> list[Profile]:
    """Return people by a key: numbers before texts, unknown last in either direction."""
    key = sort.removeprefix("-")
    by_name = sorted(people, key=lambda profile: (*sort_key(_name(profile)), profile.key))
    if key == NAME:
        return by_name[::-1] if sort.startswith("-") else by_name
    known = [profile for profile in by_name if values_of(profile, key)]
    unknown = [profile for profile in by_name if not values_of(profile, key)]
    known.sort(key=lambda profile: _order(values_of(profile, key)[0]), reverse=sort[0] == "-")
    return known + unknown


def _name(profile: Profile) -> str:
    return profile.sort_name or profile.name


def _order(value: str) -> tuple[bool, float, tuple[int, str, str, str]]:
    """Return what a value is sorted by."""
    try:
        return False, float(value), (0, "", "", "")
    except ValueError:
        return True, 0.0, sort_key(value)


def _mixed(people: list[Profile], key: str) -> Iterator[Problem]:
    """Yield the problem of a key that has numbers with some people and text with others."""
    kinds = {_order(values_of(profile, key)[0])[0] for profile in people if values_of(profile, key)}
    if len(kinds) > 1:
        message = f"sort: {key!r} is a number with some and text with others; numbers come first"
        yield Problem(ProblemCode.INDEX_MIXED, message)


def _unknown(library: Library, query: IndexQuery) -> Iterator[Problem]:
    """Yield what a query asks for that there is not."""
    for key in query.people:
        if key not in library:
            near = " or ".join(map(repr, library.near(key)))
            hint = f"; did you mean {near}?" if near else ""
            yield Problem(ProblemCode.KEY_UNKNOWN, f"no note has the key {key!r}{hint}")
    for name, key in (("sort", query.sort.removeprefix("-")), ("group-by", query.group_by)):
        if key and key != NAME and not library.known_values(key):
            known = ", ".join(library.known_keys())
            message = f"{name}: no note has a value for {key!r} (known: {known})"
            yield Problem(ProblemCode.INDEX_KEY, message)


def _nobody(library: Library, query: IndexQuery) -> Problem:
    """Return the problem of a query that means nobody, with the values there are."""
    asked = dict.fromkeys(
        [*(["tags"] if query.tags else []), *(condition.key for condition in query.where)]
    )
    told = [f"{key}: {', '.join(library.known_values(key)[:12]) or 'none'}" for key in asked]
    hint = f" (known values of {'; '.join(told)})" if told else ""
    return Problem(ProblemCode.INDEX_EMPTY, f"nobody matches{hint}")
