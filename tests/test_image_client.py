"""What an image is asked for with, and what becomes of servers that misbehave."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Event
from typing import TYPE_CHECKING

import pytest
import trustme
from image_server import PORTRAIT, PictureServer, Reply

from sphinxext_profiles.fetch.allowance import FetchError
from sphinxext_profiles.fetch.client import Client
from sphinxext_profiles.fetch.guard import GuardedAdapter, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = ("127.0.0.1",)


@pytest.fixture
def client() -> Client:
    return Client(100_000, adapter=GuardedAdapter(permitted=HERE))


def fault(client: Client, address: str, seconds: float = 60) -> FetchError:
    with pytest.raises(FetchError) as found:
        client.get(address, seconds=seconds)
    return found.value


# Which addresses are asked at all


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *("100.64.0.1", "192.0.0.8", "198.18.0.1", "192.0.2.1", "224.0.0.1", "239.1.1.1"),
        *("240.0.0.1", "255.255.255.255", "192.88.99.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:100.64.0.1", "::7f00:1"),
        *("64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::1", "2001:db8::1"),
        *("2001::1", "100::1", "100:0:0:1::1", "3fff::1", "3fff:fff::1", "5f00::1"),
        *("2001:2::1", "2001:20::1", "2001:1ff::1", "::8.8.8.8", "4000::1", "2620:4f:8000::1"),
        *("198.51.100.1", "203.0.113.9", "192.31.196.1", "192.52.193.1", "192.175.48.1"),
        *(
            "168.63.129.16",
            "::ffff:168.63.129.16",
            "100.100.100.200",
            "192.0.0.192",
            "fd00:ec2::254",
        ),
    ],
)
def test_no_address_but_public_ones(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "185.15.59.240", "168.63.129.17", "172.32.0.1", "198.20.0.1", "223.255.255.1"),
        *("2a02:ec80:300:ed1a::2:b", "2001:4860:4860::8888", "2606:4700::1111", "::ffff:8.8.8.8"),
    ],
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_this_machine_is_refused_however_it_is_written(server: PictureServer, host: str) -> None:
    error = fault(Client(100), server.address("a", host))
    assert "which is not public" in str(error)
    assert not error.passing
    assert server.connections == 0


def test_a_host_is_refused_if_one_of_its_addresses_is_not_public(server: PictureServer) -> None:
    adapter = GuardedAdapter(lambda *_: ["127.0.0.1", "10.0.0.1"], permitted=HERE)
    error = fault(Client(100, adapter=adapter), server.address("a", "mixed.test"))
    assert str(error) == "is refused: mixed.test has the address 10.0.0.1, which is not public"
    assert server.connections == 0


def test_a_name_is_resolved_once(server: PictureServer) -> None:
    """The second answer would lead elsewhere; nobody asks for it."""
    server.replies["a"] = Reply()
    answers = iter([["127.0.0.1"]])
    adapter = GuardedAdapter(lambda *_: next(answers), permitted=HERE)
    answer = Client(100_000, adapter=adapter).get(server.address("a", "rebinding.test"))
    assert answer.content == PORTRAIT
    assert server.asked[0][1]["Host"] == f"rebinding.test:{server.port}"


def test_the_next_address_is_tried_where_one_does_not_answer(server: PictureServer) -> None:
    server.replies["a"] = Reply()
    here = ["127.0.0.2", "127.0.0.1"]
    adapter = GuardedAdapter(lambda *_: here, permitted=here)
    assert Client(100_000, adapter=adapter).get(server.address("a", "two.test")).content


@pytest.mark.parametrize("target", ["http://10.0.0.1/a", "//[::1]/a", "http://192.168.1.1:8080/"])
def test_a_redirect_to_a_private_address(
    server: PictureServer, client: Client, target: str
) -> None:
    server.replies["a"] = Reply(status=302, headers={"Location": target})
    error = fault(client, server.address("a"))
    assert "which is not public" in str(error)
    assert not error.passing


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.org/a", "data:image/png,x"])
def test_a_redirect_off_the_web(server: PictureServer, client: Client, target: str) -> None:
    server.replies["a"] = Reply(status=301, headers={"Location": target})
    assert str(fault(client, server.address("a"))).endswith("is not an address on the web")


@pytest.mark.parametrize(
    "address", ["ftp://x.org/a.png", "http:///a", "http://[1/a", "http://a..b/c", "https://x:y/z"]
)
def test_what_is_no_address(client: Client, address: str) -> None:
    assert not fault(client, address).passing


# Redirects and answers


def test_redirects_are_followed_by_the_name_that_they_give(
    server: PictureServer, client: Client
) -> None:
    raw = "b/한글 x.png".encode().decode("latin-1")  # as many servers send it
    server.replies["a"] = Reply(status=301, headers={"Location": raw})
    server.replies["b/한글 x.png"] = Reply(
        headers={"ETag": '"1"', "Link": '</terms>; rel="license"'}
    )
    answer = client.get(server.address("a"))
    assert answer.content == PORTRAIT
    assert answer.etag == '"1"'
    assert answer.license == server.address("terms")
    assert answer.final.startswith(server.address("b/"))


@pytest.mark.parametrize("name", ["with space.png", "사진.png", "a%20b.png", "ä?x=ü"])
def test_letters_that_an_address_cannot_have(
    server: PictureServer, client: Client, name: str
) -> None:
    server.replies[name.replace("%20", " ")] = Reply()
    assert client.get(server.address(name)).content == PORTRAIT


def test_a_redirect_loop(server: PictureServer, client: Client) -> None:
    server.replies["a"] = Reply(status=302, headers={"Location": "/b"})
    server.replies["b"] = Reply(status=302, headers={"Location": "/a"})
    error = fault(client, server.address("a"))
    assert str(error) == "could not be fetched: more than 5 redirects"
    assert not error.passing
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("status", "passing"), [(404, False), (403, False), (204, False), (500, True), (429, True)]
)
def test_statuses(server: PictureServer, client: Client, status: int, passing: bool) -> None:
    server.replies["a"] = Reply(b"", status=status)
    error = fault(client, server.address("a"))
    assert f"the server answered {status} " in str(error)
    assert error.passing is passing
    assert error.wait is None


def test_retry_after(server: PictureServer, client: Client) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    waits = []
    for text in ("7", soon, "Thu, 01 Jan 1970 00:00:00 GMT", "later"):
        server.replies["a"] = Reply(b"", status=503, headers={"Retry-After": text})
        waits.append(fault(client, server.address("a")).wait)
    assert waits[0] == 7
    assert 3000 < waits[1] <= 3600
    assert waits[2:] == [0, None]


def test_what_has_not_changed_is_not_sent_again(server: PictureServer, client: Client) -> None:
    server.replies["a"] = Reply(status=304)
    assert client.get(server.address("a"), '"1"', "yesterday").content is None
    assert server.asked[-1][1]["If-None-Match"] == '"1"'
    assert client.get(server.address("a"), "", "yesterday").content is None
    assert server.asked[-1][1]["If-Modified-Since"] == "yesterday"
    # Whoever did not ask that way has nothing to fall back on.
    assert "answered 304" in str(fault(client, server.address("a")))


# Bodies


@pytest.mark.parametrize("stated", [True, False])
def test_too_large(server: PictureServer, client: Client, stated: bool) -> None:
    length = {} if stated else {"Content-Length": ""}
    server.replies["a"] = Reply(b"x" * 200_000, headers=length)
    error = fault(client, server.address("a"))
    assert str(error) == "is larger than 100000 bytes"
    assert not error.passing


def test_truncated(server: PictureServer, client: Client) -> None:
    server.replies["a"] = Reply(length=len(PORTRAIT) + 10)
    error = fault(client, server.address("a"))
    assert str(error) == "is incomplete"
    assert error.passing


def test_a_body_that_never_ends(server: PictureServer, client: Client) -> None:
    server.replies["a"] = Reply(b"x" * 90_000, pause=0.5)
    error = fault(client, server.address("a"), seconds=0.1)
    assert str(error) == "took too long to arrive"
    assert error.passing


def test_no_answer(server: PictureServer, client: Client, monkeypatch) -> None:
    monkeypatch.setattr("sphinxext_profiles.fetch.allowance.PIECE", 0.2)
    release = Event()
    server.replies["a"] = Reply(until=release)
    error = fault(client, server.address("a"))
    release.set()
    assert str(error) == "could not be fetched: no answer in time"
    assert error.passing


def test_nobody_there(client: Client) -> None:
    server = PictureServer()
    server.close()
    error = fault(client, server.address("a"))
    assert str(error) == "could not be fetched: the connection failed"
    assert error.passing


# Who asks


def test_who_asks(server: PictureServer, client: Client, monkeypatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.replies["a"] = Reply(headers={"Set-Cookie": "who=you"})
    client.get(server.address("a"))
    client.get(server.address("a"))
    headers = server.asked[-1][1]
    assert "https://sphinxext-profiles.readthedocs.io" in headers["User-Agent"]
    assert headers["Accept-Encoding"] == "identity"
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()
    assert server.connections == 1  # kept open


# HTTPS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[PictureServer]:
    """A server of HTTPS that is called pictures.test."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("pictures.test").configure_cert(context)
    made = PictureServer(context)
    yield made
    made.close()


def secure_client(verify: bool | str) -> Client:
    adapter = GuardedAdapter(lambda *_: ["127.0.0.1"], permitted=HERE)
    return Client(100_000, adapter=adapter, verify=verify)


def test_https_by_the_name_in_the_certificate(
    secure: PictureServer, authority: trustme.CA, tmp_path: Path
) -> None:
    bundle = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    secure.replies["a"] = Reply()
    client = secure_client(str(bundle))
    assert client.get(secure.address("a", "pictures.test", "https")).content == PORTRAIT
    error = fault(client, secure.address("a", "other.test", "https"))
    assert str(error) == "could not be fetched: the certificate is not valid"
    assert not error.passing
    assert len(secure.asked) == 1


def test_https_with_a_certificate_of_strangers(secure: PictureServer) -> None:
    error = fault(secure_client(True), secure.address("a", "pictures.test", "https"))
    assert "certificate" in str(error)
    assert secure.asked == []
