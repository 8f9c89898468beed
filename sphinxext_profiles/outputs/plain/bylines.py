"""Bylines in outputs without visitors for them: words alone, without the faces."""

from __future__ import annotations

from typing import cast

from docutils import nodes

from sphinxext_profiles.nodes import profile_byline, profile_byline_face


def compose_bylines(tree: nodes.Element) -> None:
    """Make paragraphs of bylines: the names with the date, and what the authors did."""
    for byline in tree.findall(profile_byline):
        lines = [nodes.paragraph(), nodes.paragraph()]
        for part in cast("list[nodes.Element]", byline.children):
            if not isinstance(part, profile_byline_face):
                lines["profile-byline-roles" in part["classes"]].extend(part.children)
        byline.children = []
        byline.extend(line for line in lines if line.children)
