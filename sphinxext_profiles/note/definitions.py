"""Link definitions (`[1]: https://example.org "Title"`) in time that grows with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

MOST_LINES = 20
"""A title may run over lines; a definition of more lines than these is text."""


def limit_definitions(parser: MarkdownIt) -> None:
    """Make a parser look for the end of a definition in the lines next to it.

    Before version 4 markdown-it looked for the end of the paragraph first, which for a list of
    definitions is the end of the list: ten thousand of them took minutes.
    """
    ruler = parser.block.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    reference = rules["reference"]

    def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        last = state.lineMax
        state.lineMax = min(last, start + MOST_LINES)
        try:
            return reference(state, start, end, silent)
        finally:
            state.lineMax = last

    ruler.at("reference", definition)
