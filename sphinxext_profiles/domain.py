"""The `profile` domain: the only store of what was read, and of where it is shown.

Everything in it is plain data, so that the environment can be pickled and merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from .config import project_language
from .library import Library
from .nodes import profile_name
from .note.problems import Problem, ProblemCode, did_you_mean
from .records import BY_PAGE, Home, Showing, StoredNote, initial_data
from .rendering.context import language
from .reporting import in_file, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from .note.model import Profile
    from .selection import IndexQuery, Selection


class ProfileDomain(Domain):
    """People as objects of the project."""

    name = "profile"
    label = "Profile"
    object_types: ClassVar[dict[str, ObjType]] = {"person": ObjType("person", "person")}
    roles: ClassVar[dict[str, Any]] = {
        "person": XRefRole(warn_dangling=True, innernodeclass=nodes.inline)
    }
    initial_data: ClassVar[dict[str, Any]] = initial_data()
    data_version = 4

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # Made from the data when first asked for, and anew after each change.
        self._library: Library | None = None
        self._docnames: dict[str, str] | None = None
        self._homes: dict[tuple[str, str], Home] | None = None

    # What was read

    @property
    def notes(self) -> dict[str, StoredNote]:
        """Every note that was read, by its path below the source folder."""
        return cast("dict[str, StoredNote]", self.data["notes"])

    @property
    def pages(self) -> dict[str, str]:
        """The pages that are notes: docname to path."""
        return cast("dict[str, str]", self.data["pages"])

    @property
    def shown(self) -> dict[str, set[str]]:
        """Which pages show something of this extension, and which notes."""
        return cast("dict[str, set[str]]", self.data["shown"])

    @property
    def library(self) -> Library:
        """Every profile that has a key in this project."""
        if self._library is None:
            known = sorted(self.data["known"])
            self._library = Library(self.notes[path].profile for path in known)
        return self._library

    def note_known(self, paths: Iterable[str], pages: dict[str, str]) -> None:
        """Record which notes have a key in this project and which pages are notes."""
        self.data["known"] = set(paths)
        self.data["pages"] = pages
        self._library = self._docnames = None

    def note_read(self, path: str, note: StoredNote) -> None:
        """Record a note that was read."""
        self.notes[path] = note
        if path in self.data["known"]:
            self._library = None

    # Where it is shown

    def note_shown(self, docname: str, path: str = "") -> None:
        """Record that a page shows something of this extension, and of which note."""
        paths = self.shown.setdefault(docname, set())
        if path:
            paths.add(path)

    def note_home(self, docname: str, profile: Profile, anchor: str, showing: Showing) -> None:
        """Record that a directive shows a profile on a page; the first of the best counts."""
        homes = self.data["homes"].setdefault(docname, {})
        known = homes.get((profile.key, profile.lang))
        if known is None or showing < known.showing:
            homes[profile.key, profile.lang] = Home(showing, docname, anchor)
            self._homes = None

    def note_lookup(self, docname: str, key: str, lang: str, path: str) -> None:
        """Record which note a page got for a key, or that it got none."""
        self.data["lookups"].setdefault(docname, {})[key, lang] = path

    def note_index(self, docname: str, query: IndexQuery, selection: Selection) -> None:
        """Record an index and whom it lists, so that the page is read again when that changes."""
        self.data["indexes"].setdefault(docname, []).append((query, self.signature(selection)))
        self.note_shown(docname)
        self.shown[docname].update(profile.path for profile in selection.profiles)

    def signature(self, selection: Selection) -> tuple[Any, ...]:
        """Return what an index shows, as data that can be compared with a later build's."""
        return tuple(
            (title, tuple((entry.path, self.notes[entry.path].digest) for entry in profiles))
            for title, profiles in selection.groups
        )

    def note_mentions(self, docname: str, targets: set[str]) -> None:
        """Record to whom a page may refer; targets of other kinds do no harm."""
        if targets:
            self.data["mentions"][docname] = targets

    def note_telling(self, docname: str, key: str) -> None:
        """Record that a page says where a person is mentioned."""
        self.data["telling"].setdefault(docname, set()).add(key)

    def mentioned_on(self, key: str) -> list[str]:
        """Return the pages that refer to a person, in the order of their names."""
        return sorted(name for name, keys in self.data["mentions"].items() if key in keys)

    def note_adopted(self, docname: str, pages: list[str]) -> None:
        """Record the pages that belong to a page since its index lists them."""
        adopted = self.data["adopted"].setdefault(docname, [])
        adopted.extend(page for page in pages if page not in adopted)

    def page_of(self, profile: Profile) -> str:
        """Return the docname of the page that is this note, or nothing."""
        if self._docnames is None:
            self._docnames = {path: docname for docname, path in self.pages.items()}
        return self._docnames.get(profile.path, "")

    def home(self, profile: Profile) -> Home | None:
        """Return where a profile is at home.

        That is its own page, else the first page, by docname, that shows it whole, else the
        first that has a card of it, else the first whose index lists it.
        """
        if docname := self.page_of(profile):
            return Home(Showing.WHOLE, docname, "")
        if self._homes is None:
            self._homes = {}
            places = [place for page in self.data["homes"].values() for place in page.items()]
            for person, home in sorted(places, key=lambda place: place[1]):
                self._homes.setdefault(person, home)
        return self._homes.get((profile.key, profile.lang))

    def language_of(self, docname: str) -> str:
        """Return the language of a page: its note's, else the project's."""
        note = self.notes.get(self.pages.get(docname, ""))
        return (note and note.profile.lang) or project_language(self.env.config)

    # Sphinx's side of a domain

    def clear_doc(self, docname: str) -> None:
        """Forget what a page showed."""
        for part in BY_PAGE:
            self.data[part].pop(docname, None)
        self._homes = None

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read of these pages."""
        for path, note in otherdata["notes"].items():
            self.notes[path] = note if note.profile.whole else self.notes.get(path, note)
        for docname in docnames:
            for part in BY_PAGE:
                if docname in otherdata[part]:
                    self.data[part][docname] = otherdata[part][docname]
        self._library = self._homes = None

    def check_consistency(self) -> None:
        """Report notes that have the same key and the same language."""
        for first, second in self.library.duplicates():
            lang = f" and the language {second.lang!r}" if second.lang else ""
            message = f"the key {second.key!r}{lang} is also that of {first.path}"
            location = in_file(self.env.srcdir / second.path)
            report(Problem(ProblemCode.KEY_DUPLICATE, message), location=location)

    def resolve_xref(
        self,
        env: BuildEnvironment,  # noqa: ARG002  # Sphinx passes it by position
        fromdocname: str,
        builder: Builder,
        typ: str,  # noqa: ARG002  # the domain has one type of object
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link to where a person is at home."""
        profile = self.library.get(target, node.get("lang") or self.language_of(fromdocname))
        home = self.home(profile) if profile else None
        if (
            profile is None
            or home is None
            or (node.get("whole") and home.showing is not Showing.WHOLE)
        ):
            return None
        if not node.get("refexplicit", True):
            spoken = language(profile.lang, self.language_of(fromdocname))
            contnode = profile_name("", profile.name, **spoken)
        link = make_refnode(builder, fromdocname, home.docname, home.anchor, contnode)
        link["classes"] += node["classes"]
        return link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Link to a person from the `any` role and from Markdown's `[](#key)`."""
        found = self.resolve_xref(env, fromdocname, builder, "person", target, node, contnode)
        return [("profile:person", found)] if found is not None else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every person that is at home somewhere, for the inventory and the search."""
        for key in sorted(self.library.keys()):
            profile = self.library.get(key)
            home = self.home(profile) if profile else None
            if profile and home:
                yield (key, profile.name, "person", home.docname, home.anchor, 1)


def profile_domain(env: BuildEnvironment) -> ProfileDomain:
    """Return the domain of an environment, with its type."""
    return cast("ProfileDomain", env.get_domain(ProfileDomain.name))


def warn_unknown(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Name the near keys when a link goes to a person that there is not."""
    if domain is None or domain.name != ProfileDomain.name:
        return None
    key = node["reftarget"]
    hint = did_you_mean(profile_domain(app.env).library.near(key))
    message = f"no note has the key {key!r}, or it is shown nowhere{hint}"
    report(Problem(ProblemCode.KEY_UNKNOWN, message), location=node)
    return True


def setup_domain(app: Sphinx) -> None:
    """Register the domain with Sphinx."""
    app.add_domain(ProfileDomain)
    app.connect("warn-missing-reference", warn_unknown)
