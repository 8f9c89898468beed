"""LaTeX of cards, indexes and galleries, in terms of `sphinxprofiles.sty`.

A document that shows none of these, and no reference list, doesn't load that package.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from docutils import nodes
from sphinx.util.fileutil import copy_asset_file

from sphinxext_profiles import nodes as ours
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Finished, Resolved

from .fonts import VISITORS as LETTERS
from .fonts import spell_notes
from .images import photo, picture
from .limits import keep_to_limits
from .references import SAFE
from .references import VISITORS as REFERENCES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator

FOLDER = Path(__file__).parent
PACKAGE = "sphinxprofiles"
LINES = (
    *("name", "alternate", "pronouns", "years", "headline", "affiliation", "location"),
    *("summary", "fields", "provenance", "row"),
)
"""The lines of a card that have a macro: `\\sphinxprofilesname` and so on."""
LAYOUTS = {"stacked", "portrait", "side", "compact", "hero"}
"""The layouts of cards, each of which has a macro."""
ROW = 2
"""How many compact cards share a row."""


def visit_card(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin a card; its photo is an argument, since it goes beside the texts or above them."""
    if _starts_run(node):
        self.body.append(f"\n\\begin{{sphinxprofilespeople}}{{{ROW}}}")
    photos = [photo(self, child) for child in node if isinstance(child, ours.profile_photo)]
    # `fonts` has settled `auto`, but in a document that runs from right to left as a whole.
    rtl = "[rtl]" if node["dir"] in {"rtl", "auto"} else ""
    self.body.append(
        f"\n\\begin{{sphinxprofilescard}}{rtl}{{{_layout(node)}}}{{{''.join(photos)}}}%\n"
    )
    self.in_minipage += 1


def depart_card(self: LaTeXTranslator, node: nodes.Element) -> None:
    """End a card."""
    self.in_minipage -= 1
    self.body.append("\\end{sphinxprofilescard}\n")
    if _ends_run(node):
        self.body.append("\\end{sphinxprofilespeople}\n")


def _layout(node: nodes.Node | None) -> str:
    """Return the layout of a card, empty for another node."""
    if not isinstance(node, ours.profile_card):
        return ""
    names = (str(name).removeprefix("profile-card-") for name in node["classes"])
    return next(name for name in names if name in LAYOUTS)


def _starts_run(node: nodes.Element) -> bool:
    """Return whether a compact card is the first of a run of compact cards."""
    return _layout(node) == "compact" and _layout(_beside(node, -1)) != "compact"


def _ends_run(node: nodes.Element) -> bool:
    return _layout(node) == "compact" and _layout(_beside(node, 1)) != "compact"


def _beside(node: nodes.Element, step: int) -> nodes.Node | None:
    """Return the sibling before or after a node, None if there is none."""
    place = node.parent.index(node) + step
    return node.parent[place] if 0 <= place < len(node.parent) else None


