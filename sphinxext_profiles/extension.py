"""What is registered with Sphinx: one line a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import __version__
from .adoption import setup_adoption
from .config import setup_config
from .directives import setup_directives
from .domain import ProfileDomain, setup_domain
from .freshness import setup_freshness
from .parser import setup_parser
from .sidebars import setup_sidebars
from .transforms import setup_transforms
from .unfinished import setup_unfinished
from .writers import setup_writers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup_extension(app: Sphinx) -> ExtensionMetadata:
    """Register every room with Sphinx."""
    app.setup_extension("sphinx_design")
    setup_config(app)
    setup_domain(app)
    setup_freshness(app)
    setup_unfinished(app)
    setup_adoption(app)
    setup_sidebars(app)
    setup_parser(app)
    setup_directives(app)
    setup_transforms(app)
    setup_writers(app)
    return {
        "version": __version__,
        "env_version": ProfileDomain.data_version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
