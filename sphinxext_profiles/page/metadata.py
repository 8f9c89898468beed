"""The metadata of a page that is a note: fields that docutils and Sphinx make `env.metadata` of.

Themes and extensions obey it (sphinx_rtd_theme makes `github_url` a link as it is), so that of a
note that is not trusted a short list passes, each with a type.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_profiles.model import MYST_KEYS
from sphinxext_profiles.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinxext_profiles.model import Value

    from .scope import NoteScope

DEEPEST_CONTENTS = 99

FLAGS = (
    *("orphan", "nosearch", "no-search", "nocomments", "sd_hide_title"),
    *("hide-toc", "hide-navigation", "hide-footer"),
    *("html_theme.sidebar_primary.remove", "html_theme.sidebar_secondary.remove"),
)
"""Keys that a note may set to `true` on its own page: they leave out parts of that page."""

_NEVER = frozenset({*MYST_KEYS, "layout", "myst_slugs", "wordcount"})
"""MyST's settings have a way of their own, and MyST writes the last two itself. A note's `layout`
is that of the program it was written for (`post`): themes look for a template of that name."""


def metadata_fields(scope: NoteScope) -> nodes.field_list | None:
    """Return what a note's front matter says of its page as a field list, None for nothing.

    Of a trusted note it is what any page would give; lists and mappings are JSON, as MyST has it.
    """
    pairs = _all(scope) if scope.gate.trusted else _harmless(scope)
    fields = [
        nodes.field(
            "",
            nodes.field_name("", name),
            nodes.field_body("", nodes.paragraph("", "", nodes.literal(value, value))),
        )
        for name, value in pairs
    ]
    return nodes.field_list("", *fields) if fields else None


def _all(scope: NoteScope) -> Iterator[tuple[str, str]]:
    """Yield every key of a trusted note with its value as text."""
    for name, value in scope.profile.fields:
        if name not in _NEVER:
            nested = isinstance(value, tuple)
            yield name, json.dumps(_thawed(value)) if nested else str(value)


def _thawed(value: Value) -> Any:
    """Return a frozen value as lists and mappings."""
    if not isinstance(value, tuple):
        return value
    pairs = [item for item in value if isinstance(item, tuple) and len(item) == 2]
    if value and len(pairs) == len(value) and all(isinstance(key, str) for key, _ in pairs):
        return {key: _thawed(item) for key, item in pairs}
    return [_thawed(item) for item in value]


def _harmless(scope: NoteScope) -> Iterator[tuple[str, str]]:
    """Yield the keys that any note may set; a value of another type is reported."""
    for name, value in scope.profile.fields:
        if name not in HARMLESS:
            continue
        text = HARMLESS[name](value)
        if text is None:
            message = f"the front matter's {name!r} can't be {value!r}; {_EXPECTED[name]}"
            scope.report(Problem(ProblemCode.FRONT_MATTER_VALUE, message, 1))
        elif text:
            yield name, text


def _flag(value: Value) -> str | None:
    """Return a flag as Sphinx reads it: it counts when it is there, whatever it says."""
    if value is False:
        return ""
    return "True" if value is True or value is None or value == "" else None


def _depth(value: Value) -> str | None:
    """Return how deep a page's contents go."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if whole and 0 <= int(str(value)) <= DEEPEST_CONTENTS else None


HARMLESS: dict[str, Callable[[Value], str | None]] = {
    "tocdepth": _depth,
    **dict.fromkeys(FLAGS, _flag),
}
_EXPECTED = {
    "tocdepth": f"it takes a whole number up to {DEEPEST_CONTENTS}",
    **dict.fromkeys(FLAGS, "it takes true or false"),
}
