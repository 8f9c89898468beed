"""What a note says: plain frozen records, with the line where each part stands.

Lines count from 1 and are lines of the note's file. A line of 0 means that the part has no
place in the text (it was made from the file name, say).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = "Scalar | tuple[Value, ...] | tuple[tuple[str, Value], ...]"
"""A front matter value, frozen: dates become ISO text, lists tuples, mappings tuples of pairs."""


MYST_KEYS = ("myst", "mystnb", "substitutions", "html_meta")
"""Front matter that changes how a page is read or puts markup in its head."""
_DIGITAL_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Part(NamedTuple):
    """A run of inline text, as plain data.

    `text`, `code` and `math` hold `text`; `strong`, `emphasis` and `link` hold `parts`.
    """

    kind: Literal["text", "strong", "emphasis", "code", "math", "link"]
    text: str = ""
    parts: tuple[Part, ...] = ()
    target: str = ""
    """Where a link goes: a safe address, or a path or anchor as written in the note."""


def plain_text(parts: tuple[Part, ...]) -> str:
    """Return the text of inline parts without their markup."""
    return "".join(part.text or plain_text(part.parts) for part in parts)


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentence or two that a card shows."""

    parts: tuple[Part, ...]
    source: str
    """The Markdown it was made from, citations left out."""
    line: int = 0
    explicit: bool = False
    """Whether the front matter gives it (else it was taken from the body)."""
    message: str = ""
    """The whole text that it was taken from, as the note has it."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose work an image is, and where it is from. Texts are empty where a note doesn't say."""

    by: str = ""
    """Who made it: "Jane Doe"."""
    license: str = ""
    """The licence's name, as the author writes it: "CC BY 4.0"."""
    license_address: str = ""
    """Of the licence's text, if it is known."""
    source: str = ""
    """Where it is from: an address, or words such as "Wikimedia Commons"."""

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.by or self.license or self.source)


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the note."""

    source: str
    """Address or path, as the note has it, tracking parameters removed; never a script's."""
    alt: str = ""
    """The author's text; empty when it says nothing ("image", a file name)."""
    title: str = ""
    line: int = 0
    lead: bool = True
    """Whether it stands before the first section, and so belongs to the gallery."""
    credit: Credit = Credit()

    @property
    def remote(self) -> bool:
        """Whether the image is at an address rather than in the project."""
        return is_remote(self.source)


def is_remote(source: str) -> bool:
    """Return whether the source of an image is an address rather than a path of the project."""
    return source.startswith("//") or "://" in source


@dataclass(frozen=True, slots=True)
class Section:
    """A heading under the name, with what follows it up to the next one."""

    title: str
    """The heading's plain text."""
    slug: str
    """A readable anchor, unique in the note: `在-qwen-中的角色`."""
    level: int
    """1 for the highest sections of the note, 2 for those inside them, and so on."""
    line: int
    end: int
    """The last line that belongs to it, its subsections included."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark in the text that points to a source."""

    number: int
    """Of the reference it points to."""
    text: str
    """The author's words: "The Official Board"."""
    line: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: one link definition or footnote, or several with one address."""

    number: int
    labels: tuple[str, ...]
    """The author's labels, normalised as Markdown does (case-folded); a footnote's begins with
    `^`."""
    address: str
    """Cleaned: no tracking parameters."""
    title: str = ""
    site: str = ""
    """The site's name, from the author's words where it is cited."""
    line: int = 0
    lines: tuple[int, ...] = ()
    """Where it is cited, one entry a citation, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the person's own: a website, an account."""

    text: str
    """What the reader sees: "GitHub"."""
    address: str
    kind: str = ""
    """The key it was given under: `github`, `orcid`, `website`, `email`."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who or what wrote the note."""

    generated: bool = False
    model: str = ""
    translated: bool = False
    date: str = ""
    """ISO 8601, as far as it is known: `2025-10-22`."""
    reviewed_by: str = ""
    source: str = ""

    @property
    def digital_source(self) -> str:
        """The kind of source in IPTC's vocabulary, which schema.org's `digitalSourceType` takes.

        A text that a model wrote is trained algorithmic media, one that it translated a
        composite with such media. Empty where neither is known.
        """
        kind = ""
        if self.generated or self.model:
            kind = "trainedAlgorithmicMedia"
        elif self.translated:
            kind = "compositeWithTrainedAlgorithmicMedia"
        return f"{_DIGITAL_SOURCES}{kind}" if kind else ""

    def __bool__(self) -> bool:
        """Whether there is anything to tell a reader about the note's origin."""
        return bool(self.generated or self.model or self.translated or self.reviewed_by)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is read from one note."""

    key: str
    path: str
    """The note's file, as it was given to the reader (POSIX separators)."""
    name: str
    lang: str = ""
    """A BCP 47 tag, or empty when the note doesn't say."""
    name_line: int = 0
    """The line of the heading that gives the name, 0 when it comes from elsewhere."""
    alternate_names: tuple[str, ...] = ()
    life_span: str = ""
    sort_name: str = ""
    """Only what the note gives; `languages.sort_key` makes one from the name otherwise."""
    headline: str = ""
    affiliation: str = ""
    pronouns: str = ""
    location: str = ""
    summary: Summary | None = None
    portrait: Image | None = None
    images: tuple[Image, ...] = ()
    """In the order of the text, those of the sections too (`lead` tells them apart)."""
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    fields: tuple[tuple[str, Value], ...] = ()
    """Every key of the front matter in its order, known or not."""
    residue: tuple[int, ...] = ()
    """The lines where paragraphs begin that a chat with a language model has left over."""
    whole: bool = True
    """Whether all of the note was read; else there are no sections, citations and references,
    and no images but those before the first section."""

    @property
    def pictures(self) -> tuple[Image, ...]:
        """The portrait and all images, each once."""
        portrait = (self.portrait,) if self.portrait else ()
        return tuple(dict.fromkeys((*portrait, *self.images)))

    @property
    def myst_keys(self) -> tuple[str, ...]:
        """The keys of its front matter by which only a trusted note may change its page."""
        return tuple(name for name, _ in self.fields if name in MYST_KEYS)

    @property
    def gallery(self) -> tuple[Image, ...]:
        """The images that stand before the first section."""
        return tuple(image for image in self.images if image.lead)

    def cut(self) -> Profile:
        """Return no more of it than a card shows (see `whole`)."""
        return replace(
            self, images=self.gallery, sections=(), citations=(), references=(), whole=False
        )

    def reference(self, label: str) -> Reference | None:
        """Return the reference that a normalised label stands for."""
        return next((entry for entry in self.references if label in entry.labels), None)
