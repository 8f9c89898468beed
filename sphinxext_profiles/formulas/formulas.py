r"""Formulas of notes: which of them are mathematics and nothing else.

TeX reads files (`\input`), writes them and defines what letters mean, and it stops at what it can't
set; MathJax makes links of any address (`\href{javascript:…}`). A formula of a note that is not
trusted is one only if every command in it is known to be harmless, and has what it takes.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from docutils import nodes

from .tex import Reader, Refused
from .tex_tables import Layout

Place: TypeAlias = Literal["inline", "display", "bare"]
"""Where a formula stands: in a line, on lines of its own, or there as an environment that Sphinx
puts nothing around."""
LONGEST = 10_000
"""Characters of a formula; TeX keeps all of it in its memory."""

_BLANK = re.compile(r"\n[^\S\n]*\n")
_ROW = Layout(rows=True)
_SPLIT = Layout(2, rows=True)
"""Sphinx puts a formula on lines of its own into `split`, which has two columns."""


def is_formula(source: str, place: Place = "inline") -> bool:
    """Return whether a piece of TeX is mathematics that can do nothing besides being shown."""
    if len(source) > LONGEST or "^^" in source:
        return False  # letters by their code, which TeX reads before it reads commands
    # Sphinx makes several of one on lines of its own that has blank lines.
    parts = source.split("\n\n") if place == "display" else [source]
    if any(_BLANK.search(part.strip("\n")) for part in parts):
        return False
    try:
        for part in parts:
            reader = Reader(part)
            if place == "bare":
                reader.environment()
            else:
                reader.whole(_SPLIT if place == "display" else _ROW)
    except Refused:
        return False
    return True


def settle_place(formula: nodes.Element) -> bool:
    r"""Have a formula stand where it can, and return whether there is such a place.

    `$$\begin{align} … $$` is an environment of its own, and a bare `\begin{matrix}` is none.
    """
    source = formula.astext()
    if isinstance(formula, nodes.math):
        return is_formula(source)
    bare = bool(formula.get("no-wrap", formula.get("nowrap", False)))
    if is_formula(source, "bare" if bare else "display"):
        return True
    if not is_formula(source, "display" if bare else "bare") or formula.get("label"):
        return False
    for name in ("no-wrap", "nowrap"):
        if name in formula:
            formula[name] = not bare
    return True
