"""Whose work an image is, as authors write it: "Photo: Jane Doe, CC BY 4.0"."""

from __future__ import annotations

import re

from sphinxext_profiles.model import Credit

from .cleaning import clean_address, host
from .display import readable_host

_WORDS = (
    # a picture,
    *("photo", "photograph", "photography", "picture", "image", "illustration", "drawing"),
    *("portrait", "painting", "screenshot", "foto", "bild", "aufnahme", "zeichnung", "imagen"),
    *("imagem", "immagine", "fotografía", "fotografia", "photographie", "dessin", "фото"),
    *("фотография", "照片", "图片", "圖片", "写真", "画像", "사진", "صورة", "תמונה", "फ़ोटो", "ảnh"),
    # who made it,
    *("photographer", "artist", "fotograf", "fotografin", "攝影", "摄影", "撮影", "촬영", "تصوير"),
    "צילום",
    # and what says so
    *("credit", "credits", "credit line", "attribution", "bildnachweis", "crédit", "crédito"),
    *("créditos", "crediti", "source", "quelle", "fuente", "fonte", "出典", "图源", "圖源", "来源"),
    *("來源", "출처", "المصدر"),
)
_WORD = f"(?:{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})"
_BEGINS = re.compile(
    rf"(?:^|[.!?…;—–|·•(（]\s*|[。！？；])"
    rf"(?:{_WORD}(?:\s+{_WORD})?(?:\s*[:：]\s*|\s+(?:by|von|par|por|di|de)\s+)"
    rf"|(?:{_WORD}\s+)?courtesy\s+(?:of\s+)?|(?=©|\(c\)\s|copyright\s))",
    re.IGNORECASE,
)
"""Where the credit begins in a title. A caption may come before it."""

_LICENSE = re.compile(
    r"(?:CC|Creative\s+Commons)[\s-]*(?:(?P<terms>BY(?:[\s-](?:SA|NC|ND))*)|(?P<zero>0|zero))\b"
    r"(?:[\s-]*(?P<version>\d\.\d))?"
    r"|public\s+domain|gemeinfrei|domaine\s+public|dominio\s+público|domínio\s+público"
    r"|pubblico\s+dominio|общественное\s+достояние|公有领域|公有領域|パブリックドメイン|퍼블릭\s?도메인"
    r"|all\s+rights\s+reserved|GFDL",
    re.IGNORECASE,
)
_VIA = re.compile(r"[\s,;]via\s+(?P<place>[^,;()]+?)\W*$", re.IGNORECASE)
"""The end of an attribution as Wikimedia Commons offers it."""

_ADDRESS = re.compile(r"[<(]?(https?://[^\s<>()]+)[>)]?", re.IGNORECASE)
_DEED = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<terms>[a-z-]+)|publicdomain/(?P<free>[a-z]+))"
    r"(?:/(?P<version>\d\.\d))?",
    re.IGNORECASE,
)
_LONGEST = 500
"""How many characters of a text are examined."""
_EDGES = " \t,;:/|·•–—-()（）[]【】，；、"


def credit_in_title(title: str) -> Credit:
    """Return whose work an image is according to its title, empty if that isn't a credit.

    Without a word such as "Photo:" a title is a caption, unless it ends as an attribution from
    Wikimedia Commons does: "Jane Doe, CC BY-SA 4.0, via Wikimedia Commons".
    """
    title = title[:_LONGEST]
    begins = _BEGINS.search(title)
    if begins:
        return credit_of(title[begins.end() :])
    credit = credit_of(title)
    if credit.license and _VIA.search(_ADDRESS.sub("", title)):
        return credit
    return Credit(license=credit.license, license_address=credit.license_address)


def credit_of(text: str) -> Credit:
    """Return the parts of a text that is a credit and nothing else."""
    text = text[:_LONGEST]
    addresses = [clean_address(address) for address in _ADDRESS.findall(text)]
    deeds = [address for address in addresses if _DEED.match(address)]
    sources = [address for address in addresses if address not in deeds]
    rest = _ADDRESS.sub(" ", text)
    via = _VIA.search(rest)
    if via:
        sources.append(via["place"])
        rest = rest[: via.start()]
    match = _LICENSE.search(rest)
    by = (rest[: match.start()].strip(_EDGES) or rest[match.end() :]) if match else rest
    named = " ".join(match[0].split()) if match else ""
    license_ = license_of(deeds[0] if deeds and not named else named)
    return Credit(
        " ".join(by.split()).strip(_EDGES),
        license_.license,
        deeds[0] if deeds else license_.license_address,
        sources[0] if sources else "",
    )


def license_of(text: str) -> Credit:
    """Return the licence of a name or an address, with both where they are known."""
    if deed := _DEED.match(text):
        version = deed["version"] or ""
        if deed["terms"]:
            name = f"CC {deed['terms'].upper()}"
        else:
            name = "CC0" if deed["free"].lower() == "zero" else "Public Domain Mark"
        return Credit(license=f"{name} {version}".strip(), license_address=text)
    if _ADDRESS.fullmatch(text):
        return Credit(license=readable_host(host(text)), license_address=text)
    match = _LICENSE.match(text)
    if match and match["terms"] and match["version"]:
        terms = re.sub(r"\s", "-", match["terms"]).lower()
        path = f"licenses/{terms}/{match['version']}/"
    elif match and match["zero"]:
        path = "publicdomain/zero/1.0/"
    else:
        return Credit(license=text)
    return Credit(license=text, license_address=f"https://creativecommons.org/{path}")
