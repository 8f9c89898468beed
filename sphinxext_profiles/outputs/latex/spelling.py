"""Text in pieces that TeX has fonts for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_profiles.project.config import ProfilesConfig, project_language
from sphinxext_profiles.words.languages import language_script

from .blocks import PDFTEX, block_script, characters, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

CJK = {"Hans": "SC", "Hant": "TC", "Jpan": "JP", "Kore": "KR"}
"""Scripts that share letters, and the edition of a font for each."""
NAMES = {
    "Arab": "Arabic",
    "Armn": "Armenian",
    "Beng": "Bengali",
    "Deva": "Devanagari",
    "Ethi": "Ethiopic",
    "Geor": "Georgian",
    "Gujr": "Gujarati",
    "Guru": "Gurmukhi",
    "Hebr": "Hebrew",
    "Khmr": "Khmer",
    "Knda": "Kannada",
    "Laoo": "Lao",
    "Mlym": "Malayalam",
    "Mymr": "Myanmar",
    "Nkoo": "NKo",
    "Orya": "Oriya",
    "Sinh": "Sinhala",
    "Syrc": "Syriac",
    "Taml": "Tamil",
    "Telu": "Telugu",
    "Thaa": "Thaana",
    "Thai": "Thai",
    "Tibt": "Tibetan",
}
"""The names of scripts in fonts."""
SERIF = {
    "Arab": "Noto Naskh Arabic",
    "Nkoo": "Noto Sans NKo",
    "Syrc": "Noto Sans Syriac",
    "Thaa": "Noto Sans Thaana",
}
"""Fonts not named `Noto Serif …`. LuaTeX takes long to search for a font that doesn't exist."""
RTL = frozenset({"Arab", "Hebr", "Nkoo", "Syrc", "Thaa"})
OMISSION = "[…]"
"""Replaces words whose letters no font has."""
_OPENING = "（［｛〈《「『【〔〖“‘"
_CLOSING = "）］｝〉》」』】〕〗、。，．：；！？”’ー々"


class Piece(NamedTuple):
    """Letters of one script, which is empty for the document's own."""

    script: str
    text: str


@dataclass
class Speller:
    """What an engine can print in a document, and what it has left out so far."""

    engine: str
    own: frozenset[str]
    """The scripts of the project's language, which its own fonts have."""
    letters: frozenset[str] | None
    """All letters that pdfTeX has; None for an engine that can use any font."""
    fonts: dict[str, str]
    """The fonts that the project has chosen, by script."""
    default: str
    """The script of Han letters in a text without a language."""
    lost: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, app: Sphinx) -> Speller:
        """Return the speller of a project."""
        engine = app.config.latex_engine
        lang = project_language(app.config)
        own = {language_script(lang)}
        default = language_script(lang) if language_script(lang) in CJK else "Hans"
        if own & {*CJK}:
            own |= {
                "Hani",
                *(["Jpan"] if "Jpan" in own else []),
                *(["Hang"] if "Kore" in own else []),
            }
        letters = None
        if engine == "pdflatex":
            encodings = str(app.config.latex_elements.get("fontenc", ""))
            more = (
                "0400-045F 0490-0491"
                if own & {"Cyrl"} or "T2A" in encodings or "X2" in encodings
                else ""
            )
            greek = "0370-03FF" if "LGR" in encodings else ""
            letters = characters(f"{PDFTEX} {more} {greek}")
        fonts = dict(ProfilesConfig.from_sphinx(app.config).latex_fonts)
        return cls(engine, frozenset(own), letters, fonts, default)

    def has(self, text: str) -> bool:
        """Return whether every letter of a text can be printed."""
        return all(self._printable(character) for character in text if not character.isspace())

    def _printable(self, character: str) -> bool:
        if self.letters is not None:
            return character in self.letters
        kind = block_script(character)
        return (
            not kind
            or kind in self.own
            or kind in NAMES
            or kind in self.fonts
            or kind in {"Hani", "Jpan", "Hang"}
        )

    def spell(self, text: str, lang: str) -> list[Piece]:
        """Return a text in pieces; letters that can't be printed go to `lost` instead."""
        printable = "".join(self._printable_parts(text))
        if self.letters is not None:
            return [Piece("", printable)]
        return _joined(self._scripts(printable, lang))

    def _printable_parts(self, text: str) -> Iterator[str]:
        """Yield the printable parts of a text, dropping accents that no font has."""
        for printable, run in groupby(text, lambda c: c.isspace() or self._printable(c)):
            letters = "".join(run)
            if printable:
                yield letters
                continue
            plain = [self._plainer(character) for character in letters]
            self.lost += [letter for letter in letters if not _unseen(letter)]
            if all(plain):
                yield "".join(plain)
            elif any(map(is_word, letters)):
                yield OMISSION

    def _plainer(self, character: str) -> str:
        """Return a letter with fewer accents that can be printed, empty if there is none."""
        parts = unicodedata.normalize("NFD", character)
        for end in range(len(parts) - 1, 0, -1):
            plain = unicodedata.normalize("NFC", parts[:end])
            if all(map(self._printable, plain)):
                return plain
        return ""

    def _scripts(self, text: str, lang: str) -> Iterator[Piece]:
        for character in text:
            kind = block_script(character)
            if kind in self.own:
                kind = ""
            elif kind in {"Hani", "Jpan", "Hang"}:
                own = language_script(lang) if lang else ""
                default = {"Jpan": "Jpan", "Hang": "Kore"}.get(kind, self.default)
                kind = own if own in CJK and kind == "Hani" else default
            yield Piece(kind, character)


def _unseen(character: str) -> bool:
    """Return whether a character only changes the look of the one beside it."""
    return unicodedata.category(character) in {"Mn", "Cf"}


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Join pieces of one script, with the punctuation between two of them."""
    joined: list[Piece] = []
    for kind, group in groupby(pieces, lambda piece: piece.script):
        text = "".join(piece.text for piece in group)
        shared = not kind and not any(map(is_word, text))
        if joined and shared and joined[-1].script:
            joined.append(Piece("?", text))
        elif len(joined) > 1 and joined[-1].script == "?" and joined[-2].script == kind:
            between = joined.pop().text
            joined[-1] = Piece(kind, joined[-1].text + between + text)
        else:
            joined.append(Piece(kind, text))
    return [Piece("", piece.text) if piece.script == "?" else piece for piece in joined]


def candidates(kind: str, chosen: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return the fonts to try for a script: those with serifs, and those without."""
    if kind in chosen:
        return [chosen[kind]], [chosen[kind]]
    if kind in CJK:
        also = ["FandolSong"] if kind == "Hans" else []
        return [f"Noto Serif CJK {CJK[kind]}", *also], [f"Noto Sans CJK {CJK[kind]}", *also]
    sans = f"Noto Sans {NAMES[kind]}"
    serif = SERIF.get(kind, f"Noto Serif {NAMES[kind]}")
    return [serif, "FreeSerif"], [sans, serif]


def breakable(text: str) -> list[str]:
    """Split text without spaces into parts between which a line may end."""
    parts: list[str] = []
    for character in text:
        if parts and (character in _CLOSING or parts[-1][-1] in _OPENING):
            parts[-1] += character
        else:
            parts.append(character)
    return parts
