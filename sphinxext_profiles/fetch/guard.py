"""Connections to public addresses only, and to no other than the one that was checked.

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

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from requests import PreparedRequest, Response

PORTS = {"http": 80, "https": 443}

_LEADING_ELSEWHERE = tuple(
    ip_network(text)
    for text in (
        *("64:ff9b::/96", "64:ff9b:1::/48"),  # NAT64, RFC 6052 and 8215
        *("2002::/16", "192.88.99.0/24"),  # 6to4, RFC 3056 and 7526
        "2001::/32",  # Teredo, RFC 4380
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "100.64.0.0/10",  # carrier-grade NAT, RFC 6598
    )
)
"""Networks whose addresses stand for others, or have a meaning at this place only."""


class ForbiddenAddressError(InvalidURL):
    """A host has an address that isn't a public one."""


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet (IANA's special registries)."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.is_site_local:
            return False
    special = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback
    inside = any(ip.version == net.version and ip in net for net in _LEADING_ELSEWHERE)
    return ip.is_global and not special and not ip.is_link_local and not inside


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, the preferred one first. Raises OSError for none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedAdapter(HTTPAdapter):
    """Connects to the checked address of a host, while the host's name stays what it was.

    That is the name in the `Host` header, in the TLS handshake, and in the certificate.
    `permitted` are addresses to which it connects though they are not public.
    """

    def __init__(
        self,
        resolver: Callable[[str, int], list[str]] = resolve,
        permitted: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._resolve = resolver
        self._permitted = permitted

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """Send a request, to the next address of its host where one can't be reached."""
        parts = urlsplit(str(request.url))
        host = parts.hostname or ""
        port = parts.port or PORTS[parts.scheme]
        fault: NoConnection | None = None
        for address in self._addresses(host, port, request):
            pinned = request.copy()
            pinned.headers["Host"] = parts.netloc.rpartition("@")[2]
            place = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
            pinned.url = urlunsplit(parts._replace(netloc=place))
            try:
                return super().send(pinned, *args, **kwargs)
            except NoConnection as error:
                fault = error
        raise fault or NoConnection("the host has no address", request=request)

    def _addresses(self, host: str, port: int, request: PreparedRequest) -> list[str]:
        """Return the addresses of a host, all of which have to be public."""
        try:
            found = self._resolve(host, port)
        except UnicodeError as error:
            raise InvalidURL(f"{host!r} can't be a host", request=request) from error
        except OSError as error:
            raise NoConnection(f"the host {host} is not known", request=request) from error
        for address in found:
            if address not in self._permitted and not is_public(address):
                message = f"{host} has the address {address}, which is not public"
                raise ForbiddenAddressError(message, request=request)
        return found

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, *args: Any, **kwargs: Any
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the host's name to what a connection is made with: its certificate must fit that."""
        host, tls = super().build_connection_pool_key_attributes(request, *args, **kwargs)
        if host["scheme"] == "https":
            tls["server_hostname"] = urlsplit(f"//{request.headers['Host']!s}").hostname
        return host, tls
