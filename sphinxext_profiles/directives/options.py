"""What the directives' options may hold: groups of converters, and checking in one place.

A wrong option or value is a problem with the names that would be right; the directive goes on
without it. It must be the same in reST, where docutils would give up on the whole directive, and
in MyST, which would go on: so the parser takes every option as text, and `read_options` checks.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from docutils import nodes

from sphinxext_profiles.people.query import Condition, parse_conditions
from sphinxext_profiles.problems import did_you_mean
from sphinxext_profiles.rendering.citations import CITATION_STYLES

Converter: TypeAlias = Callable[[str], Any]
OptionGroup: TypeAlias = dict[str, Converter]

LAYOUTS = ("stacked", "side", "compact", "hero")
SHAPES = ("circle", "rounded", "square")
PARTS = ("photo", "name", "headline", "affiliation", "summary", "links", "tags", "provenance")
RATIOS = ("square", "4:3", "3:2", "original")
DOWNLOADS = ("csl-json", "bibtex", "ris")
"""Formats of `exports` that a page offers; Markdown is for notes."""
INDEX_LAYOUTS = ("cards", "list", "table", "faces")


class OptionSpec(dict[str, Converter]):
    """An option spec for docutils that takes every option, known or not, as text."""

    def __missing__(self, name: str) -> Converter:
        """Take an option that the directive doesn't have; `read_options` reports it."""
        return _as_text

    def __getitem__(self, name: str) -> Converter:
        """Return the converter for the parser: the real ones work in `read_options`."""
        return _as_text


def _as_text(argument: str | None) -> str:
    return (argument or "").strip()


def read_options(
    spec: OptionSpec, raw: dict[str, str]
) -> tuple[dict[str, Any], dict[str, str], dict[str, str]]:
    """Return the options of a directive as values, the unknown ones and those with wrong values.

    The last two are messages by the options' names.
    """
    values: dict[str, Any] = {}
    unknown: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for name, text in raw.items():
        converter = dict.get(spec, name)
        if converter is None:
            unknown[name] = f"there is no option {name!r}{near_or_known(name, spec)}"
            continue
        try:
            values[name] = converter(text)
        except ValueError as error:
            wrong[name] = f"option {name!r}: {error}"
    return values, unknown, wrong


def near_or_known(name: str, known: Iterable[str]) -> str:
    """Return the end of a message: the nearest known names, and all when there are few."""
    known = sorted(known)
    near = difflib.get_close_matches(name, known, n=2)
    hint = did_you_mean(near)
    if known and len(known) <= 20:
        hint += f" (known: {', '.join(known)})"
    return hint


def choice(*values: str) -> Converter:
    """Return a converter that takes one of these words."""

    def convert(text: str) -> str:
        if text not in values:
            raise ValueError(f"there is no {text!r}{near_or_known(text, values)}")
        return text

    return convert


def words(*values: str) -> Converter:
    """Return a converter that takes some of these words, apart by spaces or commas."""
    one = choice(*values)

    def convert(text: str) -> tuple[str, ...]:
        return tuple(one(word) for word in re.split(r"[\s,]+", text) if word)

    return convert


def text(argument: str) -> str:
    """Take any text."""
    return argument


def flag(argument: str) -> bool:
    """Take nothing: that the option is there is all it says."""
    if argument:
        raise ValueError(f"it takes no value, not {argument!r}")
    return True


def lines(argument: str) -> tuple[str, ...]:
    """Take entries, one a line or apart by commas or `;`."""
    return tuple(entry.strip() for entry in re.split(r"[\n,;]", argument) if entry.strip())


def entries(argument: str) -> tuple[str, ...]:
    """Take at least one entry, one a line or apart by commas or `;`."""
    found = lines(argument)
    if not found:
        raise ValueError("it names nothing")
    return found


