"""What tests need besides Python, how to get it, and which of it a machine lacks."""

from __future__ import annotations

import shutil
import subprocess
from ctypes.util import find_library
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

import pytest


@dataclass(frozen=True)
class Need:
    """What the tests with one marker need of the system."""

    name: str
    packages: str
    """Debian's packages, as `apt install` takes them."""
    programs: tuple[str, ...] = ()
    """Commands; where several names divided by a bar mean one thing, the first that is there."""
    fonts: tuple[str, ...] = ()
    """Patterns of fontconfig: without such a font, a page or a PDF has gaps where letters go."""
    libraries: tuple[str, ...] = ()
    """Shared libraries that a package of Python loads."""
    files: tuple[str, ...] = ()
    """Files that TeX has to find, one of each of its packages."""

    @property
    def how(self) -> str:
        """What to type to get it."""
        return f"sudo apt install {self.packages}"


NEEDS = {
    "browser": Need(
        "Chromium and fonts",
        "chromium fonts-noto-core fonts-noto-cjk",
        ("chromium|chromium-browser|google-chrome",),
        fonts=(":lang=ar", ":lang=zh-tw"),
    ),
    "book": Need("Java", "default-jre-headless", ("java",)),
    "weasyprint": Need("Pango", "libpangoft2-1.0-0", libraries=("pangoft2-1.0",)),
    "groff": Need("groff", "groff-base", ("groff",)),
    "makeinfo": Need("makeinfo", "texinfo", ("makeinfo",)),
    "pdf": Need(
        "TeX and fonts",
        "latexmk make poppler-utils tex-gyre fonts-freefont-otf fonts-dejavu-core"
        " fonts-noto-core fonts-noto-cjk texlive-fonts-recommended texlive-lang-chinese"
        " texlive-latex-extra texlive-latex-recommended texlive-luatex texlive-xetex",
        ("latexmk", "pdflatex", "xelatex", "lualatex", "kpsewhich", "pdftotext", "pdftoppm"),
        fonts=(":lang=ar", "Noto Serif CJK TC", "DejaVu Sans"),
        files=("xeCJK.sty", "fncychap.sty", "tgtermes.sty", "FreeSerif.otf"),
    ),
}
"""By the marker of the tests."""


def program(names: str) -> str | None:
    """Return the path of a command that has several names, divided by bars."""
    return next(filter(None, map(shutil.which, names.split("|"))), None)


@cache
def lacking(marker: str) -> list[str]:
    """Return what a machine lacks of what the tests with a marker need."""
    need = NEEDS[marker]
    missing = [names for names in need.programs if not program(names)]
    if missing:  # without the programs there is nobody to ask for the rest
        return missing
    missing += [library for library in need.libraries if not find_library(library)]
    missing += [font for font in need.fonts if not succeeds("fc-list", "--quiet", font)]
    return missing + [file for file in need.files if not succeeds("kpsewhich", file)]


def left_out_without(marker: str) -> None:
    """Leave a test out on a machine that lacks something of what a marker stands for."""
    if lacking(marker):
        need = NEEDS[marker]
        pytest.skip(f"needs {need.name} ({need.how})")


def left_out_without_package(name: str, environment: str) -> None:
    """Leave a test out where a package is not installed that an environment of tox has."""
    if find_spec(name.partition(".")[0]) is None:
        pytest.skip(f"needs {name} (tox -e {environment})")


def succeeds(*command: str) -> bool:
    """Return whether a command is there and ends well."""
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
