"""Text, man pages and Texinfo: heads of cards, and unbroken addresses that can be copied."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast
from unicodedata import category

from docutils import nodes
from docutils.utils import column_width
from sphinx.addnodes import toctree

from sphinxext_profiles import nodes as ours
from sphinxext_profiles.words.letters import is_unspaced

from .composing import PARTS
from .expansion import replace_all

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxTranslator
    from sphinx.writers.manpage import ManualPageTranslator
    from sphinx.writers.texinfo import TexinfoTranslator
    from sphinx.writers.text import TextTranslator

UNDERLINE = "^"
"""What Sphinx underlines titles outside sections with."""

BREAK = "\u200b"
"""Where a line may be broken (ZERO WIDTH SPACE)."""
ENDING = {"Pe", "Pf", "Po", "Lm", "Mn"}
"""The categories of characters that never begin a line."""
OPENING = {"Ps", "Pi"}
"""The categories of characters that never end one."""


# Text


def visit_text_head(self: TextTranslator, _node: nodes.Element) -> None:
    """Begin the head of a card."""
    self.new_state(0)


def depart_text_head(self: TextTranslator, _node: nodes.Element) -> None:
    """Underline the head of a card: a wide letter takes two columns."""
    self.end_state(end=None)
    lines = cast("list[str]", self.states[-1][-1][1])
    lines += [UNDERLINE * max(map(column_width, lines)), ""]


def visit_text_lines(self: TextTranslator, _node: nodes.Element) -> None:
    """Begin a paragraph that keeps its lines."""
    self.new_state(0)


def depart_text_lines(self: TextTranslator, _node: nodes.Element) -> None:
    """End such a paragraph, and only then add an empty line."""
    self.end_state(end=None)
    self.states[-1].append((0, [""]))


def visit_text_address(self: TextTranslator, node: nodes.Element) -> None:
    """Write an address on a line of its own, since text is wrapped at hyphens."""
    self.new_state(0)
    self.add_text(node.astext())
    self.end_state(wrap=False, end=None)
    raise nodes.SkipNode


# Man pages


def visit_man_address(self: ManualPageTranslator, node: nodes.Element) -> None:
    """Write an address on a line of its own that groff doesn't fill, and so doesn't break.

    Letters that groff would replace for a terminal (groff_char(7)) are written by name.
    """
    self.ensure_eol()
    place = node.parent.index(node)
    # At the beginning of an item, the mark of the item is on the same line.
    first = all(isinstance(other, nodes.target) for other in node.parent.children[:place])
    self.body.append("'nf\n" if first else ".nf\n")
    self.visit_Text(nodes.Text(node.astext()))
    last = place == len(node.parent) - 1
    named = self.body.pop().replace("~", r"\(ti").replace("^", r"\(ha")
    self.body += [named, "\n.fi" if last else "\n.fi\n"]
    raise nodes.SkipNode


def visit_man_unspaced(self: ManualPageTranslator, node: nodes.Element) -> None:
    """Write text without spaces, marking where groff may break a line."""
    self.visit_Text(nodes.Text(_with_breaks(node.astext())))
    self.body.append(self.body.pop().replace(BREAK, r"\:"))
    raise nodes.SkipNode


def visit_man_margin(self: ManualPageTranslator, node: nodes.Element) -> None:
    """Switch groff's justification of lines on or off."""
    self.ensure_eol()
    self.body.append(".ad\n" if node["even"] else ".na\n")
    raise nodes.SkipNode


def _with_breaks(text: str) -> str:
    """Return text with a mark wherever a line may end in a script without spaces."""
    parts = [text[:1]]
    for before, after in pairwise(text):
        if _may_break(before, after):
            parts.append(BREAK)
        parts.append(after)
    return "".join(parts)


def _may_break(before: str, after: str) -> bool:
    if not (is_unspaced(before) or is_unspaced(after)) or before.isspace() or after.isspace():
        return False
    return category(after) not in ENDING and category(before) not in OPENING


# Texinfo


def visit_texinfo_address(self: TexinfoTranslator, node: nodes.Element) -> None:
    """Write an address on a line of its own."""
    place = node.parent.index(node)
    before = "\n@*" if place else ""
    after = "@*\n" if place < len(node.parent) - 1 else ""
    self.body.append(f"{before}@uref{{{self.escape_arg(node.astext())}}}{after}")
    raise nodes.SkipNode


# Markdown


def skip_toctree(_self: SphinxTranslator, _node: nodes.Element) -> None:
    """Write nothing for a hidden toctree, such as that of an index, in another page's toctree.

    Sphinx leaves it there, and sphinx-markdown-builder warns that it doesn't know the node.
    """
    raise nodes.SkipNode


def visit_part(self: SphinxTranslator, node: nodes.Element) -> None:
    """Write a part of ours as standard nodes, beside a page of HTML.

    sphinx-llm-friendly has a copy of the page's nodes, which are those of HTML.
    """
    part = nodes.container("", node)
    replace_all(part, bare=True)
    for child in part.children:
        child.walkabout(self)
    raise nodes.SkipNode


def setup_plain(app: Sphinx) -> None:
    """Register the visitors; other outputs get standard nodes, or treat these as what they are."""
    app.add_node(toctree, override=True, markdown=(skip_toctree, None))
    for part in PARTS:
        app.add_node(part, override=True, llm_markdown=(visit_part, None))
    app.add_node(ours.profile_head, text=(visit_text_head, depart_text_head))
    app.add_node(ours.profile_lines, text=(visit_text_lines, depart_text_lines))
    app.add_node(
        ours.profile_address,
        text=(visit_text_address, None),
        man=(visit_man_address, None),
        texinfo=(visit_texinfo_address, None),
    )
    app.add_node(ours.profile_margin, man=(visit_man_margin, None))
    app.add_node(ours.profile_unspaced, man=(visit_man_unspaced, None))
