"""One person over notes and people files: which entries are about whom, and what they add."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.frontmatter.keys import KEYS
from sphinxext_profiles.model import Image, Role
from sphinxext_profiles.note.key import key_from_path
from sphinxext_profiles.note.sections import slugify
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.honorifics import without_honorifics
from sphinxext_profiles.words.letters import fold_key
from sphinxext_profiles.words.names import fold

from .accounts import AVATAR, Account, accounts_of, with_pictures
from .library import Library
from .query import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinxext_profiles.model import Profile, Value

_GROUPS = frozenset((*KEYS["groups"], "roles"))
"""The keys in which an entry that has any goes before such a note with all it says."""
_ENTRYS = frozenset({"sort_name", "order", "weight", "email"})
"""The keys in which an entry goes before a note that isn't trusted, besides its links."""
MOST_NAMESAKES = 20
"""Of more people with one name, none is taken for another by the name."""
_TEXTS = ("headline", "affiliation", "pronouns", "location", "life_span", "summary", "tags")


class Joined(NamedTuple):
    """Everybody, each person once for each language."""

    library: Library
    parts: dict[str, tuple[Profile, ...]]
    """The entries that add to a profile, by its path."""
    problems: tuple[tuple[str, Problem], ...]
    """What is wrong or unsure, with the paths of entries and notes."""
    trusted: bool
    """Whether notes go before entries in everything."""
    avatars: dict[str, tuple[Account, ...]]
    """The accounts of people without a photo, by the paths of their profiles."""

    def fill(self, profile: Profile) -> Profile:
        """Return a note's or an entry's profile with what the entries about the person add.

        Who has no photo gets the avatar, of which a lock file says whether it was fetched.
        """
        if profile.path in self.parts:
            profile = self._with_entries(profile, self.parts[profile.path])
        if profile.path in self.avatars and not profile.portrait:
            profile = replace(profile, portrait=Image(f"{AVATAR}{profile.key}"))
        return profile

    def _with_entries(self, profile: Profile, entries: tuple[Profile, ...]) -> Profile:
        """Return a profile with what entries add."""
        together = entries[0]
        for entry in entries[1:]:
            together = _filled(together, entry, trusted=True)
        profile = _filled(profile, together, trusted=self.trusted or bool(profile.entry))
        for entry in entries:
            if (profile.lang or self.library.lang) == (entry.lang or self.library.lang):
                profile = _with_texts(profile, entry)
        return profile

    def digest(self, path: str) -> str:
        """Return a digest of what is added to a profile, empty for nothing."""
        if path not in self.parts and path not in self.avatars:
            return ""
        added = (self.parts.get(path), self.avatars.get(path))
        said = repr(added).encode("utf-8", "replace")
        return hashlib.blake2b(said, digest_size=16).hexdigest()


def join(
    notes: Iterable[Profile],
    entries: Sequence[Profile],
    lang: str = "",
    *,
    trusted: bool = False,
    avatars: Iterable[str] = (),
) -> Joined:
    """Return everybody in notes and in entries, which come in the order of the files.

    An entry is about the person who has its key, else its ORCID, another account, or its name if
    no identifier contradicts. `lang` is the language of profiles that have none; `trusted` says
    whether a note may claim to be about anybody, and `avatars` are services that may have pictures.
    """
    notes = list(notes)
    people = _People(trusted=trusted)
    for note in notes:
        people.add_note(note)
    for entry in entries:
        people.add_entry(entry)
    parts: dict[str, tuple[Profile, ...]] = {}
    bases: list[Profile] = [*people.apart]
    names: dict[str, str] = {}
    for key, person in people.by_key.items():
        own = person.notes or person.entries[:1]
        for base in own:
            if others := tuple(entry for entry in person.entries if entry is not base):
                parts[base.path] = others
        bases += own
        for name in person.names if person.entries else ():
            names[name] = "" if names.get(name, key) != key else key
    joined = Joined(Library((), lang), parts, tuple(people.problems), trusted, {})
    joined = joined._replace(avatars=with_pictures(map(joined.fill, bases), avatars))
    return joined._replace(library=Library(map(joined.fill, bases), lang, names))


