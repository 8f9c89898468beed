"""Servers that would keep a client busy for ever, or fill its memory."""

from __future__ import annotations

import gzip
import itertools
import socket
import threading
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from image_server import PORTRAIT, PictureServer, Reply

from sphinxext_profiles.fetch.allowance import FetchError
from sphinxext_profiles.fetch.client import Client
from sphinxext_profiles.fetch.fetching import Fetcher
from sphinxext_profiles.fetch.guard import GuardedAdapter
from sphinxext_profiles.fetch.schedule import Manners
from sphinxext_profiles.fetch.storage import Storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

MOST = 100_000
LOCAL = ["127.0.0.1"]
SPARE = 12_000_000
"""Bytes that the buffers of two sockets may take in though nobody reads them."""


class RawServer:
    """Sends whatever bytes it is given, to one connection after the other, as long as they last."""

    def __init__(self, pieces: Callable[[], Iterable[bytes]], pause: float = 0) -> None:
        self._pieces = pieces
        self._pause = pause
        self.sent = 0
        self.hung_up = threading.Event()
        self._over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/a"

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                with connection, suppress(OSError):
                    connection.recv(65536)
                    for piece in self._pieces():
                        connection.sendall(piece)
                        self.sent += len(piece)
                        if self._over.wait(self._pause):
                            break
                self.hung_up.set()

    def close(self) -> None:
        self._over.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def serve() -> Iterator[Callable[..., RawServer]]:
    """Return a function that starts a server."""
    servers = []

    def start(*pieces: bytes | Iterable[bytes], pause: float = 0) -> RawServer:
        def all_pieces() -> Iterator[bytes]:
            for piece in pieces:
                yield from [piece] if isinstance(piece, bytes) else piece

        servers.append(RawServer(all_pieces, pause))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def client() -> Client:
    return Client(MOST, adapter=GuardedAdapter(permitted=LOCAL))


def fault(client: Client, address: str, seconds: float = 60) -> FetchError:
    with pytest.raises(FetchError) as caught:
        client.get(address, seconds=seconds)
    return caught.value


