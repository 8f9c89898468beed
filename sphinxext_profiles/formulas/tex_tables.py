"""What TeX's mathematics is made of: the commands by what they take, and the environments."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_TABLES = tomllib.loads(Path(__file__).with_name("formula_commands.toml").read_text("utf-8"))
NAMES = {kind: frozenset(f"\\{name}" for name in names.split()) for kind, names in _TABLES.items()}
_SIGNS = frozenset(f"\\{sign}" for sign in "{}|,:;!>_#$%&-/ \n")
"""Commands of one character; `\\(` and its kin are none of them: they begin and end formulas."""
SYMBOLS = NAMES["symbols"]
ALONE = SYMBOLS | NAMES["operators"] | _SIGNS
OPERATORS = NAMES["limits"] | {"\\mathop", "\\operatorname"}
DELIMITERS = NAMES["delimiters"] | {"\\{", "\\}", "\\|"} | set("()[]|/<>.")
BIG = frozenset(
    f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", *"lr")
)
TEXTS = frozenset({"\\text", "\\textrm", "\\textit", "\\textbf", "\\mbox"})
SCRIPTS = NAMES["fonts"] | TEXTS | {"\\frac"}
"""What can be an exponent with its arguments and without braces."""
INFIX = frozenset({"\\over", "\\choose"})
ARROWS = frozenset({"\\xleftarrow", "\\xrightarrow"})
MEANINGFUL = frozenset('#$%}"`')
"""Characters that can't stand for themselves."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What may stand in the rows of an environment."""

    columns: int = 1
    rows: bool = False
    rules: bool = False
    tags: bool = False


SINGLE = Layout()
MANY = 20
"""Columns of environments that TeX sets no limit to."""
_MATRIX = Layout(10, rows=True)
_PAIRS = Layout(MANY, rows=True)
INNER = {
    **{f"{kind}matrix": _MATRIX for kind in ("", *"pbBvV", "small")},
    "cases": Layout(2, rows=True),
    "aligned": _PAIRS,
    "alignedat": _PAIRS,
    "gathered": Layout(rows=True),
    "subarray": Layout(rows=True),
}
"""Environments in a formula; `array` besides, whose columns it says itself."""
_ROWS = Layout(MANY, rows=True, tags=True)
OUTER = {
    **dict.fromkeys(("align", "alignat", "flalign"), _ROWS),
    "gather": Layout(rows=True, tags=True),
    "multline": Layout(rows=True),
    "equation": Layout(tags=True),
}
"""Environments that are a formula."""
PLACED = frozenset({"aligned", "alignedat", "gathered", "array"})
"""Those after which `[t]` says where they stand."""
