"""`profile-index`: the people of the project, chosen by a query or named."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from sphinxext_profiles.nodes import profile_card, profile_division
from sphinxext_profiles.note.sections import slugify
from sphinxext_profiles.page.context import current_page
from sphinxext_profiles.page.scope import in_untrusted_note
from sphinxext_profiles.people.globs import below
from sphinxext_profiles.people.query import IndexQuery
from sphinxext_profiles.people.selection import Selection, choose
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.project.config import ProfilesConfig
from sphinxext_profiles.project.data import Showing
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.translation import offer_card, offer_row
from sphinxext_profiles.rendering.context import anchor
from sphinxext_profiles.rendering.facts import FACTS
from sphinxext_profiles.rendering.index import CARDS, IndexOptions, places, render_index
from sphinxext_profiles.toctree.adopted import adopting

from .base import ProfileDirectiveBase
from .leading import leads_of
from .options import COMMON, INDEX, LANGUAGE, OptionSpec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_profiles.page.context import Page

FOR_LAYOUTS = {
    "columns": tuple(CARDS),
    "photo-shape": tuple(CARDS),
    "show": (*CARDS, "list", "table"),
    "hide": (*CARDS, "list", "table"),
}
"""The options that affect only some layouts."""
CHOOSING = frozenset({"notes", "people", "authors", "where", "tags", "groups", "limit"})
"""The options that say who is listed."""


class IndexDirective(ProfileDirectiveBase):
    """An index of people."""

    option_spec: ClassVar[OptionSpec] = OptionSpec(COMMON | LANGUAGE | INDEX)

    def render(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the index, the text for an empty one, or nothing."""
        self._check(values)
        domain = profile_domain(self.env)
        query = self._query(values)
        if self.refused & CHOOSING:
            # With a broken query, listing nobody is better than listing everybody.
            return self._empty(values.get("empty", ""))
        selection = choose(domain.library, query)
        domain.record_index(self.env.docname, query, selection)
        if query.among is not None:
            domain.record_writers(self.env.docname, frozenset(query.among))
        if query.people:
            # Only a list that names people mentions them.
            domain.record_mentions(self.env.docname, {entry.key for entry in selection.profiles})
        for problem in selection.problems:
            if problem.code is not ProblemCode.INDEX_EMPTY or "empty" not in values:
                self.report(problem.code, problem.message)
        if not selection.groups:
            return self._empty(values.get("empty", ""))
        lang = domain.language_of(self.env.docname)
        page = current_page(self.env, self.state.document, lang=lang)
        if leads := leads_of(values.get("link", ""), selection.profiles):
            page = replace(page, leads=leads)
        self.admit(len(selection.profiles))
        translations = selection.with_each(domain.translated)
        index = render_index(translations, IndexOptions.from_values(values), page)
        self.set_source_info(index)
        self._name_groups(index, values.get("name", ""))
        self._settle(index, selection, translations, page)
        if in_untrusted_note(self.env):
            return [index]  # a note has a say in its own part of a page only
        return [index, self._adopted(selection, values)]

    def _name_groups(self, index: nodes.Element, name: str) -> None:
        """Make the groups of an index with a name targets: `NAME-docs`."""
        for heading in index.findall(nodes.rubric) if name else ():
            self._name(heading, f"{name}-{slugify(heading.astext())}")

    def _check(self, values: dict[str, Any]) -> None:
        """Report what an index has no use for."""
        if self.arguments:
            message = (
                f"it takes no argument, but has {self.arguments[0]!r}; use the option 'people'"
            )
            self.report(ProblemCode.ARGUMENT, message)
        layout = values.get("layout", "portrait")
        for name, layouts in FOR_LAYOUTS.items():
            if name in values and layout not in layouts:
                message = f"option {name!r}: it has no effect in the layout {layout!r}"
                self.report(ProblemCode.OPTION_VALUE, message)
        for name in ("show", "hide") if layout in ("list", "table") else ():
            for part in sorted(set(values.get(name, ())).difference(FACTS)):
                self.report(
                    ProblemCode.OPTION_VALUE,
                    f"option {name!r}: it has no effect on {part!r} in the layout {layout!r},"
                    f" where it takes {', '.join(FACTS)}",
                )

    def _query(self, values: dict[str, Any]) -> IndexQuery:
        domain = profile_domain(self.env)
        docname = self.env.docname
        return IndexQuery(
            notes=tuple(self._globs(values.get("notes", ()))),
            people=values.get("people", ()),
            among=tuple(sorted(domain.written)) if "authors" in values else None,
            where=values.get("where", ()),
            tags=values.get("tags", ()),
            groups=values.get("groups", ()),
            sort=self._sort(values),
            group_by=values.get("group-by", ""),
            limit=values.get("limit"),
            lang=values.get("lang") or domain.language_of(docname),
            fallback=domain.fallback_languages,
            leaving_out=domain.pages.get(docname, ""),
        )

    def _sort(self, values: dict[str, Any]) -> str:
        """Return what people are sorted by; those that are named stay as they are named."""
        if "sort" in values or "people" in values:
            return str(values.get("sort", ""))
        return ProfilesConfig.from_sphinx(self.config).sort

    def _globs(self, globs: tuple[str, ...]) -> Iterator[str]:
        """Yield globs from the source folder; if all exclude, they exclude from everybody."""
        folder = posixpath.dirname(self.env.docname)
        if globs and all(glob.startswith("!") for glob in globs):
            yield "**"
        for glob in globs:
            try:
                yield below(folder, glob)
            except ValueError as error:
                self.report(ProblemCode.OPTION_VALUE, f"option 'notes': {error}")
                self.refused |= {"notes"}

    def _empty(self, text: str) -> list[nodes.Node]:
        """Return the text in place of an index that lists nobody."""
        if not text:
            return []
        words, messages = self.parse_inline(text, lineno=self.lineno)
        paragraph = nodes.paragraph("", "", *words)
        self.set_source_info(paragraph)
        return [profile_division("", paragraph, classes=["profile-index"]), *messages]

    def _settle(
        self, index: nodes.Element, selection: Selection, translations: Selection, page: Page
    ) -> None:
        """Make this the home of people without a page, unless they have a better one.

        Their texts are messages of this page.
        """
        domain = profile_domain(self.env)
        listed, shown = (
            [profile for _, profiles in people.groups for profile in profiles]
            for people in (selection, translations)
        )
        settled: set[str] = set()
        for place, profile, translation in zip(places(index), listed, shown, strict=True):
            if profile.path in settled or domain.page_of(profile):
                continue
            settled.add(profile.path)
            offer_one = offer_card if isinstance(place, profile_card) else offer_row
            offer_one(place, self.env, translation)
            showing = Showing.CARD if isinstance(place, profile_card) else Showing.ENTRY
            own_id = page.give_id(place, f"{anchor(profile.key)}-{showing.name.lower()}")
            domain.record_home(page.docname, profile, own_id, showing)

    def _adopted(self, selection: Selection, values: dict[str, Any]) -> nodes.Node:
        """Return the place for the toctree that makes the people's pages children of this page."""
        domain = profile_domain(self.env)
        pages = [page for profile in selection.profiles for page in domain.pages_of(profile.key)]
        return adopting(self.env, pages, shown="toctree" in values, excerpt="limit" in values)
