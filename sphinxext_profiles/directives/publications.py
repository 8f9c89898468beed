"""`profile-publications`: a person's entries of the project's bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinxext_profiles.bibliography.entries import FilterError, bibliography_of, parse_filter
from sphinxext_profiles.bibliography.listing import ListingOptions
from sphinxext_profiles.bibliography.on_pages import NOT_LOADED, publications
from sphinxext_profiles.bibliography.styling import StyleError, find_style
from sphinxext_profiles.page.scope import in_untrusted_note
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.project.notes import NoteError

from .base import ProfileDirectiveBase
from .options import COMMON, PUBLICATIONS, OptionSpec

if TYPE_CHECKING:
    from docutils import nodes
    from pybtex.style.formatting import BaseStyle


class PublicationsDirective(ProfileDirectiveBase):
    """A list of what a person has published."""

    option_spec: ClassVar[OptionSpec] = OptionSpec(COMMON | PUBLICATIONS)

    def render(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the list, or nothing if no entry is the person's."""
        if bibliography_of(self.env) is None:
            raise NoteError(ProblemCode.BIBLIOGRAPHY_MISSING, NOT_LOADED)
        if "filter" in values and in_untrusted_note(self.env):
            message = "option 'filter': a note can't have one, which could run without end"
            raise NoteError(ProblemCode.OPTION_VALUE, message)
        profile = self.find(values, whole=False)
        self.admit(1)
        self.record_shown(profile)
        try:
            options = ListingOptions(
                self._style(values.get("style", "")),
                limit=values.get("limit", 0),
                group_by=values.get("group-by", ""),
                condition=parse_filter(values["filter"]) if "filter" in values else None,
            )
            block = publications(self.env, profile, options, self.page)
        except FilterError as error:
            raise NoteError(ProblemCode.OPTION_VALUE, f"option 'filter': {error}") from error
        if block is None:
            message = f"no entry of the BibTeX files is by {profile.name}"
            self.report(ProblemCode.PUBLICATIONS_EMPTY, message)
            return []
        block["classes"] += values.get("class", ())
        self.set_source_info(block)
        return [block]

    def _style(self, name: str) -> BaseStyle:
        """Return the style that the option names, else the project's."""
        try:
            return find_style(name or self.env.config.bibtex_default_style)
        except StyleError as error:
            self.report(ProblemCode.OPTION_VALUE, f"option 'style': {error}")
            return find_style("alpha")
