"""`profile-references`: the reference list of a note, of several, or of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.notes import NoteError
from sphinxext_profiles.rendering.references import ReferenceOptions, render_references

from .base import ProfileDirectiveBase, is_path
from .options import COMMON, REFERENCES, OptionSpec, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes

    from sphinxext_profiles.model import Profile


class ReferencesDirective(ProfileDirectiveBase):
    """A reference list."""

    option_spec: ClassVar[OptionSpec] = OptionSpec(COMMON | REFERENCES)

    def render(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the list, or nothing if the notes have no reference to show.

        A list of everything that the page cites is filled, or removed, once the page is read.
        """
        profiles = list(self.wanted()) if self.arguments else []
        self.admit(len(profiles))
        for profile in profiles:
            self.record_shown(profile, sources=True)
        if self.arguments and not profiles:
            return []
        profile_domain(self.env).record_shown(self.env.docname)
        block = render_references(profiles, ReferenceOptions.from_values(values), self.page)
        if block is None:
            return []
        self.set_source_info(block)
        return [block]

    def wanted(self) -> Iterator[Profile]:
        """Yield the profiles that the argument names, and report those that can't be found."""
        for entry in lines(self.arguments[0]):
            for name in [entry] if is_path(entry) else entry.split():
                try:
                    yield self.profile_named(name)
                except NoteError as error:
                    self.report(error.problem.code, error.problem.message)
