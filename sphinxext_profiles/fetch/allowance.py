"""What one request may take, in seconds and bytes, counted as they come off the network.

A server that drips its headers, or sends endless ones, is cut off like one whose image never ends.
Neither requests nor urllib3 can do that: their timeouts start again with each piece.
"""

from __future__ import annotations

import io
import time
from contextlib import contextmanager
from contextvars import ContextVar
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any, cast

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from sphinxext_profiles.words.letters import one_line

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

CONNECT, PIECE = 10, 20
"""Seconds to connect, and between two pieces of a response."""


class FetchError(Exception):
    """An image could not be fetched; the message is the end of a sentence that begins with it."""

    def __init__(
        self,
        message: str,
        *,
        passing: bool = False,
        wait: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(one_line(message))
        self.passing = passing
        """Whether another try may succeed."""
        self.wait = wait
        """The seconds that the server asks to wait, if it does."""
        self.status = status
        """The status that the server answered, if that is what failed."""


class OutOfTimeError(FetchError):
    """Nobody was asked, since a host or the run has taken long enough."""


class Allowance:
    """The bytes that a request may still receive, and the time until `until` (monotonic)."""

    def __init__(self, until: float, most_bytes: int) -> None:
        self._until = until
        self._left = most_bytes

    def seconds(self, most: float) -> float:
        """Return how long to wait, `most` at most. Raises TimeoutError if the time is up."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time of the request is up")
        return min(left, most)

    def take(self, size: int) -> None:
        """Count received bytes. Raises `FetchError` if they are too many."""
        self._left -= size
        if self._left < 0:
            raise FetchError("comes with more data than an image may have")

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Make the connections that this thread uses meanwhile take from this allowance."""
        token = CURRENT.set(self)
        try:
            yield
        finally:
            CURRENT.reset(token)


CURRENT: ContextVar[Allowance] = ContextVar("allowance")


class _Stream(io.RawIOBase):
    """The data of a socket, counted."""

    def __init__(self, stream: socket.SocketIO, sock: socket.socket, allowance: Allowance) -> None:
        self._stream = stream
        self._sock = sock
        self._allowance = allowance

    def readable(self) -> bool:
        """Return True, as for every stream that is read."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Read what has arrived, waiting for the first byte."""
        self._sock.settimeout(self._allowance.seconds(PIECE))
        size = self._stream.readinto(buffer)
        self._allowance.take(size or 0)
        return size

    def close(self) -> None:
        """Let go of the socket."""
        self._stream.close()
        super().close()


class _Response(HTTPResponse):
    """A response that takes from the allowance that is current when it begins."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        stream = cast("socket.SocketIO", self.fp.detach())
        self.fp = io.BufferedReader(_Stream(stream, sock, CURRENT.get()))


class _Connection(HTTPConnection):
    response_class = _Response


class _SecureConnection(HTTPSConnection):
    response_class = _Response


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


POOLS = {"http": _Pool, "https": _SecurePool}
"""Pools of counting connections, for `PoolManager.pool_classes_by_scheme` of urllib3."""
