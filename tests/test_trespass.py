"""Notes that try something on what is not their own, in every output and every command."""

from __future__ import annotations

import io
import json
import posixpath
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stderr
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from xml.parsers import expat

import bibtexparser
import pytest
import rispy
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from image_server import PictureServer, Reply
from programs import left_out_without_package
from sites import write_files
from sphinx.cmd.build import build_main
from sphinx.util.console import strip_escape_sequences
from sphinx.util.inventory import InventoryFile
from test_injection import FORBIDDEN, HANDLERS, TOUCH, USUAL, foreign
from test_messages import assert_harmless
from themes import THEMES
from trespass import ANSWERS, HIDDEN, LATIN, LONG, SVGS, project, tried

from sphinxext_profiles.cli import fetch
from sphinxext_profiles.cli.main import main, make_parser
from sphinxext_profiles.exports.file_types import FORMATS
from sphinxext_profiles.fetch.guard import GuardedAdapter
from sphinxext_profiles.fetch.schedule import Manners

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page
    from themes import Theme

    Outputs = Callable[..., "Output"]

CONF = f"""\
# {HIDDEN}
extensions = ["myst_parser", "sphinx_design", "sphinxext_profiles"]
exclude_patterns = ["private", ".hidden"]
profiles_notes = ["pages/*"]
profiles_image_svg = True
myst_enable_extensions = ["colon_fence", "dollarmath", "amsmath", "attrs_inline", "attrs_block"]
html_theme = "basic"
mathjax_path = "none.js"
latex_engine = "xelatex"
latex_documents = [("index", "all.tex", "All", "Somebody", "manual")]
man_pages = [("index", "all", "All", ["Somebody"], 1)]
texinfo_documents = [("index", "all", "All", "Somebody", "all", "All", "Texts")]
project, version, copyright = "Texts", "1", "2025"
"""
KEYS = list(tried())
PAGES = [f"pages/{key}" for key in KEYS if key != LATIN]
OUTPUTS = {
    "html": "*.html",
    "epub": "*.xhtml",
    "latex": "all.tex",
    "man": "all.1",
    "texinfo": "all.texi",
    "text": "*.txt",
    "gettext": "*.pot",
}
"""Each output, and the files in which a reader finds the notes."""


@dataclass(frozen=True)
class Output:
    """What a build wrote."""

    folder: Path
    pattern: str
    warnings: str

    @property
    def text(self) -> str:
        """All that readers find, without marks of hyphenation."""
        files = sorted(self.folder.rglob(self.pattern))
        text = "\n".join(path.read_text("utf-8") for path in files)
        return text.replace(r"\sphinxhyphen{}", "-").replace(r"\-", "-")

    def page(self, name: str) -> BeautifulSoup:
        """Return a page of HTML."""
        [path] = self.folder.glob(f"{name}.*html")
        return BeautifulSoup(path.read_text("utf-8"), "html5lib")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """Return a function that builds an output of the project, of the tame one too."""
    sources = {}
    for tame in (False, True):
        sources[tame] = tmp_path_factory.mktemp("tame" if tame else "trespass") / "source"
        write_files(sources[tame], {**project(tame=tame), "conf.py": CONF})

    @cache
    def build(builder: str, *, tame: bool = False) -> Output:
        source = sources[tame]
        folder = source.parent / builder
        doctrees = str(source.parent / ("catalogues" if builder == "gettext" else "doctrees"))
        with redirect_stderr(io.StringIO()) as warnings:
            # Sphinx prints with colors.
            assert build_main(["-q", "-b", builder, "-d", doctrees, str(source), str(folder)]) == 0
        return Output(folder, OUTPUTS[builder], strip_escape_sequences(warnings.getvalue()))

    # The first output reads the pages and has the problems, in whatever order the tests run.
    build("html")
    return build


# Whatever the output


@pytest.mark.parametrize("builder", OUTPUTS)
def test_notes_come_out_whole_and_without_what_is_hidden(outputs: Outputs, builder: str) -> None:
    output = outputs(builder)
    for path in output.folder.rglob("*"):
        assert not path.is_file() or HIDDEN.encode() not in path.read_bytes(), path
    text = output.text
    # A catalogue of messages is of a page, and has none of what the page takes from elsewhere.
    keys = [key for key in KEYS if key != LATIN or builder != "gettext"]
    assert [key for key in keys if f"Begins {key}." not in text] == []
    assert [key for key in keys if f"Whole {key}." not in text] == []
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]", text)