class Drip:
    """A text for ever, letter by letter."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def __iter__(self) -> Iterator[bytes]:
        return (bytes([letter]) for letter in itertools.cycle(self._text))


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
ZEROS = itertools.repeat(bytes(65536))
BOMB = gzip.compress(bytes(200_000_000), 9)


@pytest.mark.parametrize(
    "headers", ["", "Content-Encoding: gzip\r\n", "Content-Length: 9999999\r\n"]
)
def test_nobody_reads_the_body_of_a_redirect(
    server: PictureServer, client: Client, serve, headers: str
) -> None:
    server.replies["good"] = Reply()
    head = f"HTTP/1.1 302 Found\r\nLocation: {server.address('good')}\r\n{headers}\r\n"
    endless = serve(head.encode(), ZEROS)
    assert client.get(endless.address).content == PORTRAIT
    assert endless.hung_up.wait(30)
    assert endless.sent < SPARE


def test_a_redirect_with_a_compressed_bomb(server: PictureServer, client: Client) -> None:
    server.replies["good"] = Reply()
    headers = {"Location": "/good", "Content-Encoding": "gzip"}
    server.replies["bad"] = Reply(BOMB, status=301, headers=headers)
    assert client.get(server.address("bad")).content == PORTRAIT


@pytest.mark.parametrize("status", [404, 500, 204])
def test_nobody_reads_the_body_of_a_refusal(client: Client, serve, status: int) -> None:
    endless = serve(f"HTTP/1.1 {status} No\r\n\r\n".encode(), ZEROS)
    assert f"the server answered {status}" in str(fault(client, endless.address))
    assert endless.hung_up.wait(30)
    assert endless.sent < SPARE


def test_a_compressed_bomb(server: PictureServer) -> None:
    server.replies["a"] = Reply(BOMB, headers={"Content-Encoding": "gzip"})
    client = Client(1_000_000, adapter=GuardedAdapter(permitted=LOCAL))
    assert str(fault(client, server.address("a"))) == "is larger than 1000000 bytes"


def test_what_is_compressed_though_nobody_asked(server: PictureServer, client: Client) -> None:
    packed = gzip.compress(PORTRAIT)
    server.replies["good"] = Reply(packed, headers={"Content-Encoding": "GZIP"})
    server.replies["half"] = Reply(packed[:-10], headers={"Content-Encoding": "x-gzip"})
    server.replies["bad"] = Reply(PORTRAIT, headers={"Content-Encoding": "gzip"})
    server.replies["deflated"] = Reply(zlib.compress(b"x"), headers={"Content-Encoding": "deflate"})
    twice = {"Content-Encoding": "gzip, gzip"}
    server.replies["twice"] = Reply(gzip.compress(packed), headers=twice)
    assert client.get(server.address("good")).content == PORTRAIT
    assert str(fault(client, server.address("half"))) == "is incomplete"
    assert str(fault(client, server.address("bad"))).startswith("is damaged")
    for name, encoding in (("deflated", "deflate"), ("twice", "gzip, gzip")):
        told = f"is compressed as {encoding!r}, which was not requested"
        assert str(fault(client, server.address(name))) == told


@pytest.mark.parametrize(
    "pieces",
    [
        (OK, Drip(b"X-Drip: ")),
        (OK, Drip(b"X: y\r\n")),
        (Drip(b"HTTP/1.1 100 Continue\r\n\r\n"),),
        (Drip(b"H"),),
    ],
)
def test_headers_that_drip(client: Client, serve, pieces: tuple[bytes | Drip]) -> None:
    """A letter comes long before a time limit for letters would be over."""
    slow = serve(*pieces, pause=0.02)
    error = fault(client, slow.address, seconds=0.5)
    assert str(error) == "could not be fetched: no answer in time"
    assert error.passing
    assert slow.hung_up.wait(30)


@pytest.mark.parametrize("head", [OK + b"\r\n", CHUNKED, OK + b"Content-Length: 90000\r\n\r\n"])
def test_a_body_that_drips(client: Client, serve, head: bytes) -> None:
    slow = serve(head, Drip(b"1\r\nx\r\n"), pause=0.02)
    error = fault(client, slow.address, seconds=0.5)
    assert str(error) == "took too long to arrive"
    assert error.passing
    assert slow.hung_up.wait(30)


@pytest.mark.parametrize(
    "pieces",
    [
        (itertools.repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),),
        (CHUNKED, b"5;", itertools.repeat(b"x" * 65536)),  # an extension of a chunk without an end
        (CHUNKED, b"0\r\n", itertools.repeat(b"x: y\r\n" * 1000)),  # trailers
    ],
)
def test_more_bytes_than_any_image_has(client: Client, serve, pieces) -> None:
    endless = serve(*pieces)
    error = fault(client, endless.address)
    # urllib3 has a limit of its own for some of them.
    assert str(error) in {"comes with more data than an image may have", "is incomplete"}
    assert endless.hung_up.wait(30)
    assert endless.sent < SPARE


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Length: " + b"9" * 6000,
        b"Content-Length: -5",
        b"Retry-After: " + b"9" * 6000,
        b"Link: <" + b"x" * 60_000 + b">; rel=license",
        b"ETag: " + b"\x9b2J" * 3000,
        b"Last-Modified: \xff\xfe",
    ],
)
@pytest.mark.parametrize("status", [b"200 OK", b"302 Found", b"503 \x1b[2J::error::x", b"9 x"])
def test_headers_that_nobody_should_send(
    client: Client, serve, headers: bytes, status: bytes
) -> None:
    location = b"Location: http://127.0.0.1:1/\x9b31m::error::" + b"x" * 5000
    server = serve(b"HTTP/1.1 %s\r\n%s\r\n%s\r\n\r\n" % (status, headers, location), PORTRAIT)
    try:
        answer = client.get(server.address)
    except FetchError as error:
        text = str(error)
        assert len(text) <= 300
        assert text.isprintable()
    else:
        assert answer.content == PORTRAIT
        assert all(len(value) <= 500 for value in (answer.etag, answer.modified, answer.license))
        assert (answer.etag + answer.modified + answer.license).isprintable()


# What all images of a host may take


def faults(
    tmp_path: Path,
    sources: list[str],
    manners: Manners,
    resolver: Callable[..., list[str]] | None = None,
) -> list[str]:
    """Return what is said of images after fetching."""
    adapter = GuardedAdapter(resolver or (lambda *_: LOCAL), permitted=LOCAL)
    storage = Storage(tmp_path / "images")
    with storage.alone(lambda: None):
        fetcher = Fetcher(storage, Client(MOST, adapter=adapter), svg=False, manners=manners)
        return [outcome.fault for outcome in fetcher.fetch(sources)]


def test_a_slow_host_does_not_cost_its_time_for_each_image(
    server: PictureServer, serve, tmp_path: Path
) -> None:
    server.replies["good"] = Reply()
    slow = serve(Drip(b"H"), pause=0.02)
    sources = [slow.address + str(number) for number in range(50)]
    manners = Manners(delay=0, first_wait=0, patience=0.3, host_patience=0.8)
    told = faults(tmp_path, [*sources, server.address("good", "good.test")], manners)
    assert told.count("") == 1
    assert told.count("could not be fetched: no answer in time") < 4
    rest = [text for text in told if text.startswith("was not fetched: the host took more than ")]
    assert len(rest) > 46
    assert rest[0].endswith(" minutes; run the command again to go on")


def test_a_run_ends_whatever_the_hosts_do(serve, tmp_path: Path) -> None:
    slow = serve(Drip(b"H"), pause=0.02)
    sources = [slow.address.replace("127.0.0.1", f"h{number}.test") for number in range(50)]
    manners = Manners(delay=0, first_wait=0, at_once=2, patience=0.3, run_patience=0.8)
    told = faults(tmp_path, sources, manners)
    assert len(told) == 50
    assert sum("was not fetched: the run took more than " in text for text in told) > 40


def test_a_name_that_nobody_can_look_up_does_not_hold_up_a_run(
    monkeypatch, server: PictureServer, tmp_path: Path
) -> None:
    monkeypatch.setattr("sphinxext_profiles.fetch.schedule._GRACE", 0.1)
    release = threading.Event()
    server.replies["good"] = Reply()

    def resolve(host: str, _port: int) -> list[str]:
        if host == "hangs.test":
            release.wait(60)
        return LOCAL

    sources = [server.address("a", "hangs.test"), server.address("good", "good.test")]
    told = faults(tmp_path, sources, Manners(run_patience=2), resolve)
    release.set()
    assert told[0] == ""
    assert told[1].startswith("was not fetched: the run took more than ")
