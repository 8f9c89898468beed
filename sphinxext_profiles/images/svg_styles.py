"""What a style in an SVG refers to, and whether it could load anything."""

from __future__ import annotations

import base64
import binascii
import io
import re
from typing import NamedTuple

import imagesize

from sphinxext_profiles.words.letters import one_line

from .formats import MOST_PIXELS, kind_of
from .svg_names import AT_RULES, FUNCTIONS

MOST_TARGETS = 5_000

_TOKEN = re.compile(
    r"""/\* .*? (?:\*/|\Z) | "[^"\n\r\f]*+" | '[^'\n\r\f]*+'
    | url\( \s*+ (?: "([^"\n\r\f]*+)" | '([^'\n\r\f]*+)' | ([^"'()\s]*+) ) \s*+ \)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""A comment, a text or an address, as a browser finds them from left to right (CSS Syntax,
section 4.3). There is no backslash, which could make one look like another."""
_FUNCTION = re.compile(r"(?<![\w-])([\w-]++)\(")
_AT_RULE = re.compile(r"@([\w-]*)")
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpe?g|gif|webp)\s*;\s*base64\s*,", re.IGNORECASE)
_SIMPLE = re.compile(r"[\w\s.#,>+~{-]*")
_NAME = re.compile(r"[.#]?[\w-]+")
_REFERENCE = re.compile("\x01(\\d+)\x01")
_ONCE = frozenset({"clip-path", "filter", "mask"})
"""Properties that an element doesn't hand down to those in it."""


class UnsafeSvgError(Exception):
    """An SVG is broken or has something in it that it may not have; the message says what."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


class Use(NamedTuple):
    """A reference to an element of the same file."""

    target: str
    """Its id."""
    inherited: bool
    """Whether it holds for every element inside, as a fill does."""


class Rule(NamedTuple):
    """References that hold for all elements that a selector may mean."""

    names: frozenset[str]
    """Of classes (`.a`), ids (`#a`) and elements; without any, all are meant."""
    uses: tuple[Use, ...]


class Images:
    """Counts the pixels of images that are in an SVG as data."""

    def __init__(self) -> None:
        self._pixels = 0

    def check(self, address: str) -> None:
        """Refuse an address that is not an image in itself, or is too much of one."""
        head = _DATA_IMAGE.match(address)
        if not head:
            raise UnsafeSvgError(
                f"refers to {address[:80]!r}: an SVG may refer to parts of itself (#id) and to "
                "PNG, JPEG, GIF and WebP images that it holds as base64 data"
            )
        try:
            content = base64.b64decode(address[head.end() :])
        except (binascii.Error, ValueError):
            content = b""
        width, height = imagesize.get(io.BytesIO(content))
        if kind_of(content[:64]) not in {"png", "jpeg", "gif", "webp"} or min(width, height) <= 0:
            raise UnsafeSvgError("holds image data that are damaged")
        self._pixels += round(width * height)
        if self._pixels > MOST_PIXELS:
            raise UnsafeSvgError(
                f"holds images of more than {MOST_PIXELS // 10**6} million pixels together"
            )


def declared(name: str, value: str, images: Images) -> list[Use]:
    """Return what an attribute refers to that is a property, or (`style`) declares some.

    Raises `UnsafeSvgError` where it could load something.
    """
    residue, targets = _scan(value, images)
    text = residue if name == "style" else f"{name}:{residue}"
    return _uses(text, targets)


def rules(sheet: str, images: Images) -> list[Rule]:
    """Return what a style sheet refers to. Raises `UnsafeSvgError` where it could load something.

    It takes a selector to mean rather too many elements than too few.
    """
    residue, targets = _scan(sheet, images)
    moving = "keyframes" in residue.lower()
    result = []
    for part in residue.split("}"):
        selector, _, block = part.rpartition("{")
        if uses := _uses(block, targets):
            simple = not moving and _SIMPLE.fullmatch(selector)
            names = _NAME.findall(selector) if simple else ()
            result.append(Rule(frozenset(names), tuple(uses)))
    return result


def _scan(text: str, images: Images) -> tuple[str, list[str]]:
    """Return a style with a mark in the place of each address, and what the marks stand for."""
    if "\\" in text:
        raise UnsafeSvgError("has a backslash in a style, which can hide an address")
    targets: list[str] = []

    def plain(token: re.Match[str]) -> str:
        if not token[0].lower().startswith("url("):
            return " "
        address = next(part for part in token.groups() if part is not None).strip()
        if address.startswith("#"):
            targets.append(address[1:])
            if len(targets) > MOST_TARGETS:
                raise UnsafeSvgError(f"has more than {MOST_TARGETS:,} references in a style")
            return f"\x01{len(targets) - 1}\x01"
        images.check(address)
        return " "

    residue = _TOKEN.sub(plain, text)
    if "/*" in residue or "'" in residue or '"' in residue:
        raise UnsafeSvgError("has a comment or a text in a style that doesn't end")
    _check_names(residue)
    return residue, targets


def _check_names(residue: str) -> None:
    """Refuse functions and rules that are not known, some of which load what they name."""
    for function in _FUNCTION.findall(residue):
        if function.lower() not in FUNCTIONS:
            raise UnsafeSvgError(f"has {function + '()'!r} in a style, which could load something")
    for rule in _AT_RULE.findall(residue):
        if rule.lower() not in AT_RULES:
            raise UnsafeSvgError(f"has {'@' + rule!r} in a style, which could load something")


def _uses(declarations: str, targets: list[str]) -> list[Use]:
    """Return what each of some declarations refers to."""
    uses = []
    for declaration in declarations.split(";"):
        name = declaration.partition(":")[0].strip().lower()
        numbers = _REFERENCE.findall(declaration)
        if numbers and name.startswith("--"):  # which may stand for it anywhere
            raise UnsafeSvgError(f"has a reference in the variable {name!r} of a style")
        uses += [Use(targets[int(number)], name not in _ONCE) for number in numbers]
    return uses
