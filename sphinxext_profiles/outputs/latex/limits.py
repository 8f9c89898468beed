"""What TeX refuses of a note: lists too deep for it, letters in formulas, images of other formats.

Only what comes from a note is looked at. What is too deep comes out as paragraphs.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.page.images import replace_image
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.reporting import report
from sphinxext_profiles.transforms.images import fits

from .fonts import OURS
from .images import PLAIN_NAME

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DEEPEST = 6
"""Lists and quotes in one another that LaTeX sets (`\\@listdepth`)."""
DEEPEST_OF_A_KIND = 4
"""Lists with bullets, or with numbers, in one another (`\\@itemdepth`, `\\@enumdepth`)."""
LONGEST_WORD = 300
"""Letters of a word; XeTeX sets each in one piece, and crashes at one of a thousand."""
_LISTS = (
    *(nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list),
    *(nodes.option_list, nodes.line_block, nodes.block_quote),
)
"""What becomes a list of LaTeX's, each by its own type: those of this package do not."""
_LONG_WORD = re.compile(rf"[^\s\u3000-\U0010ffff]{{{LONGEST_WORD}}}(?=\S)")
"""A part of a word that is too long for XeTeX; letters of CJK are words each."""
_ASCII_ENGINES = frozenset({"pdflatex", "latex"})


class _Around(NamedTuple):
    """What a node stands in."""

    noted: bool = False
    lists: tuple[type[nodes.Element], ...] = ()

    def inside(self, node: nodes.Element) -> _Around:
        """Return what the content of a node stands in."""
        if isinstance(node, addnodes.start_of_file):
            return self._replace(noted=False)
        kind = type(node)
        # Sphinx puts a list of fields into a quote.
        lists = self.lists + (kind,) * (1 + (kind is nodes.field_list)) * (kind in _LISTS)
        return _Around(self.noted or isinstance(node, OURS), lists)

    def admits(self, node: nodes.Element) -> bool:
        """Return whether LaTeX takes a list here."""
        kind = type(node)
        if not self.noted or kind not in _LISTS:
            return True
        counted = kind in {nodes.bullet_list, nodes.enumerated_list}
        room = DEEPEST - len(self.lists) - (kind is nodes.field_list)
        return room > 0 and not (counted and self.lists.count(kind) >= DEEPEST_OF_A_KIND)


def keep_to_limits(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Change what TeX would stop at."""
    if app.builder.format != "latex":
        return
    ascii_only = app.config.latex_engine in _ASCII_ENGINES
    ahead: list[tuple[nodes.Element, _Around]] = [(doctree, _Around())]
    while ahead:
        node, around = ahead.pop()
        if not around.admits(node):
            made = _paragraphs(node)
            node.parent.replace(node, made)
            ahead.extend((child, around) for child in made)
            continue
        if around.noted:
            _settle(app, node, ascii_only=ascii_only)
        inside = around.inside(node)
        ahead.extend((child, inside) for child in node.children if isinstance(child, nodes.Element))


def _settle(app: Sphinx, node: nodes.Element, *, ascii_only: bool) -> None:
    """Change what TeX would stop at in a node itself."""
    if isinstance(node, nodes.image):
        _settle_image(app, node)
    elif isinstance(node, (nodes.math, nodes.math_block)):
        if ascii_only:
            _keep_ascii(node)
    else:
        for place, child in enumerate(node.children):
            if isinstance(child, nodes.Text) and _LONG_WORD.search(child):
                node[place] = nodes.Text(_LONG_WORD.sub(r"\g<0> ", child))


def _paragraphs(node: nodes.Element) -> list[nodes.Element]:
    """Return the content of a list or quote without it."""
    if isinstance(node, nodes.block_quote):
        return cast("list[nodes.Element]", node.children)
    if isinstance(node, nodes.line_block):
        return [nodes.paragraph("", "", *line.children) for line in node.findall(nodes.line)]
    made: list[nodes.Element] = []
    start = node.get("start", 1)
    for number, item in enumerate(cast("list[nodes.Element]", node.children), start):
        if isinstance(item, nodes.list_item):
            mark = f"{number}. " if isinstance(node, nodes.enumerated_list) else "• "
            made += _marked(mark, item)
        else:
            made += _flat(item)
    return made


def _marked(mark: str, item: nodes.Element) -> list[nodes.Element]:
    """Return the content of an item, with its mark before the first paragraph."""
    content = cast("list[nodes.Element]", item.children)
    if content and isinstance(content[0], nodes.paragraph):
        content[0].insert(0, nodes.Text(mark))
        return content
    return [nodes.paragraph("", mark.strip()), *content]


def _flat(item: nodes.Element) -> list[nodes.Element]:
    """Return the blocks of a term and its definition, of a field, or of an option."""
    made: list[nodes.Element] = []
    for part in cast("list[nodes.Element]", item.children):
        if isinstance(part, (nodes.definition, nodes.field_body, nodes.description)):
            made += cast("list[nodes.Element]", part.children)
        elif isinstance(part, nodes.option_group):
            made.append(nodes.paragraph("", part.astext()))
        else:
            made.append(nodes.paragraph("", "", nodes.strong("", "", *part.children)))
    return made


def _settle_image(app: Sphinx, image: nodes.image) -> None:
    """Put words in the place of an image that TeX can't show; give others a name it understands."""
    if "*" in image.get("candidates", ()) and not fits(image, app):
        message = f"{app.builder.name} can't show images such as {image['uri']!r}"
        report(Problem(ProblemCode.IMAGE_FORMAT, message), location=image)
        replace_image(image, nodes.Text(image.get("alt", "")))
    else:
        _rename(app, image)


def _rename(app: Sphinx, image: nodes.image) -> None:
    """Have an image copied under a name that TeX takes for a name."""
    images = app.env.images
    pages, name = images.get(image["uri"], (set(), ""))
    if name and not PLAIN_NAME.fullmatch(name):
        suffix = PurePosixPath(name).suffix
        images[image["uri"]] = (pages, f"profiles-{sha256(name.encode()).hexdigest()[:16]}{suffix}")


def _keep_ascii(formula: nodes.Element) -> None:
    """Show a formula as code if it has letters that this TeX knows in no formula."""
    source = formula.astext()
    if source.isascii():
        return
    if isinstance(formula, nodes.math):
        code: nodes.Element = nodes.literal(source, source)
    else:
        code = nodes.literal_block(source, source, language="none")
    formula.parent.replace(formula, code)
