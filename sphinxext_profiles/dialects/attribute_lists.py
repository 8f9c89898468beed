"""Lists of attributes: `{: .wide}` of Kramdown, `{.wide #loom width=50%}` of Pandoc.

They say how something looks elsewhere, and are left out. So are the ids of blocks in Obsidian,
`^a1b2c3` at the end of a paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_LONGEST = 300
"""Characters of a list, and of the words in brackets before it."""
_NAMES = r"(?:[.#][^\W\d][\w-]*)+"
_PAIR = r"[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]+)"
_WORD = r"[:/]?[^\W\d][\w:/-]*|/"
_PANDOC = re.compile(rf"\{{\s*(?:{_NAMES}|{_PAIR})(?:\s+(?:{_NAMES}|{_PAIR}))*\s*\}}")
_KRAMDOWN = re.compile(
    rf"\{{:\s*(?:{_NAMES}|{_PAIR}|{_WORD})(?:\s+(?:{_NAMES}|{_PAIR}|{_WORD}))*\s*\}}"
)
_UNNUMBERED = "{-}"
_SPAN = re.compile(rf"\[([^][\n]{{1,{_LONGEST}}})\](?=\{{)")
_BLOCK_ID = re.compile(r"(?=[A-Za-z0-9-]*[A-Za-z])[A-Za-z0-9-]{4,60}")
"""`^2` and `^th` may be meant as powers and ordinals."""
_ATTACHED = frozenset(")]`*_")
"""What a list may stand behind, without a space."""


def attribute_list(state: StateInline, silent: bool) -> bool:
    """Leave out a list of attributes where one can be: behind what it is about, or on a line.

    Of words in brackets with a list behind them the words are left.
    """
    text, start = state.src, state.pos
    if text[start] == "[":
        return not silent and _span(state)
    end = _list_end(text, start, state.posMax)
    if not end or not (_is_attached(text, start, end) or _ends_line(text, start, end)):
        return False
    state.pos = end
    return True


def _span(state: StateInline) -> bool:
    """Take the words of a span, and leave its attributes out."""
    span = _SPAN.match(state.src, state.pos, state.posMax)
    end = _list_end(state.src, span.end(), state.posMax) if span else 0
    if not span or not end:
        return False
    limit = state.posMax
    state.pos, state.posMax = span.span(1)
    state.md.inline.tokenize(state)
    state.pos, state.posMax = end, limit
    return True


def _list_end(text: str, start: int, limit: int) -> int:
    """Return where the list ends that begins at a place, 0 if none begins there."""
    end = text.find("}", start, min(limit, start + _LONGEST)) + 1
    shape = _KRAMDOWN if text.startswith("{:", start) else _PANDOC
    return end if end and shape.fullmatch(text, start, end) else 0


def _is_attached(text: str, start: int, end: int) -> bool:
    """Return whether a list stands right behind what it is about."""
    return start > 0 and text[start - 1] in _ATTACHED and text[end : end + 1] != "`"


def _ends_line(text: str, start: int, end: int) -> bool:
    """Return whether a list stands alone on its line, or ends one as Kramdown writes it."""
    if text[end : end + 1] not in {"", "\n"}:
        return False
    return text.startswith("{:", start) or start == 0 or text[start - 1] == "\n"


def without_attributes(title: str) -> str:
    """Return the Markdown of a heading without the attributes at its end."""
    text = title.rstrip()
    start = text.rfind("{") if text.endswith("}") else -1
    if start < 1 or text[start - 1] == "}":
        return title
    listed = text[start:] == _UNNUMBERED or _list_end(text, start, len(text)) == len(text)
    return text[:start].rstrip() if listed else title


def without_block_id(paragraph: str) -> str:
    """Return the Markdown of a paragraph without the id at its end, empty for attributes alone."""
    text = paragraph.rstrip()
    last = text.rfind("\n") + 1
    if text.startswith("{", last) and _list_end(text, last, len(text)) == len(text):
        text = text[:last].rstrip()
        paragraph = text
    start = text.rfind("^", -61)
    alone = start == 0 or (start > 0 and text[start - 1].isspace())
    if not alone or not _BLOCK_ID.fullmatch(text, start + 1):
        return paragraph
    return text[:start].rstrip()
