"""What Read the Docs is told; `tox -e rtd` does what it is told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

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


def test_the_checks_have_the_same_system_packages() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    packages = re.search(r"^packages=\((.*?)\)", script, re.MULTILINE | re.DOTALL)
    assert packages is not None
    assert set(SETTINGS["build"].get("apt_packages", ())) <= set(packages[1].split())
