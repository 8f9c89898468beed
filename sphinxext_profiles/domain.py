"""The `profile` domain: the only store of what was read, and of where it is shown.

Everything in it is plain data, so that the environment can be pickled and merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from .library import Library
from .note.problems import Problem, ProblemCode
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


class StoredNote(NamedTuple):
    """A note as it was read, with what tells whether it must be read again."""

    modified: int
    """Of the file, in nanoseconds."""
    size: int
    digest: str
    """Of the text and of the settings that it was read with."""
    profile: Profile
    is_profile: bool
    """Whether its front matter says that it is a profile."""
    opts_out: bool
    """Whether its front matter says `profile: false`."""


class Home(NamedTuple):
    """Where a person is at home in the project."""

    docname: str
    anchor: str


class ProfileDomain(Domain):
    """People as objects of the project."""

    name = "profile"
    label = "Profile"
    object_types: ClassVar[dict[str, ObjType]] = {"person": ObjType("person", "person")}
    roles: ClassVar[dict[str, Any]] = {"person": XRefRole(warn_dangling=True)}
    initial_data: ClassVar[dict[str, Any]] = {
        "notes": {},  # path below the source folder -> StoredNote
        "known": set(),  # paths of the notes that have a key in this project
        "pages": {},  # docname -> path, for pages that are notes
        "shown": {},  # docname -> paths of the notes shown there
        "homes": {},  # docname -> {(key, lang): anchor}, for whole profiles shown by a directive
    }
    data_version = 1
    dangling_warnings: ClassVar[dict[str, str]] = {"person": "no note has the key %(target)r"}

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        # Made from the data when first asked for, and anew after each change.
        self._library: Library | None = None
        self._docnames: dict[str, str] | None = None

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

    def note_home(self, docname: str, profile: Profile, anchor: str) -> None:
        """Record that a directive shows a whole profile on a page."""
        homes = self.data["homes"].setdefault(docname, {})
        homes.setdefault((profile.key, profile.lang), anchor)

    def page_of(self, profile: Profile) -> str:
        """Return the docname of the page that is this note, or nothing."""
        if self._docnames is None:
            self._docnames = {path: docname for docname, path in self.pages.items()}
        return self._docnames.get(profile.path, "")

    def home(self, profile: Profile) -> Home | None:
        """Return where a profile is at home.

        That is its own page, else the first page, by docname, that shows it whole.
        """
        if docname := self.page_of(profile):
            return Home(docname, "")
        for docname in sorted(self.data["homes"]):
            anchor = self.data["homes"][docname].get((profile.key, profile.lang))
            if anchor:
                return Home(docname, anchor)
        return None

    # Sphinx's side of a domain

    def clear_doc(self, docname: str) -> None:
        """Forget what a page showed."""
        self.shown.pop(docname, None)
        self.data["homes"].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read of these pages."""
        for path, note in otherdata["notes"].items():
            self.notes.setdefault(path, note)
        for docname in docnames:
            for part in ("shown", "homes"):
                if docname in otherdata[part]:
                    self.data[part][docname] = otherdata[part][docname]
        self._library = None

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
        profile = self.library.get(target, node.get("lang", ""))
        home = self.home(profile) if profile else None
        if profile is None or home is None:
            return None
        if not node.get("refexplicit", True):
            contnode = nodes.inline(profile.name, profile.name, classes=["xref", "profile-person"])
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


def setup_domain(app: Sphinx) -> None:
    """Register the domain with Sphinx."""
    app.add_domain(ProfileDomain)
