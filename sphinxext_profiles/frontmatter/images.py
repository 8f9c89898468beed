"""What front matter says about the note's images."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinxext_profiles.addresses.cleaning import clean_address, image_source, is_safe
from sphinxext_profiles.addresses.credits import credit_of, license_of
from sphinxext_profiles.model import Credit
from sphinxext_profiles.problems import Problem, ProblemCode

from .tree import ListNode, Node
from .values import TextField, first_text, folded_pairs

FILES = ("src", "url", "path", "file", "filename", "href", "image")
"""The keys under which a mapping names an image; `source` says where the image is from."""

_BY = ("credit", "credits", "author", "photographer", "attribution")
_LICENSE = ("license", "licence")
_NAMED = TextField(("name", "title", "text", "id", "url"), joined=", ")
_ACROSS = {"left": 0, "right": 100}
_DOWN = {"top": 0, "bottom": 100}
_MIDDLE = frozenset({"center", "centre", "middle"})
_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d{1,9})?)%?")
_UPPER = 20
"""From the top, in per cent: where a head most often is."""


class GivenImage(NamedTuple):
    """An entry of the front matter about one image."""

    source: str
    """The image, as in `Image.source`."""
    credit: Credit
    line: int


def read_images(
    node: Node, tracking: frozenset[str]
) -> tuple[tuple[GivenImage, ...], tuple[Problem, ...]]:
    """Return the entries about images, and the problems of those that can't be used.

    The value is a list of mappings, or one mapping. Other tools keep other things under the same
    key, so entries without a credit are skipped.
    """
    entries = []
    problems = []
    for item in node.items if isinstance(node, ListNode) else [node]:
        folded = folded_pairs(item)
        credit = _credit(folded)
        if not credit:
            continue
        file, line = first_text(folded, FILES, _NAMED), item.line
        if credit.source.partition(":")[0].isalpha() and not is_safe(credit.source):
            message = f"the address of an image's source is refused as unsafe: {credit.source}"
            problems.append(Problem(ProblemCode.ADDRESS_UNSAFE, message, line))
            credit = Credit(credit.by, credit.license, credit.license_address)
        if source := image_source(file, tracking) if file else "":
            entries.append(GivenImage(source, credit, line))
        elif file:
            message = f"the address of an image is refused as unsafe: {file}"
            problems.append(Problem(ProblemCode.ADDRESS_UNSAFE, message, line))
        else:
            message = "an entry of 'images' doesn't name its image"
            problems.append(Problem(ProblemCode.FRONT_MATTER_VALUE, message, line))
    return tuple(entries), tuple(problems)


def _credit(folded: dict[str, Node]) -> Credit:
    """Return whose work an image is: its own key goes before the text of the credit."""
    credit = credit_of(first_text(folded, _BY, _NAMED))
    license_text = first_text(folded, _LICENSE, _NAMED)
    licensed = license_of(license_text) if license_text else credit
    source = clean_address(first_text(folded, ("source",), _NAMED)) or credit.source
    return Credit(credit.by, licensed.license, licensed.license_address, source)


def read_focus(text: str) -> tuple[int, int] | None:
    """Return a point of an image in per cent, in steps of 5, from the left and from the top.

    It is written as in CSS, `50% 20%`, `left 30%` or `top`; None if it is no point.
    """
    words = [word for word in re.split(r"[\s,]+", text.lower()) if word]
    across = next((_ACROSS[word] for word in words if word in _ACROSS), None)
    down = next((_DOWN[word] for word in words if word in _DOWN), None)
    others = [word for word in words if word not in _ACROSS and word not in _DOWN]
    points = [50 if word in _MIDDLE else _step(word) for word in others]
    sides = len(words) - len(others)
    if sides != (across is not None) + (down is not None) or not 1 <= len(words) <= 2:
        return None
    if None in points or (len(words) == 1 and others and others[0] not in _MIDDLE):
        return None
    free = iter(points * 2 if not sides and len(points) == 1 else points)
    across = next(free, 50) if across is None else across
    down = next(free, _UPPER) if down is None else down
    return (across or 0, down or 0)


def _step(word: str) -> int | None:
    """Return a percentage, rounded to 5; None for another word."""
    match = _PER_CENT.fullmatch(word)
    return min(100, 5 * int(float(match[1]) / 5 + 0.5)) if match else None
