"""Addresses as readers may see them: letters of every script, and nothing that misleads.

This is about the text of a link only, never about where it goes.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from sphinxext_profiles.words.scripts import scripts

from .cleaning import AUTHORITY, as_browser, scheme

_HIDDEN = re.compile(r"(?:%[0-9A-Fa-f]{2})+|[^!-~]+")
"""What is encoded in an address, or should be."""
_DOT = re.compile("[.。．｡]")
"""What separates the labels of a host (UTS 46, section 4.5)."""
_LONGEST_LABEL = 63
_PORT = re.compile(r":\d*$")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!'()*,")
"""Characters that need no encoding (RFC 3986, section 2.3), and some that mean nothing."""
_SYNTAX = frozenset("/?#%&=@:;.\\")
"""Characters that mean something: their full-width and other forms look like them."""
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")
"""Invisible letters and marks (Default_Ignorable_Code_Point)."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STAYS_RIGHT_TO_LEFT = frozenset({"R", "AL", "NSM"})
"""Classes of the bidirectional algorithm (UAX 9)."""

_LATIN = frozenset("ßæøœðþłđ")
"""Latin letters that aren't ASCII letters with accents; others look too much like ASCII."""
_LOOKALIKES = frozenset(
    "асԁеһіјӏорԛѕԝхуъьҽпгѵѡ"  # Cyrillic,
    "αγηικνορτυω"  # Greek,
    "ագզէլհյոսւօ"  # Armenian,
    "იოყძხჽჿ"  # Georgian,
    "一丨丶丿〇工口ニハ"  # Han and kana
)
"""Letters that pass for Latin ones or for signs."""


def display(address: str) -> str:
    """Return an address as a reader may see it: no scheme, account, `www.`, slash at the end.

    Percent-encoded letters are shown as letters where they can't be mistaken: no character that
    is invisible, has a meaning in addresses or turns the direction of what follows it.
    """
    plain = as_browser(address)
    match = AUTHORITY.match(plain)
    if match is None:
        accounts = scheme(plain) in {"mailto", "tel", "sms"}
        return (
            _letters(plain.partition(":")[2]).replace("%20", " ") if accounts else _letters(plain)
        )
    place = match[1].rpartition("@")[2]
    if place[:4].lower() == "www." and "." in place[4:]:
        place = place[4:]
    rest = plain[match.end(1) :]
    return readable_host(place) + _letters(rest if "?" in rest or "#" in rest else rest.rstrip("/"))


def readable_host(host: str) -> str:
    """Return a host, with its port if it has one, in Unicode where it is clear, else in ASCII.

    An internationalised name is clear when each of its labels is of one script that is written
    from left to right (UTS 39, section 5.2, "single script") and can't pass for a Latin name. One
    with a label that no host can have is never clear.
    """
    if host.isascii() and "xn--" not in host.lower():
        return host
    port = _PORT.search(host)
    name = host[: port.start()] if port else host
    labels = [_label(label) for label in _DOT.split(name)]
    foreign = not labels[-1][0].isascii()
    sound = not any("%" in code for _, code in labels)
    clear = (name if sound and _is_clear(name, foreign=foreign) else code for name, code in labels)
    return ".".join(clear) + (port[0] if port else "")


def _label(label: str) -> tuple[str, str]:
    """Return a label of a host in Unicode and in ASCII (RFC 3492); the same twice if it is bad."""
    code = label.lower()
    if len(label) > _LONGEST_LABEL:  # not a host, and slow to encode
        return (quote(label, errors="replace"),) * 2
    try:
        if not label.isascii():
            name = unicodedata.normalize("NFKC", code)
            bad = any(c.isascii() and not c.isalnum() and c != "-" for c in name)
            return (quote(label),) * 2 if bad else (name, _punycode(name))
        name = code[4:].encode("ascii").decode("punycode") if code.startswith("xn--") else code
        return (label, label) if name.isascii() or _punycode(name) != code else (name, code)
    except UnicodeError:
        return (quote(label, errors="replace"),) * 2


def _punycode(name: str) -> str:
    """Return a label in ASCII; one that is ASCII already stays."""
    return name if name.isascii() else "xn--" + name.encode("punycode").decode("ascii")


def _is_clear(name: str, *, foreign: bool) -> bool:
    """Return whether a label is what it seems; `foreign` says that its top level isn't ASCII."""
    if name.isascii():
        return True
    written = scripts(name)
    if (
        not (len(written) == 1 or written == {"CJK", "HANGUL"})
        or name != unicodedata.normalize("NFKC", name).lower()
        or _UNSEEN.search(name)
        or any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in name)
        or not all(_may_be_in_host(letter) for letter in name)
    ):
        return False
    if written == {"LATIN"}:
        return all(_is_latin(letter) for letter in name)
    return foreign or not _LOOKALIKES.issuperset(letter for letter in name if letter.isalpha())


def _may_be_in_host(character: str) -> bool:
    """Return whether a label may have a character: letters, marks, ASCII's digits and hyphen."""
    if character.isascii():
        return character.isalnum() or character == "-"
    return unicodedata.category(character)[0] in "LM"


def _is_latin(character: str) -> bool:
    """Return whether a character is ASCII's, or clearly a letter with an accent."""
    return unicodedata.normalize("NFD", character)[0].isascii() or character in _LATIN


def _letters(text: str) -> str:
    """Return a part of an address with its letters decoded, as far as they are plain."""
    if _HIDDEN.search(text) is None:
        return text
    decoded = _decode(text, right_to_left=True)
    turns = next((i for i, c in enumerate(decoded) if _is_right_to_left(c)), None)
    # What follows such a letter would appear before it: only more of them may follow.
    if turns is None or all(
        c in "_-()" or unicodedata.bidirectional(c) in _STAYS_RIGHT_TO_LEFT for c in decoded[turns:]
    ):
        return decoded
    return _decode(text, right_to_left=False)


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in _RIGHT_TO_LEFT


def _decode(text: str, *, right_to_left: bool) -> str:
    """Return a text with plain letters decoded and everything else encoded that has to be."""

    def decoded(match: re.Match[str]) -> str:
        run = match[0]
        if run.startswith("%"):
            run = bytes.fromhex(run.replace("%", "")).decode("utf-8", "surrogateescape")
        before = text[match.start() - 1 : match.start()]
        letters = []
        for character in run:
            plain = _is_plain(character, before) and (
                right_to_left or not _is_right_to_left(character)
            )
            letters.append(character if plain else quote(character, "", errors="surrogateescape"))
            before = character
        return "".join(letters)

    return _HIDDEN.sub(decoded, text)


def _is_plain(character: str, before: str) -> bool:
    """Return whether a character can be shown as it is after the one `before` it."""
    if character.isascii():
        return character in _PLAIN
    if _UNSEEN.match(character):
        return False
    match unicodedata.category(character)[0]:
        case "L" | "N":
            return True
        case "M":
            return bool(before) and unicodedata.category(before)[0] in "LM"
        case "P":
            return _SYNTAX.isdisjoint(unicodedata.normalize("NFKC", character))
    return False
