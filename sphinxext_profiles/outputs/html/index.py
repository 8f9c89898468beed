"""HTML of an index, and of a byline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_profiles.nodes import (
    profile_bare,
    profile_byline,
    profile_byline_face,
    profile_division,
    profile_face,
    profile_index,
    profile_people,
    profile_remote,
    profile_search,
    profile_table,
)

from .images import picture, remote_picture
from .tags import Attributes, empty_tag, initials, language, skip_departure, tag, words
from .visitors import searched

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def visit_division(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin an index, or a box in it or in a card."""
    self.body.append(self.starttag(node, "div", **language(node)))


def depart_division(self: HTML5Translator, _node: nodes.Element) -> None:
    """End an index or a box."""
    self.body.append("</div>\n")


def visit_people(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a list of people."""
    self.body.append(self.starttag(node, "ul"))


def depart_people(self: HTML5Translator, _node: nodes.Element) -> None:
    """End the list of people."""
    self.body.append("</ul>\n")


def visit_table(self: HTML5Translator, node: nodes.table) -> None:
    """Write a table with roles, which it keeps where its rows are blocks, one below the other.

    There each cell says which column it is of.
    """
    self.visit_table(node)
    heads = [entry.astext() for entry in next(node.findall(nodes.thead)).findall(nodes.entry)]
    for name, part in (("thead", nodes.thead), ("tbody", nodes.tbody)):
        self.body.append(tag(self, name, "\n", role="rowgroup"))
        for row in next(node.findall(part)).findall(nodes.row):
            self.body.append(self.starttag(row, "tr", "", role="row"))
            for head, entry in zip(heads, row.findall(nodes.entry), strict=True):
                _write_cell(self, entry, "" if name == "thead" else head)
            self.body.append("</tr>\n")
        self.body.append(f"</{name}>\n")
    self.depart_table(node)
    raise nodes.SkipNode


def _write_cell(self: HTML5Translator, entry: nodes.entry, head: str) -> None:
    """Write a cell below a head, or such a head itself if it has none."""
    name = "td" if head else "th"
    attributes: Attributes = {"role": "columnheader", "CLASS": "head"}
    if head:
        attributes = {"role": "cell", "data-head": head}
    self.body.append(self.starttag(entry, name, "", **attributes))
    for child in entry.children:
        child.walkabout(self)
    self.body.append(f"</{name}>")


def visit_bare(_self: HTML5Translator, _node: nodes.Element) -> None:
    """Write the content of a paragraph without a tag."""


def visit_face(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a whole face: the photo over the initials, then the name, which names the link."""
    attributes = language(node)
    parts = [
        tag(
            self,
            "span",
            CLASS=" ".join(["profile-photo", node["hue"], *node["focus"]]),
            **attributes,
        ),
        initials(self, node),
        *(picture(self, child) for child in node.children if isinstance(child, nodes.image)),
        *(remote_picture(self, it) for it in node.children if isinstance(it, profile_remote)),
        "</span>",
        tag(self, "span", CLASS="profile-face-name", **attributes, **searched(node)),
        words(self, node.astext()),
        "</span>",
    ]
    linked = isinstance(node.parent, nodes.reference)
    face = "".join(parts)
    self.body.append(face if linked else f'<span class="profile-face">{face}</span>')
    raise nodes.SkipNode


def visit_search(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the controls, hidden: the script shows them once they work."""
    templates, lang = node["counts"]
    strings = {"aria-label": node["label"], "data-nobody": node["nobody"], "data-lang": lang}
    strings["data-counts"] = json.dumps(templates, ensure_ascii=False)
    parts = [tag(self, "search", CLASS="profile-search", hidden="hidden", **strings)]
    parts.append('<div class="profile-search-field">')
    box = {"type": "search", "aria-label": node["label"], "placeholder": node["label"]}
    box.update(autocomplete="off", spellcheck="false", enterkeyhint="search")
    parts.append(empty_tag(self, "input", CLASS="profile-search-box", **box))
    if node["tags"]:
        label = {"aria-label": node["tags_label"]}
        parts.append(tag(self, "ul", CLASS="profile-search-tags", **label))
        for name, people in node["tags"]:
            button = tag(self, "button", type="button", value=name, **{"aria-pressed": "false"})
            number = f'<span class="profile-search-number">{people}</span>'
            parts.append(f"<li>{button}<bdi>{words(self, name)}</bdi> {number}</button></li>")
        parts.append("</ul>")
    parts += [
        '</div><p class="profile-search-told">',
        f"{tag(self, 'span', role='status')}{self.encode(node['count'])}</span> ",
        tag(self, "button", type="button", hidden="hidden", CLASS="profile-search-all"),
        f"{self.encode(node['show_all'])}</button></p></search>\n",
    ]
    self.body.append("".join(parts))
    raise nodes.SkipNode


def visit_byline(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a byline; its faces are decoration beside the words."""
    parts = [self.starttag(node, "div", **language(node))]
    parts.append(tag(self, "span", CLASS="profile-byline-faces", **{"aria-hidden": "true"}))
    for face in node.children:
        if isinstance(face, profile_byline_face):
            parts += [self.starttag(face, "span", ""), initials(self, face)]
            parts += [picture(self, child) for child in face.findall(nodes.image)]
            parts.append("</span>")
    parts += ["</span>\n", tag(self, "div", CLASS="profile-byline-words")]
    self.body.append("".join(parts))


def depart_byline(self: HTML5Translator, _node: nodes.Element) -> None:
    """End a byline."""
    self.body.append("</div></div>\n")


def skip(_self: HTML5Translator, _node: nodes.Element) -> None:
    """Write nothing: the node around it has written this one."""
    raise nodes.SkipNode


def setup_html_index(app: Sphinx) -> None:
    """Register the visitors; see `visitors.setup_html`."""
    for node in (profile_index, profile_division):
        app.add_node(node, html=(visit_division, depart_division))
    app.add_node(profile_byline, html=(visit_byline, depart_byline))
    app.add_node(profile_byline_face, html=(skip, skip_departure))
    app.add_node(profile_people, html=(visit_people, depart_people))
    app.add_node(profile_table, html=(visit_table, skip_departure))
    app.add_node(profile_bare, html=(visit_bare, skip_departure))
    app.add_node(profile_face, html=(visit_face, skip_departure))
    app.add_node(profile_search, html=(visit_search, skip_departure))
