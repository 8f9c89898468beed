"""Asking a server for an image: one try, with every redirect checked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import requests
from requests import exceptions

from sphinxext_profiles import __version__

from .guard import PORTS, ForbiddenAddressError, GuardedAdapter

if TYPE_CHECKING:
    from requests import Response

USER_AGENT = (
    f"sphinxext-profiles/{__version__} (+https://sphinxext-profiles.readthedocs.io) "
    f"{requests.utils.default_user_agent()}"
)
"""Says who asks and where to complain, as Wikimedia's user agent policy wants it."""
ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif,image/svg+xml;q=0.9,*/*;q=0.1"
MOST_REDIRECTS = 5
PASSING = frozenset({408, 425, 429, *range(500, 600)})
"""Statuses of a server that may think better of it."""
SAYS_WHEN = frozenset({429, 503})
TIMEOUTS = (10, 20)
"""Seconds until a connection stands, and between two pieces of an answer."""

_PIECE = 1 << 14


class FetchError(Exception):
    """An image did not come; the message is the end of a sentence that begins with it."""

    def __init__(self, message: str, *, passing: bool = False, wait: float | None = None) -> None:
        super().__init__(message)
        self.passing = passing
        """Whether another try may go better."""
        self.wait = wait
        """The seconds after which the server wants to be asked again, if it said so."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave."""

    final: str
    """The address that gave it."""
    content: bytes | None
    """None if it is what we have already."""
    etag: str = ""
    modified: str = ""
    license: str = ""


class Client:
    """Asks servers for images, in connections that are kept open.

    It takes nothing from the environment: no proxy, no password file, no cookie. `most_bytes`
    is the size of the largest image that it takes, `patience` the seconds for all of one.
    """

    def __init__(
        self,
        most_bytes: int,
        *,
        adapter: GuardedAdapter | None = None,
        verify: bool | str = True,
        patience: float = 60,
    ) -> None:
        self._most_bytes = most_bytes
        self._patience = patience
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.verify = verify
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.update(
            {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "identity"}
        )
        adapter = adapter or GuardedAdapter()
        for scheme in PORTS:
            self._session.mount(f"{scheme}://", adapter)

    def get(self, address: str, etag: str = "", modified: str = "") -> Answer:
        """Return what is at an address; with `etag` or `modified`, only if it is another now.

        Raises `FetchError`.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": "" if etag else modified}
        given = {name: value for name, value in headers.items() if value}
        try:
            return self._get(address, given)
        except ForbiddenAddressError as error:
            raise FetchError(f"is refused: {error}") from error
        except exceptions.SSLError as error:
            raise FetchError("could not be fetched: the certificate is not valid") from error
        except exceptions.Timeout as error:
            raise FetchError("could not be fetched: no answer in time", passing=True) from error
        except exceptions.ConnectionError as error:
            raise FetchError(f"could not be fetched: {_told(error)}", passing=True) from error
        except exceptions.ChunkedEncodingError as error:
            raise FetchError("came in part only", passing=True) from error
        except (exceptions.RequestException, ValueError) as error:
            raise FetchError(f"could not be fetched: {error}") from error

    def _get(self, address: str, headers: dict[str, str]) -> Answer:
        until = time.monotonic() + self._patience
        for _ in range(MOST_REDIRECTS + 1):
            if urlsplit(address).scheme.lower() not in PORTS:
                raise FetchError(f"is refused: {address[:200]} is no address on the web")
            with self._session.get(
                address, headers=headers, allow_redirects=False, stream=True, timeout=TIMEOUTS
            ) as response:
                target = self._session.get_redirect_target(response)
                if target is None:
                    return self._answer(address, response, until, conditional=bool(headers))
                address = urljoin(address, target)
        raise FetchError(f"could not be fetched: more than {MOST_REDIRECTS} redirects")

    def _answer(
        self, address: str, response: Response, until: float, *, conditional: bool
    ) -> Answer:
        status = response.status_code
        told = response.headers
        if status == HTTPStatus.NOT_MODIFIED and conditional:
            content = None
        elif status == HTTPStatus.OK:
            content = self._content(response, until)
        else:
            wait = _wait(told.get("Retry-After", "")) if status in SAYS_WHEN else None
            raise FetchError(
                f"could not be fetched: the server answered {status} {_phrase(status)}".rstrip(),
                passing=status in PASSING,
                wait=wait,
            )
        license_ = response.links.get("license", {}).get("url", "")  # RFC 4946
        return Answer(
            address,
            content,
            told.get("ETag", ""),
            told.get("Last-Modified", ""),
            urljoin(address, license_) if license_ else "",
        )

    def _content(self, response: Response, until: float) -> bytes:
        """Return the body of an answer, if it is whole and not too large."""
        too_large = FetchError(f"is larger than {self._most_bytes} bytes")
        stated = response.headers.get("Content-Length", "")
        length = int(stated) if stated.isdecimal() else None
        if length is not None and length > self._most_bytes:
            raise too_large
        content = bytearray()
        for piece in response.iter_content(_PIECE):
            content += piece
            if len(content) > self._most_bytes:
                raise too_large
            if time.monotonic() > until:
                raise FetchError("took too long to come", passing=True)
        encoded = response.headers.get("Content-Encoding", "identity") != "identity"
        if length is not None and not encoded and len(content) != length:
            raise FetchError("came in part only", passing=True)
        return bytes(content)


def _wait(retry_after: str) -> float | None:
    """Return the seconds that a `Retry-After` means (RFC 9110, section 10.2.3), None for none."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _told(error: Exception) -> str:
    """Return what of an error without a connection is the same each time."""
    text = str(error)
    return text if text.startswith("the host ") else "the connection failed"