@dataclass(slots=True)
class _Person:
    """What is known of a person's names."""

    notes: list[Profile] = field(default_factory=list)
    entries: list[Profile] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    """What resolves as the key, in the order in which it was met."""
    accounts: dict[str, str] = field(default_factory=dict)
    """By kind."""


class _People:
    """Everybody so far."""

    def __init__(self, *, trusted: bool) -> None:
        self.trusted = trusted
        self.by_key: dict[str, _Person] = {}
        self.apart: list[Profile] = []
        """Entries that have the key of somebody else; the library reports them."""
        self.problems: list[tuple[str, Problem]] = []
        self.by_account: dict[str, str] = {}
        self.by_name: dict[str, dict[str, None]] = defaultdict(dict)

    def add_note(self, note: Profile) -> None:
        """Add a note to the person with its key."""
        person = self.by_key.setdefault(note.key, _Person())
        person.notes.append(note)
        self.record(note.key, person, note)

    def add_entry(self, entry: Profile) -> None:
        """Add an entry to the person that it is about, or a new person."""
        key = self.key_for(entry)
        if not key and entry.key in self.by_key:
            self.apart.append(entry)
            return
        person = self.by_key.setdefault(key or entry.key, _Person())
        person.entries.append(entry)
        self.record(key or entry.key, person, entry)

    def record(self, key: str, person: _Person, profile: Profile) -> None:
        """Record by what a profile names its person."""
        for kind, address in accounts_of(profile):
            person.accounts.setdefault(kind, address)
            self.by_account.setdefault(address, key)
        for name in names_of(profile):
            self.by_name[_folded(name)][key] = None
        if profile.entry:
            accounts = (address.rpartition("/")[2] for _, address in accounts_of(profile))
            person.names |= dict.fromkeys((profile.key, *names_of(profile), *accounts))

    def key_for(self, entry: Profile) -> str:
        """Return the key of the person that an entry is about, empty for nobody so far."""
        own = dict(accounts_of(entry))
        orcid = [own["orcid"]] if "orcid" in own else []
        sure = [entry.key if entry.key in self.by_key else ""]
        sure += [self.by_account.get(address, "") for address in (*orcid, *own.values())]
        for key in dict.fromkeys(filter(None, sure)):
            by_key = key == entry.key
            if self.may_be(key, entry, {} if _is_given(entry) else own, by_key=by_key):
                return key
        namesakes = [self.by_name[_folded(name)] for name in names_of(entry)]
        few = all(len(keys) <= MOST_NAMESAKES for keys in namesakes)
        keys = dict.fromkeys(key for keys in namesakes for key in keys) if few else {}
        fitting = [key for key in keys if self.may_be(key, entry, own, by_key=True)]
        if len(fitting) != 1 or entry.key in self.by_key:
            return ""
        message = (
            f"this is taken for the person with the key {fitting[0]!r}, who has the same name; say"
            f" so with `id: {fitting[0]}`, or give this one an `id` and an account of its own"
        )
        self.problems.append((entry.path, Problem(ProblemCode.PEOPLE_JOINED, message, 1)))
        return fitting[0]

    def may_be(self, key: str, entry: Profile, own: dict[str, str], *, by_key: bool) -> bool:
        """Return whether an entry may be about a person; what only looks so is reported.

        Nobody is twice in a file. By key or name, none of the accounts in `own` may contradict.
        """
        person = self.by_key[key]
        if any(other.file == entry.file for other in person.entries):
            if not by_key:
                message = f"another entry of the file, {key!r}, has the same account"
                problem = Problem(ProblemCode.PEOPLE_CLAIMED, message, 1)
                self.problems.append((entry.path, problem))
            return False
        if by_key and any(person.accounts.get(kind, it) != it for kind, it in own.items()):
            return False
        claims = [note for note in person.notes if not self.trusted and _claims(note, entry)]
        for note in claims:
            message = (
                f"the note says that it is about {entry.name!r} of {entry.file}, but neither its"
                " file's name nor its own says so; it isn't used for that person"
            )
            self.problems.append((note.path, Problem(ProblemCode.PEOPLE_CLAIMED, message)))
        return not claims


