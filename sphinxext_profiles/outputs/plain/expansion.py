"""Our small nodes as standard nodes, for every output except HTML; `standard` does the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinxext_profiles.nodes import (
    profile_address,
    profile_bare,
    profile_bibliography_block,
    profile_card,
    profile_face,
    profile_gallery,
    profile_name,
    profile_people,
    profile_photo,
    profile_picture,
    profile_references,
    profile_region,
    profile_remote,
    profile_search,
)

from .bylines import compose_bylines
from .composing import compose
from .reference_expansion import EXPANSIONS as REFERENCES
from .reference_expansion import adapt_references
from .settling import PLAIN, settle
from .standard import EVERYWHERE, Expansions, standardise

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def expand_nodes(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Replace the nodes that only HTML's visitors can write, unless the output is HTML.

    Cross-references are resolved by then, so the new nodes contain none.
    """
    builder = app.builder
    if _writes_pages(builder) and not _has_visitors(app):
        replace_all(doctree, bare=_is_bare(app))
    elif builder.format != "html":
        _expand(doctree, builder.format, pictures=bool(builder.supported_image_types))
    elif getattr(builder, "embedded", False):
        _name_faces(doctree)
        _drop_search(doctree)


def replace_all(tree: nodes.Element, *, bare: bool) -> None:
    """Replace all our nodes in a tree by standard ones; `standard` says what a bare writer is."""
    _name_faces(tree)
    _settle_pictures(tree, shown=True)
    adapt_references(tree, clickable=False)
    standardise(tree, bare=bare)


def _writes_pages(builder: Builder) -> bool:
    """Return whether a builder writes what it reads, unlike those of catalogues and reports.

    By Sphinx's rule such a builder names its format. Some name only the images that they can show.
    """
    return bool(builder.format or builder.supported_image_types)


def _has_visitors(app: Sphinx) -> bool:
    """Return whether Sphinx gives the translator of this output visitors of ours.

    It goes by the name of the builder if any extension has visitors for that, else by the format.
    """
    handlers = app.registry.translation_handlers
    visitors = handlers.get(app.builder.name)
    if visitors is None:
        visitors = handlers.get(app.builder.format, {})
    return profile_card.__name__ in visitors or profile_address.__name__ in visitors


def _is_bare(app: Sphinx) -> bool:
    """Return whether a writer shows no captions; one that is not a translator of Sphinx does."""
    try:
        translator = app.registry.get_translator_class(app.builder)
    except AttributeError:  # the builder names none
        return False
    return not hasattr(translator, "visit_caption")


def _expand(doctree: nodes.document, output: str, *, pictures: bool) -> None:
    """Replace what an output has no visitors for; `pictures` is whether it shows images."""
    if output == "latex":
        _show_faces(doctree)
    else:
        _name_faces(doctree)
    _keep_anchors(doctree)
    _settle_pictures(doctree, shown=pictures)
    if output in PLAIN:
        compose_bylines(doctree)
        compose(doctree, pictures=pictures)
    adapt_references(doctree, clickable=output == "latex")
    for kind, expand in EXPANSIONS.items():
        if output == "latex" and kind in WRITTEN_IN_LATEX:
            continue
        for node in list(doctree.findall(kind)):
            node.parent.replace(node, expand(node))
    if output in PLAIN:
        settle(doctree, output)


def _drop_search(doctree: nodes.document) -> None:
    """Remove the controls of a search, and the attributes that only its script reads."""
    for search in list(doctree.findall(profile_search)):
        search.parent.remove(search)
    for node in doctree.findall(nodes.Element):
        if isinstance(node, (profile_card, profile_name)):
            node.attributes.pop("search", None)


def _narrowed(size: tuple[int, int] | None) -> str:
    """Return the width, in per cent of the text's, at which a tall image is lower than a page.

    A program that sets pages may look for a place for one that isn't, on one page after another.
    """
    if not size or not all(size):
        return ""
    width, height = size
    return f"{90 * width // height}%" if height > width else ""


def _settle_pictures(doctree: nodes.Element, *, shown: bool) -> None:
    """Give images their width on paper; remove decoration from outputs without images."""
    for picture in list(doctree.findall(profile_picture)):
        if width := picture["paper"] or _narrowed(picture["px"]):
            picture["width"] = width
        if not shown and not picture["alt"]:
            picture.parent.remove(picture)


def _name_faces(doctree: nodes.Element) -> None:
    """Replace faces by a list of names: on paper and in books no pointer can rest on a face."""
    for people in doctree.findall(profile_people):
        if "profile-faces" in people["classes"]:
            people["classes"] = ["profile-list"]
            for face in list(people.findall(profile_face)):
                name = profile_name("", face.astext(), lang=face["lang"], dir=face["dir"])
                face.parent.replace(face, name)


def _show_faces(doctree: nodes.document) -> None:
    """Put names beside the photos, for paper: there, no pointer makes a name appear."""
    for face in list(doctree.findall(profile_face)):
        bare: nodes.Element = face.parent
        while not isinstance(bare, profile_bare):
            bare = bare.parent
        photo = profile_photo(classes=["profile-photo", face["hue"]], initials=face["initials"])
        photo.extend(list(face.findall(profile_picture)))
        face.parent.replace(
            face, profile_name("", face.astext(), lang=face["lang"], dir=face["dir"])
        )
        bare["classes"] = ["profile-name"]
        bare.parent.insert(0, photo)


def _keep_anchors(doctree: nodes.document) -> None:
    """Add a target to the first line of each box that links lead to.

    Writers other than HTML's ignore the ids of containers, list items and rows.
    """
    for node in cast("list[nodes.Element]", list(doctree.findall(_is_box))):
        line = next(iter(node.findall(nodes.paragraph)), None)
        if line is not None:
            line.insert(0, nodes.target("", "", ids=node["ids"]))
            node["ids"] = []


def _is_box(node: nodes.Node) -> bool:
    """Return whether a node is a box of ours or a person's place in an index, and has an id."""
    if not isinstance(node, (nodes.container, nodes.list_item, nodes.row)) or not node["ids"]:
        return False
    if isinstance(node, BOXES) or isinstance(node.parent, profile_people):
        return True
    return not {"profile-index", "h-card"}.isdisjoint(node["classes"])


def _photo(node: nodes.Element) -> list[nodes.Node]:
    """Return the portrait without the initials, which replace a missing one in HTML only."""
    return list(node.children)


BOXES = (profile_card, profile_region, profile_bibliography_block, profile_gallery)

EXPANSIONS: Expansions = {
    **EVERYWHERE,
    **REFERENCES,
    profile_photo: _photo,
}

WRITTEN_IN_LATEX = {
    profile_people,
    profile_references,
    profile_remote,
    profile_photo,
}
"""The nodes that have visitors for LaTeX."""
