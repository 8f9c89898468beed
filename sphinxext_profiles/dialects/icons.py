"""Names of icons in the front matter of other systems, which say what a link leads to.

Font Awesome writes `fab fa-github`, `fa-brands fa-github` or an `icon_pack` of its own, HugoBlox
`brands/github`, others `bi-github`, `mdi:github`, `logo-github` or `simple-icons:github`.
"""

from __future__ import annotations

import re

from sphinxext_profiles.addresses.accounts import KINDS, kind_of_key

_PIECES = re.compile(r"[\s/:]+")
_SET = re.compile(r"^(?:fa|bi|ai|mdi|ri|si|logo|icon|ion)-")
_VARIANT = re.compile(r"-(?:alt|box|circle|fill|in|line|outline|plain|simple|square)$|^square-")
_WORDS = {
    **dict.fromkeys(("@", "at", "at-symbol", "envelope", "envelope-open"), "email"),
    **dict.fromkeys(("earth", "globe", "house", "link", "world"), "website"),
    **dict.fromkeys(("mobile-phone", "phone"), "phone"),
    "blogger": "blog",
    "x-twitter": "x",
}
"""Icons that are no brands."""


def kind_of_icon(name: str) -> str:
    """Return the kind of link that an icon stands for, empty if it stands for none."""
    icon = _SET.sub("", _PIECES.split(name.strip().lower())[-1])
    for word in (icon, _VARIANT.sub("", icon)):
        kind = _WORDS.get(word) or kind_of_key(word)
        if kind in KINDS:
            return kind
    return ""
