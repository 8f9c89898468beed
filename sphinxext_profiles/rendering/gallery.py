"""The image gallery, of a note or of the images in a directive's content.

`render_gallery` and `render_images` return:

    profile_gallery
      profile_figure
        profile_picture, profile_remote, or profile_bare with a picture in the author's link
        profile_caption
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils import nodes

from sphinxext_profiles.images.frames import RATIOS, RowPlace, around, gallery_frame, row_place
from sphinxext_profiles.labels import Label, template, text
from sphinxext_profiles.model import Profile
from sphinxext_profiles.nodes import (
    profile_bare,
    profile_caption,
    profile_figure,
    profile_gallery,
    profile_picture,
    profile_remote,
)

from .context import anchor, column_classes, outermost
from .images import credit_line, picture_node, remote_node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinxext_profiles.model import Image

    from .body_images import BodyImage
    from .context import Context, Picture


@dataclass(frozen=True, slots=True)
class GalleryOptions:
    """Which images a gallery shows, and how."""

    columns: tuple[int, ...] = (1, 2, 3, 3)
    ratio: str = ""
    """What every image is cropped to; empty where none is cropped."""
    images: str = "lead"
    limit: int | None = None
    captions: str = "title"
    classes: tuple[str, ...] = ()
    without: str = ""
    """The file or address of an image that is shown beside the gallery, empty for none."""

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
ROWS = "rows"
"""The layout in rows of one height, in which images of any ratio are whole."""


@dataclass(slots=True)
class _Shown:
    """An image that can be shown."""

    image: Image
    picture: Picture | None
    """Its file; None for a remote one."""
    body: BodyImage | None = None
    alt: str = field(default="", init=False)

    @property
    def place(self) -> RowPlace:
        """Its place in rows of one height."""
        return row_place(self.picture.size if self.picture else None)


class _Words(NamedTuple):
    """What a gallery says of its own."""

    lang: str
    label: str
    """Its accessible name."""
    ids: str
    """What the ids of its images begin with."""
    alt: Callable[[int], str]
    """Gives the alt text of an image that has none, by its number."""


def render_gallery(
    profile: Profile, options: GalleryOptions, context: Context
) -> profile_gallery | None:
    """Return the gallery of a note's images, None if there is nothing to show."""
    images = profile.images if options.images == "all" else profile.gallery
    if options.without:
        files = ((image, context.picture(profile, image)) for image in images)
        images = tuple(image for image, file in files if not file or file.uri != options.without)
    lang, folders = profile.lang or context.lang, context.locale_dirs
    shown = {
        number: found
        for number, image in enumerate(images[: options.limit], 1)
        if (found := _look(profile, image, context))
    }
    place = {"name": profile.name, "total": len(images)}
    words = _Words(
        lang,
        text(Label.GALLERY, lang, folders, name=profile.name),
        f"{anchor(profile.key)}-image",
        lambda number: text(Label.IMAGE_OF, lang, folders, number=number, **place),
    )
    return _gallery(shown, options, context, words)


def render_images(
    images: Sequence[tuple[BodyImage, Image]], options: GalleryOptions, context: Context
) -> profile_gallery | None:
    """Return the gallery of the images in a directive's content, as `render_gallery` does."""
    nobody = Profile(key="", path="", name="")
    lang, folders, total = context.lang, context.locale_dirs, len(images)
    shown = {
        number: found
        for number, (body, image) in enumerate(images[: options.limit], 1)
        if (found := _look(nobody, image, context, body))
    }
    words = _Words(
        "",
        text(Label.IMAGES, lang, folders),
        "gallery-image",
        lambda number: text(Label.IMAGE_NUMBER, lang, folders, number=number, total=total),
    )
    return _gallery(shown, options, context, words)


def _look(
    profile: Profile, original: Image, context: Context, body: BodyImage | None = None
) -> _Shown | None:
    """Return an image with its file, None if that is missing, which is reported."""
    image = context.image_to_show(profile, original)
    if image is None:
        return None
    picture = context.picture(profile, image)
    return _Shown(image, picture, body) if picture or image.remote else None


