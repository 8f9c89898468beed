"""What a note says: frozen dataclasses of plain data, with the line of each part.

Lines are those of the note's file, from 1. Line 0 means that a part is not in the text; it comes
from the file name, say.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = "Scalar | tuple[Value, ...] | tuple[tuple[str, Value], ...]"
"""A frozen front matter value: dates are ISO strings, lists tuples, mappings tuples of pairs."""

MYST_KEYS = ("myst", "mystnb", "substitutions", "html_meta")
"""Front matter that changes how a page is read or puts markup in its head."""


class Part(NamedTuple):
    """A run of inline text, as plain data.

    `text`, `code` and `math` have `text`; `strong`, `emphasis` and `link` have `parts`.
    """

    kind: Literal["text", "strong", "emphasis", "code", "math", "link"]
    text: str = ""
    parts: tuple[Part, ...] = ()
    target: str = ""
    """Where a link leads: a safe address, or a path or anchor as written in the note."""


def plain_text(parts: tuple[Part, ...]) -> str:
    """Return the text of inline parts without their markup."""
    return "".join(part.text or plain_text(part.parts) for part in parts)


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentence or two that a card shows."""

    parts: tuple[Part, ...]
    source: str
    """Its Markdown, without citations."""
    line: int = 0
    explicit: bool = False
    """Whether it is from the front matter, and the body doesn't begin with the same words."""
    message: str = ""
    """The whole text that it is taken from, as in the note."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made an image, and where it is from. What a note doesn't say is empty."""

    by: str = ""
    """The author: "Jane Doe"."""
    license: str = ""
    """The name of the license, as in the note: "CC BY 4.0"."""
    license_address: str = ""
    """The address of the license, if it is known."""
    source: str = ""
    """Where it is from: an address, or words such as "Wikimedia Commons"."""

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.by or self.license or self.source)


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the note."""

    source: str
    """The address or path in the note, without tracking parameters; never that of a script."""
    alt: str = ""
    """The alt text in the note; empty if it says nothing ("image", a file name)."""
    title: str = ""
    line: int = 0
    lead: bool = True
    """Whether it is before the first section, and so in the gallery."""
    credit: Credit = Credit()
    named: bool = False
    """Whether the front matter or a directive names it as the photo."""
    path: str = ""
    """The file that names it, from the source folder, if that is a page and not the note."""
    focus: tuple[int, int] | None = None
    """The point that crops keep, if one is given: per cent from the left and the top."""

    @property
    def remote(self) -> bool:
        """Whether the image is at an address rather than in the project."""
        return is_remote(self.source)


def is_remote(source: str) -> bool:
    """Return whether the source of an image is an address rather than a path of the project."""
    return source.startswith("//") or "://" in source


@dataclass(frozen=True, slots=True)
class Section:
    """A heading under the name, with what follows it up to the next heading."""

    title: str
    """The heading's plain text."""
    slug: str
    """A readable anchor that is unique in the note: `在-qwen-中的角色`."""
    level: int
    """1 for the top sections of the note, 2 for those inside them, and so on."""
    line: int
    end: int
    """Its last line, with its subsections included."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark in the text that points to a source."""

    number: int
    """The number of the reference that it points to."""
    text: str
    """The text of the link: "The Official Board"."""
    line: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: one link definition or footnote, or several with one address."""

    number: int
    labels: tuple[str, ...]
    """Normalized as Markdown does (case-folded); those of footnotes begin with `^`."""
    address: str
    """The address without tracking parameters."""
    title: str = ""
    site: str = ""
    """The name of the site, from the text of a citation."""
    line: int = 0
    lines: tuple[int, ...] = ()
    """The lines of its citations, one entry for each."""


@dataclass(frozen=True, slots=True)
class Link:
    """A website or an account of the person."""

    text: str
    """The text that readers see: "GitHub"."""
    address: str
    kind: str = ""
    """Its key in the front matter: `github`, `orcid`, `website`, `email`."""


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is or was, in a group or elsewhere, and when."""

    text: str = ""
    """In words, maybe empty: "Chair"."""
    group: str = ""
    org: str = ""
    start: str = ""
    """An EDTF date: `2019-05-01`, `2019`, `185X` for the 1850s, with `~` at the end for "about"."""
    end: str = ""
    """Empty for a role that goes on."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who or what wrote the note, and when."""

    generated: bool = False
    model: str = ""
    translated: bool = False
    date: str = ""
    """ISO 8601, as exact as it is known: `2025-10-22`."""
    reviewed_by: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to show about the note's origin."""
        return bool(self.generated or self.model or self.translated or self.reviewed_by)


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is read from one note, or from an entry of a people file."""

    key: str
    path: str
    """The path that the reader was called with, with `/` as separator. That of an entry of a people
    file ends with `#` and `entry`."""
    name: str
    lang: str = ""
    """A BCP 47 tag; empty if the note has none."""
    name_line: int = 0
    """The line of the heading with the name; 0 if the name comes from elsewhere."""
    alternate_names: tuple[str, ...] = ()
    life_span: str = ""
    sort_name: str = ""
    """Only if the note has one, as the next two. Otherwise `name_order` sorts by the name."""
    family_name: str = ""
    given_name: str = ""
    headline: str = ""
    """Plain text, for order, search and data."""
    headline_parts: tuple[Part, ...] = ()
    """The headline with its markup; empty if it has none."""
    affiliation: str = ""
    """Plain text; several are joined by commas."""
    affiliation_parts: tuple[Part, ...] = ()
    """The affiliations with their markup and links; empty if they have none."""
    pronouns: str = ""
    location: str = ""
    summary: Summary | None = None
    portrait: Image | None = None
    images: tuple[Image, ...] = ()
    """All images of the text in order, with those in sections; see `Image.lead`."""
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    roles: tuple[Role, ...] = ()
    """As the note has them; a group without a role is one too."""
    tags: tuple[str, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    fields: tuple[tuple[str, Value], ...] = ()
    """All keys of the front matter in order, known or not."""
    replaced: tuple[int, ...] = ()
    """The lines of headings and labels in whose place the reference list is: of sections
    ("Sources") that hold nothing but definitions. They are no `sections`."""
    residue: tuple[int, ...] = ()
    """The first lines of paragraphs that are left over from a chat with a language model."""
    has_text: bool = True
    """Whether there is more than a front matter, the heading with the name, and comments."""
    whole: bool = True
    """Whether the whole note was read. Otherwise there are no sections, citations or references,
    and no images but those before the first section."""
    entry: str = ""
    """What an entry is called in its file; its lines begin with its own. Empty for a note."""

    @property
    def file(self) -> str:
        """The path of the note's file, or of the people file."""
        return self.path.removesuffix(f"#{self.entry}") if self.entry else self.path

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that the person is or was in, each once."""
        return tuple(dict.fromkeys(role.group for role in self.roles if role.group))

    @property
    def pictures(self) -> tuple[Image, ...]:
        """The portrait and all images, each once."""
        portrait = (self.portrait,) if self.portrait else ()
        return tuple(dict.fromkeys((*portrait, *self.images)))

    def origin(self, image: Image) -> tuple[str, int]:
        """Return the file that names an image, from the source folder, and the line there."""
        return (image.path or self.path, image.line)

    @property
    def myst_keys(self) -> tuple[str, ...]:
        """The keys of the front matter by which only a trusted note may change its page."""
        return tuple(name for name, _ in self.fields if name in MYST_KEYS)

    @property
    def gallery(self) -> tuple[Image, ...]:
        """The images before the first section."""
        return tuple(image for image in self.images if image.lead)

    def cut(self) -> Profile:
        """Return only what a card shows (see `whole`)."""
        return replace(
            self,
            images=self.gallery,
            sections=(),
            citations=(),
            references=(),
            replaced=(),
            whole=False,
        )

    def below(self, lines: int) -> Profile:
        """Return the profile as its body is to be shown below so many more lines of the file."""
        if not lines:
            return self
        sections = tuple(
            replace(section, line=section.line + lines, end=section.end + lines)
            for section in self.sections
        )
        line = self.name_line + lines if self.name_line else 0
        replaced = tuple(first + lines for first in self.replaced)
        residue = tuple(first + lines for first in self.residue)
        return replace(self, name_line=line, sections=sections, replaced=replaced, residue=residue)

    def reference(self, label: str) -> Reference | None:
        """Return the reference of a normalized label."""
        return next((entry for entry in self.references if label in entry.labels), None)
