"""Projects that use other extensions, built where warnings are errors."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from programs import left_out_without_package
from sites import write_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.neighbours

PEOPLE = {
    "people/ada.md": "# Ada Lovelace\n\nShe wrote ([Notes][1]).\n\n[1]: https://example.org/n\n",
    "people/bob.md": "---\nheadline: Builder\n---\n# Bob\n\nHe builds.\n",
}
INDEX = "# Team\n\n```{profile-index}\n```\n\n## Words\n\n```{profile-index}\n:layout: list\n```\n"


def built(
    folder: Path, extension: str, files: Mapping[str, str], *, conf: str = "", builder: str = "html"
) -> Path:
    """Build a project with an extension in a process of its own; return the output's folder.

    A warning is an error. The test is left out where the extension isn't installed.
    """
    left_out_without_package(extension, "neighbours")
    extensions = ["myst_parser", extension, "sphinxext_profiles"]
    settings = f'extensions = {extensions}\nprofiles_notes = ["people/*"]\n{conf}'
    write_files(folder, {**PEOPLE, "conf.py": settings, **files})
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", builder]
    done = subprocess.run(
        [*command, folder, folder / "_build"], capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return folder / "_build"


def neighbour(out: Path, name: str, rel: str) -> str:
    """Return the page to which a page of an output links as its next or previous one, say."""
    page = BeautifulSoup((out / f"{name}.html").read_text("utf-8"), "html5lib")
    link = page.find("link", rel=rel)
    return str(link["href"]) if link else ""


def test_external_toc_and_an_index_share_the_tree(tmp_path: Path) -> None:
    toc = "root: home\nentries:\n- file: team\n- file: last\n"
    files = {"_toc.yml": toc, "home.md": "# Home\n", "team.md": INDEX, "last.md": "# Last\n"}
    out = built(tmp_path, "sphinx_external_toc", files)
    assert neighbour(out, "home", "next") == "team.html"
    assert neighbour(out, "team", "next") == "people/bob.html"
    assert neighbour(out, "people/ada", "next") == "../last.html"


def test_people_in_an_external_toc_stay_where_it_puts_them(tmp_path: Path) -> None:
    toc = "root: home\nentries:\n- file: last\n  entries:\n  - file: people/bob\n- file: team\n"
    files = {"_toc.yml": toc, "home.md": "# Home\n", "team.md": INDEX, "last.md": "# Last\n"}
    out = built(tmp_path, "sphinx_external_toc", files)
    assert neighbour(out, "last", "next") == "people/bob.html"
    assert neighbour(out, "team", "next") == "people/ada.html"


def test_people_whom_an_external_toc_leaves_out_are_no_pages(tmp_path: Path) -> None:
    toc = "root: home\nentries:\n- file: team\n"
    files = {"_toc.yml": toc, "home.md": "# Home\n", "team.md": INDEX}
    conf = "external_toc_exclude_missing = True\n"
    out = built(tmp_path, "sphinx_external_toc", files, conf=conf)
    assert "Ada Lovelace" in (out / "team.html").read_text("utf-8")
    assert not (out / "people/ada.html").exists()
