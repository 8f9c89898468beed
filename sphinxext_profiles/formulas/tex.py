r"""A reader of TeX's mathematics: whether a formula is complete, and all of it is known.

TeX stops at a formula that it can't set, and with it the PDF. So each command has the arguments
that it takes, each brace and environment its end, each letter one exponent, and each row no more
columns than there are.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .tex_tables import (
    ALONE,
    ARROWS,
    BIG,
    DELIMITERS,
    INFIX,
    INNER,
    MANY,
    MEANINGFUL,
    NAMES,
    OPERATORS,
    OUTER,
    PLACED,
    SCRIPTS,
    SINGLE,
    SYMBOLS,
    TEXTS,
    Layout,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\S", re.DOTALL)
_LENGTH = re.compile(r"-?\d{0,2}(?:\.\d{1,2})?(?:pt|em|ex|mm|cm)")
DEEPEST = 30
"""Braces and environments in one another."""


class Refused(Exception):  # noqa: N818  # it is no error, but the answer
    """It isn't a formula."""


class Reader:
    """Reads a formula from its beginning to its end."""

    def __init__(self, source: str) -> None:
        self._tokens = _TOKEN.findall(source)
        self._place = 0
        self._depth = 0

    def whole(self, layout: Layout) -> None:
        """Read all that there is."""
        self._list("", layout)

    def environment(self) -> None:
        """Read one environment that is a formula, and nothing besides."""
        self._expect("\\begin")
        name = self._braced(r"[a-z]+\*?")
        layout = OUTER.get(name.removesuffix("*"))
        if layout is None:
            raise Refused
        if name.startswith("alignat"):
            self._braced(r"\d")
        self._list("\\end", layout)
        self._ends(name)
        self._expect("")

    # Parts

    def _next(self) -> str:
        """Return the next part, nothing at the end."""
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _take(self) -> str:
        part = self._next()
        self._place += 1
        return part

    def _expect(self, part: str) -> None:
        if self._take() != part:
            raise Refused

    def _up_to(self, end: str, pattern: str | re.Pattern[str]) -> str:
        """Take what stands before an end, which has to fit a pattern."""
        taken = ""
        while (part := self._take()) != end:
            taken += part
            if not part or len(taken) > MANY:
                raise Refused
        if re.fullmatch(pattern, taken) is None:
            raise Refused
        return taken

    def _braced(self, pattern: str | re.Pattern[str]) -> str:
        self._expect("{")
        return self._up_to("}", pattern)

    @contextmanager
    def _inside(self) -> Iterator[None]:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused
        yield
        self._depth -= 1

    # Lists

    def _list(self, end: str, layout: Layout = SINGLE) -> None:
        """Read a list of mathematics up to the part that ends it."""
        with self._inside():
            item = _Item()
            column, tagged = 1, False
            while (part := self._take()) != end:
                if part == "&":
                    item, column = _Item(), column + 1
                    if column > layout.columns:
                        raise Refused
                elif part == "\\\\":
                    if not layout.rows:
                        raise Refused
                    self._row(layout)
                    item, column, tagged = _Item(), 1, False
                elif part == "\\tag":
                    if tagged or not layout.tags:
                        raise Refused
                    self._text()
                    tagged = True
                elif part == "\\hline" and layout.rules and column == 1 and item.fresh:
                    continue
                elif part == "\\middle" and end == "\\right":
                    self._delimiter()
                    item = _Item()
                else:
                    item = self._item(part, item)

    def _row(self, layout: Layout) -> None:
        """Read what may stand after the end of a row: a star, and how far away the next one is."""
        if self._next() == "*":
            self._take()
        if self._next() == "[":
            self._take()
            self._up_to("]", _LENGTH)
        while layout.rules and self._next() == "\\hline":
            self._take()

    def _item(self, part: str, item: _Item) -> _Item:
        """Read one item, or what belongs to the item before it, and return the last item."""
        if part in {"^", "_", "'"}:
            item.add(part)
            if part != "'":
                self._argument(SCRIPTS)
            return item
        if part in {"\\limits", "\\nolimits"}:
            if not item.operator:
                raise Refused
            return item
        if part in INFIX:
            if item.infix:
                raise Refused
            return _Item(infix=True)
        self._atom(part)
        return _Item(operator=part in OPERATORS, infix=item.infix, fresh=False)

    def _atom(self, part: str) -> None:
        """Read what begins with a part."""
        if part in ALONE:
            return
        if part == "{":
            self._list("}")
        elif part == "\\begin":
            self._inner()
        elif part == "\\left":
            self._delimiter()
            self._list("\\right")
            self._delimiter()
        elif part in BIG:
            self._delimiter()
        elif part.startswith("\\"):
            self._command(part)
        elif not part or part in MEANINGFUL:
            raise Refused

    def _command(self, part: str) -> None:
        """Read the arguments of a command."""
        if part in TEXTS:
            self._text()
        elif part == "\\hspace":
            self._braced(_LENGTH)
        elif part == "\\substack":
            self._expect("{")
            self._list("}", Layout(rows=True))
        elif part in NAMES["pairs"]:
            self._argument()
            self._argument()
        elif part in NAMES["accents"] | NAMES["fonts"] | ARROWS | {"\\sqrt", "\\operatorname"}:
            if part == "\\operatorname" and self._next() == "*":
                self._take()
            if part in ARROWS | {"\\sqrt"} and self._next() == "[":
                self._take()
                self._list("]")
            self._argument()
        else:
            raise Refused

    def _argument(self, commands: frozenset[str] = frozenset()) -> None:
        """Read an argument: in braces, a letter, a symbol, or one of some commands with its own."""
        part = self._take()
        if part == "{":
            self._list("}")
        elif part in commands:
            self._atom(part)
        elif not (part in SYMBOLS or (len(part) == 1 and part.isalnum()) or part in set("+-*")):
            raise Refused

    def _text(self) -> None:
        """Read an argument that is text."""
        self._expect("{")
        while (part := self._take()) != "}":
            if not part or part in {"{", "&", "_", "^"} or part in MEANINGFUL - {"`", '"'}:
                raise Refused
            if part.startswith("\\") and part not in {
                "\\ ",
                "\\,",
                "\\%",
                "\\&",
                "\\_",
                "\\#",
                "\\$",
            }:
                raise Refused

    def _delimiter(self) -> None:
        if self._take() not in DELIMITERS:
            raise Refused

    # Environments

    def _inner(self) -> None:
        """Read an environment in a formula, whose beginning is read."""
        name = self._braced(r"[A-Za-z]+")
        if name in PLACED and self._next() == "[":
            self._take()
            self._up_to("]", "[tcb]")
        if name == "array":
            columns = self._braced(r"[lcr|]{1,20}").replace("|", "")
            layout = Layout(len(columns), rows=True, rules=True)
        elif name in INNER:
            layout = INNER[name]
        else:
            raise Refused
        if name in {"alignedat", "subarray"}:
            self._braced(r"\d" if name == "alignedat" else "[lcr]")
        self._list("\\end", layout)
        self._ends(name)

    def _ends(self, name: str) -> None:
        """Read the name of the environment that ends."""
        if self._braced(r"[A-Za-z]+\*?") != name:
            raise Refused


@dataclass(slots=True)
class _Item:
    """What exponents and indexes would belong to."""

    operator: bool = False
    infix: bool = False
    """Whether its list has a command that stands between two halves."""
    fresh: bool = True
    """Whether nothing stands before it."""
    above: str = ""
    below: bool = False

    def add(self, mark: str) -> None:
        """Add an exponent, an index or a prime; TeX takes one exponent, which primes begin."""
        self.fresh = False
        if mark == "_":
            if self.below:
                raise Refused
            self.below = True
            self.above = self.above and "^"
        elif self.above == "^":
            raise Refused
        else:
            self.above = mark
