"""Bio cards, galleries and reference lists from Markdown notes about people, for Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx.

    The import waits until here, so that the note reader can be used without Sphinx.
    """
    from .extension import setup_extension  # noqa: PLC0415  # see above

    return setup_extension(app)
