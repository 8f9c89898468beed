"""People in the terms of schema.org, for JSON-LD: what a profile says, and nothing guessed.

Types and properties are those of schema.org 30.0. `ProfilePage` follows Google's documentation of
its structured data: https://developers.google.com/search/docs/appearance/structured-data/profile-page
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sphinxext_profiles.addresses.accounts import KINDS
from sphinxext_profiles.addresses.cleaning import scheme
from sphinxext_profiles.addresses.identifiers import identify
from sphinxext_profiles.model import plain_text
from sphinxext_profiles.people.name_order import is_organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_profiles.model import Link, Part, Profile, Role

Thing: TypeAlias = dict[str, Any]
"""A node of JSON-LD."""

CONTEXT = "https://schema.org"
_NOT_THE_SAME = frozenset({"email", "phone", "cv", "blog"})
"""Kinds of links that are not pages about the person (`sameAs`)."""
_IDENTIFIERS = {"orcid": "ORCID", "wikidata": "Wikidata"}
"""Kinds of links with an identifier of the person, and what schema.org's `propertyID` calls it."""
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
"""The dates of EDTF that are also those of ISO 8601."""
_ACTIVE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""What could end a `<script>` or a line of one (HTML, "restrictions for contents of script")."""


class Picture(NamedTuple):
    """An image of a person."""

    address: str
    width: int = 0
    height: int = 0
    """In pixels; 0 if unknown."""
    alt: str = ""


def person(
    profile: Profile, *, address: str = "", anchor: str = "", picture: Picture | None = None
) -> Thing:
    """Return a person as a `Person`, or an organisation as an `Organization`.

    `address` is that of the page where the person is at home, and `anchor` the place there.
    Neither e-mail addresses nor dates of birth are included.
    """
    organisation = is_organisation(profile)
    entries: Thing = {
        "@type": "Organization" if organisation else "Person",
        "@id": f"{address}#{profile.key}" if address else "",
        "name": profile.name,
        "alternateName": list(profile.alternate_names),
        "givenName": profile.given_name,
        "familyName": profile.family_name,
        "description": plain_text(profile.summary.parts) if profile.summary else "",
        "image": _image(picture) if picture else None,
        "url": f"{address}#{anchor}" if anchor else address,
        "jobTitle": profile.headline,
        "affiliation": list(_affiliations(profile)),
        "memberOf": [_membership(role) for role in profile.roles if role.group or role.org],
        "hasOccupation": [_occupation(role) for role in profile.roles if not _is_in_one(role)],
        "identifier": list(_identifiers(profile.links)),
        "sameAs": list(dict.fromkeys(map(_address, filter(_is_same, profile.links)))),
    }
    if organisation:
        for name in ("givenName", "familyName", "jobTitle", "affiliation", "hasOccupation"):
            entries.pop(name)
    return _filled(entries)


def profile_page(entity: Thing, *, address: str = "", lang: str = "", source: str = "") -> Thing:
    """Return the page of a person as a `ProfilePage`.

    `lang` is the BCP 47 tag of the page; `source` says who or what wrote it, as an address of
    IPTC's vocabulary of digital source types.
    """
    entries = {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "url": address,
        "name": entity["name"],
        "inLanguage": lang,
        "digitalSourceType": source,
        "mainEntity": entity,
    }
    return _filled(entries)


def author(named: Profile | str, *, address: str = "") -> Thing:
    """Return an author of a page: who it is, and where the person is at home."""
    if isinstance(named, str):
        return {"@type": "Person", "name": named}
    identity = f"{address.partition('#')[0]}#{named.key}" if address else ""
    kind = "Organization" if is_organisation(named) else "Person"
    return _filled({"@type": kind, "@id": identity, "name": named.name, "url": address})


def article(
    title: str, authors: Iterable[Thing], *, address: str = "", lang: str = "", date: str = ""
) -> Thing:
    """Return a page with authors as an `Article`; a date that is not of ISO 8601 is left out."""
    entries = {
        "@context": CONTEXT,
        "@type": "Article",
        "url": address,
        "headline": title,
        "inLanguage": lang,
        "datePublished": date if _DATE.fullmatch(date) else "",
        "author": list(authors),
    }
    return _filled(entries)


def graph(people: Iterable[Thing]) -> Thing:
    """Return people as one document of JSON-LD."""
    return {"@context": CONTEXT, "@graph": list(people)}


def as_script(data: Thing) -> str:
    """Return the element of HTML that holds JSON-LD: nothing in it is markup."""
    content = json.dumps(data, ensure_ascii=False).translate(_ACTIVE)
    return f'<script type="application/ld+json">{content}</script>'


def _filled(entries: Thing) -> Thing:
    """Return the entries that have a value; a list of one is that one."""
    values = ((name, _single(value)) for name, value in entries.items())
    return {name: value for name, value in values if value}


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _image(picture: Picture) -> Thing:
    size = {"width": picture.width, "height": picture.height}
    return _filled({"@type": "ImageObject", "url": picture.address, **size, "caption": picture.alt})


def _organisation(name: str, url: str = "", parent: str = "") -> Thing:
    entries = {"@type": "Organization", "name": name, "url": url if _is_web(url) else ""}
    return _filled({**entries, "parentOrganization": _organisation(parent) if parent else None})


def _affiliations(profile: Profile) -> Iterator[Thing]:
    """Yield the organisations of an affiliation: each that has a link, or the whole text.

    A text with commas may be one organisation or several.
    """
    parts = profile.affiliation_parts
    links = [part for part in parts if part.kind == "link"]
    if links and all(part in links or _is_comma(part) for part in parts):
        yield from (_organisation(plain_text((part,)), part.target) for part in links)
    elif profile.affiliation:
        yield _organisation(profile.affiliation)


def _is_comma(part: Part) -> bool:
    return part.kind == "text" and not part.text.strip(" ,;")


def _is_in_one(role: Role) -> bool:
    return bool(role.group or role.org)


def _membership(role: Role) -> Thing:
    """Return a role in a group: https://blog.schema.org/2014/06/introducing-role.html."""
    inside = _organisation(role.group or role.org, parent=role.org if role.group else "")
    about = _filled({"roleName": role.text, **_period(role)})
    if not about:
        return {**inside, **_filled({"url": role.url})}
    return {"@type": "OrganizationRole", **about, **_filled({"url": role.url}), "memberOf": inside}


def _occupation(role: Role) -> Thing:
    occupation = {"@type": "Occupation", "name": role.text}
    period = _period(role)
    return {"@type": "Role", **period, "hasOccupation": occupation} if period else occupation


def _period(role: Role) -> Thing:
    """Return the dates of a role that are exact."""
    dates = {"startDate": role.start, "endDate": role.end}
    return {name: date for name, date in dates.items() if _DATE.fullmatch(date)}


def _identifiers(links: Iterable[Link]) -> Iterator[Thing]:
    """Yield the identifiers of a person: https://schema.org/docs/datamodel.html#identifierBg."""
    for link in links:
        identifier = identify(link.address)
        if identifier and identifier.kind == link.kind and link.kind in _IDENTIFIERS:
            name, value = _IDENTIFIERS[link.kind], identifier.value
            yield {
                "@type": "PropertyValue",
                "propertyID": name,
                "value": value,
                "url": link.address,
            }


def _is_same(link: Link) -> bool:
    return link.kind in KINDS and link.kind not in _NOT_THE_SAME and _is_web(link.address)


def _is_web(address: str) -> bool:
    return scheme(address) in {"http", "https"}


def _address(link: Link) -> str:
    return link.address
