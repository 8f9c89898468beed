"""Notes that try to act in a reader's browser, or in a program that reads what a build wrote."""

from __future__ import annotations

import io
import json
import re
import subprocess
import unicodedata
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from hostile import PAYLOADS, project
from sites import write_files
from sphinx.cmd.build import build_main

from sphinxext_profiles.addresses.cleaning import SAFE_SCHEMES
from sphinxext_profiles.outputs.html.links import ID, icons

if TYPE_CHECKING:
    from bs4 import Tag
    from playwright.sync_api import Page

CONF = """\
extensions = ["myst_parser", "sphinx_design", "sphinxext_profiles"]
exclude_patterns = ["people/*"]
profiles_notes = ["people/*", "pages/*"]
myst_enable_extensions = ["colon_fence", "dollarmath", "attrs_inline", "html_image", "substitution"]
html_theme = "basic"
mathjax_path = "none.js"
latex_engine = "xelatex"
latex_documents = [("everything", "all.tex", "All", "Somebody", "howto")]
man_pages = [("everything", "all", "All", ["Somebody"], 1)]
texinfo_documents = [("everything", "all", "All", "Somebody", "all", "All", "Texts")]
project, version, copyright = "Texts", "1", "2025"
"""
RUNS = """
<script>hit()</script><img src=x onerror=hit()><svg onload=hit()></svg>
<iframe srcdoc="<script>parent.hit()</script>"></iframe><img src="https://boom.example/x.png">
"""
"""What does run: without it, a counter that always says 0 would pass."""

FORBIDDEN = [
    *("iframe", "frame", "frameset", "object", "embed", "applet", "base", "svg", "math", "portal"),
    *("audio", "video", "template", "textarea", "select", "plaintext", "xmp", "marquee", "dialog"),
    *("script", "style", "meta", "link", "form", "input[type=submit]", "[style]"),
]
"""What nothing of a note becomes in the part of a page that an author writes."""


def markup(body: Tag) -> list[str]:
    """Return the tags that a note has put into a body, which has icons of ours too."""
    found = body.select(", ".join(FORBIDDEN))
    return [str(tag)[:300] for tag in found if tag.name != "svg" or not is_icon(tag)]


def is_icon(tag: Tag) -> bool:
    """Return whether a drawing is one of ours: a path of the table, or the use of one."""
    (content,) = tag.find_all(True)
    if content.name == "use":
        return content["href"].removeprefix(f"#{ID}") in icons()
    return content["d"] in {path for _, path in icons().values()}


HANDLERS = """
() => [...document.querySelectorAll("*")]
  .filter(element => [...element.attributes].some(({name}) => /^on/i.test(name)))
  .map(element => element.outerHTML)
"""
TOUCH = """
() => {
  for (const element of document.querySelectorAll(".body *"))
    for (const name of ["mouseover", "focus", "focusin", "toggle", "animationstart"])
      element.dispatchEvent(new Event(name));
}
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, written and read once."""
    return written(tmp_path_factory.mktemp("hostile") / "source", PAYLOADS)


def written(folder: Path, payloads: list[str]) -> Path:
    """Write a project that tries some payloads, and return its folder."""
    write_files(folder, {"conf.py": CONF, **project(payloads)})
    return folder


