"""The lock file of the images that were fetched: what came from which address.

It is JSON, one entry an address, sorted, so that it can be read, compared and committed.
"""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION = 1
SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/svg+xml": "svg",
}
"""The types that an image can have, and how the names of their files end."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME_LENGTH = 32


class LockError(Exception):
    """A lock file can't be used; the message says why, the line where (0 for the whole file)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Fetched:
    """An image that is there."""

    final: str
    """The address that gave it, after all redirects."""
    sha256: str
    mime: str
    """One of `SUFFIXES`, by its bytes."""
    size: int
    """In bytes."""
    date: str
    """When it was fetched: ISO 8601, in UTC."""
    width: int | None = None
    """In pixels, as it is shown; an SVG need not have one."""
    height: int | None = None
    etag: str = ""
    modified: str = ""
    """What the server said of its state (RFC 9110, sections 8.8.3 and 8.8.2)."""
    credit: str = ""
    """Who made it, as the file itself says."""
    license: str = ""
    """The address of its licence, as the server says."""

    @property
    def file(self) -> str:
        """The name of its file, which is made of its content."""
        return f"{self.sha256[:_NAME_LENGTH]}.{SUFFIXES[self.mime]}"


@dataclass(frozen=True, slots=True)
class Failed:
    """An image that was tried and did not come."""

    failed: str
    """Why: the end of a sentence that begins with the image."""
    date: str


Entry: TypeAlias = Fetched | Failed


def read_lock(path: Path) -> dict[str, Entry]:
    """Return the entries of a lock file by their addresses, none if there is no such file.

    Raises `LockError` for one that can't be used, of which nothing is taken then.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise LockError("the lock file is not UTF-8") from error
    except OSError as error:
        raise LockError(f"the lock file can't be read: {error.strerror}") from error
    return parse_lock(text)


def parse_lock(text: str) -> dict[str, Entry]:
    """Return the entries of a lock file's text; see `read_lock`."""
    try:
        told = json.loads(text, object_pairs_hook=_without_twins)
    except json.JSONDecodeError as error:
        raise LockError(f"the lock file is no JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise LockError("the lock file is nested too deeply") from error
    version = told.get("version") if isinstance(told, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise LockError("the lock file has no version")
    if version > VERSION:
        message = f"the lock file has version {version}, and this program knows {VERSION} at most"
        raise LockError(message, _line(text, "version"))
    images = told.get("images")
    if not isinstance(images, dict):
        raise LockError("the lock file has no images", _line(text, "images"))
    entries = {}
    for address, entry in images.items():
        try:
            entries[address] = _entry(entry)
        except LockError as error:
            message = f"the entry of {address} can't be used: {error}"
            raise LockError(message, error.line or _line(text, address)) from error
    return entries


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON, which may have each name once (as after a bad merge it hasn't)."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise LockError(f"the lock file has {twin!r} twice")
    return found


def _line(text: str, name: str) -> int:
    """Return the line on which a name of JSON stands, 0 if it is written otherwise."""
    place = text.find(json.dumps(name, ensure_ascii=False))
    return text.count("\n", 0, place) + 1 if place >= 0 else 0


def _entry(told: object) -> Entry:
    if not isinstance(told, dict):
        raise LockError("it is no object")
    kind: type[Fetched | Failed] = Failed if "failed" in told else Fetched
    known = {field.name: field for field in fields(kind)}
    for name, value in told.items():
        if name not in known:
            raise LockError(f"there is no {name!r}")
        wanted = int if name in {"size", "width", "height"} else str
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise LockError(f"{name!r} can't be {value!r}")
    for name, field in known.items():
        if field.default is MISSING and name not in told:
            raise LockError(f"{name!r} is missing")
    entry = kind(**told)
    if isinstance(entry, Fetched):
        if not _SHA256.fullmatch(entry.sha256):
            raise LockError(f"'sha256' can't be {entry.sha256!r}")
        if entry.mime not in SUFFIXES:
            raise LockError(f"'mime' can't be {entry.mime!r}")
    return entry


def format_lock(entries: Mapping[str, Entry]) -> str:
    """Return the text of a lock file: the same for the same entries, whatever their order."""
    images = {
        address: {name: value for name, value in asdict(entry).items() if value not in {"", None}}
        for address, entry in sorted(entries.items())
    }
    told = {"version": VERSION, "images": images}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
