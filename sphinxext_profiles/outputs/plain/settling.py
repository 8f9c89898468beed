"""Links, addresses and images in text, man pages and Texinfo, once all nodes are expanded."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import cast

from docutils import nodes

from sphinxext_profiles.nodes import (
    profile_address,
    profile_head,
    profile_lines,
    profile_margin,
    profile_name,
    profile_unspaced,
)
from sphinxext_profiles.words.letters import is_unspaced

from .composing import in_words, is_box, parts, written

PLAIN = ("text", "man", "texinfo")
"""The formats that consist of words and lines."""

MARK = "profile-person"
"""The class that Sphinx gives to the words of a link to an object of the domain."""

UNBROKEN = (nodes.FixedTextElement, nodes.raw, nodes.math, nodes.title, nodes.comment)
"""The nodes that a man page shows as they are, or in a way of its own."""

LONGEST_WORD = 300
"""Letters of a word in text: Sphinx breaks lines in a time that grows with the square of these."""

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}\S")
_REQUEST = re.compile(r"\n(?=\s*[.'])|\n\Z")


def settle(doctree: nodes.document, output: str) -> None:
    """Replace what a format can't show, once all nodes are expanded."""
    for part in parts(doctree):
        for link in list(part.findall(nodes.reference)):
            _settle_link(link, followed=output == "texinfo")
        for lines in list(part.findall(profile_lines)):
            _join_lines(lines)
        for address in list(part.findall(profile_address)):
            _stand_alone(address)
        if output != "texinfo":
            for image in list(part.findall(nodes.image)):
                image.parent.replace(image, in_words(image))
        _settle_words(part, output)
    if output == "man":
        _leave_names(doctree)
        _settle_texts(doctree)
    for box in list(doctree.findall(is_box)):
        box.parent.replace(box, box.children)


# Links and addresses


def _settle_link(link: nodes.reference, *, followed: bool) -> None:
    """Remove a link that can't be followed, and mark an address that is its own text."""
    uri = link.get("refuri", "")
    if isinstance(link, profile_address):
        return
    if link.get("internal") or not uri:
        if isinstance(link.parent, profile_head) and followed:
            _lead_below(link)
        elif not followed:
            link.parent.replace(link, link.children)
    elif link.astext() in (uri, written(uri)) and isinstance(link.parent, nodes.paragraph):
        link.parent.replace(link, profile_address("", written(uri), refuri=uri))
    elif not followed and link.astext() in (uri, written(uri)):
        link.parent.replace(link, link.children)
    elif not followed:
        _write_address(link, uri)


def _write_address(link: nodes.reference, uri: str) -> None:
    """Replace a link that can't be followed by its words, with the address after them."""
    outer: nodes.Element = link
    while outer.parent is not None and not isinstance(outer.parent, nodes.paragraph):
        outer = outer.parent
    if outer.parent is not None:
        place = next(n for n, child in enumerate(outer.parent.children) if child is outer) + 1
        after = takewhile(lambda node: isinstance(node, profile_address), outer.parent[place:])
        place += len(list(after))  # the addresses of links before it
        outer.parent.insert(place, profile_address("", written(uri), refuri=uri))
        link.parent.replace(link, link.children)


def _lead_below(link: nodes.reference) -> None:
    """Move a link from the head of a card to the end of the card.

    Texinfo writes more than its words: `*note Ada Lovelace: 2.`
    """
    head = cast("profile_head", link.parent)
    head.replace(link, [nodes.Text(link.astext())])
    definition = cast("nodes.definition", head.parent[1])
    definition += nodes.paragraph("", "", link)


def _join_lines(lines: profile_lines) -> None:
    """Join the words of a source and its address in one paragraph."""
    item = lines.parent
    place = item.index(lines)
    if place and isinstance(item, nodes.list_item):
        words = cast("nodes.paragraph", item[place - 1])
        item.remove(words)
        lines.insert(0, words.children)


def _stand_alone(address: profile_address) -> None:
    """Put an address on a line of its own, in a paragraph that keeps its lines."""
    paragraph = address.parent
    if not isinstance(paragraph, profile_lines):
        lines = profile_lines("", "", *paragraph.children, ids=paragraph["ids"])
        paragraph.parent.replace(paragraph, lines)
        paragraph = lines
    place = paragraph.index(address)
    for near, strip in ((place - 1, str.rstrip), (place + 1, str.lstrip)):
        if 0 <= near < len(paragraph) and isinstance(paragraph[near], nodes.Text):
            paragraph[near] = nodes.Text(strip(paragraph[near].astext()))


def _settle_words(part: nodes.Element, output: str) -> None:
    """Let lines be broken where this output breaks them."""
    if output == "man":
        _set_for_man(part)
    elif output == "text":
        _break_words(part)


def _break_words(part: nodes.Element) -> None:
    """Put spaces into words without an end, whether or not they are in one piece."""
    for block in part.findall(nodes.TextElement):
        if isinstance(block.parent, nodes.TextElement) or not _LONG_WORD.search(block.astext()):
            continue
        length = 0
        for text in list(block.findall(nodes.Text)):
            outer = cast("nodes.Element", text.parent)
            if isinstance(outer, (*UNBROKEN, profile_address)):
                continue
            broken, length = _with_spaces(text, length)
            place = next(n for n, child in enumerate(outer.children) if child is text)
            outer[place] = nodes.Text(broken)


def _with_spaces(text: str, length: int) -> tuple[str, int]:
    """Return text whose words end in time, and the length of its last one in tenths of letters.

    `length` is that of the word before it. A letter of a script without spaces counts a tenth.
    """
    letters: list[str] = []
    for letter in text:
        tenths = 1 if is_unspaced(letter) else 10
        length = 0 if letter.isspace() else length + tenths
        if length > 10 * LONGEST_WORD:
            letters.append(" ")
            length = tenths
        letters.append(letter)
    return "".join(letters), length


# Man pages


def _set_for_man(part: nodes.Element) -> None:
    """Make headings bold, and let text without spaces be broken.

    Lines are not justified: groff warns of each line without a space to widen.
    """
    for heading in [*part.findall(nodes.rubric), *part.findall(profile_head)]:
        strong = nodes.strong("", "", *heading.children)
        heading.children = []
        heading.append(strong)
    for text in list(part.findall(nodes.Text)):
        outer = cast("nodes.Element", text.parent)
        if not isinstance(outer, UNBROKEN) and any(map(is_unspaced, text)):
            outer.replace(text, profile_unspaced("", text))
    first = 1 if isinstance(part, nodes.section) else 0
    part.insert(first, profile_margin(even=False))
    part.append(profile_margin(even=True))


def _leave_names(doctree: nodes.document) -> None:
    """Remove the links of roles that name a person: docutils would write `<>` after each."""
    for link in list(doctree.findall(nodes.reference)):
        words = link.findall(nodes.inline)
        if any(isinstance(node, profile_name) or MARK in node["classes"] for node in words):
            link.parent.replace(link, link.children)


def _settle_texts(doctree: nodes.document) -> None:
    """Remove what docutils fails on, and what groff would obey.

    Docutils reads the last letter of the text before, so no text may be empty. A line that begins
    with a dot or an apostrophe is a request to groff.
    """
    for text in list(doctree.findall(nodes.Text)):
        parent = cast("nodes.Element", text.parent)
        if not text.astext():  # every node is true
            parent.remove(text)
        elif _REQUEST.search(text) and not isinstance(parent, nodes.FixedTextElement):
            parent.replace(text, nodes.Text(_REQUEST.sub(" ", text)))
