"""Hiding the nodes of indexes until the page that shows them is written.

For each page that Sphinx writes, it walks through the whole first page of the project, once for
every toctree on it, and more often in some themes. If everybody's cards were among its nodes, the
time of a build would grow with the square of the number of people.
"""

from __future__ import annotations

import pickle
from itertools import chain
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_profiles.nodes import profile_index
from sphinxext_profiles.project.domain import profile_domain
from sphinxext_profiles.project.order import Transform

if TYPE_CHECKING:
    from collections.abc import Iterator


class FoldIndexes(SphinxTransform):
    """Fold the indexes of a page that was read."""

    default_priority = Transform.FOLD_INDEXES

    def apply(self) -> None:
        """Fold every index of the page."""
        if self.env.docname in profile_domain(self.env).indexes:
            for index in self.document.findall(profile_index):
                fold(index, self.document)


class UnfoldIndexes(SphinxPostTransform):
    """Unfold the indexes of a page that is about to be written."""

    default_priority = Transform.UNFOLD_INDEXES

    def run(self, **_kwargs: object) -> None:
        """Unfold every index of the page, or of all pages where they are one document."""
        unfold_all(self.document)


def fold(index: profile_index, document: nodes.document) -> None:
    """Pickle the nodes in an index: nothing walks through the result."""
    for child in index.children:
        child.parent = None
    for node in _below(index):
        node.document = None  # type: ignore[assignment]  # as docutils marks a node without one
        for name in _ids(node):
            document.ids.pop(name, None)
    index["folded"] = pickle.dumps(index.children, pickle.HIGHEST_PROTOCOL)
    index.children = []


def unfold_all(document: nodes.document) -> None:
    """Unpickle the nodes in all indexes of a document; no other document shares them."""
    for index in document.findall(profile_index):
        if folded := index.attributes.pop("folded", b""):
            index.extend(pickle.loads(folded))  # noqa: S301  # from a document that was pickled too
            for node in _below(index):
                node.document = document
                document.ids.update(dict.fromkeys(_ids(node), cast("nodes.Element", node)))


def _below(index: profile_index) -> Iterator[nodes.Node]:
    return chain.from_iterable(child.findall() for child in index.children)


def _ids(node: nodes.Node) -> list[str]:
    return node["ids"] if isinstance(node, nodes.Element) else []