@pytest.mark.parametrize("builder", OUTPUTS)
def test_no_image_that_acts_is_in_an_output(outputs: Outputs, builder: str) -> None:
    images = [path for path in outputs(builder).folder.rglob("*.svg") if path.is_file()]
    assert [path.name for path in images if path.read_bytes() in SVGS.values()] == []
    assert bool(images) == (builder in {"html", "epub", "texinfo"})


@pytest.mark.parametrize("builder", OUTPUTS)
def test_a_build_prints_nothing_that_acts(outputs: Outputs, builder: str) -> None:
    warnings = outputs(builder).warnings
    assert warnings.count("[profiles.") > 0
    assert_harmless(warnings)


def test_a_note_fills_no_page_with_others(outputs: Outputs) -> None:
    html = outputs("html")
    shown = html.page("pages/grows0").find_all(string=re.compile("Begins grows"))
    assert len(shown) == 1 + 100
    assert "[profiles.embedded-limit]" in html.warnings


def test_what_would_take_long_is_text(outputs: Outputs) -> None:
    html = outputs("html")
    limited = set(re.findall(r"pages/(slow\d)\.md:.*\[profiles\.markup-amount\]", html.warnings))
    long = list(LONG)
    assert {long[int(key[-1])] for key in limited} == {"footnotes", "brackets", "colons", "columns"}
    assert html.page("pages/slow5").select(".body table") == []


@pytest.mark.parametrize("builder", OUTPUTS)
def test_pages_without_notes_are_as_beside_tame_notes(outputs: Outputs, builder: str) -> None:
    hostile, tame = (own_part(outputs(builder, tame=tame)) for tame in (False, True))
    assert "Guide ends." in hostile
    assert hostile == tame


def own_part(output: Output) -> str:
    """Return what an output has of the pages that show no note."""
    guides = list(output.folder.rglob("guide.*"))
    if not guides:
        found = re.search(r"Guide begins\.(?s:.*)Guide ends\.", output.text)
        assert found
        # Only of Bob's own page, which nobody adopts.
        return f"{found[0]}{'Only of Bob.' in output.text}"
    texts = [
        path.read_text("utf-8")
        for name in ("guide", "bob")
        for path in output.folder.rglob(f"{name}.*")
    ]
    return re.sub(r'"POT-Creation-Date: .*', "", "\n".join(texts))


# HTML


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_nothing_of_a_note_acts_on_its_page(outputs: Outputs, builder: str) -> None:
    output = outputs(builder)
    for name in ["all", "index", *PAGES]:
        page = output.page(name)
        body = page.select_one("div.body")
        assert [str(tag)[:300] for tag in body.select(", ".join(FORBIDDEN))] == [], name
        assert body.select(".sd-stretched-link, .fixed-top, .vh-100, .w-100") == [], name
        # A description is the person's summary, as text, whatever the page's metadata says.
        acting = page.select("[href^=javascript], meta[name=author], meta[http-equiv=refresh]")
        assert [tag for tag in acting if "hit()" in str(tag) or tag.get("name")] == [], name
        assert len(page.select('meta[property="og:description"]')) < 2, name
        assert not any("hit" in script.text for script in page.find_all("script"))
        code = page.select("code, pre, script, style, .math")
        for text in body.find_all(string=re.compile(r"\\")):
            if not any(parent in code for parent in text.parents):
                assert text == "\\" == text.parent.text, (name, str(text.parent.parent)[:300])
    assert output.page("pages/mathjax0").find(string=re.compile("href"))


COVERED = """
() => {
  const steps = [...Array(20).keys()].map(step => (step + 0.5) / 20);
  const hits = steps.flatMap(x => steps.map(y =>
    document.elementFromPoint(x * innerWidth, y * innerHeight)));
  return hits.filter(hit => hit && hit.closest("a[href*='boom.example'], .fixed-top")).length / 400;
}
"""
"""How much of the window leads to where a note wants."""


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(theme, id=theme.name)
        for theme in THEMES
        if theme.name in {"alabaster", "furo", "pydata_sphinx_theme", "sphinx_rtd_theme"}
    ],
)
def themed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Theme, Path]:
    """Return the pages in a theme."""
    theme = request.param
    left_out_without_package(theme.name, "programs")
    source = tmp_path_factory.mktemp(theme.name) / "source"
    conf = f'{CONF}\nhtml_theme = "{theme.name}"\n{theme.settings}'
    write_files(source, {**project(), "conf.py": conf})
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source)]
    subprocess.run([*command, str(source.parent / "html")], capture_output=True, check=True)
    return theme, source.parent / "html"


