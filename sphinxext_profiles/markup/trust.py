"""What a note may use that is not trusted: formatting, but nothing that acts.

A directive or role is allowed by name, so one that another extension adds is off until a project
allows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinxext_profiles.note.addresses import is_safe

if TYPE_CHECKING:
    from sphinxext_profiles.config import ProfilesConfig

ADMONITIONS = frozenset(
    [
        "admonition",
        "attention",
        "caution",
        "danger",
        "error",
        "hint",
        "important",
        "note",
        "seealso",
        "tip",
        "warning",
    ]
)
BLOCKS = frozenset(
    [
        "centered",
        "code",
        "code-block",
        "compound",
        "container",
        "epigraph",
        "figure",
        "figure-md",
        "highlights",
        "hlist",
        "image",
        "list-table",
        "math",
        "parsed-literal",
        "pull-quote",
        "rubric",
        "sidebar",
        "sourcecode",
        "table",
        "topic",
    ]
)
DESIGN = frozenset(
    [
        "accordion",
        "aside",
        "button-link",
        "button-ref",
        "card",
        "card-carousel",
        "card-footer",
        "card-header",
        "dropdown",
        "grid",
        "grid-item",
        "grid-item-card",
        "step",
        "steps",
        "tab-item",
        "tab-set",
    ]
)
OWN = frozenset(
    ["profile", "profile-index", "profile-card", "profile-gallery", "profile-references"]
)
ALLOWED_DIRECTIVES = ADMONITIONS | BLOCKS | DESIGN | OWN
ALLOWED_ROLES = frozenset(
    [
        "abbr",
        "abbreviation",
        "any",
        "command",
        "dfn",
        "doc",
        "emphasis",
        "eq",
        "guilabel",
        "kbd",
        "literal",
        "math",
        "menuselection",
        "numref",
        "ref",
        "samp",
        "strong",
        "sub",
        "subscript",
        "sup",
        "superscript",
        "term",
        "profile:person",
    ]
)

RENDERER_RAW = ("<br />\n", "\\\\\n", "<s>", "</s>", '<input class="task-list-item-checkbox"')
"""The raw output that MyST itself writes for line breaks, strike-through and task lists."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What one note may do."""

    trusted: bool
    directives: frozenset[str] = ALLOWED_DIRECTIVES
    roles: frozenset[str] = ALLOWED_ROLES

    @classmethod
    def from_config(cls, config: ProfilesConfig) -> Gate:
        """Return the gate that a project's configuration asks for."""
        return cls(
            config.trust_notes,
            ALLOWED_DIRECTIVES | frozenset(config.allowed_directives),
            ALLOWED_ROLES | frozenset(config.allowed_roles),
        )

    def allows_directive(self, name: str) -> bool:
        """Return whether a note may use a directive."""
        return self.trusted or name in self.directives

    def allows_role(self, name: str) -> bool:
        """Return whether a note may use a role."""
        return self.trusted or name in self.roles or name.startswith("bdg")

    def forbidden(self, node: nodes.Node) -> bool:
        """Return whether a node that a directive or role made may not stand in the page.

        The list of names keeps out what acts; this also looks at what the allowed ones made of
        their arguments.
        """
        if self.trusted:
            return False
        if isinstance(node, nodes.raw):
            return not node.astext().startswith(RENDERER_RAW)
        if isinstance(node, addnodes.download_reference):
            return True
        if isinstance(node, nodes.reference):
            return not is_safe(node.get("refuri", ""))
        if isinstance(node, nodes.image):
            return not is_safe(node["uri"]) or leaves_source(node["uri"])
        return False


def leaves_source(path: str) -> bool:
    """Return whether a path could lead out of the source folder."""
    return "\\" in path or ".." in path.split("/") or path.startswith("//")
