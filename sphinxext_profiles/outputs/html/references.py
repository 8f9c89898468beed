"""HTML of citations and reference lists. EPUB has the same, and its own vocabulary as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_profiles import nodes as ours

from .downloads import download_links
from .tags import Attributes, is_book, language, link_tag, tag, words

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from sphinxext_profiles.rendering.citations import Link

CLASSES = {
    "number": "profile-citation",
    "label": "profile-citation profile-citation-label",
    "superscript": "profile-citation profile-citation-superscript",
}


def semantics(self: HTML5Translator, role: str) -> Attributes:
    """Return the role of an element (DPUB-ARIA 1.1), and in an EPUB its type.

    The types are those of EPUB's Structural Semantics Vocabulary 1.1.
    """
    attributes: Attributes = {"role": role}
    if is_book(self.builder):
        attributes["epub:type"] = role.removeprefix("doc-")
    return attributes


def bibliography(self: HTML5Translator) -> Attributes:
    """Return the attributes that mark a section or region as a bibliography."""
    return semantics(self, "doc-bibliography")


def visit_references(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin the entries of a reference list."""
    self.body.append(self.starttag(node, "ol"))


def depart_references(self: HTML5Translator, node: nodes.Element) -> None:
    """End the entries of a reference list, and offer it for download if the output can."""
    self.body.append("</ol>\n")
    if node["formats"] and self.builder.download_support:
        self.body.append(download_links(self, node))


def visit_reference(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a whole entry: its title or address as a link, its site, the links back."""
    title, where = (child.astext() for child in node.children)
    link = link_tag(self, node["address"], CLASS="reference external", **language(node))
    parts = [self.starttag(node, "li", "", value=str(node["number"]))]
    parts.append(f"{link}{words(self, title)}</a>")
    if where:
        span = _span(self, "profile-where", node["where_lang"])
        parts.append(f"{node['joint']}{span}{words(self, where)}</span>")
    if node["accessed"]:
        span = _span(self, "profile-accessed", node["words_lang"])
        parts.append(f", {span}{words(self, node['accessed'])}</span>")
    if node["backlinks"]:
        parts.append(f" {_span(self, 'profile-backlinks', node['words_lang'])}")
        back = semantics(self, "doc-backlink")
        for index, (anchor, letters, label) in enumerate(node["backlinks"]):
            start = link_tag(self, f"#{anchor}", **back, **{"aria-label": label})
            mark = " ".join(part for part in ("" if index else "↩", letters) if part)
            parts.append(f"{start}{mark}</a>")
        parts.append("</span>")
    self.body.append("".join(parts) + "</li>\n")
    raise nodes.SkipNode


def _span(self: HTML5Translator, name: str, lang: str) -> str:
    """Return the start of a span, with a language if it has its own."""
    return tag(self, "span", CLASS=name, **({"lang": lang} if lang else {}))


def visit_citation(self: HTML5Translator, node: nodes.Element) -> None:
    """Begin a citation; if words of the text are the mark, they are the link."""
    if node["around"]:
        self.body.append(f'<span class="{CLASSES["label"]}">{_link(self, node["around"])}')


def depart_citation(self: HTML5Translator, node: nodes.Element) -> None:
    """Write `[1, 3]`, each number a link to its entry."""
    if node["around"]:
        self.body.append("</a></span>")
        return
    tag = "sup" if node["style"] == "superscript" else "span"
    parts = [
        words(self, part)
        if isinstance(part, str)
        else f"{_link(self, part)}{words(self, part.text)}</a>"
        for part in node["parts"]
    ]
    mark = "".join(parts)
    space = " " if mark.startswith(" ") else ""
    self.body.append(f'{space}<{tag} class="{CLASSES[node["style"]]}">{mark.lstrip()}</{tag}>')


def _link(self: HTML5Translator, link: Link) -> str:
    """Return the start of a link to an entry, or to a source that is in no list."""
    attributes: Attributes = {}
    if link.listed:
        attributes |= semantics(self, "doc-biblioref")
        if "epub:type" in attributes and link.text.isdecimal():
            # Many reading systems open the target of such a number in a pop-up.
            attributes["epub:type"] += " noteref"
    if link.anchor:
        attributes["ids"] = [link.anchor]
    return link_tag(self, link.address, **attributes)


VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    ours.profile_references: (visit_references, depart_references),
    ours.profile_reference: (visit_reference, None),
    ours.profile_citation: (visit_citation, depart_citation),
}
