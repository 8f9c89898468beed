"""`profile-references`: the reference list of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinxext_profiles.options import COMMON, REFERENCES, OptionSpec
from sphinxext_profiles.rendering.references import ReferenceOptions, render_references

from .base import ProfileDirectiveBase

if TYPE_CHECKING:
    from docutils import nodes


class ReferencesDirective(ProfileDirectiveBase):
    """A reference list."""

    option_spec: ClassVar[OptionSpec] = OptionSpec(COMMON | REFERENCES)

    def render(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the list, or nothing when the note has no reference to show."""
        profile = self.find(values)
        self.shown(profile)
        options = ReferenceOptions.from_values(values)
        made = render_references(profile, options, self.page)
        if made is None:
            return []
        self.set_source_info(made)
        return [made]