def built(source: Path, builder: str) -> Path:
    """Return the folder of an output; outputs use what was read for the first, but for gettext."""
    out = source.parent / builder
    with redirect_stderr(io.StringIO()):
        # There are warnings by the thousand; that the build ends well is what counts.
        doctrees = str(source.parent / ("catalogues" if builder == "gettext" else "doctrees"))
        assert build_main(["-Q", "-b", builder, "-d", doctrees, str(source), str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def pages(source: Path) -> list[Path]:
    """The pages in HTML that show notes."""
    out = built(source, "html")
    return [*sorted(out.glob("page*.html")), out / "index.html", *sorted(out.glob("pages/*.html"))]


def test_the_corpus_is_large() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 150


def test_nothing_of_a_note_becomes_markup(pages: list[Path]) -> None:
    for path in pages:
        page = BeautifulSoup(path.read_text("utf-8"), "html5lib")
        body = page.select_one("div.body")
        assert markup(body) == [], path.name
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")], str(tag)[:300]
            for name in {"href", "src"} & tag.attrs.keys():
                scheme = urlsplit(tag[name].strip()).scheme
                assert scheme in SAFE_SCHEMES | {""}, str(tag)[:300]
        assert not any("hit" in script.text for script in page.find_all("script"))
        # What stands after the notes still stands where the theme puts it.
        assert page.select_one("body > div.footer") is not None, path.name


@pytest.mark.browser
def test_nothing_runs_in_a_browser(pages: list[Path], page: Page) -> None:
    site = pages[0].parent
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: (told.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: told.extend(foreign(request.url, site)))
    page.add_init_script("window.hit = () => { console.log('hit'); alert('hit'); };")
    control = site / "control.html"
    control.write_text(f"<!DOCTYPE html>{RUNS}", "utf-8")
    for path in [control, *pages]:
        page.goto(path.as_uri())
        page.evaluate(TOUCH)
        assert path == control or page.evaluate(HANDLERS) == []
        harm = [text for text in told if text in {"hit", "dialog"} or text.startswith("request")]
        assert bool(harm) == (path == control), (path.name, harm)
        if path == control:
            assert {"hit", "dialog", "request https://boom.example/x.png"} <= set(harm)
        told.clear()


def foreign(address: str, site: Path) -> list[str]:
    """Return what to tell of a request: nothing if it asks for something below a folder."""
    parts = urlsplit(address)
    own = parts.scheme == "file" and Path(unquote(parts.path)).is_relative_to(site)
    return [] if own or parts.scheme == "about" else [f"request {address}"]


HIDDEN = "Nobody's business"
"""What a file says that stands beside the outputs and that nothing may read."""
MADE = {".aux", ".fls", ".idx", ".log", ".out", ".pdf", ".toc"}
"""What TeX writes of a document."""


COMMANDS = [payload for payload in PAYLOADS if payload.startswith(("\\", "^", "}", "%"))]
"""What tries TeX."""


@pytest.mark.pdf
def test_tex_shows_payloads_and_obeys_none(tmp_path: Path) -> None:
    out = built(written(tmp_path / "source", COMMANDS), "latex")
    for name in ("secret", "secret.tex", "secret.txt"):
        (out / name).write_text(HIDDEN, "utf-8")
    before = {path.name for path in out.iterdir()}
    # Not even where a project lets TeX run programs.
    tex = ["xelatex", "-shell-escape", "-interaction=nonstopmode", "-recorder", "all.tex"]
    subprocess.run(tex, cwd=out, capture_output=True, check=False)
    log = (out / "all.log").read_text("utf-8", errors="replace")
    assert re.findall(r"^! .*", log, re.MULTILINE) == []
    assert {path.name for path in out.iterdir()} - before == {f"all{suffix}" for suffix in MADE}
    read_back = ["pdftotext", "-raw", "-enc", "UTF-8", "all.pdf", "-"]
    told = subprocess.run(
        read_back, cwd=out, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert HIDDEN not in told
    read = [line for line in (out / "all.fls").read_text("utf-8").splitlines() if "INPUT" in line]
    assert not [line for line in read if re.search(r"secret|passwd|pwned", line)]
    shown = "".join(told.split())
    assert len(COMMANDS) > 40
    lost = [text for text in COMMANDS if "".join(text.replace("\0", "\ufffd").split()) not in shown]
    assert lost == []


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that tries what means something in files of text."""
    start = PAYLOADS.index("\\write18{touch pwned}")
    tried = [text for text in PAYLOADS[:start] if re.search("<!|]]|\0|&#", text)]
    tried += [text for text in PAYLOADS[start:] if text not in COMMANDS]
    return written(tmp_path_factory.mktemp("few") / "source", tried)


def test_xml_is_well_formed_and_holds_no_entity(few: Path) -> None:
    out = built(few, "xml")
    pages = [*out.glob("page*.xml"), *out.glob("pages/*.xml"), out / "index.xml"]
    assert len(pages) > 4
    texts: list[str] = []
    for page in pages:
        parser = expat.ParserCreate()
        parser.CharacterDataHandler = texts.append
        parser.Parse(page.read_bytes(), True)
    told = "".join(texts)
    assert '<!ENTITY e SYSTEM "file:///etc/passwd">' in told
    assert "root:x:" not in told


@pytest.mark.groff
def test_groff_takes_no_line_for_a_request(few: Path) -> None:
    out = built(few, "man")
    page = (out / "all.1").read_text("utf-8")
    ran = subprocess.run(
        ["groff", "-man", "-Tutf8", "-K", "utf8", "-ww", "-U", "-P-cbou", "all.1"],
        cwd=out, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    told = [line for line in ran.stderr.splitlines() if "rst2man" not in line]  # docutils' own
    assert [line for line in told if "can't break line" not in line] == []
    assert "root:x:" not in ran.stdout
    assert not [
        line for line in page.splitlines() if re.match(r"[.\'](so|sy|pso|pi|mso|ig)\b", line)
    ]
    shown = "".join(ran.stdout.split())
    for text in (".so /etc/passwd", "'so /etc/passwd", ".sy touch pwned", ".mso /etc/passwd"):
        assert "".join(text.split()) in shown


USUAL = ("@image file", "@itemize has text but no @item", "@anchor should not appear in")
"""What makeinfo says of Sphinx's own: alt texts, of which it doesn't know, lists in columns, and
admonitions with a name."""


@pytest.mark.makeinfo
def test_makeinfo_takes_nothing_for_a_command(few: Path) -> None:
    out = built(few, "texinfo")
    command = ["makeinfo", "--plaintext", "--no-split", "all.texi"]
    ran = subprocess.run(command, cwd=out, capture_output=True, encoding="utf-8", check=True)
    assert [line for line in ran.stderr.splitlines() if not any(map(line.count, USUAL))] == []
    assert "root:x:" not in ran.stdout
    shown = "".join(ran.stdout.split())
    texts = [text for text in PAYLOADS if text.startswith("@")]
    assert len(texts) > 2
    assert [text for text in texts if "".join(text.split()) not in shown] == []


def test_the_book_is_well_formed_and_has_no_script(few: Path) -> None:
    out = built(few, "epub")
    pages = [*out.rglob("*.xhtml"), out / "content.opf", out / "toc.ncx"]
    assert len(pages) > 6
    for page in pages:
        expat.ParserCreate().Parse(page.read_bytes(), True)
        body = BeautifulSoup(page.read_text("utf-8"), "html5lib").select_one("div.body")
        assert body is None or body.select(", ".join(FORBIDDEN)) == [], page.name


def test_json_has_pages_without_a_script(few: Path) -> None:
    out = built(few, "json")
    pages = [*out.glob("page*.fjson"), *out.glob("pages/*.fjson")]
    assert len(pages) > 2
    for page in pages:
        told = json.loads(page.read_text("utf-8"))
        body = BeautifulSoup(told["body"], "html5lib").body
        assert markup(body) == [], page.name


def test_catalogues_of_messages_can_be_read(few: Path) -> None:
    out = built(few, "gettext")
    texts: set[str] = set()
    for file in out.rglob("*.pot"):
        with file.open("rb") as catalogue:
            texts |= {message.id for message in read_po(catalogue, abort_invalid=True)}
    assert any("<!ENTITY" in text for text in texts)


@pytest.mark.parametrize("builder", ["text", "pseudoxml"])
def test_text_has_no_character_that_steers_a_terminal(few: Path, builder: str) -> None:
    pages = [path for path in built(few, builder).rglob("*") if path.is_file()]
    assert len(pages) > 4
    told = "".join(page.read_text("utf-8") for page in pages)
    assert "<!ENTITY e SYSTEM" in told
    assert [
        text for text in told if unicodedata.category(text) == "Cc" and text not in "\n\t"
    ] == []
