"""The order of people: by family name, with what is known of names in each language.

The rules are those of CSL 1.0.2 (`demote-non-dropping-particle="sort-only"`) and of the patterns
that CLDR 47 has for sorting. Nobody can tell from a name alone that its particle belongs to the
family name ("de Gaulle"), or that it has none (al-Khwarizmi): `family_name` and `sort_name` can.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.honorifics import GENERATIONS, folded_word, without_honorifics
from sphinxext_profiles.words.initials import PARTICLES
from sphinxext_profiles.words.languages import sort_key
from sphinxext_profiles.words.letters import fold_key
from sphinxext_profiles.words.names import FAMILY_FIRST
from sphinxext_profiles.words.scripts import EAST_ASIAN, scripts

if TYPE_CHECKING:
    from sphinxext_profiles.model import Profile

_AS_WRITTEN = (FAMILY_FIRST - {"hu"}) | {
    *("yue", "km", "mn", "si", "ta", "te"),  # the family name comes first here too
    *("is", "my", "so", "am", "ti"),  # there is none
}
_TWO_FAMILY_NAMES = frozenset({"es", "ca", "gl"})
_TEAM = frozenset(
    {
        *("team", "teams", "developers", "contributors", "maintainers", "authors", "community"),
        *("project", "group", "committee", "council", "board", "collective", "consortium"),
        *("foundation", "association", "society", "institute", "university", "college", "lab"),
        *("laboratory", "center", "centre", "company", "corporation", "inc", "llc", "ltd", "gmbh"),
        *("org", "organization", "organisation", "network", "initiative", "bot"),
        *("équipe", "fondation", "université", "verein", "stiftung", "universität", "institut"),
        *("equipo", "fundación", "universidad", "asociación", "universidade", "fundação"),
    }
)
"""Words that organisations are called by, in lower case."""
_ORGANISATIONS = frozenset(
    {*("organization", "organisation", "org", "team", "group", "company", "entity", "institution")}
)
"""Values of `type` that are no people, in lower case."""
_FATHERS = frozenset({"ibn", "bin", "bint", "ben", "ould", "binti", "binte"})
"""Words before the name of a father, in lower case."""
_HANDLE = re.compile(r"^@|[\d_@/]|https?:")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
_COMMA = re.compile(r"\s*[,،，]\s*")


class NameParts(NamedTuple):
    """A name, taken apart as CSL does; a name that can't be has all in `family`."""

    family: str
    given: str = ""
    particle: str = ""
    """The lower-case words before the family name, which sort after the given name."""
    suffix: str = ""

    def __str__(self) -> str:
        """Return the name in the order in which it is sorted: `Gogh, Vincent van`."""
        before = " ".join(filter(None, (self.given, self.particle)))
        return ", ".join(filter(None, (self.family, before, self.suffix)))


OrderKey: TypeAlias = tuple[tuple[int, str], str, str, str, str, str]


def name_key(profile: Profile, lang: str = "") -> OrderKey:
    """Return what a profile is sorted by: family name, given name, particle, suffix.

    `lang` is the language of profiles without one.
    """
    name = profile.sort_name or profile.name
    explicit = bool(profile.sort_name) or is_organisation(profile)
    return _key(name, profile.lang or lang, profile.family_name, explicit)


def is_organisation(profile: Profile) -> bool:
    """Return whether a profile says by its `type` that it is about an organisation."""
    kinds = (value for key, value in profile.fields if fold_key(key) in {"type", "kind"})
    return any(isinstance(kind, str) and kind.casefold() in _ORGANISATIONS for kind in kinds)


@lru_cache(maxsize=1 << 14)  # each index of a project asks for the names of all
def _key(name: str, lang: str, family: str, explicit: bool) -> OrderKey:
    parts = name_parts(name, lang, family, explicit=explicit)
    rank, primary, folded, _ = sort_key(parts.family)
    given, particle, suffix = (sort_key(part)[1] for part in parts[1:])
    return ((rank, primary), given, particle, suffix, folded, name)


def given_key(profile: Profile) -> tuple[int, str, str, str]:
    """Return what a profile is sorted by where the order is that of names as they are written."""
    return sort_key(without_honorifics(profile.name))


