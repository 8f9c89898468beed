"""The options of a directive in a note, before the directive sees them.

MyST reads options from the first lines of a directive's content. What must change is taken out of
these lines, which keep their number, and handed over beside the content.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from myst_parser.parsers.options import TokenizeError, options_to_items

from sphinxext_profiles.note.allowed import is_harmless_class
from sphinxext_profiles.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from .scope import NoteScope

NAMING = frozenset({"name", "label", "id"})
"""Options and attributes that give something a name for links."""

MEASURES = {
    **dict.fromkeys(("width", "height", "w", "h", "scale", "figwidth", "widths"), 9999),
    **dict.fromkeys(("lineno-start", "number-lines", "dedent"), 9999),
    **dict.fromkeys(("header-rows", "stub-columns"), 9999),
    "columns": 12,
}
"""Options and attributes that hold numbers, and how large these may be."""

CLASSES = {"click-parent": "sd-stretched-link"}
"""Options that give a class that no note may use."""

GENERATED = re.compile(
    r"myst-(target|block|line-comment)|substitution|field-list|header-anchor|enabled"
    r"|contains-task-list|task-list-item(-checkbox)?|admonition(-title)?|markdown-alert[\w-]*"
)
"""Classes that rules of Markdown themselves put on tokens."""

_NUMBER = re.compile(r"\d+")


class Given(NamedTuple):
    """The options of a directive, apart from its content."""

    options: dict[str, str]
    content: str
    """With as many lines as before, and no option in them."""


def split_options(content: str) -> Given:
    """Return the options at the beginning of a directive's content, as MyST finds them."""
    lines = content.splitlines()
    if content.startswith("---"):
        closing = (i for i, line in enumerate(lines[1:], 1) if line.startswith("---"))
        end = next(closing, len(lines))
        block, emptied = lines[1:end], ["---", *[""] * (end - 1)]
    else:
        plain = (i for i, line in enumerate(lines) if not _is_option(line))
        end = next(plain, len(lines))
        block, emptied = [line.lstrip()[1:] for line in lines[:end]], [":"] * end
    try:
        items, _ = options_to_items(dedent("\n".join(block)))
    except TokenizeError:
        return Given({}, content)  # MyST says what is wrong
    return Given(dict(items), "\n".join([*emptied, *lines[end:]]))


def _is_option(line: str) -> bool:
    stripped = line.lstrip()
    return stripped.startswith(":") and not stripped.startswith(":::")


class Attributes:
    """Settles the options and attributes of one note: names, classes, numbers."""

    def __init__(self, scope: NoteScope, own_name: Callable[[str], str]) -> None:
        self._scope = scope
        self._own_name = own_name

    def settle(self, given: dict[str, str], line: int, rows: int) -> dict[str, str]:
        """Return options or attributes as a note may have them; what it may not is reported.

        `rows` are the lines of the content, of which some may be emphasised.
        """
        settled: dict[str, str] = {}
        for name, value in given.items():
            if name in NAMING and value:
                settled[name] = self._own_name(value)
            elif self._scope.gate.trusted:
                settled[name] = value
            elif "class" in name:
                if kept := self.classes(value, line):
                    settled[name] = kept
            elif name in CLASSES:
                self.classes(CLASSES[name], line)  # which reports it
            elif self._is_bounded(name, value, line, rows):
                settled[name] = value
        return settled

    def classes(self, words: str, line: int) -> str:
        """Return those of some classes that a note may use."""
        if self._scope.gate.trusted:
            return words
        kept = [
            word
            for word in words.split()
            if GENERATED.fullmatch(word) or is_harmless_class(nodes.make_id(word))
        ]
        if dropped := [word for word in words.split() if word not in kept]:
            names = ", ".join(map(repr, dropped))
            message = f"a note may not use the class {names}; it is left out"
            self._scope.report(Problem(ProblemCode.CLASS_BLOCKED, message, line))
        return " ".join(kept)

    def _is_bounded(self, name: str, value: str, line: int, rows: int) -> bool:
        most = rows if name == "emphasize-lines" else MEASURES.get(name)
        if most is None:
            return True
        numbers = _NUMBER.findall(value)
        if all(len(number) <= len(str(most)) and int(number) <= most for number in numbers):
            return True
        message = f"option {name!r}: {value[:20]!r} is too large; the most is {most}"
        self._scope.report(Problem(ProblemCode.OPTION_VALUE, message, line))
        return False