def _is_given(entry: Profile) -> bool:
    """Return whether an entry has a key, and not only a name from which one is made."""
    return bool(dict(entry.fields).get("id")) or entry.key != slugify(entry.name)


def names_of(profile: Profile) -> list[str]:
    """Return the names of a person, aliases included."""
    fields = dict(profile.fields)
    aliases = (value for key in ("aliases", "alias") for value in _texts(fields.get(key)))
    return [profile.name, *profile.alternate_names, *aliases]


def _texts(value: Value) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [text for text in values if isinstance(text, str) and "/" not in text]


def _folded(name: str) -> str:
    return fold(without_honorifics(name))


def _claims(note: Profile, entry: Profile) -> bool:
    """Return whether nothing but its own word says that a note is about an entry."""
    if key_from_path(note.path, note.lang) == entry.key:
        return False
    words = {word for name in names_of(entry) for word in _folded(name).split()}
    own = f"{' '.join(names_of(note))} {key_from_path(note.path, note.lang).replace('-', ' ')}"
    return words.isdisjoint(_folded(own).split())


def _with_texts(profile: Profile, entry: Profile) -> Profile:
    """Return a profile with the texts that it lacks and an entry has."""
    changes: dict[str, object] = {
        name: getattr(profile, name) or getattr(entry, name) for name in _TEXTS
    }
    for name in ("headline", "affiliation"):
        if not getattr(profile, name):
            changes[f"{name}_parts"] = getattr(entry, f"{name}_parts")
    return replace(profile, **changes)  # type: ignore[arg-type]  # names and types of its fields


def _filled(profile: Profile, entry: Profile, *, trusted: bool) -> Profile:
    """Return a profile with what it lacks and an entry has, in any language.

    Unless it is `trusted`, the entry goes before it in links, order, groups and roles.
    """
    first, second = (profile, entry) if trusted else (entry, profile)
    kinds = set() if trusted else {link.kind for link in entry.links if link.kind}
    links = {link.address: link for link in first.links}
    for link in second.links:
        if link.kind not in kinds:
            links.setdefault(link.address, link)
    before, after = dict(profile.fields), dict(entry.fields)
    fields = {**after, **before}
    if not trusted:
        whole = _GROUPS if entry.roles else frozenset()
        fields = {key: value for key, value in fields.items() if fold_key(key) not in whole}
        own = _ENTRYS | whole
        fields |= {key: value for key, value in after.items() if fold_key(key) in own}
    portrait = profile.portrait
    if not portrait and entry.portrait:
        portrait = replace(entry.portrait, path=entry.portrait.path or entry.path)
    return replace(
        profile,
        portrait=portrait,
        links=tuple(links.values()),
        fields=tuple((key, fields[key]) for key in {**before, **after} if key in fields),
        roles=_roles(profile, entry) if trusted else entry.roles or profile.roles,
        sort_name=first.sort_name or second.sort_name,
        family_name=first.family_name or second.family_name,
        given_name=first.given_name or second.given_name,
    )


def _roles(profile: Profile, entry: Profile) -> tuple[Role, ...]:
    """Return the roles of a profile, else of an entry, with the groups of a profile, else of it."""
    by_part: list[list[Role]] = []
    for is_group in (False, True):
        mine, theirs = (
            [role for role in one.roles if (role == Role(group=role.group)) is is_group]
            for one in (profile, entry)
        )
        by_part.append(mine or theirs)
    roles, groups = by_part
    named = {comparable(role.group) for role in roles}
    return (*roles, *(role for role in groups if comparable(role.group) not in named))
