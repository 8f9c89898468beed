"""The links of a person in the front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinxext_profiles.addresses.accounts import KINDS, address_of, kind_of_address, kind_of_key
from sphinxext_profiles.addresses.cleaning import clean_address, encoded
from sphinxext_profiles.addresses.display import display
from sphinxext_profiles.addresses.schemes import may_link, scheme_of
from sphinxext_profiles.dialects.icons import kind_of_icon
from sphinxext_profiles.model import Link
from sphinxext_profiles.problems import Problem, ProblemCode

from .accounts import accounts
from .tree import ListNode, MappingNode, Node
from .values import TextField, first_text, folded_pairs, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_profiles.addresses.schemes import Schemes

_TEXTS = ("text", "label", "name", "title")
_ADDRESSES = dict.fromkeys(("url", "link", "href", "address", "uri", "src"))
_KINDS = ("kind", "type", "platform", "service", "network")
_ICON = ("icon",)
_BRACKET = re.compile(r"[\[\]]")
AFFILIATION = TextField(
    (*_TEXTS[2:], *_TEXTS[:2], "institution", "organization", "organisation", "department"),
    joined=", ",
)


def read_links(
    given: Iterable[Node],
    root: MappingNode,
    lang: str,
    tracking: frozenset[str],
    schemes: Schemes,
) -> tuple[tuple[Link, ...], list[Problem]]:
    """Return a person's links, and the problems of those that are left out.

    Each value given is a mapping of kinds to accounts or addresses, a list of mappings with a text
    and an address, a list of addresses, or one address; the links at the top level (`root`) follow.
    `lang` is the note's language, `tracking` has further parameters to remove from addresses, and
    `schemes` are those of the project. A repeated address is left out.
    """
    reader = _Reader(lang, tracking, schemes)
    for node in given:
        reader.read(node)
    for kind, key, node in accounts(root):
        reader.value(kind, node, key)
    return tuple(reader.links.values()), reader.problems


def read_affiliations(
    node: Node, tracking: frozenset[str], schemes: Schemes
) -> tuple[str, list[Problem]]:
    """Return the affiliations in a value as Markdown, each with its link, and problems.

    An affiliation is a text, or a mapping with a name and an address: `{name: …, url: …}`.
    """
    texts: list[str] = []
    problems: list[Problem] = []
    for item in node.items if isinstance(node, ListNode) else [node]:
        text = text_of(item, AFFILIATION) or ""
        given = first_text(folded_pairs(item), (*_ADDRESSES, "website", "ror"))
        address = address_of("website", given, "") or given
        if address and not may_link(address, schemes):
            message = f"the address of {text!r} is refused as unsafe: {given}"
            problems.append(Problem(ProblemCode.ADDRESS_UNSAFE, message, item.line))
        elif text and address and "](" not in text:
            target = encoded(clean_address(address, tracking)).replace(">", "%3E")
            escaped = _BRACKET.sub(r"\\\g<0>", text)
            text = f"[{escaped}](<{target}>)"
        texts += [text] if text else []
    return ", ".join(texts), problems


class _Reader:
    """The links read so far."""

    def __init__(self, lang: str, tracking: frozenset[str], schemes: Schemes) -> None:
        self.lang = lang
        self.tracking = tracking
        self.schemes = schemes
        self.links: dict[str, Link] = {}
        self.problems: list[Problem] = []

    def read(self, node: Node) -> None:
        """Add the links in a value."""
        if isinstance(node, ListNode):
            for item in node.items:
                self.read(item)
        elif isinstance(node, MappingNode):
            folded = folded_pairs(node)
            described = len(folded) == 1 or folded.keys() & {*_TEXTS, *_KINDS, *_ICON}
            if described and folded.keys() & _ADDRESSES:
                self.described(folded)
            else:
                for key, value in node.pairs.items():
                    self.value(kind_of_key(key), value, key)
        else:
            self.value("", node)

    def value(self, kind: str, node: Node, written: str = "", text: str = "") -> None:
        """Add the link, or the list of links, given for a kind."""
        if isinstance(node, ListNode):
            for item in node.items:
                self.value(kind, item, written, text)
        elif isinstance(node, MappingNode):
            self.described(folded_pairs(node), kind, written)
        elif not node.text.startswith("[["):  # another note, in Obsidian
            value = text_of(node, TextField())
            if value:
                self.add(Link(text, value, kind), written, node.line)
            elif value is None:
                self.unusable(f"the link {written or text!r} can't be {node.text!r}", node.line)

    def described(self, folded: dict[str, Node], kind: str = "", written: str = "") -> None:
        """Add the link that a mapping with a text and an address describes."""
        address = next((folded[key] for key in _ADDRESSES if key in folded), None)
        kind = kind or kind_of_key(first_text(folded, _KINDS))
        kind = kind or kind_of_icon(first_text(folded, _ICON))
        if address is not None and not isinstance(address, MappingNode):
            self.value(kind, address, written, first_text(folded, _TEXTS))
        elif folded:
            name = written or first_text(folded, _TEXTS)
            line = next(iter(folded.values())).line
            self.unusable(f"the link {name!r} has no address", line)

    def add(self, given: Link, written: str, line: int) -> None:
        """Add one link as given: its address may be the name of an account."""
        name = written or given.text or given.address
        if own := scheme_of(given.address, self.schemes):
            address = own.address(given.address)
        else:
            address = address_of(given.kind, given.address, self.lang)
        if not may_link(address or given.address, self.schemes):
            message = f"the address of the link {name!r} is refused as unsafe: {given.address}"
            self.problems.append(Problem(ProblemCode.ADDRESS_UNSAFE, message, line))
        elif not address:
            message = f"the link {name!r} is neither an address nor an account: {given.address!r}"
            self.unusable(message, line)
        else:
            address = encoded(clean_address(address, self.tracking))
            kind = given.kind or kind_of_address(address)
            text = given.text or _label(kind, address, written)
            self.links.setdefault(address, Link(text, address, kind))

    def unusable(self, message: str, line: int) -> None:
        """Report a value that can't be used."""
        self.problems.append(Problem(ProblemCode.FRONT_MATTER_VALUE, message, line))


def _label(kind: str, address: str, written: str) -> str:
    """Return what a reader sees of a link that has no text of its own."""
    if kind in KINDS:
        return KINDS[kind].label
    words = written.replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else display(address)
