"""From the address of an image in a note to the address to request."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

WIKIMEDIA_WIDTHS = (20, 40, 60, 120, 250, 330, 500, 960, 1280, 1920, 3840)
"""The widths in pixels in which Wikimedia serves thumbnails; it refuses others."""

_THUMBNAIL = re.compile(r"(?P<before>/thumb/.*/(?:[^/]*-)?)(?P<width>\d{1,5})(?=px-[^/]*$)")
_REDIRECTING = ("/wiki/Special:FilePath/", "/wiki/Special:Redirect/file/")


def request_address(source: str) -> str:
    """Return the address to request for `source`, the remote address in a note.

    Without a scheme it becomes https. A Wikimedia thumbnail gets a width that they serve, the next
    larger one. Characters that an address can't have are left to the client.
    """
    address = f"https:{source}" if source.startswith("//") else source
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return address  # the client says what is wrong with it
    if host == "upload.wikimedia.org":
        path = _THUMBNAIL.sub(lambda match: match["before"] + _served(match["width"]), parts.path)
        return urlunsplit(parts._replace(path=path))
    if host.endswith((".wikimedia.org", ".wikipedia.org")) and parts.path.startswith(_REDIRECTING):
        query = [
            (name, _served(value) if name == "width" and value.isdecimal() else value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
        ]
        return urlunsplit(parts._replace(query=urlencode(query)))
    return address


def _served(width: str) -> str:
    fitting = (served for served in WIKIMEDIA_WIDTHS if served >= int(width))
    return str(next(fitting, WIKIMEDIA_WIDTHS[-1]))


def host_of(address: str) -> str:
    """Return the host and port of an address, for which requests are made one at a time."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
