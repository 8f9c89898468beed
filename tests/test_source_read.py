"""Extensions that change the text of pages before Sphinx reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from second import edit, older, pages, texts

if TYPE_CHECKING:
    from sites import Build, Site
    from sphinx.application import Sphinx

HOOK = """\
def fill(app, docname, source):
    if hasattr(app, "hook"):
        app.hook(docname)
    words = (app.srcdir / "words.txt").read_text()
    if docname == "people/ada":
        assert app.env.docname == docname
        app.env.note_dependency("words.txt")
    source[0] = source[0].replace("%%", words)


def setup(app):
    app.connect("source-read", fill)
"""
FILES = {
    "conf.py": HOOK,
    "words.txt": "Analyst",
    "aaa.md": "# First\n\n```{profile} ada\n```\n",
    "index.md": "# I\n\n```{profile-card} ada\n```\n\n```{profile-index}\n```\n",
    "people/ada.md": "---\nheadline: '%%'\n---\n# Ada\n\nShe is an %%.\n",
    "people/bob.md": "# Bob\n\nHe is a person.\n",
    **{f"page{n}.md": f"# P{n}\n\n```{{profile-card}} ada\n```\n" for n in range(8)},
}
SETTINGS: dict[str, Any] = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


def said(site: Site) -> set[str]:
    """Return what the pages of a site say of Ada."""
    text = "".join(texts(site).values())
    return set(re.findall(r"%%|Analyst|Admiral", text))


@pytest.mark.parametrize("parallel", [0, 2])
def test_every_page_shows_what_sphinx_hands_over(build: Build, parallel: int) -> None:
    site = build(FILES, parallel=parallel, **SETTINGS)
    assert site.warnings == []
    assert said(site) == {"Analyst"}
    assert "an Analyst." in site.html("aaa").text
    first = texts(site)
    assert pages(site.rebuild()) == set()
    for name in ("index", "aaa"):
        edit(site, f"{name}.md", "# ", "# \u00a0")
    site.rebuild()
    assert said(site) == {"Analyst"}
    for name in ("index", "aaa"):
        edit(site, f"{name}.md", "# \u00a0", "# ")
    site.rebuild()
    assert texts(site) == first


@pytest.mark.parametrize("change", [edit, older])
def test_what_the_extension_reads_changes(build: Build, change) -> None:
    site = build(FILES, **SETTINGS)
    second = build({}, "text", source=site.source, **SETTINGS)
    if change is edit:
        edit(site, "words.txt", "Analyst", "Admiral")
    else:
        older(site, "words.txt", "Admiral")
    for output in (site, second):
        output.rebuild()
        assert said(output) == {"Admiral"}


def test_a_note_that_is_no_page_is_read_as_it_is(build: Build) -> None:
    """Sphinx hands it over to nobody."""
    site = build(FILES, exclude_patterns=["_build", "people"], **SETTINGS)
    assert said(site) == {"%%"}


def test_an_unchanged_note_is_not_handed_over_again(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    calls: list[str] = []
    start = site.start

    def counting() -> Sphinx:
        app = start()
        vars(app)["hook"] = calls.append
        return app

    site.start = counting
    assert pages(site.rebuild()) == set()
    assert calls == []


def test_extensions_of_sphinx_watch_only(build: Build) -> None:
    """`intersphinx` changes how roles are looked up until the end of a page."""
    extensions = ("myst_parser", "sphinx.ext.intersphinx", "sphinxext_profiles")
    files = {**FILES, "index.md": "# I\n\n{profile:person}`ada` {external:doc}`x`\n"}
    settings = {**SETTINGS, "suppress_warnings": ["toc", "ref", "intersphinx"]}
    site = build(files, extensions=extensions, **settings)
    assert said(site) == {"Analyst"}
    without = build({**files, "conf.py": ""}, extensions=extensions, **settings)
    assert said(without) == {"%%"}
