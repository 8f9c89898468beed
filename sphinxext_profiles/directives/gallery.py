"""`profile-gallery`: the images of a note, or those in the directive's content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from sphinxext_profiles.addresses.credits import credit_in_title
from sphinxext_profiles.model import Image, Profile
from sphinxext_profiles.nodes import profile_picture
from sphinxext_profiles.page.scope import written_in
from sphinxext_profiles.problems import ProblemCode
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.translation import offer_gallery, withhold
from sphinxext_profiles.rendering.body_images import images_in
from sphinxext_profiles.rendering.gallery import GalleryOptions, render_gallery, render_images

from .base import ProfileDirectiveBase
from .options import COMMON, GALLERY, OptionSpec

if TYPE_CHECKING:
    from sphinxext_profiles.rendering.body_images import BodyImage


class GalleryDirective(ProfileDirectiveBase):
    """An image gallery."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = OptionSpec(COMMON | GALLERY)

    def render(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the gallery, or nothing if there is no image to show."""
        if self.content:
            return self._of_content(values)
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

    def _of_content(self, values: dict[str, Any]) -> list[nodes.Node]:
        """Return the gallery of the images in the content, and after it the rest of that."""
        if self.arguments:
            message = f"it has images of its own, so the argument {self.arguments[0]!r} is not used"
            self.report(ProblemCode.ARGUMENT, message)
        if "images" in values:
            message = "option 'images': it has no effect on images in the content"
            self.report(ProblemCode.OPTION_VALUE, message)
        self.admit(1)
        self.record_shown(Profile(key="", path="", name=""))
        found, rest = images_in(self.parse_content_to_nodes())
        images = [(entry, self._image(entry)) for entry in found]
        gallery = render_images(images, GalleryOptions.from_values(values), self.page)
        if gallery is None:
            return rest
        self.set_source_info(gallery)
        for picture in gallery.findall(profile_picture):
            # The figure that an author gave a name is gone.
            self.state.document.ids.update(dict.fromkeys(picture["ids"], picture))
        return [gallery, *rest]

    def _image(self, entry: BodyImage) -> Image:
        """Return an image of the content as notes have them."""
        node, path = entry.node, written_in(self.env)
        line = node.line or self.lineno
        if isinstance(node, nodes.image):
            title = node.get("title", "")
            source, alt = node["uri"], node.get("alt", "")
            return Image(
                source,
                alt,
                title,
                line=line,
                credit=credit_in_title(title),
                path=path,
            )
        return Image(node["refuri"], node.astext(), line=line, path=path)