def keys(argument: str) -> tuple[str, ...]:
    """Take keys, which have no spaces: at least one, apart by spaces, commas or `;`."""
    return entries(re.sub(r"\s+", "\n", argument))


def formats(argument: str) -> tuple[str, ...]:
    """Take at least one format of a file, apart by spaces or commas, each once."""
    found = tuple(dict.fromkeys(words(*DOWNLOADS)(argument)))
    if not found:
        raise ValueError(f"it names no format (known: {', '.join(DOWNLOADS)})")
    return found


def conditions(argument: str) -> tuple[Condition, ...]:
    """Take at least one condition, one a line or apart by `;`."""
    found = parse_conditions(argument)
    if not found:
        raise ValueError("it holds no condition such as 'affiliation=CERN'")
    return found


def sort(argument: str) -> str:
    """Take a key, with `-` before it for descending."""
    if not argument.removeprefix("-").strip():
        raise ValueError(f"{argument!r} is no key")
    return argument


def number(low: int, high: int) -> Converter:
    """Return a converter that takes a whole number between two others."""

    def convert(argument: str) -> int:
        if not argument.isdecimal() or not low <= int(argument) <= high:
            raise ValueError(f"{argument!r} is no whole number from {low} to {high}")
        return int(argument)

    return convert


def columns(argument: str) -> tuple[int, ...]:
    """Take a number of columns, or one for each of four widths, and return four."""
    one = number(1, 6)
    values = tuple(one(word) for word in argument.split())
    if len(values) not in (1, 4):
        raise ValueError(f"{argument!r} is neither one number of columns nor four")
    return values * 4 if len(values) == 1 else values


def focus(argument: str) -> tuple[int, int]:
    """Take a point of an image in per cent, `50% 20%`, and return it in steps of 5."""
    parts = argument.replace("%", " ").split()
    if len(parts) != 2 or not all(re.fullmatch(r"\d{1,3}(\.\d+)?", part) for part in parts):
        raise ValueError(f"{argument!r} is no point such as '50% 20%'")
    across, down = (min(100, 5 * int(float(part) / 5 + 0.5)) for part in parts)
    return across, down


def classes(argument: str) -> list[str]:
    """Take class names, as docutils' `class_option` does."""
    names = [nodes.make_id(name) for name in argument.split()]
    if not all(names):
        raise ValueError(f"{argument!r} has something that can't be a class name")
    return names


COMMON: OptionGroup = {"class": classes, "name": text}
LANGUAGE: OptionGroup = {"lang": text}
CARD: OptionGroup = {
    "layout": choice(*LAYOUTS),
    "photo": text,
    "photo-alt": text,
    "photo-shape": choice(*SHAPES),
    "photo-focus": focus,
    "headline": text,
    "affiliation": text,
    "summary": text,
    "link": text,
    "show": words(*PARTS),
    "hide": words(*PARTS),
}
GALLERY: OptionGroup = {
    "columns": columns,
    "ratio": choice(*RATIOS),
    "images": choice("lead", "all"),
    "limit": number(1, 999),
    "captions": choice("none", "alt", "title", "credit"),
}
REFERENCES: OptionGroup = {
    "style": choice("list", "compact"),
    "citation-style": choice(*CITATION_STYLES),
    "unused": choice("show", "hide"),
    "title": text,
    "download": formats,
}
PROFILE: OptionGroup = {
    "sections": lines,
    "without": words("card", "gallery", "sections", "references"),
    "heading-level": number(1, 6),
    "mentions": flag,
}
INDEX: OptionGroup = {
    "notes": entries,
    "people": keys,
    "where": conditions,
    "tags": entries,
    "sort": sort,
    "group-by": text,
    "layout": choice(*INDEX_LAYOUTS),
    "columns": columns,
    "limit": number(1, 99_999),
    "empty": text,
    "photo-shape": choice(*SHAPES),
    "show": words(*PARTS),
    "hide": words(*PARTS),
    "search": flag,
    "toctree": flag,
}
