"""Rendering what other programs add to Markdown: wikilinks, callouts, tags of templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx import addnodes

from sphinxext_profiles.project.domain import ProfileDomain

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_ADMONITIONS: dict[str, type[nodes.Element]] = {
    kind: getattr(nodes, kind)
    for kind in (
        *("attention", "caution", "danger", "error", "hint", "important"),
        *("note", "tip", "warning"),
    )
}
"""The kinds of callouts that docutils has, with titles in the project's language."""
_LOOKS = {
    **dict.fromkeys(("check", "done", "success"), "tip"),
    **dict.fromkeys(("faq", "help", "question"), "hint"),
    **dict.fromkeys(("bug", "fail", "failure", "missing"), "danger"),
}
"""What other kinds look like; any other is like a note."""


class OtherMarkupRenderer(SphinxRenderer):
    """Renders what MyST doesn't know."""

    def render_wikilink(self, token: SyntaxTreeNode) -> None:
        """Put a link that leads to a person if its target is one; else its words are left."""
        words = token.content
        if not words or token.meta["in_link"]:
            self.current_node.append(nodes.Text(words))
            return
        link = addnodes.pending_xref(
            "",
            nodes.inline(words, words),
            refdoc=self.sphinx_env.docname,
            refdomain=ProfileDomain.name,
            reftype="person",
            reftarget=f"[[{token.meta['target']}]]",
            refexplicit=True,
            refwarn=False,
        )
        self.add_line_and_source_path(link, token)
        self.current_node.append(link)

    def render_template(self, token: SyntaxTreeNode) -> None:
        """Show a template's tag as text."""
        self.render_text(token)

    def render_alert(self, token: SyntaxTreeNode) -> None:
        """Make a callout an admonition, with its own title or with that of its kind."""
        kind = token.info.lower()
        own = [child for child in token.children if child.type == "callout_title"]
        known = _ADMONITIONS.get(kind)
        if known is not None and not own:
            admonition = known()
        else:
            look = kind if known else _LOOKS.get(kind, "note")
            admonition = nodes.admonition("", classes=[look])
        self.add_line_and_source_path(admonition, token)
        with self.current_node_context(admonition, append=True):
            if own or known is None:
                written = "".join(part.children[0].content for part in own)
                title = nodes.title(written, "" if own else kind.capitalize())
                self.add_line_and_source_path(title, token)
                with self.current_node_context(title, append=True):
                    for part in own:
                        self.render_children(part)
            self.render_children(token)

    def render_callout_title(self, token: SyntaxTreeNode) -> None:
        """Leave out what is the title of the admonition already."""

    def render_alert_title(self, token: SyntaxTreeNode) -> None:
        """Leave out a title that the admonition has by itself."""
