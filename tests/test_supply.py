"""No test and no build reaches the network, and every module loads without an old habit."""

from __future__ import annotations

import pkgutil
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from whole import OUTPUTS, files, run, write

import sphinxext_profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = Path(sphinxext_profiles.__file__).parent
CLOSED = """\
import os, sys
ASKING = {f"socket.{name}" for name in ("connect", "sendto", "getaddrinfo", "gethostbyname")}
def watch(event, args):
    if event in ASKING:
        os.write(2, f"asked the network: {event} {args[1:]}".encode())
        os._exit(77)
sys.addaudithook(watch)
"""
"""Ends the process that looks up a name or connects, so that nothing can pass over it."""


def test_no_test_reaches_further_than_this_machine() -> None:
    with pytest.raises(AssertionError, match=r"a test asked the network for .*192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)  # of RFC 5737: nobody's


def test_no_output_of_notes_with_links_and_remote_images_asks_the_network(tmp_path: Path) -> None:
    more = ("dirhtml", "singlehtml", "pseudoxml", "json", "htmlhelp", "linkcheck")
    source = write(tmp_path / "project")
    done = run(source, tmp_path / "out", *OUTPUTS, *more, before=CLOSED)
    assert (done.returncode, "asked" in done.stderr) == (0, False), done.stderr
    made = {name.split("/")[0] for name in files(tmp_path / "out")}
    assert made == {*OUTPUTS, *more}
    page = (tmp_path / "out/html/people/rosalind.html").read_text("utf-8")
    assert "https://pictures.invalid/never-fetched.png" in page


def test_a_build_that_asks_the_network_would_be_seen(tmp_path: Path) -> None:
    source = write(tmp_path / "project")
    with (source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write("import socket\nsocket.getaddrinfo('a.invalid', 80)\n")
    done = run(source, tmp_path / "out", "text", before=CLOSED)
    assert done.returncode == 77


def modules() -> Iterator[str]:
    yield "sphinxext_profiles"
    for found in pkgutil.walk_packages([str(PACKAGE)], "sphinxext_profiles."):
        yield found.name


def test_every_module_loads_where_deprecations_are_errors() -> None:
    """What our modules do; a library may warn of its own affairs."""
    loaded = list(modules())
    assert len(loaded) > 150
    code = f"""
import importlib, warnings
for kind in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
    warnings.filterwarnings("error", category=kind, module="sphinxext_profiles")
for name in {loaded!r}:
    importlib.import_module(name)
"""
    done = subprocess.run(
        [sys.executable, "-P", "-W", "default", "-c", code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_checks_of_a_change_use_pinned_versions() -> None:
    lines = (ROOT / ".ci/constraints.txt").read_text("utf-8").splitlines()
    pins = [Requirement(line) for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"==[^,*]+", str(pin.specifier)) and pin.marker for pin in pins)
    names = [pin.name.lower() for pin in pins]
    assert names == sorted(set(names))
    assert {"sphinx", "docutils", "myst-parser", "pytest", "ruff", "mypy", "tox"} <= set(names)
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert 'PIP_CONSTRAINT="$PWD/.ci/constraints.txt"' in script
