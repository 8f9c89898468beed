"""Many requests at once, but never more than one to a host."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

from .allowance import FetchError, OutOfTimeError
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


class _Host:
    """What is to be asked of a host, and how it has answered so far."""

    def __init__(self, patience: float) -> None:
        self.addresses: deque[str] = deque()
        self.busy = False
        self.patience = patience
        """The seconds that it may still take."""
        self.pause: float | None = 0.0
        """The seconds to wait before the next request; None if it is given up."""
        self.fault: FetchError | None = None
        """Why it is given up."""


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
        self._first = list(addresses)
        self._missing: dict[str, None] = {}
        self._hosts: dict[str, _Host] = {}
        self._waiting: deque[_Host] = deque()
        self._threads = 0
        self._changing = threading.Lock()
        self._results: SimpleQueue[tuple[str, T | FetchError, threading.Event]] = SimpleQueue()
        self._until = 0.0
        self._over = threading.Event()

    def results(self) -> Iterator[tuple[str, T | FetchError]]:
        """Yield each address with its result, or the error of its last try, as they arrive.

        A host is asked for more only when the caller is done with a result: little is lost if the
        process is killed, and memory holds no more than one image per host.
        """
        self._until = time.monotonic() + self._manners.run_patience
        for address in self._first:
            self.add(address)
        try:
            while self._missing:
                left = self._until + _GRACE - time.monotonic()
                address, result, kept = self._results.get(timeout=max(0.0, left))
                del self._missing[address]
                yield address, result
                kept.set()
        except Empty:
            for address in self._missing:
                yield address, _out_of_time("the run", self._manners.run_patience)
        finally:
            self._over.set()

    def add(self, address: str) -> None:
        """Ask for another address, none that is waited for; for the caller of `results`."""
        self._missing[address] = None
        with self._changing:
            host = self._hosts.setdefault(host_of(address), _Host(self._manners.host_patience))
            host.addresses.append(address)
            if host.busy:
                return
            host.busy = True
            self._waiting.append(host)
            if self._threads < self._manners.at_once:
                self._threads += 1
                threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        """Ask one host after another until none is waiting."""
        while host := self._next_host():
            self._ask_host(host)

    def _next_host(self) -> _Host | None:
        """Return a host that is waiting; without any, the thread that asks is over."""
        with self._changing:
            if self._waiting and not self._over.is_set():
                return self._waiting.popleft()
            self._threads -= 1
            return None

    def _ask_host(self, host: _Host) -> None:
        """Ask for all addresses of a host, unless it has to be given up."""
        until = time.monotonic() + host.patience
        result: T | FetchError = host.fault or _out_of_time("the host", self._manners.host_patience)
        while address := self._next_address(host):
            if host.pause is not None:
                self._over.wait(host.pause)
                until += min(host.pause, self._manners.delay)
                result, host.pause = self._ask(address, until)
                host.fault = result if isinstance(result, FetchError) else None
            kept = threading.Event()
            self._results.put((address, result, kept))
            kept.wait()
            host.patience = until - time.monotonic()

    def _next_address(self, host: _Host) -> str:
        """Return what to ask a host for next, nothing if it is done."""
        with self._changing:
            host.busy = bool(host.addresses)
            return host.addresses.popleft() if host.addresses else ""

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


def _out_of_time(what: str, seconds: float) -> OutOfTimeError:
    return OutOfTimeError(
        f"was not fetched: {what} took more than {seconds / 60:g} minutes; run the command "
        "again to go on"
    )