@pytest.mark.browser
@pytest.mark.themes
def test_nothing_acts_in_a_browser(themed: tuple[Theme, Path], page: Page) -> None:
    _, site = themed
    harm: list[str] = []
    page.on("console", lambda message: harm.append(message.text))
    page.on("dialog", lambda dialog: (harm.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: harm.extend(foreign(request.url, site)))
    page.add_init_script("window.hit = () => { console.log('hit'); alert('hit'); };")
    for path in [site / "all.html", site / "index.html", *sorted(site.glob("pages/*.html"))]:
        page.goto(path.as_uri())
        page.evaluate(TOUCH)
        assert page.evaluate(HANDLERS) == [], path.name
        assert page.evaluate(COVERED) < 0.05, path.name
        assert page.locator("[href^='javascript:hit']").count() == 0, path.name
        acted = [text for text in harm if text in {"hit", "dialog"} or text.startswith("request")]
        assert acted == [], path.name
    for image in [path for path in site.rglob("*.svg") if "_images" in path.parts]:
        page.goto(image.as_uri(), wait_until="load")
        shown = site / "image.html"
        shown.write_text(f"<!DOCTYPE html><img src='{image.as_uri()}'>", "utf-8")
        page.goto(shown.as_uri(), wait_until="load")
        acted = [text for text in harm if text == "hit" or text.startswith("request")]
        assert acted == [], image.name


# What programs read


def test_the_inventory_has_no_names_but_with_a_key(outputs: Outputs) -> None:
    hostile, tame = (names(outputs("html", tame=tame).folder) for tame in (False, True))
    labels, tame_labels = hostile.pop("std:label"), tame.pop("std:label")
    assert hostile == tame
    assert {name: labels.get(name) for name in tame_labels} == tame_labels
    more = labels.keys() - tame_labels.keys()
    assert {"names1:setup-guide", "lines0:own"} <= more
    assert [name for name in more if name.partition(":")[0] not in KEYS] == []


def names(folder: Path) -> dict[str, dict[str, object]]:
    """Return the entries of an inventory by kind and name."""
    with (folder / "objects.inv").open("rb") as file:
        loaded = InventoryFile.load(file, "", posixpath.join)
    return {kind: dict(entries) for kind, entries in loaded.items()}


def test_the_search_index_has_the_same_pages(outputs: Outputs) -> None:
    hostile, tame = (index(outputs("html", tame=tame).folder) for tame in (False, True))
    for key in ("docnames", "titles", "objects", "objnames"):
        assert hostile[key] == tame[key]
    assert not [term for term in hostile["terms"] if term.startswith(HIDDEN.lower()[:7])]
    titles = {title for title in hostile["alltitles"] if title not in tame["alltitles"]}
    assert titles == {"Sums Own std:label -1 index.html#own Taken"}


def index(folder: Path) -> dict[str, object]:
    """Return what the search goes by."""
    text = (folder / "searchindex.js").read_text("utf-8")
    return json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))


def test_the_book_has_the_same_pages(outputs: Outputs) -> None:
    parts = {}
    for tame in (False, True):
        folder = outputs("epub", tame=tame).folder
        for path in [*folder.rglob("*.xhtml"), folder / "content.opf", folder / "toc.ncx"]:
            expat.ParserCreate().Parse(path.read_bytes(), True)
        contents = BeautifulSoup((folder / "toc.ncx").read_text("utf-8"), "xml")
        parts[tame] = [
            (point.content["src"], len(point.find_parents("navPoint")))
            for point in contents.find_all("navPoint")
            if "#" not in point.content["src"]
        ]
    assert len(parts[False]) > len(PAGES)
    assert parts[False] == parts[True]


def test_catalogues_have_each_message_once(outputs: Outputs) -> None:
    folder = outputs("gettext").folder
    for path in folder.rglob("*.pot"):
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        assert all(len(message.id.splitlines()) <= 4 for message in catalogue), path.name


