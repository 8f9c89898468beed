"""Addresses: without tracking parameters, safe or not, and their hosts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape
from urllib.parse import quote, unquote

from sphinxext_profiles.model import is_remote

from .tracking import TRACKING_PARAMETERS

SAFE_SCHEMES: frozenset[str] = frozenset(
    {
        *("http", "https", "mailto", "tel", "sms", "doi", "ftp", "ftps", "sftp"),
        *("geo", "urn", "hdl", "ark", "info"),  # places and identifiers
        *("xmpp", "irc", "ircs", "matrix", "sip", "sips"),  # accounts
        *("news", "nntp", "webcal", "gemini", "gopher", "ipfs", "ipns"),
        *("project", "inv"),  # MyST's cross-references, resolved while building
    }
)
"""The schemes that a link may have; every other one is refused."""

UNSAFE_SCHEMES: frozenset[str] = frozenset(
    {"javascript", "vbscript", "livescript", "mocha", "data", "file", "blob", "about"}
    | {"view-source", "filesystem", "jar", "mhtml", "chrome", "resource"}
)
"""Schemes that run code or open something outside the web; disguises are seen through."""

AUTHORITY = re.compile(r"(?:https?:)?//([^/?#\\]*)", re.IGNORECASE)
"""How a web address begins; the group is the host, with account and port."""

_DOI = re.compile(r"^doi:/{0,2}10\.", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SEPARATOR = re.compile(r"(&amp;|&#38;|&#x26;|&|;)", re.IGNORECASE)
_IN_FRAGMENT = re.compile(r"(&amp;|&#38;|&#x26;|[&;?])", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x20\"<>\\^`{|}]")
_SIGNED = re.compile(r"[?&](?:X-Amz-|X-Goog-)?Signature=", re.IGNORECASE)
_ARCHIVED = re.compile(r"/https?:/", re.IGNORECASE)
_AROUND = "".join(map(chr, range(0x21)))
_ROUNDS = 4  # of decoding; nobody needs more than two


def clean_address(address: str, tracking: frozenset[str] = frozenset()) -> str:
    """Return an address without the parameters that track its reader.

    `tracking` has further names, as in `TRACKING_PARAMETERS`. Everything else keeps its bytes
    and order; an emptied query loses its `?`, and an emptied fragment its `#`. Chat tools append
    parameters to the whole address, so they are looked for in the fragment too, whose own part
    stays, also `#:~:text=`: it shows the reader the passage that is cited. Queries that would
    stop working stay whole: those of signed addresses, and of archived copies, whose address
    contains that of the original. An address with nothing to remove comes back unchanged, even a
    malformed one; cleaning twice changes nothing more.

    Only `doi:10.…`, which no browser opens, becomes the address at doi.org that resolves it.
    """
    address = _DOI.sub("https://doi.org/10.", address)
    head, mark, fragment = address.partition("#")
    path, question, query = head.partition("?")
    if not (query or "=" in fragment) or scheme(path) not in {"", "http", "https"}:
        return address
    if "=" in fragment:
        fragment = _without_tracking(_IN_FRAGMENT.split(fragment), tracking)
        mark = mark if fragment else ""
    if query and not (_ARCHIVED.search(path, len("https://")) or _SIGNED.search(head)):
        query = _without_tracking(_SEPARATOR.split(query), tracking)
        question = question if query else ""
    return path + question + query + mark + fragment


def _without_tracking(pieces: list[str], tracking: frozenset[str]) -> str:
    """Return the pieces (parameter, separator, parameter, …) without those that only track."""
    kept: list[str] = []
    before: str | None = None
    for joint, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        # What follows a removed beginning begins in its place.
        first = before if before is not None else joint
        if is_tracking(piece.partition("=")[0], tracking):
            before = first if first in {"", "?"} else None
        else:
            kept += (first, piece)
            before = None
    return "".join(kept)


def encoded(address: str) -> str:
    """Return an address with forbidden characters percent-encoded (URL standard, 4.1)."""
    return _FORBIDDEN.sub(lambda match: quote(match[0]), address)


def is_tracking(name: str, tracking: frozenset[str] = frozenset()) -> bool:
    """Return whether a query parameter of this name only tracks the reader.

    The name may be percent-encoded; case does not count.
    """
    names, prefixes = _table(tracking)
    name = unquote(name).lower()
    return name in names or name.startswith(prefixes)


@lru_cache(maxsize=8)
def _table(tracking: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the names of tracking parameters, and the beginnings of such names."""
    every = {name.strip().lower() for name in TRACKING_PARAMETERS | tracking} - {"", "*"}
    prefixes = sorted(name[:-1] for name in every if name.endswith("*"))
    return frozenset(every), tuple(prefixes)


def is_safe(address: str) -> bool:
    """Return whether an address may become a link or the source of an image.

    Paths and anchors are safe, and addresses with a scheme of `SAFE_SCHEMES`. The scheme is read
    as browsers read it (WHATWG URL, section 4.4: control characters and spaces around the
    address and tabs and line ends in it do not count), and no disguise of a scheme that runs
    code passes: character references, percent-encoding, backslashes, look-alike colons,
    invisible characters.
    """
    plain = as_browser(address)
    name = scheme(plain)
    if name:
        return name in SAFE_SCHEMES
    for _ in range(_ROUNDS):
        if scheme(_undisguised(plain)) in UNSAFE_SCHEMES:
            return False
        decoded = as_browser(unquote(unescape(plain)))
        if decoded == plain:
            return True
        plain = decoded
    return False


def image_source(address: str, tracking: frozenset[str]) -> str:
    """Return the address or path of an image without tracking parameters, empty if it is unsafe.

    A path comes back as the author wrote it: the parser percent-encodes it.
    """
    if not is_safe(address):
        return ""
    if is_remote(address):
        return clean_address(address, tracking)
    path = unquote(address)
    return path if is_safe(path) else ""


def as_browser(address: str) -> str:
    """Return an address without the characters that browsers drop."""
    return re.sub(r"[\t\n\r]", "", address.strip(_AROUND))


def _undisguised(address: str) -> str:
    """Return the beginning of an address without backslashes, spaces and invisible characters."""
    text = unicodedata.normalize("NFKC", address[:200])
    return "".join(c for c in text if c != "\\" and unicodedata.category(c)[0] not in "CZ")


def scheme(address: str) -> str:
    """Return an address's scheme in lower case, empty for a path or an anchor."""
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def is_source(address: str) -> bool:
    """Return whether an address can be in a reference list: http, https, mailto or doi."""
    plain = as_browser(address)
    name = scheme(plain)
    if name in {"http", "https"}:
        return bool(host(plain))
    return bool(_DOI.match(plain)) or (name == "mailto" and len(plain) > len("mailto:"))


def host(address: str) -> str:
    """Return the host of an address, without `www.`, port and account; empty without one.

    A `doi:` address is at doi.org.
    """
    plain = as_browser(address)
    if scheme(plain) == "doi":
        return "doi.org"
    match = AUTHORITY.match(plain)
    if match is None:
        return ""
    name = match[1].rpartition("@")[2].lower()
    name = re.sub(r":\d*$", "", name)
    return name[4:] if name.startswith("www.") and "." in name[4:] else name
