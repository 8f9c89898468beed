"""A server of images that can misbehave, images to serve, and what fetching leaves of them."""

from __future__ import annotations

import hashlib
import struct
import threading
import time
import zlib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from pictures import opened, plain, saved

from sphinxext_profiles.fetch.lockfile import Entry, Failed, Fetched, format_lock
from sphinxext_profiles.people.accounts import AVATAR

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that says it has so many pixels, and holds none of them."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def svg(inside: str = "<circle r='4'/>", before: str = "") -> bytes:
    """Return an SVG."""
    root = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
    return f"{before}<svg {root} width='8' height='6'>{inside}</svg>".encode()


def entry(content: bytes) -> Fetched:
    """Return what a lock file says of a PNG."""
    digest = hashlib.sha256(content).hexdigest()
    width, height = opened(content).size
    return Fetched("https://x", digest, "image/png", len(content), "2026-01-02", width, height)


def left_by_fetching(
    images: dict[str, bytes], failed: dict[str, str] | None = None, folder: str = "_profile_images"
) -> dict[str, str | bytes]:
    """Return the files of a project after fetching: images by their addresses, and failures.

    An avatar is that of the account at GitHub that is called like the person.
    """
    entries: dict[str, Entry] = {address: entry(content) for address, content in images.items()}
    for address in [address for address in images if address.startswith(AVATAR)]:
        label = f"github:{address.removeprefix(AVATAR)}"
        entries[address] = replace(entry(images[address]), avatar=label)
    entries |= {address: Failed(why, "2026-01-02") for address, why in (failed or {}).items()}
    return {
        f"{folder}/lock.json": format_lock(entries),
        **{f"{folder}/{entry(content).file}": content for content in images.values()},
    }


PORTRAIT = saved(plain(8, 6))


@dataclass
class Reply:
    """What the server answers at a path."""

    content: bytes = PORTRAIT
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    """What it says of the length, the truth if None."""
    pause: float = 0
    """Seconds before the last byte."""
    until: threading.Event | None = None
    """What it waits for before it answers at all."""


class _Handler(BaseHTTPRequestHandler):
    """Answers what its server's `replies` say."""

    protocol_version = "HTTP/1.1"
    home: PictureServer

    def setup(self) -> None:
        self.home.connections += 1
        super().setup()

    def handle(self) -> None:
        with suppress(OSError):  # whoever asked has gone
            super().handle()

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = unquote(self.path).lstrip("/")
        with self.home.counting:
            self.home.open += 1
            self.home.most_open = max(self.home.open, self.home.most_open)
            self.home.asked.append((path, dict(self.headers), time.monotonic()))
        reply = self.home.replies.get(path, Reply(b"nothing", 404))
        if callable(reply):
            reply = reply(self.home.counts()[path])
        try:
            self.answer(reply)
        finally:
            with self.home.counting:
                self.home.open -= 1

    def answer(self, reply: Reply) -> None:
        if reply.until:
            reply.until.wait(30)
        self.send_response(reply.status)
        content = b"" if reply.status == HTTPStatus.NOT_MODIFIED else reply.content
        length = len(content) if reply.length is None else reply.length
        headers = {"Content-Length": str(length), **reply.headers}
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content[:-1])
        self.wfile.flush()
        time.sleep(reply.pause)
        self.wfile.write(content[-1:])
        if headers["Content-Length"] != str(len(content)):
            self.close_connection = True


class PictureServer:
    """A server on 127.0.0.1; `replies` says what is at its paths, 404 elsewhere."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.replies: dict[str, Reply | Callable[[int], Reply]] = {}
        self.asked: list[tuple[str, dict[str, str], float]] = []
        self.open = self.most_open = self.connections = 0
        self.counting = threading.Lock()
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (_Handler,), {"home": self})
        )
        self._server.daemon_threads = True
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def address(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Return the address of a path."""
        return f"{scheme}://{host}:{self.port}/{path}"

    def counts(self) -> Counter[str]:
        """Return how often each path was asked for."""
        return Counter(path for path, _, _ in self.asked)

    def close(self) -> None:
        """Stop it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[PictureServer]:
    """A server of images."""
    made = PictureServer()
    yield made
    made.close()
