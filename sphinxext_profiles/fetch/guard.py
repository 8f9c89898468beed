"""Connections to public addresses only, and only to the address that was checked.

Names are resolved once, by us: a name whose answer changes between the check and the connection
(DNS rebinding) leads nowhere else.
"""

from __future__ import annotations

import socket
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import InvalidURL

from .allowance import CONNECT, CURRENT, PIECE, POOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from requests import PreparedRequest, Response

    from .allowance import Allowance

PORTS = {"http": 80, "https": 443}

_GLOBAL_UNICAST = ip_network("2000::/3")
"""All that IANA has given out of IPv6 for the public internet (RFC 4291, section 2.4)."""

_SPECIAL = tuple(
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
        "224.0.0.0/4",  # multicast, which has a registry of its own
        "168.63.129.16/32",  # Azure's metadata, which it serves at an address of its own
    )
)
"""IANA's IPv4 and IPv6 special-purpose address registries (RFC 6890), as of November 2026.

The IPv6 entries outside 2000::/3 need no mention: 64:ff9b::/96, 100::/64, 5f00::/16, fc00::/7 and
so on. Blocks that the registries call globally reachable serve the network itself, not pages: they
are refused too. Python's `is_global` follows the registries only as far as its release does.
"""


class ForbiddenAddressError(InvalidURL):
    """A host has an address that isn't a public one."""


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to a host on the public internet."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip not in _GLOBAL_UNICAST:
            return False
    return not any(ip in network for network in _SPECIAL)


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, the preferred one first. Raises OSError for none."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


class GuardedAdapter(HTTPAdapter):
    """Connects to the checked address of a host, but uses the host's name everywhere else.

    That is in the `Host` header, in the TLS handshake, and to check the certificate. `permitted`
    addresses are accepted although they are not public.
    """

    def __init__(
        self,
        resolver: Callable[[str, int], list[str]] = resolve,
        permitted: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._resolve = resolver
        self._permitted = permitted

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make connections that count time and bytes."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def ask(
        self, request: PreparedRequest, allowance: Allowance, *, verify: bool | str
    ) -> Response:
        """Send a request, and return the answer with its body unread.

        The body of a redirect stays unread too, which a session of requests would fetch. Raises
        what requests raises, `ForbiddenAddressError`, TimeoutError and `FetchError`.
        """
        with allowance.counting():
            return self.send(request, stream=True, verify=verify)

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """Send a request, to the next address of its host where one can't be reached; see `ask`."""
        allowance = CURRENT.get()
        parts = urlsplit(str(request.url))
        host = parts.hostname or ""
        port = parts.port or PORTS[parts.scheme]
        fault: NoConnection | None = None
        for address in self._addresses(host, port, request):
            pinned = request.copy()
            pinned.headers["Host"] = parts.netloc.rpartition("@")[2]
            place = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
            pinned.url = urlunsplit(parts._replace(netloc=place))
            kwargs["timeout"] = (allowance.seconds(CONNECT), allowance.seconds(PIECE))
            try:
                return super().send(pinned, *args, **kwargs)
            except NoConnection as error:
                fault = error
        raise fault or NoConnection("the host has no address", request=request)

    def _addresses(self, host: str, port: int, request: PreparedRequest) -> list[str]:
        """Return the addresses of a host, all of which have to be public."""
        try:
            addresses = self._resolve(host, port)
        except UnicodeError as error:
            raise InvalidURL(f"{host!r} is not a valid host", request=request) from error
        except OSError as error:
            raise NoConnection(f"the host {host} is unknown", request=request) from error
        for address in addresses:
            if address not in self._permitted and not is_public(address):
                message = f"{host} has the address {address}, which is not public"
                raise ForbiddenAddressError(message, request=request)
        return addresses

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, *args: Any, **kwargs: Any
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the host's name to the properties of a connection: its certificate must match it."""
        host, tls = super().build_connection_pool_key_attributes(request, *args, **kwargs)
        if host["scheme"] == "https":
            tls["server_hostname"] = urlsplit(f"//{request.headers['Host']!s}").hostname
        return host, tls
