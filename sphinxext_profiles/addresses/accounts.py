"""The kinds of links people have: their names, and how an account name becomes an address."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from sphinxext_profiles.words.letters import fold_key

from .cleaning import SAFE_SCHEMES, UNSAFE_SCHEMES, host, scheme


class Kind(NamedTuple):
    """A kind of link: what it is called and how a name becomes an address."""

    label: str
    rules: tuple[tuple[str, str], ...]
    """Patterns of the whole value, each with its address; the first match counts."""
    hosts: tuple[str, ...] = ()
    """The hosts of addresses of this kind."""
    space: str = "%20"
    """What a space of the value becomes in the address."""


_DOMAIN = r"((?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?)"
_WEB: tuple[tuple[str, str], ...] = ((_DOMAIN, r"https://\1"),)
_USER = r"@?([\w.+-]+)"


def _account(label: str, address: str, *hosts: str, pattern: str = _USER) -> Kind:
    """Return the kind of an account whose address ends with its name."""
    return Kind(label, ((pattern, address + r"\1"),), hosts)


KINDS = {
    "website": Kind("Website", _WEB),
    "blog": Kind("Blog", _WEB),
    "email": Kind("Email", ((r"([^@\s<>,;]+@[^@\s<>,;]+)", r"mailto:\1"),)),
    "phone": Kind("Phone", ((r"(\+?[\d ().-]{3,})", r"tel:\1"),), space=""),
    "cv": Kind("CV", _WEB),
    "orcid": _account(
        "ORCID", "https://orcid.org/", "orcid.org", pattern=r"(\d{4}-\d{4}-\d{4}-\d{3}[\dX])"
    ),
    "wikidata": _account(
        "Wikidata", "https://www.wikidata.org/wiki/", "wikidata.org", pattern=r"(Q\d+)"
    ),
    "wikipedia": Kind(
        "Wikipedia",
        (
            (r"([a-z]{2,3}(?:-[a-z]+)*):(\S.*)", r"https://\1.wikipedia.org/wiki/\2"),
            (r"(\S.*)", r"https://{lang}.wikipedia.org/wiki/\1"),
        ),
        ("wikipedia.org",),
        space="_",
    ),
    "scholar": _account(
        "Google Scholar",
        "https://scholar.google.com/citations?user=",
        "scholar.google.com",
        pattern=r"([\w-]+)",
    ),
    "semanticscholar": _account(
        "Semantic Scholar",
        "https://www.semanticscholar.org/author/",
        "semanticscholar.org",
        pattern=r"(\d+)",
    ),
    "dblp": _account("DBLP", "https://dblp.org/pid/", "dblp.org", pattern=r"([\w/-]+)"),
    "arxiv": _account("arXiv", "https://arxiv.org/a/", "arxiv.org"),
    "openreview": _account(
        "OpenReview", "https://openreview.net/profile?id=", "openreview.net", pattern=r"(~?\S+)"
    ),
    "researchgate": _account(
        "ResearchGate", "https://www.researchgate.net/profile/", "researchgate.net"
    ),
    "viaf": _account("VIAF", "https://viaf.org/viaf/", "viaf.org", pattern=r"(\d+)"),
    "isni": _account("ISNI", "https://isni.org/isni/", "isni.org", pattern=r"([\dX]{16})"),
    "github": _account("GitHub", "https://github.com/", "github.com", pattern=r"@?([\w./-]+)"),
    "gitlab": _account("GitLab", "https://gitlab.com/", "gitlab.com", pattern=r"@?([\w./-]+)"),
    "codeberg": _account("Codeberg", "https://codeberg.org/", "codeberg.org"),
    "bitbucket": _account("Bitbucket", "https://bitbucket.org/", "bitbucket.org"),
    "sourcehut": _account("SourceHut", "https://sr.ht/~", "sr.ht", pattern=r"~?([\w.-]+)"),
    "huggingface": _account("Hugging Face", "https://huggingface.co/", "huggingface.co"),
    "kaggle": _account("Kaggle", "https://www.kaggle.com/", "kaggle.com"),
    "pypi": _account("PyPI", "https://pypi.org/user/", "pypi.org"),
    "stackoverflow": _account(
        "Stack Overflow",
        "https://stackoverflow.com/users/",
        "stackoverflow.com",
        pattern=r"(\d+(?:/\S*)?)",
    ),
    "mastodon": Kind(
        "Mastodon",
        (
            (r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)", r"https://\2/@\1"),
            (r"([\w-]+(?:\.[\w-]+)+/@[\w.-]+)", r"https://\1"),
        ),
    ),
    "matrix": Kind("Matrix", ((r"([@#!][^\s:]+:\S+)", r"https://matrix.to/#/\1"),), ("matrix.to",)),
    "bluesky": Kind(
        "Bluesky",
        (
            (r"@?(did:\S+|[\w-]+(?:\.[\w-]+)+)", r"https://bsky.app/profile/\1"),
            (r"@?([\w-]+)", r"https://bsky.app/profile/\1.bsky.social"),
        ),
        ("bsky.app",),
    ),
    "linkedin": Kind(
        "LinkedIn",
        (
            (r"/?((?:in|company|school)/[^\s/]+/?)", r"https://www.linkedin.com/\1"),
            (r"@?([^\s/@:]+)", r"https://www.linkedin.com/in/\1"),
        ),
        ("linkedin.com",),
    ),
    "x": _account("X", "https://x.com/", "x.com", "twitter.com"),
    "threads": _account("Threads", "https://www.threads.net/@", "threads.net", "threads.com"),
    "instagram": _account("Instagram", "https://www.instagram.com/", "instagram.com"),
    "facebook": _account("Facebook", "https://www.facebook.com/", "facebook.com"),
    "telegram": _account("Telegram", "https://t.me/", "t.me"),
    "medium": _account("Medium", "https://medium.com/@", "medium.com"),
    "devto": _account("DEV", "https://dev.to/", "dev.to"),
    "youtube": Kind(
        "YouTube",
        (
            (r"(UC[\w-]{22})", r"https://www.youtube.com/channel/\1"),
            (r"@?([\w.-]+)", r"https://www.youtube.com/@\1"),
        ),
        ("youtube.com",),
    ),
    "twitch": _account("Twitch", "https://www.twitch.tv/", "twitch.tv"),
    "weibo": _account("微博", "https://weibo.com/", "weibo.com", pattern=r"([\w./-]+)"),
    "zhihu": _account("知乎", "https://www.zhihu.com/people/", "zhihu.com"),
    "bilibili": _account(
        "哔哩哔哩", "https://space.bilibili.com/", "space.bilibili.com", pattern=r"(\d+)"
    ),
    "qiita": _account("Qiita", "https://qiita.com/", "qiita.com"),
}
"""Kinds of links by the key they are given under."""

ALIASES = {
    **dict.fromkeys(("web", "homepage", "home", "uri", "url", "site", "page"), "website"),
    **dict.fromkeys(("mail", "emailaddress"), "email"),
    **dict.fromkeys(("tel", "telephone", "mobile"), "phone"),
    "googlescholar": "scholar",
    "hf": "huggingface",
    "bsky": "bluesky",
    "twitter": "x",
    **dict.fromkeys(("dev", "dev.to"), "devto"),
    **dict.fromkeys(("resume", "curriculumvitae"), "cv"),
}
"""Other keys for the same kinds, without spaces, hyphens and underscores."""

_ANY = Kind("", (*_WEB, *KINDS["email"].rules, *KINDS["mastodon"].rules))
_FEDIVERSE = re.compile(r"https://([\w.-]+)/@([\w.-]+)/?")
_PATH = re.compile(r"(?:\.{0,2}/|#)\S*|(?:[\w-]+/)*[\w.-]+\.(?:html?|md|pdf|rst)")


def kind_of_key(key: str) -> str:
    """Return the kind that a key names: `Home-Page` is `website`. Another key is its own kind."""
    plain = re.sub(r"[\s_-]+", "", key).lower()
    return ALIASES.get(plain) or (plain if plain in KINDS else fold_key(key))


def kind_of_address(address: str) -> str:
    """Return the kind of account that an address leads to, empty if the table has none."""
    if scheme(address) == "mailto":
        return "email"
    place = host(address)
    for key, kind in KINDS.items():
        if any(place == name or place.endswith(f".{name}") for name in kind.hosts):
            return key
    return ""


def fediverse_account(address: str) -> str:
    """Return the account that an address of the Fediverse leads to: `@ada@example.social`.

    It is empty for any other address.
    """
    match = _FEDIVERSE.fullmatch(address)
    return f"@{match[2]}@{match[1]}" if match else ""


def address_of(kind: str, value: str, lang: str = "") -> str:
    """Return the address that a value of a kind stands for, empty if there is none.

    An address is returned unchanged, safe or not; `github.com/ada` gets a scheme. A Wikipedia
    article without a language is the one in `lang`, else the one in English.
    """
    value = value.strip().removeprefix("<").removesuffix(">")
    if value.startswith("//") or scheme(value) in SAFE_SCHEMES | UNSAFE_SCHEMES:
        return value
    entry = KINDS.get(kind, _ANY)
    if entry.rules is _WEB or entry is _ANY:
        if _PATH.fullmatch(value):
            return value
    elif re.fullmatch(_DOMAIN, value) and kind_of_address(f"https://{value}") == kind:
        return f"https://{value}"
    for pattern, template in entry.rules:
        match = re.fullmatch(pattern, value)
        if match:
            address = match.expand(template.replace("{lang}", lang.partition("-")[0] or "en"))
            return _encode(re.sub(r"\s", entry.space, address))
    return ""


def _encode(address: str) -> str:
    """Return an address with the characters that it can't contain percent-encoded."""
    return re.sub(r"[\s\"<>\\^`{|}]", lambda match: quote(match[0]), address)
