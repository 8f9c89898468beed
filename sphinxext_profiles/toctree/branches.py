"""The branches of a page that only some outputs have: `only` and `ifconfig`.

A page is read once for all outputs, so what is recorded of it may be missing in some of them.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import Reporter
from sphinx import addnodes
from sphinx.ext.ifconfig import ifconfig, process_ifconfig_nodes

from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import BuilderInited, Read

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxext_profiles.project.data import Branch

_ONLY, _IFCONFIG = "only", "ifconfig"


def around(node: nodes.Node | None) -> tuple[Branch, ...]:
    """Return the conditions of an output that has this node of a page, the innermost first."""
    branches: list[Branch] = []
    while node is not None:
        if isinstance(node, addnodes.only):
            branches.append((_ONLY, node["expr"]))
        elif isinstance(node, ifconfig):
            branches.append((_IFCONFIG, node["expr"]))
        node = node.parent
    return tuple(branches)


def record_branches(app: Sphinx, doctree: nodes.document) -> None:
    """Record the conditions of what other pages may link to."""
    domain = profile_domain(app.env)
    docname = app.env.docname
    places = {anchor: around(doctree.ids.get(anchor)) for anchor in domain.anchors(docname)}
    domain.record_branches(docname, {anchor: found for anchor, found in places.items() if found})


def evaluate_branches(app: Sphinx) -> None:
    """Let the domain know what this output has."""
    profile_domain(app.env).holds = cache(partial(_holds, app))


def _holds(app: Sphinx, branch: Branch) -> bool:
    """Return whether Sphinx keeps a branch in this output."""
    kind, expression = branch
    if kind == _ONLY:
        try:
            return bool(app.tags.eval_condition(expression))
        except Exception:  # noqa: BLE001  # as Sphinx, which keeps the branch and reports it
            return True
    silent = Reporter("", report_level=5, halt_level=5, stream=False)
    document = nodes.document(get_default_settings(), silent)
    kept = nodes.paragraph()
    document += ifconfig("", kept, expr=expression)
    process_ifconfig_nodes(app, document, "")
    return kept in document.children


def setup_branches(app: Sphinx) -> None:
    """Record conditions when a page is read, and evaluate them for each output."""
    app.connect("builder-inited", evaluate_branches, priority=BuilderInited.EVALUATE_BRANCHES)
    app.connect("doctree-read", record_branches, priority=Read.RECORD_BRANCHES)
