"""The pages that mention a person or are by one, listed when all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinxext_profiles.labels import Label, text
from sphinxext_profiles.nodes import profile_mentions, profile_name
from sphinxext_profiles.project.config import locale_dirs
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.rendering.context import language
from sphinxext_profiles.words.languages import sort_key

if TYPE_CHECKING:
    from sphinx.application import Sphinx


HEADINGS = {"mentions": Label.MENTIONED_ON, "written": Label.WRITTEN_PAGES}


def fill_mentions(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """List the pages that mention a person, or that the person wrote, where a page asks for them.

    The list is not a section, because the page's outline is built before it is known whether
    there are such pages. If there are none, the heading goes too.
    """
    domain = profile_domain(app.env)
    for place in list(doctree.findall(profile_mentions)):
        lang, here = place["label_lang"], place["docname"]
        listed = domain.listed_pages(place["key"], place["kind"], lang)
        pages = [page for page in listed if page != here]
        if not pages:
            place.parent.remove(place)
            continue
        classes = [f"language-{lang}"] if lang and lang != place["outer_lang"] else []
        rubric = nodes.rubric(
            "", text(HEADINGS[place["kind"]], lang, locale_dirs(app.env)), level=2, classes=classes
        )
        rubric["heading-level"] = 2
        titles = [(_title(app, page, place["outer_lang"]), page) for page in pages]
        titles.sort(key=lambda entry: (sort_key(entry[0].astext()), entry[1]))
        links = (_link(app, here, page, title) for title, page in titles)
        entries = nodes.bullet_list()
        entries.extend(nodes.list_item("", nodes.paragraph("", "", link)) for link in links)
        place += [rubric, entries]


def _title(app: Sphinx, docname: str, outer: str) -> nodes.Element:
    """Return a copy of a page's title, in its language."""
    title = app.env.titles.get(docname)
    words = [node.deepcopy() for node in title.children] if title else [nodes.Text(docname)]
    attributes = language(profile_domain(app.env).language_of(docname), outer)
    return profile_name("", "", *words, **attributes)


def _link(app: Sphinx, here: str, docname: str, title: nodes.Element) -> nodes.Element:
    """Return a link to a page, or only its title if the output doesn't have the page."""
    try:
        return make_refnode(app.builder, here, docname, "", title)
    except NoUri:
        return title
