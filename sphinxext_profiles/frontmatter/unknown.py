"""Keys of a front matter that mean nothing here but look as if they did."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.accounts import KINDS, kind_of_key
from sphinxext_profiles.problems import Problem, ProblemCode, did_you_mean
from sphinxext_profiles.words.letters import fold_key

from .tree import freeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .tree import MappingNode

SYNONYMS = {
    **dict.fromkeys(("display_name", "full_name", "fullname"), "name"),
    **dict.fromkeys(("designation", "profession", "tagline"), "headline"),
    **dict.fromkeys(("employer", "institute", "institution", "university"), "affiliation"),
    **dict.fromkeys(("abstract", "biography", "blurb", "excerpt", "intro"), "summary"),
    **dict.fromkeys(("language", "locale"), "lang"),
    **dict.fromkeys(("headshot", "portrait", "profile_image", "profile_picture"), "photo"),
    **dict.fromkeys(("cover", "featured_image", "img", "thumbnail"), "photo"),
    **dict.fromkeys(("based_in", "city", "country", "place"), "location"),
    **dict.fromkeys(("sort_key", "sortname"), "sort_name"),
    **dict.fromkeys(("categories", "category", "keywords"), "tags"),
    **dict.fromkeys(("contact", "social_links", "social_media", "urls"), "links"),
    **dict.fromkeys(("ai_model", "llm"), "model"),
    **dict.fromkeys(("ai_generated", "machine_generated"), "generated"),
    **dict.fromkeys(("machine_translated", "translation"), "translated"),
    **dict.fromkeys(("reviewed", "reviewer", "reviewers"), "reviewed_by"),
}
"""Keys that other systems have for the same, and the key to use."""
_INNOCENT = frozenset(
    {"aliases", "authors"}
    | {"draft", "layout", "published", "profile", "type"}
    | {"data", "dates", "land", "late", "long", "mode", "modes", "models", "names", "photos"}
    | {"fame", "game", "rate", "rule", "sources", "rules", "titles", "types"}
    | {"word", "words", "works"}
)
"""Keys about pages, and words that are one letter away from a known key by accident."""
_NOTHING = (None, False, "", ())
_SHORTEST, _LONGEST = 4, 20
"""Letters of a key that can be misspelt: with fewer, every word is near."""


def unknown_keys(root: MappingNode, known: Mapping[str, str]) -> Iterator[Problem]:
    """Yield advice for keys that mean nothing here, each with the key to use.

    `known` has the keys that mean something, each with its canonical name. A key whose better
    name is also in the front matter is for another program.
    """
    given = {known[key] for key in map(fold_key, root.pairs) if key in known}
    shapes = _by_length(tuple(known))
    for key, node in root.pairs.items():
        folded = fold_key(key)
        if folded in known or folded in _INNOCENT or kind_of_key(folded) in KINDS:
            continue
        use = SYNONYMS.get(folded)
        ending = f"; use {use!r}" if use else ""
        if not use and (use := _near(folded, shapes)):
            ending = did_you_mean([use])
        if use and known.get(use, use) not in given and freeze(node) not in _NOTHING:
            message = f"the key {key!r} means nothing here{ending}"
            yield Problem(ProblemCode.FRONT_MATTER_KEY, message, root.lines[key])


@cache
def _by_length(known: tuple[str, ...]) -> dict[int, list[str]]:
    """Return the keys that can be misspelt, by their lengths."""
    shapes: dict[int, list[str]] = {}
    for key in dict.fromkeys((*known, *KINDS)):
        if _SHORTEST <= len(key) <= _LONGEST:
            shapes.setdefault(len(key), []).append(key)
    return shapes


def _near(word: str, shapes: Mapping[int, list[str]]) -> str:
    """Return the first key that is one letter away from a word, empty without one."""
    lengths = (len(word), len(word) + 1, len(word) - 1)
    near = (key for length in lengths for key in shapes.get(length, ()) if _one_away(word, key))
    return next(near, "")


def _one_away(word: str, key: str) -> bool:
    """Return whether one letter is wrong, missing, too much, or two have changed places."""
    start = 0
    while start < min(len(word), len(key)) and word[start] == key[start]:
        start += 1
    rest, wanted = word[start:], key[start:]
    if len(word) == len(key):
        return rest[1:] == wanted[1:] or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    return rest[1:] == wanted if len(word) > len(key) else rest == wanted[1:]
