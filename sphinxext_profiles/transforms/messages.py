"""What was translated keeps its message: for catalogues, and for what counts translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from sphinxext_profiles.nodes import profile_picture
from sphinxext_profiles.project.order import Transform
from sphinxext_profiles.project.translation import originals

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class KeepMessages(SphinxTransform):
    """Give what was translated while a note was rendered its message back.

    Until then its text stands there, for which Sphinx knows no translation and leaves it alone.
    """

    default_priority = Transform.KEEP_MESSAGES

    def apply(self) -> None:
        """Go through what is a message on this page."""
        known = originals(self.env)
        if not known:
            return
        for node, message in extract_messages(self.document):
            if message in known:
                node["translated"] = True
                if isinstance(node, profile_picture):
                    node["told"] = node["told"] and known[message]
                else:
                    node.rawsource = known[message]


def leave_out_words(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Have catalogues take alt texts as their authors wrote them, and none that are made."""
    if isinstance(app.builder, MessageCatalogBuilder):
        for picture in doctree.findall(profile_picture):
            picture["alt"] = picture["told"]
