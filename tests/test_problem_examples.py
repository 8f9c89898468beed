"""What the documentation says about each problem: the bad example has it, the good one not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from sites import PIXEL

from sphinxext_profiles.problems import ProblemCode

if TYPE_CHECKING:
    from sites import Build

FILE = Path(__file__).parents[1] / "docs/problems.yaml"
EXAMPLES = yaml.safe_load(FILE.read_text("utf-8"))
BUILT = [code for code, example in EXAMPLES.items() if example.get("in") != "file"]
PEOPLE = {
    "people/ada.md": "---\ntags: [mathematics]\norder: 1\nborn: 1815\n---\n# Ada\n\n"
    "Text ([Site][1]).\n\n[1]: https://example.org/\n",
    "people/bob.md": "---\norder: first\nborn: 1900\n---\n# Bob\n\nText.\n",
    "people/ada.png": PIXEL,
}


@pytest.fixture
def codes(build: Build):
    """Return a function that builds an example and returns the codes of its problems."""

    def make(kind: str, text: str) -> set[str]:
        files = {"index.md": "# I\n", **PEOPLE}
        settings = {"profiles_notes": ["people/*"]}
        if kind == "conf":
            exec(text, settings)  # noqa: S102 - a line of our own documentation
            del settings["__builtins__"]
        else:
            name = {"note": "people/example.md", "page": "index.md"}[kind]
            files[name] = text if kind == "note" else f"# Page\n\n{text}"
        site = build(
            files,
            profiles_warn_advice=True,
            suppress_warnings=["toc", "ref.footnote"],  # MyST's own, of unused footnotes
            myst_enable_extensions=["substitution"],
            **settings,
        )
        assert all("[profiles." in line for line in site.warnings), site.warnings
        return {line.rpartition("[profiles.")[2].removesuffix("]") for line in site.warnings}

    return make


def test_every_code_has_an_example_and_says_what_to_do() -> None:
    assert list(EXAMPLES) == [code.value for code in ProblemCode]
    for code in ProblemCode:
        for sentence in (code.meaning, EXAMPLES[code.value]["do"]):
            assert sentence[0].isupper(), code
            assert sentence.endswith("."), code


@pytest.mark.parametrize("code", BUILT)
def test_the_bad_example_has_the_problem_and_the_good_one_none(codes, code: str) -> None:
    example = EXAMPLES[code]
    kind = example.get("in", "note")
    assert codes(kind, example["bad"]) == {code}
    assert codes(kind, example["good"]) == set()
