"""MyST's renderer, kept from what a note may not do.

What is refused is shown as text where that makes sense, and reported at its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line

from sphinxext_profiles.addresses.cleaning import clean_address, encoded, is_safe
from sphinxext_profiles.formulas.formulas import settle_place
from sphinxext_profiles.markdown.contents import is_comment
from sphinxext_profiles.markdown.limits import DEEPEST
from sphinxext_profiles.model import is_remote
from sphinxext_profiles.note.blocked import (
    depth_problem,
    directive_problem,
    failure_problem,
    html_problem,
    role_problem,
    substitution_problem,
)
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.syntax import written_substitution

from .forbidden import CHECKBOX, forbidden, is_code, is_math, refused_colors
from .images import find_image, replace_image, replace_remote
from .options import Attributes, split_options
from .other_markup import OtherMarkupRenderer
from .scope import from_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.tree import SyntaxTreeNode

    from .scope import NoteScope


class GatedRenderer(OtherMarkupRenderer):
    """Renders what the note's gate lets through."""

    scope: NoteScope
    attributes: Attributes

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Show HTML as text, unless the note is trusted; a comment is left out."""
        if self.scope.gate.trusted:
            super().render_html_block(token)
            return
        if is_comment(token.content):
            return
        self._report_html(token)
        text = token.content.strip()
        if text:
            self.current_node.append(nodes.paragraph("", text))

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """Show HTML as text, unless the note is trusted; a comment is left out."""
        if self.scope.gate.trusted:
            super().render_html_inline(token)
            return
        if CHECKBOX.fullmatch(token.content):
            self.current_node.append(nodes.raw("", token.content, format="html"))
            return
        if is_comment(token.content):
            return
        self._report_html(token)
        self.current_node.append(nodes.Text(token.content))

    def _report_html(self, token: SyntaxTreeNode) -> None:
        self.scope.html.append(html_problem(token.content, token_line(token, 0)))

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Show reST as code, unless the note is trusted."""
        if self.scope.gate.trusted:
            super().render_restructuredtext(token)
        else:
            self._block_directive(
                directive_problem("eval-rst", token_line(token, 0)), token.content
            )

    def render_directive(self, token: SyntaxTreeNode, *arguments: Any, **more: Any) -> None:
        """Count the lists and quotes around a directive as levels that its content stands in."""
        level = token.level
        self.scope.depth += level
        try:
            super().render_directive(token, *arguments, **more)
        finally:
            self.scope.depth -= level

    def run_directive(
        self,
        name: str,
        first_line: str,
        content: str,
        position: int,
        additional_options: dict[str, str] | None = None,
        **more: Any,
    ) -> list[nodes.Element]:
        """Run a directive that the note may use, and take out what it may not make."""
        gate = self.scope.gate
        if not gate.allows_directive(name):
            return self._as_text(directive_problem(name, position), content)
        if self.scope.depth >= DEEPEST and not gate.trusted:
            return self._as_text(depth_problem(position), content)
        given = split_options(content)
        options = {**(additional_options or {}), **given.options}
        options = self.attributes.settle(options, position, given.content.count("\n") + 1)
        if name == "container":
            first_line = self.attributes.classes(first_line, position)
        settings, around = self.document.settings, self.current_node
        insertion = settings.file_insertion_enabled
        self.scope.depth += 1
        if name == "figure" and not gate.trusted:
            # It would open any file to see how wide it is (`:figwidth: image`).
            settings.file_insertion_enabled = False
        try:
            made = super().run_directive(name, first_line, given.content, position, options, **more)
        except Exception as error:  # noqa: BLE001  # whatever it is, it must cost the directive only
            self.current_node = around
            return self._as_text(failure_problem(name, error, position), given.content)
        finally:
            self.scope.depth -= 1
            settings.file_insertion_enabled = insertion
        return self._without_forbidden(made, f"directive {name!r}", position)

    def _as_text(self, problem: Problem, content: str) -> list[nodes.Element]:
        """Report a directive, and return its content as it is."""
        holder = nodes.container()
        with self.current_node_context(holder):
            self._block_directive(problem, content)
        return cast("list[nodes.Element]", holder.children)

    def _block_directive(self, problem: Problem, content: str) -> None:
        self.scope.report(problem)
        if content.strip():
            self.current_node.append(nodes.literal_block(content, content, language="none"))

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Run a role that the note may use; another's text is shown as it is."""
        name = str(token.meta["name"])
        may_be_looked_up = name != "numref" or self.scope.may_look_up()
        if self.scope.gate.allows_role(name) and may_be_looked_up:
            around = self.current_node
            try:
                self.render_checked(super().render_myst_role, token, f"role {name!r}")
            except Exception as error:  # noqa: BLE001  # as for directives
                self.current_node = around
                self.scope.report(failure_problem(name, error, token_line(token, 0)))
                self.current_node.append(nodes.Text(token.content))
            return
        self.scope.report(role_problem(name, token_line(token, 0)))
        self.current_node.append(nodes.Text(token.content))

    def render_checked(
        self, render: Callable[[SyntaxTreeNode], None], token: SyntaxTreeNode, source: str
    ) -> None:
        """Render a token, and take out what it may not make."""
        holder = nodes.inline()
        with self.current_node_context(holder):
            render(token)
        made = cast("list[nodes.Element]", holder.children)
        self.current_node += self._without_forbidden(made, source, token_line(token, 0))

    def _without_forbidden(
        self, made: list[nodes.Element], source: str, line: int
    ) -> list[nodes.Element]:
        """Return nodes without those that a note may not make, and report these."""
        holder = nodes.container("", *made)
        for image in list(holder.findall(nodes.image)):
            self._settle_image(image, line)
        for formula in cast("list[nodes.Element]", list(holder.findall(is_math))):
            self._settle_formula(formula, line)
        for code in holder.findall(is_code):
            self._settle_code(cast("nodes.Element", code), line)
        refused = () if self.scope.gate.trusted else filter(forbidden, list(holder.findall()))
        for node in refused:
            message = f"what the {source} makes of its address, path or target is refused"
            self.scope.report(Problem(ProblemCode.FILE_BLOCKED, message, line))
            node.parent.replace(node, nodes.inline("", node.astext()))
        for link in holder.findall(nodes.reference):
            if "refuri" in link and "id_link" not in link:  # braces would end what TeX reads of it
                link["refuri"] = encoded(clean_address(link["refuri"], self.scope.tracking))
        children = cast("list[nodes.Element]", holder.children)
        for child in children:
            child.parent = None
        return children

    def has_image(self, path: str, line: int) -> bool:
        """Return whether an image of the project can be shown.

        In a trusted note it may be one for each format (`a.*`), which Sphinx looks for.
        """
        trusted = self.scope.gate.trusted
        note = self.scope.profile.path
        if trusted and path.endswith(".*") and from_source(note, path):
            return True
        return find_image(self.sphinx_env, note, line, path, trusted=trusted) is not None

    def _settle_image(self, image: nodes.image, line: int) -> None:
        """Look for a directive's image from the note, wherever that is shown.

        A remote one becomes a link, so that no build fetches it, unless the note is trusted. One
        that isn't there becomes its alt text.
        """
        uri = image["uri"]
        if not is_remote(uri):
            if self.has_image(uri, line):
                image["uri"] = from_source(self.scope.profile.path, uri)
            else:
                replace_image(image, nodes.Text(image.get("alt", "")))
        elif not self.scope.gate.trusted and is_safe(uri):
            replace_remote(self.sphinx_env, image)

    def _settle_code(self, code: nodes.Element, line: int) -> None:
        """Take the colors from code that could take long, unless the note is trusted."""
        usual = self.sphinx_env.config.highlight_language
        if not self.scope.gate.trusted and (message := refused_colors(code, usual, self.scope)):
            code["language"] = "none"
            self.scope.report(Problem(ProblemCode.MARKUP_AMOUNT, message, line))

    def create_highlighted_code_block(self, *arguments: Any, **more: Any) -> nodes.Element:
        """Show code in colors, if its language is a common one."""
        code = super().create_highlighted_code_block(*arguments, **more)
        self._settle_code(code, more.get("line") or 0)
        return code

    def render_code_inline(self, token: SyntaxTreeNode) -> None:
        """Show code in colors, if its language is a common one."""
        super().render_code_inline(token)
        self._settle_code(cast("nodes.Element", self.current_node[-1]), token_line(token, 0))

    def _settle_formula(self, formula: nodes.Element, line: int) -> None:
        """Show TeX as code that isn't mathematics, unless the note is trusted."""
        source = formula.astext()
        if self.scope.gate.trusted or settle_place(formula):
            return
        message = f"not a complete formula, or more than one; it is shown as code: {source[:60]!r}"
        self.scope.report(Problem(ProblemCode.MATH_BLOCKED, message, line))
        if isinstance(formula, nodes.math):
            code: nodes.Element = nodes.literal(source, source)
        else:
            code = nodes.literal_block(source, source, language="none")
        formula.parent.replace(formula, code)

    def _render_formula(self, render: Callable[[SyntaxTreeNode], None], token: Any) -> None:
        """Render a formula, and look at what became of it."""
        render(token)
        last = self.current_node.children[-1]
        for formula in cast("list[nodes.Element]", list(last.findall(is_math))):
            self._settle_formula(formula, token_line(token, 0))

    def render_math_inline(self, token: SyntaxTreeNode) -> None:
        """Show a formula, if it is one."""
        self._render_formula(super().render_math_inline, token)

    def render_math_inline_double(self, token: SyntaxTreeNode) -> None:
        """Show a formula, if it is one."""
        self._render_formula(super().render_math_inline_double, token)

    def render_math_single(self, token: SyntaxTreeNode) -> None:
        """Show a formula, if it is one."""
        self._render_formula(super().render_math_single, token)

    def render_math_block(self, token: SyntaxTreeNode) -> None:
        """Show a formula, if it is one."""
        self._render_formula(super().render_math_block, token)

    def render_math_block_label(self, token: SyntaxTreeNode) -> None:
        """Show a formula, if it is one."""
        self._render_formula(super().render_math_block_label, token)

    def render_amsmath(self, token: SyntaxTreeNode) -> None:
        """Show a formula, if it is one."""
        self._render_formula(super().render_amsmath, token)

    def render_table(self, token: SyntaxTreeNode) -> None:
        """Make the row of a table that has no other a plain one: LaTeX needs a body."""
        super().render_table(token)
        table = cast("nodes.Element", self.current_node.children[-1])
        for group in table.findall(nodes.tgroup):
            if next(group.findall(nodes.tbody), None) is None:
                head = cast("nodes.Element", group.children[-1])
                group.replace(head, nodes.tbody("", *head.children))

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:
        """Show a substitution as text, unless the note is trusted: it runs code (Jinja)."""
        if self.scope.gate.trusted:
            super().render_substitution(token, inline)
            return
        self.scope.report(substitution_problem(token_line(token, 0)))
        text = nodes.Text(written_substitution(token.content, token.markup))
        self.current_node.append(text if inline else nodes.paragraph("", "", text))
