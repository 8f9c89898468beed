"""Problems among the notes of one person: translations, and notes with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.note.key import clean_key, other_suffix
from sphinxext_profiles.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxext_profiles.model import Profile


def edition_problems(
    people: Mapping[str, Sequence[Profile]], duplicates: Iterable[tuple[Profile, Profile]]
) -> Iterator[tuple[str, Problem]]:
    """Yield the problems of notes that share a key, each with the path of its note.

    `people` maps keys to profiles, sorted by language tag. `duplicates` are pairs: a profile in
    `people`, and one with the same key and language, which is not in `people`.
    """
    for kept, other in duplicates:
        lang = f" and the language {other.lang!r}" if other.lang else ""
        message = (
            f"{kept.path} already has the key {other.key!r}{lang}; "
            "give one of the two notes another `id`"
        )
        yield other.path, Problem(ProblemCode.KEY_DUPLICATE, message)
    for editions in people.values():
        if len(editions) > 1:
            yield from _unmarked(editions)
            yield from _originals(editions)
        for profile in editions:
            yield from _separated(profile, people.keys())


def _unmarked(editions: Sequence[Profile]) -> Iterator[tuple[str, Problem]]:
    """Yield a problem for a note without a language whose key is also that of others."""
    for profile in editions:
        if not profile.lang:
            others = ", ".join(edition.lang for edition in editions if edition.lang)
            message = (
                f"other notes with the key {profile.key!r} have a language ({others}) and this one "
                "has none, so it counts as being in the project's; set `lang`"
            )
            yield profile.path, Problem(ProblemCode.LANGUAGE_MISSING, message)


def _originals(editions: Sequence[Profile]) -> Iterator[tuple[str, Problem]]:
    """Yield a problem if a person doesn't have one original, at the note that counts as it."""
    originals = [profile for profile in editions if not profile.provenance.translated]
    if len(originals) == 1:
        return
    original = (originals or editions)[0]
    if originals:
        paths = " and ".join(profile.path for profile in originals)
        message = (
            f"{paths} are not marked `translated`, so {original.path} counts as the original; "
            "set `translated: true` in the others"
        )
    else:
        message = (
            "all notes with this key are marked `translated`, so this one counts as the original; "
            "take `translated` out of the original"
        )
    yield original.path, Problem(ProblemCode.ORIGINAL_UNCLEAR, message)


def _separated(profile: Profile, keys: AbstractSet[str]) -> Iterator[tuple[str, Problem]]:
    """Yield a problem for a translation with a key of its own, because its language differs.

    `ada-de.md` beside `ada.md`, with `lang: fr`, has the key `ada-de`. Without `ada.md` the file
    name is taken for the name of a person.
    """
    suffix = other_suffix(profile, "-")
    key = clean_key(suffix.bare) if suffix else ""
    if suffix and key in keys and key != profile.key:
        says = f'says "{profile.lang}"' if profile.lang else "says no language"
        message = (
            f'the file name ends in "{suffix.written}" but `lang` {says}, so this is not a '
            f"translation of {key!r}; correct one of them"
        )
        yield profile.path, Problem(ProblemCode.LANGUAGE_SUFFIX, message)