@pytest.mark.pdf
def test_tex_sets_all_of_it(outputs: Outputs, tmp_path: Path) -> None:
    folder = shutil.copytree(outputs("latex").folder, tmp_path / "latex")
    for name in ("secret", "secret.tex", "a"):
        (folder / name).write_text(HIDDEN, "utf-8")
    tex = ["xelatex", "-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "all.tex"]
    ran = subprocess.run(tex, cwd=folder, capture_output=True, check=False)
    log = (folder / "all.log").read_text("utf-8", errors="replace")
    assert re.findall(r"^! .*\n(?:.*\n){0,6}", log, re.MULTILINE) == []
    assert ran.returncode == 0
    read_back = ["pdftotext", "-raw", "-enc", "UTF-8", "all.pdf", "-"]
    text = subprocess.run(
        read_back, cwd=folder, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert HIDDEN not in text
    assert [key for key in KEYS if f"Whole {key}." not in text] == []


@pytest.mark.groff
def test_groff_takes_no_line_for_a_request(outputs: Outputs) -> None:
    ran = subprocess.run(
        ["groff", "-man", "-Tutf8", "-K", "utf8", "-ww", "-U", "-P-cbou", "all.1"],
        cwd=outputs("man").folder, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    warnings = [line for line in ran.stderr.splitlines() if "rst2man" not in line]
    assert [line for line in warnings if "can't break line" not in line] == []
    shown = " ".join(ran.stdout.split())
    assert [key for key in KEYS if f"Whole {key}." not in shown] == []


@pytest.mark.makeinfo
def test_makeinfo_takes_nothing_for_a_command(outputs: Outputs) -> None:
    command = ["makeinfo", "--plaintext", "--no-split", "all.texi"]
    ran = subprocess.run(
        command, cwd=outputs("texinfo").folder, capture_output=True, encoding="utf-8", check=True
    )
    assert [line for line in ran.stderr.splitlines() if not any(map(line.count, USUAL))] == []
    shown = " ".join(ran.stdout.split())
    assert [key for key in KEYS if f"Whole {key}." not in shown] == []


# Exports and commands


@pytest.fixture
def here(outputs: Outputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a copy of the project, with a file that is called like a command."""
    source = outputs("html").folder.parent / "source"
    folder = shutil.copytree(source, tmp_path / "source")
    (folder / "pages/messages0.md").rename(folder / "pages/\x1b[31m\n::error::x.md")
    monkeypatch.chdir(folder)
    return folder


READERS: dict[str, Callable[[str], list[str]]] = {
    "csl-json": lambda text: [entry["URL"] for entry in json.loads(text)],
    "bibtex": lambda text: [entry["url"] for entry in bibtexparser.parse_string(text).entries],
    "ris": lambda text: [url for entry in rispy.loads(text) for url in entry["urls"]],
    "markdown": lambda text: re.findall(r"^\[\d+\]: <?(https:[^ >]+)", text, re.MULTILINE),
}
"""Returns the addresses in a list of references, as other programs read it."""
LINES = {"ris": r"[A-Z][A-Z\d]  - .*|", "markdown": r"\[\d+\]: .*|"}
"""The lines of the formats that are read by the line."""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.usefixtures("here")
def test_lists_of_references_hold_each_source_once(
    capfd: pytest.CaptureFixture[str], form: str
) -> None:
    main(["references", "pages", "--conf", ".", "--format", form])
    printed = capfd.readouterr()
    addresses = [address for address in READERS[form](printed.out) if "a.example" in address]
    assert sorted(addresses) == sorted(f"https://a.example/{key}" for key in KEYS)
    lines = printed.out.splitlines()
    assert [line for line in lines if not re.fullmatch(LINES.get(form, ".*"), line)] == []
    assert HIDDEN not in printed.out
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", printed.out)
    assert_harmless(printed.err)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
@pytest.mark.usefixtures("here")
def test_check_prints_nothing_that_acts(capfd: pytest.CaptureFixture[str], form: str) -> None:
    assert main(["check", "pages", "--conf", ".", "--format", form]) == 1
    printed = capfd.readouterr()
    for key in ("files5", "metadata0", "messages4", "encoding0"):
        assert f"{key}.md" in printed.out
    own = re.compile(r"^::(warning|notice|error) (?=file=pages/)", re.MULTILINE)
    assert_harmless(own.sub("", printed.out) if form == "github" else printed.out)
    assert_harmless(printed.err)
    assert HIDDEN not in printed.out + printed.err


def test_fetch_prints_nothing_that_acts(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    server = PictureServer()
    for name, (content, headers) in ANSWERS.items():
        server.replies[name] = Reply(content, 302 if name == "away" else 200, headers)
    name = "pages/fetch\x1b[31m0.md"
    note = (here / "pages/fetch0.md").rename(here / name)
    own = f"http://boom.example:{server.port}/"
    adapter = GuardedAdapter(lambda *_: ["127.0.0.1"], permitted=["127.0.0.1"])
    try:
        for options in (["--frozen"], []):  # first what the lock file says, and then the server
            given = make_parser().parse_args(["fetch", name, *options])
            assert fetch.run(given, adapter, Manners(delay=0, first_wait=0)) == 1
            note.write_text(note.read_text("utf-8").replace("https://boom.example/", own), "utf-8")
    finally:
        server.close()
    printed = capfd.readouterr()
    assert set(server.counts()) == set(ANSWERS)
    assert printed.err.count("image-failed") == 2 * len(ANSWERS)
    assert printed.err.count("was not there") == len(ANSWERS)
    assert_harmless(printed.out + printed.err)
