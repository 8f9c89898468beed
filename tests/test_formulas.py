"""Formulas of notes: mathematics, but no commands to TeX and no links of MathJax's."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.formulas.formulas import is_formula

if TYPE_CHECKING:
    from sites import Build

GOOD = [
    r"E = mc^2",
    r"\frac{a}{b} \le \sqrt[3]{x_1^{2}}",
    r"\begin{pmatrix}1 & 0\\ 0 & 1\end{pmatrix}",
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


MORE = [
    r"x'^a + x''_b + x^{a'} + {x^a}^b + x_1^2",
    r"\sum\limits_{i=1}^n \int\nolimits_0^1 \lim_{x \to 0}",
    r"\left(\frac12 \middle| \sqrt2 \right)_0 \Bigl[ x \Bigr]",
    r"\mathbb{R}^\mathrm{T} x_\text{max} a^\alpha \hat\imath",
    r"\begin{array}[t]{l|cr} a & b & c \\[2pt] \hline d & e & f \\ \hline \end{array}",
    r"\begin{cases} a & x > 0 \\ b & \text{else, 5\%} \end{cases}",
    r"\begin{aligned} a &= b & c &= d \\ e &= f \end{aligned}",
    r"\sum_{\substack{a \\ b}} \xrightarrow[a]{b} \underbrace{x}_{n} {a \over b}",
    r"\operatorname*{argmax}_x a\hspace{1.5em}b \stackrel{a}{=} c \pmod{n}",
]
STOPPED = [
    *(r"x^a^b", r"x_a_b", r"x^a'", r"x'_a'", r"x_", r"x^", r"x^\hat{a}", r"x^_a", r"{x_}", r"x_&"),
    *(r"\left( x", r"x \right)", r"\left x \right)", r"\left( \frac{1}{2}", r"\middle|", r"\big"),
    *(r"\frac", r"\frac{a}", r"\sqrt", r"\sqrt[3", r"\hat", r"\binom{a}", r"\mathbb", r"\text x"),
    *(r"\mbox{a_b}", r"\text{a^b}", r"\text{a & b}", r"\text{$x$}", r"\text{\alpha}"),
    *(r"\hline", r"\limits", r"x\limits_a", r"a \over b \over c", r"\hspace{1}", r"\hspace{999em}"),
    *(r"\tag{1}", r"\tag{1}\tag{2}", r"\end{align}", r"\begin{align}", r"\begin{matrix}a"),
    *(r"\begin{matrix}a\end{pmatrix}", r"\begin{matrix}{a\end{matrix}}", r"\end{matrix}"),
    r"\begin{array}{*{100000}{c}}a\end{array}",
    r"\begin{array}a\end{array}",
    r"\begin{array}{p{3cm}}a\end{array}",
    r"\begin{array}{c}a & b\end{array}",
    r"\begin{array}{c}a \hline\end{array}",
    r"\begin{cases}a & b & c\end{cases}",
    r"\begin{matrix}" + "a & " * 10 + r"b\end{matrix}",
    r"\begin{matrix}a\\[x]\end{matrix}",
    r"\begin{gathered}a & b\end{gathered}",
    r"\begin{split}a\end{split}",
    r"\begin{rcases}a\end{rcases}",
    r"\left( \begin{matrix} a \right) \end{matrix}",
    *(r"\APLinput", r"\male", r"\bm{x}", r"\choose\choose"),
    "a\n\nb",
    "{" * 40 + "a" + "}" * 40,
    "a " * 10_000,
]
"""What TeX would stop at."""
BARE = [
    r"\begin{align*}a &= b\\ c &= d\end{align*}",
    r"\begin{equation}a \tag{1}\end{equation}",
    r"\begin{align}a &= b \tag{1}\\ c &= d \tag{2}\end{align}",
    r"\begin{alignat}{2}a &= b & c &= d\end{alignat}",
    r"\begin{gather}a\\b\end{gather}",
    r"\begin{multline*}a\\b\end{multline*}",
]
"""Environments that are a formula."""
NOT_BARE = [
    "x^2",
    r"\begin{matrix}a\end{matrix}",
    r"\begin{align}a\end{align} b",
    r"\begin{align}a \tag{1}\tag{2}\end{align}",
    "\\begin{align}a\n\nb\\end{align}",
    r"\begin{gather}a & b\end{gather}",
    r"\begin{align}a\end{align*}",
    r"\begin{align}\begin{align}a\end{align}\end{align}",
]


@pytest.mark.parametrize("source", GOOD + MORE)
def test_mathematics_is_a_formula(source: str) -> None:
    assert is_formula(source)
    assert is_formula(source, "display")


@pytest.mark.parametrize("source", BAD + STOPPED)
def test_what_does_more_or_stops_tex_is_none(source: str) -> None:
    assert not is_formula(source)


@pytest.mark.parametrize("source", BARE)
def test_some_environments_are_a_formula(source: str) -> None:
    assert is_formula(source, "bare")
    assert not is_formula(source, "display")


@pytest.mark.parametrize("source", NOT_BARE)
def test_other_environments_stand_in_a_formula(source: str) -> None:
    assert not is_formula(source, "bare")


FORMULAS = [
    *(f"${source}$" for source in (*GOOD, *MORE)),
    *(f"$$\n{source}\n$$" for source in (*GOOD, *MORE, *BARE)),
    *(f"$$\n{source}\n$$ (label{number})" for number, source in enumerate(MORE)),
    *BARE,
    "$$\na &= b \\\\\nc &= d\n\ne &= f\n$$",
    "\\begin{matrix}a & b\\end{matrix}",
]
STOPPING = [
    *(f"${source}$" for source in STOPPED if "\n" not in source),
    *(f"$$\n{source}\n$$" for source in STOPPED),
    *NOT_BARE,
    *(f"```{{math}}\n:nowrap:\n\n{source}\n```" for source in NOT_BARE),
]


@pytest.mark.pdf
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_no_formula_of_a_note_stops_tex(build: Build, engine: str) -> None:
    """With the settings with which Sphinx's Makefile calls TeX, an error ends the PDF."""
    note = "# Ada\n\n## Work\n\n" + "\n\n".join([*FORMULAS, *STOPPING]) + "\n"
    site = build(
        {"index.md": "# I\n\n```{profile} ada.md\n```\n", "ada.md": note},
        "latex",
        exclude_patterns=["ada.md"],
        myst_enable_extensions=["dollarmath", "amsmath"],
        latex_engine=engine,
    )
    blocked = [line for line in site.warnings if "[profiles.math-blocked]" in line]
    assert len(blocked) > len(STOPPING) / 2
    (written,) = site.out.glob("*.tex")
    command = [
        engine,
        "-no-shell-escape",
        "-interaction=nonstopmode",
        "-halt-on-error",
        written.name,
    ]
    ran = subprocess.run(command, cwd=site.out, capture_output=True, check=False, timeout=300)
    said = ran.stdout.decode("utf-8", "replace")
    assert re.findall(r"^! .*\n(?:.*\n){0,6}", said, re.MULTILINE) == []
    assert ran.returncode == 0


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
    assert both.text("index.html") == alone.text("index.html")


def test_a_trusted_note_may_hold_formulas_in_its_text(build: Build) -> None:
    files = {
        "index.md": "# Home\n\n```{profile} ada.md\n```\n",
        "ada.md": "# Ada\n\n## Work\n\n\\\\(x\\\\)\n",
    }
    site = build(files, exclude_patterns=["ada.md"], profiles_trust_notes=True)
    assert site.html().find("p", string="\\(x\\)")
