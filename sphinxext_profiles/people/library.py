"""All profiles of a project: looked up by key and language, ordered, chosen by conditions."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.source import MOST_BYTES, read_file
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.languages import fallbacks, sort_key

from .editions import edition_problems
from .note_files import leads_out
from .query import OWN_KEYS, Condition, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinxext_profiles.model import Profile

PATTERNS = ("**/*.md", "**/*.markdown")
"""The files that are notes when nobody says otherwise."""

_PARTS = re.compile(r"[\s-]+")
_NEVER_NOTES = frozenset({"index", "readme"})


class Library:
    """Profiles by key and language.

    What it gives never depends on the order in which it got the profiles: notes with the same
    key and language are taken in the order of their paths, and the first counts. `lang` is the
    language of profiles that don't say theirs: the project's.
    """

    def __init__(self, profiles: Iterable[Profile] = (), lang: str = "") -> None:
        self.lang = lang
        self._profiles: dict[str, dict[str, Profile]] = {}
        self._duplicates: list[tuple[Profile, Profile]] = []
        for profile in sorted(profiles, key=lambda entry: (entry.key, entry.lang, entry.path)):
            languages = self._profiles.setdefault(profile.key, {})
            kept = languages.setdefault(profile.lang, profile)
            if kept is not profile:
                self._duplicates.append((kept, profile))

    def __len__(self) -> int:
        return len(self._profiles)

    def __contains__(self, key: object) -> bool:
        return key in self._profiles

    def __iter__(self) -> Iterator[Profile]:
        """Yield every profile, all translations too, by key and language."""
        for languages in self._profiles.values():
            yield from languages.values()

    def keys(self) -> tuple[str, ...]:
        """Return all keys, by code point."""
        return tuple(self._profiles)

    def translations(self, key: str) -> tuple[Profile, ...]:
        """Return a person's profiles in all languages, by language tag; none for no such key."""
        return tuple(self._profiles.get(key, {}).values())

    def get(self, key: str, lang: str = "", fallback: Iterable[str] = ()) -> Profile | None:
        """Return a person's profile that fits a language best, None when the key is unknown.

        The language itself comes first, then the same in another region or script (`zh-Hant` for
        `zh-TW`, `zh` for `zh-Hant`), then the languages of `fallback` in the same way, then the
        original: the profile that is not marked as translated; then the first by language tag.
        """
        languages = self._profiles.get(key, {})
        if not languages:
            return None
        for wanted in (lang, *fallback):
            found = self._fitting(languages, wanted)
            if found is not None:
                return found
        profiles = languages.values()
        originals = (entry for entry in profiles if not entry.provenance.translated)
        return next(originals, next(iter(profiles)))

    def _fitting(self, languages: Mapping[str, Profile], wanted: str) -> Profile | None:
        """Return the profile in a language or one near it, None when there is none."""
        for tag in fallbacks(wanted) or (wanted,):
            if tag in languages and tag:
                return languages[tag]
            spoken = ((lang or self.lang, profile) for lang, profile in languages.items())
            near = (profile for lang, profile in spoken if tag and tag in fallbacks(lang))
            found = next(near, None)
            if found is not None:
                return found
        return None

    def people(self, lang: str = "", fallback: Iterable[str] = ()) -> tuple[Profile, ...]:
        """Return one profile of each person, as `get` chooses it, in the order of names."""
        fallback = tuple(fallback)
        chosen = (self.get(key, lang, fallback) for key in self._profiles)
        return ordered(profile for profile in chosen if profile is not None)

    def select(
        self, conditions: Iterable[Condition], lang: str = "", fallback: Iterable[str] = ()
    ) -> tuple[Profile, ...]:
        """Return the people who fulfil all conditions, in the order of names."""
        conditions = tuple(conditions)
        people = self.people(lang, fallback)
        return tuple(
            profile for profile in people if all(entry.holds(profile) for entry in conditions)
        )

    def near(self, key: str, n: int = 3) -> tuple[str, ...]:
        """Return at most `n` keys that a key or a name may be a slip of, the nearest first.

        Those of which it is a part come before those that are only alike: `ada` may be short for
        `ada-lovelace`.
        """
        key = key.casefold()
        words: dict[str, dict[str, None]] = {}
        keys: dict[str, None] = {}
        for profile in self:
            for word in (profile.key, profile.name, *profile.alternate_names):
                folded = word.casefold()
                words.setdefault(folded, {})[profile.key] = None
                if key in _PARTS.split(folded):
                    keys[profile.key] = None
        close = difflib.get_close_matches(key, sorted(words), max(n, 1) * 4, 0.6)
        keys.update(dict.fromkeys(found for word in close for found in words[word]))
        return tuple(keys)[:n]

    def duplicates(self) -> tuple[tuple[Profile, Profile], ...]:
        """Return each profile that has the key and language of another, after that one."""
        return tuple(self._duplicates)

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Return what is wrong with the notes among themselves, each after its note's path."""
        people = {key: tuple(editions.values()) for key, editions in self._profiles.items()}
        return tuple(edition_problems(people, self._duplicates))

    def known_keys(self) -> tuple[str, ...]:
        """Return every key that conditions can ask for: the profiles' own and the authors'."""
        given = {name for profile in self for name, _ in profile.fields}
        return tuple(sorted(given.union(OWN_KEYS)))

    def known_values(self, key: str) -> tuple[str, ...]:
        """Return every value that some profile has for a key, in order."""
        values = {value for profile in self for value in values_of(profile, key)}
        return tuple(sorted(values, key=sort_key))


