"""Bringing remote images into a folder, and comparing what is there with what is wanted."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from .allowance import FetchError
from .inspection import NotAnImageError, inspect
from .lockfile import Entry, Failed, Fetched
from .request_address import request_address
from .schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .client import Answer, Client
    from .schedule import Manners
    from .storage import Storage

_SECONDS_BETWEEN_SAVES = 1.0


class Outcome(NamedTuple):
    """What happened to an image."""

    source: str
    """The address in the note."""
    entry: Fetched | None
    """The local copy, if there is one."""
    fault: str = ""
    """Why it is missing or altered: the end of a sentence that begins with the image."""
    size: int = 0
    """The number of bytes received."""


class Fetcher:
    """Fetches images into a storage, and keeps its lock file up to date.

    `svg` says whether SVG is accepted. The storage must be held (`Storage.alone`) meanwhile. Raises
    `LockError` if its lock file can't be used.
    """

    def __init__(self, storage: Storage, client: Client, *, svg: bool, manners: Manners) -> None:
        self._storage = storage
        self._client = client
        self._svg = svg
        self._manners = manners
        self._day = datetime.now(UTC).date().isoformat()
        self._entries = storage.entries()

    def fetch(self, sources: Iterable[str], *, update: bool = False) -> Iterator[Outcome]:
        """Yield the outcome for each source, existing copies first.

        With `update`, servers are asked about those too. Sources with the same address are fetched
        once. However this ends, the lock file has everything fetched until then.
        """
        wanted: dict[str, list[str]] = {}
        for source in dict.fromkeys(sources):
            there = self._there(source)
            if there and not update:
                yield Outcome(source, there)
            else:
                wanted.setdefault(request_address(source), []).append(source)
        saved = time.monotonic()
        schedule = Schedule(wanted, lambda *asked: self._ask(wanted, *asked), self._manners)
        try:
            for address, result in schedule.results():
                yield from self._settle(wanted[address], result)
                if time.monotonic() > saved + _SECONDS_BETWEEN_SAVES:
                    self._storage.save(self._entries)
                    saved = time.monotonic()
        finally:
            self._storage.save(self._entries)

    def _there(self, source: str) -> Fetched | None:
        """Return the entry of an image whose file is unaltered."""
        entry = self._entries.get(source)
        whole = isinstance(entry, Fetched) and not self._storage.fault(entry)
        return entry if isinstance(entry, Fetched) and whole else None

    def _ask(self, wanted: Mapping[str, list[str]], address: str, seconds: float) -> Answer:
        """Ask for an image; only if it has changed where we have it for all of its sources."""
        entries = [self._there(source) for source in wanted[address]]
        first = entries[0]
        if first is not None and all(entry == first for entry in entries):
            return self._client.get(address, first.etag, first.modified, seconds=seconds)
        return self._client.get(address, seconds=seconds)

    def _settle(self, sources: list[str], result: Answer | FetchError) -> Iterator[Outcome]:
        """Record a result, and yield the outcome for each of its sources."""
        try:
            if isinstance(result, FetchError):
                raise result
            fetched = self._keep(result) if result.content is not None else None
        except (FetchError, NotAnImageError) as error:
            for source in sources:
                there = self._there(source)
                if there is None:
                    self._entries[source] = Failed(str(error), self._day)
                yield Outcome(source, there, str(error))
            return
        for source in sources:
            entry = fetched or self._there(source)
            if fetched:
                self._entries[source] = fetched
            yield Outcome(source, entry, size=fetched.size if fetched else 0)

    def _keep(self, answer: Answer) -> Fetched:
        """Write the file of an answer. Raises `NotAnImageError` if it is not an image."""
        content = answer.content or b""
        image = inspect(content, svg=self._svg)
        entry = Fetched(
            final=answer.final,
            sha256=hashlib.sha256(content).hexdigest(),
            mime=image.mime,
            size=len(content),
            date=self._day,
            width=image.width,
            height=image.height,
            etag=answer.etag,
            modified=answer.modified,
            credit=image.credit,
            license=answer.license,
        )
        self._storage.put(entry, content)
        return entry


def verify(storage: Storage, sources: Iterable[str]) -> Iterator[Outcome]:
    """Yield for each source whether its copy is there, unaltered. Writes and requests nothing."""
    entries = storage.entries()
    for source in dict.fromkeys(sources):
        entry = entries.get(source)
        if entry is None:
            yield Outcome(source, None, "has not been fetched")
        elif isinstance(entry, Failed):
            yield Outcome(source, None, entry.failed)
        elif fault := storage.fault(entry):
            yield Outcome(source, None, f"has a local copy, {entry.file}, that is {fault}")
        else:
            yield Outcome(source, entry)


def prune(storage: Storage, sources: Collection[str]) -> int:
    """Remove the copies that none of the sources needs, and return their number."""
    wanted = set(sources)
    entries: dict[str, Entry] = {
        source: entry for source, entry in storage.entries().items() if source in wanted
    }
    storage.save(entries)
    return storage.remove_unused(entries)
