"""The catalogue of problems: for Sphinx's warnings, the command line and the documentation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


class Level(Enum):
    """How serious a problem is."""

    ERROR = "error"
    """The thing asked for can't be shown."""
    WARNING = "warning"
    """Something is wrong, and shown as well as possible."""
    ADVICE = "advice"
    """It could be better. A build reports it only if asked to."""


class ProblemCode(Enum):
    """Every problem: its code, which users see, its level and its meaning.

    What to do about each is in docs/problems.yaml.
    """

    level: Level
    meaning: str

    def __new__(cls, code: str, level: Level, meaning: str) -> Self:
        """Make a member whose value is its code."""
        member = object.__new__(cls)
        member._value_ = code
        member.level = level
        member.meaning = meaning
        return member

    # The note as a file
    NOTE_MISSING = "note-missing", Level.ERROR, "The note doesn't exist."
    NOTE_UNREADABLE = "note-unreadable", Level.ERROR, "The note can't be opened."
    NOTE_ENCODING = (
        "note-encoding",
        Level.WARNING,
        "The note isn't UTF-8; the bytes that can't be read are replaced.",
    )
    NOTE_TOO_LARGE = (
        "note-too-large",
        Level.ERROR,
        "The note is larger than `profiles_max_note_bytes`; only its front matter is read.",
    )
    NOTE_OUTSIDE = "note-outside", Level.ERROR, "The path leads out of the source folder."
    NOTE_RECURSION = "note-recursion", Level.ERROR, "The note contains itself."
    EMBEDDED_LIMIT = "embedded-limit", Level.ERROR, "The notes on a page show too many people."
    NOTE_FENCED = "note-fenced", Level.WARNING, "The whole note is inside one code fence."
    CONTROL_CHARACTER = (
        "control-character",
        Level.WARNING,
        "The note contains control characters; they are removed.",
    )
    # People files
    PEOPLE_FILE = "people-file", Level.WARNING, "A people file, or a part of it, can't be read."
    PEOPLE_ENTRY = "people-entry", Level.WARNING, "An entry of a people file isn't a person."
    PEOPLE_CLAIMED = (
        "people-claimed",
        Level.WARNING,
        "A note or an entry has what identifies somebody else, so it isn't taken for that person.",
    )
    PEOPLE_JOINED = (
        "people-joined",
        Level.ADVICE,
        "An entry is taken for a person because of the name alone.",
    )
    # Front matter
    FRONT_MATTER = "front-matter", Level.WARNING, "The front matter can't be read."
    FRONT_MATTER_VALUE = (
        "front-matter-value",
        Level.WARNING,
        "The value of a front matter key can't be used.",
    )
    FRONT_MATTER_KEY = (
        "front-matter-key",
        Level.ADVICE,
        "A front matter key means nothing here but looks like one that does.",
    )
    LANGUAGE_UNKNOWN = "language-unknown", Level.WARNING, "The language isn't a valid BCP 47 tag."
    LANGUAGE_MISSING = (
        "language-missing",
        Level.ADVICE,
        "The note doesn't give its language, and it can't be guessed.",
    )
    LANGUAGE_SUFFIX = (
        "language-suffix",
        Level.WARNING,
        "The file name ends in another language than the one that the note gives.",
    )
    LANGUAGE_TEXT = (
        "language-text",
        Level.WARNING,
        "The text isn't in the language that the note gives.",
    )
    ORIGINAL_UNCLEAR = (
        "original-unclear",
        Level.ADVICE,
        "A person has notes in several languages, and it is unclear which is the original.",
    )
    KEY_INVALID = (
        "key-invalid",
        Level.WARNING,
        "The key contains characters that aren't allowed in keys.",
    )
    KEY_DUPLICATE = "key-duplicate", Level.WARNING, "Two notes have the same key and language."
    NAME_ORDER = (
        "name-order",
        Level.ADVICE,
        "No rule tells which part of the name is the family name.",
    )
    NAME_GUESSED = (
        "name-guessed",
        Level.ADVICE,
        "The name is taken from the title or the file name.",
    )
    # Body
    ALT_PLACEHOLDER = "alt-placeholder", Level.ADVICE, "The alt text of an image says nothing."
    LEAD_IN = "lead-in", Level.ADVICE, "A paragraph only announces what follows."
    CHAT_RESIDUE = (
        "chat-residue",
        Level.ADVICE,
        "A paragraph is left over from a chat with a language model.",
    )
    CITATION_UNDEFINED = "citation-undefined", Level.WARNING, "A number is cited but not defined."
    REFERENCE_DUPLICATE = "reference-duplicate", Level.WARNING, "A label is defined more than once."
    REFERENCE_UNUSED = "reference-unused", Level.WARNING, "A source is defined but never cited."
    FOOTNOTE_UNUSED = "footnote-unused", Level.ADVICE, "A footnote has no mark in the text."
    REFERENCE_ADDRESS = "reference-address", Level.WARNING, "The address of a source can't be used."
    ADDRESS_UNSAFE = "address-unsafe", Level.WARNING, "An address isn't safe, so it is refused."
    NESTING_DEPTH = (
        "nesting-depth",
        Level.WARNING,
        "Lists, quotes or emphasis are nested too deeply; the innermost are shown as text.",
    )
    MARKUP_AMOUNT = (
        "markup-amount",
        Level.WARNING,
        "A paragraph has too many marks of Markdown, or a table too many columns; it is text.",
    )
    OTHER_MARKUP = (
        "other-markup",
        Level.ADVICE,
        "The note has markup of other programs, such as wikilinks and tags of templates.",
    )
    # Trust
    HTML_BLOCKED = "html-blocked", Level.WARNING, "Raw HTML in a note is shown as text."
    DIRECTIVE_BLOCKED = "directive-blocked", Level.WARNING, "A note may not use this directive."
    DIRECTIVE_DEPTH = (
        "directive-depth",
        Level.WARNING,
        "Directives are nested too deeply; the innermost are shown as text.",
    )
    DIRECTIVE_FAILED = (
        "directive-failed",
        Level.ERROR,
        "A directive or role failed; its text is shown instead.",
    )
    CLASS_BLOCKED = "class-blocked", Level.WARNING, "A note may not use this class."
    ROLE_BLOCKED = "role-blocked", Level.WARNING, "A note may not use this role."
    SUBSTITUTION_BLOCKED = (
        "substitution-blocked",
        Level.WARNING,
        "A note may not use substitutions.",
    )
    MATH_BLOCKED = (
        "math-blocked",
        Level.WARNING,
        "A formula contains more than mathematics, or TeX would stop at it; it is shown as code.",
    )
    FRONT_MATTER_BLOCKED = (
        "front-matter-blocked",
        Level.WARNING,
        "A note may not set this front matter key.",
    )
    FILE_BLOCKED = "file-blocked", Level.WARNING, "A note may not use this file."
    # Directives
    KEY_UNKNOWN = "key-unknown", Level.ERROR, "No note has this key."
    KEY_SIMILAR = (
        "key-similar",
        Level.WARNING,
        "The name on a card in place is almost the key of a note.",
    )
    OPTION_UNKNOWN = "option-unknown", Level.ERROR, "The directive has no such option."
    OPTION_VALUE = "option-value", Level.ERROR, "The option doesn't accept this value."
    ARGUMENT = "argument", Level.ERROR, "The directive's argument is missing or can't be used."
    INDEX_EMPTY = "index-empty", Level.WARNING, "An index has nobody to list."
    INDEX_KEY = "index-key", Level.WARNING, "An index asks for a key that no note has."
    INDEX_MIXED = (
        "index-mixed",
        Level.WARNING,
        "An index is sorted by a key whose values are both numbers and text.",
    )
    INDEX_ITSELF = (
        "index-itself",
        Level.WARNING,
        "An index leaves out the person whose page it is on.",
    )
    REFERENCES_EMPTY = (
        "references-empty",
        Level.WARNING,
        "A page asks for a reference list but has no sources.",
    )
    BIBLIOGRAPHY_MISSING = (
        "bibliography-missing",
        Level.WARNING,
        "A page asks for publications, but sphinxcontrib-bibtex is not loaded.",
    )
    PUBLICATIONS_EMPTY = (
        "publications-empty",
        Level.WARNING,
        "A page asks for somebody's publications, but no entry is theirs.",
    )
    PUBLICATION_INCOMPLETE = (
        "publication-incomplete",
        Level.WARNING,
        "An entry of a BibTeX file lacks a field that the style wants; its title is shown.",
    )
    PUBLICATION_UNSURE = (
        "publication-unsure",
        Level.ADVICE,
        "A publication is taken for a person's by an initial alone.",
    )
    PAGE_LEFT_OUT = (
        "page-left-out",
        Level.WARNING,
        "A toctree names a note that is not a page, since it has no text.",
    )
    # Images
    IMAGE_MISSING = "image-missing", Level.WARNING, "An image file doesn't exist."
    IMAGE_UNREADABLE = (
        "image-unreadable",
        Level.WARNING,
        "An image file is empty, damaged or not an image; it is left out.",
    )
    IMAGE_TOO_LARGE = "image-too-large", Level.WARNING, "An image has too many pixels to show."
    IMAGE_FORMAT = "image-format", Level.WARNING, "The output can't show images of this format."
    IMAGE_REMOTE = "image-remote", Level.WARNING, "A photo is remote and has no local copy."
    IMAGE_FAILED = "image-failed", Level.WARNING, "A remote image couldn't be fetched."
    IMAGE_ALTERED = (
        "image-altered",
        Level.WARNING,
        "The local copy of a remote image is not what was fetched.",
    )
    IMAGE_LOCK = "image-lock", Level.WARNING, "The lock file of fetched images can't be used."
    # The project
    LETTERS_MISSING = "letters-missing", Level.WARNING, "The fonts of a PDF lack letters of a note."
    CONFIG = "config", Level.WARNING, "A setting in `conf.py` can't be used."


def did_you_mean(near: Iterable[str]) -> str:
    """Return the end of a message that suggests names, or an empty string without any."""
    names = " or ".join(map(repr, near))
    return f"; did you mean {names}?" if names else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a note."""

    code: ProblemCode
    message: str
    line: int = 0
    """The line in the note, from 1; 0 if the problem concerns the whole file."""

    @property
    def level(self) -> Level:
        """How serious the problem is."""
        return self.code.level
