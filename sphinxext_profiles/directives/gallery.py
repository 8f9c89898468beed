"""`profile-gallery`: the images of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.translation import offer_gallery, withhold
from sphinxext_profiles.rendering.gallery import GalleryOptions, render_gallery

from .base import ProfileDirectiveBase
from .options import COMMON, GALLERY, OptionSpec

if TYPE_CHECKING:
    from docutils import nodes


class GalleryDirective(ProfileDirectiveBase):
    """An image gallery."""

    option_spec: ClassVar[OptionSpec] = OptionSpec(COMMON | GALLERY)

    def render(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the gallery, or nothing if the note has no image to show."""
        profile = self.find(values, whole=values.get("images") == "all")
        self.admit(1)
        self.record_shown(profile)
        domain = profile_domain(self.env)
        translation = domain.translated(profile)
        gallery = render_gallery(translation, GalleryOptions.from_values(values), self.page)
        if gallery is None:
            return []
        self.set_source_info(gallery)
        if domain.offers(profile):
            offer_gallery(gallery, self.env, profile)
        else:
            withhold(gallery)
        return [gallery]
