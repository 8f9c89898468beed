"""Bringing remote images into a folder, and comparing what is there with what is wanted."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .allowance import FetchError
from .avatars import Search, Single
from .inspection import NotAnImageError, inspect
from .lockfile import Absent, Entry, Failed, Fetched
from .schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sphinxext_profiles.people.accounts import Account

    from .client import Answer, Client
    from .schedule import Manners
    from .storage import Storage

Job: TypeAlias = Single | Search
NO_AVATARS: Mapping[str, Sequence[Account]] = MappingProxyType({})
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
    asked: tuple[str, ...] = ()
    """Of an avatar the accounts, as far as they may be written, if none of them has a picture."""


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

    def fetch(
        self,
        sources: Iterable[str],
        avatars: Mapping[str, Sequence[Account]] = NO_AVATARS,
        *,
        update: bool = False,
    ) -> Iterator[Outcome]:
        """Yield the outcome for each source, existing copies first.

        `avatars` has the accounts of those sources that are no addresses but people. With `update`,
        servers are asked about existing copies too. Sources with the same address are fetched once.
        However this ends, the lock file has everything fetched until then.
        """
        wanted: dict[str, list[Job]] = {}
        for source in dict.fromkeys(sources):
            job: Job = Search(source, avatars[source]) if source in avatars else Single(source)
            there = self._there(job)
            asked = _asked(job, self._entries.get(source))
            if (there or asked) and not update:
                yield Outcome(source, there, asked=() if there else asked)
            else:
                wanted.setdefault(job.address, []).append(job)
        saved = time.monotonic()
        schedule = Schedule(wanted, lambda *asked: self._ask(wanted, *asked), self._manners)
        try:
            for address, result in schedule.results():
                for job in wanted.pop(address):
                    if outcome := self._settle(job, result):
                        yield outcome
                    elif job.address in wanted:
                        wanted[job.address].append(job)
                    else:
                        wanted[job.address] = [job]
                        schedule.add(job.address)
                if time.monotonic() > saved + _SECONDS_BETWEEN_SAVES:
                    self._storage.save(self._entries)
                    saved = time.monotonic()
        finally:
            self._storage.save(self._entries)

    def _there(self, job: Job) -> Fetched | None:
        """Return the entry of an image whose file is unaltered."""
        entry = self._entries.get(job.source)
        if isinstance(entry, Fetched) and job.owns(entry) and not self._storage.fault(entry):
            return entry
        return None

    def _ask(self, wanted: Mapping[str, list[Job]], address: str, seconds: float) -> Answer:
        """Ask for an image; only if it has changed where we have it for all of its sources."""
        entries = [self._there(job) for job in wanted[address]]
        first = entries[0]
        if first is not None and all(entry == first for entry in entries):
            return self._client.get(address, first.etag, first.modified, seconds=seconds)
        return self._client.get(address, seconds=seconds)

    def _settle(self, job: Job, result: Answer | FetchError) -> Outcome | None:
        """Record a result, and return the outcome; None if there is more to ask."""
        content = result if isinstance(result, FetchError) else result.content
        if isinstance(job, Search) and content is not None and job.leads_on(content):
            if job.address:
                return None
            self._entries[job.source] = Absent(job.labels, self._day)
            return Outcome(job.source, None, asked=job.labels)
        there = self._there(job)
        try:
            if isinstance(result, FetchError):
                raise result
            fetched = self._keep(job, result) if result.content is not None else None
        except (FetchError, NotAnImageError) as error:
            fault = job.fault(error)
            if there is None:
                self._entries[job.source] = Failed(fault, self._day)
            return Outcome(job.source, there, fault)
        if fetched:
            self._entries[job.source] = fetched
        return Outcome(job.source, fetched or there, size=fetched.size if fetched else 0)

    def _keep(self, job: Job, answer: Answer) -> Fetched:
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
        return job.recorded(entry)


def _asked(job: Job, entry: Entry | None) -> tuple[str, ...]:
    """Return the accounts of an avatar if an entry says that none of them has a picture."""
    labels = job.labels if isinstance(job, Search) else ()
    return labels if isinstance(entry, Absent) and {*labels} <= {*entry.asked} else ()


def verify(
    storage: Storage,
    sources: Iterable[str],
    avatars: Mapping[str, Sequence[Account]] = NO_AVATARS,
) -> Iterator[Outcome]:
    """Yield for each source whether its copy is there, unaltered. Writes and requests nothing."""
    entries = storage.entries()
    for source in dict.fromkeys(sources):
        job: Job = Search(source, avatars[source]) if source in avatars else Single(source)
        entry = entries.get(source)
        if asked := _asked(job, entry):
            yield Outcome(source, None, asked=asked)
        elif isinstance(entry, Failed):
            yield Outcome(source, None, entry.failed)
        elif not isinstance(entry, Fetched) or not job.owns(entry):
            yield Outcome(source, None, "has not been fetched")
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
