"""Recording the data of the `profile` domain, and the answers that follow from it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar

from sphinxext_profiles.people.joining import Joined, join

from .config import ProfilesConfig, fallback_languages, project_language
from .data import (
    BY_PAGE,
    Branch,
    Home,
    Listed,
    ProfileData,
    Showing,
    StoredNote,
    first_anchor,
    initial_data,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.images.frames import Frame
    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.people.library import Library
    from sphinxext_profiles.people.query import IndexQuery
    from sphinxext_profiles.people.selection import Selection
    from sphinxext_profiles.problems import Problem


class ProfileStore(ProfileData):
    """The domain's data, a `record_...` method for each part, and views of several parts."""

    initial_data: ClassVar[dict[str, Any]] = initial_data()
    data_version = 23

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.holds: Callable[[Branch], bool] = lambda _: True
        """Returns whether this output has a branch."""
        # Computed from the data when first needed, and again after it changes.
        self._library: Library | None = None
        self._joined: Joined | None = None
        self._cards: dict[str, Profile] = {}
        self._fallback: tuple[str, ...] | None = None
        self._docnames: dict[str, str] | None = None
        self._homes: dict[tuple[str, str], Home] | None = None
        self._mentions: dict[str, list[str]] | None = None

    # What was read

    @property
    def library(self) -> Library:
        """Every profile that has a key in this project."""
        if self._library is None:
            self._library = self.joined.library
            self._cards = {card.path: card for card in self._library}
        return self._library

    @property
    def joined(self) -> Joined:
        """Everybody, with the entries that are about the same people."""
        if self._joined is None:
            cfg = ProfilesConfig.from_sphinx(self.env.config)
            cards = [self.notes[path].card for path in sorted(self.known - self.entries.keys())]
            files = self.people_files.values()
            entries = [self.notes[path].card for file in files for path in file.paths]
            lang = project_language(self.env.config)
            self._joined = join(cards, entries, lang, trusted=cfg.trust_notes, avatars=cfg.avatars)
        return self._joined

    def is_known(self, path: str) -> bool:
        """Return whether the file at a path is a note that has a key in this project."""
        return path in self.known

    def card_of(self, path: str) -> Profile:
        """Return as much of a note's profile as a card needs.

        The library holds it unpacked, if the note has a key: every page needs some.
        """
        unpacked = self._cards.get(path) if self._library is not None else None
        return unpacked or self.notes[path].card

    def fitting(self, key: str, lang: str = "") -> Profile | None:
        """Return the profile with a key that best fits a language; see `Library.get`."""
        return self.library.get(key, lang, self.fallback_languages)

    @property
    def fallback_languages(self) -> tuple[str, ...]:
        """The languages to show a person in after the page's own, best first."""
        if self._fallback is None:
            self._fallback = fallback_languages(self.env.config)
        return self._fallback

    def record_decoding(self, path: str, *, failed: bool) -> None:
        """Record whether the file of a note is UTF-8."""
        (self.undecodable.add if failed else self.undecodable.discard)(path)

    def record_known(
        self, paths: Iterable[str], pages: dict[str, str], left_out: dict[str, str]
    ) -> None:
        """Record the notes that have a key, the pages that are notes, and those left out."""
        self.known = set(paths)
        self.pages, self.left_out = pages, left_out
        self._library = self._joined = self._docnames = None

    def record_note(self, path: str, note: StoredNote) -> None:
        """Record a note that was read."""
        self.notes[path] = note
        if path in self.known:
            self._library = self._joined = None

    # Where it is shown

    def record_sources(self, docname: str, path: str, line: int) -> None:
        """Record that a directive lists the references of a note; the first directive counts."""
        self.sources.setdefault(docname, {}).setdefault(path, line)

    def record_shown(self, docname: str, path: str = "") -> None:
        """Record that a page uses this extension, and for which note."""
        paths = self.shown.setdefault(docname, set())
        if path:
            paths.add(path)

    def record_home(self, docname: str, profile: Profile, anchor: str, showing: Showing) -> None:
        """Record that a directive shows a profile on a page."""
        homes = self.homes.setdefault(docname, {}).setdefault((profile.key, profile.lang), [])
        homes.append(Home(showing, docname, anchor))
        self._homes = None

    def anchors(self, docname: str) -> Iterator[str]:
        """Yield the anchors on a page that other pages may link to, of a list only the first."""
        for homes in self.homes.get(docname, {}).values():
            yield from (home.anchor for home in homes)
        for lists in self.lists.get(docname, {}).values():
            yield from (first_anchor(entries) for entries in lists)

    def record_branches(self, docname: str, branches: dict[str, tuple[Branch, ...]]) -> None:
        """Record the conditions of what is at an anchor, when a page has been read.

        Of the homes on a page, the first of the best kind counts; if only some outputs have it,
        the next is needed too.
        """
        if branches:
            self.branches.setdefault(docname, {}).update(branches)
        for homes in self.homes.get(docname, {}).values():
            homes.sort(key=lambda home: home.showing)
            always = (n for n, home in enumerate(homes, 1) if home.anchor not in branches)
            del homes[next(always, len(homes)) :]
        self._homes = None

    def record_lookup(self, docname: str, key: str, lang: str, path: str) -> None:
        """Record which note a page got for a key; an empty path if it got none."""
        self.lookups.setdefault(docname, {})[key, lang] = path

    def record_index(self, docname: str, query: IndexQuery, selection: Selection) -> None:
        """Record an index and whom it lists: when that changes, the page has to be read again."""
        self.indexes.setdefault(docname, []).append((query, self.signature(selection)))
        self.record_shown(docname)
        self.shown[docname].update(profile.path for profile in selection.profiles)

    def signature(self, selection: Selection) -> str:
        """Return a digest of what an index shows and adopts, for a later build to compare."""
        digest = hashlib.blake2b(digest_size=16)
        for title, profiles in selection.groups:
            # In a group a headline is the role there on this day.
            cards = (f"{one.path}\0{one.headline}\0{self.card_digest(one)}\0" for one in profiles)
            digest.update(f"{title}\0{''.join(cards)}\0".encode("utf-8", "replace"))
        pages = (page for profile in selection.profiles for page in self.pages_of(profile.key))
        digest.update("\0".join(pages).encode("utf-8", "replace"))
        return digest.hexdigest()

    def card_digest(self, profile: Profile) -> str:
        """Return a digest of what a card can show of a person."""
        return self.notes[profile.path].card_digest + self.joined.digest(profile.path)

    def pages_of(self, key: str) -> list[str]:
        """Return the pages that are notes with a key: of one person, or of two by mistake."""
        return [page for note in self.library.notes(key) if (page := self.page_of(note))]

    def record_adopted(self, docname: str, pages: dict[int, list[str]]) -> None:
        """Record which pages belong to each index of a page, by the number of the index."""
        self.adopted[docname] = pages

    def record_links(self, docname: str, targets: set[tuple[str, str]]) -> None:
        """Record the targets of links that may mean people, each with a language.

        An empty language is the page's. Targets that turn out to mean something else do no harm.
        """
        self.links.setdefault(docname, set()).update(targets)

    def record_mentions(self, docname: str, targets: set[str]) -> None:
        """Record whom a page mentions: by an author's link, a card, or an index of named people."""
        self.mentions.setdefault(docname, set()).update(targets)
        self._mentions = None

    def record_picture(self, docname: str, file: str, frame: Frame) -> None:
        """Record that a page shows an image, a path from the source folder, in a frame."""
        self.pictures.setdefault(docname, set()).add((file, frame))

    def record_telling(self, docname: str, key: str, kind: str) -> None:
        """Record that a page lists the pages of a kind, `mentions` or `written`, of a person."""
        self.telling.setdefault(docname, set()).add((key, kind))

    def mentioned_on(self, key: str, lang: str) -> list[str]:
        """Return the pages that mention a person, sorted by docname.

        The person's own pages are left out. Of the pages that are translations of one note, only
        the one that best fits the language is included.
        """
        if self._mentions is None:
            self._mentions = {}
            for docname in sorted(self.mentions):
                for mentioned in {*map(self.library.meant, self.mentions[docname])}:
                    self._mentions.setdefault(mentioned, []).append(docname)
        by_note: dict[str, list[str]] = {}
        for docname in self._mentions.get(key, ()):
            path = self.pages.get(docname, "")
            own = self.card_of(path).key if path in self.notes else f"/{docname}"
            by_note.setdefault(own, []).append(docname)
        by_note.pop(key, None)
        fitting = ((self.fitting(own, lang), pages) for own, pages in by_note.items())
        best = ((self.page_of(profile) if profile else "", pages) for profile, pages in fitting)
        return sorted(page if page in pages else pages[0] for page, pages in best)

    def record_lists(self, docname: str, lists: dict[str, list[dict[int, Listed]]]) -> None:
        """Record the entries of the reference lists on a page."""
        self.lists[docname] = lists

    def record_unlisted(self, docname: str, paths: set[str]) -> None:
        """Record the notes that a page cites without listing their references."""
        self.unlisted[docname] = paths

    def page_of(self, profile: Profile) -> str:
        """Return the docname of the page that is this note, empty if there is none."""
        if self._docnames is None:
            self._docnames = {path: docname for docname, path in self.pages.items()}
        return self._docnames.get(profile.path, "")

    def language_of(self, docname: str) -> str:
        """Return the language of a page: its note's, else the project's."""
        path = self.pages.get(docname, "")
        lang = self.card_of(path).lang if path in self.notes else ""
        return lang or project_language(self.env.config)

    def record_fault(self, docname: str, image: str, path: str, problem: Problem) -> None:
        """Record what is wrong with an image of a page, to be reported once a build.

        `image` identifies it: its address, or its path from the source folder.
        """
        self.faults.setdefault(docname, set()).add((image, path, problem))

    def take_faults(self) -> set[tuple[str, str, Problem]]:
        """Return the recorded faults of images, and forget them."""
        faults = set[tuple[str, str, "Problem"]]().union(*self.faults.values())
        self.faults.clear()
        return faults

    # What the next build compares

    def record_stamp(self, docname: str, stamp: str) -> None:
        """Record a digest of the times of the files that a page was read from."""
        self.stamps[docname] = stamp

    def record_recipe(self, recipe: str) -> bool:
        """Record what makes thumbnails; return whether it has changed."""
        before, self.recipe = self.recipe, recipe
        return recipe != before

    def record_catalogues(self, digest: str) -> bool:
        """Record a digest of the project's own interface strings; return whether it has changed."""
        before, self.catalogues = self.catalogues, digest
        return digest != before

    # When pages are read again, or were read in another process

    def clear_doc(self, docname: str) -> None:
        """Forget everything about a page."""
        for part in BY_PAGE:
            self.data[part].pop(docname, None)
        self._homes = self._mentions = None

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process recorded for these pages."""
        own = {self.pages.get(docname) for docname in docnames}
        for path, note in otherdata["notes"].items():
            ours = self.notes.get(path)
            if ours is None or path in own or (note.packed_whole and not ours.packed_whole):
                self.notes[path] = note
        for docname in docnames:
            for part in BY_PAGE:
                if docname in otherdata[part]:
                    self.data[part][docname] = otherdata[part][docname]
        self._library = self._joined = self._homes = self._mentions = None
