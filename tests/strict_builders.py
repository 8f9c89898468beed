"""Builders that know the nodes of docutils and Sphinx, and none of their kinds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx


class StrictBuilder(Builder):
    """Writes XML, with a writer of its own."""

    name = format = "strict"

    def get_outdated_docs(self) -> Iterable[str]:
        return self.env.found_docs

    def get_target_uri(self, docname: str, _typ: str | None = None) -> str:
        return f"{docname}.xml"

    def prepare_writing(self, docnames: set[str]) -> None:
        pass

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        for node in doctree.findall(nodes.Element):
            if type(node).__module__ not in {"docutils.nodes", "sphinx.addnodes"}:
                raise NotImplementedError(f"{docname}: {type(node).__name__}")
        file = Path(self.outdir, f"{docname}.xml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(doctree.asdom().toxml(), "utf-8")


class CaptionedBuilder(StrictBuilder):
    """Has a translator that knows captions."""

    name = "captioned"
    default_translator_class: Any = nodes.GenericNodeVisitor


class BareBuilder(StrictBuilder):
    """Has a translator that knows none, as those of Markdown."""

    name = "bare"
    default_translator_class: Any = nodes.NodeVisitor


class OtherHTMLBuilder(StandaloneHTMLBuilder):
    """Has visitors for its name, so that Sphinx doesn't give it those for HTML."""

    name = "other-html"


class OtherOnePageBuilder(SingleFileHTMLBuilder):
    """A kind of `singlehtml`, as that of sphinx-simplepdf is."""

    name = "other-one-page"


class only_here(nodes.General, nodes.Element):  # noqa: N801  # docutils names its nodes so
    pass


def setup(app: Sphinx) -> None:
    for builder in (StrictBuilder, CaptionedBuilder, BareBuilder):
        app.add_builder(builder)
    app.add_builder(OtherHTMLBuilder)
    app.add_builder(OtherOnePageBuilder)
    app.add_node(only_here, **{"other-html": (lambda _self, _node: None, None)})
