"""What is written for TeX, without running it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pictures import plain, saved

import sphinxext_profiles
from sphinxext_profiles.outputs.html.assets import stylesheet

if TYPE_CHECKING:
    import pytest
    from sites import Build

PACKAGE = Path(sphinxext_profiles.__file__).parent
STYLE = (PACKAGE / "outputs/latex/sphinxprofiles.sty").read_text("utf-8")
ADA = '---\nname: Ada\nheadline: Analyst\n---\n\n![A](images/{name} "A_b")\n\nText.\n'
SETTINGS = {"profiles_notes": ["people/*"], "exclude_patterns": ["people/*"]}


def latex(build: Build, page: str, *, name: str = "a.png", **more: str) -> str:
    files = {
        "index.md": page,
        "people/ada.md": ADA.format(name=name),
        "people/bob.md": "# Bob\n\nText.\n",
        f"people/images/{name}": saved(plain(40, 40)),
        **more,
    }
    site = build(files, "latex", **SETTINGS)
    assert site.warnings == []
    return next(site.out.glob("*.tex")).read_text("utf-8")


def test_the_colours_of_avatars_are_those_of_html() -> None:
    colours = re.findall(r"\.profile-hue-(\d+) ?\{ ?--_hue: ?#(\w+)", stylesheet())
    assert len(colours) == 12
    for number, colour in colours:
        assert rf"\definecolor{{sphinxprofileshue{number}}}{{HTML}}{{{colour.upper()}}}" in STYLE


def test_every_macro_is_documented() -> None:
    page = (Path(__file__).parents[1] / "docs/pdf.md").read_text("utf-8")
    defined = re.findall(r"\\new(?:command\*?|environment)\{\\?sphinxprofiles([a-z]+)\}", STYLE)
    assert len(defined) > 40
    assert [name for name in defined if not re.search(rf"(sphinxprofiles|…){name}\b", page)] == []


def test_compact_cards_that_follow_each_other_are_a_run(build: Build) -> None:
    card = "```{{profile-card}} {}\n:layout: {}\n```\n\n"
    parts = [("ada", "compact"), ("bob", "compact"), ("ada", "side"), ("bob", "compact")]
    text = latex(build, "# P\n\n" + "".join(card.format(*part) for part in parts))
    order = re.findall(r"\\(begin|end)\{sphinxprofiles(people|card)\}(?:\{(\w+)\})?", text)
    run, end = ("begin", "people", "2"), ("end", "people", "")

    def one(layout: str) -> list[tuple[str, str, str]]:
        return [("begin", "card", layout), ("end", "card", "")]

    compact = one("compact")
    assert order == [run, *compact, *compact, end, *one("side"), run, *compact, end]


def test_an_index_of_cards_has_the_columns_that_were_asked_for(build: Build) -> None:
    text = "# P\n\n```{profile-index}\n:columns: 2\n```\n"
    assert r"\begin{sphinxprofilespeople}[portrait]{2}" in latex(build, text)
    cards = text.replace(":columns", ":layout: cards\n:columns")
    assert r"\begin{sphinxprofilespeople}{2}" in latex(build, cards)


def test_a_crop_keeps_the_focus(build: Build) -> None:
    text = latex(build, "# P\n\n```{profile-card} ada\n:photo-focus: 25% 75%\n```\n")
    assert r"\sphinxprofilesphoto{circle}{25}{75}{" in text


def test_a_file_whose_name_means_something_to_tex_is_copied_under_another(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thumbnails have plain names; without Pillow the file itself is used."""
    monkeypatch.setattr("sphinxext_profiles.transforms.images.recipe", str)
    name = "a%b#{x}.png"
    files = {
        "index.md": "# P\n\n```{profile-gallery} ada\n:ratio: original\n```\n",
        "people/ada.md": ADA.format(name="a%25b%23%7Bx%7D.png"),
        f"people/images/{name}": saved(plain(40, 40)),
    }
    site = build(files, "latex", **SETTINGS)
    assert site.warnings == []
    text = next(site.out.glob("*.tex")).read_text("utf-8")
    (found,) = re.findall(r"\\sphinxprofilespicture\{\}\{50\}\{30\}\{\{([\w-]+)\}\.png\}", text)
    assert (site.out / f"{found}.png").read_bytes() == saved(plain(40, 40))


