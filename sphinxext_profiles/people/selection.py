"""The people that an index shows, in their order and groups."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from sphinxext_profiles.frontmatter.values import is_true
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.languages import sort_key
from sphinxext_profiles.words.letters import fold_key

from .globs import Globs
from .groups import Membership
from .library import Library, ordered
from .name_order import given_key, name_key
from .query import NO, OWN_KEYS, Condition, IndexQuery, group_by, values_of
from .query_problems import nobody, unknown
from .times import build_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxext_profiles.model import Profile

NAMES = ("name", "sort_name", "family_name")
"""Sort keys that stand for the family name."""
GIVEN = ("given", "given_name")
"""Those that stand for the name as it is written."""
FILE = "file"
"""Sorts people in the order of their files."""

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Selection:
    """The people that an index shows."""

    groups: tuple[tuple[str, tuple[Profile, ...]], ...] = ()
    """Titles and people: one group without a title if nothing is grouped. The group of those
    without a value has no title either, and comes last."""
    problems: tuple[Problem, ...] = ()
    left_out: int = 0
    """How many more people there are than the query's limit allows."""

    @property
    def grouped(self) -> bool:
        """Whether any group has a title."""
        return any(title for title, _ in self.groups)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """All people that are shown, each once, group by group."""
        return tuple({entry.path: entry for _, group in self.groups for entry in group}.values())

    def with_each(self, change: Callable[[Profile], Profile]) -> Selection:
        """Return the selection with a function applied to every profile."""
        groups = ((title, tuple(map(change, profiles))) for title, profiles in self.groups)
        return Selection(tuple(groups), self.problems, self.left_out)


def choose(library: Library, query: IndexQuery) -> Selection:
    """Return the people that a query asks for. The order of the library doesn't matter.

    A person with `draft: true` or `published: false` is left out unless `people` names the key.
    A person with translations appears once, in the language that fits the query best; grouped by
    `lang`, everybody appears in every language.

    When people are sorted by a key, numbers come before text, which is sorted as names are. The
    first of several values counts. People without a value come last. Both are true of descending
    order too. People with the same value are sorted by name, then by key. A key with numbers and
    text is a problem.

    In a group, the headline is what somebody is there; `current` and `past` go by the day of
    `build_day`, and by the roles in that group.
    """
    query = replace(query, people=tuple(map(library.key_of, query.people)))
    problems = list(unknown(library, query, _orders(library)))
    matches = tuple(_matching(library, query))
    own = next((entry.key for entry in library if entry.path == query.leaving_out), None)
    people = tuple(profile for profile in matches if profile.key != own)
    if len(people) < len(matches):
        message = "the index leaves out the person whose page it is on; exclude them in the query"
        problems.append(Problem(ProblemCode.INDEX_ITSELF, message))
    if query.sort or not query.people:
        people, mixed = _sorted(people, query.sort, library)
        problems += mixed
    else:
        places = {key: place for place, key in reversed([*enumerate(query.people)])}
        people = tuple(sorted(people, key=lambda profile: places[profile.key]))
    asked = Membership(query.groups, query.times, build_day())
    everybody = tuple(asked.among(people, by_group=query.by_group))
    people = everybody[: query.limit]
    if not people:
        problems.append(nobody(library, query, asked.day))
        return Selection((), tuple(problems))
    groups = _grouped(people, query, asked, library.lang)
    return Selection(groups, tuple(problems), len(everybody) - len(people))


def _matching(library: Library, query: IndexQuery) -> Iterator[Profile]:
    """Yield the people who meet every part of a query, sorted by family name."""
    named = frozenset(query.people)
    globs = Globs(query.notes)
    candidates = (
        profile
        for profile in library
        if (profile.key in named if named else _is_public(profile))
        and (query.among is None or profile.key in query.among)
        and (not query.notes or globs.matches(profile.file))
    )
    pool = Library(candidates, library.lang)
    every_language = fold_key(query.group_by) == "lang"
    tags = [Condition("tags", "=", tag) for tag in query.tags]
    asked = [condition for condition in query.where if condition.operator]
    for profile in (
        ordered(pool, library.lang) if every_language else pool.people(query.lang, query.fallback)
    ):
        if all(condition.holds(profile) for condition in (*tags, *asked)):
            yield profile


def _is_public(profile: Profile) -> bool:
    """Return whether neither `draft` nor `published` hides a person; a date there doesn't."""
    fields = {name.casefold(): value for name, value in profile.fields}
    return not is_true(fields.get("draft")) and str(fields.get("published")).casefold() not in NO


# The order


def _sorted(
    by_name: tuple[Profile, ...], sort: str, library: Library
) -> tuple[tuple[Profile, ...], tuple[Problem, ...]]:
    """Return people, who come sorted by name, sorted by a key, with the problem of mixed values."""
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if order := _orders(library).get(fold_key(key or "name")):
        return tuple(sorted(by_name, key=order, reverse=descending)), ()
    values = [(next(iter(values_of(profile, key)), ""), profile) for profile in by_name]
    with_value = [(value, profile) for value, profile in values if value]
    with_value.sort(key=lambda entry: _rank(entry[0]), reverse=descending)
    with_value.sort(key=lambda entry: _rank(entry[0])[0])
    without = [profile for value, profile in values if not value]
    mixed = () if fold_key(key) in OWN_KEYS else _mixed(key, [value for value, _ in with_value])
    return (*(profile for _, profile in with_value), *without), mixed


def _orders(library: Library) -> dict[str, Callable[[Profile], Any]]:
    """Return what people are sorted by where the key doesn't name a value that they have."""
    return {
        **dict.fromkeys(NAMES, partial(name_key, lang=library.lang)),
        **dict.fromkeys(GIVEN, given_key),
        FILE: library.place,
    }


def _rank(value: str) -> tuple[int, Decimal, tuple[int, str, str, str]]:
    """Return what a value is sorted by: numbers come first, then text, then no value."""
    if _NUMBER.fullmatch(value):
        return 0, Decimal(value), sort_key("")
    return 1 if value else 2, Decimal(0), sort_key(value)


def _mixed(key: str, values: list[str]) -> tuple[Problem, ...]:
    """Return a problem if there are both numbers and text among the values."""
    number = next((value for value in values if _NUMBER.fullmatch(value)), None)
    text = next((value for value in values if not _NUMBER.fullmatch(value)), None)
    if number is None or text is None:
        return ()
    kinds = f"both numbers and text, such as {number!r} and {text!r}"
    message = f"sort: the values of {key!r} are {kinds}; numbers come first"
    return (Problem(ProblemCode.INDEX_MIXED, message),)


def _grouped(
    profiles: tuple[Profile, ...], query: IndexQuery, asked: Membership, lang: str
) -> tuple[tuple[str, tuple[Profile, ...]], ...]:
    """Return people in groups: one group without a title if nobody has a value.

    A single group that is named has no title either: the page says what it shows. `lang` is the
    language of profiles that have none.
    """
    key = query.group_by
    if query.by_group:
        named = asked.groups(profiles)
        if not query.groups:
            return tuple(sorted(named, key=lambda group: _rank(group[0])))
        return named if key or len(query.groups) > 1 else (("", named[0][1]),)
    if not key:
        return (("", profiles),)
    groups = dict(group_by(profiles, key))
    if lang and "" in groups and fold_key(key) == "lang":
        groups[lang] = ordered((*groups.get(lang, ()), *groups.pop("")), lang)
    return tuple(sorted(groups.items(), key=lambda group: _rank(group[0])))
