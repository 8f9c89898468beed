"""The images of a note as a whole: its gallery, the portrait, alt texts worth keeping."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.addresses.cleaning import image_source
from sphinxext_profiles.addresses.web_pages import is_web_page
from sphinxext_profiles.markdown.images import says_nothing
from sphinxext_profiles.model import Credit, Image
from sphinxext_profiles.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_profiles.frontmatter.keys import FrontMatter
    from sphinxext_profiles.markdown.contents import BodyImage


class Pictures(NamedTuple):
    """The images of a note."""

    images: tuple[Image, ...]
    portrait: Image | None
    problems: tuple[Problem, ...]


def read_pictures(
    front: FrontMatter,
    body_images: Sequence[BodyImage],
    names: int,
    tracking: frozenset[str],
    *,
    whole: bool = True,
) -> Pictures:
    """Return the images in the order of the text, and the portrait.

    `names` is 1 if the first heading is the name, which begins no section. Alt texts that say
    nothing are removed, with a piece of advice. If a note was not read `whole`, it is unknown
    which images it lacks.
    """
    images, problems = _images(body_images, names)
    portrait, portrait_problems = _portrait(front, images, tracking)
    images = tuple(_credited(image, front) for image in images)
    portrait = _credited(portrait, front) if portrait else None
    if portrait and front.photo_focus:
        source, focus = portrait.source, front.photo_focus
        portrait = replace(portrait, focus=focus)
        images = tuple(
            replace(image, focus=focus) if image.source == source else image for image in images
        )
    problems += portrait_problems
    if whole:
        problems += _unknown(front, {image.source for image in (*images, portrait) if image})
    return Pictures(images, portrait, tuple(problems))


def _credited(image: Image, front: FrontMatter) -> Image:
    """Return an image with the credit that the front matter gives it."""
    given = next((entry.credit for entry in front.images if entry.source == image.source), None)
    if given is None:
        return image
    own = image.credit
    licensed = given if given.license else own
    credit = Credit(
        given.by or own.by, licensed.license, licensed.license_address, given.source or own.source
    )
    return replace(image, credit=credit)


def _unknown(front: FrontMatter, sources: set[str]) -> list[Problem]:
    """Return the problems of entries about images that the note doesn't have."""
    return [
        Problem(
            ProblemCode.FRONT_MATTER_VALUE,
            f"'images' has an entry for {entry.source!r}, which the note doesn't show",
            entry.line,
        )
        for entry in front.images
        if entry.source not in sources
    ]


def _images(
    body_images: Sequence[BodyImage], names: int
) -> tuple[tuple[Image, ...], list[Problem]]:
    """Return the images, and the problems of those whose alt text says nothing."""
    images = []
    problems = []
    for image, headings, directive in body_images:
        lead = headings <= names
        if directive and not lead:
            continue  # it stays where it is, as all else in directives does
        if says_nothing(image.alt, image.source):
            problems.append(_placeholder(image.alt, image.line))
            images.append(replace(image, alt="", lead=lead))
        else:
            images.append(replace(image, lead=lead))
    return tuple(images), problems


def _placeholder(alt: str, line: int) -> Problem:
    """Return the advice on an alt text that says nothing."""
    message = f'the alt text "{alt}" says nothing' if alt else "the image has no alt text"
    return Problem(ProblemCode.ALT_PLACEHOLDER, message, line)


def _portrait(
    front: FrontMatter, images: Sequence[Image], tracking: frozenset[str]
) -> tuple[Image | None, list[Problem]]:
    """Return the portrait: the front matter's photo, else the first image of the lead."""
    line = front.lines.get("photo", 0)
    alt_line = front.lines.get("photo_alt", line)
    problems = []
    alt = front.photo_alt
    if alt and says_nothing(alt, front.photo):
        problems.append(_placeholder(alt, alt_line))
        alt = ""
    source = image_source(front.photo, tracking) if front.photo else ""
    if front.photo and not source:
        message = f"the address of the photo is refused as unsafe: {front.photo}"
        problems.append(Problem(ProblemCode.ADDRESS_UNSAFE, message, line))
    elif is_web_page(source):
        message = (
            f"the photo {source!r} is a web page and no image: give the address of the image"
            " itself, or save it in the project"
        )
        problems.append(Problem(ProblemCode.FRONT_MATTER_VALUE, message, line))
        source = ""
    same = next((image for image in images if image.source == source), None)
    first = next((image for image in images if image.lead), None)
    named = replace(same or Image(source, line=line), named=True)
    portrait = named if source else first
    if portrait and alt:
        portrait = replace(portrait, alt=alt)
    return portrait, problems


def remote_photo(address: str, line: int) -> Problem:
    """Return the problem of a photo at an address, of which the project has no copy."""
    message = (
        f"the photo {address!r} is remote, and no build uses the network: save it in the project,"
        " or run 'sphinx-profiles fetch', which downloads the images of notes"
    )
    return Problem(ProblemCode.IMAGE_REMOTE, message, line)
