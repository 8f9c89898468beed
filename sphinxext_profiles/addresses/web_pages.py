"""Addresses of web pages, which people give for images that those pages show."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .cleaning import host, scheme

_PATH = re.compile(r"https?://[^/?#]+([^?#]*)", re.IGNORECASE)
_SUFFIXES = frozenset({".htm", ".html", ".xhtml", ".asp", ".aspx", ".jsp", ".md"})
_HOSTS = frozenset(
    {"facebook.com", "instagram.com", "linkedin.com", "twitter.com", "x.com", "youtube.com"}
    | {"flickr.com"}
)
"""Sites whose images are at other hosts: these have pages only."""
_IN_PATH = re.compile(r"/(?:wiki|blob)/")
"""Pages about files, on wikis and in repositories."""


def is_web_page(address: str) -> bool:
    """Return whether an address is certainly that of a web page and of no image.

    An address without a suffix may be an image: avatars have none.
    """
    path = _PATH.match(address)
    if path is None or scheme(address) not in {"http", "https"}:
        return False
    if PurePosixPath(path[1]).suffix.lower() in _SUFFIXES or host(address) in _HOSTS:
        return True
    if _IN_PATH.search(path[1]):
        return "raw=" not in address
    return path[1] in {"", "/"} and "?" not in address
