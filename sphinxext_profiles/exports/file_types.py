"""The formats of reference lists, in the order in which users see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .bibtex import write_bibtex
from .csl_json import write_csl_json
from .items import make_records
from .markdown import write_markdown
from .ris import write_ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxext_profiles.model import Profile

    from .items import Record


class Format(NamedTuple):
    """A file format for reference lists."""

    label: str
    """Its name, for readers."""
    suffix: str
    media_type: str
    write: Callable[[Iterable[Record]], str]
    help: str
    """The programs that read it."""


FORMATS: dict[str, Format] = {
    "csl-json": Format(
        "CSL-JSON",
        ".json",
        "application/vnd.citationstyles.csl+json",
        write_csl_json,
        "Zotero, pandoc, citeproc",
    ),
    "bibtex": Format(
        "BibTeX",
        ".bib",
        "application/x-bibtex",
        write_bibtex,
        "LaTeX with biblatex or BibTeX, sphinxcontrib-bibtex, JabRef, Zotero",
    ),
    "ris": Format(
        "RIS",
        ".ris",
        "application/x-research-info-systems",
        write_ris,
        "EndNote, Mendeley, Zotero",
    ),
    "markdown": Format(
        "Markdown",
        ".md",
        "text/markdown",
        write_markdown,
        "the link definitions of a note",
    ),
}


def export_references(profiles: Iterable[Profile], name: str) -> bytes:
    """Return the reference list of notes as a file in a format, in UTF-8.

    The same notes in the same order give the same bytes. Raises `KeyError` for an unknown format.
    """
    return FORMATS[name].write(make_records(profiles)).encode()
