"""The links to a profile in its other languages, added when all pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinxext_profiles.labels import SEPARATOR, Label, text
from sphinxext_profiles.nodes import profile_languages, profile_name
from sphinxext_profiles.project.config import locale_dirs
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.rendering.context import language
from sphinxext_profiles.words.languages import endonym

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def fill_languages(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add links to a profile's other languages where the profile is shown whole.

    In HTML they are a list, in other outputs a line of text. If the output has no page in another
    language, there is nothing to add.
    """
    included = None
    if isinstance(app.builder, SingleFileHTMLBuilder):
        # It has addresses even for pages that it leaves out.
        included = {docname, *(file["docname"] for file in doctree.findall(start_of_file))}
    for place in list(doctree.findall(profile_languages)):
        links = list(_links(app, place, included))
        label = text(Label.OTHER_LANGUAGES, place["label_lang"], locale_dirs(app.env))
        if not links:
            place.parent.remove(place)
        elif app.builder.format == "html":
            place["label"] = label
            place.extend(links)
        else:
            line = nodes.paragraph("", "", nodes.Text(f"{label}: "))
            for link in links:
                line += [nodes.Text(SEPARATOR), link] if link is not links[0] else [link]
            place.append(line)


def _links(
    app: Sphinx, place: profile_languages, included: set[str] | None
) -> Iterator[nodes.Element]:
    """Yield a link to each other language; its text is the language's name in that language.

    `included` are the pages in the output, if Sphinx doesn't know them.
    """
    here = place["docname"]
    for lang, docname, anchor in profile_domain(app.env).editions(place["path"], here):
        if included is not None and docname not in included:
            continue
        name = profile_name("", endonym(lang), **language(lang, place["outer_lang"]))
        try:
            link = make_refnode(app.builder, here, docname, anchor, name)
        except NoUri:  # a book may leave that page out
            continue
        link["hreflang"] = lang
        yield link
