"""The parser of Markdown pages: a page that is a note is arranged as a whole profile.

It stands in for the parser that MyST, or an extension built on it, has registered, and leaves
every other page to that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.parsers.sphinx_ import MystParser

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.notes import page_text, remember
from sphinxext_profiles.project.order import BeforeRead, ConfigInited
from sphinxext_profiles.project.targets import give_up_taken

from .profile import build_page

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

TRANSLATED = ":<translated>"
"""Ends the source of a message that Sphinx reads as a document of its own."""


def note_aware(base: type[MystParser]) -> type[MystParser]:
    """Return a parser that arranges notes and leaves other pages to `base`."""

    class NoteParser(base):  # type: ignore[misc,valid-type]  # the base is known at run time only
        def parse(self, inputstring: str, document: nodes.document) -> None:
            env = document.settings.env
            path = profile_domain(env).pages.get(env.docname)
            if path is None or document["source"].endswith(TRANSLATED):
                super().parse(inputstring, document)
            else:
                text = page_text(env, path, inputstring)
                build_page(env, document, remember(env, path, text), text)
                give_up_taken(profile_domain(env), env.docname, document)

    return NoteParser


def wrap_parsers(app: Sphinx, config: Config) -> None:
    """Make every registered Markdown parser aware of notes, or give MyST's roles its settings.

    It runs when all extensions are loaded. In a project without MyST no page is Markdown, but
    notes are rendered by it all the same.
    """
    wrapped: dict[type[MystParser], type[MystParser]] = {}
    for parser in list(app.registry.get_source_parsers().values()):
        if issubclass(parser, MystParser) and parser not in wrapped:
            wrapped[parser] = note_aware(parser)
            app.add_source_parser(wrapped[parser], override=True)
    if not hasattr(config, "myst_commonmark_only"):
        from myst_parser.sphinx_ext.main import setup_sphinx  # noqa: PLC0415  # costs only here

        setup_sphinx(app, load_parser=False)


def leave_out_undecodable(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Leave out the notes that aren't UTF-8: Sphinx would end the build when it reads one.

    Reading their notes has reported them.
    """
    domain = profile_domain(env)
    for docname in [name for name in docnames if domain.pages.get(name) in domain.undecodable]:
        docnames.remove(docname)
        env.project.docnames.discard(docname)


def setup_parser(app: Sphinx) -> None:
    """Wrap the parsers once every extension has registered its own."""
    app.connect("config-inited", wrap_parsers, priority=ConfigInited.WRAP_PARSERS)
    app.connect(
        "env-before-read-docs",
        leave_out_undecodable,
        priority=BeforeRead.LEAVE_OUT_UNDECODABLE,
    )
