"""The messages of translated texts, for catalogues and for what counts translations."""

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
    """Give back the message of each text that was translated while a note was rendered.

    Until then the message is the translation, for which Sphinx has none and so leaves it alone.
    """

    default_priority = Transform.KEEP_MESSAGES

    def apply(self) -> None:
        """Go through the messages of this page."""
        original_of = originals(self.env)
        if not original_of:
            return
        for node, message in extract_messages(self.document):
            if message in original_of:
                node["translated"] = True
                if isinstance(node, profile_picture):
                    node["authored"] = node["authored"] and original_of[message]
                else:
                    node.rawsource = original_of[message]


def leave_out_generated_alts(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Let catalogues have the alt texts that authors wrote, and no generated ones."""
    if isinstance(app.builder, MessageCatalogBuilder):
        for picture in doctree.findall(profile_picture):
            picture["alt"] = picture["authored"]
