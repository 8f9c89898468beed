"""The byline of a page, put in while the page is read.

profile_byline
profile_byline_face for each author whom the project knows
profile_picture, if there is a portrait
inline (profile-byline-names): names, of those at home somewhere as links
inline (profile-byline-date)
inline (profile-byline-roles)
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.matching import patmatch

from sphinxext_profiles.images.frames import photo_frame
from sphinxext_profiles.labels import SEPARATOR, date_words, joints
from sphinxext_profiles.nodes import profile_byline, profile_byline_face, profile_name
from sphinxext_profiles.page.context import current_page
from sphinxext_profiles.page.parser import TRANSLATED
from sphinxext_profiles.people.name_order import is_organisation
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Transform
from sphinxext_profiles.project.targets import home_link
from sphinxext_profiles.rendering.context import language, outermost
from sphinxext_profiles.rendering.images import hue, picture_node
from sphinxext_profiles.words.languages import initials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_profiles.authorship import Writer
    from sphinxext_profiles.model import Profile
    from sphinxext_profiles.page.context import Page
    from sphinxext_profiles.project.domain import ProfileDomain

ABOVE = (
    *(nodes.Invisible, nodes.docinfo, nodes.field_list, nodes.title, nodes.subtitle),
    *(addnodes.toctree, addnodes.index),
)
"""What may stand before the byline of a page without a title."""


POST = "PostNode"
"""The node by which ablog knows a post."""


class Signed(NamedTuple):
    """An author as the byline shows one."""

    writer: Writer
    profile: Profile | None
    """None for somebody whom the project doesn't know."""

    @property
    def name(self) -> str:
        """The name that readers see."""
        return self.profile.name if self.profile else self.writer.name


class PlaceByline(SphinxTransform):
    """Put the byline under the title of a page that has authors, or at its end.

    It is recorded with `none`, too: the page's head and the people's lists name the authors.
    """

    default_priority = Transform.PLACE_BYLINE

    def apply(self) -> None:
        """Put it in, unless this is a message that is translated by itself."""
        docname, domain = self.env.docname, profile_domain(self.env)
        digest = signature(domain, docname)
        if not digest or str(self.document["source"]).endswith(TRANSLATED):
            return
        domain.record_byline(docname, digest)
        domain.record_shown(docname)
        keys = {(one.key, "") for one in domain.writers_of(docname) if one.key}
        domain.record_links(docname, keys)
        _, authorship = domain.authorships[docname]
        place = authorship.byline if authorship else ""
        place = place or ProfilesConfig.from_sphinx(self.config).byline
        if place == "none" or self._ablog_shows_them():
            return
        page = current_page(self.env, self.document, lang=domain.language_of(docname))
        people = [
            Signed(writer, profile and domain.translated(profile))
            for writer, profile in signed(domain, docname)
        ]
        byline = _render(people, authorship.date if authorship else "", page)
        _put(byline, self.document, at_end=place == "bottom")

    def _ablog_shows_them(self) -> bool:
        """Return whether a card of ablog beside the page, the `postcard`, names its authors."""
        if not hasattr(self.config, "blog_path"):
            return False
        sidebars: dict[str, Sequence[str]] = self.config.html_sidebars
        carded = any(
            "postcard" in template
            for pattern, templates in sidebars.items()
            if patmatch(self.env.docname, pattern)
            for template in templates
        )
        return carded and any(type(node).__name__ == POST for node in self.document.findall())


def signed(domain: ProfileDomain, docname: str) -> list[Signed]:
    """Return the authors of a page, with the people who they are."""
    lang = domain.language_of(docname)
    writers = domain.writers_of(docname)
    return [Signed(one, domain.fitting(one.key, lang) if one.key else None) for one in writers]


def signature(domain: ProfileDomain, docname: str) -> str:
    """Return a digest of the authors of a page as its byline shows them, empty for nobody."""
    shown = [(writer, profile and _seen(profile)) for writer, profile in signed(domain, docname)]
    data = repr(shown).encode("utf-8", "replace")
    return hashlib.blake2b(data, digest_size=8).hexdigest() if shown else ""


def _seen(profile: Profile) -> tuple[object, ...]:
    """Return what a byline and the page's head show of an author."""
    return profile.path, profile.lang, profile.name, profile.portrait, is_organisation(profile)


def _put(byline: nodes.Element, document: nodes.document, *, at_end: bool) -> None:
    """Put a byline under the first title, or at the end of the section that has it."""
    section = next((node for node in document.children if isinstance(node, nodes.section)), None)
    parent = document if section is None else section
    byline.document, byline.source, byline.line = document, document["source"], 1
    if at_end:
        parent.append(byline)
        return
    above = (place for place, node in enumerate(parent.children) if not isinstance(node, ABOVE))
    titled = 1 if section is not None else next(above, len(parent))
    parent.insert(titled, byline)


def _render(people: Sequence[Signed], date: str, page: Page) -> profile_byline:
    """Return a byline: faces, names, the date, and what each author did."""
    byline = profile_byline(classes=["profile-byline"], **outermost("", page))
    byline.extend(_face(one.profile, page) for one in people if one.profile)
    names = _part("names")
    for words, one in zip(joints(len(people), page.lang), [*people, None], strict=True):
        names += [nodes.Text(words)] if words else []
        names += [_name(one, page)] if one else []
    byline += names
    if when := date_words(date, page.lang):
        byline += _part("date", nodes.Text(SEPARATOR + when))
    if any(one.writer.roles for one in people):
        byline += _part("roles", *_roles(people, page))
    return byline


def _part(name: str, *content: nodes.Node) -> nodes.inline:
    return nodes.inline("", "", *content, classes=[f"profile-byline-{name}"])


def _face(profile: Profile, page: Page) -> profile_byline_face:
    """Return the photo of an author, or initials. It is decoration beside the name."""
    face = profile_byline_face(
        classes=["profile-photo", f"profile-hue-{hue(profile.key)}"],
        initials=initials(profile.name),
    )
    picture = page.picture(profile, profile.portrait) if profile.portrait else None
    if picture:
        face += picture_node(picture, photo_frame("face"), classes=["u-photo"])
    return face


def _name(one: Signed, page: Page) -> nodes.Element:
    """Return the name of an author, in a link to where the person is at home."""
    lang = one.profile.lang if one.profile else ""
    name = profile_name("", one.name, **language(lang, page.lang))
    if one.profile is None:
        return name
    link = home_link(one.profile.key, page.docname, one.profile.lang, whole=False)
    link += name
    return link


def _roles(people: Iterable[Signed], page: Page) -> Iterator[nodes.Node]:
    """Yield what each author did: "Ada Lovelace: Software, Validation · Grace Hopper: …".

    The words are those of the standard, which is in English.
    """
    credited = [one for one in people if one.writer.roles]
    for one in credited:
        lang = one.profile.lang if one.profile else ""
        if one is not credited[0]:
            yield nodes.Text(SEPARATOR)
        yield profile_name("", one.name, **language(lang, page.lang))
        words = profile_name("", ", ".join(one.writer.roles), **language("en", page.lang))
        yield from (nodes.Text(": "), words)
