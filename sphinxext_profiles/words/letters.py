"""Letters and short texts: control characters, spacing, brackets, and keys for comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
"""Control characters, and the letters that XML 1.0 refuses."""
_STRONG = frozenset({"L", "R", "AL"})
"""Unicode's classes of letters that have a direction."""
_OVERRIDES = "\u202d\u202e"
"""They turn letters around that have a direction of their own (UAX 9, section 2.2): a title or
an address would read as another. Marks, embeddings and isolates, which texts in two directions
need, stay."""


_LINE_ENDS = re.compile("[\n-\r\x1c-\x1e\x85\u2028\u2029]+")
"""Every character at which `str.splitlines` breaks."""


def join_lines(text: str) -> str:
    """Return text as a single line, for formats that are read line by line.

    It is for whatever leaves a note for `objects.inv`, a heading or a file name: a further line
    would be read as another entry, a request or a command.
    """
    return _LINE_ENDS.sub(" ", text)


def with_plain_line_ends(text: str) -> str:
    """Return text whose lines end in U+000A; the separators U+2028 and U+2029 become spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", " ").replace("\u2029", " ")


def without_controls(text: str) -> str:
    """Return text without the control characters that come from an escape or an entity."""
    return CONTROLS.sub(replacement, with_plain_line_ends(text))


def replacement(match: re.Match[str]) -> str:
    """Return what a control character becomes.

    U+0000 becomes U+FFFD, as CommonMark 0.31 section 2.3 asks; so do C1 controls, lone
    surrogates and the non-characters that XML 1.0 refuses, since a letter was lost there.
    """
    character = match[0]
    if character in "\v\f":
        return " "  # they separate words
    if character not in _OVERRIDES and (character == "\0" or character > "\x7f"):
        return "\ufffd"
    return ""


def is_unspaced(letter: str) -> bool:
    """Return whether a letter is of a script without spaces, such as Han or kana, not hangul."""
    wide = bool(letter) and unicodedata.east_asian_width(letter) in "WF"
    return wide and not "\uac00" <= letter <= "\ud7a3"


def is_balanced(text: str, pair: str) -> bool:
    """Return whether each bracket of a pair, such as `{}`, has its partner."""
    depth = 0
    for character in text:
        if character in pair:
            depth += 1 if character == pair[0] else -1
            if depth < 0:
                return False
    return depth == 0


@lru_cache(maxsize=1024)  # notes have the same keys
def fold_key(key: str) -> str:
    """Return a key for comparison: `Job-Title` and `jobTitle` are `job_title`."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key.strip())
    return re.sub(r"[\s-]+", "_", split).lower()


_ACTIVE = re.compile(
    "[\x00-\x08\n-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]|(?<=#)#(?=\\w*\\[)"
)
"""What acts on a terminal or in the log of a CI service: control characters but tabs, line
separators, bidirectional embeddings, overrides and isolates, lone surrogates, and the second sign
of `##[error]` and `##vso[…]`, which GitHub and Azure obey anywhere in a line."""
_COMMAND = re.compile(r"\A(\s*):(?=:\w)")
"""The beginning of a line such as `::error file=x::…`, which is a workflow command for GitHub."""


def printable(text: str) -> str:
    r"""Return text as one line of output that neither a terminal nor a CI service obeys.

    What they would obey becomes an escape of Python's, such as `\n`, `\x1b` or `\u2028`.
    """
    return _COMMAND.sub(r"\1\\x3a", _ACTIVE.sub(_python_escape, text))


def one_line(text: str, most: int = 300) -> str:
    """Return foreign text as a message may quote it: printable, and not longer than `most`."""
    shown = printable(text[: most + 1])
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def printable_json(text: str) -> str:
    """Return JSON that means the same and is safe to print; the line ends around values stay."""
    return _ACTIVE.sub(_json_escape, text)


def _python_escape(active: re.Match[str]) -> str:
    return r"\x23" if active[0] == "#" else active[0].encode("unicode_escape").decode()


def _json_escape(active: re.Match[str]) -> str:
    return active[0] if active[0] == "\n" else f"\\u{ord(active[0]):04x}"


def first_direction(text: str) -> Literal["ltr", "rtl"]:
    """Return the direction of a text by its first letter that has one, as `dir="auto"` of HTML."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return "rtl" if next((kind for kind in kinds if kind in _STRONG), "L") != "L" else "ltr"
