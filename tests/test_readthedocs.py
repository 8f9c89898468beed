"""What Read the Docs is asked for; `tests/test_docs.py` has what comes of that."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from programs import NEEDS

ROOT = Path(__file__).parents[1]
SETTINGS = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text("utf-8"))


def test_every_format_is_made() -> None:
    assert sorted(SETTINGS["formats"]) == ["epub", "htmlzip", "pdf"]
    assert SETTINGS["sphinx"]["fail_on_warning"]
    assert (ROOT / SETTINGS["sphinx"]["configuration"]).is_file()


def test_what_is_installed_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (step,) = SETTINGS["python"]["install"]
    assert set(step["extra_requirements"]) <= project["optional-dependencies"].keys()


@pytest.fixture
def packages() -> set[str]:
    """The system packages that `.ci/run` installs."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    listed = re.search(r"^packages=\((.*?)\)", script, re.MULTILINE | re.DOTALL)
    assert listed is not None
    return set(listed[1].split())


def test_the_checks_have_the_same_system_packages(packages: set[str]) -> None:
    assert set(SETTINGS["build"].get("apt_packages", ())) <= packages


def test_the_checks_install_what_tests_need(packages: set[str]) -> None:
    assert {name for need in NEEDS.values() for name in need.packages.split()} <= packages
