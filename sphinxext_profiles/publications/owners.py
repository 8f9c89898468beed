"""Who of a project's people is an author of an entry in a bibliography."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.addresses.identifiers import identify
from sphinxext_profiles.people.joining import names_of
from sphinxext_profiles.words.honorifics import without_honorifics
from sphinxext_profiles.words.names import FAMILY_FIRST, fold
from sphinxext_profiles.words.scripts import EAST_ASIAN, scripts

from .author_names import Fit, forms_of
from .surnames import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_profiles.model import Profile

    from .author_names import Author, Form


class Owner(NamedTuple):
    """A person taken for an author."""

    key: str
    unsure: bool = False
    """Whether nothing but an initial says so."""


class Owners:
    """The people of a project by the names that they may publish under."""

    def __init__(
        self, people: Iterable[Profile], authors: Iterable[Author], lang: str = ""
    ) -> None:
        """Take all people, and the authors of all entries, which show what initials stand for.

        `lang` is the language of people without one.
        """
        self._by_family: dict[str, dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
        """By family name and key."""
        self._by_whole: dict[str, set[str]] = defaultdict(set)
        self._by_orcid: dict[str, str] = {}
        self._with_orcid: set[str] = set()
        for profile in people:
            for form in _forms(profile, profile.lang or lang):
                self._by_whole[form.whole].add(profile.key)
                for family in form.families:
                    self._by_family[family][profile.key].append(form)
            for orcid in _orcids(profile):
                self._by_orcid.setdefault(orcid, profile.key)
                self._with_orcid.add(profile.key)
        self._written_out = _given_by_family(authors)
        self._owners: dict[Author, Owner | None] = {}

    def owner(self, author: Author) -> Owner | None:
        """Return the person who is an author, by ORCID, else by name; None for nobody.

        A name that fits several people equally well is nobody's.
        """
        if author not in self._owners:
            self._owners[author] = self._find(author)
        return self._owners[author]

    def _find(self, author: Author) -> Owner | None:
        if key := self._by_orcid.get(author.orcid):
            return Owner(key)
        fits = dict.fromkeys(self._by_whole.get(author.whole, ()), Fit.WHOLE)
        for family in author.families:
            for key, forms in self._by_family.get(family, {}).items():
                fits[key] = max(fits.get(key, Fit.NOT), *(form.fit(author) for form in forms))
        if author.orcid:  # whoever has another is somebody else
            fits = {key: fit for key, fit in fits.items() if key not in self._with_orcid}
        best = max(fits.values(), default=Fit.NOT)
        keys = [key for key, fit in fits.items() if fit is best]
        if best is Fit.NOT or len(keys) > 1:
            return None
        unsure = best is Fit.INITIAL
        return None if unsure and self._may_be_others(author) else Owner(keys[0], unsure)

    def _may_be_others(self, author: Author) -> bool:
        """Return whether several people may have a family name and an initial."""
        families, initial = author.families, fold(author.given)[:1]
        people = {key for family in families for key in self._by_family.get(family, {})}
        given = {name for family in families for name in self._written_out.get(family, ())}
        same = {name for name in given if name.startswith(initial)}
        return len(people) > 1 or len(same) > 1 or not COMMON.isdisjoint(families)


def _forms(profile: Profile, lang: str) -> Iterator[Form]:
    """Yield the forms of all names of a person."""
    names = [without_honorifics(name) for name in names_of(profile)]
    abroad = lang.partition("-")[0] in FAMILY_FIRST or any(
        scripts(name) & EAST_ASIAN for name in names
    )
    for name in filter(fold, names):
        yield from forms_of(name, lang, profile.family_name, any_order=abroad)


def _orcids(profile: Profile) -> Iterator[str]:
    for link in profile.links:
        identifier = identify(link.address) if link.kind == "orcid" else None
        if identifier and identifier.kind == "orcid":
            yield identifier.value


def _given_by_family(authors: Iterable[Author]) -> dict[str, set[str]]:
    """Return the first given names that are written out, by family name."""
    given: dict[str, set[str]] = defaultdict(set)
    for author in authors:
        first = fold(author.given).split()[:1]
        if first and len(first[0]) > 1:
            for family in author.families:
                given[family].update(first)
    return given
