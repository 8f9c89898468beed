"""Many requests at once, but never more than one to a host."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

from .allowance import FetchError
from .request_address import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

_GRACE = 5
"""Seconds to wait for requests whose time is up: a lookup of a name can't be stopped."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are treated, and for how long; all times in seconds."""

    delay: float = 0.5
    """Between the end of a request to a host and the next one."""
    at_once: int = 8
    """Hosts that are asked at the same time."""
    tries: int = 3
    first_wait: float = 2
    """Before the second try; before each further one it is twice as long."""
    longest_wait: float = 120
    """A host that wants to be left alone for longer is not asked again in this run."""
    patience: float = 60
    """For a request, with all redirects."""
    host_patience: float = 600
    """For all requests to a host, with the waits before another try."""
    run_patience: float = 3600
    """For all hosts."""


class Schedule(Generic[T]):
    """Runs `work` on addresses, in a thread for each of a few hosts.

    `work` gets an address and the seconds that it may take. Threads hold nothing that would be
    lost with them: one that hangs is left behind.
    """

    def __init__(
        self, addresses: Iterable[str], work: Callable[[str, float], T], manners: Manners
    ) -> None:
        self._work = work
        self._manners = manners
        self._hosts: dict[str, list[str]] = {}
        for address in addresses:
            self._hosts.setdefault(host_of(address), []).append(address)
        self._waiting: SimpleQueue[list[str]] = SimpleQueue()
        self._results: SimpleQueue[tuple[str, T | FetchError, threading.Event]] = SimpleQueue()
        self._until = 0.0
        self._over = threading.Event()

    def results(self) -> Iterator[tuple[str, T | FetchError]]:
        """Yield each address with its result, or the error of its last try, as they arrive.

        A host is asked for more only when the caller is done with a result: little is lost if the
        process is killed, and memory holds no more than one image per host.
        """
        missing = dict.fromkeys(address for host in self._hosts.values() for address in host)
        self._until = time.monotonic() + self._manners.run_patience
        for host in self._hosts.values():
            self._waiting.put(host)
        for _ in range(min(self._manners.at_once, len(self._hosts))):
            threading.Thread(target=self._serve, daemon=True).start()
        try:
            while missing:
                left = self._until + _GRACE - time.monotonic()
                address, result, kept = self._results.get(timeout=max(0.0, left))
                del missing[address]
                yield address, result
                kept.set()
        except Empty:
            for address in missing:
                yield address, _out_of_time("the run", self._manners.run_patience)
        finally:
            self._over.set()

    def _serve(self) -> None:
        """Ask one host after another until none is waiting."""
        while not self._over.is_set():
            try:
                addresses = self._waiting.get_nowait()
            except Empty:
                return
            self._ask_host(addresses)

    def _ask_host(self, addresses: list[str]) -> None:
        """Ask for all addresses of a host, unless it has to be given up."""
        until = time.monotonic() + self._manners.host_patience
        pause: float | None = 0.0
        result: T | FetchError
        for address in addresses:
            if pause is not None:
                self._over.wait(pause)
                until += min(pause, self._manners.delay)
                result, pause = self._ask(address, until)
            kept = threading.Event()
            self._results.put((address, result, kept))
            kept.wait()

    def _ask(self, address: str, until: float) -> tuple[T | FetchError, float | None]:
        """Return the result for an address, and the pause after it; None gives up the host."""
        manners = self._manners
        result: T | FetchError = _out_of_time("the host", manners.host_patience)
        if self._until < until:
            until, result = self._until, _out_of_time("the run", manners.run_patience)
        pause: float | None = None
        for number in range(1, manners.tries + 1):
            if number > 1:
                self._over.wait(pause)
            left = until - time.monotonic()
            if left <= 0 or self._over.is_set():
                break
            result = self._once(address, min(left, manners.patience))
            if not isinstance(result, FetchError) or not result.passing:
                return result, manners.delay
            pause = self._wait(number, result)
            if pause > manners.longest_wait:
                return result, None
        return result, pause

    def _once(self, address: str, seconds: float) -> T | FetchError:
        try:
            return self._work(address, seconds)
        except FetchError as error:
            return error
        except Exception as error:  # noqa: BLE001  # nobody else would ever hear of it
            return FetchError(f"could not be fetched: {error!r}")

    def _wait(self, number: int, error: FetchError) -> float:
        """Return the seconds to wait after a host has failed."""
        if error.wait is not None:
            return max(error.wait, self._manners.delay)
        return self._manners.first_wait * (1 << number - 1)


def _out_of_time(what: str, seconds: float) -> FetchError:
    return FetchError(
        f"was not fetched: {what} took more than {seconds / 60:g} minutes; run the command "
        "again to go on"
    )