def _gallery(
    shown: dict[int, _Shown],
    options: GalleryOptions,
    context: Context,
    words: _Words,
) -> profile_gallery | None:
    """Return a gallery of images by their numbers."""
    if not shown:
        return None
    lang, folders = words.lang or context.lang, context.locale_dirs
    places = {entry.place for entry in shown.values()}
    ratio = options.ratio or (ROWS if len(places) > 1 else "original")
    gallery = profile_gallery(
        classes=["profile-gallery", *_shape(ratio, options.columns), *options.classes],
        label=words.label,
        dialog={name: template(label, lang, folders) for name, label in VIEWER.items()},
        **outermost(words.lang, context),
    )
    for number, entry in shown.items():
        entry.alt = entry.image.alt or words.alt(number)
        figure = profile_figure("", _node(entry, options.columns, ratio))
        figure["classes"] = ["profile-figure"]
        figure["row"] = entry.place.classes if ratio == ROWS else []
        for picture in cast("list[nodes.Element]", list(figure.findall(_is_shown))):
            # The image gets the id, since `numfig` would number a figure that has one.
            named = picture["ids"]
            context.give_id(picture, f"{words.ids}-{number}")
            picture["ids"] += named
        if caption := _caption(entry, options):
            figure += caption
        gallery += figure
    return gallery


def _shape(ratio: str, columns: tuple[int, ...]) -> list[str]:
    """Return the classes for the ratio and for the columns at each width."""
    classes = [f"profile-{ROWS}"] if ratio == ROWS else []
    cropped = "original" if ratio == ROWS else ratio.replace(":", "-")
    return [*classes, f"profile-ratio-{cropped}", *column_classes(columns)]


def _caption(entry: _Shown, options: GalleryOptions) -> nodes.Node | None:
    """Return the caption: the author's, else what the options ask for."""
    image = entry.image
    if options.captions == "none":
        return None
    if entry.body and entry.body.caption:
        origin = entry.body.origin
        caption = profile_caption(origin.rawsource, "", authored="")
        caption.source, caption.line = origin.source, origin.line
        caption += entry.body.caption
        return caption
    authored = {"alt": image.alt, "title": image.title}.get(options.captions, "")
    if options.captions == "credit":
        words = credit_line(image)
    else:
        said = {"alt": entry.alt, "title": image.title}[options.captions]
        words = [nodes.Text(said)] if said else []
    return profile_caption("", "", *words, authored=authored) if words else None


def _is_shown(node: nodes.Node) -> bool:
    if isinstance(node, profile_remote):
        return bool(node["shown"])
    return isinstance(node, profile_picture)


def _node(entry: _Shown, columns: tuple[int, ...], ratio: str) -> nodes.Element:
    """Return an image, or a link to a remote one that isn't shown."""
    image, body = entry.image, entry.body
    if entry.picture is None:
        return remote_node(image.source, entry.alt, authored=image.alt, classes=["profile-image"])
    linked = body is not None and body.link is not None and not entry.picture.remote
    attributes: dict[str, Any] = {"alt": entry.alt, "full": not linked, "tile": linked}
    share, ratio = (entry.place.share, "original") if ratio == ROWS else (1, ratio)
    frame = gallery_frame(columns, ratio, share)
    if image.focus is not None and entry.picture.size is not None:
        across, down = around(image.focus, entry.picture.size, RATIOS[ratio])
        frame = gallery_frame(columns, ratio, share, (across, down))
        attributes["classes"] = [f"profile-x-{across}", f"profile-y-{down}"]
    picture = picture_node(entry.picture, frame, image.alt, **attributes)
    return _in_body(picture, body) if body else picture


def _in_body(picture: nodes.Element, body: BodyImage) -> nodes.Element:
    """Return the picture of an image in a body, with its names and in its link."""
    picture.source, picture.line = body.node.source, body.node.line
    named = body.figure if body.figure is not None else body.node
    picture["ids"], picture["names"] = named["ids"], named["names"]
    if body.link is None or isinstance(picture, profile_remote):
        return picture
    body.node.parent.replace(body.node, picture)
    return profile_bare("", "", body.link, translatable=False)
