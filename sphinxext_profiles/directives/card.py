"""`profile-card`: a bio card of a note, or one written in place without a note."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from sphinxext_profiles.addresses.cleaning import clean_address, is_safe
from sphinxext_profiles.addresses.schemes import expand, may_link
from sphinxext_profiles.grids.components import grid_item, is_row
from sphinxext_profiles.model import Image, Profile, is_remote
from sphinxext_profiles.note.sections import slugify
from sphinxext_profiles.page.scope import from_source, written_in
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.data import Showing
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.notes import NoteError
from sphinxext_profiles.project.translation import offer_card
from sphinxext_profiles.rendering.card import CardOptions, render_card
from sphinxext_profiles.rendering.context import anchor

from .base import ProfileDirectiveBase, is_path
from .leading import PLACES, leads_of
from .options import CARD, COMMON, LANGUAGE, OptionSpec

if TYPE_CHECKING:
    from sphinxext_profiles.page.context import Page


OTHERS = "a key, a page, an address or "
"""What `:link:` of a card takes besides kinds of links."""


class CardDirective(ProfileDirectiveBase):
    """A bio card."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = OptionSpec(COMMON | LANGUAGE | CARD)

    def render(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the card; directly in a grid it comes in its own grid item."""
        page = self.page
        profile = self._in_place(values) or self.find(values, whole=False)
        self.admit(1)
        self.record_shown(profile)
        link = self._link(values.get("link", ""), page)
        if link is None and "link" in values:
            page = replace(page, leads=leads_of(values["link"], [profile], OTHERS) or page.leads)
        options = CardOptions.from_values(
            values | {"photo": self._photo(values.get("photo", ""))},
            link=link,
            linked=bool(profile.path),
            summary=self._summary(values.get("summary", "")),
            body=self.parse_content_to_nodes() if self.content else [],
        )
        domain = profile_domain(self.env)
        translation = domain.translated(profile)
        card = render_card(translation, options, page)
        self.set_source_info(card)
        if profile.path:
            own_id = page.give_id(card, f"{anchor(profile.key)}-card")
            domain.record_home(page.docname, profile, own_id, Showing.CARD)
            domain.record_mentions(page.docname, {profile.key})
            if domain.offers(profile):
                offer_card(card, self.env, translation)
        return [grid_item(card) if is_row(self.state_machine.node) else card]

    def _in_place(self, values: dict[str, Any]) -> Profile | None:
        """Return a profile from the directive alone, None if the argument names a note."""
        argument = self.arguments[0].strip() if self.arguments else ""
        has_text = bool(self.content) or "headline" in values
        if not argument or not has_text or is_path(argument) or self.with_key(argument):
            return None
        keys = profile_domain(self.env).library.keys()
        near = next((key for key in keys if _one_letter_away(argument, key)), "")
        if near:
            message = f"{argument!r} is taken as a name; did you mean the key {near!r}?"
            self.report(ProblemCode.KEY_SIMILAR, message)
        lang = values.get("lang", "")
        return Profile(key=slugify(argument), path="", name=argument, lang=lang)

    def _photo(self, source: str) -> Image | None:
        """Return the image that `:photo:` names, None without one or if it may not be shown."""
        if not source:
            return None
        path = written_in(self.env)
        if not is_remote(source):
            uri = from_source(path, source) if is_safe(source) else ""
            if not uri:
                self.report(ProblemCode.FILE_BLOCKED, f"the image {source!r} is refused")
                return None
            source = uri
        return Image(source, line=self.lineno, named=True, path=path)

    def _summary(self, text: str) -> list[nodes.Node]:
        if not text:
            return []
        words, messages = self.parse_inline(text, lineno=self.lineno)
        return [*words, *messages]

    def _link(self, target: str, page: Page) -> nodes.Element | None:
        """Return an empty link for `:link:`: a key, an address or a page; nothing for kinds."""
        if target in ("", *PLACES):
            return None
        if profile := self.with_key(target):
            return page.person_link(profile)
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", target):
            schemes = ProfilesConfig.from_sphinx(self.config).schemes
            target = expand(target, schemes)
            if not may_link(target, schemes):
                raise NoteError(ProblemCode.ADDRESS_UNSAFE, f"the address {target!r} is refused")
            return nodes.reference("", "", refuri=clean_address(target))
        docname = from_source(self.env.docname, target).lstrip("/")
        for name in (docname, self.env.path2doc(docname)):
            if name in self.env.found_docs or name in profile_domain(self.env).left_out:
                return page.document_link(name)
        return None


def _one_letter_away(first: str, second: str) -> bool:
    """Return whether two words differ by one letter that is added, missing or different."""
    if abs(len(first) - len(second)) > 1:
        return False
    first, second = sorted((first.casefold(), second.casefold()), key=len)
    start = 0
    while start < len(first) and first[start] == second[start]:
        start += 1
    return first[start + (len(first) == len(second)) :] == second[start + 1 :]