def visit_text(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin a line of a card: an argument of its macro."""
    names = (name.removeprefix("profile-") for name in node["classes"])
    macro = next((name for name in names if name in LINES), "")
    if macro:
        self.body.append(f"\\sphinxprofiles{macro}{{")
        self.context.append("}%\n")
    else:
        self.visit_paragraph(node)
        self.context.append("\n")


def depart_text(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """End a line of a card."""
    self.body.append(self.context.pop())


def visit_links(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Write a row of links or tags."""
    tags = "profile-tags" in node["classes"]
    self.body.append("\\sphinxprofilestags{" if tags else "\\sphinxprofileslinks{")
    for item in node.children:
        self.body.append("\\sphinxprofilestag{" if tags else "\\sphinxprofileslink{")
        for entry in cast("nodes.Element", item)[0].children:
            entry.walkabout(self)
        self.body.append("}")
    self.body.append("}%\n")
    raise nodes.SkipNode


def visit_people(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin the people of an index: faces or cards in columns, or a list."""
    if "profile-faces" in node["classes"]:
        _write_faces(self, node)
        raise nodes.SkipNode
    cards = list(node.findall(ours.profile_card))
    if not cards:
        self.visit_bullet_list(cast("nodes.bullet_list", node))
        return
    layout = "[portrait]" if _layout(cards[0]) == "portrait" else ""
    self.body.append(f"\n\\begin{{sphinxprofilespeople}}{layout}{{{columns(node)}}}")
    for card in cards:
        card.walkabout(self)
    self.body.append("\\end{sphinxprofilespeople}\n")
    raise nodes.SkipNode


def _write_faces(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Write small photos with names below them."""
    self.body.append("\n\\begin{sphinxprofilesfaces}%\n")
    for item in cast("list[nodes.Element]", node.children):
        face, name = cast("list[nodes.Element]", item.children)
        self.body.append(f"\\sphinxprofilesface{{{photo(self, face)}}}{{")
        for child in name.children:
            child.walkabout(self)
        self.body.append("}%\n")
    self.body.append("\\end{sphinxprofilesfaces}\n")


def depart_people(self: LaTeXTranslator, node: nodes.Element) -> None:
    """End a list of people."""
    self.depart_bullet_list(cast("nodes.bullet_list", node))


def columns(node: nodes.Element) -> int:
    """Return how many columns a page has: as many as a medium screen."""
    mark = "profile-columns-md-"
    return next(int(name.removeprefix(mark)) for name in node["classes"] if name.startswith(mark))


def visit_gallery(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin a gallery."""
    self.body.append(f"\n\\begin{{sphinxprofilesgallery}}{{{columns(node)}}}%\n")


def depart_gallery(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """End a gallery."""
    self.body.append("\\end{sphinxprofilesgallery}\n")


def visit_figure(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Write an image of a gallery, or the link to a remote one, and then its caption."""
    image = cast("nodes.Element", node[0])
    anchors = "".join(self.hypertarget(name) for name in image["ids"])
    self.body.append(f"\\sphinxprofilesfigure{{{anchors}")
    if isinstance(image, ours.profile_picture):
        self.body.append(picture(self, image))
    elif isinstance(image, ours.profile_bare):
        link = cast("nodes.Element", image[0])
        self.visit_reference(link)
        self.body += [picture(self, shown) for shown in link.findall(ours.profile_picture)]
        self.depart_reference(link)
    else:
        address = self.encode_uri(quote(image["refuri"], safe=SAFE))
        self.body.append(f"\\sphinxprofilesremote{{\\sphinxhref{{{address}}}{{")
        for child in image.children:
            child.walkabout(self)
        self.body.append("}}")
    self.body.append("}{")
    for caption in node.children[1:]:
        for child in caption.children:
            child.walkabout(self)
    self.body.append("}%\n")
    raise nodes.SkipNode


def visit_division(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin a box; of a heading that it begins with, LaTeX's writer would lose the ids."""
    self.visit_container(node)
    heading = next(iter(node.children), None)
    if isinstance(heading, nodes.rubric) and heading["ids"]:
        self.body.append(f"\n{self.hypertarget_to(heading, anchor=True)}\n")


def depart_division(self: LaTeXTranslator, node: nodes.Element) -> None:
    """End a box."""
    self.depart_container(node)


def visit_byline(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Write the authors of a page: photos, names with the date, and what they did."""
    photos: list[str] = []
    said: list[str] = []
    roles: list[str] = []
    for part in cast("list[nodes.Element]", node.children):
        if isinstance(part, ours.profile_byline_face):
            photos.append(f"\\sphinxprofilesbylineface{{{photo(self, part)}}}")
            continue
        self.pushbody([])
        for child in part.children:
            child.walkabout(self)
        (roles if "profile-byline-roles" in part["classes"] else said).extend(self.popbody())
    arguments = ("".join(words) for words in (photos, said, roles))
    self.body.append("\n\\sphinxprofilesbyline" + "".join(f"{{{it}}}" for it in arguments) + "\n")
    raise nodes.SkipNode


def skip(_self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Skip a node and its children, which are written elsewhere."""
    raise nodes.SkipNode


def load_package(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Let a document load the package only if it shows something that needs it."""
    if app.builder.format != "latex":
        return
    packages = app.registry.latex_packages_after_hyperref
    wanted = (PACKAGE, None)
    needed = next(doctree.findall(lambda node: isinstance(node, tuple(VISITORS))), None)
    if needed is None and wanted in packages:
        packages.remove(wanted)
    elif needed is not None and wanted not in packages:
        app.add_latex_package(PACKAGE, after_hyperref=True)


def copy_package(app: Sphinx, exception: Exception | None) -> None:
    """Put the package beside a document that may load it."""
    shown = profile_domain(app.env).shown
    if exception is None and app.builder.format == "latex" and shown:
        copy_asset_file(str(FOLDER / f"{PACKAGE}.sty"), str(app.outdir), force=True)


VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    ours.profile_card: (visit_card, depart_card),
    ours.profile_photo: (skip, None),
    ours.profile_text: (visit_text, depart_text),
    ours.profile_links: (visit_links, None),
    ours.profile_people: (visit_people, depart_people),
    ours.profile_byline: (visit_byline, None),
    ours.profile_gallery: (visit_gallery, depart_gallery),
    ours.profile_figure: (visit_figure, None),
    **LETTERS,
    **REFERENCES,
}


def setup_latex(app: Sphinx) -> None:
    """Register the visitors; HTML's set-up has registered the nodes."""
    for node, visitors in VISITORS.items():
        app.add_node(node, override=True, latex=visitors)
    # Needs no macro, so that it is not among those that make a document load the package.
    app.add_node(ours.profile_division, override=True, latex=(visit_division, depart_division))
    app.connect("doctree-resolved", keep_to_limits, priority=Resolved.KEEP_TO_LIMITS)
    app.connect("doctree-resolved", spell_notes, priority=Resolved.SPELL_NOTES)
    app.connect("doctree-resolved", load_package, priority=Resolved.LOAD_PACKAGE)
    app.connect("build-finished", copy_package, priority=Finished.COPY_PACKAGE)
