"""The book: tabs and dropdowns in sequence, because sphinx-design's are not valid XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

FOLDED = ("tab-set", "dropdown")


class Unfold(SphinxPostTransform):
    """Turn what a reader would have to open into plain containers with rubrics as titles."""

    # Before sphinx-design writes HTML for them (200).
    default_priority = 100

    def run(self, **_kwargs: object) -> None:
        """Unfold everything on a page of the book."""
        if self.app.builder.name == "epub":
            for part in self.document.findall(nodes.container):
                if part.get("design_component") in FOLDED:
                    part["design_component"] = ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(Unfold)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
