"""What rendering needs to know of the page: plain values, and methods that answer questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from docutils import nodes

from sphinxext_profiles.formulas.formulas import is_formula
from sphinxext_profiles.words.languages import direction

if TYPE_CHECKING:
    from sphinxext_profiles.model import Image, Part, Profile


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that is shown."""

    uri: str
    """From the source folder, with a leading `/`."""
    size: tuple[int, int] | None = None
    """Width and height in pixels, when they are known."""
    raster: bool = True
    """Whether it consists of pixels, so that it can have thumbnails."""
    origin: tuple[str, int] = ("", 0)
    """The note that asks for it, as a path below the source folder, and the line."""
    remote: bool = False
    """Whether it is at an address, which is the `uri` then, and shown from there."""


class Context(Protocol):
    """The page that something is rendered for."""

    @property
    def lang(self) -> str:
        """The page's language, a BCP 47 tag."""

    @property
    def locale_dirs(self) -> tuple[str, ...]:
        """The folders with the project's own catalogues of interface strings."""

    @property
    def own_page(self) -> bool:
        """Whether the page is the note itself."""

    def image_to_show(self, profile: Profile, image: Image) -> Image | None:
        """Return the image to show for one of a note's images: the image, or its local copy.

        None for a remote image that could not be fetched.
        """

    @property
    def provenance(self) -> str:
        """Which notes show their provenance: `show`, `hide` or `only-generated`."""

    def picture(self, profile: Profile, image: Image) -> Picture | None:
        """Return the file of an image, None if it is missing, or remote and not to be shown."""

    def person_link(self, profile: Profile) -> nodes.Element | None:
        """Return an empty link to the person's home, None on that very page."""

    def link(self, profile: Profile, target: str) -> nodes.Element | None:
        """Return an empty link to what a link in the note means, None if that is nothing."""

    def give_id(self, node: nodes.Element, wanted: str) -> str:
        """Give a node an id that is unique on the page, and return it."""


def language(lang: str, outer: str) -> dict[str, str]:
    """Return the attributes `lang` and `dir` of a part inside text in another language.

    Both are empty if the part is in the same language or direction.
    """
    if not lang or lang == outer:
        return {"lang": "", "dir": ""}
    turned = direction(lang) != direction(outer or "en")
    return {"lang": lang, "dir": direction(lang) if turned else ""}


def outermost(lang: str, context: Context) -> dict[str, str]:
    """Return the attributes `lang` and `dir` of a part directly in the page.

    Themes lay out every page from left to right, so parts in Arabic state their direction even on
    Arabic pages. On a note's own page the section around them has stated it.
    """
    attributes = language(lang, context.lang)
    if direction(lang or context.lang) == "rtl" and not context.own_page:
        attributes["dir"] = "rtl"
    return attributes


def outermost_note(lang: str, context: Context) -> dict[str, str]:
    """Return the attributes `lang` and `dir` of a note directly in the page.

    Nobody knows how a note without a language runs: on a page from right to left its first letter
    decides.
    """
    attributes = outermost(lang, context)
    if not lang and attributes["dir"] == "rtl":
        attributes["dir"] = "auto"
    return attributes


def level(rubric: nodes.rubric, fixed: int, below: int = 1) -> nodes.rubric:
    """Give a rubric a fixed level, or one that is `below` levels under the section around it."""
    if fixed:
        rubric["heading-level"] = rubric["level"] = min(6, fixed)
    else:
        rubric["profiles-below"] = below
    return rubric


def linked(profile: Profile, content: nodes.Element, context: Context, name: str) -> nodes.Element:
    """Return content in a link to the person's home, or alone on that very page."""
    link = context.person_link(profile)
    if link is None:
        return content
    link["classes"] = [*link["classes"], name]
    link += content
    return link


def column_classes(columns: tuple[int, ...]) -> list[str]:
    """Return the classes for the numbers of columns at the four widths of sphinx-design's grids."""
    widths = zip(("", "-sm", "-md", "-lg"), columns, strict=True)
    return [f"profile-columns{width}-{count}" for width, count in widths]


def anchor(text: str) -> str:
    """Return an id for a key or slug: names in XML, and so in EPUB, don't begin with a digit."""
    return text if text[:1].isalpha() else f"p-{text}"


def marked(profile: Profile, field: str, context: Context) -> list[nodes.Node]:
    """Return the headline or the affiliation of a note as nodes, none if it has none."""
    text, parts = getattr(profile, field), getattr(profile, f"{field}_parts")
    if parts:
        return inline(profile, parts, context)
    return [nodes.Text(text)] if text else []


def inline(profile: Profile, parts: tuple[Part, ...], context: Context) -> list[nodes.Node]:
    """Return inline parts of a note as nodes; a link without a target becomes its text."""
    rendered: list[nodes.Node] = []
    for part in parts:
        if part.kind == "text":
            rendered.append(nodes.Text(part.text))
        elif part.kind == "code":
            rendered.append(nodes.literal(part.text, part.text))
        elif part.kind == "math":
            kind = nodes.math if is_formula(part.text) else nodes.literal
            rendered.append(kind(part.text, part.text))
        else:
            children = inline(profile, part.parts, context)
            element: nodes.Element | None
            if part.kind == "link":
                element = context.link(profile, part.target)
            else:
                element = nodes.strong() if part.kind == "strong" else nodes.emphasis()
            if element is None:
                rendered.extend(children)
            else:
                # Of what is in a link of MyST's it keeps the first node.
                whole = [nodes.inline("", "", *children)] if "reftargetid" in element else children
                element.extend(whole)
                rendered.append(element)
    return rendered
