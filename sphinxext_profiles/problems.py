"""The catalogue of what can be wrong with a note.

One list serves Sphinx's warnings, the command line and the table in the documentation.
"""

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
    """It could be better. A build is silent about it unless asked."""


class ProblemCode(Enum):
    """Every problem: the code that users see, its level and what it means."""

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
    NOTE_MISSING = "note-missing", Level.ERROR, "The note does not exist."
    NOTE_UNREADABLE = "note-unreadable", Level.ERROR, "The note could not be opened."
    NOTE_ENCODING = (
        "note-encoding",
        Level.WARNING,
        "The note is not UTF-8; what is not was replaced.",
    )
    NOTE_TOO_LARGE = (
        "note-too-large",
        Level.ERROR,
        "The note is larger than `profiles_max_note_bytes`; only its front matter is read.",
    )
    NOTE_OUTSIDE = "note-outside", Level.ERROR, "The path leads out of the source folder."
    NOTE_RECURSION = "note-recursion", Level.ERROR, "The note shows itself."
    EMBEDDED_LIMIT = (
        "embedded-limit",
        Level.ERROR,
        "The notes on one page show too many other people.",
    )
    NOTE_FENCED = "note-fenced", Level.WARNING, "The whole note stands inside one code fence."
    CONTROL_CHARACTER = "control-character", Level.WARNING, "Control characters were taken out."
    # Front matter
    FRONT_MATTER = "front-matter", Level.WARNING, "The front matter could not be read."
    FRONT_MATTER_VALUE = "front-matter-value", Level.WARNING, "A front matter value is unusable."
    LANGUAGE_UNKNOWN = "language-unknown", Level.WARNING, "The language is no known BCP 47 tag."
    LANGUAGE_MISSING = (
        "language-missing",
        Level.ADVICE,
        "The note doesn't say its language, and it can't be guessed.",
    )
    LANGUAGE_SUFFIX = (
        "language-suffix",
        Level.WARNING,
        "The file's name ends in another language than the note says.",
    )
    LANGUAGE_TEXT = "language-text", Level.WARNING, "The text is not in the note's language."
    ORIGINAL_UNCLEAR = (
        "original-unclear",
        Level.ADVICE,
        "Of a note in several languages none or several may be the original.",
    )
    KEY_INVALID = "key-invalid", Level.WARNING, "The key has characters that a key can't have."
    KEY_DUPLICATE = "key-duplicate", Level.WARNING, "Two notes have the same key and language."
    NAME_GUESSED = "name-guessed", Level.ADVICE, "The name was taken from the title or file name."
    # Body
    ALT_PLACEHOLDER = "alt-placeholder", Level.ADVICE, "An image's alt text says nothing."
    LEAD_IN = "lead-in", Level.ADVICE, "A paragraph only announces what follows."
    CHAT_RESIDUE = "chat-residue", Level.ADVICE, "A line is left over from a conversation."
    CITATION_UNDEFINED = "citation-undefined", Level.WARNING, "A number is cited but not defined."
    REFERENCE_DUPLICATE = "reference-duplicate", Level.WARNING, "A label is defined twice."
    REFERENCE_UNUSED = "reference-unused", Level.WARNING, "A source is defined and never cited."
    REFERENCE_ADDRESS = "reference-address", Level.WARNING, "A source's address is not usable."
    ADDRESS_UNSAFE = "address-unsafe", Level.WARNING, "An address was refused."
    NESTING_DEPTH = (
        "nesting-depth",
        Level.WARNING,
        "Lists, quotes or emphasis stand too deep in one another; the innermost are text.",
    )
    # Trust
    HTML_BLOCKED = "html-blocked", Level.WARNING, "Raw HTML in a note is shown as text."
    DIRECTIVE_BLOCKED = "directive-blocked", Level.WARNING, "A note may not use this directive."
    DIRECTIVE_DEPTH = (
        "directive-depth",
        Level.WARNING,
        "Directives stand too deep in one another; the innermost are shown as text.",
    )
    ROLE_BLOCKED = "role-blocked", Level.WARNING, "A note may not use this role."
    SUBSTITUTION_BLOCKED = "substitution-blocked", Level.WARNING, "A note may not substitute."
    MATH_BLOCKED = "math-blocked", Level.WARNING, "A formula holds more than mathematics."
    FRONT_MATTER_BLOCKED = "front-matter-blocked", Level.WARNING, "A note may not set this key."
    FILE_BLOCKED = "file-blocked", Level.WARNING, "A note may not use this file."
    # Directives
    KEY_UNKNOWN = "key-unknown", Level.ERROR, "No note has this key."
    KEY_SIMILAR = "key-similar", Level.WARNING, "A card in place is named almost like a note."
    OPTION_UNKNOWN = "option-unknown", Level.ERROR, "The directive has no such option."
    OPTION_VALUE = "option-value", Level.ERROR, "The option can't have this value."
    ARGUMENT = "argument", Level.ERROR, "The directive's argument is missing or not usable."
    INDEX_EMPTY = "index-empty", Level.WARNING, "An index lists nobody."
    INDEX_KEY = "index-key", Level.WARNING, "No note has the key that an index asks for."
    INDEX_MIXED = "index-mixed", Level.WARNING, "An index is sorted by both numbers and text."
    INDEX_ITSELF = "index-itself", Level.WARNING, "An index lists the page that it stands on."
    REFERENCES_EMPTY = "references-empty", Level.WARNING, "A page has no source to list."
    IMAGE_MISSING = "image-missing", Level.WARNING, "An image file does not exist."
    IMAGE_UNREADABLE = (
        "image-unreadable",
        Level.WARNING,
        "An image file is empty, damaged or no image; it is left out.",
    )
    IMAGE_TOO_LARGE = "image-too-large", Level.WARNING, "An image has too many pixels to show."
    IMAGE_FORMAT = (
        "image-format",
        Level.WARNING,
        "An output can't show images of this format; the extra `images` makes ones that it can.",
    )
    IMAGE_REMOTE = (
        "image-remote",
        Level.WARNING,
        "A remote image is not in a book or a PDF; `sphinx-profiles fetch` brings it there.",
    )
    IMAGE_FAILED = "image-failed", Level.WARNING, "A remote image could not be fetched."
    IMAGE_ALTERED = (
        "image-altered",
        Level.WARNING,
        "The local copy of a remote image is not what was fetched.",
    )
    IMAGE_LOCK = "image-lock", Level.WARNING, "The lock file of fetched images is not usable."
    LETTERS_MISSING = (
        "letters-missing",
        Level.WARNING,
        "A PDF's fonts lack letters of a note; they are left out, or another name is shown.",
    )
    CONFIG = "config", Level.WARNING, "A setting in conf.py is not usable."


def did_you_mean(near: Iterable[str]) -> str:
    """Return the end of a message that names what may have been meant, nothing for no name."""
    names = " or ".join(map(repr, near))
    return f"; did you mean {names}?" if names else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a note."""

    code: ProblemCode
    message: str
    line: int = 0
    """The line of the note, from 1; 0 when it concerns the whole file."""

    @property
    def level(self) -> Level:
        """How serious it is."""
        return self.code.level
