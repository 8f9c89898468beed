"""Two builds from nothing give the same bytes, whatever is different around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from whole import OUTPUTS, files, run, write

if TYPE_CHECKING:
    from pathlib import Path

OTHER_ORDER = """\
import os
scandir, listdir = os.scandir, os.listdir
class Scan:
    def __init__(self, *path):
        with scandir(*path) as found:
            self.found = iter(sorted(found, key=lambda entry: entry.name[::-1], reverse=True))
    def __iter__(self): return self.found
    def __next__(self): return next(self.found)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def close(self): pass
os.scandir = Scan
os.listdir = lambda *path: sorted(listdir(*path), key=lambda name: name[::-1], reverse=True)
"""
"""Lists folders in another order, as another file system may."""

DATED = {
    "epub/content.opf",
    "epub/People.epub/content.opf",
    "gettext/index.pot",
    "gettext/more.pot",
    "gettext/people.pot",
    "latex/people.tex",
    "man/people.1",
    "texinfo/people.texi",
}
"""The files in which Sphinx writes a date (docs/outputs.md names them)."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("builds") / "project")


@pytest.fixture(scope="module")
def first(project: Path) -> dict[str, bytes]:
    """What a build gives."""
    return built(project, "first", PYTHONHASHSEED="1", TZ="UTC")


def built(
    source: Path, name: str, *, before: str = "", jobs: int = 1, **around: str
) -> dict[str, bytes]:
    """Build into a folder beside the source, and return the files.

    Two things are Sphinx's own: its XML names the folder of the source, which is taken out, and
    `.pot` files lead from the output to the source, which is why they stand side by side.
    """
    out = source.parent / name
    done = run(source, out, *OUTPUTS, before=before, jobs=jobs, **around)
    assert done.returncode == 0, done.stderr
    folder = str(source).encode()
    return {name: content.replace(folder, b"") for name, content in files(out).items()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """Return the names of the files that are not the same in both."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def test_the_project_has_something_of_everything(first: dict[str, bytes]) -> None:
    ends = (".webp", "references.ris", "objects.inv", ".pot", ".sty", "People.epub", "people.1")
    assert [end for end in ends if not any(name.endswith(end) for name in first)] == []
    assert b"Analytikerin" in first["html/index.html"]


@pytest.mark.parametrize(
    "around",
    [
        pytest.param({"jobs": 2}, id="processes"),
        pytest.param({"PYTHONHASHSEED": "7"}, id="hash-seed"),
        pytest.param({"TZ": "Pacific/Kiritimati"}, id="time-zone"),
        pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="locale"),
        pytest.param({"before": OTHER_ORDER}, id="order-of-files"),
    ],
)
def test_same_bytes_with_other(
    around: dict, project: Path, first: dict[str, bytes], request: pytest.FixtureRequest
) -> None:
    assert differing(first, built(project, request.node.callspec.id, **around)) == set()


def test_same_bytes_in_another_folder(first: dict[str, bytes], tmp_path: Path) -> None:
    source = write(tmp_path / "an other ö" / "project", backwards=True)
    assert differing(first, built(source, "first")) == set()


def test_another_day_shows_only_where_sphinx_writes_a_date(
    project: Path, first: dict[str, bytes]
) -> None:
    other = built(project, "later", SOURCE_DATE_EPOCH="1650000000")
    assert differing(first, other) == DATED
