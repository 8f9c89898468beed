"""The folder in which thumbnails are kept from one build to the next."""

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


class Shelf:
    """A folder of thumbnails, and what is known of the images that they were made of.

    An image is known by its content. It is opened again only if its size or the time of its last
    change is another than before; a thumbnail is never written twice. Everything is made anew
    where the recipe is another or the index can't be read.
    """

    def __init__(self, folder: Path, recipe: str) -> None:
        self.folder = folder
        self.recipe = recipe
        self._digests: dict[str, list[Any]] = {}
        self._facts: dict[str, Facts] = {}
        self._asked: dict[str, list[Any]] = {}
        self.names: set[str] = set()
        with suppress(OSError, ValueError, TypeError, LookupError, AttributeError):  # is of no use
            self._remember(json.loads((folder / _INDEX).read_text("utf-8")))

    def _remember(self, index: dict[str, Any]) -> None:
        """Take over what the last build wrote down. Raises many errors where it was changed."""
        if index["recipe"] != self.recipe:
            return
        digests = {
            file: [int(time), int(size), str(digest)]
            for file, (time, size, digest) in index["digests"].items()
        }
        facts = {digest: _facts(told) for digest, told in index["facts"].items()}
        names = {path.name for path in self.folder.glob("profile-*") if path.stat().st_size}
        self._digests, self._facts, self.names = digests, facts, names

    def digest(self, file: Path) -> str:
        """Return the digest of a file's content. Raises OSError if it can't be read."""
        status = file.stat()
        stamp = [status.st_mtime_ns, status.st_size]
        known = self._digests.get(str(file))
        if known is None or known[:2] != stamp:
            with file.open("rb") as stream:
                read = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=20))
            known = [*stamp, read.hexdigest()]
        self._asked[str(file)] = known
        return str(known[2])

    def facts(self, digest: str) -> Facts | None:
        """Return the facts of an image, if they are known."""
        return self._facts.get(digest)

    def note(self, digest: str, facts: Facts) -> None:
        """Keep the facts of an image."""
        self._facts[digest] = facts

    def name(self, digest: str, *made: object, end: str) -> str:
        """Return the name of a thumbnail: the same for the same content, cut and recipe."""
        told = "\0".join(map(str, (self.recipe, digest, *made)))
        return f"profile-{hashlib.blake2b(told.encode(), digest_size=10).hexdigest()}.{end}"

    def put(self, name: str, content: bytes) -> None:
        """Write a file as a whole or not at all. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / name, content)
        self.names.add(name)

    def close(self, used: Collection[str]) -> None:
        """Remove the files that nothing uses, and write down what is known of the images."""
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


def _facts(told: list[Any]) -> Facts:
    """Return facts as JSON gives them back."""
    format_, size, *rest = told
    return Facts(format_, (size[0], size[1]), *rest)
