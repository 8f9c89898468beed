"""SVG files from strangers: what in one could act, or reach out.

A browser runs nothing of an SVG in an `<img>`, but the link to the full image opens the file
itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

SVG = "http://www.w3.org/2000/svg"

_ACTIVE = frozenset(
    {"script", "handler", "listener", "foreignobject", "iframe", "object", "embed"}
    | {"audio", "video", "canvas", "html", "body", "link", "meta", "base", "form"}
)
"""Elements that run something or hold what isn't SVG, in whatever namespace."""
_ANIMATIONS = frozenset({"set", "animate", "animatemotion", "animatetransform"})
_REFERENCES = frozenset({"href", "src", "from", "to", "by", "values", "action", "formaction"})
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)
"""How a reference begins that stays in the file."""
_PIXELS = re.compile(r"\s*(\d{1,6}(?:\.\d*)?)(?:px)?\s*")
_OUTSIDE_CSS = re.compile(
    r"url\(\s*[\"']?\s*(?!#|data:image/(?:png|jpeg|gif|webp);|[\"'\s])|@import|\\|expression\(",
    re.IGNORECASE,
)
"""What in a style leads out of the file, or hides what does."""


class UnsafeSvgError(Exception):
    """An SVG is broken or has something in it that it may not have; the message says what."""


def check_svg(content: bytes) -> tuple[int, int] | None:
    """Return the size of an SVG in pixels, if it says one.

    Raises `UnsafeSvgError` unless it is whole, runs nothing and needs nothing from outside.
    Entities are refused where they are declared, so that none is ever expanded.
    """
    checker = _Checker()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = checker.element
    parser.EndElementHandler = checker.end
    parser.CharacterDataHandler = checker.text
    parser.EntityDeclHandler = checker.entity
    parser.ProcessingInstructionHandler = checker.instruction
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnsafeSvgError(f"is no well-formed SVG: {error}") from error
    except (LookupError, ValueError) as error:  # an encoding that there isn't
        raise UnsafeSvgError("is no well-formed SVG") from error
    return checker.size


class _Checker:
    """Looks at what the parser meets."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.style = ""
        self.size: tuple[int, int] | None = None

    def element(self, full_name: str, attributes: Mapping[str, str]) -> None:
        """Refuse elements that act, and look at what their attributes hold."""
        namespace, _, local = full_name.rpartition(" ")
        name = local.lower()
        if not self.open:
            if (namespace, name) != (SVG, "svg"):
                raise UnsafeSvgError("is no SVG")
            self.size = _size(attributes)
        self.open.append(name)
        if name in _ACTIVE:
            raise UnsafeSvgError(f"has a <{local}> in it")
        for attribute, value in attributes.items():
            self.attribute(name, attribute.rpartition(" ")[2].lower(), value.strip())

    def attribute(self, element: str, name: str, value: str) -> None:
        """Refuse handlers, and references out of the file."""
        if name.startswith("on"):
            raise UnsafeSvgError(f"has the event handler {name}")
        if element in _ANIMATIONS:
            if name == "attributename" and (
                value.lower().startswith("on") or value.lower().endswith("href")
            ):
                raise UnsafeSvgError(f"animates {value}")
        elif name in _REFERENCES and not _INSIDE.match(value) and value:
            raise UnsafeSvgError(f"refers to {value[:80]}")
        self.css(value)

    def text(self, text: str) -> None:
        """Collect what stands in a style."""
        if self.open[-1] == "style":
            self.style += text

    def end(self, _name: str) -> None:
        """Look at a style when all of it is there."""
        if self.open.pop() == "style":
            self.css(self.style)
            self.style = ""

    def css(self, text: str) -> None:
        """Refuse a style, or an attribute that can hold one, that leads out of the file."""
        if found := _OUTSIDE_CSS.search(text):
            raise UnsafeSvgError(f"has {text[found.start() :][:80]!r} in a style")

    def entity(self, name: str, *_: object) -> None:
        """Refuse an entity, which may grow without end or hold a file."""
        raise UnsafeSvgError(f"declares the entity {name!r}")

    def instruction(self, target: str, _data: str) -> None:
        """Refuse what tells a program to do something, such as to load a style sheet."""
        raise UnsafeSvgError(f"has the processing instruction {target!r}")


def _size(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    """Return the size that the root element states in pixels, else that of its view box."""
    stated = [_PIXELS.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
    box = attributes.get("viewBox", "").replace(",", " ").split()[2:]
    shown = [_PIXELS.fullmatch(text) for text in box]
    for pair in (stated, shown):
        sides = [max(1, round(float(side[1]))) for side in pair if side]
        if len(sides) == len(pair) == 2:
            return (sides[0], sides[1])
    return None
