"""Pages that are notes and not UTF-8: Sphinx would end the build when it reads one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import BeforeRead

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def leave_out_undecodable(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Leave out the pages that can't be decoded; reading their notes has reported them."""
    domain = profile_domain(env)
    for docname in [name for name in docnames if domain.pages.get(name) in domain.undecodable]:
        docnames.remove(docname)
        env.project.docnames.discard(docname)


def setup_encoding(app: Sphinx) -> None:
    """Look at the pages before Sphinx reads them."""
    app.connect(
        "env-before-read-docs",
        leave_out_undecodable,
        priority=BeforeRead.LEAVE_OUT_UNDECODABLE,
    )