def name_parts(name: str, lang: str = "", family: str = "", *, explicit: bool = False) -> NameParts:
    """Return the parts of a name in a language (BCP 47).

    `family` is the family name where it is known. An `explicit` name is in the order to sort by:
    only its commas divide it.
    """
    bare = without_honorifics(_ASIDE.sub("", name).strip() or name)
    sections = [section for section in _COMMA.split(bare) if section]
    if len(sections) > 1 and not _is_suffix(sections[1:]):
        return _after_comma(sections)
    bare = ", ".join(sections) or bare
    words, suffix = _without_suffix(bare.replace(",", " ").split())
    language = lang.partition("-")[0].lower()
    if family and (divided := _with_family(words, family, suffix)):
        return divided
    if _is_whole(bare, words, language) or explicit:
        return NameParts(_ARTICLE.sub("", bare, count=1) if _is_team(words) else _closed(bare))
    if language == "hu":
        return NameParts(words[0], " ".join(words[1:]), suffix=suffix)
    start = _family_start(words, language)
    given_end = start
    while given_end > 1 and _is_lower(words[given_end - 1]) and not _is_lower(words[start]):
        given_end -= 1
    given, particle = words[:given_end], words[given_end:start]
    return NameParts(" ".join(words[start:]), " ".join(given), " ".join(particle), suffix)


def order_problem(profile: Profile, lang: str = "") -> Problem | None:
    """Return the advice for a name of which no rule tells what the family name is.

    That is so of names with a father's name in them, as in `Musa ibn Maymun`.
    """
    if profile.sort_name or profile.family_name:
        return None
    parts = name_parts(profile.name, profile.lang or lang)
    words = without_honorifics(profile.name).casefold().split()
    if not parts.given or _FATHERS.isdisjoint(words[1:-1]):
        return None
    message = (
        f'"{profile.name}" is sorted as "{parts}"; set `sort_name` or `family_name` to be sure'
    )
    return Problem(ProblemCode.NAME_ORDER, message, profile.name_line)


def _after_comma(sections: list[str]) -> NameParts:
    """Return the parts of `Smith, Jr., John` or `Brun, Charles le`."""
    suffixes = [section for section in sections[1:] if _is_suffix([section])]
    given = " ".join(section for section in sections[1:] if section not in suffixes).split()
    family = sections[0].split()
    start, end = 0, len(given)
    while start < len(family) - 1 and _is_lower(family[start]):
        start += 1
    while end > 1 and _is_lower(given[end - 1]) and folded_word(given[end - 1]) in PARTICLES:
        end -= 1
    particle = [*given[end:], *family[:start]]
    parts = (family[start:], given[:end], particle, suffixes)
    return NameParts(*map(" ".join, parts))


def _with_family(words: list[str], family: str, suffix: str) -> NameParts | None:
    """Return the parts of a name whose family name is known, None if it isn't in the name."""
    known = family.split()
    for start in range(len(words) - len(known), -1, -1):
        if [word.casefold() for word in words[start : start + len(known)]] == [
            word.casefold() for word in known
        ]:
            rest = words[:start] + words[start + len(known) :]
            return NameParts(" ".join(known), " ".join(rest), suffix=suffix)
    return None


def _is_whole(bare: str, words: list[str], language: str) -> bool:
    """Return whether a name is sorted as it is written."""
    return (
        len(words) < 2
        or language in _AS_WRITTEN
        or bool(scripts(bare) & EAST_ASIAN)
        or _HANDLE.search(bare) is not None
        or _is_team(words)
    )


def _is_team(words: list[str]) -> bool:
    """Return whether words are the name of an organisation."""
    folded = [folded_word(word.strip(",")) for word in words]
    return len(words) > 1 and (folded[0] == "the" or not _TEAM.isdisjoint(folded))


def _closed(name: str) -> str:
    """Return a name without the spaces that scripts without spaces have between its parts."""
    return "".join(name.split()) if scripts(name) <= EAST_ASIAN else name


def _family_start(words: list[str], language: str) -> int:
    """Return the index of the word with which the family name begins."""
    last = len(words) - 1
    joints = {"y", "i"} if language == "ca" else {"y"}
    for place in range(2, last):
        if words[place] in joints:
            return place - 1
    start = last
    if language in _TWO_FAMILY_NAMES and last > 1:
        start = last - 1
        while start > 1 and _is_lower(words[start]):
            start -= 1
        return start
    while (
        start > 1 and words[start - 1][:1].isupper() and folded_word(words[start - 1]) in PARTICLES
    ):
        start -= 1
    return start


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    """Return the words of a name without `Jr.` or `III` at their end, and these."""
    end = len(words)
    while end > 2 and _is_suffix([words[end - 1]]):
        end -= 1
    return words[:end], " ".join(words[end:])


def _is_suffix(sections: list[str]) -> bool:
    return all(folded_word(section) in GENERATIONS for section in sections)


def _is_lower(word: str) -> bool:
    """Return whether a word begins with a lower-case letter, behind an apostrophe too."""
    return word.lstrip("'’‘")[:1].islower()
