"""The snippets of the documentation: one tree from both syntaxes, and one for every option."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxext_profiles.directives.card import CardDirective
from sphinxext_profiles.directives.gallery import GalleryDirective
from sphinxext_profiles.directives.index import IndexDirective
from sphinxext_profiles.directives.profile import ProfileDirective
from sphinxext_profiles.directives.publications import PublicationsDirective
from sphinxext_profiles.directives.references import ReferencesDirective
from sphinxext_profiles.toctree.folding import unfold_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes

DOCS = Path(__file__).parents[1] / "docs"
SNIPPETS = DOCS / "snippets"
NAMES = sorted(
    file.relative_to(SNIPPETS).with_suffix("").as_posix() for file in SNIPPETS.rglob("*.md")
)
DIRECTIVES = {
    "profile-card": CardDirective,
    "profile-gallery": GalleryDirective,
    "profile-references": ReferencesDirective,
    "profile-publications": PublicationsDirective,
    "profile": ProfileDirective,
    "profile-index": IndexDirective,
}
OPTIONS = [(name, option) for name, made in DIRECTIVES.items() for option in made.option_spec]


INDEX = """
Index
=====

.. toctree::
   :glob:

   people/*
   myst/**
   rest/**
"""


@dataclass
class Pages:
    """A project in which every snippet is a page, once in each syntax."""

    tree: Callable[[str], nodes.document]
    warnings: str


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Build the project."""
    source = tmp_path_factory.mktemp("snippets")
    shutil.copytree(DOCS / "people", source / "people")
    shutil.copy(DOCS / "references.bib", source)
    for name in NAMES:
        for folder, suffix in (("myst", ".md"), ("rest", ".rst")):
            page = source / folder / f"{name}{suffix}"
            page.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SNIPPETS / f"{name}{suffix}", page)
    (source / "index.rst").write_text(INDEX, "utf-8")
    settings = {
        "extensions": [
            *("myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "sphinxext_profiles"),
        ],
        "bibtex_bibfiles": ["references.bib"],
        "myst_enable_extensions": ["dollarmath"],  # for the notes: a snippet needs none
        "profiles_notes": ["people/*"],
        "suppress_warnings": ["profiles.reference-unused", "toc.no_title"],
        "language": "en",
    }
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source,
            None,
            source / "_build",
            source / "_doctrees",
            "dummy",
            confoverrides=settings,
            status=None,
            warning=warnings,
        )
        app.build()
        yield Pages(app.env.get_doctree, warnings.getvalue())


def test_no_snippet_warns(pages: Pages) -> None:
    assert not pages.warnings


def shape(document: nodes.document, folder: str) -> str:
    """Return a doctree as text, without the name of the page, its file and lines in it."""
    unfold_all(document)
    content = "\n".join(child.pformat() for child in document.children)
    content = re.sub(rf"\b{folder}/([\w/-]+)\.\w+', \d+", r"page/\1'", content)
    return re.sub(rf"\b{folder}/([\w/-]+)\.\w+", r"page/\1", content).replace(f"{folder}/", "page/")


@pytest.mark.parametrize("name", NAMES)
def test_one_tree_from_both_syntaxes(pages: Pages, name: str) -> None:
    myst = shape(pages.tree(f"myst/{name}"), "myst")
    rest = shape(pages.tree(f"rest/{name}"), "rest")
    assert "<profile_" in myst or "profile-index" in myst
    assert myst == rest


@pytest.mark.parametrize("name", NAMES)
def test_a_snippet_is_shown_in_the_documentation(name: str) -> None:
    pages = [file.read_text("utf-8") for file in (DOCS / "directives").glob("*.md")]
    assert any(f"{{example}} {name}\n" in page for page in pages)


@pytest.mark.parametrize(("directive", "option"), OPTIONS)
def test_every_option_has_a_snippet(directive: str, option: str) -> None:
    snippets = [file.read_text("utf-8") for file in (SNIPPETS / directive).glob("*.md")]
    assert any(f"\n:{option}:" in snippet for snippet in snippets)


@pytest.mark.parametrize("name", NAMES)
def test_a_snippet_has_both_syntaxes_and_uses_known_options(name: str) -> None:
    directive = name.split("/", maxsplit=1)[0]
    for suffix in (".md", ".rst"):
        text = (SNIPPETS / f"{name}{suffix}").read_text("utf-8")
        used = set(re.findall(r"^ *:([a-z-]+): ", text, re.MULTILINE)) - {"gutter", "alt", "target"}
        named = set(re.findall(r"\{(profile[a-z-]*)\}|\.\. (profile[a-z-]*)::", text))
        known = {option for pair in named for option in DIRECTIVES["".join(pair)].option_spec}
        assert directive in text
        assert used <= known
