"""Requesting an image from a server: one try, with every redirect checked."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import requests
from requests import Request, exceptions
from urllib3.exceptions import HTTPError, ReadTimeoutError

from sphinxext_profiles import __version__

from .allowance import Allowance, FetchError
from .guard import PORTS, ForbiddenAddressError, GuardedAdapter

if TYPE_CHECKING:
    from requests import Response

USER_AGENT = (
    f"sphinxext-profiles/{__version__} (+https://sphinxext-profiles.readthedocs.io) "
    f"{requests.utils.default_user_agent()}"
)
"""Says who asks and where to complain, as required by Wikimedia's user agent policy."""
ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif,image/svg+xml;q=0.9,*/*;q=0.1"
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": ACCEPT,
    "Accept-Encoding": "identity",
    "Connection": "keep-alive",
}
MOST_REDIRECTS = 5
PASSING = frozenset({408, 425, 429, *range(500, 600)})
"""Statuses after which another try may succeed."""
SAYS_WHEN = frozenset({429, 503})
PATIENCE = 60.0
"""Seconds for an image, with all redirects."""

_PIECE = 1 << 14
_FOR_HEADERS = 1 << 20
"""Bytes in addition to the image: headers, and the framing of chunks (RFC 9112, section 7.1)."""
_DIGITS = 18
_LONGEST_VALUE = 500
_GZIP = frozenset({"gzip", "x-gzip"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server returned."""

    final: str
    """The address after all redirects."""
    content: bytes | None
    """None if it has not changed."""
    etag: str = ""
    modified: str = ""
    license: str = ""


class Client:
    """Requests images from servers, over connections that are kept open.

    It uses nothing from the environment: no proxy, no password file, no cookie. `most_bytes` is the
    size of the largest image that it accepts.
    """

    def __init__(
        self,
        most_bytes: int,
        *,
        adapter: GuardedAdapter | None = None,
        verify: bool | str = True,
    ) -> None:
        self._most_bytes = most_bytes
        self._adapter = adapter or GuardedAdapter()
        self._verify = verify

    def get(
        self, address: str, etag: str = "", modified: str = "", *, seconds: float = PATIENCE
    ) -> Answer:
        """Return what is at an address; with `etag` or `modified`, only if it has changed.

        `seconds` covers all redirects. Raises `FetchError`.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": "" if etag else modified}
        given = {name: value for name, value in headers.items() if value}
        try:
            return self._get(address, given, time.monotonic() + seconds)
        except ForbiddenAddressError as error:
            raise FetchError(f"is refused: {error}") from error
        except exceptions.SSLError as error:
            raise FetchError("could not be fetched: the certificate is not valid") from error
        except (exceptions.Timeout, TimeoutError) as error:
            raise FetchError("could not be fetched: no answer in time", passing=True) from error
        except exceptions.ConnectionError as error:
            raise FetchError(f"could not be fetched: {_reason(error)}", passing=True) from error
        except ReadTimeoutError as error:
            raise FetchError("took too long to arrive", passing=True) from error
        except HTTPError as error:
            raise FetchError("is incomplete", passing=True) from error
        except (exceptions.RequestException, ValueError) as error:
            raise FetchError(f"could not be fetched: {error}") from error

    def _get(self, address: str, headers: dict[str, str], until: float) -> Answer:
        for _ in range(MOST_REDIRECTS + 1):
            if urlsplit(address).scheme.lower() not in PORTS:
                raise FetchError(f"is refused: {address!r} is not an address on the web")
            request = Request("GET", address, headers={**HEADERS, **headers}).prepare()
            allowance = Allowance(until, self._most_bytes + _FOR_HEADERS)
            with self._adapter.ask(request, allowance, verify=self._verify) as response:
                if not response.is_redirect:
                    return self._answer(address, response, conditional=bool(headers))
                address = urljoin(address, _target(response))
        raise FetchError(f"could not be fetched: more than {MOST_REDIRECTS} redirects")

    def _answer(self, address: str, response: Response, *, conditional: bool) -> Answer:
        status = response.status_code
        headers = response.headers
        if status == HTTPStatus.NOT_MODIFIED and conditional:
            content = None
        elif status == HTTPStatus.OK:
            content = self._content(response)
        else:
            wait = _wait(headers.get("Retry-After", "")) if status in SAYS_WHEN else None
            raise FetchError(
                f"could not be fetched: the server answered {status} {_phrase(status)}".rstrip(),
                passing=status in PASSING,
                wait=wait,
                status=status,
            )
        license_ = response.links.get("license", {}).get("url", "")  # RFC 4946
        return Answer(
            address,
            content,
            _worth_keeping(headers.get("ETag", "")),
            _worth_keeping(headers.get("Last-Modified", "")),
            _worth_keeping(urljoin(address, license_)) if license_ else "",
        )

    def _content(self, response: Response) -> bytes:
        """Return the body of a response, if it is complete and not too large."""
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in {"identity", *_GZIP}:
            raise FetchError(f"is compressed as {encoding!r}, which was not requested")
        stated = response.headers.get("Content-Length", "")
        length = int(stated[:_DIGITS]) if stated.isdecimal() else None
        if length is not None and length > self._most_bytes:
            raise self._too_large()
        content = bytearray()
        for piece in response.raw.stream(_PIECE, decode_content=False):
            content += piece
            if len(content) > self._most_bytes:
                raise self._too_large()
        if length is not None and len(content) != length:
            raise FetchError("is incomplete", passing=True)
        return self._unpacked(bytes(content)) if encoding in _GZIP else bytes(content)

    def _unpacked(self, content: bytes) -> bytes:
        """Return what a server compressed unasked, as some do with every SVG."""
        decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            plain = decoder.decompress(content, self._most_bytes + 1)
        except zlib.error as error:
            raise FetchError("is damaged: it can't be decompressed") from error
        if len(plain) > self._most_bytes:
            raise self._too_large()
        if not decoder.eof:
            raise FetchError("is incomplete", passing=True)
        return plain

    def _too_large(self) -> FetchError:
        return FetchError(f"is larger than {self._most_bytes} bytes")


def _target(response: Response) -> str:
    """Return the target of a redirect; many servers send raw UTF-8 in it."""
    return response.headers["Location"].encode("latin-1").decode("utf-8", "replace")


def _worth_keeping(value: str) -> str:
    """Return what a server says if it is short and printable."""
    return value if len(value) <= _LONGEST_VALUE and value.isascii() and value.isprintable() else ""


def _wait(retry_after: str) -> float | None:
    """Return the seconds of a `Retry-After` header (RFC 9110, section 10.2.3), if it is valid."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _reason(error: Exception) -> str:
    """Return the part of a connection error that is the same each time."""
    text = str(error)
    return text if text.startswith("the host ") else "the connection failed"