def ordered(profiles: Iterable[Profile]) -> tuple[Profile, ...]:
    """Return profiles in the order of their names (`sort_name` where a note gives one)."""
    return tuple(sorted(profiles, key=_order))


def _order(profile: Profile) -> tuple[tuple[int, str, str, str], str, str, str]:
    """Return what a profile is sorted by; its key, language and path part those of one name."""
    name = profile.sort_name or profile.name
    return (sort_key(name), profile.key, profile.lang, profile.path)


def load_folder(
    folder: Path, patterns: Iterable[str] = PATTERNS
) -> tuple[Library, tuple[tuple[str, Problem], ...]]:
    """Return the notes below a folder, with their problems, each after its note's path.

    `patterns` are globs relative to the folder; those with a `!` take files out. `index` and
    `README` are never notes. Files that can't be read and paths that lead out of the folder are
    problems. Raises `ValueError` for a pattern that is no glob.
    """
    problems: list[tuple[str, Problem]] = []
    profiles = []
    for path in note_paths(folder, tuple(patterns)):
        shown = path.relative_to(folder).as_posix()
        text, found = _read(folder, path)
        problems += [(shown, problem) for problem in found]
        if text is not None:
            profile, said = read_profile(text, shown)
            profiles.append(profile)
            problems += [(shown, problem) for problem in said]
    library = Library(profiles)
    return library, (*problems, *library.problems())


def note_paths(folder: Path, patterns: Sequence[str] = PATTERNS) -> list[Path]:
    """Return the files below a folder that patterns take, in the order of their paths."""
    taken: set[Path] = set()
    for pattern in patterns:
        if not pattern.startswith("!"):
            taken.update(folder.glob(pattern.lstrip("/")))
    for pattern in patterns:
        if pattern.startswith("!"):
            taken.difference_update(folder.glob(pattern[1:].lstrip("/")))
    files = (path for path in taken if path.is_file() and path.stem.lower() not in _NEVER_NOTES)
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def _read(folder: Path, path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """Return a note's text, None when it can't be had, with what is wrong with the file."""
    if leads_out(folder, path.absolute()):
        message = f"{path.name} leads out of the folder"
        return None, (Problem(ProblemCode.NOTE_OUTSIDE, message),)
    try:
        return read_file(path, MOST_BYTES)
    except OSError as error:
        message = f"the note could not be opened: {error}"
        return None, (Problem(ProblemCode.NOTE_UNREADABLE, message),)
