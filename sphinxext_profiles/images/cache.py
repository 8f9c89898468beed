"""The folder that keeps thumbnails from one build to the next."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sphinxext_profiles.writing import write_whole

from .properties import Facts

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_INDEX = "index.json"


class Cache:
    """A folder of thumbnails, and the facts of the images they were made from.

    Images are identified by their content. An image is opened again only if its size or the time
    of its last change differs; a thumbnail is never written twice. If the recipe differs or the
    index can't be read, everything is made again.
    """

    def __init__(self, folder: Path, recipe: str) -> None:
        self.folder = folder
        self.recipe = recipe
        self._digests: dict[str, list[Any]] = {}
        self._facts: dict[str, Facts] = {}
        self._asked: dict[str, list[Any]] = {}
        self.names: set[str] = set()
        with suppress(OSError, ValueError, TypeError, LookupError, AttributeError):
            self._restore(json.loads((folder / _INDEX).read_text("utf-8")))

    def _restore(self, index: dict[str, Any]) -> None:
        """Take over what the last build wrote. Raises many errors if somebody changed it."""
        if index["recipe"] != self.recipe:
            return
        digests = {
            file: [int(time), int(size), str(digest)]
            for file, (time, size, digest) in index["digests"].items()
        }
        facts = {digest: _facts(fields) for digest, fields in index["facts"].items()}
        names = {path.name for path in self.folder.glob("profile-*") if path.stat().st_size}
        self._digests, self._facts, self.names = digests, facts, names

    def digest(self, file: Path) -> str:
        """Return the digest of a file's content. Raises OSError if it can't be read."""
        status = file.stat()
        stamp = [status.st_mtime_ns, status.st_size]
        entry = self._digests.get(str(file))
        if entry is None or entry[:2] != stamp:
            with file.open("rb") as stream:
                read = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=20))
            entry = [*stamp, read.hexdigest()]
        self._asked[str(file)] = entry
        return str(entry[2])

    def facts(self, digest: str) -> Facts | None:
        """Return the facts of an image, if it was opened before."""
        return self._facts.get(digest)

    def record(self, digest: str, facts: Facts) -> None:
        """Keep the facts of an image."""
        self._facts[digest] = facts

    def name(self, digest: str, *recipe: object, end: str) -> str:
        """Return the name of a thumbnail: the same for the same content, cut and recipe."""
        identity = "\0".join(map(str, (self.recipe, digest, *recipe)))
        return f"profile-{hashlib.blake2b(identity.encode(), digest_size=10).hexdigest()}.{end}"

    def put(self, name: str, content: bytes) -> None:
        """Write a file as a whole or not at all. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / name, content)
        self.names.add(name)

    def close(self, used: Collection[str]) -> None:
        """Remove unused files, and write the index."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.name not in used and path.name != _INDEX:
                path.unlink(missing_ok=True)
        digests = {entry[2] for entry in self._asked.values()}
        index = {
            "recipe": self.recipe,
            "digests": dict(sorted(self._asked.items())),
            "facts": {digest: self._facts[digest] for digest in sorted(digests & {*self._facts})},
        }
        self.put(_INDEX, json.dumps(index, indent=0).encode())


def _facts(fields: list[Any]) -> Facts:
    """Return facts from their form in JSON."""
    format_, size, *rest = fields
    return Facts(format_, (size[0], size[1]), *rest)
