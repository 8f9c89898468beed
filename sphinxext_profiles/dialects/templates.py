"""Tags of templates: `{% include x.html %}` of Jekyll, `{{< fa loom >}}` and `{{% x %}}` of Hugo.

Each becomes a token of its own, `template`, with the tag as its content: no Markdown in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

LONGEST = 1_000
"""Characters of a tag."""
_NO_BEGINNING = frozenset("%<>{}")
"""What can't follow the beginning of a tag: `{%}` is a set of one sign."""
_TAGS = {"{%": "%}", "{{<": ">}}", "{{%": "%}}"}


def template(state: StateInline, silent: bool) -> bool:
    """Make a token of a template's tag."""
    end = tag_end(state.src, state.pos, state.posMax)
    if end and not silent:
        token = state.push("template", "", 0)
        token.content = state.src[state.pos : end]
    state.pos = end or state.pos
    return bool(end)


def tag_end(text: str, start: int, limit: int) -> int:
    """Return where the tag ends that begins at a place before `limit`, 0 if none begins there."""
    for opening, closing in _TAGS.items():
        if text.startswith(opening, start):
            first = start + len(opening)
            if text[first : first + 1] in _NO_BEGINNING:
                return 0
            end = text.find(closing, first, min(limit, first + LONGEST))
            is_tag = end >= 0 and opening not in text[first : end + 1]
            return end + len(closing) if is_tag else 0
    return 0


def without_templates(text: str) -> str:
    """Return a text that is no Markdown without the tags in it."""
    kept, begin, place = [], 0, text.find("{")
    while place >= 0:
        end = tag_end(text, place, len(text))
        if end:
            kept.append(text[begin:place])
            begin = end
        place = text.find("{", end or place + 1)
    return "".join((*kept, text[begin:])) if kept else text


def beside_templates(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """Return a rule for blocks in braces that leaves tags alone.

    MyST takes `{{< x >}}` for a substitution, and `{% x %}` for attributes with a comment.
    """

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        place = state.bMarks[start] + state.tShift[start]
        is_tag = tag_end(state.src, place, len(state.src))
        return not is_tag and rule(state, start, end, silent)

    return block
