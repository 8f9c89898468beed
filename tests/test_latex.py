"""What is written for TeX, without running it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pictures import plain, saved

import sphinxext_profiles

if TYPE_CHECKING:
    import pytest
    from sites import Build

PACKAGE = Path(sphinxext_profiles.__file__).parent
STYLE = (PACKAGE / "texinputs/sphinxprofiles.sty").read_text("utf-8")
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
    css = (PACKAGE / "static/sphinxext-profiles.css").read_text("utf-8")
    colours = re.findall(r"\.profile-hue-(\d+) \{ --_hue: #(\w+);", css)
    assert len(colours) == 12
    for number, colour in colours:
        assert rf"\definecolor{{sphinxprofileshue{number}}}{{HTML}}{{{colour.upper()}}}" in STYLE


def test_every_macro_is_documented() -> None:
    page = (PACKAGE.parent / "docs/pdf.md").read_text("utf-8")
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
    assert r"\begin{sphinxprofilespeople}{2}" in latex(
        build, "# P\n\n```{profile-index}\n:columns: 2\n```\n"
    )


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
