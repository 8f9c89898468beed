"""What a note may use that is not trusted, by name: formatting, but nothing that acts.

A directive or role that another extension adds is off until a project allows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    [
        *("profile", "profile-index", "profile-card", "profile-gallery"),
        *("profile-references", "profile-publications"),
    ]
)
ALLOWED_DIRECTIVES = ADMONITIONS | BLOCKS | DESIGN | OWN
_COLOURS = (
    *("primary", "secondary", "success", "info", "warning", "danger"),
    *("light", "muted", "dark", "white", "black"),
)
BADGES = frozenset(
    [f"bdg{kind}" for kind in ("", "-ref", "-link")]
    + [
        f"bdg{kind}-{colour}{line}"
        for kind in ("", "-ref", "-link")
        for colour in _COLOURS
        for line in ("", "-line")
    ]
)
ALLOWED_ROLES = BADGES | frozenset(
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


ALLOWED_CLASSES = ADMONITIONS | frozenset(
    [
        "align-center",
        "align-left",
        "align-right",
        "centered",
        "compact",
        "dropdown",
        "only-dark",
        "only-light",
        "sd-card-hover",
        "sd-font-italic",
        "toggle",
    ]
)
"""Classes that a note may give to its parts: none can cover what is around them."""
ALLOWED_CLASS_PREFIXES = (
    *("sd-bg-", "sd-border-", "sd-font-weight-", "sd-fs-", "sd-outline-", "sd-rounded-"),
    *("sd-shadow-", "sd-text-"),
    *(f"sd-{kind}{side}-" for kind in "mp" for side in ("", "t", "b", "l", "r", "x", "y")),
)
"""Beginnings of such classes: colours, text, borders, margins and padding of sphinx-design."""


LANGUAGES = frozenset(
    [
        *("default", "python", "python3", "py", "pycon", "ipython", "console"),
        *("bash", "sh", "shell", "zsh", "c", "cpp", "c++", "csharp", "java", "kotlin", "scala"),
        *("swift", "go", "rust", "javascript", "js", "typescript", "ts", "json", "yaml", "toml"),
        *("ini", "xml", "html", "css", "scss", "sql", "r", "julia", "matlab", "fortran"),
        *("haskell", "ocaml", "elixir", "erlang", "clojure", "lisp", "scheme", "perl", "php"),
        *("ruby", "lua", "dart", "diff", "dockerfile", "make", "cmake", "latex", "tex", "bibtex"),
        *("markdown", "md", "rst"),
    ]
)
"""Languages of code that a note may have colored. Pygments has hundreds more, and some of its rules
take hours for a kilobyte that was written for them."""


CITE = frozenset(
    {
        "cite",
        *(f"cite:{kind}" for kind in ("p", "ps", "t", "ts", "ct", "cts", "alp", "alps", "empty")),
        *(f"cite:{kind}" for kind in ("label", "labelpar", "year", "yearpar", "author", "authors")),
        *(f"cite:{kind}" for kind in ("authorpar", "authorpars", "cauthor", "cauthors")),
    }
)
"""The roles of sphinxcontrib-bibtex, which cite an entry of the project's own BibTeX files."""


def is_harmless_class(name: str) -> bool:
    """Return whether a note may use a class."""
    return name in ALLOWED_CLASSES or name.startswith(ALLOWED_CLASS_PREFIXES)


@dataclass(frozen=True, slots=True)
class Gate:
    """What one note may use."""

    trusted: bool = False
    directives: frozenset[str] = ALLOWED_DIRECTIVES
    roles: frozenset[str] = ALLOWED_ROLES

    @classmethod
    def of(
        cls,
        *,
        trusted: bool,
        directives: Iterable[str],
        roles: Iterable[str],
        design: bool,
        bibtex: bool = False,
    ) -> Self:
        """Return the gate of a project that allows further directives and roles.

        `design` says whether it loads sphinx-design: else `card` is somebody else's directive.
        `bibtex` says the same of sphinxcontrib-bibtex and its roles.
        """
        without = frozenset() if design else DESIGN | BADGES
        return cls(
            trusted,
            (ALLOWED_DIRECTIVES - without).union(directives),
            (ALLOWED_ROLES - without).union(roles, CITE if bibtex else ()),
        )

    def allows_directive(self, name: str) -> bool:
        """Return whether a note may use a directive."""
        return self.trusted or name in self.directives

    def allows_role(self, name: str) -> bool:
        """Return whether a note may use a role."""
        return self.trusted or name in self.roles
