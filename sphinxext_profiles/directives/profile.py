"""`profile`: a whole profile inside another page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinxext_profiles.page.profile import embedded
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.notes import NoteError
from sphinxext_profiles.project.people_files import with_text

from .base import ProfileDirectiveBase
from .options import COMMON, LANGUAGE, PROFILE, OptionSpec

if TYPE_CHECKING:
    from docutils import nodes


class ProfileDirective(ProfileDirectiveBase):
    """A whole profile: card, gallery, sections, references."""

    option_spec: ClassVar[OptionSpec] = OptionSpec(COMMON | LANGUAGE | PROFILE)

    def render(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the profile, unless the note would contain itself."""
        profile = with_text(self.env, self.find(values))
        outer: list[str] = self.env.temp_data.get("profiles_showing") or []
        self.env.temp_data["profiles_showing"] = outer
        own = profile_domain(self.env).pages.get(self.env.docname)
        if profile.path in (*outer, own):
            message = f"the note {profile.path!r} contains itself"
            raise NoteError(ProblemCode.NOTE_RECURSION, message)
        text = self.text_of(profile)
        self.admit(1, len(text))
        self.record_shown(profile, sources=True)
        outer.append(profile.path)
        try:
            region = embedded(self.page, profile, text, values)
        finally:
            outer.pop()
        self.set_source_info(region)
        return [region]
