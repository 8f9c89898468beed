"""Markdown: numbered link definitions, as in notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxext_profiles.words.letters import is_balanced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .items import Record

_ENTITY = re.compile(r"&(?=#?\w+;)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)")
"""A backslash that Markdown would take for an escape (CommonMark 0.31, section 2.4)."""


def write_markdown(records: Iterable[Record]) -> str:
    """Return records as link definitions; a note that ends with them has these references."""
    return "".join(f"{_definition(record)}\n" for record in records)


def _definition(record: Record) -> str:
    """Return `[3]: https://… "Title"`."""
    address = _escaped(record.address)
    if not _is_plain(record.address):
        address = re.sub("[<>]", r"\\\g<0>", address)
        address = f"<{address}>"
    title = _escaped(record.given_title).replace('"', '\\"')
    return f"[{record.number}]: {address}" + (f' "{title}"' if title else "")


def _escaped(text: str) -> str:
    """Return text in which Markdown sees no escapes or entities."""
    return _ENTITY.sub(r"\\&", _ESCAPE.sub(r"\\\\", text))


def _is_plain(address: str) -> bool:
    """Return whether an address needs no angle brackets (CommonMark 0.31, section 6.3)."""
    return is_balanced(address, "()") and not re.search(r"[\x00-\x20<]", address)
