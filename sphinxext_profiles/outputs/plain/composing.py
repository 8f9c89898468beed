"""Cards, galleries and tables in text, man pages and Texinfo, composed of words and lines.

`compose` turns a card into this:

    profile_card
      definition_list
        definition_list_item
          profile_head: "Name — headline"
          definition
            paragraph: "another name · affiliation"
            the summary
            profile_lines: the text of a link, and its address on a line of its own
            paragraph: tags, and who wrote the note
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.utils import column_width
from sphinx.locale import _
from sphinx.writers.text import MAXWIDTH

from sphinxext_profiles.labels import SEPARATOR
from sphinxext_profiles.nodes import (
    profile_address,
    profile_bare,
    profile_bibliography,
    profile_bibliography_block,
    profile_byline,
    profile_card,
    profile_gallery,
    profile_head,
    profile_index,
    profile_lines,
    profile_links,
    profile_mentions,
    profile_photo,
    profile_region,
    profile_remote,
    profile_section,
    profile_text,
)
from sphinxext_profiles.words.letters import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DASH = " — "
"""Separates a name and a headline."""
DETAILS = ("alternate", "pronouns", "years", "location", "affiliation")
"""The lines of a card that are joined in one."""

BOXES = (
    profile_card,
    profile_gallery,
    profile_region,
    profile_bibliography_block,
    profile_index,
    profile_mentions,
    profile_byline,
)
"""The boxes, which mean nothing in an output without boxes."""

PARTS = (*BOXES, profile_section, profile_bibliography)
"""The nodes of ours that contain text of notes."""


def compose(doctree: nodes.document, *, pictures: bool) -> None:
    """Compose the cards and galleries of a document, before the other nodes are expanded.

    `pictures` is whether the output shows images; otherwise their alt texts replace them.
    """
    date_roles(doctree)
    for card in doctree.findall(profile_card):
        lines = _card(card)
        card.children = []
        card.extend(lines)
    for row in doctree.findall(profile_text):
        if "profile-row" in row["classes"]:
            words = joined("", [row])
            row.children = []
            row.extend(words)
    for part in parts(doctree):
        for table in part.findall(nodes.table):
            if "profile-table" in table["classes"]:
                _narrow(table)
        for figure in list(part.findall(nodes.figure)):
            figure.parent.replace(figure, _figure(figure, pictures=pictures))


def date_roles(tree: nodes.Element) -> None:
    """Put the dates of roles after them, in brackets: there is no column for them."""
    for dates in list(tree.findall(nodes.inline)):
        if "profile-role-dates" in dates["classes"]:
            line = cast("nodes.Element", dates.parent)
            role = cast("nodes.Element", line[-1])
            line.children = [role]
            role += nodes.Text(f" ({dates.astext()})")


def parts(doctree: nodes.document) -> list[nodes.Element]:
    """Return the outermost nodes of ours in a document."""
    outermost: list[nodes.Element] = []
    ahead: list[nodes.Node] = [doctree]
    while ahead:
        node = ahead.pop()
        if isinstance(node, PARTS):
            outermost.append(node)
        else:
            ahead.extend(reversed(node.children))
    return outermost


def is_box(node: nodes.Node) -> bool:
    """Return whether a node is a box of ours, or a group in an index."""
    return isinstance(node, BOXES) or (
        isinstance(node, nodes.container) and "profile-index-group" in node["classes"]
    )


# Cards


@dataclass(frozen=True)
class CardParts:
    """The content of a card, in the order in which outputs of words and lines show it."""

    names: list[nodes.Element]
    headlines: list[nodes.Element]
    photos: list[nodes.Element]
    titles: list[nodes.Element]
    """What the note says below the portrait."""
    details: list[nodes.Node]
    """The lines of `DETAILS`, in one."""
    summary: list[nodes.Element]
    rows: list[profile_links]
    """Links and tags."""
    fields: list[nodes.Element]
    provenance: list[nodes.Element]


def card_parts(card: nodes.Element) -> CardParts:
    """Return the parts of a card, which may be taken out of it."""
    lines = cast("list[nodes.Element]", list(card.children))

    def called(*parts: str) -> list[nodes.Element]:
        classes = [f"profile-{part}" for part in parts]
        return [line for name in classes for line in lines if name in line["classes"]]

    summary: list[nodes.Element] = []
    for block in called("summary"):
        body = block.children if isinstance(block, nodes.container) else [block]
        summary.extend(cast("list[nodes.Element]", body))
    return CardParts(
        called("name"),
        called("headline"),
        [line for line in lines if isinstance(line, profile_photo) and line.children],
        called("photo-title"),
        joined(SEPARATOR, called(*DETAILS)),
        summary,
        [line for line in lines if isinstance(line, profile_links)],
        [line for line in called("fields") if "profile-photo-title" not in line["classes"]],
        called("provenance"),
    )


def _card(card: nodes.Element) -> list[nodes.Element]:
    """Return a card as its head with the rest below, or as paragraphs if it has no name."""
    parts = card_parts(card)
    head = joined(DASH, [*parts.names, *parts.headlines])
    rest = [*parts.photos, *parts.titles]
    if parts.details:
        rest.append(nodes.paragraph("", "", *parts.details))
    rest += parts.summary
    for row in parts.rows:
        rest.extend(_row(row))
    rest += [*parts.fields, *parts.provenance]
    if not head:
        return rest
    if not (parts.names and rest):
        return [nodes.paragraph("", "", *head), *rest]
    item = nodes.definition_list_item("", profile_head("", "", *head), nodes.definition("", *rest))
    return [nodes.definition_list("", item)]


def joined(separator: str, lines: Iterable[nodes.Element]) -> list[nodes.Node]:
    """Return the content of some lines, joined with a separator.

    A line with words after a link stays one: its addresses are written after it, not between.
    """
    content: list[nodes.Node] = []
    for line in lines:
        content += [nodes.Text(separator)] if content else []
        divided = any(_has_link(child) for child in line.children[:-1])
        content += [nodes.inline("", "", *line.children)] if divided else line.children
    return content


def _has_link(node: nodes.Node) -> bool:
    """Return whether a node is, or holds, a link to an address."""
    return any("refuri" in link for link in node.findall(nodes.reference))


def tags_line(row: nodes.Element) -> nodes.paragraph:
    """Return the tags of a card as a line."""
    return nodes.paragraph("", SEPARATOR.join(item.astext() for item in row.children))


def _row(row: profile_links) -> Iterator[nodes.Element]:
    """Yield the links of a card, each with its address on a line of its own, or its tags."""
    if "profile-links" not in row["classes"]:
        yield tags_line(row)
        return
    for item in row.children:
        words = item.astext()
        for link in item.findall(nodes.reference):
            address = written(link["refuri"])
            lines = profile_lines("", "", *([] if words == address else [nodes.Text(words)]))
            lines += profile_address("", address, refuri=link["refuri"])
            yield lines


def written(uri: str) -> str:
    """Return an address as people write it: without the scheme of e-mail and telephone."""
    return uri.removeprefix("mailto:").removeprefix("tel:")


# Images


def _figure(figure: nodes.figure, *, pictures: bool) -> list[nodes.Element]:
    """Return an image with its caption beside it, an address below, and any legend."""
    line = nodes.paragraph()
    blocks: list[nodes.Element] = [line]
    image, *others = cast("list[nodes.Element]", figure.children)
    remote = isinstance(image, profile_remote)
    link = next(image.findall(nodes.reference), image)
    address = link.get("refuri", "")
    if isinstance(image, profile_bare):
        image = next(image.findall(nodes.image))  # its address is written after it
    alt = image.astext() if remote else image.get("alt", "")
    line += nodes.Text(_tagged(alt)) if remote else image
    for other in others:
        if not isinstance(other, nodes.caption):
            blocks.extend(cast("list[nodes.Element]", other.children))
        elif other.astext() != alt or (pictures and isinstance(image, nodes.image)):
            line.extend([nodes.Text(" "), *other.children])
    if address:
        line += profile_address("", address, refuri=address)
    return blocks


def in_words(image: nodes.image) -> nodes.Node:
    """Return the words for an image, once: the writers add `[image]` after an `[image: …]`."""
    words = _tagged(image.get("alt", ""))
    inline = isinstance(image.parent, nodes.TextElement)
    return nodes.Text(words) if inline else nodes.paragraph("", words)


def _tagged(alt: str) -> str:
    """Return an alt text as Sphinx's writers mark it, in the project's language."""
    return _("[image: %s]") % alt if alt else _("[image]")


# Tables


def _narrow(table: nodes.table) -> None:
    """Make a table as wide as the text, unless a word would be longer than its column.

    In text the width of a column is its number of letters.
    """
    rows = [cast("list[nodes.Element]", row.children) for row in table.findall(nodes.row)]
    columns = [list(map(_said, column)) for column in zip(*rows, strict=True)]
    wanted = [max(map(column_width, column)) for column in columns]
    least = [max(map(_longest, column)) for column in columns]
    room = MAXWIDTH - 1 - 3 * len(columns)
    missing = max(0, sum(wanted) - room)
    given = max(1, sum(wanted) - sum(least))
    for spec, width, word in zip(table.findall(nodes.colspec), wanted, least, strict=True):
        spec["colwidth"] = max(word, width - -(-missing * (width - word) // given))


def _said(cell: nodes.Element) -> str:
    """Return the text of a cell with the addresses of its links, which follow it."""
    links = (link.get("refuri", "") for link in cell.findall(nodes.reference))
    return " ".join([cell.astext(), *(written(uri) for uri in links if "://" in uri)])


def _longest(text: str) -> int:
    """Return the width of the longest word of a text; a script without spaces has no words."""
    words = (word for word in text.split() if not any(map(is_unspaced, word)))
    return max(map(column_width, words), default=2)
