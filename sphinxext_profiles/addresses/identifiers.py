"""Addresses that stand for an identifier, such as a DOI, and the short form it usually has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import unquote

from .cleaning import host

if TYPE_CHECKING:
    from collections.abc import Callable

Kind: TypeAlias = Literal["doi", "arxiv", "isbn", "orcid", "wikidata"]

_SHORT: dict[Kind, str] = {
    "doi": "doi:",  # DOI Handbook, section 2.6.1
    "arxiv": "arXiv:",  # https://info.arxiv.org/help/arxiv_identifier.html
    "isbn": "ISBN ",
    "orcid": "ORCID ",
    "wikidata": "Wikidata ",
}


@dataclass(frozen=True, slots=True)
class Identifier:
    """The identifier that an address stands for."""

    kind: Kind
    value: str
    """As the kind writes it, without its name: `10.1038/nature14539`, `1706.03762v5`."""

    @property
    def short(self) -> str:
        """What a reader sees: `doi:10.1038/nature14539`, `ISBN 0-486-60255-9`."""
        return _SHORT[self.kind] + self.value


_PATH = re.compile(r"(?:https?://[^/?#\\]*/|doi:|urn:)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
_PUBLISHED = re.compile(
    # As publishers put a DOI into the addresses of their own pages
    r"(?:^|/)(?:doi|articles?|chapter|book|referenceworkentry)(?:\?id=|/)"
    r"(?:(?:abs|full|pdf|epdf|pdfplus|book|reader)/)?"
    # Where one with a slash of its own ends is unknown
    r"(10\.\d{4,9}(?:\.\d+)*/[^\s/?&]+)"
    r"(?:/(?:abstract|full|html|pdf|epdf)?)?(?=[?&]|$)",
    re.ASCII,
)
_ARXIV = re.compile(
    # Since April 2007, and before
    r"(?:abs|pdf|html|format)/(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)"
    r"(?:\.pdf)?/?",
    re.ASCII,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\S+)", re.IGNORECASE)
_ISBN = re.compile(
    # By name, or as Wikipedia's search for a book: Special:BookSources/0-486-60255-9
    r"(?<![a-z0-9])(?:isbn|booksources)(?:[-_]?1[03])?[\s:=/]*(97[89](?:-?\d){9}-?\d|\d(?:-?\d){8}-?[\dX])"
    r"(?![-\w])",
    re.ASCII | re.IGNORECASE,
)
_ORCID = re.compile(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])/?", re.ASCII)
_WIKIDATA = re.compile(
    r"(?:wiki|entity)/(?:Special:EntityData/|Property:|Lexeme:)?([QPL]\d+)", re.ASCII
)


def identify(address: str) -> Identifier | None:
    """Return the identifier that an address stands for, None for an ordinary address.

    Numbers with a check digit (ISBN, ORCID) count only when that is right.
    """
    match = _PATH.match(address)
    if match is None:
        return None
    path, query = unquote(match[1]), unquote(match[2] or "")
    find = _HOSTS.get(host(address))
    if find is not None:
        return find(path)
    return _published(f"{path}?{query}") or _isbn(f"{path} {query}")


def _doi(path: str) -> Identifier | None:
    """Return a DOI; that of a paper on arXiv is better known as an arXiv number."""
    if not _DOI.fullmatch(path) or not path.isprintable() or "\ufffd" in path:
        return None
    arxiv = _ARXIV_DOI.fullmatch(path)
    return Identifier("arxiv", arxiv[1]) if arxiv else Identifier("doi", path)


def _published(words: str) -> Identifier | None:
    """Return the DOI in the address of a publisher's page, if its end is clear."""
    match = _PUBLISHED.search(words)
    return _doi(match[1]) if match and not match[1].casefold().endswith(".pdf") else None


def _arxiv(path: str) -> Identifier | None:
    match = _ARXIV.fullmatch(path)
    return Identifier("arxiv", match[1]) if match else None


def _orcid(path: str) -> Identifier | None:
    match = _ORCID.fullmatch(path)
    if match is None:
        return None
    value = match[1].upper()
    return Identifier("orcid", value) if _is_orcid(value.replace("-", "")) else None


def _wikidata(path: str) -> Identifier | None:
    match = _WIKIDATA.fullmatch(path)
    return Identifier("wikidata", match[1]) if match else None


def _isbn(words: str) -> Identifier | None:
    """Return an ISBN that is labelled as one, on whatever host: shops and libraries are many."""
    for match in _ISBN.finditer(words):
        value = match[1].upper()
        if _is_isbn(value.replace("-", "")):
            return Identifier("isbn", value)
    return None


_HOSTS: dict[str, Callable[[str], Identifier | None]] = {
    **dict.fromkeys(("doi.org", "dx.doi.org"), _doi),
    **dict.fromkeys(("arxiv.org", "export.arxiv.org"), _arxiv),
    "orcid.org": _orcid,
    **dict.fromkeys(("wikidata.org", "m.wikidata.org"), _wikidata),
}


def _is_isbn(digits: str) -> bool:
    """Return whether the check digit of an ISBN is right (ISO 2108)."""
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if len(digits) == 10:
        return sum((10 - place) * value for place, value in enumerate(values)) % 11 == 0
    return sum(value * (3 if place % 2 else 1) for place, value in enumerate(values)) % 10 == 0


def _is_orcid(digits: str) -> bool:
    """Return whether the check digit of an ORCID iD is right (ISO/IEC 7064, MOD 11-2)."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == "0123456789X"[(12 - total % 11) % 11]
