"""Every directive and role that packages register: on which side of the list it is."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from docutils.parsers.rst import directives, roles

from sphinxext_profiles.note.allowed import Gate

if TYPE_CHECKING:
    from sites import Build, Site

REFUSED = yaml.safe_load(Path(__file__).with_name("refused.yaml").read_text("utf-8"))
EXTENSIONS = (
    *("autodoc", "autosummary", "doctest", "extlinks", "graphviz", "ifconfig", "todo"),
    "inheritance_diagram",
)
SETTINGS = {
    "extensions": (
        *("myst_parser", "sphinx_design", "sphinxext_profiles", "sphinxcontrib.bibtex"),
        *(f"sphinx.ext.{name}" for name in EXTENSIONS),
    ),
    "bibtex_bibfiles": [],
}
OWN_OF_MYST = {"eval-rst", "figure-md"}


@pytest.fixture
def site(build: Build) -> Site:
    return build({"index.md": "# Index\n"}, **SETTINGS)


def registered(site: Site) -> tuple[list[str], list[str]]:
    """Return the names of directives and of roles that a page could use, domains' with theirs."""
    domains = site.app.env.domains.values()
    found = {*directives._directives, *directives._directive_registry, *OWN_OF_MYST}
    found |= {f"{domain.name}:{name}" for domain in domains for name in domain.directives}
    used = {*roles._roles, *roles._role_registry} - {""}
    used |= {f"{domain.name}:{name}" for domain in domains for name in domain.roles}
    return sorted(found), sorted(used)


def is_refused(kind: str, name: str) -> bool:
    return any(fnmatchcase(name, pattern) for names in REFUSED[kind].values() for pattern in names)


def test_each_is_on_one_side_of_the_list(site: Site) -> None:
    found, used = registered(site)
    assert {"raw", "note", "py:class", "card"} <= {*found}
    assert {"raw", "kbd", "py:class", "bdg-primary"} <= {*used}
    gate = Gate()
    sides = {
        ("directives", name, gate.allows_directive(name), is_refused("directives", name))
        for name in found
        if not name.startswith("profile:")
    } | {
        ("roles", name, gate.allows_role(name), is_refused("roles", name))
        for name in used
        if not name.startswith("profile:")
    }
    assert {side for side in sides if side[2] == side[3]} == set()


def test_whatever_is_not_allowed_is_left_out_and_said(site: Site, build: Build) -> None:
    found, used = registered(site)
    gate = Gate.of(trusted=False, directives=(), roles=(), design=True, bibtex=True)
    blocks = [name for name in found if not gate.allows_directive(name)] + ["of-tomorrow"]
    inlines = [name for name in used if not gate.allows_role(name)] + ["bdg-of-tomorrow"]
    texts = [
        f"```{{{name}}} secret.txt\n:file: secret.txt\n\nBLOCK{n}.\n```"
        for n, name in enumerate(blocks)
    ]
    texts += [f"A {{{name}}}`INLINE{n}.` b." for n, name in enumerate(inlines)]
    note = "---\ntype: profile\norphan: true\n---\n# Ada\n\n## Work\n\n" + "\n\n".join(texts) + "\n"
    made = build({"index.md": "# I\n", "ada.md": note, "secret.txt": "TOP SECRET"}, **SETTINGS)
    told = "\n".join(made.warnings)
    assert len(made.warnings) == len(texts), told
    for name in blocks:
        assert f"may not use the directive {name!r};" in told
    for name in inlines:
        assert f"may not use the role {name!r};" in told
    text = made.html("ada").text
    assert "TOP SECRET" not in text
    assert all(f"BLOCK{n}." in text for n in range(len(blocks)))
    assert all(f"INLINE{n}." in text for n in range(len(inlines)))
