"""What is registered with Sphinx: one line per room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import __version__
from .authors import setup_authors
from .bibliography.on_pages import setup_bibliography
from .directives import setup_directives
from .outputs import setup_outputs
from .page.parser import setup_parser
from .project.config import setup_config
from .project.domain import ProfileDomain, setup_domain
from .project.outdated import setup_outdated
from .project.targets import setup_targets
from .project.written import setup_written
from .reporting import setup_reporting
from .toctree import setup_toctree
from .transforms import setup_transforms

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup_extension(app: Sphinx) -> ExtensionMetadata:
    """Register every room with Sphinx."""
    setup_reporting(app)
    setup_config(app)
    setup_domain(app)
    setup_targets(app)
    setup_outdated(app)
    setup_written(app)
    setup_bibliography(app)
    setup_parser(app)
    setup_authors(app)
    setup_toctree(app)
    setup_directives(app)
    setup_transforms(app)
    setup_outputs(app)
    return {
        "version": __version__,
        "env_version": ProfileDomain.data_version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
