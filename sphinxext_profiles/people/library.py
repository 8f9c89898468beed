"""All profiles of a project: found by key and language, sorted, selected by conditions."""

from __future__ import annotations

import difflib
import re
from functools import cached_property
from typing import TYPE_CHECKING

from sphinxext_profiles.dialects.wikilinks import note_name
from sphinxext_profiles.note.key import clean_key, key_from_path
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.note.source import MOST_BYTES
from sphinxext_profiles.words.languages import fallbacks, sort_key

from .editions import edition_problems
from .globs import Globs, is_overview
from .name_order import name_key, order_problem
from .note_files import read_note_file
from .query import OWN_KEYS, Condition, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.problems import Problem

PATTERNS = ("**/*.md", "**/*.markdown")
"""The files that are notes by default."""

MOST_SUGGESTIONS = 200
"""Unknown keys that are compared with all others: a note can ask for thousands."""

_PARTS = re.compile(r"[\s-]+")


class Library:
    """Profiles by key and language.

    Entries come in the order of their files; that of notes doesn't matter. Of notes with the same
    key and language, the one whose file is called so counts, else the one with the first path.
    `lang` is the project's language, for profiles that have none. `names` are other names for
    keys, empty for those of several people.
    """

    def __init__(
        self,
        profiles: Iterable[Profile] = (),
        lang: str = "",
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.lang = lang
        self.names = names or {}
        self._profiles: dict[str, dict[str, Profile]] = {}
        self._notes: dict[str, list[Profile]] = {}
        self._left_out: list[Profile] = []
        self._suggestions = 0
        self._places: dict[str, int] = {}
        profiles = list(profiles)
        for profile in profiles:
            if profile.entry:
                self._places[profile.path] = len(self._places)
        for profile in sorted(profiles, key=_rank):
            languages = self._profiles.setdefault(profile.key, {})
            self._notes.setdefault(profile.key, []).append(profile)
            kept = languages.setdefault(profile.lang, profile)
            if kept is not profile:
                self._leave_out_one(languages, kept, profile)
        for languages in self._profiles.values():
            bare, exact = languages.get(""), languages.get(lang)
            # A note in the project's own language doesn't take the place of one that says none.
            if lang and bare and exact and _claims(exact) and not _claims(bare):
                self._leave_out_one(languages, languages.pop(lang), bare)

    def _leave_out_one(
        self, languages: dict[str, Profile], first: Profile, second: Profile
    ) -> None:
        """Keep the one of two profiles whose file is called like its key, else the first."""
        kept, other = (second, first) if _claims(first) and not _claims(second) else (first, second)
        languages[kept.lang] = kept
        self._left_out.append(other)

    def place(self, profile: Profile) -> tuple[int, str]:
        """Return what profiles are sorted by in the order of files: notes by path, then entries."""
        return (self._places.get(profile.path, -1), profile.path)

    def __len__(self) -> int:
        return len(self._profiles)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.key_of(key) in self._profiles

    def key_of(self, name: str) -> str:
        """Return the key that a name stands for: itself where it is a key, or no other name."""
        return name if name in self._profiles else self.names.get(name) or name

    def __iter__(self) -> Iterator[Profile]:
        """Yield every profile, translations included, sorted by key and language."""
        for languages in self._profiles.values():
            yield from languages.values()

    def keys(self) -> tuple[str, ...]:
        """Return all keys, sorted by code point."""
        return tuple(self._profiles)

    def translations(self, key: str) -> tuple[Profile, ...]:
        """Return a person's profiles in all languages, by language tag; none for an unknown key."""
        return tuple(self._profiles.get(self.key_of(key), {}).values())

    def notes(self, key: str) -> tuple[Profile, ...]:
        """Return the profiles of all notes with a key, also of those that don't count."""
        return tuple(self._notes.get(self.key_of(key), ()))

    def get(self, key: str, lang: str = "", fallback: Iterable[str] = ()) -> Profile | None:
        """Return the profile of a person that fits a language best, None for an unknown key.

        The language itself comes first, then one that is near (`zh-Hant` for `zh-TW`, `zh` for
        `zh-Hant`), then the languages in `fallback` in the same way, then the original, which is
        not marked as translated, then the first language tag.
        """
        languages = self._profiles.get(self.key_of(key), {})
        if not languages:
            return None
        for wanted in (lang, *fallback):
            profile = self._in_language(languages, wanted)
            if profile is not None:
                return profile
        profiles = languages.values()
        originals = (entry for entry in profiles if not entry.provenance.translated)
        return next(originals, next(iter(profiles)))

    def _in_language(self, languages: Mapping[str, Profile], wanted: str) -> Profile | None:
        """Return the profile in a language or in one near it, None if there is none."""
        for tag in filter(None, fallbacks(wanted) or (wanted,)):
            if tag in languages:
                return languages[tag]
            for lang, profile in languages.items():
                if tag in fallbacks(lang or self.lang):
                    return profile
        return None

    def people(self, lang: str = "", fallback: Iterable[str] = ()) -> tuple[Profile, ...]:
        """Return one profile of each person, as `get` chooses it, sorted by name."""
        fallback = tuple(fallback)
        profiles = (self.get(key, lang, fallback) for key in self._profiles)
        return ordered((profile for profile in profiles if profile is not None), self.lang)

    def select(
        self, conditions: Iterable[Condition], lang: str = "", fallback: Iterable[str] = ()
    ) -> tuple[Profile, ...]:
        """Return the people who meet all conditions, sorted by name."""
        wanted = tuple(conditions)
        people = self.people(lang, fallback)
        return tuple(
            profile for profile in people if all(condition.holds(profile) for condition in wanted)
        )

    def meant(self, target: str) -> str:
        """Return the key that the target of a link means, empty if a wikilink names nobody.

        `[[people/Ada Lovelace.md#Work]]` names her file or a page of hers; any other target is a
        key itself.
        """
        if not target.startswith("[["):
            return self.key_of(target)
        name = note_name(target[2:-2])
        key = clean_key(name)
        if key in self._profiles:
            return key
        words, _ = self._words
        keys = words.get(name.casefold()) or words.get(key.casefold()) or {}
        return next(iter(keys)) if len(keys) == 1 else ""

    def near(self, key: str, n: int = 3) -> tuple[str, ...]:
        """Return at most `n` keys that a misspelled key or name may stand for, the nearest first.

        Keys that contain it as a word come before those that only resemble it: `ada` may be short
        for `ada-lovelace`. After `MOST_SUGGESTIONS` there are none any more.
        """
        self._suggestions += 1
        if self._suggestions > MOST_SUGGESTIONS:
            return ()
        key = key.casefold()
        words, parts = self._words
        keys = dict(parts.get(key, {}))
        close = difflib.get_close_matches(key, sorted(words), max(n, 1) * 4, 0.6)
        keys.update(dict.fromkeys(key for word in close for key in words[word]))
        return tuple(keys)[:n]

    @cached_property
    def _words(self) -> tuple[dict[str, dict[str, None]], dict[str, dict[str, None]]]:
        """The keys that each key, name and file leads to, as a whole and by the words in it."""
        words: dict[str, dict[str, None]] = {}
        parts: dict[str, dict[str, None]] = {}
        for profile in self:
            file = note_name(profile.path)
            for word in (profile.key, profile.name, *profile.alternate_names, file):
                folded = word.casefold()
                words.setdefault(folded, {})[profile.key] = None
                for part in _PARTS.split(folded):
                    parts.setdefault(part, {})[profile.key] = None
        return words, parts

    def duplicates(self) -> tuple[tuple[Profile, Profile], ...]:
        """Return pairs of profiles with the same key and language; the first of each counts."""
        people = self._profiles
        return tuple(
            (people[other.key].get(other.lang) or people[other.key][""], other)
            for other in self._left_out
        )

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Return the problems that show only where there are others, each with its note's path.

        They are those of notes that share a key, and of names that nobody could put in order.
        """
        people = {key: tuple(editions.values()) for key, editions in self._profiles.items()}
        guessed = ((entry.path, order_problem(entry, self.lang)) for entry in self)
        return (
            *edition_problems(people, self.duplicates()),
            *((path, problem) for path, problem in guessed if problem),
        )

    def known_keys(self) -> tuple[str, ...]:
        """Return every key that conditions can ask for, those of every front matter included."""
        keys = {name for profile in self for name, _ in profile.fields}
        return tuple(sorted(keys.union(OWN_KEYS)))

    def known_values(self, key: str) -> tuple[str, ...]:
        """Return all values that profiles have for a key, sorted."""
        values = {value for profile in self for value in values_of(profile, key)}
        return tuple(sorted(values, key=sort_key))


def _rank(profile: Profile) -> tuple[str, str, bool, str]:
    """Return what profiles are sorted by: of one person, notes come before entries."""
    return (profile.key, profile.lang, bool(profile.entry), profile.path)


def _claims(profile: Profile) -> bool:
    """Return whether a note has its key from its `id`, and its file is called otherwise."""
    return not profile.entry and key_from_path(profile.path, profile.lang) != profile.key


def ordered(profiles: Iterable[Profile], lang: str = "") -> tuple[Profile, ...]:
    """Return profiles sorted by family name; namesakes by key, language and path.

    `lang` is the language of profiles that have none.
    """
    return tuple(
        sorted(
            profiles,
            key=lambda entry: (name_key(entry, lang), entry.key, entry.lang, entry.path),
        )
    )


def load_folder(
    folder: Path, patterns: Iterable[str] = PATTERNS
) -> tuple[Library, tuple[tuple[str, Problem], ...]]:
    """Return the notes in a folder and its subfolders, and their problems with the notes' paths.

    `patterns` are globs relative to the folder; those that begin with `!` exclude files. `index`
    and `README` are notes only if a glob names them: `*/index.md`. A file that can't be read, or
    that leads out of the folder, is a problem. Raises `ValueError` for a pattern that is not a
    glob.
    """
    problems: list[tuple[str, Problem]] = []
    profiles = []
    for path in note_paths(folder, tuple(patterns)):
        name = path.relative_to(folder).as_posix()
        text, file_problems = read_note_file(path, MOST_BYTES, folder)
        problems += [(name, problem) for problem in file_problems]
        if text is not None:
            profile, note_problems = read_profile(text, name)
            profiles.append(profile)
            problems += [(name, problem) for problem in note_problems]
    library = Library(profiles)
    return library, (*problems, *library.problems())


def note_paths(folder: Path, patterns: Sequence[str] = PATTERNS) -> list[Path]:
    """Return the files below a folder that patterns select, sorted by path."""
    selected: set[Path] = set()
    for pattern in patterns:
        if not pattern.startswith("!"):
            selected.update(folder.glob(pattern.lstrip("/")))
    for pattern in patterns:
        if pattern.startswith("!"):
            selected.difference_update(folder.glob(pattern[1:].lstrip("/")))
    named = Globs(patterns)
    files = {path.relative_to(folder).as_posix(): path for path in selected if path.is_file()}
    return [
        files[name] for name in sorted(files) if not is_overview(name) or named.may_select(name)
    ]
