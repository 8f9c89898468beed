"""Names of authors as a bibliography has them, and how far one fits a person's name."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.people.name_order import name_parts
from sphinxext_profiles.words.names import fold
from sphinxext_profiles.words.scripts import EAST_ASIAN, scripts

if TYPE_CHECKING:
    from collections.abc import Iterator


class Author(NamedTuple):
    """An author or editor of an entry, in BibTeX's parts, without TeX's commands."""

    family: str
    """With all of a name that has no parts: of a team, or in a script without spaces."""
    given: str = ""
    particle: str = ""
    """The lower-case words before the family name."""
    orcid: str = ""
    """As the entry gives it, maybe empty: `0000-0002-1825-0097`."""

    def __str__(self) -> str:
        """Return the name as it is said."""
        return " ".join(filter(None, (self.given, self.particle, self.family)))

    @property
    def families(self) -> set[str]:
        """The folded family names that the name may mean: with the particle and without."""
        return {fold(self.family), fold(f"{self.particle} {self.family}")} - {""}

    @property
    def whole(self) -> str:
        """The whole name, folded, in the order of its script."""
        if scripts(self.family + self.given) <= EAST_ASIAN:
            return _closed(self.family + self.given)
        return fold(str(self))


class Fit(IntEnum):
    """How far a name fits another."""

    NOT = 0
    INITIAL = 1
    """The first given name is known by its initial only, and so is nothing else."""
    INITIALS = 2
    """Two given names fit, the first by its initial."""
    NAME = 3
    """The first given name is the same, and no other contradicts."""
    WHOLE = 4
    """The whole name is the same."""


class Form(NamedTuple):
    """A name of a person, for comparison with those of authors."""

    families: frozenset[str]
    """The family name, folded, with its particle and without."""
    given: tuple[str, ...]
    whole: str
    """The whole name, folded."""

    def fit(self, author: Author) -> Fit:
        """Return how far an author's name fits this one."""
        if author.whole == self.whole:
            return Fit.WHOLE
        if self.families.isdisjoint(author.families):
            return Fit.NOT
        return _fit_given(self.given, tuple(fold(author.given).split()))


def forms_of(
    name: str, lang: str = "", family: str = "", *, any_order: bool = False
) -> Iterator[Form]:
    """Yield the forms of a name in a language (BCP 47); `family` is its family name if known.

    In `any_order`, either of two words may be the family name, as abroad nobody knows which is.
    """
    if scripts(name) <= EAST_ASIAN:
        yield Form(frozenset({_closed(name)}), (), _closed(name))
        return
    parts = name_parts(name, lang, family)
    families = {fold(parts.family), fold(f"{parts.particle} {parts.family}")} - {""}
    yield Form(frozenset(families), tuple(fold(parts.given).split()), fold(name))
    words = fold(name).split()
    if any_order and len(words) > 1:
        yield Form(frozenset(words[:1]), tuple(words[1:]), " ".join((*words[1:], words[0])))
        yield Form(frozenset(words[-1:]), tuple(words[:-1]), " ".join((words[-1], *words[:-1])))


def _closed(name: str) -> str:
    return fold(name).replace(" ", "")


def _fit_given(own: tuple[str, ...], given: tuple[str, ...]) -> Fit:
    """Return how far given names fit, word by word; either may have more than the other."""
    if not own or not given:
        return Fit.NOT
    if len(given) == 1 and len(own) > 1 and _are_initials(given[0], own):
        given = tuple(given[0])  # `AB` for `A. B.`
    pairs = list(zip(own, given, strict=False))
    if not all(_may_be(mine, theirs) for mine, theirs in pairs):
        return Fit.NOT
    if own == given:
        return Fit.WHOLE
    if len(own[0]) > 1 and own[0] == given[0]:
        return Fit.NAME
    return Fit.INITIALS if len(pairs) > 1 else Fit.INITIAL


def _are_initials(word: str, names: tuple[str, ...]) -> bool:
    return len(word) == len(names) and all(
        name.startswith(letter) for letter, name in zip(word, names, strict=True)
    )


def _may_be(one: str, other: str) -> bool:
    """Return whether two given names are the same, or one is the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
