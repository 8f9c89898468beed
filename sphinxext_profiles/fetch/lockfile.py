"""The lock file of fetched images: what came from which address.

It is JSON with an entry for each address, sorted, so that it can be read, compared and committed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import MISSING, asdict, dataclass, fields
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, TypeAlias

from sphinxext_profiles.images.formats import FORMATS
from sphinxext_profiles.words.letters import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION = 1
SUFFIXES = {kind.media_type: kind.suffixes[0] for kind in FORMATS.values()}
"""The media types of images, and the suffixes of their files."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME_LENGTH = 32
_MOST_BYTES = 100_000_000
_TOO_MUCH = 1 << 63
_LONGEST_QUOTE = 80


class LockError(Exception):
    """A lock file can't be used; the message says why, and the line where (0: the whole file)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Fetched:
    """An image that was fetched."""

    final: str
    """The address after all redirects."""
    sha256: str
    mime: str
    """One of `SUFFIXES`, by its bytes."""
    size: int
    """In bytes."""
    date: str
    """When it was fetched: ISO 8601, in UTC."""
    width: int | None = None
    """In pixels, as shown; None if an SVG states no size."""
    height: int | None = None
    etag: str = ""
    modified: str = ""
    """The server's validators (RFC 9110, sections 8.8.3 and 8.8.2)."""
    credit: str = ""
    """Who made it, according to the file."""
    license: str = ""
    """The address of its licence, according to the server."""
    avatar: str = ""
    """The account that it is the picture of: `github:ada`, or only the service for an e-mail."""

    @property
    def file(self) -> str:
        """The name of its file, derived from its content."""
        return f"{self.sha256[:_NAME_LENGTH]}.{SUFFIXES[self.mime]}"


@dataclass(frozen=True, slots=True)
class Failed:
    """An image that could not be fetched."""

    failed: str
    """Why: the end of a sentence that begins with the image."""
    date: str


@dataclass(frozen=True, slots=True)
class Absent:
    """An avatar that no account has."""

    asked: tuple[str, ...]
    """The accounts, as in `Fetched.avatar`."""
    date: str


Entry: TypeAlias = Fetched | Failed | Absent


def read_lock(path: Path) -> dict[str, Entry]:
    """Return the entries of a lock file by address; none if the file does not exist.

    Raises `LockError` if it can't be used; then nothing of it is.
    """
    try:
        if not S_ISREG(path.stat().st_mode):
            raise LockError("the lock file is not a file")  # a pipe would never end
        if path.stat().st_size > _MOST_BYTES:
            raise LockError(f"the lock file is larger than {_MOST_BYTES // 10**6} MB")
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
    content = _json(text)
    version = content.get("version") if isinstance(content, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise LockError("the lock file has no version")
    if version > VERSION:
        message = (
            f"the lock file has version {one_line(repr(version), 20)}, and this program knows "
            f"{VERSION} at most: update sphinxext-profiles"
        )
        raise LockError(message, _line(text, "version"))
    images = content.get("images")
    if not isinstance(images, dict):
        raise LockError("the lock file has no images", _line(text, "images"))
    entries = {}
    for address, fields_ in images.items():
        try:
            entries[address] = _entry(fields_)
        except LockError as error:
            message = f"the entry of {one_line(address)} can't be used: {error}"
            raise LockError(message, error.line or _line(text, address)) from error
    return entries


def _json(text: str) -> Any:
    """Return the content of JSON. Raises `LockError` if it is damaged or excessive."""
    try:
        content = json.loads(text, object_pairs_hook=_without_twins)
        json.dumps(content, ensure_ascii=False).encode("utf-8")  # fails for half a letter, \ud800
    except json.JSONDecodeError as error:
        raise LockError(f"the lock file is not JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise LockError("the lock file is nested too deeply") from error
    except UnicodeEncodeError as error:
        raise LockError("the lock file has half a character in it (a lone surrogate)") from error
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise LockError("the lock file has a number in it that is too long") from error
    return content


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object. Raises `LockError` for a repeated name, as after a bad merge."""
    content = dict(pairs)
    if len(content) < len(pairs):
        twin = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise LockError(f"the lock file has {_quoted(twin)} twice")
    return content


def _line(text: str, name: str) -> int:
    """Return the line of a name in JSON, 0 if it is written differently there."""
    place = text.find(json.dumps(name, ensure_ascii=False))
    return text.count("\n", 0, place) + 1 if place >= 0 else 0


def _entry(given: object) -> Entry:
    if not isinstance(given, dict):
        raise LockError("it is not an object")
    kinds: dict[str, type[Entry]] = {"failed": Failed, "asked": Absent}
    kind = next((kinds[name] for name in kinds if name in given), Fetched)
    known = {field.name: field for field in fields(kind)}
    for name, value in given.items():
        if name not in known:
            raise LockError(f"there is no {_quoted(name)}")
        if not _fits(name, value):
            raise LockError(f"{name!r} can't be {_quoted(value)}")
    for name, field in known.items():
        if field.default is MISSING and name not in given:
            raise LockError(f"{name!r} is missing")
    if kind is Failed:
        return Failed(one_line(given["failed"]), given["date"])
    if kind is Absent:
        return Absent(tuple(given["asked"]), given["date"])
    return Fetched(**given)


def _fits(name: str, value: object) -> bool:
    """Return whether an entry's field can have a value."""
    if name in {"size", "width", "height"}:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _TOO_MUCH
    if name == "asked":
        return isinstance(value, list) and all(isinstance(label, str) for label in value)
    if not isinstance(value, str):
        return False
    return (name != "sha256" or bool(_SHA256.fullmatch(value))) and (
        name != "mime" or value in SUFFIXES
    )


def _quoted(value: object) -> str:
    return one_line(repr(value), _LONGEST_QUOTE)


def format_lock(entries: Mapping[str, Entry]) -> str:
    """Return the text of a lock file, which doesn't depend on the order of the entries."""
    images = {
        address: {name: value for name, value in asdict(entry).items() if value not in {"", None}}
        for address, entry in sorted(entries.items())
    }
    content = {"version": VERSION, "images": images}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
