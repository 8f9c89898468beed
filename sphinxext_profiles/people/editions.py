"""What is wrong with the notes of one person among themselves."""

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
    """Yield what is wrong with notes that have a key together, each after its note's path.

    `people` are the profiles by key, those with a key in the order of their language tags;
    `duplicates` are pairs of a profile and another with its key and language, which is not among
    them.
    """
    for kept, other in duplicates:
        lang = f" and the language {other.lang!r}" if other.lang else ""
        message = f"the key {other.key!r}{lang} is also that of {kept.path}"
        yield other.path, Problem(ProblemCode.KEY_DUPLICATE, message)
    for editions in people.values():
        if len(editions) > 1:
            yield from _unmarked(editions)
            yield from _originals(editions)
        for profile in editions:
            yield from _strayed(profile, people.keys())


def _unmarked(editions: Sequence[Profile]) -> Iterator[tuple[str, Problem]]:
    """Yield the problem of a note that alone doesn't say its language."""
    for profile in editions:
        if not profile.lang:
            others = ", ".join(edition.lang for edition in editions if edition.lang)
            message = (
                f"there are notes with the key {profile.key!r} in other languages ({others}), "
                "and no `lang` says this one's; it counts as the project's"
            )
            yield profile.path, Problem(ProblemCode.LANGUAGE_MISSING, message)


def _originals(editions: Sequence[Profile]) -> Iterator[tuple[str, Problem]]:
    """Yield the problem of a profile whose original is not clear, at the note that counts as it."""
    originals = [profile for profile in editions if not profile.provenance.translated]
    if len(originals) == 1:
        return
    counted = (originals or editions)[0]
    if originals:
        paths = " and ".join(profile.path for profile in originals)
        message = f"{paths} are not marked `translated`; {counted.path} counts as the original"
    else:
        message = "all notes with this key are marked `translated`; this one counts as the original"
    yield counted.path, Problem(ProblemCode.ORIGINAL_UNCLEAR, message)


def _strayed(profile: Profile, keys: AbstractSet[str]) -> Iterator[tuple[str, Problem]]:
    """Yield the problem of a translation that has a key of its own since its language differs.

    `ada-de.md` beside `ada.md`, with `lang: fr`, has the key `ada-de`. Without another note to
    belong to, it is taken for a name.
    """
    suffix = other_suffix(profile, "-")
    key = clean_key(suffix.bare) if suffix else ""
    if suffix and key in keys and key != profile.key:
        says = f'says "{profile.lang}"' if profile.lang else "says no language"
        message = (
            f'the file\'s name ends in "{suffix.written}", and `lang` {says}, so this is another '
            f"person than {key!r}"
        )
        yield profile.path, Problem(ProblemCode.LANGUAGE_SUFFIX, message)
