"""The themes that projects use: what the tests know of each, and the one that a test is run in."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from programs import left_out_without_package
from sites import write_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Theme:
    """A theme, where in its pages the links of the tree are, and how a reader makes it dark."""

    name: str
    sidebar: str
    breadcrumbs: str = ""
    """Empty for a theme that shows none."""
    settings: str = ""
    """More of the project's `conf.py`."""
    choose: str = ""
    """What its button does for a `mode`, light or dark, in JavaScript; empty without a dark one."""


# The two read it from the root element, where they keep what the reader wants as well.
PYDATA = "document.documentElement.dataset.theme = document.documentElement.dataset.mode = mode"

# With a font it would ask the network for it. It is dark only for projects that say so.
IMMATERIAL = """
extensions.insert(0, "sphinx_immaterial")
html_theme_options = {
    "font": False,
    "palette": [
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ],
}
"""

THEMES = (
    Theme("alabaster", ".sphinxsidebarwrapper > ul a"),
    Theme("furo", ".sidebar-tree a", choose="document.body.dataset.theme = mode"),
    # The sections of the site, which stand in the sidebar on small screens, and below them the
    # pages of the one that is open.
    Theme(
        "pydata_sphinx_theme",
        ".bd-sidebar-primary a",
        ".bd-breadcrumbs a",
        choose=PYDATA,
    ),
    Theme("sphinx_book_theme", ".bd-sidebar-primary a", choose=PYDATA),
    Theme("sphinx_rtd_theme", ".wy-menu-vertical a", ".wy-breadcrumbs a"),
    Theme(
        "sphinx_immaterial",
        ".md-nav--primary a",
        settings=IMMATERIAL,
        choose='document.body.dataset.mdColorScheme = {light: "default", dark: "slate"}[mode]',
    ),
    Theme("shibuya", ".sy-lside a", ".sy-breadcrumbs a", choose="setColorMode(mode)"),
)


@pytest.fixture(scope="module", params=[pytest.param(theme, id=theme.name) for theme in THEMES])
def theme(request: pytest.FixtureRequest) -> Theme:
    """Each theme of the table."""
    left_out_without_package(request.param.name, "programs")
    return request.param


def build_themed(theme: Theme, source: Path, conf: str, files: Mapping[str, str | bytes]) -> Path:
    """Write a project, build it in a theme, a warning being an error, and return its pages.

    The build has a process of its own, since some themes change Sphinx when they are loaded.
    """
    out = source / "_build"
    conf = f'{conf}\nhtml_theme = "{theme.name}"\n{theme.settings}'
    write_files(source, {**files, "conf.py": conf})
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    run = subprocess.run(
        [*command, str(source), str(out)], capture_output=True, text=True, check=False
    )
    assert (run.stderr, run.returncode) == ("", 0)
    return out
