"""The page on the Python interface: its examples run, and without Sphinx."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from typed_example import sources_by_tag

from sphinxext_profiles import api

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "python.md").read_text("utf-8")
EXAMPLES = re.compile(r"```pycon\n(.*?)```", re.DOTALL)
RUN = """
import doctest
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"sphinx", "docutils", "myst_parser", "sphinx_design"}:
            raise ImportError(f"{name} is not there")

sys.meta_path.insert(0, Refuse())
test = doctest.DocTestParser().get_doctest(sys.stdin.read(), {}, "python.md", "python.md", 0)
result = doctest.DocTestRunner().run(test)
print(result.attempted, result.failed)
"""


def run_examples(examples: str) -> str:
    """Return what a Python prints in which nothing of Sphinx can be imported."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUN],
        input=examples,
        capture_output=True,
        encoding="utf-8",
        cwd=DOCS,
        check=True,
    )
    return done.stdout


def test_the_examples_are_true() -> None:
    examples = "\n".join(EXAMPLES.findall(PAGE))
    printed = run_examples(examples)
    attempted, failed = printed.splitlines()[-1].split()
    assert int(attempted) > 15
    assert failed == "0", printed


def test_an_example_that_is_wrong_is_found() -> None:
    assert run_examples(">>> 1 + 1\n3\n").splitlines()[-1] == "1 1"
    assert "sphinx is not there" in run_examples(">>> import sphinx\n")


def test_the_page_names_everything_in_the_interface_and_nothing_else() -> None:
    rows = "".join(re.findall(r"^\| (`\w+` \| .*) \|$", PAGE, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", rows)) - {"where"} == set(api.__all__)
    for line in PAGE.splitlines():
        if "import" in line and "sphinxext_profiles" in line:
            assert line.startswith(">>> from sphinxext_profiles.api import ")


def test_a_typed_script_runs() -> None:
    (addresses, *_) = sources_by_tag(DOCS / "people", "key=ada-lovelace").values()
    assert "https://www.britannica.com/biography/Ada-Lovelace" in addresses
