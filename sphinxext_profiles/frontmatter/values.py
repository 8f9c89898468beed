"""The usable part of a front matter value, whatever its type."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinxext_profiles.dialects.templates import without_templates
from sphinxext_profiles.dialects.wikilinks import without_wikilinks
from sphinxext_profiles.words.letters import fold_key, join_lines

from .tree import ListNode, MappingNode, Node, ScalarNode

_YES = frozenset({"true", "yes", "y", "on", "1"})
_NO = frozenset({"", "~", "null", "none", "false", "no", "n", "off", "0"})
_TAG_SEPARATORS = re.compile("[,;，；、]")


@dataclass(frozen=True, slots=True)
class TextField:
    """How a text is taken from a value."""

    keys: tuple[str, ...] = ()
    """The keys under which a mapping has the text; the first one present counts."""
    parts: tuple[str, ...] = ()
    """The keys of a mapping whose texts form the text, in this order, joined by `glue`."""
    glue: str = " "
    joined: str = ""
    """What goes between the texts of a list. If it is empty, only the first text is taken."""
    lines: bool = False
    """Whether line ends are kept."""
    beside: tuple[str, ...] = ()
    """The keys that a mapping may have without a text, since they say something else."""


def text_of(node: Node, wanted: TextField) -> str | None:
    """Return the text in a value: empty for none, None if it can't be used.

    `null` and `false` give none, as authors mean them. `true` can't be used.
    """
    if isinstance(node, ScalarNode):
        if isinstance(node.value, bool):
            return None if node.value else ""
        return "" if node.value is None else _tidy(node, wanted)
    if isinstance(node, ListNode):
        texts = [text_of(item, wanted) for item in node.items]
        filled = [text for text in texts if text]
        if not filled:
            return None if None in texts else ""
        return wanted.joined.join(filled) if wanted.joined else filled[0]
    return _text_of_mapping(node, wanted)


def _tidy(node: ScalarNode, wanted: TextField) -> str:
    """Return a value's text, in one line unless lines are wanted."""
    text = node.value if isinstance(node.value, str) else node.text
    if wanted.lines:
        return text.strip()
    words = without_templates(without_wikilinks(join_lines(text)))
    return re.sub(r"[ \t]+", " ", words).strip()


def _text_of_mapping(node: MappingNode, wanted: TextField) -> str | None:
    """Return the text that a mapping has under one of the keys or in parts."""
    folded = folded_pairs(node)
    if text := first_text(folded, wanted.keys, wanted):
        return text
    parts = [text_of(folded[key], wanted) for key in wanted.parts if key in folded]
    text = wanted.glue.join(part for part in parts if part)
    return text or (None if folded.keys() - {*wanted.keys, *wanted.beside} else "")


def folded_pairs(node: Node) -> dict[str, Node]:
    """Return a mapping's values by their folded keys; nothing for any other value."""
    pairs = node.pairs if isinstance(node, MappingNode) else {}
    return {fold_key(key): value for key, value in pairs.items()}


def first_text(
    folded: dict[str, Node], keys: tuple[str, ...], wanted: TextField | None = None
) -> str:
    """Return the text of the first of some keys that has one."""
    wanted = wanted or TextField()
    texts = (text_of(folded[key], wanted) for key in keys if key in folded)
    return next((text for text in texts if text), "")


def truth_of(node: Node) -> bool:
    """Return whether a value means yes, as does any text that isn't a plain no: a date, a model."""
    if isinstance(node, ScalarNode):
        return node.value is True or node.text.strip().lower() not in _NO
    return bool(node.items if isinstance(node, ListNode) else node.pairs)


def is_true(value: object) -> bool:
    """Return whether a frozen front matter value means yes: `true`, and text such as "yes"."""
    return value is True or value == 1 or (isinstance(value, str) and value.lower() in _YES)


def tags_of(node: Node) -> tuple[str, ...] | None:
    """Return the tags in a list, in a text with commas or in a single value.

    Each comes once. The result is None if the value can't be used.
    """
    tags = _tags(node)
    return None if tags is None else tuple(dict.fromkeys(tag for tag in tags if tag))


def _tags(node: Node) -> list[str] | None:
    """Return the tags in a value, including empty and repeated ones."""
    if isinstance(node, ListNode):
        tags = [text_of(item, TextField(keys=("name", "text", "title"))) for item in node.items]
        return None if None in tags and not any(tags) else [tag or "" for tag in tags]
    text = text_of(node, TextField())
    return None if text is None else [tag.strip() for tag in _TAG_SEPARATORS.split(text)]
