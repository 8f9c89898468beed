"""The `profile` domain: people as objects of the project, with links, inventory and search.

It holds all of the extension's data: `data` says what, and `store` records it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.errors import NoUri
from sphinx.roles import XRefRole
from sphinx.util import docname_join
from sphinx.util.nodes import make_refnode

from sphinxext_profiles.authorship import pages_by_author, writers_of
from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import profile_name
from sphinxext_profiles.problems import Problem, ProblemCode, did_you_mean
from sphinxext_profiles.rendering.context import language
from sphinxext_profiles.reporting import report, report_note
from sphinxext_profiles.words.letters import join_lines

from .config import ProfilesConfig, locale_dirs, project_language
from .data import Edition, Home, Showing, first_anchor
from .order import MissingReference
from .store import ProfileStore
from .targets import link_to_label
from .translation import Catalogue, catalogue_of, translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.authorship import Writer
    from sphinxext_profiles.model import Profile

    from .data import Listed


class ProfileDomain(ProfileStore):
    """People as objects of the project."""

    name = "profile"
    label = "Profile"
    object_types: ClassVar[dict[str, ObjType]] = {"person": ObjType("person", "person")}
    roles: ClassVar[dict[str, Any]] = {
        "person": XRefRole(warn_dangling=True, innernodeclass=nodes.inline)
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._written: tuple[tuple[object, object], dict[str, tuple[str, ...]]] | None = None

    def check_consistency(self) -> None:
        """Report what is wrong with notes that share a key."""
        advice = ProfilesConfig.from_sphinx(self.env.config).warn_advice
        for path, problem in (*self.library.problems(), *self.joined.problems):
            file, line = self.place_of(path, problem.line)
            placed = replace(problem, line=line)
            report_note([placed], str(Path(self.env.srcdir, file)), advice=advice)

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002, ARG002  # as Sphinx names them
        """Return the search's word for a person, in the project's language."""
        return text(Label.PERSON, project_language(self.env.config), locale_dirs(self.env))

    # In the project's language

    def catalogue(self, profile: Profile, docname: str) -> Catalogue:
        """Return the translations of a note: those of its page, else of one that shows it."""
        return catalogue_of(self.env, self.page_of(profile) or docname)

    def translated(self, profile: Profile, written: str = "") -> Profile:
        """Return a profile in the project's language, as far as there are translations.

        The page being read will be read again when they change; `written` is one that is not.
        """
        catalogue = self.catalogue(profile, written or self.env.docname)
        for file in () if written else catalogue.files:
            self.env.note_dependency(file)
        return translated(self.env, profile, catalogue) if catalogue.files else profile

    def offers(self, profile: Profile) -> bool:
        """Return whether a note's texts are messages of the current page."""
        return self.page_of(profile) in ("", self.env.docname)

    # Pages of people

    def writers_of(self, docname: str) -> tuple[Writer, ...]:
        """Return the authors of a page; nobody unless the project knows at least one of them."""
        _, authorship = self.authorships.get(docname, ("", None))
        return writers_of(authorship, self.library) if authorship else ()

    @property
    def written(self) -> dict[str, tuple[str, ...]]:
        """The pages that each person wrote, by key."""
        library, authorships = self.library, self.authorships
        before, pages = self._written or ((None, None), {})
        if before[0] is not library or before[1] is not authorships:
            said = {page: said for page, (_, said) in authorships.items() if said}
            pages = pages_by_author(said, library)
            self._written = (library, authorships), pages
        return pages

    def listed_pages(self, key: str, kind: str, lang: str) -> list[str]:
        """Return the pages that mention a person, or those `written` by one, sorted by docname."""
        return [*self.written.get(key, ())] if kind == "written" else self.mentioned_on(key, lang)

    # Links

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
        """Link to where a person is at home.

        The name on a card links to the whole profile or to nothing, that of an author to any home,
        and a wikilink to anything. So nothing is reported of these: `NoUri` makes Sphinx keep the
        text, as it does when the output doesn't include the page, or what shows the person there.
        """
        key = self.library.meant(target)
        profile = self.fitting(key, node.get("lang") or self.language_of(fromdocname))
        whole = bool(node.get("whole"))
        home = self.nearest_home(profile, whole=whole) if profile else None
        if profile is None or (home is None and not self._is_shown(profile)):
            if "whole" in node or key != target:
                raise NoUri
            return None
        content = contnode
        if not node.get("refexplicit", True):
            attributes = language(profile.lang, self.language_of(fromdocname))
            name = self.catalogue(profile, fromdocname).get(profile.name, {})
            content = profile_name("", name, **attributes)
        try:
            link = _refnode(builder, fromdocname, home, content)
        except NoUri:
            if content is not contnode:
                contnode.children = [content]
            raise
        link["classes"] += node["classes"]
        return link

    def _is_shown(self, profile: Profile) -> bool:
        """Return whether any output shows a person."""
        editions = self.library.translations(profile.key)
        people = {(edition.key, edition.lang) for edition in editions}
        return any(people & homes.keys() for homes in self.homes.values())

    def is_there(self, docname: str, anchor: str) -> bool:
        """Return whether this output has what is at an anchor."""
        return all(map(self.holds, self.branches.get(docname, {}).get(anchor, ())))

    def home(self, profile: Profile) -> Home | None:
        """Return where a profile is at home in this output.

        That is its own page, else the first page by docname that shows it whole, else the first
        with a card of it, else the first whose index lists it.
        """
        if docname := self.page_of(profile):
            return Home(Showing.WHOLE, docname, "")
        if self._homes is None:
            self._homes = {}
            places = [
                (home, person)
                for page in self.homes.values()
                for person, homes in page.items()
                for home in homes
                if self.is_there(home.docname, home.anchor)
            ]
            for home, person in sorted(places, key=lambda place: place[0][:2]):
                self._homes.setdefault(person, home)
        return self._homes.get((profile.key, profile.lang))

    def nearest_home(self, profile: Profile, *, whole: bool) -> Home | None:
        """Return the home of a profile, else that of its original or of another translation."""
        key = profile.key
        editions = (profile, self.fitting(key), *self.library.translations(key))
        homes = (self.home(edition) for edition in editions if edition)
        fitting = (home for home in homes if home and (home.showing is Showing.WHOLE or not whole))
        return next(fitting, None)

    def listed(self, path: str) -> tuple[str, dict[int, Listed]] | None:
        """Return the page of this output that lists the references of a note, and the entries.

        That is the note's own page, else the person's home, else the first page with a list.
        """
        profile = self.notes[path].profile
        home = self.home(profile)
        first = [self.page_of(profile), home.docname if home else ""]
        for docname in (*first, *sorted(self.lists)):
            entries: dict[int, Listed] = {}
            for part in reversed(self.lists.get(docname, {}).get(path, ())):
                if self.is_there(docname, first_anchor(part)):
                    entries |= part
            if entries:
                return docname, entries
        return None

    def editions(self, path: str, docname: str) -> list[Edition]:
        """Return where a note's person is shown whole in other languages, sorted by language tag.

        `docname` is the page that shows the note itself.
        """
        note = self.card_of(path)
        homes: dict[str, Home] = {}
        for other in self.library.translations(note.key):
            home = self.home(other)
            if other.path == path or not home or home.docname == docname:
                continue
            if home.showing is Showing.WHOLE:
                homes.setdefault(other.lang or self.library.lang, home)
        homes.pop(note.lang or self.library.lang, None)
        return [Edition(tag, *homes[tag][1:]) for tag in sorted(homes)]

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
        profile = self.fitting(target, self.language_of(fromdocname))
        if profile and self.page_of(profile) == docname_join(fromdocname, target):
            return []  # Sphinx resolves it as a page: two targets would be ambiguous
        link = self.resolve_xref(env, fromdocname, builder, "person", target, node, contnode)
        if link is not None:
            return [("profile:person", link)]
        label = link_to_label(env, fromdocname, builder, "ref", node, contnode)
        return [("std:ref", label)] if label is not None else []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every person who is at home somewhere, for the inventory and the search.

        A person with notes in several languages is listed once, in the one that best fits the
        project.
        """
        for key in sorted(self.library.keys()):
            profile = self.fitting(key)
            home = self.nearest_home(profile, whole=False) if profile else None
            if profile and home:
                yield (key, join_lines(profile.name), "person", home.docname, home.anchor, 1)


def _refnode(
    builder: Builder, fromdocname: str, home: Home | None, content: Element
) -> nodes.reference:
    """Return a link to where a person is at home; raises NoUri if this output doesn't have it."""
    if home is None:
        raise NoUri
    return make_refnode(builder, fromdocname, home.docname, home.anchor, content)


def profile_domain(env: BuildEnvironment) -> ProfileDomain:
    """Return the domain of an environment, with its type."""
    return cast("ProfileDomain", env.get_domain(ProfileDomain.name))


def page_file(env: BuildEnvironment, docname: str) -> str:
    """Return the file of a page, as a path from the source folder."""
    return PurePosixPath(env.doc2path(docname, base=False)).as_posix()


def warn_unknown(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Report why a link to a person can't be resolved, with keys that are similar."""
    if domain is None or domain.name != ProfileDomain.name:
        return None
    key = node["reftarget"]
    library = profile_domain(app.env).library
    if profile := library.get(key):
        message = f"there is nothing to link to: no page shows {profile.path}"
    else:
        message = f"no note has the key {key!r}{did_you_mean(library.near(key))}"
    report(Problem(ProblemCode.KEY_UNKNOWN, message), location=node)
    return True


def setup_domain(app: Sphinx) -> None:
    """Register the domain with Sphinx."""
    app.add_domain(ProfileDomain)
    app.connect("warn-missing-reference", warn_unknown, priority=MissingReference.WARN_UNKNOWN)
