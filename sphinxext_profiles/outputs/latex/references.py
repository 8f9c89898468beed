"""LaTeX of reference lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from docutils import nodes

from sphinxext_profiles import nodes as ours

if TYPE_CHECKING:
    from sphinx.writers.latex import LaTeXTranslator

SAFE = "/:?#@!$&'()*+,;=-._~%[]"
"""What an address may contain besides letters and digits (RFC 3986, section 2)."""


def visit_references(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin a list with hanging numbers, which may have gaps."""
    entries = cast("list[nodes.Element]", node.children)
    widest = max((str(entry["number"]) for entry in entries), key=len, default="1")
    if entries:
        compact = "profile-references-compact" in cast("nodes.Element", node.parent)["classes"]
        style = "[compact]" if compact else ""
        self.body.append(f"\n\\begin{{sphinxprofilesreferences}}{style}{{{widest}}}\n")


def depart_references(self: LaTeXTranslator, node: nodes.Element) -> None:
    """End the list."""
    if node.children:
        self.body.append("\\end{sphinxprofilesreferences}\n")


def visit_reference(self: LaTeXTranslator, node: nodes.Element) -> None:
    """Write an entry: title, site, links back, and below them the address."""
    anchors = "".join(self.hypertarget(name) for name in node["ids"])
    self.body.append(f"\\sphinxprofilesreference{{{node['number']}}}{anchors}%\n")
    title, where = node.children
    if node["titled"]:
        self.body.append("\\sphinxprofilestitle{")
        title.walkabout(self)
        self.body.append("}")
    if where.astext():
        joint = node["joint"] if node["titled"] else ""
        self.body.append(f"{self.encode(joint)}\\sphinxprofileswhere{{")
        where.walkabout(self)
        self.body.append("}")
    if node["accessed"]:
        comma = ", " if node["titled"] or where.astext() else ""
        accessed = self.encode(node["accessed"])
        self.body.append(f"{comma}\\sphinxprofilesaccessed{{{accessed}}}")
    if node["backlinks"]:
        self.body.append(f"\\sphinxprofilesbacklinks{{{_backlinks(self, node)}}}")
    address = self.encode_uri(quote(node["address"], safe=SAFE))
    self.body.append(f"%\n\\sphinxprofilesaddress{{\\sphinxurl{{{address}}}}}\n")
    raise nodes.SkipNode


def _backlinks(self: LaTeXTranslator, node: nodes.Element) -> str:
    """Return links to the citations: an arrow, with letters if there are several."""
    links = []
    for index, (anchor, letters, _label) in enumerate(node["backlinks"]):
        arrow = "" if index else "\\sphinxprofilesback{}"
        mark = "~".join(part for part in (arrow, self.encode(letters)) if part)
        links.append(f"{self.hyperlink(f'{self.curfilestack[-1]}:{anchor}')}{mark}}}}}")
    return "~".join(links)


VISITORS: dict[type[nodes.Element], tuple[Any, Any]] = {
    ours.profile_references: (visit_references, depart_references),
    ours.profile_reference: (visit_reference, None),
}
