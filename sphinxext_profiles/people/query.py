"""Conditions on profiles, such as `tags=physics; affiliation!=CERN`, and what they look at."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from sphinxext_profiles.words.languages import fallbacks, normalise, sort_key
from sphinxext_profiles.words.letters import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_profiles.model import Profile, Value

Operator = Literal["=", "!=", "~"]

_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})
_SPACE = re.compile(r"[ \t\r]*")
_END = re.compile(r"[ \t\r]*(?:[;\n]|\Z)")
_KEY = re.compile(r"[^\s=!~;\"'](?:[^\n=!~;\"']*[^\s=!~;\"'])?")
_OPERATOR = re.compile(r"[ \t]*(!=|=(?![=~])|~(?![=~]))[ \t]*")
_QUOTED = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""", re.DOTALL)
_BARE = re.compile(r"[^;\n]*")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a profile must fulfil."""

    key: str
    operator: Operator
    """`=` is the same as, `!=` is not, `~` contains; case does not count."""
    value: str
    """Empty stands for nothing: `affiliation=` finds those who have none."""

    def holds(self, profile: Profile) -> bool:
        """Return whether a profile fulfils it. Of several values, one that matches is enough."""
        values = values_of(profile, self.key)
        if self.operator == "~":
            wanted = _comparable(self.value)
            return any(wanted in _comparable(value) for value in values)
        if self.key == "lang":
            same = _is_language(self.value, profile.lang)
        elif not self.value:
            same = not any(values)
        else:
            wanted = _comparable(self.value)
            same = any(_same(wanted, _comparable(value)) for value in values)
        return same if self.operator == "=" else not same


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Return the conditions of a text, one a line or apart by `;`, all of which must hold.

    Each is a key, `=`, `!=` or `~`, and a value. A value in quotes may hold `;`, line ends and,
    after a backslash, quotes. Raises `ValueError` with a message that names the line and the
    column for anything else.
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
    """Return the condition that begins at a position, and where it ends."""
    key = _KEY.match(text, position)
    if key is None:
        raise ValueError(f"a key is missing {_place(text, position)}")
    operator = _OPERATOR.match(text, key.end())
    if operator is None:
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
    """Return where a pattern that fits at a position ends."""
    match = pattern.match(text, position)
    return match.end() if match else position


def _place(text: str, position: int) -> str:
    """Return a position in words, for a message."""
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return f"in line {line}, column {column}" if "\n" in text else f"in column {column}"


def _comparable(text: str) -> str:
    """Return a text as it is compared: without case, odd spaces and other forms of letters."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _same(wanted: str, value: str) -> bool:
    """Return whether two texts say the same, `yes` and `true` too."""
    pair = {wanted, value}
    return wanted == value or pair <= _YES or pair <= _NO


def _is_language(wanted: str, lang: str) -> bool:
    """Return whether a language is the one wanted, or a kind of it: `zh-TW` is `zh-Hant`."""
    if not wanted or not lang:
        return wanted == lang
    return normalise(wanted) in fallbacks(lang)


def values_of(profile: Profile, key: str) -> tuple[str, ...]:
    """Return a profile's values for a key, as text, the empty ones left out.

    A key is one of the profile's own (`key`, `name`, `lang`, `headline`, `affiliation`, `tags`,
    `generated`, …) or any key of the front matter; a dot leads into a mapping (`links.github`).
    A mapping gives all values in it. A person's name is also each alternate name.
    """
    own = _own(profile, fold_key(key))
    found = own if own is not None else _texts(_lookup(profile.fields, key))
    return tuple(dict.fromkeys(value for value in found if value))


def _own(profile: Profile, key: str) -> Iterable[str] | None:
    """Return what a profile itself has under a key, None when it is no key of its own."""
    if key == "name":
        return (profile.name, *profile.alternate_names)
    if key == "summary":
        return (profile.summary.source,) if profile.summary else ()
    if key == "tags":
        return profile.tags
    if key in _ORIGIN:
        return _texts([getattr(profile.provenance, key)])
    return (str(getattr(profile, key)),) if key in _TEXTS else None


_TEXTS = ("key", "lang", "path", "sort_name", "headline", "affiliation", "pronouns", "location")
_ORIGIN = ("generated", "translated", "model", "date", "reviewed_by", "source")
OWN_KEYS = ("name", "summary", "tags", *_TEXTS, *_ORIGIN)
"""Keys that every profile has, whatever its front matter says."""


def _lookup(value: Value, key: str) -> list[Value]:
    """Return what stands under a key, with dots for keys of keys, in a mapping or its list."""
    if not isinstance(value, tuple):
        return []
    pairs = _pairs(value)
    if pairs is None:
        return [found for item in value for found in _lookup(item, key)]
    folded = fold_key(key)
    exact = [part for name, part in pairs if name == key]
    near = exact or [part for name, part in pairs if fold_key(name) == folded]
    if near:
        return near
    head, dot, rest = key.partition(".")
    return [
        found for part in (_lookup(value, head) if dot else []) for found in _lookup(part, rest)
    ]


def _pairs(value: tuple[object, ...]) -> tuple[tuple[str, Value], ...] | None:
    """Return a frozen mapping's pairs, None when the value is a list."""
    for item in value:
        if not (isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str)):
            return None
    return cast("tuple[tuple[str, Value], ...]", value) if value else None


def _texts(values: Iterable[Value]) -> Iterator[str]:
    """Yield every single value in lists and mappings, as text."""
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
    """Return profiles by their values for a key, in the order of the values.

    A profile with several values is in several groups; those without any come last, under an
    empty text. Values that differ in case only are one group, named as it is met first.
    """
    names: dict[str, str] = {}
    groups: dict[str, list[Profile]] = {}
    for profile in profiles:
        for value in values_of(profile, key) or ("",):
            folded = _comparable(value)
            names.setdefault(folded, value)
            members = groups.setdefault(folded, [])
            if profile not in members[-1:]:
                members.append(profile)
    ordered = sorted(groups, key=lambda folded: (not folded, sort_key(names[folded])))
    return tuple((names[folded], tuple(groups[folded])) for folded in ordered)
