r"""BibTeX, for biblatex, BibTeX styles, pybtex and Zotero.

Every entry is `@online`. Articles and books would need an author, a year and a publisher, which
are unknown: pybtex rejects a whole bibliography because of one article without an author. The
fields `doi`, `isbn` and `eprint` say what else an entry is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxext_profiles.words.letters import is_balanced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .items import Record

_SPECIAL = {
    **{character: f"\\{character}" for character in "&%$#_"},
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "\\": r"{\textbackslash}",
}
_BRACES = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=')(?=')")
"""Where TeX would turn two characters into one: `--`, two quotes, ``?` ``, ``!` ``."""


def write_bibtex(records: Iterable[Record]) -> str:
    """Return records as BibTeX entries, in UTF-8."""
    return "\n".join(_entry(record) for record in records)


def _entry(record: Record) -> str:
    """Return the entry of a record."""
    lines = [f"  {name} = {{{value}}},\n" for name, value in _fields(record) if value]
    return f"@online{{{record.id},\n{''.join(lines)}}}\n"


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the fields of a record; those that it lacks are empty."""
    # The inner braces keep the title's case, since its language is rarely known.
    yield "title", f"{{{tex(record.title)}}}"
    yield "organization", tex(record.container)
    yield "url", _verbatim(record.address)
    yield "urldate", "-".join(f"{part:02}" for part in record.accessed)
    yield "doi", _verbatim(record.identified("doi"))
    yield "isbn", record.identified("isbn")
    if eprint := record.identified("arxiv"):
        yield "eprint", _verbatim(eprint)
        yield "eprinttype", "arxiv"
    yield "language", record.lang


def tex(text: str) -> str:
    """Return text escaped for TeX."""
    text = _LIGATURE.sub("\0", text)
    # BibTeX counts braces, escaped ones too: those without a partner must not be seen as braces.
    braces = {mark: f"\\{mark}" for mark in "{}"} if is_balanced(text, "{}") else _BRACES
    table = str.maketrans(_SPECIAL | braces | {"\0": "{}"})
    return text.translate(table)


def _verbatim(address: str) -> str:
    """Return an address in which only what would end the field is percent-encoded."""
    if "\\" not in address and is_balanced(address, "{}"):
        return address
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):02X}", address)
