"""What TeX refuses: lists too deep for it, names and formats of images, words without an end."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from image_server import svg
from pictures import plain, saved
from sites import PIXEL

if TYPE_CHECKING:
    from sites import Build, Site


def lists(mark: str, levels: int) -> str:
    """Return lists in one another, each with one item."""
    return "".join(f"{'   ' * level}{mark} level {level}\n" for level in range(levels))


DEEP = {
    "bullets": lists("*", 10),
    "numbers": lists("1.", 9),
    "quotes": "".join(f"{'> ' * level}level {level}\n{'> ' * level}\n" for level in range(1, 19)),
    "both": "".join(f"{'> * ' * level}level {level}\n" for level in range(1, 7)),
    "terms": "".join(f"{'  ' * level}a{level}\n{'  ' * level}: b\n\n" for level in range(9)),
    "fields": ":a: :b: :c: :d: :e: :f: :g: h\n",
    "code": lists("*", 8) + f"\n{' ' * 24}```\n{' ' * 24}code\n{' ' * 24}```\n",
}
NAMES = ['q"r.png', "a#b.png", "a%b.png", "a~b.png", "a{b.png", "a}b.png", "a$b.png", "a&b.png"]
NAMES += ["a^b.png", "a_b.png", "a b.png", "a'b.png", "a,b.png", "a.b.c.png", "é.png"]
IMAGES = "".join(
    f"![x](<{quote(name)}>)\n\n```{{figure}} {name}\nCaption\n```\n\n" for name in NAMES
)
WORDS = f"{'a' * 20_000} `{'b' * 20_000}`\n\n```\n{'c' * 5_000}\n```\n\n> **{'W' * 5_000}**\n"
NOTE = "# Ada\n\n## Work\n\n" + "\n\nAfter.\n\n".join(
    [*DEEP.values(), IMAGES, "![x](a.svg) ![x](gif.png)", WORDS, "$é$ $\\text{中}$"]
)


def written(build: Build, note: str, **settings: str) -> Site:
    """Return a document for TeX that shows a note."""
    files: dict[str, str | bytes] = {**dict.fromkeys(NAMES, PIXEL), **FORMATS}
    files["index.md"] = "# I\n\n```{profile} ada.md\n```\n\n* own\n  * list\n"
    extensions = ["colon_fence", "deflist", "fieldlist", "dollarmath"]
    return build(
        {**files, "ada.md": note},
        "latex",
        exclude_patterns=["ada.md"],
        myst_enable_extensions=extensions,
        **settings,
    )


def source(site: Site) -> str:
    """Return the document."""
    (file,) = site.out.glob("*.tex")
    return file.read_text("utf-8")


@pytest.mark.parametrize("kind", DEEP)
def test_lists_are_as_deep_as_latex_takes_them(build: Build, kind: str) -> None:
    tex = source(written(build, f"# Ada\n\n## Work\n\n{DEEP[kind]}\n\nAfter.\n"))
    open_lists: list[str] = []
    for begins, name in re.findall(
        r"\\(begin|end)\{(itemize|enumerate|description|quote|DUlineblock)\}", tex
    ):
        if begins == "begin":
            open_lists.append(name)
            assert len(open_lists) <= 6
            assert max(open_lists.count("itemize"), open_lists.count("enumerate")) <= 4
        else:
            open_lists.remove(name)
    words = re.findall(r"level \d+", DEEP[kind])
    assert [word for word in words if word not in tex] == []


def test_numbers_and_bullets_stay_where_a_list_is_too_deep(build: Build) -> None:
    tex = source(written(build, f"# Ada\n\n## Work\n\n{lists('3.', 6)}\n{lists('*', 6)}"))
    assert "3. level 5" in tex
    assert re.search(r"(?:•|textbullet\S*) ?level 5", tex)


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
@pytest.mark.parametrize(("start", "shown"), [("3", True), ("x", False), ("99999999999", False)])
def test_a_list_begins_with_a_number(build: Build, builder: str, start: str, shown: bool) -> None:
    note = f"# Ada\n\n## Work\n\n{{start={start}}}\n7. Later\n"
    files = {"index.md": "# I\n\n```{profile} ada.md\n```\n", "ada.md": note}
    settings = {"exclude_patterns": ["ada.md"], "myst_enable_extensions": ["attrs_block"]}
    site = build(files, builder, **settings)
    mark = {"html": 'start="3"', "latex": "{enumi}{2}", "text": "3. Later"}[builder]
    (file,) = site.out.glob({"html": "index.html", "latex": "*.tex", "text": "index.txt"}[builder])
    assert (mark in file.read_text("utf-8")) == shown


def test_images_have_names_that_tex_takes(build: Build) -> None:
    site = written(build, f"# Ada\n\n## Work\n\n{IMAGES}")
    shown = re.findall(r"\\sphinxincludegraphics(?:\[.*?\])?\{\{(.*?)\}(\.png)\}", source(site))
    assert len(shown) == 2 * len(NAMES) - 1  # docutils takes the space out of the name in a figure
    for stem, suffix in shown:
        assert re.fullmatch(r"[\w.+-]+", stem, re.ASCII)
        assert (site.out / f"{stem}{suffix}").is_file()


FORMATS: dict[str, bytes] = {
    "a.svg": svg(),
    "a.webp": saved(plain(8, 6), "WEBP"),
    "gif.png": saved(plain(8, 6), "GIF"),
}
"""Images of which TeX shows none, one under the name of another format."""


@pytest.mark.parametrize("name", FORMATS)
def test_an_image_that_tex_cannot_show_is_words(build: Build, name: str) -> None:
    figure = f"```{{figure}} {name}\n:alt: Alone\n\nBelow.\n```\n"
    note = f"# Ada\n\n## Work\n\nAn ![odd]({name}) one.\n\n{figure}"
    files: dict[str, str | bytes] = {
        "index.md": "# I\n\n```{profile} ada.md\n```\n",
        "ada.md": note,
    }
    site = build({**files, name: FORMATS[name]}, "latex", exclude_patterns=["ada.md"])
    tex = source(site)
    assert "includegraphics" not in tex.partition("begin{document}")[2]
    assert "An odd one." in tex
    assert re.search(r"Alone\s.*Below\.", tex, re.DOTALL)
    lines = [line.partition(": WARNING: ")[0] for line in site.warnings if "image-format" in line]
    assert sorted(lines) == ["ada.md:5", "ada.md:7"]


@pytest.mark.pdf
@pytest.mark.parametrize("engine", ["pdflatex", "xelatex"])
def test_nothing_of_a_note_stops_tex(build: Build, engine: str) -> None:
    site = written(build, NOTE, latex_engine=engine)
    (file,) = site.out.glob("*.tex")
    command = [engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", file.name]
    ran = subprocess.run(command, cwd=site.out, capture_output=True, check=False, timeout=300)
    said = ran.stdout.decode("utf-8", "replace")
    assert re.findall(r"^! .*\n(?:.*\n){0,6}", said, re.MULTILINE) == []
    assert ran.returncode == 0
