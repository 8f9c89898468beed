"""What is released, what it says about itself, and whether the commands of the README are run."""

from __future__ import annotations

import ast
import configparser
import gzip
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import metadata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
import sphinx
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from whole import run, write

import sphinxext_profiles
from sphinxext_profiles.problems import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

ROOT = Path(__file__).parents[1]
PACKAGE = Path(sphinxext_profiles.__file__).parent
VERSION = sphinxext_profiles.__version__


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    """The [project] table."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel, built from this tree."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def wheel(released: Path) -> set[str]:
    """The names of the files in the wheel."""
    [path] = released.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def sdist(released: Path) -> set[str]:
    """The names of the files in the sdist, without its folder."""
    [path] = released.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {member.name.partition("/")[2] for member in archive if member.isfile()}


def test_version_stands_in_one_place(released: Path) -> None:
    assert {path.name for path in released.iterdir()} == {
        f"sphinxext_profiles-{VERSION}.tar.gz",
        f"sphinxext_profiles-{VERSION}-py3-none-any.whl",
    }
    elsewhere = [ROOT / "pyproject.toml", ROOT / "docs/conf.py", ROOT / "tox.ini"]
    sources = [path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE]
    holders = [path for path in [*elsewhere, *sources] if VERSION in numbers(path)]
    assert not holders


def numbers(path: Path) -> set[str]:
    """Return what stands in quotes in a file and looks like a version."""
    return set(re.findall(r"""["'](\d+(?:\.\d+)+)["']""", path.read_text("utf-8")))


def test_wheel_holds_the_package_and_nothing_else(wheel: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel} == {
        "sphinxext_profiles",
        f"sphinxext_profiles-{VERSION}.dist-info",
    }


def test_wheel_holds_every_file_that_the_package_needs(wheel: set[str]) -> None:
    source = ROOT / "sphinxext_profiles"
    files = {
        path.relative_to(ROOT).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "sphinxext_profiles/py.typed" in wheel
    assert any(name.endswith(".css") for name in wheel)
    assert files == {name for name in wheel if ".dist-info/" not in name}


def test_sdist_holds_what_its_tests_need(sdist: set[str]) -> None:
    assert {"pyproject.toml", "tox.ini", "README.md", "CHANGELOG.md", "LICENSE"} <= sdist
    assert {"docs/conf.py", "tests/test_package.py", ".ci/run"} <= sdist
    assert not [name for name in sdist if "/_build/" in name or name.endswith(".pyc")]


def test_wheel_holds_each_kind_of_file(wheel: set[str]) -> None:
    inside = {
        PurePosixPath(name).relative_to("sphinxext_profiles")
        for name in wheel
        if not name.split("/")[0].endswith(".dist-info")
    }
    folders = {str(path.parts[0]) for path in inside if path.suffix != ".py"}
    assert folders == {"locale", "py.typed", "outputs", "formulas", "words"}
    languages = {path.parts[1] for path in inside if path.suffix == ".po"}
    assert len(languages) >= 9
    kinds = {".py", ".po", ".pot", ".css", ".js", ".json", ".sty", ".toml", ".typed"}
    assert {path.suffix for path in inside} == kinds


def test_a_release_has_the_stylesheet_and_the_scripts_minified(released: Path) -> None:
    """Small enough that a page of people costs a reader next to nothing."""
    [path] = released.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        texts = {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".css", ".js"))
        }
    assert not [name for name, text in texts.items() if "/*" in text or "\n\n" in text]
    sheet = "\n".join(text for name, text in sorted(texts.items()) if name.endswith(".css"))
    assert len(gzip.compress(sheet.encode())) <= 10_000
    scripts = [text for name, text in texts.items() if name.endswith(".js")]
    assert scripts
    assert max(len(gzip.compress(script.encode())) for script in scripts) <= 3_000


def test_an_sdist_makes_the_same_wheel(released: Path, tmp_path: Path) -> None:
    [path], [wheel] = released.glob("*.tar.gz"), released.glob("*.whl")
    with tarfile.open(path) as archive:
        archive.extractall(tmp_path, filter="data")
    [source] = tmp_path.iterdir()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    [again] = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def test_nothing_that_is_released_is_large_or_strange(released: Path) -> None:
    [wheel], [sdist] = released.glob("*.whl"), released.glob("*.tar.gz")
    assert wheel.stat().st_size < 1_000_000
    assert sdist.stat().st_size < 5_000_000
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    assert all(member.isfile() and member.size < 1_000_000 for member in members)
    hidden = {
        part
        for member in members
        for part in PurePosixPath(member.name).parts
        if part.startswith(".")
    }
    assert hidden <= {
        ".all-contributorsrc",
        ".ci",
        ".gitattributes",
        ".gitignore",
        ".pre-commit-config.yaml",
        ".readthedocs.yaml",
    }


