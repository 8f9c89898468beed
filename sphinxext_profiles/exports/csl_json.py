"""CSL-JSON, for Zotero, pandoc and citeproc.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .items import Record

_TYPES = {
    "webpage": "webpage",
    "article": "article-journal",
    "preprint": "article",  # CSL 1.0.2: "a preprint, working paper, or similar manuscript"
    "book": "book",
    "message": "personal_communication",
}


def write_csl_json(records: Iterable[Record]) -> str:
    """Return records as a list of CSL items."""
    items = [_item(record) for record in records]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(record: Record) -> dict[str, Any]:
    """Return a record as a CSL item, without empty fields."""
    preprint = record.kind == "preprint"
    item: dict[str, Any] = {
        "id": record.id,
        "type": _TYPES[record.kind],
        "title": record.title,
        # As in Zotero, the publisher of a preprint is its repository.
        "publisher" if preprint else "container-title": record.container,
        "language": record.lang,
        "URL": record.address,
        "DOI": record.identified("doi"),
        "ISBN": record.identified("isbn"),
        "number": preprint and record.identifier and record.identifier.short,
        "accessed": record.accessed and {"date-parts": [list(record.accessed)]},
    }
    return {name: value for name, value in item.items() if value}
