"""The options of the directives: groups of converters, and one place that checks values.

A wrong option or value is a problem that names the right ones, and the directive goes on without
it. By themselves docutils would drop the whole directive and MyST only the option, so the parser
takes every option as text, and `read_options` checks them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from docutils import nodes

from sphinxext_profiles.frontmatter.images import read_focus
from sphinxext_profiles.people.query import Condition, parse_conditions
from sphinxext_profiles.problems import did_you_mean
from sphinxext_profiles.rendering.citations import CITATION_STYLES
from sphinxext_profiles.rendering.facts import Field

Converter: TypeAlias = Callable[[str], Any]
OptionGroup: TypeAlias = dict[str, Converter]

LAYOUTS = ("stacked", "portrait", "side", "compact", "hero")
SHAPES = ("circle", "rounded", "square")
PARTS = (
    *("photo", "name", "pronouns", "years", "headline", "affiliation", "location"),
    *("summary", "links", "tags", "provenance"),
)
RATIOS = ("square", "4:3", "3:2", "original")
DOWNLOADS = ("csl-json", "bibtex", "ris")
"""The formats of `exports` that a page offers; Markdown is for notes."""
INDEX_LAYOUTS = ("portrait", "cards", "side", "list", "table", "faces")
_SHOWN = re.compile(r'[\s,]*(?P<word>[^\s,"]+)(?:[ \t]*"(?P<label>[^"\n]*)")?')
MOST_GLOBS = 100
"""Globs of an index."""


class OptionSpec(dict[str, Converter]):
    """An option spec for docutils that takes every option, known or not, as text."""

    def __missing__(self, name: str) -> Converter:
        """Take an option that the directive doesn't have; `read_options` reports it."""
        return _as_text

    def __getitem__(self, name: str) -> Converter:
        """Return the parser's converter; `read_options` applies the real ones."""
        return _as_text


def _as_text(argument: str | None) -> str:
    return (argument or "").strip()


def read_options(
    spec: OptionSpec, raw: dict[str, str]
) -> tuple[dict[str, Any], dict[str, str], dict[str, str]]:
    """Return the values of a directive's options, and messages for unknown and for wrong ones.

    The keys of all three are the options' names.
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
    """Return the end of a message: the nearest known names, and all of them if they are few."""
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
    """Return a converter that takes some of these words, separated by spaces or commas."""
    one = choice(*values)

    def convert(text: str) -> tuple[str, ...]:
        return tuple(one(word) for word in re.split(r"[\s,]+", text) if word)

    return convert


def parts_and_fields(argument: str) -> tuple[str | Field, ...]:
    """Take parts of a card and keys of the front matter, each key with its label in quotes or not.

    They are separated by spaces or commas: `tags, since "Member since"`.
    """
    named: list[str | Field] = []
    position = 0
    while match := _SHOWN.match(argument, position):
        word, label = match["word"], match["label"]
        if word in PARTS and label:
            raise ValueError(f"{word!r} takes no label")
        named.append(word if word in PARTS else Field(word, label or ""))
        position = match.end()
    if rest := argument[position:].strip(", \t\n"):
        raise ValueError(f"{rest!r} is not a key, with or without a label in quotes after it")
    return tuple(named)


def text(argument: str) -> str:
    """Take any text."""
    return argument


def flag(argument: str) -> bool:
    """Take no value: the presence of the option is enough."""
    if argument:
        raise ValueError(f"it takes no value, but has {argument!r}")
    return True


def lines(argument: str) -> tuple[str, ...]:
    """Take entries, one per line or separated by commas or `;`."""
    return tuple(entry.strip() for entry in re.split(r"[\n,;]", argument) if entry.strip())


def entries(argument: str) -> tuple[str, ...]:
    """Take at least one entry, one per line or separated by commas or `;`."""
    named = lines(argument)
    if not named:
        raise ValueError("it is empty")
    return named


def globs(argument: str) -> tuple[str, ...]:
    """Take at least one glob and at most `MOST_GLOBS`, each of which is tried on every note."""
    named = entries(argument)
    if len(named) > MOST_GLOBS:
        raise ValueError(f"it has {len(named)} globs, and takes at most {MOST_GLOBS}")
    return named


def keys(argument: str) -> tuple[str, ...]:
    """Take at least one key (keys have no spaces), separated by spaces, commas or `;`."""
    return entries(re.sub(r"\s+", "\n", argument))


def formats(argument: str) -> tuple[str, ...]:
    """Take at least one file format, separated by spaces or commas, and drop repeated ones."""
    named = tuple(dict.fromkeys(words(*DOWNLOADS)(argument)))
    if not named:
        raise ValueError(f"it names no format (known: {', '.join(DOWNLOADS)})")
    return named


def conditions(argument: str) -> tuple[Condition, ...]:
    """Take at least one condition, one per line or separated by `;`."""
    parsed = parse_conditions(argument)
    if not parsed:
        raise ValueError("it contains no condition, such as 'affiliation=CERN'")
    return parsed


def sort(argument: str) -> str:
    """Take a key, with `-` before it for descending order."""
    if not argument.removeprefix("-").strip():
        raise ValueError(f"{argument!r} is not a key")
    return argument


def number(low: int, high: int) -> Converter:
    """Return a converter that takes a whole number from `low` to `high`."""

    def convert(argument: str) -> int:
        if not argument.isdecimal() or not low <= int(argument) <= high:
            raise ValueError(f"{argument!r} is not a whole number from {low} to {high}")
        return int(argument)

    return convert


def columns(argument: str) -> tuple[int, ...]:
    """Take a number of columns, or one for each of four widths, and return four."""
    one = number(1, 6)
    values = tuple(one(word) for word in argument.split())
    if len(values) not in (1, 4):
        raise ValueError(f"{argument!r} is not one number of columns, or four")
    return values * 4 if len(values) == 1 else values


def focus(argument: str) -> tuple[int, int]:
    """Take a point of an image, `50% 20%` or `top`, in percent and steps of 5."""
    point = read_focus(argument)
    if point is None:
        raise ValueError(f"{argument!r} is not a point such as '50% 20%' or 'top'")
    return point


def classes(argument: str) -> list[str]:
    """Take class names, as docutils' `class_option` does."""
    names = [nodes.make_id(name) for name in argument.split()]
    if not all(names):
        raise ValueError(f"{argument!r} contains something that can't be a class name")
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
    "show": parts_and_fields,
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
PUBLICATIONS: OptionGroup = {
    "style": text,
    "limit": number(1, 99_999),
    "group-by": choice("year", "type"),
    "filter": text,
}
PROFILE: OptionGroup = {
    "sections": lines,
    "without": words("card", "gallery", "sections", "roles", "publications", "references"),
    "heading-level": number(1, 6),
    "mentions": flag,
    "written": flag,
}
INDEX: OptionGroup = {
    "notes": globs,
    "people": keys,
    "authors": flag,
    "where": conditions,
    "tags": entries,
    "groups": entries,
    "sort": sort,
    "group-by": text,
    "layout": choice(*INDEX_LAYOUTS),
    "columns": columns,
    "limit": number(1, 99_999),
    "empty": text,
    "photo-shape": choice(*SHAPES),
    "link": text,
    "show": parts_and_fields,
    "hide": words(*PARTS),
    "search": flag,
    "toctree": flag,
}
