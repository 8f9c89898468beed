"""Links in notes: to no file of the machine, and to nothing that takes a build long to look up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build

SETTINGS = {"profiles_notes": ["people/*"]}
INDEX = "# Index\n\n```{toctree}\n:glob:\npeople/*\nguide\n```\n"
SHOWN = "# Guide\n\n```{profile} ada\n```\n"


def files(body: str, guide: str = SHOWN) -> dict[str, str | bytes]:
    """Return a project with a note, shown on its own page and in another folder."""
    return {"index.md": INDEX, "people/ada.md": f"# Ada\n\n## Work\n\n{body}\n", "guide.md": guide}


OUTSIDE = [
    "[x](../../outside.txt)",
    "[x](/../outside.txt)",
    "[x](../../source0/conf.py)",
    "[x](../../source0/people/../conf.py)",
    "[x](../x/../../outside.txt)",
    "[x](%2e%2e/%2e%2e/outside.txt)",
    "[x](<../../out side.txt>)",
    f"[x]({'../' * 20}etc/passwd)",
    "[x][1]\n\n[1]: ../../outside.txt",
    "[x](project:../../outside.txt)",
    "<project:../../outside.txt>",
]
BESIDE_THE_PAGE = ["[x](conf.py)", "[x](data.json)", "[x](./conf.py)"]


@pytest.mark.parametrize("link", [*OUTSIDE, *BESIDE_THE_PAGE])
def test_no_link_offers_a_file(build: Build, tmp_path: Path, link: str) -> None:
    """Neither one outside of the project, nor one beside the page that shows the note."""
    for name in ("outside.txt", "out side.txt"):
        (tmp_path / name).write_text("TOP-SECRET", "utf-8")
    site = build(files(link) | {"data.json": "{}", "conf.py": "# settings\n"}, **SETTINGS)
    assert not (site.out / "_downloads").exists()
    assert "x" in site.html("people/ada").select_one("#work p").text or link.startswith("<")
    assert site.warnings


HARD_TO_LOOK_UP = "a<" * 30
LOOKED_UP = [
    "{{any}}`{0}`",
    "[x](#{1})",
    "[x]({1})",
    "[x](project:#{1})",
    "[x][1]\n\n[1]: #{1}",
    "{{bdg-ref}}`{0}`",
    "```{{button-ref}} {0}\n```",
    "```{{card}} x\n:link: {0}\n:link-type: any\n```",
]


@pytest.mark.parametrize("target", [HARD_TO_LOOK_UP, "a<" * 3000, "(" * 3000, "a<" + "-" * 3000])
@pytest.mark.parametrize("link", LOOKED_UP)
def test_no_target_is_looked_up_that_takes_long(build: Build, link: str, target: str) -> None:
    """The domain of C++, which every project has, would try every way to read it."""
    body = link.format(target, target.replace("<", "%3C").replace("(", "%28"))
    extensions = ("myst_parser", "sphinx_design", "sphinxext_profiles")
    site = build(files(body, "# Guide\n"), extensions=extensions, **SETTINGS)
    reported = [line for line in site.warnings if "[profiles.file-blocked]" in line]
    assert reported or len(target) > 255  # which no file can be called
    assert "Work" in site.html("people/ada").text


def test_a_target_with_brackets_is_looked_up(build: Build) -> None:
    body = "{any}`C++ <std::vector<int>>` [y](#on-maps-map-k-v)\n\n### On maps (map<K, V>)\n"
    site = build(files(body), **SETTINGS, myst_heading_anchors=3)
    assert not [line for line in site.warnings if "[profiles." in line]
    assert site.html("people/ada").find("a", string=re.compile("y"))["href"] == "#on-maps-map-k-v"
