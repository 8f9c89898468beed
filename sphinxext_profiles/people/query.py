"""Conditions on profiles, such as `tags=physics; affiliation!=CERN`, and the values they test."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from sphinxext_profiles.words.languages import fallbacks, normalise, sort_key
from sphinxext_profiles.words.letters import fold_key

from .times import TIMES, build_day, time_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_profiles.model import Profile, Value

Operator = Literal["=", "!=", "~", ""]

NO = frozenset({"false", "no", "off"})
_YES = frozenset({"true", "yes", "on"})
_SPACE = re.compile(r"[ \t\r]*")
_END = re.compile(r"[ \t\r]*(?:[;\n]|\Z)")
_KEY = re.compile(r"[^\s=!~;\"'](?:[^\n=!~;\"']*[^\s=!~;\"'])?")
_OPERATOR = re.compile(r"[ \t]*(!=|=(?![=~])|~(?![=~]))[ \t]*")
_QUOTED = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""", re.DOTALL)
_BARE = re.compile(r"[^;\n]*")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that a profile meets or not."""

    key: str
    operator: Operator
    """`=` means equal, `!=` not equal, `~` contains. Case is ignored. None after `current` and
    `past`, which ask whether somebody is in a role now, or was in the past."""
    value: str
    """Empty for no value: `affiliation=` selects the people without one."""

    def holds(self, profile: Profile) -> bool:
        """Return whether a profile meets the condition. One of several values is enough."""
        if not self.operator:
            return time_of(profile.roles, build_day()) == self.key
        values = values_of(profile, self.key)
        if self.operator == "~":
            wanted = comparable(self.value)
            return any(wanted in comparable(value) for value in values)
        if self.key == "lang":
            same = _is_language(self.value, profile.lang)
        elif not self.value:
            same = not any(values)
        else:
            wanted = comparable(self.value)
            same = any(_same(wanted, comparable(value)) for value in values)
        return same if self.operator == "=" else not same


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """The people that an index asks for, as plain data that a later build can use again.

    Each field that is set narrows the choice; without any, everybody is chosen.
    """

    notes: tuple[str, ...] = ()
    """Globs relative to the source folder; empty for all notes."""
    people: tuple[str, ...] = ()
    """Keys, in the order in which they are shown unless `sort` is set."""
    among: tuple[str, ...] | None = None
    """The keys among which to choose: everybody who wrote something. None for everybody."""
    where: tuple[Condition, ...] = ()
    """Conditions that a person must all meet."""
    tags: tuple[str, ...] = ()
    """Tags that a person must all have."""
    groups: tuple[str, ...] = ()
    """Groups of which a person must be in one. Unless `group_by` is set, they are the groups of
    the index too, in this order."""
    sort: str = ""
    """A key, with a leading `-` for descending order; empty for the family name."""
    group_by: str = ""
    limit: int | None = None
    """How many people are shown at most, before they are grouped."""
    lang: str = ""
    """The language in which people with translations are shown."""
    fallback: tuple[str, ...] = ()
    """The languages to try after it, in this order."""
    leaving_out: str = ""
    """The path of a note whose person is left out, because the index is on that person's page."""

    @property
    def by_group(self) -> bool:
        """Whether the groups of the index are those that people are in."""
        return fold_key(self.group_by) in GROUP_KEYS or bool(self.groups and not self.group_by)

    @property
    def times(self) -> tuple[str, ...]:
        """The conditions of the time: `current` or `past`."""
        return tuple(condition.key for condition in self.where if not condition.operator)


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Return the conditions in a text, which are separated by `;` or line ends.

    A condition is a key, `=`, `!=` or `~`, and a value; or one of the words `current` and `past`.
    A value in quotes may contain `;`, line ends and, after a backslash, quotes. Raises `ValueError`
    for anything else; its message gives the line and the column.
    """
    conditions = []
    position = 0
    while position < len(text):
        position = _after(_SPACE, text, position)
        end = _END.match(text, position)
        if end is None:
            condition, position = _condition(text, position)
            conditions.append(condition)
            end = _END.match(text, position)
        if end is None:
            after = _after(_SPACE, text, position)
            raise ValueError(f"';' or a line end is missing {_place(text, after)}")
        position = max(end.end(), position)
    return tuple(conditions)


def _condition(text: str, position: int) -> tuple[Condition, int]:
    """Return the condition that begins at a position, and the position where it ends."""
    key = _KEY.match(text, position)
    if key is None:
        raise ValueError(f"a key is missing {_place(text, position)}")
    operator = _OPERATOR.match(text, key.end())
    if operator is None:
        if key[0].lower() in TIMES:
            return Condition(key[0].lower(), "", ""), key.end()
        after = _after(_SPACE, text, key.end())
        raise ValueError(f"'=', '!=' or '~' is missing after {key[0]!r} {_place(text, after)}")
    start = operator.end()
    kind = cast("Operator", operator[1])
    quoted = _QUOTED.match(text, start)
    if quoted:
        value = re.sub(r"\\(.)", r"\1", quoted[1] or quoted[2] or "", flags=re.DOTALL)
        return Condition(key[0], kind, value), quoted.end()
    if text[start : start + 1] in {'"', "'"}:
        raise ValueError(f"the quote that opens {_place(text, start)} is not closed")
    end = _after(_BARE, text, start)
    return Condition(key[0], kind, text[start:end].strip()), end


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Return the end of a pattern's match at a position, or the position without a match."""
    match = pattern.match(text, position)
    return match.end() if match else position