def test_the_wheel_works_in_a_fresh_environment(released: Path, tmp_path: Path) -> None:
    """The libraries are those of this environment: what is new there is the wheel alone."""
    venv.create(tmp_path / "env", symlinks=True)
    [site] = (tmp_path / "env").glob("lib/python*/site-packages")
    [wheel] = released.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            archive.extract(name, site)
    libraries = Path(sphinx.__file__).parents[1]
    (site / "libraries.pth").write_text(f"{libraries}\n", "utf-8")
    told = f"{tmp_path}/told"
    before = f"import sphinxext_profiles as it; open({told!r}, 'w').write(it.__file__)\n"
    python = str(tmp_path / "env/bin/python")
    source = write(tmp_path / "project")
    done = run(source, tmp_path / "out", "html", before=before, python=python, PYTHONPATH="")
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(told).read_text("utf-8") == str(site / "sphinxext_profiles/__init__.py")
    page = (tmp_path / "out/html/index.html").read_text("utf-8")
    assert 'class="profile-card' in page
    assert (tmp_path / "out/html/_static/sphinxext-profiles.css").is_file()


def test_metadata_says_what_it_is() -> None:
    about = metadata("sphinxext-profiles")
    classifiers = about.get_all("Classifier") or []
    assert about["Version"] == VERSION
    assert about["Requires-Python"] == ">=3.11"
    assert {
        "Framework :: Sphinx :: Extension",
        "License :: OSI Approved :: MIT License",
        "Typing :: Typed",
    } <= set(classifiers)
    assert set(about.get_all("Provides-Extra") or []) >= {"docs", "images"}


def test_lowest_environment_pins_the_floor_of_every_dependency(project: dict) -> None:
    """And of sphinx-design, which is not one: cards work in its grids."""
    tox = configparser.ConfigParser(interpolation=None)
    tox.read(ROOT / "tox.ini", "utf-8")
    lines = tox["testenv:lowest"]["deps"].split()
    pins = {pin.name: str(pin.specifier)[2:] for pin in map(Requirement, lines)}
    extras = project["optional-dependencies"]
    design = [need for need in extras["docs"] if need.startswith("sphinx-design")]
    needs = [*project["dependencies"], *extras["images"], *design]
    floors = {need.name: floor(need) for need in map(Requirement, needs)}
    assert pins.keys() == floors.keys()
    assert {name for name in pins if pins[name] not in SpecifierSet(f"=={floors[name]}.*")} == set()


def floor(need: Requirement) -> str:
    """Return the lowest version that a requirement admits."""
    [lowest] = [part.version for part in need.specifier if part.operator == ">="]
    return lowest


def commands_of_readme() -> list[str]:
    """Return the commands in the README's section on working on the project."""
    section = (ROOT / "README.md").read_text("utf-8").partition("\n## Working on it\n")[2]
    return re.findall(
        r"^```sh\n(.+?)\n```$", section.partition("\n## ")[0], re.MULTILINE | re.DOTALL
    )


def test_readme_gives_two_commands() -> None:
    docs, tests = commands_of_readme()
    assert docs.endswith("sphinx-build -W docs docs/_build/html")
    assert tests.endswith("tox")
    assert "\n" not in docs + tests


def test_ci_runs_the_readme_command() -> None:
    lines = [line.strip() for line in (ROOT / ".ci/run").read_text("utf-8").splitlines()]
    assert commands_of_readme()[1] in lines


def test_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## \[?{re.escape(VERSION)}\b", changelog, re.MULTILINE)


def test_every_problem_code_is_reported_somewhere() -> None:
    used = {
        node.attr
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "ProblemCode"
    }
    assert {code.name for code in ProblemCode} - used == set()


@pytest.mark.parametrize("loaded", [["sphinxext_profiles"], ["sphinxext_profiles", "myst_parser"]])
def test_extension_loads_by_its_name(
    loaded: list[str], tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    (tmp_path / "conf.py").write_text(f"extensions = {loaded!r}\n", "utf-8")
    (tmp_path / "index.rst").write_text("Title\n=====\n", "utf-8")
    app = make_app("html", srcdir=tmp_path)
    app.build()
    extension = app.extensions["sphinxext_profiles"]
    assert not app.warning.getvalue()
    assert extension.parallel_read_safe
    assert extension.parallel_write_safe
    assert extension.version == VERSION
