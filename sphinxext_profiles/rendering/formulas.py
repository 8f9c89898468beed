r"""Formulas of notes: which of them are mathematics and nothing else.

TeX reads files (`\input`), writes them and defines what letters mean; MathJax makes links of any
address (`\href{javascript:…}`). A formula of a note that is not trusted is one only if every
command in it is known to be harmless.
"""

from __future__ import annotations

import re
from itertools import chain

from docutils.utils.math import latex2mathml, tex2unichar

from sphinxext_profiles.words.letters import is_balanced

_SYMBOLS = frozenset(
    chain.from_iterable(
        names
        for group, names in vars(tex2unichar).items()
        if isinstance(names, dict) and not group.startswith("_")
    )
)
_CONSTRUCTS = frozenset(
    chain(
        latex2mathml.functions,
        latex2mathml.modulo_functions,
        latex2mathml.math_alphabets,
        latex2mathml.stretchables,
        latex2mathml.operators,
        latex2mathml.spaces,
        latex2mathml.accents,
        latex2mathml.over,
        latex2mathml.under,
        latex2mathml.layout_styles,
        latex2mathml.fractions,
        latex2mathml.bigdelimiters,
    )
)
_MORE = frozenset(
    [
        *("begin", "end", "sqrt", "not", "middle", "text", "textrm", "textit", "textbf", "mbox"),
        *("limits", "nolimits", "substack", "overset", "underset", "stackrel", "boxed", "tag"),
        *("big", "Big", "bigg", "Bigg", "boldsymbol", "pmb", "bm", "mathop", "mathrel", "mathbin"),
        *(
            "phantom",
            "hphantom",
            "vphantom",
            "notag",
            "nonumber",
            "hline",
            "quad",
            "choose",
            "over",
        ),
        *("overline", "underline", "overbrace", "underbrace", "xrightarrow", "xleftarrow", "ell"),
        *("colon", "dots", "ldots", "cdots", "implies", "impliedby", "iff", "le", "ge", "ne", "to"),
        *("land", "lor", "lnot", "gets", "mathsf", "intertext", "hspace", "rm", "bf", "it"),
    ]
)
_SIGNS = frozenset("\\{}|,:;!>_#$%&-/ \n")
"""Commands of one character; `\\(` and its kin are none of them: they begin and end formulas."""
_COMMANDS = _SYMBOLS | _CONSTRUCTS | _MORE | _SIGNS
"""Docutils' tables of what it can set as MathML, and what else a formula is made of."""

_ENVIRONMENTS = frozenset(latex2mathml.matrices) | {
    *("align", "alignat", "aligned", "alignedat", "array", "equation", "flalign", "gather"),
    *("gathered", "multline", "rcases", "split", "subarray"),
}

_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*(?:\{([A-Za-z]*)\*?\})?")
_MEANINGFUL = re.compile(r"\^\^|[%#$\\]")
"""Letters by their code, which TeX reads before it reads commands, a comment, a parameter, and what
ends a formula or takes its end along."""


def is_formula(source: str) -> bool:
    """Return whether a piece of TeX is mathematics that can do nothing besides being shown."""
    if any(name not in _COMMANDS for name in _COMMAND.findall(source)):
        return False
    if any(name not in _ENVIRONMENTS for name in _ENVIRONMENT.findall(source)):
        return False
    rest = _COMMAND.sub(" ", source)
    if "&" in rest and not re.search(r"\\\\|\\begin", source):
        return False  # it stands between columns, of which there are none
    # An open brace would take in what comes after the formula.
    return _MEANINGFUL.search(rest) is None and is_balanced(rest, "{}")
