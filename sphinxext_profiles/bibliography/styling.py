"""Entries as sphinxcontrib-bibtex shows them, with the names of the project's people marked.

The style is one of pybtex. It formats each name by a function, which is replaced here by one that
puts the own name in bold and makes a link of the name of anybody else who is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.addresses.cleaning import is_safe, scheme
from sphinxext_profiles.project.targets import home_link

from .entries import writers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pybtex.database import Entry, Person
    from pybtex.style.formatting import BaseStyle

    from .entries import Publication

_PERSON = "profiles-person:"
"""The scheme of a link to a person, before it becomes one."""


class StyleError(ValueError):
    """A style that there is none of; its text says so."""


def find_style(name: str) -> BaseStyle:
    """Return a style of pybtex, or of an extension of it; raises StyleError."""
    from pybtex.plugin import PluginNotFound, find_plugin  # noqa: PLC0415  # an extra

    try:
        style: BaseStyle = find_plugin("pybtex.style.formatting", name)()
    except PluginNotFound as error:
        raise StyleError(f"there is no style {name!r}") from error
    return style


def paragraphs(
    publications: Iterable[Publication],
    own: str,
    style: BaseStyle,
    docname: str,
) -> Iterator[tuple[nodes.paragraph, str]]:
    """Yield each entry as a paragraph, and what is missing in it, which is mostly nothing.

    `own` is the key of the person whose publications they are.
    """
    from pybtex.style.template import FieldIsMissing  # noqa: PLC0415  # an extra
    from pybtex_docutils import Backend  # noqa: PLC0415

    backend = Backend()
    plain = style.format_name
    for publication in publications:
        entry = publication.entry
        marks = {
            id(person): owner.key
            for person, owner in zip(writers(entry), publication.owners, strict=True)
            if owner
        }
        style.format_name = _marking(plain, marks, own)
        try:
            paragraph = backend.paragraph(style.format_entry("", entry))
            missing = ""
        except FieldIsMissing as error:
            paragraph = nodes.paragraph("", str(entry.fields.get("title", entry.key)))
            missing = str(error)
        paragraph["translatable"] = False
        if pdf := _pdf_link(entry, docname):
            paragraph += [nodes.Text(" "), pdf]
        _settle_links(paragraph, docname)
        yield paragraph, missing
    style.format_name = plain


def _marking(plain: Any, marks: dict[int, str], own: str) -> Any:
    """Return a function that formats a name as `plain` does, and marks it."""
    from pybtex.style.template import href, tag  # noqa: PLC0415  # an extra

    def format_name(person: Person, abbreviated: bool = False) -> Any:
        name = plain(person, abbreviated)
        key = marks.get(id(person))
        if key is None:
            return name
        return tag("strong")[name] if key == own else href(f"{_PERSON}{key}")[name]

    return format_name


def _pdf_link(entry: Entry, docname: str) -> nodes.Element | None:
    """Return a link to the `pdf` of an entry: an address, or a file of the project to download."""
    target = str(entry.fields.get("pdf", "")).strip()
    if scheme(target) in {"http", "https"}:
        return nodes.reference("", "PDF", refuri=target) if is_safe(target) else None
    if not target or scheme(target):
        return None
    link = addnodes.download_reference("", "", reftarget=f"/{target.lstrip('/')}", refdoc=docname)
    link += nodes.inline("", "PDF")
    return link


def _settle_links(paragraph: nodes.paragraph, docname: str) -> None:
    """Make links to people of those that stand for them, and drop unsafe ones."""
    for link in list(paragraph.findall(nodes.reference)):
        address = link.get("refuri", "")
        if address.startswith(_PERSON):
            target = home_link(address.removeprefix(_PERSON), docname, whole=False)
            target += nodes.inline("", "", *link.children)
            link.replace_self(target)
        elif not is_safe(address):
            _unwrap(link)


def _unwrap(link: nodes.reference) -> None:
    link.replace_self(link.children)
