"""Addresses in text and man pages: whole, as they can be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_profiles.nodes import profile_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.manpage import ManualPageTranslator
    from sphinx.writers.text import TextTranslator


def visit_text(self: TextTranslator, node: nodes.Element) -> None:
    """Write an address on a line of its own: text is wrapped at hyphens."""
    self.new_state(0)
    self.add_text(node.astext())
    self.end_state(wrap=False)
    raise nodes.SkipNode


def visit_man(self: ManualPageTranslator, node: nodes.Element) -> None:
    r"""Write an address with `\%` before it, which keeps groff from breaking it."""
    self.body.append(r"\%" + node.astext().replace("\\", r"\e"))
    raise nodes.SkipNode


def setup_addresses(app: Sphinx) -> None:
    """Register the visitors; every other output has its own way with a link."""
    app.add_node(profile_address, text=(visit_text, None), man=(visit_man, None))
