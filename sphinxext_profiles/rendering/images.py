"""The nodes for the images of a note: the portrait on a card, faces, what a crop keeps; credits."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, Protocol

from docutils import nodes

from sphinxext_profiles.addresses.cleaning import host, is_safe
from sphinxext_profiles.addresses.display import readable_host
from sphinxext_profiles.counts import Count, counted
from sphinxext_profiles.images.frames import PORTRAIT_FOCUS, UPRIGHT, photo_focus, photo_frame
from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import (
    profile_bare,
    profile_face,
    profile_people,
    profile_photo,
    profile_picture,
    profile_remote,
)
from sphinxext_profiles.words.languages import initials
from sphinxext_profiles.words.names import fold

from .context import language, linked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_profiles.images.frames import Frame
    from sphinxext_profiles.model import Image, Profile

    from .context import Context, Picture


HUES = 12


def picture_node(
    picture: Picture, frame: Frame, authored: str = "", **attributes: Any
) -> profile_picture | profile_remote:
    """Return a node for an image in a frame.

    `authored` is the alt text if an author wrote it, so that it can be translated.
    """
    if picture.remote:
        full, classes = attributes.get("full", False), attributes.get("classes", [])
        alt = attributes.get("alt", "")
        return remote_node(
            picture.uri, alt, authored=authored, shown=True, full=full, classes=classes
        )
    return profile_picture(
        authored=authored,
        uri=picture.uri,
        px=picture.size,
        frame=frame if picture.raster else None,
        origin=picture.origin,
        **{"alt": "", "full": False, "tile": False, "eager": False, "paper": "", **attributes},
    )


def remote_node(address: str, words: str, **attributes: Any) -> profile_remote:
    """Return a node for a remote image, which is a link unless it is `shown`."""
    given = {"authored": "", "shown": False, "full": False, **attributes}
    place = readable_host(host(address))
    return profile_remote("", words, refuri=address, host=place, **given)


def focus_classes(point: tuple[int, int]) -> list[str]:
    """Return the classes that crop an image around a point in percent, if it is not the usual."""
    axes = zip("xy", point, PORTRAIT_FOCUS, strict=True)
    return [f"profile-{axis}-{place}" for axis, place, usual in axes if place != usual]


def credit_line(image: Image) -> list[nodes.Node]:
    """Return the credit of an image as nodes; for a remote image without a credit, its host."""
    credit = image.credit
    parts: list[nodes.Node] = []
    if credit.by:
        parts.append(nodes.Text(credit.by))
    if credit.license:
        parts.append(_linked(credit.license, credit.license_address, rel="license"))
    if place := host(credit.source):
        parts.append(_linked(readable_host(place), credit.source))
    elif credit.source:
        parts.append(nodes.Text(credit.source))
    if image.remote and not parts:
        parts.append(nodes.Text(readable_host(host(image.source))))
    return [node for part in parts for node in (nodes.Text(" · "), part)][1:]


def _linked(words: str, address: str, **attributes: str) -> nodes.Node:
    """Return words, as a link if there is a safe address."""
    if not address or not is_safe(address):
        return nodes.Text(words)
    return nodes.reference("", words, refuri=address, **attributes)


class PhotoOptions(Protocol):
    """What the options of a card say of its photo."""

    @property
    def layout(self) -> str:
        """The card's layout."""

    @property
    def columns(self) -> tuple[int, ...]:
        """Those of the index that the card is in."""

    @property
    def shape(self) -> str:
        """Empty for that of the layout."""

    @property
    def focus(self) -> tuple[int, int] | None:
        """What the crop keeps in sight."""

    @property
    def photo(self) -> Image | None:
        """One to show instead of the note's."""

    @property
    def photo_alt(self) -> str:
        """What it shows, in the words of the page's author."""

    @property
    def parts(self) -> set[str]:
        """The parts that the card shows."""


def has_photo(profile: Profile, context: Context) -> bool:
    """Return whether a card of the person has a photo to show."""
    return bool(profile.portrait and context.picture(profile, profile.portrait))


def hue(key: str) -> int:
    """Return the number of the avatar colour that a key has, the same everywhere."""
    return zlib.crc32(key.encode()) % HUES


def photo_node(profile: Profile, options: PhotoOptions, context: Context) -> profile_photo:
    """Return the place of the portrait: the initials, and the picture over them."""
    upright = options.layout in UPRIGHT
    shape = options.shape or ("rounded" if upright else "circle")
    image = options.photo or profile.portrait
    picture = context.picture(profile, image) if image else None
    point = options.focus or (image.focus if image else None)
    focus = photo_focus(point, picture.size if picture else None, options.layout, shape)
    classes = ["profile-photo", f"profile-hue-{hue(profile.key)}", *focus_classes(focus)]
    if upright or shape != "circle":
        classes.append(f"profile-photo-{shape}")
    photo = profile_photo(classes=classes, initials=initials(profile.name))
    if picture:
        photo += picture_node(
            picture,
            photo_frame(options.layout, focus, options.columns, shape),
            options.photo_alt,
            # Beside the name a portrait is decoration (WCAG technique H67); alone it is not.
            alt=options.photo_alt or _portrait_alt(profile, options, image, context),
            classes=["u-photo"],
            paper="30%" if options.layout == "hero" else "20%",
            eager=options.layout == "hero",
        )
    return photo


def _portrait_alt(
    profile: Profile, options: PhotoOptions, image: Image | None, context: Context
) -> str:
    written = image.alt if image else ""
    if "name" in options.parts:
        # A hero has no gallery below it that shows the portrait once more, with its words.
        says_more = options.layout == "hero" and fold(written) != fold(profile.name)
        return written if says_more else ""
    return written or naming(Label.PORTRAIT, profile, context)


def naming(label: Label, profile: Profile, context: Context) -> str:
    """Return a string of the interface that names the person, in the language of the note."""
    lang = profile.lang or context.lang
    return text(label, lang, context.locale_dirs, name=profile.name)


# Faces


def render_faces(profiles: Iterable[Profile], _options: Any, context: Context) -> nodes.Element:
    """Return the faces of some people, each with the name."""
    people = profile_people(classes=["profile-faces"])
    people.extend(
        nodes.list_item("", profile_bare("", "", _face(profile, context), translatable=False))
        for profile in profiles
    )
    return people


def _face(profile: Profile, context: Context) -> nodes.Element:
    """Return a face, in a link to the person's home."""
    image = profile.portrait
    picture = context.picture(profile, image) if image else None
    point, size = image.focus if image else None, picture.size if picture else None
    focus = photo_focus(point, size, "face")
    face = profile_face(
        initials=initials(profile.name),
        hue=f"profile-hue-{hue(profile.key)}",
        focus=focus_classes(focus),
        **language(profile.lang, context.lang),
    )
    if picture:
        face += picture_node(picture, photo_frame("face", focus), classes=["u-photo"])
    face += nodes.Text(profile.name)
    return linked(profile, face, context, "profile-face")


def add_more(people: nodes.Element, number: int, context: Context) -> None:
    """Add to a row of faces how many more people there are, if any are left out."""
    if not number:
        return
    words = counted(Count.MORE_PEOPLE, number, context.lang, context.locale_dirs)
    attributes = language(context.lang, context.lang)
    face = profile_face("", words, hue="profile-hue-8", focus=[], **attributes)
    face["initials"] = f"+{number}"
    bare = profile_bare("", "", face, translatable=False)
    people += nodes.list_item("", bare, classes=["profile-more"])
