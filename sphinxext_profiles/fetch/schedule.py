"""Many requests at once, and never more than one to a host."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .client import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are treated; all times in seconds."""

    delay: float = 0.5
    """Between the end of a request to a host and the next one."""
    at_once: int = 8
    """Hosts that are asked at the same time."""
    tries: int = 3
    first_wait: float = 2
    """Before the second try; before each further one it is twice as long."""
    longest_wait: float = 120
    """A host that wants to be left alone for longer is not asked again in this run."""
    patience: float = 180
    """For all that one request takes, whatever it hangs in."""


class Job(NamedTuple):
    """An address to ask for."""

    host: str
    address: str


class _Try(NamedTuple):
    """A try that is under way."""

    job: Job
    number: int
    until: float


class Schedule(Generic[T]):
    """Runs `work` on addresses, each in a thread, and gives the results to the caller's own.

    Threads hold nothing that would be lost with them: one that hangs is left behind.
    """

    def __init__(self, jobs: Iterable[Job], work: Callable[[str], T], manners: Manners) -> None:
        self._work = work
        self._manners = manners
        self._waiting: dict[str, deque[tuple[Job, int]]] = {}
        for job in jobs:
            self._waiting.setdefault(job.host, deque()).append((job, 1))
        self._free_at = dict.fromkeys(self._waiting, 0.0)
        self._running: dict[str, _Try] = {}
        self._results: queue.SimpleQueue[tuple[_Try, T | FetchError]] = queue.SimpleQueue()

    def results(self) -> Iterator[tuple[Job, T | FetchError]]:
        """Yield each job with its result, or with the error of its last try, as they come."""
        while self._waiting or self._running:
            self._start()
            try:
                done, result = self._results.get(timeout=self._idle())
            except queue.Empty:
                yield from self._overdue()
                continue
            if self._running.get(done.job.host) is done:  # else it was given up
                yield from self._finish(done, result)

    def _start(self) -> None:
        """Start as many tries as there is room for, at hosts that can be asked again."""
        now = time.monotonic()
        for host in list(self._waiting):
            if len(self._running) >= self._manners.at_once:
                return
            if host not in self._running and self._free_at[host] <= now:
                job, number = self._waiting[host].popleft()
                if not self._waiting[host]:
                    del self._waiting[host]
                self._running[host] = _Try(job, number, now + self._manners.patience)
                threading.Thread(target=self._run, args=(self._running[host],), daemon=True).start()

    def _run(self, tried: _Try) -> None:
        result: T | FetchError
        try:
            result = self._work(tried.job.address)
        except FetchError as error:
            result = error
        except Exception as error:  # noqa: BLE001  # nobody else would ever hear of it
            result = FetchError(f"could not be fetched: {error!r}")
        self._results.put((tried, result))

    def _idle(self) -> float:
        """Return the seconds until something is to be done, if no result comes before."""
        times = [tried.until for tried in self._running.values()]
        if len(self._running) < self._manners.at_once:
            hosts = self._waiting.keys() - self._running.keys()
            times += [self._free_at[host] for host in hosts]
        return max(0.0, min(times) - time.monotonic())

    def _overdue(self) -> Iterator[tuple[Job, T | FetchError]]:
        """Give up the tries that hang."""
        now = time.monotonic()
        for tried in [tried for tried in self._running.values() if tried.until <= now]:
            yield from self._finish(tried, FetchError("could not be fetched: no answer in time"))

    def _finish(self, done: _Try, result: T | FetchError) -> Iterator[tuple[Job, T | FetchError]]:
        """Yield the result of a try, unless there is another try."""
        host = done.job.host
        del self._running[host]
        wait = self._manners.delay
        if isinstance(result, FetchError) and result.passing:
            wait = self._wait(done.number, result)
            if wait > self._manners.longest_wait:
                rest = self._waiting.pop(host, ())
                yield from ((job, result) for job in (done.job, *(job for job, _ in rest)))
                return
            if done.number < self._manners.tries:
                again = (done.job, done.number + 1)
                self._waiting.setdefault(host, deque()).appendleft(again)
                self._free_at[host] = time.monotonic() + wait
                return
        self._free_at[host] = time.monotonic() + wait
        yield done.job, result

    def _wait(self, number: int, error: FetchError) -> float:
        """Return the seconds after which a host is asked again that has just failed."""
        if error.wait is not None:
            return max(error.wait, self._manners.delay)
        return self._manners.first_wait * (1 << number - 1)
