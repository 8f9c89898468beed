"""Looking for the picture of a person at one account after the other.

Where a service knows people by their e-mail, neither it nor its hash is written: nothing that a
server says of such a request is kept or shown but its status.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from .allowance import FetchError, OutOfTimeError
from .request_address import request_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_profiles.people.accounts import Account

    from .lockfile import Fetched

ADDRESSES = {
    "github": "https://github.com/{name}.png?size=460",
    "gravatar": "https://gravatar.com/avatar/{name}?s=528&d=404",
    "libravatar": "https://seccdn.libravatar.org/avatar/{name}?s=512&d=404",
    "gitlab": "https://gitlab.com/api/v4/users?username={name}",
}
"""Where to ask for the picture of an account, which GitLab's answer gives the address of.

The sizes are the largest that GitHub keeps, that layouts need, and that Libravatar makes. Where the
service can say so (`d=404`), it is not to answer with a picture of its own.
"""
PAGES = {
    "github": "https://github.com/{name}",
    "gravatar": "https://gravatar.com",
    "libravatar": "https://www.libravatar.org",
    "gitlab": "https://gitlab.com/{name}",
}
"""What the lock file says of where a picture is from."""
_BY_HASH = ("gravatar.com", "libravatar.org")
_SIZE = "s=512&d=404"
_ABSENT = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_GREY = (240, 240, 240)
"""The background of the patterns that GitHub makes for those who have no picture."""


class Single:
    """The image at an address."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.address = request_address(source)

    def owns(self, entry: Fetched) -> bool:
        """Return whether an entry of the lock file is of this kind."""
        return not entry.avatar

    def recorded(self, entry: Fetched) -> Fetched:
        """Return the entry, with all that the server says."""
        return entry

    def fault(self, error: Exception) -> str:
        """Return why there is no image: the end of a sentence that begins with it."""
        return str(error)


class Search:
    """The search for the picture of a person, with the methods of `Single`."""

    def __init__(self, source: str, accounts: Sequence[Account]) -> None:
        self.source = source
        self.address = ""
        """Where to ask next, empty if no account is left."""
        self.labels = tuple(account.label for account in accounts)
        self._left = list(accounts)
        self._found = False
        self._next()

    @property
    def account(self) -> Account:
        """The account that is asked."""
        return self._left[0]

    def owns(self, entry: Fetched) -> bool:
        """Return whether an entry of the lock file is a picture of one of the accounts."""
        return entry.avatar in self.labels

    def recorded(self, entry: Fetched) -> Fetched:
        """Return an entry with what may be kept of the answer of a service."""
        by_login = self.account.service == "github"
        return replace(
            entry,
            final=PAGES[self.account.service].format(name=self.account.name),
            avatar=self.account.label,
            etag=entry.etag if by_login else "",
            modified=entry.modified if by_login else "",
            credit="",
            license="",
        )

    def leads_on(self, result: bytes | FetchError) -> bool:
        """Return whether there is more to ask after a result, and where (see `address`).

        An empty address means that no account has a picture.
        """
        if isinstance(result, FetchError):
            if result.status not in _ABSENT:
                return False
        elif self.account.service == "gitlab" and not self._found:
            self._found = True
            self.address = _address_in(result, self.account.name)
            if self.address:
                return True
        elif not (self.account.service == "github" and is_pattern(result)):
            return False
        del self._left[0]
        self._next()
        return True

    def fault(self, error: Exception) -> str:
        """Return why there is no picture, in words of our own: the end of a sentence."""
        if isinstance(error, OutOfTimeError):
            return str(error)
        status = error.status if isinstance(error, FetchError) else None
        if status:
            why = f"the server answered {status}"
        elif isinstance(error, FetchError):
            why = "no answer" if error.passing else "the answer can't be used"
        else:
            why = "what came is not an image that can be shown"
        return f"could not be fetched from {self.account.service}: {why}"

    def _next(self) -> None:
        self._found = False
        self.address = request_of(self._left[0]) if self._left else ""


def request_of(account: Account) -> str:
    """Return the address to ask for the picture of an account."""
    service, name = account.service, account.name
    if "@" in name:
        name = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
    return ADDRESSES[service].format(name=quote(name, safe=""))


def _address_in(content: bytes, login: str) -> str:
    """Return the address of the picture in GitLab's answer about a login, empty without one.

    Pictures that GitLab takes from a service by hash are asked for as there.
    """
    try:
        users: Any = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    for user in users if isinstance(users, list) else ():
        if isinstance(user, dict) and str(user.get("username")).casefold() == login.casefold():
            return _of_picture(user.get("avatar_url"))
    return ""


def _of_picture(address: object) -> str:
    try:
        parts = urlsplit(address if isinstance(address, str) else "")
        host = parts.hostname or ""
    except ValueError:
        return ""
    if any(host == name or host.endswith(f".{name}") for name in _BY_HASH):
        parts = parts._replace(query=_SIZE)
    return urlunsplit(parts)


def is_pattern(content: bytes) -> bool:
    """Return whether a picture is one that GitHub made: squares of one colour on grey.

    Only Pillow can say so.
    """
    try:
        from PIL import Image  # noqa: PLC0415  # an extra
    except ImportError:
        return False
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
            if image.width != image.height or image.width > 1000:
                return False
            colours: Any = image.convert("RGB").getcolors(2)
    except Exception:  # noqa: BLE001  # decoders raise whatever they stumble over
        return False
    return colours is not None and any(colour == _GREY for _, colour in colours)