def _place(text: str, position: int) -> str:
    """Return a position in words."""
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return f"in line {line}, column {column}" if "\n" in text else f"in column {column}"


def comparable(text: str) -> str:
    """Return text for comparison: case, spacing and compatibility forms of letters are ignored."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _same(wanted: str, value: str) -> bool:
    """Return whether two texts are the same, or mean the same, as `yes` and `true` do."""
    pair = {wanted, value}
    return wanted == value or pair <= _YES or pair <= NO


def _is_language(wanted: str, lang: str) -> bool:
    """Return whether a language is the wanted one or a variety of it: `zh-TW` is `zh-Hant`."""
    if not wanted or not lang:
        return wanted == lang
    return normalise(wanted) in fallbacks(lang)


def values_of(profile: Profile, key: str) -> tuple[str, ...]:
    """Return a profile's values for a key as text, without empty ones.

    The key is one that every profile has (`key`, `name`, `lang`, `headline`, `affiliation`,
    `tags`, `generated`, …) or any key of the front matter. A dot leads into a mapping:
    `links.github`. A mapping itself has all values in it. `name` includes the alternate names.
    """
    own = _own(profile, fold_key(key))
    values = own if own is not None else _texts(_lookup(profile.fields, key))
    return tuple(dict.fromkeys(value for value in values if value))


def _own(profile: Profile, key: str) -> Iterable[str] | None:
    """Return the values of a key that every profile has, None for another key."""
    if key == "name":
        return (profile.name, *profile.alternate_names)
    if key == "summary":
        return (profile.summary.source,) if profile.summary else ()
    if key == "tags":
        return profile.tags
    if key in GROUP_KEYS:
        return profile.groups
    if key in _ORIGIN:
        return _texts([getattr(profile.provenance, key)])
    return (str(getattr(profile, key)),) if key in _TEXTS else None


_TEXTS = ("key", "lang", "path", "sort_name", "headline", "affiliation", "pronouns", "location")
_ORIGIN = ("generated", "translated", "model", "date", "reviewed_by", "source")
GROUP_KEYS = ("groups", "group")
"""The keys that ask for a person's groups."""
OWN_KEYS = ("name", "summary", "tags", *GROUP_KEYS, *_TEXTS, *_ORIGIN)
"""Keys that every profile has, whatever is in its front matter."""


def _lookup(value: Value, key: str) -> list[Value]:
    """Return the values of a key, with dots for nested keys, in a mapping or a list of mappings."""
    if not isinstance(value, tuple):
        return []
    pairs = _pairs(value)
    if pairs is None:
        return [inner for item in value for inner in _lookup(item, key)]
    folded = fold_key(key)
    exact = [part for name, part in pairs if name == key]
    near = exact or [part for name, part in pairs if fold_key(name) == folded]
    if near:
        return near
    head, dot, rest = key.partition(".")
    return [
        inner for part in (_lookup(value, head) if dot else []) for inner in _lookup(part, rest)
    ]


def _pairs(value: tuple[object, ...]) -> tuple[tuple[str, Value], ...] | None:
    """Return the pairs of a frozen mapping, None for a list."""
    for item in value:
        if not (isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str)):
            return None
    return cast("tuple[tuple[str, Value], ...]", value) if value else None


def _texts(values: Iterable[Value]) -> Iterator[str]:
    """Yield every value in lists and mappings as text."""
    for value in values:
        if isinstance(value, tuple):
            pairs = _pairs(value)
            inner = [part for _, part in pairs] if pairs else value
            yield from _texts(inner)
        elif isinstance(value, bool):
            yield "true" if value else "false"
        elif value is not None:
            yield str(value)


def group_by(profiles: Iterable[Profile], key: str) -> tuple[tuple[str, tuple[Profile, ...]], ...]:
    """Return profiles grouped by their values for a key, sorted by value.

    A profile with several values is in several groups. Those without a value come last, under an
    empty string. Values that differ only in case make one group, with the first one's spelling.
    """
    names: dict[str, str] = {}
    groups: dict[str, list[Profile]] = {}
    for profile in profiles:
        for value in values_of(profile, key) or ("",):
            folded = comparable(value)
            names.setdefault(folded, value)
            members = groups.setdefault(folded, [])
            if profile not in members[-1:]:
                members.append(profile)
    ordered = sorted(groups, key=lambda folded: (not folded, sort_key(names[folded])))
    return tuple((names[folded], tuple(groups[folded])) for folded in ordered)
