"""SVG files from strangers: only what is known to draw, and to do nothing else.

A browser runs and loads nothing of an SVG in an `<img>`, but the link to the full image opens the
file itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from .svg_cost import MOST_ELEMENTS, Element, check_cost
from .svg_names import (
    ANIMATED,
    ANIMATIONS,
    ATTRIBUTES,
    EDITORS,
    ELEMENTS,
    SVG,
    TEXTS,
    XLINK,
    XLINK_ATTRIBUTES,
    XML,
    XML_ATTRIBUTES,
)
from .svg_styles import Images, UnsafeSvgError, Use, declared, rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .svg_styles import Rule

MOST_BYTES = 10_000_000
MOST_DEPTH = 100

_PIXELS = re.compile(r"\s*(\d{1,6}(?:\.\d*)?)(?:px)?\s*")
_NUMBER = re.compile(r"\d+")
_PLAIN = "save it as plain SVG"
_IMAGES = frozenset({"image", "feImage"})
_COPYING = frozenset({"use", "pattern", "filter", "tref", "feImage"})
"""Elements that draw, or take over, what their `href` leads to."""
_ACTING = frozenset({"style", "href", "src", "srcset", "background", "action", "data", "poster"})
"""Attributes that no element of an editor's own needs."""


def check_svg_file(file: Path) -> tuple[int, int] | None:
    """Return the size that an SVG file states; see `check_svg`. Raises OSError too."""
    with file.open("rb") as stream:
        return check_svg(stream.read(MOST_BYTES + 1))


def check_svg(content: bytes) -> tuple[int, int] | None:
    """Return the size of an SVG in pixels, if it says one.

    Raises `UnsafeSvgError` unless it is whole, consists of known elements and attributes, refers
    to nothing outside, and is drawn in a short time. There is no DOCTYPE, so no entity to expand.
    """
    if len(content) > MOST_BYTES:
        raise UnsafeSvgError(f"is an SVG of more than {MOST_BYTES // 10**6} MB")
    checker = _Checker()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = checker.element
    parser.EndElementHandler = checker.end
    parser.CharacterDataHandler = checker.text
    parser.StartDoctypeDeclHandler = checker.doctype
    parser.EntityDeclHandler = checker.doctype
    parser.SkippedEntityHandler = checker.doctype
    parser.ProcessingInstructionHandler = checker.instruction
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnsafeSvgError(f"is not a well-formed SVG: {error}") from error
    except (LookupError, ValueError) as error:  # an encoding that there isn't
        raise UnsafeSvgError("is not a well-formed SVG") from error
    check_cost(checker.elements, checker.rules)
    return checker.size


