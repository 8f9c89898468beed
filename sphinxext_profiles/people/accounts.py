"""The accounts of people: by which one knows who they are, and which have a picture of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from sphinxext_profiles.addresses.accounts import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_profiles.model import Profile

SERVICES = ("github", "gravatar", "libravatar", "gitlab")
"""The services that `profiles_avatars` may name."""
AVATAR = "avatar://"
"""How the source of an avatar begins; the key of the person follows. No note can say this."""

_BY_EMAIL = frozenset({"gravatar", "libravatar"})
_NO_ACCOUNTS = frozenset({"website", "blog", "email", "phone", "cv", "wikipedia"})
"""Kinds of links that may be those of several people."""
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_LOGINS = {
    "github": re.compile(r"https?://(?:www\.)?github\.com/([A-Za-z0-9_-]{1,60})/?"),
    "gitlab": re.compile(r"https?://(?:www\.)?gitlab\.com/([A-Za-z0-9_.-]{1,255})/?"),
}


class Account(NamedTuple):
    """An account that may have a picture of its owner."""

    service: str
    name: str
    """The login; or the e-mail, which is written nowhere, nor is its hash."""

    @property
    def label(self) -> str:
        """What may be written of it: `github:ada`, `gravatar`."""
        return self.service if self.service in _BY_EMAIL else f"{self.service}:{self.name}"

    def __repr__(self) -> str:
        """Return no e-mail: this may end up in a message."""
        return self.label


def described(source: str) -> str:
    """Return what messages call a remote image or an avatar."""
    if source.startswith(AVATAR):
        return f"the picture of {source.removeprefix(AVATAR)!r}"
    return f"the image {source!r}"


def accounts_of(profile: Profile) -> Iterator[tuple[str, str]]:
    """Yield the accounts that only one person has: kind and address."""
    for link in profile.links:
        if link.kind in KINDS and link.kind not in _NO_ACCOUNTS:
            address = link.address.casefold().rstrip("/")
            if link.kind != "github" or address.count("/") == 3:  # not the page of a project
                yield link.kind, address


def with_pictures(
    profiles: Iterable[Profile], services: Iterable[str]
) -> dict[str, tuple[Account, ...]]:
    """Return the accounts of those who have no photo of their own, by the paths of profiles.

    The profiles of one person have one key: a photo in one of them is enough, and an account too.
    Accounts come in the order of the services.
    """
    services = tuple(services)
    people: dict[str, list[Profile]] = {}
    for profile in profiles if services else ():
        people.setdefault(profile.key, []).append(profile)
    found: dict[str, tuple[Account, ...]] = {}
    for own in people.values():
        if any(profile.portrait for profile in own):
            continue
        if accounts := _accounts(own, services):
            found |= dict.fromkeys((profile.path for profile in own), accounts)
    return found


def _accounts(profiles: list[Profile], services: tuple[str, ...]) -> tuple[Account, ...]:
    """Return the accounts of a person at services, each once."""
    accounts = [
        Account(service, name)
        for service in services
        for profile in profiles
        for name in (_emails(profile) if service in _BY_EMAIL else _logins(profile, service))
    ]
    return tuple(dict.fromkeys(accounts))


def _logins(profile: Profile, service: str) -> Iterator[str]:
    for link in profile.links:
        if match := _LOGINS[service].fullmatch(link.address):
            yield match[1]


def _emails(profile: Profile) -> Iterator[str]:
    """Yield the e-mails of a person, shown or not, as the services hash them: in lower case."""
    given = [value for key, value in profile.fields if key.casefold() in {"email", "e-mail"}]
    given += [link.address for link in profile.links if link.kind == "email"]
    for value in given:
        if isinstance(value, str):
            plain = unquote(urlsplit(value).path if value.startswith("mailto:") else value)
            if _EMAIL.fullmatch(plain.strip()):
                yield plain.strip().lower()
