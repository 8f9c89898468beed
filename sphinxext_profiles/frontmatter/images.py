"""What front matter says about the note's images."""

from __future__ import annotations

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
