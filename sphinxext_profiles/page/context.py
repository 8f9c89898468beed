"""The page that is being read, as the rooms that render ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.addresses.schemes import may_link
from sphinxext_profiles.project.config import ProfilesConfig, locale_dirs, project_language
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.image_copies import shown_image
from sphinxext_profiles.project.targets import home_link
from sphinxext_profiles.project.translation import originals
from sphinxext_profiles.rendering.context import Picture

from .images import find_image
from .scope import NoteScope, depth_around, from_source, give_id, in_untrusted_note

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinxext_profiles.model import Image, Profile


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the project while it is read: a `rendering.context.Context`."""

    env: BuildEnvironment
    document: nodes.document
    docname: str
    lang: str
    own_page: bool = False
    leads: tuple[str, ...] = ("page",)
    """Where names lead, in order: to `page`, the person's home; to a link of a kind; or `none`."""

    @property
    def locale_dirs(self) -> tuple[str, ...]:
        """The folders with the project's own catalogues of interface strings."""
        return locale_dirs(self.env)

    def picture(self, profile: Profile, image: Image) -> Picture | None:
        """Return the file of an image, or nothing if it is refused or missing.

        A remote one is returned only if pages may show it.
        """
        shown = self.image_to_show(profile, image)
        if shown is None:
            return None
        if shown.remote:
            may_show = ProfilesConfig.from_sphinx(self.env.config).shows(shown.source)
            return Picture(shown.source, raster=False, remote=True) if may_show else None
        if image.path:
            trusted = not in_untrusted_note(self.env)
        else:
            trusted = ProfilesConfig.from_sphinx(self.env.config).trust_notes
        origin = profile.origin(image)
        found = find_image(self.env, *origin, shown.source, trusted=trusted)
        if found is None:
            return None
        uri, seen = found
        return Picture(uri, seen.size, raster=seen.kind != "svg", origin=origin)

    def image_to_show(self, profile: Profile, image: Image) -> Image | None:
        """Return the image to show for one of a note's: itself, its local copy, or nothing."""
        return shown_image(self.env, profile, image)

    def person_link(self, profile: Profile) -> nodes.Element | None:
        """Return an empty link for a person's name, or nothing.

        It leads to the first of `leads` that the person has. While pages are read, nobody knows of
        another home than the person's own page; so only as the last place `page` may be any.
        """
        for number, place in enumerate(self.leads, 1):
            if place == "none":
                break
            if place != "page":
                if address := _address(profile, place):
                    return nodes.reference("", "", refuri=address)
            elif number == len(self.leads) or profile_domain(self.env).page_of(profile):
                return self._home_link(profile)
        return None

    def _home_link(self, profile: Profile) -> nodes.Element | None:
        """Return an empty link to where a person is at home, or nothing on that very page."""
        if self.own_page:
            return None
        return home_link(profile.key, self.docname, profile.lang, whole=True)

    def link(self, profile: Profile, target: str) -> nodes.Element | None:
        """Return an empty link to what a link of the note means, or nothing.

        That is an address, or the path of another page from the note.
        """
        schemes = ProfilesConfig.from_sphinx(self.env.config).schemes
        if not target or not may_link(target, schemes):
            return None
        if ":" in target.partition("/")[0]:
            return nodes.reference("", "", refuri=target)
        domain = profile_domain(self.env)
        path, _, anchor = target.partition("#")
        if path:
            file = from_source(profile.path, path).lstrip("/")
            docname = self.env.path2doc(file) if file else None
        else:
            docname = domain.page_of(profile)
        if docname in domain.left_out:
            return self.document_link(docname)
        if docname not in self.env.found_docs:
            return None
        return (
            self._anchor_link(profile, docname, anchor) if anchor else self.document_link(docname)
        )

    def _anchor_link(self, profile: Profile, docname: str, anchor: str) -> nodes.Element:
        """Return an empty link to an anchor of a page; MyST knows those of headings."""
        link = addnodes.pending_xref(
            "",
            refdoc=self.docname,
            refdomain="doc",
            reftype="myst",
            reftarget=docname,
            reftargetid=anchor,
            refexplicit=True,
        )
        link.source = str(Path(self.env.srcdir, profile.file))
        link.line = profile.summary.line if profile.summary else 1
        return link

    @property
    def provenance(self) -> str:
        """Which notes' origin is told: `profiles_provenance`."""
        return ProfilesConfig.from_sphinx(self.env.config).provenance

    def document_link(self, docname: str | None) -> nodes.Element:
        """Return an empty link to a page of the project."""
        return addnodes.pending_xref(
            "",
            refdoc=self.docname,
            refdomain="std",
            reftype="doc",
            reftarget=f"/{docname}",
            refexplicit=True,
            refwarn=True,
        )

    def give_id(self, node: nodes.Element, wanted: str) -> str:
        """Give a node an id that nothing else in the page has, and return it."""
        return give_id(self.document, node, wanted)

    def scope(self, profile: Profile, heading_level: int = 0) -> NoteScope:
        """Return what the renderer of a note's body must know."""
        config = ProfilesConfig.from_sphinx(self.env.config)
        catalogue = profile_domain(self.env).catalogue(profile, self.docname)
        return NoteScope(
            profile,
            config.gate(),
            str(Path(self.env.srcdir, profile.file)),
            own_page=self.own_page,
            heading_level=heading_level,
            tracking=frozenset(config.tracking_parameters),
            schemes=config.schemes,
            translate=partial(catalogue.get, originals=originals(self.env)),
            drop_residue=config.drop_residue,
            depth=depth_around(self.env),
        )


def _address(profile: Profile, kind: str) -> str:
    """Return the address of the first link of a kind that a person has, empty without one."""
    return next((link.address for link in profile.links if link.kind == kind), "")


def current_page(
    env: BuildEnvironment, document: nodes.document, *, own_page: bool = False, lang: str = ""
) -> Page:
    """Return the page that is being read; its language is the project's unless given."""
    return Page(env, document, env.docname, lang or project_language(env.config), own_page)
