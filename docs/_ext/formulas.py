"""The math renderer `mathml`: formulas that browsers render themselves, without a script.

A book would have to list the pages with formulas in its manifest, which Sphinx doesn't do, so there
they are shown as source.
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
    """Write an inline formula."""
    translator.body.append(_formula(translator, node.astext()))
    raise nodes.SkipNode


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a displayed formula."""
    # The argument for this has different names in different versions of docutils.
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
