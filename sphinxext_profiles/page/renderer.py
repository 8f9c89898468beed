"""MyST's renderer for the body of a note.

It works on the page's document, with the note's own link definitions, so that two notes on a page
never share a `[1]`. Links that use a definition become citations, images of the lead stay out,
and what the note may not do is left out with a problem.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from docutils import nodes
from myst_parser.mdit_to_docutils.base import html_meta_to_nodes, token_line

from sphinxext_profiles.addresses.cleaning import clean_address, encoded, image_source, is_safe
from sphinxext_profiles.markdown.citation_groups import group_citations
from sphinxext_profiles.model import Image, is_remote
from sphinxext_profiles.nodes import profile_citation
from sphinxext_profiles.note.sections import slugify
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.project.image_copies import shown_image
from sphinxext_profiles.rendering.context import anchor
from sphinxext_profiles.rendering.context import level as leveled

from .gated import GatedRenderer
from .images import remote_image
from .names import Names, few_labels, footnote_prefix, gather_footnotes, without_title
from .options import Attributes
from .scope import LOOK_UPS, from_source, give_id, may_be, settle_start

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

MYST_SCHEMES = ("inv:", "path:", "project:")
"""What MyST resolves itself: these are no addresses."""


class NoteRenderer(GatedRenderer):
    """Renders a note's tokens into the page's document."""

    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        """Take the note's scope along with MyST's options."""
        super().setup_render(options, env)
        self.scope = options["profiles_scope"]
        self._names = Names(self.scope, self.document)
        self.attributes = Attributes(self.scope, self._names.own)
        self._footnotes = footnote_prefix(self.document, self.scope.profile.key)
        self._equations = 0

    def render_note(
        self, tokens: list[Token], options: dict[str, Any], env: MutableMapping[str, Any]
    ) -> None:
        """Render a note's tokens into the node that the options name.

        On the note's own page that is the page's first section, and what MyST does at the end of
        a page is done too, but for what concerns its front matter.
        """
        self.setup_render(options, env)
        for name in options["profiles_title_names"]:
            self._names.give(self.current_node, name)
        self._render_body(tokens)
        self._names.follow(self.current_node)

    def _render_body(self, tokens: list[Token]) -> None:
        if not self.scope.own_page:
            self._render_tokens(tokens)
            gather_footnotes(self.document, self.current_node, self._footnotes)
            return
        self._level_to_section[1] = cast("nodes.section", self.current_node)
        self._render_tokens(tokens)
        self._describe_page()

    def _describe_page(self) -> None:
        """Do what MyST does for a page of its own, before and after the text."""
        metas = html_meta_to_nodes(self.md_config.html_meta, self.document, 0, self.reporter)
        self.document.children[:0] = metas
        for meta in metas:
            self.document.setup_child(meta)
        metadata = self.sphinx_env.metadata[self.sphinx_env.docname]
        if count := self.md_env.get("wordcount"):
            metadata["wordcount"] = count
        # What MyST itself keeps there, for links to headings.
        setattr(self.document, "myst_slugs", self._heading_slugs)  # noqa: B010  # not docutils' own
        if self._heading_slugs:
            metadata["myst_slugs"] = self._heading_slugs
        settings, config = self.document.settings, self.md_config
        settings.myst_footnote_transition = config.footnote_transition
        settings.myst_footnote_sort = config.footnote_sort
        if hasattr(config, "heading_anchors_html_ids"):  # since MyST 5.1
            settings.myst_heading_anchors_html_ids = config.heading_anchors_html_ids

    def _render_tokens(self, tokens: list[Token]) -> None:
        """Translate every paragraph, nested ones too, and find its citations."""
        tokens = few_labels(without_title(tokens, self.scope), self.scope)
        for token in tokens:
            self._settle(token)
            if token.type == "inline" and token.children:
                self._translate(token)
                token.children = group_citations(token.children, self.scope.numbers)
        super()._render_tokens(tokens)

    def _settle(self, token: Token) -> None:
        """Make names the note's own, and bound what attributes say."""
        line = token.map[0] + 1 if token.map else 0
        if token.type == "myst_target":
            token.content = self._names.own(token.content)
        elif token.type == "math_block_label":
            token.info = self._names.own(token.info)
        for part in (token, *(token.children or ())):
            if part.attrs and part.type != "directive":
                given = {name: str(value) for name, value in part.attrs.items()}
                settled = self.attributes.settle(given, line, token.content.count("\n") + 1)
                part.attrs = {name: settled[name] for name in part.attrs if name in settled}

    def _translate(self, token: Token) -> None:
        """Put a text in the project's language in its place, read with the note's definitions.

        What Sphinx puts in later is read as a page of its own, where `[1]` means nothing.
        """
        said = self.scope.translate(token.content)
        if said != token.content:
            token.content = said
            token.children = self.md.parseInline(said, self.md_env)[0].children

    # Citations and links

    def render_profiles_citation(self, token: SyntaxTreeNode) -> None:
        """Put a citation with its words; where it leads is settled when the page is read."""
        node = profile_citation(note=self.scope.profile.path, **token.meta)
        self.add_line_and_source_path(node, token)
        with self.current_node_context(node, append=True):
            self.render_children(token)

    def render_footnote_ref(self, token: SyntaxTreeNode) -> None:
        """Keep the labels of footnotes that are no sources apart for each note."""
        self._prefix_label(token)
        super().render_footnote_ref(token)

    def render_footnote_reference(self, token: SyntaxTreeNode) -> None:
        """Leave out the footnotes that are sources: the reference list has them."""
        if f"^{token.meta['label']}".casefold() not in self.scope.numbers:
            self._prefix_label(token)
            super().render_footnote_reference(token)

    def render_list_item(self, token: SyntaxTreeNode) -> None:
        """Leave out an item that held nothing but the definition of a source."""
        super().render_list_item(token)
        self._drop_empty()

    def render_bullet_list(self, token: SyntaxTreeNode) -> None:
        """Leave out a list of definitions."""
        super().render_bullet_list(token)
        self._drop_empty()

    def render_ordered_list(self, token: SyntaxTreeNode) -> None:
        """Leave out a list of definitions."""
        super().render_ordered_list(token)
        settle_start(self.current_node[-1])
        self._drop_empty()

    def render_blockquote(self, token: SyntaxTreeNode) -> None:
        """Leave out a quote that held nothing but definitions."""
        super().render_blockquote(token)
        self._drop_empty()

    def _drop_empty(self) -> None:
        """Take back what was rendered last if nothing is in it."""
        last = self.current_node.children[-1:]
        if last and not last[0].children:
            self.current_node.remove(last[0])

    def _prefix_label(self, token: SyntaxTreeNode) -> None:
        """Keep a label apart from those of other notes, and from headings.

        Before 5.2, MyST takes a footnote and a heading of one name for the same, and drops the
        footnote. On the note's own page a number stays: MyST shows it as the author gave it.
        """
        label = token.meta["label"]
        if not self.scope.own_page or not label.isdigit():
            token.meta["label"] = f"{self._footnotes}{label}"

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Clean addresses, and refuse those that a note may not link to."""
        href = str(token.attrGet("href") or "")
        address = clean_address(href, self.scope.tracking)
        if self.scope.has_own_scheme(href):
            super().render_link(token)
        elif is_remote(address) and is_safe(self.md.normalizeLinkText(href)):
            token.attrs["href"] = address
            super().render_link(token)
        elif href.startswith("inv:") and not self._may_look_up(href):
            self._refuse(token, f"use the link {href[:60]!r}: {LOOK_UPS}")
        elif href.startswith(MYST_SCHEMES) or is_safe(self.md.normalizeLinkText(href)):
            self.render_checked(super().render_link, token, "link")
        else:
            self.render_children(token)

    def _may_look_up(self, href: str) -> bool:
        """Return whether a link to an inventory takes no long search: each star starts one anew."""
        stars = (part.count("*") for part in re.split("[:#]", self.md.normalizeLinkText(href)))
        return self.scope.gate.trusted or (max(stars) <= 1 and self.scope.may_look_up())

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Resolve a path from the note, wherever it is shown."""
        target = self.md.normalizeLinkText(str(token.attrGet("href") or ""))
        written = target.partition("#")[0]
        path = from_source(self.scope.profile.path, written)
        if written and not path and not self.scope.gate.trusted:
            self._refuse(token, f"link to {target!r}, which leads out of the source folder")
            return
        file = Path(self.sphinx_env.srcdir, path.lstrip("/"))
        if not may_be(file):
            self.render_children(token)
            return
        if path and file.is_file():
            page = self.sphinx_env.path2doc(path.lstrip("/"))
            if page is None and not self.scope.gate.trusted:
                self._refuse(token, f"offer the file {target!r} for download")
                return
            token.attrs["href"] = path + target[len(written) :]
        super().render_link_unknown(token)

    def render_link_path(self, token: SyntaxTreeNode) -> None:
        """Offer a file for download, if the note is trusted."""
        if self.scope.gate.trusted:
            super().render_link_path(token)
        else:
            self._refuse(token, f"offer the file {token.attrGet('href')!r} for download")

    def _refuse(self, token: SyntaxTreeNode, refused: str) -> None:
        """Report what a note may not do, and leave the words of the link."""
        message = f"a note may not {refused}"
        self.scope.report(Problem(ProblemCode.FILE_BLOCKED, message, token_line(token, 0)))
        self.render_children(token)

    # Images

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Put an image or its local copy; a remote one stays a link: no build fetches it."""
        source = self.md.normalizeLinkText(str(token.attrGet("src") or ""))
        alt = self.renderInlineAsText(token.children or [])
        if is_remote(source):
            if is_safe(source):
                self._render_remote(token, source, alt)
            return
        self._place_image(token, unquote(source), alt)

    def _place_image(self, token: SyntaxTreeNode, path: str, alt: str) -> None:
        """Put an image of the project, or its alt text where it can't be shown."""
        if not self.has_image(path, token_line(token, 0)):
            self.current_node.append(nodes.Text(alt))
            return
        super().render_image(token)
        image = cast("nodes.image", self.current_node[-1])
        image["uri"] = from_source(self.scope.profile.path, path)

    def _render_remote(self, token: SyntaxTreeNode, source: str, alt: str) -> None:
        """Put the local copy of a remote image, or a link where there is none."""
        address = image_source(str(token.attrGet("src")), self.scope.tracking)
        env, node = self.sphinx_env, self.current_node
        shown = shown_image(env, self.scope.profile, Image(address, line=token_line(token, 0)))
        if shown is not None and not shown.remote:
            self._place_image(token, shown.source, alt)
            return
        link = clean_address(source, self.scope.tracking)
        text = alt or str(token.attrGet("title") or link)
        node.append(remote_image(env, node, encoded(link), alt, text))

    # Headings

    def generate_heading_target(
        self,
        token: SyntaxTreeNode,
        level: int,
        node: nodes.Element,
        title_node: nodes.Element,
    ) -> None:
        """Give a heading a readable id in any script, where docutils would say `id1`."""
        slug = self.scope.slugs.get(token_line(token, 0)) or slugify(title_node.astext())
        if not self.scope.own_page:
            slug = f"{self.scope.profile.key}-{slug}"
        if not node["ids"]:
            give_id(self.document, node, anchor(slug))
        if isinstance(node, nodes.rubric):
            leveled(node, level if self.scope.heading_level else 0, below=level)
        super().generate_heading_target(token, level, node, title_node)

    def render_hr(self, token: SyntaxTreeNode) -> None:
        """Drop a rule: between the sections of a note it is decoration."""

    def _random_label(self) -> str:
        """Label an equation by its place, since the same input must give the same bytes."""
        self._equations += 1
        return f"{self.scope.profile.key}-equation-{self._equations}"