def test_the_package_is_loaded_where_something_needs_it(build: Build) -> None:
    assert r"\usepackage{sphinxprofiles}" in latex(build, "# P\n\n```{profile-card} ada\n```\n")
    assert "sphinxprofiles" not in latex(build, "# P\n\nText.\n")


HANT = """\
---
lang: zh-Hant
headline: 科學家
---
# 沈括 (Shen Kuo)

張衡。([Wiki][1])

[1]: https://en.wikipedia.org/wiki/Shen_Kuo "Shen"
"""
ARABIC = '---\nlang: ar\nheadline: عالم (1) فلك\n---\n# الخوارزمي\n\nنص Al "2".\n'
PAGE = "# P\n\n```{profile-card} shen\n```\n\n```{profile-card} musa\n:layout: side\n```\n"
SCRIPTS = {"index.md": PAGE, "people/shen.md": HANT, "people/musa.md": ARABIC}


def written(build: Build, engine: str, **settings: Any) -> tuple[str, list[str]]:
    site = build(SCRIPTS, "latex", latex_engine=engine, **{**SETTINGS, **settings})
    return next(site.out.glob("*.tex")).read_text("utf-8"), site.warnings


def test_pdflatex_gets_no_letter_that_it_lacks(build: Build) -> None:
    text, warnings = written(build, "pdflatex")
    assert re.findall("[\u0590-\u1fff\u3000-\uffff]", text) == []
    assert r"\sphinxprofilesname{\phantomsection" in text
    assert re.search(r"\\sphinxprofilesname\{.*Shen Kuo.*\}", text)
    assert r"\sphinxprofilesalternate" not in text
    assert re.search(r"sphinxprofilesinitials\{circle\}\{sphinxprofileshue\d+\}\{SK\}", text)
    assert [line.rpartition(" ")[2] for line in warnings] == ["[profiles.letters-missing]"] * 2
    assert (
        "people/shen.md:1: WARNING: pdflatex can't print '沈括'; it shows 'Shen Kuo'"
        in "\n".join(warnings)
    )


def test_each_script_has_its_fonts_declared_once(build: Build) -> None:
    text, warnings = written(build, "xelatex", profiles_latex_fonts={"Arab": "Amiri"})
    assert warnings == []
    assert text.count(r"\sphinxprofilesfontfor{") == 2
    assert r"\sphinxprofilesfontfor{Arab}{Script=Arabic}{Amiri}{Amiri}" in text
    assert r"\sphinxprofilesfontfor{Hant}{}{Noto Serif CJK TC}{Noto Sans CJK TC}" in text
    assert r"\sphinxprofilesscript{Hant}{{張衡。}}" in text
    assert text.index(r"\usepackage{sphinxprofiles}") < text.index(r"\sphinxprofilesfontfor{")


def test_a_line_from_right_to_left_holds_others_and_mirrors_their_brackets(build: Build) -> None:
    text, _ = written(build, "xelatex")
    assert r"\begin{sphinxprofilescard}[rtl]{side}" in text
    arabic = r"\sphinxprofilesscript{Arab}{\sphinxprofilesrtl{%s}}"
    line = (
        arabic % "عالم"
        + r" \sphinxprofilesltr{)}\sphinxprofilesltr{1}\sphinxprofilesltr{(} "
        + arabic % "فلك"
    )
    assert rf"\sphinxprofilesheadline{{\sphinxprofilesrtl{{{line}}}}}" in text


def test_lualatex_is_told_where_a_line_may_end(build: Build) -> None:
    text, _ = written(build, "lualatex")
    assert r"{張\sphinxprofilesbreak{}衡。}" in text


def test_a_chinese_project_has_its_own_fonts(build: Build) -> None:
    text, _ = written(build, "xelatex", language="zh_TW")
    assert r"\sphinxprofilesscript{Arab}" in text
    assert r"\sphinxprofilesscript{Hant}" not in text


def test_a_font_setting_of_the_wrong_type_is_told(build: Build) -> None:
    _, warnings = written(build, "xelatex", profiles_latex_fonts=["Amiri"])
    assert any("profiles_latex_fonts must be a dictionary of strings" in line for line in warnings)