class _Checker:
    """Looks at what the parser meets."""

    def __init__(self) -> None:
        self.size: tuple[int, int] | None = None
        self.elements: list[Element] = []
        self.rules: list[Rule] = []
        self._images = Images()
        self._open: list[tuple[int, str]] = []
        self._style: list[str] = []

    def element(self, full_name: str, attributes: Mapping[str, str]) -> None:
        """Refuse elements that are not known, and look at their attributes."""
        namespace, _, name = full_name.rpartition(" ")
        if not self._open:
            if (namespace, name) != (SVG, "svg"):
                raise UnsafeSvgError("is not an SVG")
            self.size = _size(attributes)
        parent, around = self._open[-1] if self._open else (-1, "")
        if len(self._open) >= MOST_DEPTH:
            raise UnsafeSvgError(f"has elements inside each other in more than {MOST_DEPTH} levels")
        if around == "style":
            raise UnsafeSvgError("has an element in a <style>")
        if namespace in EDITORS:
            self._editors(name, attributes)
            self._open.append((parent, "editor"))
            return
        if namespace != SVG or name not in ELEMENTS:
            raise UnsafeSvgError(f"has a <{name}> in it, which does not draw: {_PLAIN}")
        if around == "editor":
            raise UnsafeSvgError(f"has a <{name}> among an editor's own data: {_PLAIN}")
        self._known(parent, name, attributes)
        self._open.append((len(self.elements) - 1, name))

    def _editors(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element of an editor's own, which no browser knows."""
        for full_name in attributes:
            namespace, _, local = full_name.rpartition(" ")
            if namespace in EDITORS or namespace == XML:
                continue
            if namespace or local.lower().startswith("on") or local.lower() in _ACTING:
                raise UnsafeSvgError(f"has the attribute {local!r} at <{name}>: {_PLAIN}")

    def _known(self, parent: int, name: str, attributes: Mapping[str, str]) -> None:
        if len(self.elements) >= MOST_ELEMENTS:
            raise UnsafeSvgError(f"has more than {MOST_ELEMENTS:,} elements")
        if name in ANIMATIONS and attributes.get("attributeName", "x") not in ANIMATED:
            raise UnsafeSvgError(f"animates {attributes['attributeName']!r}")
        uses: list[Use] = []
        href = ""
        for full_name, value in attributes.items():
            namespace, _, local = full_name.rpartition(" ")
            if namespace in EDITORS:
                continue
            _check_name(name, namespace, local)
            if local == "href":
                href = self._href(name, value.strip()) or href
            elif namespace or local in TEXTS or local.startswith(("data-", "aria-")):
                continue
            else:
                uses += declared(local, value, self._images)
        if name in ANIMATIONS and uses:  # the target would have them, wherever it is
            raise UnsafeSvgError("has an animation that changes a reference")
        drawn = attributes.get("d", "") + attributes.get("points", "")
        self.elements.append(
            Element(
                parent,
                name,
                attributes.get("id", attributes.get(f"{XML} id", "")),
                tuple(attributes.get("class", "").split()),
                href if name in _COPYING else "",
                tuple(uses),
                2 + len(_NUMBER.findall(drawn)),
            )
        )

    def _href(self, element: str, address: str) -> str:
        """Return the id that an address leads to. Refuse what leads out of the file."""
        if address.startswith("#"):
            return address[1:]
        if address and element in _IMAGES:
            self._images.check(address)
        elif address:
            raise UnsafeSvgError(
                f"refers to {address[:80]!r} in a <{element}>, which may lead to a part of the "
                "same file only (#id)"
            )
        return ""

    def text(self, text: str) -> None:
        """Collect what a style sheet says."""
        if self._open[-1][1] == "style":
            self._style.append(text)

    def end(self, _name: str) -> None:
        """Look at a style sheet when all of it is there."""
        if self._open.pop()[1] == "style":
            self.rules += rules("".join(self._style), self._images)
            self._style.clear()

    def doctype(self, *_: object) -> NoReturn:
        """Refuse what declares entities, which may grow without end, hold a file, or hide text."""
        raise UnsafeSvgError("has a DOCTYPE, which SVG does not need: remove it")

    def instruction(self, target: str, _data: str) -> NoReturn:
        """Refuse what tells a program to do something, such as to load a style sheet."""
        raise UnsafeSvgError(f"has the processing instruction {target!r}: remove it")


def _check_name(element: str, namespace: str, name: str) -> None:
    """Refuse attributes that are not known."""
    allowed = {
        "": name in ATTRIBUTES or name.startswith(("data-", "aria-")),
        XLINK: name in XLINK_ATTRIBUTES,
        XML: name in XML_ATTRIBUTES,
    }
    if allowed.get(namespace, False):
        return
    if name.lower().startswith("on"):
        raise UnsafeSvgError(f"has the event handler {name}")
    raise UnsafeSvgError(f"has the attribute {name!r} at <{element}>, which SVG lacks: {_PLAIN}")


def _size(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    """Return the size that the root element states in pixels, else that of its view box."""
    stated = [_PIXELS.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
    box = attributes.get("viewBox", "").replace(",", " ").split()[2:]
    sides_of_box = [_PIXELS.fullmatch(text) for text in box]
    for pair in (stated, sides_of_box):
        sides = [max(1, round(float(side[1]))) for side in pair if side]
        if len(sides) == len(pair) == 2:
            return (sides[0], sides[1])
    return None
