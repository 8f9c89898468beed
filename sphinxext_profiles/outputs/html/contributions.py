"""HTML of what people did for a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_profiles.nodes import profile_contribution

from .tags import language, tag, words

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def visit_contributions(self: HTML5Translator, node: nodes.Element) -> None:
    """Write contributions as emoji, each an image with its words as the name (WCAG, F26)."""
    contributions = list(node.findall(profile_contribution))
    parts = []
    for child in contributions:
        said, emoji = child.astext(), child["emoji"]
        named = {"role": "img", "aria-label": said, "title": said} if emoji else {}
        start = tag(self, "span", **language(child), **named)
        parts.append(f"{start}{words(self, emoji or said)}</span>")
    joint = " " if all(child["emoji"] for child in node.findall(profile_contribution)) else ", "
    self.body.append(self.starttag(node, "span", "") + joint.join(parts) + "</span>")
    raise nodes.SkipNode
