"""The image gallery.

`render_gallery` returns:

    profile_gallery
      profile_figure
        profile_picture or profile_remote
        profile_caption
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_profiles.images.frames import RATIOS, around, gallery_frame
from sphinxext_profiles.labels import Label, template, text
from sphinxext_profiles.nodes import (
    profile_caption,
    profile_figure,
    profile_gallery,
    profile_picture,
)

from .context import anchor, column_classes, outermost
from .images import credit_line, picture_node, remote_node

if TYPE_CHECKING:
    from sphinxext_profiles.model import Image, Profile

    from .context import Context


@dataclass(frozen=True, slots=True)
class GalleryOptions:
    """Which images a gallery shows, and how."""

    columns: tuple[int, ...] = (1, 2, 3, 3)
    ratio: str = "square"
    images: str = "lead"
    limit: int | None = None
    captions: str = "title"
    classes: tuple[str, ...] = ()

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> GalleryOptions:
        """Return the options that a directive's checked values mean."""
        given = {name: values[name] for name in GIVEN if name in values}
        return cls(**given, classes=tuple(values.get("class", ())))


GIVEN = ("columns", "ratio", "images", "limit", "captions")
VIEWER = {
    "position": Label.IMAGE_NUMBER,
    "previous": Label.PREVIOUS_IMAGE,
    "next": Label.NEXT_IMAGE,
    "close": Label.CLOSE,
}
"""The strings of the dialog that shows one image after the other."""


def render_gallery(
    profile: Profile, options: GalleryOptions, context: Context
) -> profile_gallery | None:
    """Return the gallery of a note's images, None if there is nothing to show."""
    images = profile.images if options.images == "all" else profile.gallery
    if not images:
        return None
    lang, folders = profile.lang or context.lang, context.locale_dirs
    gallery = profile_gallery(
        classes=["profile-gallery", *_shape(options), *options.classes],
        label=text(Label.GALLERY, lang, folders, name=profile.name),
        dialog={name: template(label, lang, folders) for name, label in VIEWER.items()},
        **outermost(lang, context),
    )
    for number, original in enumerate(images[: options.limit], 1):
        image = context.image_to_show(profile, original)
        if image is None:
            continue  # it is missing, which is reported; the others are shown
        place = {"name": profile.name, "number": number, "total": len(images)}
        alt = image.alt or text(Label.IMAGE_OF, lang, folders, **place)
        node = _image(profile, image, alt, options, context)
        if node is None:
            continue  # its file is missing
        if isinstance(node, profile_picture) or node["shown"]:
            # The image gets the id, since `numfig` would number a figure that has one.
            context.give_id(node, f"{anchor(profile.key)}-image-{number}")
        figure = profile_figure("", node, classes=["profile-figure"])
        if caption := _caption(image, alt, options):
            authored = {"alt": image.alt, "title": image.title}.get(options.captions, "")
            figure += profile_caption("", "", *caption, authored=authored)
        gallery += figure
    return gallery if gallery.children else None


def _shape(options: GalleryOptions) -> list[str]:
    """Return the classes for the ratio and for the columns at each width."""
    ratio = options.ratio.replace(":", "-")
    return [f"profile-ratio-{ratio}", *column_classes(options.columns)]


def _caption(image: Image, alt: str, options: GalleryOptions) -> list[nodes.Node]:
    if options.captions == "credit":
        return credit_line(image)
    words = {"none": "", "alt": alt, "title": image.title}[options.captions]
    return [nodes.Text(words)] if words else []


def _image(
    profile: Profile, image: Image, alt: str, options: GalleryOptions, context: Context
) -> nodes.Element | None:
    picture = context.picture(profile, image)
    if picture is None:
        if not image.remote:
            return None
        return remote_node(image.source, alt, authored=image.alt, classes=["profile-image"])
    if image.focus is None or picture.size is None:
        frame = gallery_frame(options.columns, options.ratio)
        return picture_node(picture, frame, image.alt, alt=alt, full=True)
    across, down = around(image.focus, picture.size, RATIOS[options.ratio])
    frame = gallery_frame(options.columns, options.ratio, (across, down))
    classes = [f"profile-x-{across}", f"profile-y-{down}"]
    return picture_node(picture, frame, image.alt, alt=alt, full=True, classes=classes)
