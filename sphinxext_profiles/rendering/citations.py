"""Citations as a reader sees them: numbers, the author's words, or raised numbers.

`write_citation` gives a citation its parts: texts, and links as a `Link`. The visitors of HTML and
the expansion for other outputs arrange them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinxext_profiles.markdown.citations import word_list
from sphinxext_profiles.words.vocabulary import JOINING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_profiles.nodes import profile_citation

CITATION_STYLES = ("number", "label", "superscript")

_SHORTEST_RANGE = 3
"""Three numbers are `[1–3]`; two are `[1, 2]`."""
_WIDE = "（［【〔"
"""Opening brackets whose glyphs include a space."""
_COMMAS = {"zh": "、", "ja": "、", "ar": "، ", "fa": "، ", "ur": "، "}
"""What separates words in languages that don't use the English comma."""


class Target(NamedTuple):
    """Where a citation leads."""

    number: int
    """Its number in the list, or in the note if no list has it."""
    name: str
    """The name of the source, for when the author gave it no words."""
    address: str
    """`#` and an id for an entry on the page, otherwise an address."""
    listed: bool
    """Whether it leads to an entry in a list rather than to the source."""


class Link(NamedTuple):
    """A link of a citation."""

    text: str
    anchor: str
    """The id for the link back from the list; empty if there is none."""
    address: str
    listed: bool


def leaders(node: profile_citation, style: str, targets: Sequence[Target]) -> list[int]:
    """Return for each source that a citation names the place of the one whose link it shares.

    That is its own place, unless its number comes earlier or lies inside a range such as `[1–3]`.
    """
    places = list(range(len(targets)))
    if style == "label" or len(targets) == 1:
        return places
    leader_of: dict[int, int] = {}
    for span in _spans(node, targets):
        inner = dict.fromkeys(span[:-1], span[0]) | {span[-1]: span[-1]}
        leader_of |= {targets[place].number: leader for place, leader in inner.items()}
    return [leader_of[target.number] for target in targets]


def _spans(node: profile_citation, targets: Sequence[Target]) -> list[list[int]]:
    """Return the places of the numbers to show, with those of a range in one list.

    Only numbers of entries in a list disappear into a range, since readers can see them there.
    """
    places = range(len(targets))
    plain = all(JOINING.issuperset(word_list(joint)) for joint in node["joints"])
    if not plain or not all(target.listed for target in targets):
        return [[place] for place in places]
    first = {targets[place].number: place for place in reversed(places)}
    runs: list[list[int]] = []
    for place in sorted(first.values()):
        if runs and targets[place].number == targets[runs[-1][-1]].number + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [
        span
        for run in runs
        for span in ([run] if len(run) >= _SHORTEST_RANGE else [[place] for place in run])
    ]


def write_citation(
    node: profile_citation, style: str, targets: Sequence[Target], anchors: Sequence[str], lang: str
) -> None:
    """Give a citation its parts in a style; `lang` is the language of the text around it.

    `anchors` are the ids of its links, one for each source; sources that share a link share its id.
    """
    node["style"] = style
    node["around"] = None
    if style != "label":
        node["parts"] = _numbers(node, style, targets, anchors)
    elif node.children and not _holds_links(node):
        node["around"] = _link("", targets[0], anchors[0])
        node["parts"] = []
    else:
        node["parts"] = _words(node, targets, anchors, lang)


def _link(text: str, target: Target, anchor: str) -> Link:
    return Link(text, anchor, target.address, target.listed)


def _holds_links(node: profile_citation) -> bool:
    """Return whether the words of a citation contain another link, such as that of a role."""
    inner = node.findall(nodes.Element, include_self=False)
    return any({"refuri", "refid", "reftarget"} & element.attributes.keys() for element in inner)


def _numbers(
    node: profile_citation, style: str, targets: Sequence[Target], anchors: Sequence[str]
) -> list[str | Link]:
    """Return `[1, 3]`, `[1–3]`, or without brackets `1,3`."""
    comma = "," if style == "superscript" else ", "
    spans = _spans(node, targets)
    parts: list[str | Link] = []
    for order, span in enumerate(spans):
        if order:
            joint = node["joints"][span[0] - 1]
            parts.append(joint if set(word_list(joint)) - JOINING else comma)
        first, last = span[0], span[-1]
        parts.append(_link(str(targets[first].number), targets[first], anchors[first]))
        if last != first:
            parts += ["–", _link(str(targets[last].number), targets[last], anchors[last])]
    return parts if style == "superscript" else ["[", *parts, "]"]


def _words(
    node: profile_citation, targets: Sequence[Target], anchors: Sequence[str], lang: str
) -> list[str | Link]:
    """Return the author's words, or the names of sources, in the author's brackets."""
    script = lang.partition("-")[0]
    opening, closing = node["brackets"]
    if not opening:
        opening, closing = "（）" if script in {"zh", "ja"} else "()"
    starts = node.parent is None or node.parent.children[0] is node
    parts: list[str | Link] = [opening if starts or opening in _WIDE else f" {opening}"]
    for place, (_, words) in enumerate(node["marks"]):
        if place:
            parts.append(node["joints"][place - 1] or _COMMAS.get(script, ", "))
        text = words if any(map(str.isalpha, words)) else targets[place].name
        parts.append(_link(text, targets[place], anchors[place]))
    return [*parts, closing]
