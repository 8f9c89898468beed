"""Inline text as plain data: parts, and the Markdown of parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sphinxext_profiles.addresses.cleaning import clean_address, is_safe, is_source
from sphinxext_profiles.model import Part, plain_text
from sphinxext_profiles.words.chat import without_debris
from sphinxext_profiles.words.letters import is_unspaced

from .grammar import parse_inline
from .inline_items import content, drop_citations, flatten

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from markdown_it.token import Token

    from .grammar import Environment

_CONTAINERS = frozenset({"strong_open", "em_open", "link_open"})
_DEEPEST = 20
_MARKS = re.compile(r"[\\`*\[<$&_~{]")
_SPECIAL = re.compile(r"[\\`*\[\]<$&_]")
_MARKUP = re.compile(r"[\\`*\[\]<$]|&(?=[#\w])|(?<!\w)_|_(?!\w)")


class Line(NamedTuple):
    """A line of Markdown."""

    text: str
    """Without its markup."""
    parts: tuple[Part, ...] = ()
    """With its markup; empty if it has none."""


def read_line(
    text: str, definitions: Environment, sources: Collection[str], tracking: frozenset[str]
) -> Line:
    """Return a line of Markdown, such as a headline, without its citations.

    `definitions` and `sources` are those of the note that has the line.
    """
    if not _MARKS.search(text):
        return Line(text)
    tokens = parse_inline(text, definitions)
    parts = to_parts(drop_citations(flatten(tokens, sources)), tracking)
    has_markup = any(part.kind != "text" for part in parts)
    return Line(plain_text(parts), parts if has_markup else ())


def to_parts(items: Sequence[str | Token], tracking: frozenset[str]) -> tuple[Part, ...]:
    """Return items as parts: space collapsed, unsafe links as their text.

    Markup that is nested deeper than anybody writes is left out; its text is kept.
    """
    parts: list[Part] = []
    letters: list[str] = []
    outer: list[tuple[Token | None, list[Part]]] = []
    for item in items:
        if isinstance(item, str):
            letters.append(item)
        elif item.nesting == 0:
            part = _leaf(item)
            if part.kind == "text":
                while not part.text and letters and letters[-1].isspace():
                    letters.pop()  # before a citation that is dropped
                letters.extend(part.text)
            else:
                parts.extend(_text(letters))
                parts.append(part)
        elif item.nesting > 0:
            parts.extend(_text(letters))
            kept = item.type in _CONTAINERS and len(outer) < _DEEPEST
            outer.append((item if kept else None, parts))
            parts = [] if kept else parts
        elif outer:
            parts.extend(_text(letters))
            opening, around = outer.pop()
            if opening is not None:
                around.extend(_container(opening, tuple(_joined(parts)), tracking))
            parts = around
    parts.extend(_text(letters))
    return _trim(parts)


def _text(letters: list[str]) -> tuple[Part, ...]:
    """Return the part of the letters gathered so far, without debris of a chat; clear them."""
    text = without_debris(_collapse("".join(letters)))
    letters.clear()
    return (Part("text", text),) if text else ()


def _container(
    token: Token, inside: tuple[Part, ...], tracking: frozenset[str]
) -> tuple[Part, ...]:
    """Return the part that a token opens: nothing if it is empty, text if it is unsafe."""
    if not any(part.text.strip() or part.parts for part in inside):
        return ()
    if token.type == "strong_open":
        return (Part("strong", parts=inside),)
    if token.type == "em_open":
        return (Part("emphasis", parts=inside),)
    target = link_target(token, tracking)
    if not target:
        return inside
    if token.info == "auto":
        inside = (Part("text", clean_address(inside[0].text, tracking)),)
    return (Part("link", parts=inside, target=target),)


def link_target(token: Token, tracking: frozenset[str]) -> str:
    """Return where a link goes, empty if the address is unsafe or missing.

    A path comes back as the author wrote it: the parser percent-encodes it.
    """
    address = str(token.attrs.get("href", ""))
    if token.meta.get("own_scheme"):
        return address
    if not is_safe(address):
        return ""
    if is_source(address) or address.startswith("//"):
        return clean_address(address, tracking)
    path = unquote(address)
    return path if is_safe(path) else ""


def _leaf(token: Token) -> Part:
    """Return the part of a token without others inside."""
    if token.type == "code_inline":
        return Part("code", token.content)
    if token.type.startswith("math_inline"):
        return Part("math", token.content)
    if token.type == "myst_role":
        name = str(token.meta.get("name", ""))
        if name.startswith("cite"):
            return Part("text", "")
        return Part("math" if name == "math" else "text", content(token))
    return Part("text", token.content)


def _collapse(text: str) -> str:
    """Return text with single spaces; a line end between Han letters is dropped."""
    if "\n" not in text and "\t" not in text and "  " not in text:
        return text
    joined, *pieces = text.split("\n")
    for piece in pieces:
        left, right = joined.rstrip(), piece.lstrip()
        glue = "" if left and right and is_unspaced(left[-1]) and is_unspaced(right[0]) else " "
        joined = left + glue + right if left and right else joined + glue + piece
    return re.sub(r"\s+", " ", joined)


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with text beside text as one."""
    joined: list[Part] = []
    for part in parts:
        if joined and part.kind == joined[-1].kind == "text":
            joined[-1] = Part("text", _collapse(joined[-1].text + part.text))
        else:
            joined.append(part)
    return joined


def _trim(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts without space at either end."""
    trimmed = _joined(parts)
    while trimmed and trimmed[0].kind == "text":
        trimmed[0] = trimmed[0]._replace(text=trimmed[0].text.lstrip())
        if trimmed[0].text:
            break
        trimmed.pop(0)
    while trimmed and trimmed[-1].kind == "text":
        trimmed[-1] = trimmed[-1]._replace(text=trimmed[-1].text.rstrip())
        if trimmed[-1].text:
            break
        trimmed.pop()
    return tuple(trimmed)


def to_markdown(parts: Sequence[Part]) -> str:
    """Return parts as Markdown."""
    return "".join(_markdown(part) for part in parts)


def _markdown(part: Part) -> str:
    """Return one part as Markdown."""
    inside = to_markdown(part.parts)
    match part.kind:
        case "strong":
            return f"**{inside}**"
        case "emphasis":
            return f"*{inside}*"
        case "code":
            return _code(part.text)
        case "math":
            return f"${part.text}$"
        case "link":
            plain = plain_text(part.parts) == part.target and is_source(part.target)
            return f"<{part.target}>" if plain else f"[{inside}]({_destination(part.target)})"
        case "text":
            return _MARKUP.sub(r"\\\g<0>", part.text) if _SPECIAL.search(part.text) else part.text


def _code(text: str) -> str:
    """Return text as a code span, with a fence longer than any inside (CommonMark 6.1)."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _destination(target: str) -> str:
    """Return a link's target as CommonMark 6.3 takes it, in angle brackets where needed."""
    return f"<{target}>" if re.search(r"[\s()]", target) or not target else target
