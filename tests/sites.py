"""Small projects, really built, and what came out of them."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.locale import translators
from sphinx.util.console import strip_escape_sequences

from sphinxext_profiles.toctree.folding import unfold_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docutils import nodes
    from sphinx.testing.util import SphinxTestApp

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
"""A PNG of one pixel."""


DESIGN = ("myst_parser", "sphinx_design", "sphinxext_profiles")
"""The extensions of a project that uses sphinx-design as well."""


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the files of a project, whose names are paths from its folder."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


BUILDERS = {
    "html": "index.html",
    "dirhtml": "index.html",
    "singlehtml": "index.html",
    "epub": "index.xhtml",
    "latex": "*.tex",
    "text": "index.txt",
    "man": "*.1",
    "texinfo": "*.texi",
    "xml": "index.xml",
    "pseudoxml": "index.pseudoxml",
    "json": "index.fjson",
    "gettext": "index.pot",
    "dummy": "",
    "changes": "",
    "linkcheck": "output.json",
}
"""The outputs of Sphinx, and where each writes the first page; some write none."""


@dataclass
class Site:
    """A project that was built."""

    app: SphinxTestApp
    source: Path
    start: Callable[[], SphinxTestApp]
    """Makes Sphinx anew, as a second call of `sphinx-build` does."""

    @property
    def warnings(self) -> list[str]:
        """The warnings and errors of the build, without colours and without the folder's name."""
        text = strip_escape_sequences(self.app.warning.getvalue())
        # A second project in the same process finds everything registered already; and before
        # Sphinx 8.2 a page outside every toctree was a warning without a name to suppress.
        left_out = ["[app.add_"]
        if "toc" in self.app.config.suppress_warnings:
            left_out.append("isn't included in any toctree")
        return [
            line.replace(f"{self.source}/", "")
            for line in text.splitlines()
            if line and not any(part in line for part in left_out)
        ]

    @property
    def out(self) -> Path:
        """The folder of the output."""
        return Path(self.app.outdir)

    def text(self, name: str) -> str:
        """Return a file of the output."""
        return (self.out / name).read_text("utf-8")

    def html(self, name: str = "index") -> BeautifulSoup:
        """Return a page of the output."""
        return BeautifulSoup(self.text(f"{name}.html"), "html5lib")

    def doctree(self, name: str = "index") -> nodes.document:
        """Return what was read of a page."""
        document = self.app.env.get_doctree(name)
        unfold_all(document)
        return document

    def rebuild(self) -> list[str]:
        """Build again and return the names of the files that were written."""
        before = {path: path.stat().st_mtime_ns for path in self.out.rglob("*") if path.is_file()}
        self.app = self.start()
        self.app.build()
        return sorted(
            str(path.relative_to(self.out))
            for path in self.out.rglob("*")
            if path.is_file() and before.get(path) != path.stat().st_mtime_ns
        )


Build = "Callable[..., Site]"


@pytest.fixture
def build(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> Build:
    """Return a function that writes a project, builds it and returns the site.

    `files` maps names to texts or bytes; MyST is loaded unless `extensions` says otherwise.
    """
    count = iter(range(100))

    def make(
        files: dict[str, str | bytes],
        builder: str = "html",
        *,
        extensions: tuple[str, ...] = ("myst_parser", "sphinxext_profiles"),
        source: Path | None = None,
        parallel: int = 0,
        **settings: Any,
    ) -> Site:
        source = source or tmp_path / f"source{next(count)}"
        write_files(source, files)
        (source / "conf.py").touch()
        overrides = {
            "extensions": list(extensions),
            "html_theme": "basic",
            "exclude_patterns": ["_build"],
            # Sphinx writes what a parser adds into the default itself, which other sites share.
            "source_suffix": {".rst": "restructuredtext"},
            **settings,
        }

        def start() -> SphinxTestApp:
            # Sphinx keeps the words of the last language in the process, and adds the next to it.
            translators.clear()
            # Sphinx changes some settings in place.
            settings = copy.deepcopy(overrides)
            return make_app(builder, srcdir=source, confoverrides=settings, parallel=parallel)

        site = Site(start(), source, start)
        site.app.build()
        return site

    return make


def classes(tag: Tag) -> set[str]:
    """Return the class names of an element."""
    return set(tag.get("class", []))
