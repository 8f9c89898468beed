"""A project's own schemes (`myst_url_schemes`): `wiki:Ada_Lovelace` stands for an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias
from urllib.parse import urlparse

from .cleaning import SAFE_SCHEMES, UNSAFE_SCHEMES, as_browser, encoded, is_safe, scheme

_PART = re.compile(r"{{\s*(uri|scheme|netloc|path|params|query|fragment)\s*}}")
"""What MyST replaces in a template: a part of the address, as `urllib.parse` names them."""


class Scheme(NamedTuple):
    """What an address of a scheme stands for."""

    url: str = ""
    """The template of the address; empty if the address stands for itself."""
    title: str = ""
    """The template of the text of a link that has none."""

    def address(self, written: str) -> str:
        """Return the address that a written one stands for."""
        return encoded(_filled(self.url, written)).removesuffix("#") if self.url else written

    def text(self, written: str) -> str:
        """Return the text of a link to a written address that has none of its own."""
        return _filled(self.title, written) if self.title else self.address(written)


Schemes: TypeAlias = Mapping[str, Scheme]
NO_SCHEMES: Schemes = MappingProxyType({})


def read_schemes(value: object) -> dict[str, Scheme]:
    """Return the schemes in a value of `myst_url_schemes` that mean something of their own.

    Unsafe ones are left out. The value is a list of names, or a mapping of names to templates,
    mappings with templates, or None. MyST reports whatever else it is.
    """
    given = value if isinstance(value, Mapping) else dict.fromkeys(_texts(value))
    schemes: dict[str, Scheme] = {}
    for name, template in given.items():
        parts = template if isinstance(template, Mapping) else {"url": template}
        texts = {key: text for key, text in parts.items() if text and key in Scheme._fields}
        useless = UNSAFE_SCHEMES if texts else SAFE_SCHEMES | UNSAFE_SCHEMES
        if isinstance(name, str) and ("url" in texts or name not in useless):
            schemes[name] = Scheme(**{key: str(text) for key, text in texts.items()})
    return schemes


def scheme_of(address: str, schemes: Schemes) -> Scheme | None:
    """Return the project's own scheme that an address has."""
    return schemes.get(scheme(address)) if schemes else None


def expand(address: str, schemes: Schemes) -> str:
    """Return what an address stands for; most stand for themselves."""
    own = scheme_of(address, schemes)
    return own.address(address) if own else address


def may_link(address: str, schemes: Schemes) -> bool:
    """Return whether an address may become a link in a project with these schemes."""
    own = scheme_of(as_browser(address), schemes)
    return is_safe(address) or (own is not None and not own.url)


def _texts(value: object) -> list[str]:
    names = value if isinstance(value, list | tuple) else ()
    return [name for name in names if isinstance(name, str)]


def _filled(template: str, written: str) -> str:
    """Return a template with the parts of an address in it."""
    try:
        parts = {**urlparse(written)._asdict(), "uri": written}
    except ValueError:  # brackets that are not an IPv6 host
        return written
    return _PART.sub(lambda match: parts[match[1]], template)
