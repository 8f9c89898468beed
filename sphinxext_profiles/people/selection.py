"""Choosing people for an index: which, in which order, in which groups."""

from __future__ import annotations

import difflib
import posixpath
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sphinxext_profiles.frontmatter.keys import is_true
from sphinxext_profiles.problems import Problem, ProblemCode, did_you_mean
from sphinxext_profiles.words.languages import sort_key
from sphinxext_profiles.words.letters import fold_key

from .globs import Globs
from .library import Library, ordered
from .query import OWN_KEYS, Condition, group_by, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinxext_profiles.model import Profile

NAMES = ("name", "sort_name")
"""Sort keys that mean the order of names."""
MOST_TOLD = 20
"""How many known values a message names."""

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_NO = frozenset({"false", "no", "off"})


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """What an index asks for: plain data, so that a later build can ask again.

    Every part that is given narrows it; without any it is everybody.
    """

    notes: tuple[str, ...] = ()
    """Globs relative to the source folder; all notes when empty."""
    people: tuple[str, ...] = ()
    """Keys, in the order in which they are shown unless `sort` is given."""
    where: tuple[Condition, ...] = ()
    """All of them must hold."""
    tags: tuple[str, ...] = ()
    """Tags that a person must all have."""
    sort: str = ""
    """A key, with `-` before it for descending; the name when empty."""
    group_by: str = ""
    limit: int | None = None
    """How many people are shown, counted before they are grouped."""
    lang: str = ""
    """The language in which a person is shown who has translations."""
    fallback: tuple[str, ...] = ()
    """The languages that come after it, the best one first."""
    leaving_out: str = ""
    """The path of a note whose person is left out: the one whose page the index stands on."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Whom an index shows."""

    groups: tuple[tuple[str, tuple[Profile, ...]], ...] = ()
    """Titles and people; one group without a title when nothing is grouped. The group of those
    without a value has no title either, and is the last."""
    problems: tuple[Problem, ...] = ()

    @property
    def grouped(self) -> bool:
        """Whether there are titles to show."""
        return any(title for title, _ in self.groups)

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Everybody who is shown, once, group after group."""
        return tuple({entry.path: entry for _, group in self.groups for entry in group}.values())

    def with_each(self, change: Callable[[Profile], Profile]) -> Selection:
        """Return the selection with every profile changed."""
        groups = ((title, tuple(map(change, profiles))) for title, profiles in self.groups)
        return Selection(tuple(groups), self.problems)


def choose(library: Library, query: IndexQuery) -> Selection:
    """Return whom a query means. The result doesn't depend on the order of the library.

    `draft: true` and `published: false` in a front matter keep a person out unless `people` names
    the key. A person with translations is there once, as the profile that fits the query's
    language; grouped by `lang`, everybody is there in every language.

    Sorted by a key, numbers come before text, and text is ordered as names are. Of several values
    the first counts. Who has none comes last. Both hold in descending order too. Those who are
    the same are in the order of their names, then of their keys. A key with both numbers and text
    is a problem.
    """
    problems = list(_unknown(library, query))
    found = tuple(_fitting(library, query))
    own = next((entry.key for entry in library if entry.path == query.leaving_out), None)
    people = tuple(profile for profile in found if profile.key != own)
    if len(people) < len(found):
        message = "the index stands on the page of somebody whom it lists, who is left out"
        problems.append(Problem(ProblemCode.INDEX_ITSELF, message))
    if query.sort or not query.people:
        people, mixed = _sorted(people, query.sort)
        problems += mixed
    else:
        places = {key: place for place, key in reversed([*enumerate(query.people)])}
        people = tuple(sorted(people, key=lambda profile: places[profile.key]))
    people = people[: query.limit]
    if not people:
        problems.append(_nobody(library, query))
        return Selection((), tuple(problems))
    return Selection(_grouped(people, query.group_by, library.lang), tuple(problems))


def _fitting(library: Library, query: IndexQuery) -> Iterator[Profile]:
    """Yield the people who fulfil every part of a query, in the order of names."""
    named = frozenset(query.people)
    globs = Globs(query.notes)
    wanted = (
        profile
        for profile in library
        if (profile.key in named if named else _is_public(profile))
        and (not query.notes or globs.matches(profile.path))
    )
    pool = Library(wanted, library.lang)
    every_language = fold_key(query.group_by) == "lang"
    tags = [Condition("tags", "=", tag) for tag in query.tags]
    for profile in ordered(pool) if every_language else pool.people(query.lang, query.fallback):
        if all(condition.holds(profile) for condition in (*tags, *query.where)):
            yield profile


def _is_public(profile: Profile) -> bool:
    """Return whether neither `draft` nor `published` keeps a person out (a date doesn't)."""
    fields = {name.casefold(): value for name, value in profile.fields}
    return not is_true(fields.get("draft")) and str(fields.get("published")).casefold() not in _NO


# The order


def _sorted(
    by_name: tuple[Profile, ...], sort: str
) -> tuple[tuple[Profile, ...], tuple[Problem, ...]]:
    """Return people, who come in the order of their names, in that of their values for a key."""
    key, descending = sort.removeprefix("-"), sort.startswith("-")
    if not key or fold_key(key) in NAMES:
        return tuple(sorted(by_name, key=_name, reverse=True)) if descending else by_name, ()
    values = [(next(iter(values_of(profile, key)), ""), profile) for profile in by_name]
    known = [(value, profile) for value, profile in values if value]
    known.sort(key=lambda entry: _place(entry[0]), reverse=descending)
    known.sort(key=lambda entry: _place(entry[0])[0])
    unknown = [profile for value, profile in values if not value]
    mixed = () if fold_key(key) in OWN_KEYS else _mixed(key, [value for value, _ in known])
    return (*(profile for _, profile in known), *unknown), mixed


def _name(profile: Profile) -> tuple[int, str, str, str]:
    return sort_key(profile.sort_name or profile.name)


def _place(value: str) -> tuple[int, Decimal, tuple[int, str, str, str]]:
    """Return what a value is ordered by: numbers, then text, then nothing."""
    if _NUMBER.fullmatch(value):
        return 0, Decimal(value), sort_key("")
    return 1 if value else 2, Decimal(0), sort_key(value)


def _mixed(key: str, values: list[str]) -> tuple[Problem, ...]:
    """Return a problem if values are numbers and text."""
    number = next((value for value in values if _NUMBER.fullmatch(value)), None)
    text = next((value for value in values if not _NUMBER.fullmatch(value)), None)
    if number is None or text is None:
        return ()
    kinds = f"numbers and text, such as {number!r} and {text!r}"
    message = f"sort: the values of {key!r} are {kinds}; numbers come first"
    return (Problem(ProblemCode.INDEX_MIXED, message),)


def _grouped(
    profiles: tuple[Profile, ...], key: str, lang: str
) -> tuple[tuple[str, tuple[Profile, ...]], ...]:
    """Return people in groups; one group without a title when nobody has a value.

    `lang` is the language of those who don't say theirs.
    """
    if not key:
        return (("", profiles),)
    groups = dict(group_by(profiles, key))
    if lang and "" in groups and fold_key(key) == "lang":
        groups[lang] = ordered((*groups.get(lang, ()), *groups.pop("")))
    return tuple(sorted(groups.items(), key=lambda group: _place(group[0])))


# What is wrong with a query


def _unknown(library: Library, query: IndexQuery) -> Iterator[Problem]:
    """Yield what a query asks for that there is not.

    A condition on a key that is like no other may ask for one that nobody has yet.
    """
    for key in query.people:
        if key not in library:
            near = library.near(key)
            hint = did_you_mean(near) or _known(library.keys())
            yield Problem(ProblemCode.KEY_UNKNOWN, f"people: no note has the key {key!r}{hint}")
    asked = [("sort", query.sort.removeprefix("-")), ("group-by", query.group_by)]
    asked += [("where", condition.key) for condition in query.where]
    known: dict[str, str] = {}
    for option, key in dict.fromkeys(asked):
        known = known or {fold_key(name): name for name in library.known_keys()}
        folded = fold_key(key)
        if not key or not len(library) or {folded, folded.partition(".")[0]} & known.keys():
            continue
        close = [known[name] for name in difflib.get_close_matches(folded, sorted(known), 2)]
        if close or option != "where":
            hint = did_you_mean(close) or _known(sorted(known.values()))
            message = f"{option}: no note has the key {key!r}{hint}"
            yield Problem(ProblemCode.INDEX_KEY, message)


def _nobody(library: Library, query: IndexQuery) -> Problem:
    """Return the problem of a query that means nobody, with the values there are."""
    if not len(library):
        message = "there is nobody to list: profiles_notes and the front matters name no note"
        return Problem(ProblemCode.INDEX_EMPTY, message)
    told = []
    globs = Globs(query.notes)
    if query.notes and not any(globs.matches(profile.path) for profile in library):
        folders = sorted({posixpath.dirname(profile.path) or "." for profile in library})
        told.append(f"no note is at {_either(query.notes)}{_known(folders, 'folders with notes')}")
    asked = [*(["tags"] if query.tags else []), *(condition.key for condition in query.where)]
    for key in dict.fromkeys(asked):
        values = library.known_values(key)
        told.append(f"known values of {key!r}: {_some(values)}" if values else f"no {key!r} known")
    hint = f" ({'; '.join(told)})" if told else ""
    return Problem(ProblemCode.INDEX_EMPTY, f"nobody matches{hint}")


def _known(words: Iterable[str], what: str = "known") -> str:
    return f" ({what}: {_some(words)})"


def _either(words: Iterable[str]) -> str:
    return " or ".join(map(repr, words))


def _some(words: Iterable[str]) -> str:
    """Return words for a message, the first of them when they are many."""
    words = [*words]
    more = len(words) - MOST_TOLD
    return ", ".join(words[:MOST_TOLD]) + (f" and {more} more" if more > 0 else "")
