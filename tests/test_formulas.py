"""Formulas of notes: mathematics, but no commands to TeX and no links of MathJax's."""

from __future__ import annotations

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


HREF = "\\\\(\\\\href{javascript:hit()}{x}\\\\)"
"""Markdown for text that MathJax would take for a formula."""
HOSTILE = f"""\
---
headline: "{HREF}"
tags: ["{HREF}"]
location: "{HREF}"
links: [{{text: "{HREF}", url: "https://a.example/"}}]
---
# Ada {HREF}

![{HREF}](https://a.example/a.png "{HREF}")

She said {HREF} and {{kbd}}`{HREF}`, {{abbr}}`x ({HREF})` ([{HREF}][1], [x][2]).

## Work {HREF}

- {HREF}

| {HREF} |
|---|
| {HREF} |

**\\\\<!-- -->(\\\\<!-- -->href{{javascript:hit()}}{{x}}\\\\<!-- -->)**

> \\\\[\\\\href{{javascript:hit()}}{{x}}\\\\] \\\\begin{{align}}x\\\\end{{align}} \\\\ref{{x}}

```{{admonition}} {HREF}
Inside, $x^2$, `\\(x\\)`.
```

[1]: https://a.example/1 "{HREF}"
[2]: https://a.example/2 "{HREF}"
"""
PAGE = """\
# Home

```{toctree}
ada
```

```{profile-index}
:layout: %s
:search:
```

```{profile} ada
```

{profile:person}`ada`, {doc}`ada`, {ref}`label`

[](ada.md)
"""


@pytest.mark.parametrize("layout", ["cards", "list", "table", "faces"])
def test_no_text_of_a_note_holds_a_command_of_mathjax(build: Build, layout: str) -> None:
    files = {"index.md": PAGE % layout, "ada.md": HOSTILE.replace("## Work", "(label)=\n## Work")}
    site = build(
        files, profiles_notes=["ada"], myst_enable_extensions=["dollarmath"], mathjax_path="none.js"
    )
    for name in ("index", "ada"):
        page = site.html(name)
        code = page.select("code, pre, script, style, .math")
        for text in page.body.find_all(string=re.compile(r"\\")):
            if not any(parent in code for parent in text.parents):
                assert text == "\\" == text.parent.text, (name, str(text.parent.parent)[:300])
        assert page.find(class_="math").text == "\\(x^2\\)"
        assert "\\(\\href{javascript:hit()}{x}\\)" in page.find(class_="profile-card").text


def test_other_pages_and_mathjax_itself_stay_as_they_were(build: Build) -> None:
    raw = "Home\n====\n\n.. raw:: html\n\n   <p>\\(x\\)</p>\n\n.. math:: x\n\nA \\\\(y\\\\).\n"
    files = {"index.rst": raw, "ada.md": "# Ada\n"}
    alone = build(files, extensions=["myst_parser"], exclude_patterns=["ada.md"])
    both = build(files, exclude_patterns=["ada.md"])
    own = re.compile(r".*(?:sphinx-design|design-tabs).*\n")
    assert own.sub("", both.text("index.html")) == own.sub("", alone.text("index.html"))


def test_a_trusted_note_may_hold_formulas_in_its_text(build: Build) -> None:
    files = {
        "index.md": "# Home\n\n```{profile} ada.md\n```\n",
        "ada.md": "# Ada\n\n## Work\n\n\\\\(x\\\\)\n",
    }
    site = build(files, exclude_patterns=["ada.md"], profiles_trust_notes=True)
    assert site.html().find("p", string="\\(x\\)")
