"""HTML of our nodes. EPUB uses the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinxext_profiles import nodes as ours

from .contributions import visit_contributions
from .images import VISITORS as IMAGES
from .references import VISITORS as REFERENCES
from .references import bibliography
from .tags import (
    Attributes,
    initials,
    is_book,
    language,
    link_tag,
    open_in_new_tabs,
    shadows_beside,
    skip_departure,
    words,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

TEXTS = '<div class="profile-text">\n'
"""The start of the box with the texts of a card; the end of the card closes it."""


def searched(node: nodes.Element) -> Attributes:
    """Return the attributes that the search in an index reads, if there is a search."""
    if "search" not in node:
        return {}
    search = node["search"]
    attributes = {"data-profile-key": search["key"]}
    if search["tags"]:
        attributes["data-profile-tags"] = json.dumps(search["tags"], ensure_ascii=False)
    if search["words"]:
        attributes["data-profile-words"] = search["words"]
    return attributes


def visit_card(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin an article, unless it has begun above the title that it holds."""
    if head_of(node.parent) is not node:
        start_card(self, node)


def start_card(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the start of an article; if the name is a link, the whole card is its surface."""
    lines = cast("list[nodes.Element]", node.children)
    names = (line for line in lines if "profile-name" in line["classes"])
    linked = any(isinstance(child, nodes.reference) for name in names for child in name)
    classes = " ".join([*(["profile-card-linked"] if linked else []), *shadows_beside(node)])
    open_in_new_tabs(self, node)
    attributes = {**language(node), **searched(node)}
    self.body.append(self.starttag(node, "article", CLASS=classes, **attributes))
    self.body.append('<div class="profile-card-body">\n')
    if not isinstance(lines[0], ours.profile_photo):
        self.body.append(TEXTS)


def depart_card(self: HTML5Translator, _node: nodes.Element) -> None:
    """End the article."""
    self.body.append("</div>\n</div>\n</article>\n")


def head_of(section: nodes.Element | None) -> nodes.Element | None:
    """Return the card that heads a section, right below the title; None without one."""
    if not isinstance(section, ours.profile_section) or len(section) < 2:
        return None
    title, card = section[0], section[1]
    if not isinstance(title, nodes.title) or not isinstance(card, ours.profile_card):
        return None
    return card if "profile-card-hero" in card["classes"] else None


def open_head(self: HTML5Translator, section: nodes.Element) -> None:
    """Write the start of the card that heads a section, up to the place of the title.

    The title comes next, as the theme has it, and after it the rest of the card.
    """
    card = head_of(section)
    if card is None:
        return
    start_card(self, card)
    photo = card[0]
    if isinstance(photo, ours.profile_photo):
        start_photo(self, photo)
        for child in photo.children:
            child.walkabout(self)
        depart_photo(self, photo)


def visit_photo(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a photo, unless it is before the title that its card holds."""
    if head_of(node.parent.parent) is node.parent:
        raise nodes.SkipNode
    start_photo(self, node)


def start_photo(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the initials; a picture covers them."""
    self.body.append(self.starttag(node, "span", "") + initials(self, node))


def depart_photo(self: HTML5Translator, _node: nodes.Element) -> None:
    """End the photo, after which the texts begin."""
    self.body.append("</span>\n" + TEXTS)


def visit_text(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a line of a card."""
    self.body.append(self.starttag(node, "p", "", **language(node)))


def depart_text(self: HTML5Translator, _node: nodes.Element) -> None:
    """End a line of a card."""
    self.body.append("</p>\n")


def visit_provenance(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the provenance line; machines get it in the terms of schema.org."""
    attributes = {"role": "note", "aria-label": node["label"], **language(node)}
    if node["source"] and not is_book(self.builder):
        attributes["data-digital-source-type"] = node["source"]
    self.body.append(self.starttag(node, "p", "", **attributes))


def visit_name(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a name inside other text, whose direction is isolated (`bdi`)."""
    self.body.append(self.starttag(node, "bdi", "", **language(node), **searched(node)))


def depart_name(self: HTML5Translator, _node: nodes.Element) -> None:
    """End a name."""
    self.body.append("</bdi>")


def visit_value(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a value for machines."""
    self.body.append(self.starttag(node, "data", "", value=node["value"]) + "</data>")
    raise nodes.SkipNode


def visit_languages(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the links to other languages."""
    label = {"aria-label": node["label"]}
    if node["label_lang"] != node["outer_lang"]:
        label["lang"] = node["label_lang"]
    parts = [self.starttag(node, "nav", **label), "<ul>\n"]
    for link in cast("list[nodes.reference]", node.children):
        name = cast("nodes.Element", link[0])
        attributes = {"hreflang": link["hreflang"], "rel": "alternate", **language(name)}
        address = link["refuri"] if "refuri" in link else f"#{link['refid']}"
        start = link_tag(self, address, CLASS="reference internal", **attributes)
        parts.append(f"<li>{start}{words(self, name.astext())}</a></li>\n")
    self.body.append("".join([*parts, "</ul></nav>\n"]))
    raise nodes.SkipNode


def visit_section(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a section with its own language, or a bibliography (DPUB-ARIA 1.1)."""
    self.section_level += 1
    visit_block(self, node)
    open_head(self, node)


def visit_block(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a region of a page, which need not be one of its sections."""
    attributes = language(node)
    if isinstance(node, ours.profile_bibliography | ours.profile_bibliography_block):
        attributes |= bibliography(self)
    if isinstance(node, ours.profile_section):
        attributes["CLASS"] = "profile"  # as a whole profile inside another page has it
    self.body.append(self.starttag(node, "section", **attributes))


def depart_block(self: HTML5Translator, _node: nodes.Element) -> None:
    """End a region."""
    self.body.append("</section>\n")


VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    ours.profile_card: (visit_card, depart_card),
    ours.profile_photo: (visit_photo, depart_photo),
    ours.profile_text: (visit_text, depart_text),
    ours.profile_provenance: (visit_provenance, depart_text),
    ours.profile_name: (visit_name, depart_name),
    ours.profile_contributions: (visit_contributions, skip_departure),
    ours.profile_value: (visit_value, skip_departure),
    ours.profile_languages: (visit_languages, skip_departure),
    ours.profile_region: (visit_block, depart_block),
    ours.profile_bibliography_block: (visit_block, depart_block),
    **IMAGES,
    **REFERENCES,
}


def setup_html(app: Sphinx) -> None:
    """Register the visitors.

    They are for `html`, which includes EPUB: visitors for `epub` would switch off the HTML visitors
    of all other extensions there. Other outputs treat each node as the kind it derives from.
    """
    for node, visitors in VISITORS.items():
        app.add_node(node, html=visitors)
    # These need no visitor, but the XML writer has to know the name of every node.
    app.add_node(ours.profile_mentions)
    app.add_node(ours.profile_contribution)
    for section in (ours.profile_section, ours.profile_bibliography):
        app.add_node(section, html=(visit_section, depart_section))


def depart_section(self: HTML5Translator, node: nodes.section) -> None:
    """End a section."""
    self.depart_section(node)
