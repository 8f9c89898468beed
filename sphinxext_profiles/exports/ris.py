"""RIS, for EndNote, Mendeley and Zotero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rispy import RisWriter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .items import Record

_TYPES = {
    "webpage": "ELEC",
    "article": "JOUR",
    "preprint": "ELEC",
    "book": "BOOK",
    "message": "ICOMM",
}


class _Writer(RisWriter):  # type: ignore[misc]  # rispy has no types
    """Writes the lines that the specification has, and no number above each record."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        """Return an empty string: there is no line above a record."""
        del count
        return ""


def write_ris(records: Iterable[Record]) -> str:
    """Return records as RIS, with CR LF line ends."""
    return str(_Writer().formats([_reference(record) for record in records]))


def _reference(record: Record) -> dict[str, Any]:
    """Return a record with rispy's names, without empty fields."""
    parts: dict[str, Any] = {
        "type_of_reference": _TYPES[record.kind],
        "id": record.id,
        "title": record.title,
        "secondary_title": record.container,
        "access_date": _date(record.accessed),
        "language": record.lang,
        "doi": record.identified("doi"),
        "issn": record.identified("isbn"),  # SN is for both
        "urls": [record.address],
    }
    return {name: value for name, value in parts.items() if value}


def _date(accessed: tuple[int, ...]) -> str:
    """Return a date in the format of RIS: `2025/10/22/`, or `2025///`."""
    return "/".join([*(f"{part:02}" for part in accessed), "", "", ""][:4]) if accessed else ""
