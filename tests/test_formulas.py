"""Formulas of notes: mathematics, but no commands to TeX and no links of MathJax's."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.rendering.formulas import is_formula

if TYPE_CHECKING:
    from sites import Build

GOOD = [
    r"E = mc^2",
    r"\frac{a}{b} \le \sqrt[3]{x_1^{2}}",
    r"\begin{pmatrix}1 & 0\\ 0 & 1\end{pmatrix}",
    r"\begin{align*}a &= b\\ c &= d\end{align*}",
    r"\text{if } x \in \mathbb{R}\;",
    r"\left\{ x \mid x > 0 \right\}",
    r"\int_0^\infty e^{-x}\,dx, \quad \lim_{n\to\infty} 100\%",
    r"\nabla \times \mathbf{B} = \mu_0 \hat{\mathbf{J}}",
    r"\overline{AB} \cdot \det A, \dots, \operatorname{tr} \rho",
]
BAD = [
    r"\input{x}",
    r"\write18{x}",
    r"\csname input\endcsname x",
    r"\def\x{\x\x}\x",
    r"\catcode`\%=12",
    r"\directlua{x}",
    r"\includegraphics{/etc/passwd}",
    r"\begin{document}",
    r"\begin {filecontents}",
    r"\begin{\x}",
    r"\href{javascript:hit()}{x}",
    r"\class{x}{y}",
    r"\style{x}{y}",
    r"\require{html}",
    r"\unicode{x}",
    "^^5cinput{x}",
    "^^5c^^69nput{x}",
    "a % b",
    "a}b{",
    "{a",
    "$x$",
    "a & b",
    r"a \& b & c",
    "#1",
    r"\) x \(",
    r"\] x \[",
    "a\\",
]


@pytest.mark.parametrize("source", GOOD)
def test_mathematics_is_a_formula(source: str) -> None:
    assert is_formula(source)


@pytest.mark.parametrize("source", BAD)
def test_what_does_more_is_none(source: str) -> None:
    assert not is_formula(source)


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_commands_are_shown_as_code_and_formulas_as_formulas(build: Build, builder: str) -> None:
    note = "# Ada\n\nAdded $x^2$ and $\\input{secret}$.\n\n## Work\n\n$$\n\\write18{secret}\n$$\n"
    files = {"index.md": "# I\n\n```{profile} ada.md\n```\n\n```{profile-card} ada.md\n```\n"}
    site = build(
        {**files, "ada.md": note},
        builder,
        exclude_patterns=["ada.md"],
        myst_enable_extensions=["dollarmath"],
    )
    assert len([line for line in site.warnings if "[profiles.math-blocked]" in line]) == 2
    (written,) = site.out.glob("index.html" if builder == "html" else "*.tex")
    text = written.read_text("utf-8")
    formulas = re.findall(r"\\\((.*?)\\\)", text)
    assert formulas == ["x^2", "x^2"]
    assert builder == "html" or not re.search(r"\\(input|write18)\b", text.split("document}")[1])
    assert text.count("secret") == 3


MATH = "# I\n\n```{math}\nx\n```\n\n```{profile-card} ada.md\n```\n"


def options_of(site) -> dict[str, str]:
    """Return the options of MathJax that hold on the first page: those set last."""
    settings = re.findall(r"window\.MathJax = (\{.*?\})</script>", site.text("index.html"))
    return json.loads(settings[-1])["options"] if settings else {}


@pytest.mark.parametrize("extensions", [[], ["dollarmath"]])
def test_mathjax_reads_nothing_but_formulas(build: Build, extensions: list[str]) -> None:
    files = {"index.md": MATH, "ada.md": "# Ada \\\\(\\href{javascript:hit()}{x}\\\\)\n"}
    site = build(files, exclude_patterns=["ada.md"], myst_enable_extensions=extensions)
    options = options_of(site)
    assert options["ignoreHtmlClass"] == ".*|"
    assert "math" in options["processHtmlClass"].split("|")


def test_a_project_that_sets_mathjax_up_or_trusts_its_notes_keeps_its_ways(build: Build) -> None:
    files = {"index.md": MATH, "ada.md": "# Ada\n"}
    own = {"options": {"ignoreHtmlClass": "mine"}, "tex": {"tags": "ams"}}
    site = build(files, exclude_patterns=["ada.md"], mathjax3_config=own)
    assert options_of(site) == {"ignoreHtmlClass": "mine", "processHtmlClass": "math"}
    assert site.app.config.mathjax3_config["tex"] == {"tags": "ams"}
    trusted = build(files, exclude_patterns=["ada.md"], profiles_trust_notes=True)
    assert options_of(trusted) == {}
