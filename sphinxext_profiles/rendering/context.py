"""What a room that renders needs to know of the page: plain values, and ways to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from docutils import nodes

from sphinxext_profiles.words.languages import direction

from .formulas import is_formula

if TYPE_CHECKING:
    from sphinxext_profiles.model import Image, Part, Profile


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file of the project."""

    uri: str
    """From the source folder, with a leading `/`."""
    size: tuple[int, int] | None = None
    """Width and height in pixels, when they are known."""
    raster: bool = True
    """Whether it is made of pixels, so that thumbnails can be made of it."""
    origin: tuple[str, int] = ("", 0)
    """The note, below the source folder, and the line that ask for it."""


class Context(Protocol):
    """The page on which something is rendered."""

    @property
    def lang(self) -> str:
        """The page's language, a BCP 47 tag."""

    @property
    def locale_dirs(self) -> tuple[str, ...]:
        """The folders with the project's own catalogues of interface strings."""

    @property
    def own_page(self) -> bool:
        """Whether the page is the note itself."""

    def shown(self, profile: Profile, image: Image) -> Image | None:
        """Return the image to show for one of a note's: itself, its local copy, or nothing.

        It is nothing for a remote image that was tried and could not be fetched.
        """

    @property
    def provenance(self) -> str:
        """Which notes' origin is told: `show`, `hide` or `only-generated`."""

    def picture(self, profile: Profile, image: Image) -> Picture | None:
        """Return the file of an image, or nothing when it is remote or missing."""

    def person_link(self, profile: Profile) -> nodes.Element | None:
        """Return an empty link to where a person is at home, or nothing on that very page."""

    def link(self, profile: Profile, target: str) -> nodes.Element | None:
        """Return an empty link to what a link of the note means, or nothing."""

    def give_id(self, node: nodes.Element, wanted: str) -> str:
        """Give a node an id that nothing else in the page has, and return it."""


def language(lang: str, outer: str) -> dict[str, str]:
    """Return the attributes `lang` and `dir` of a part in a language other than its surroundings'.

    Both are empty when there is nothing to say.
    """
    if not lang or lang == outer:
        return {"lang": "", "dir": ""}
    turned = direction(lang) != direction(outer or "en")
    return {"lang": lang, "dir": direction(lang) if turned else ""}


def outermost(lang: str, context: Context) -> dict[str, str]:
    """Return the attributes `lang` and `dir` of a part that stands in the page itself.

    Themes lay out every page from left to right, so that parts in Arabic say their direction on
    Arabic pages too. On a note's own page the section around them has done so.
    """
    spoken = language(lang, context.lang)
    if direction(lang or context.lang) == "rtl" and not context.own_page:
        spoken["dir"] = "rtl"
    return spoken


def level(rubric: nodes.rubric, fixed: int, below: int = 1) -> nodes.rubric:
    """Give a rubric a fixed level, or one that is so much below the section around it."""
    if fixed:
        rubric["heading-level"] = rubric["level"] = min(6, fixed)
    else:
        rubric["profiles-below"] = below
    return rubric


def column_classes(columns: tuple[int, ...]) -> list[str]:
    """Return the classes for the numbers of columns at the four widths of sphinx-design's grids."""
    widths = zip(("", "-sm", "-md", "-lg"), columns, strict=True)
    return [f"profile-columns{width}-{count}" for width, count in widths]


def anchor(text: str) -> str:
    """Return an id made of a key or slug: XML names, so EPUB's too, don't begin with a digit."""
    return text if text[:1].isalpha() else f"p-{text}"


def inline(profile: Profile, parts: tuple[Part, ...], context: Context) -> list[nodes.Node]:
    """Return inline parts of a note as nodes; a link that leads nowhere keeps its text."""
    made: list[nodes.Node] = []
    for part in parts:
        if part.kind == "text":
            made.append(nodes.Text(part.text))
        elif part.kind == "code":
            made.append(nodes.literal(part.text, part.text))
        elif part.kind == "math":
            kind = nodes.math if is_formula(part.text) else nodes.literal
            made.append(kind(part.text, part.text))
        else:
            children = inline(profile, part.parts, context)
            element: nodes.Element | None
            if part.kind == "link":
                element = context.link(profile, part.target)
            else:
                element = nodes.strong() if part.kind == "strong" else nodes.emphasis()
            if element is None:
                made.extend(children)
            else:
                element.extend(children)
                made.append(element)
    return made
