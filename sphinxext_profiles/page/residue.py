"""A body without what a chat with a language model has left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.words.chat import without_debris

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from markdown_it.token import Token


def without_residue(tokens: list[Token], lines: Collection[int]) -> list[Token]:
    """Return tokens without the paragraphs that begin on these lines, and without debris."""
    kept: list[Token] = []
    for block in blocks(tokens):
        head = block[0]
        if head.map is None or head.map[0] + 1 not in lines:
            kept += block
    for token in kept:
        for child in token.children or ():
            if child.type == "text":
                child.content = without_debris(child.content)
    return kept


def blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each block at the top level."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []
