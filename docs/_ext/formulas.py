"""The math renderer `mathml`: formulas that browsers draw themselves, without a script.

A book would have to name the pages with formulas in its contents, which Sphinx does not: there they
are what was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import latex2mathml

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write a formula in a line of text."""
    translator.body.append(_formula(translator, node.astext()))
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands by itself."""
    # docutils changed the name of the argument that asks for this, so it isn't asked.
    formula = _formula(translator, node.astext()).replace("<math", '<math display="block"', 1)
    translator.body.append(f'<div class="formula">{formula}</div>\n')
    raise nodes.SkipNode


def _formula(translator: HTML5Translator, text: str) -> str:
    if getattr(translator.builder, "embedded", False):
        return f"<code>{translator.encode(text)}</code>"
    return latex2mathml.tex2mathml(text)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
