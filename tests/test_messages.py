"""What a build and the commands print: nothing that a note, an image or a server can act with."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from image_server import Reply, svg
from sites import PIXEL

from sphinxext_profiles.cli import fetch
from sphinxext_profiles.cli.main import main, make_parser
from sphinxext_profiles.fetch.guard import GuardedAdapter
from sphinxext_profiles.fetch.schedule import Manners

if TYPE_CHECKING:
    from pathlib import Path

    from image_server import PictureServer
    from sites import Build, Site

ACTIVE = "\x1b[31m \x00 \x07 \x08 \x0b \x0c \r \x7f \x85 \x9b31m \u2028 \u2029 \u202a \u202e \u2066"
HOSTILE = f"x\n::error file=x::y {ACTIVE} \ud800 ##[add-mask]x ##vso[task.setvariable]x"
ESCAPED = (
    r"x\n::error file=x::y \x1b[31m \x00 \x07 \x08 \x0b \x0c \r \x7f \x85 \x9b31m \u2028 \u2029 "
    r"\u202a \u202e \u2066 \ud800 #\x23[add-mask]x #\x23vso[task.setvariable]x"
)
COMMAND = re.compile(r"^\s*::\w|##\w*\[", re.MULTILINE)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

SETUP = """
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.reporting import report, in_file
from docutils import nodes
from sphinx.util import logging

TEXT = {text!r}

def start(app):
    other = logging.getLogger("other")
    title = TEXT.replace("\\x1b[31m", "\\x1b]0;title")
    other.warning("other %s\\n::error file=x::z \\x1b[35mpurple\\x1b[0m\\tand\\n::\\n", title)
    node = nodes.paragraph()
    node.source, node.line = "/node\\x1b.md", 3
    for place in (node, ("page\\x1b", 4), in_file("/file\\x1b.md", 5)):
        report(Problem(ProblemCode.CONFIG, "ours " + TEXT), location=place)

def setup(app):
    app.connect("builder-inited", start)
"""


def printed_by(site: Site) -> str:
    """Return the warnings of a build without the colors that Sphinx gives them."""
    return re.sub(r"(?m)^\x1b\[\d*m|\x1b\[39;49;00m", "", site.app.warning.getvalue())


def assert_harmless(printed: str) -> None:
    """Assert that neither a terminal nor a CI service obeys what was printed."""
    assert not CONTROL.findall(printed)
    assert not COMMAND.findall(printed)


def test_warnings_of_a_build(build: Build) -> None:
    site = build({"index.md": "# Page\n", "conf.py": SETUP.format(text=HOSTILE)})
    printed = printed_by(site)
    assert printed.count("\x1b[35mpurple\x1b[0m") == 1
    assert_harmless(printed.replace("\x1b[35mpurple\x1b[0m", ""))
    mine = [line for line in site.warnings if "ours" in line]
    assert [line.partition(": ")[0].split("/")[-1] for line in mine] == [
        r"node\x1b.md:3",
        r"page\x1b.rst:4",
        r"file\x1b.md:5",
    ]
    assert all(line.endswith(f"WARNING: ours {ESCAPED} [profiles.config]") for line in mine)
    # The lines, tabs and colors of others' messages stay.
    first = site.warnings.index("WARNING: other x")
    assert site.warnings[first + 2 : first + 4] == [r"\x3a:error file=x::z purple" + "\tand", "::"]


def test_what_an_image_holds(build: Build) -> None:
    hostile = "x&#10;::error file=x::y &#x9b;31m &#x2028; &#x202e;"
    files = {
        "index.md": "# Page\n\n```{profile} people/ada.md\n```\n",
        "people/ada.md": "# Ada\n\n![Ada](ada.svg)\n",
        "people/ada.svg": svg(f"<a xlink:href='{hostile}'/>"),
    }
    site = build(files)
    printed = printed_by(site)
    assert r"refers to 'x\n::error file=x::y \x9b31m \u2028 \u202e" in printed
    assert_harmless(printed)


def test_what_docutils_quotes_of_a_note(build: Build) -> None:
    note = "# Ada\n\n```{list-table}\n::error file=x::y\n  ::add-mask::e\n##[group]x\n```\n"
    site = build({"index.md": "# Page\n\n```{profile} ada.md\n```\n", "ada.md": note})
    printed = printed_by(site)
    assert "list-table" in printed  # how much more is quoted, versions of MyST differ in
    assert_harmless(printed)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


NAMES = ("::error file=x::y.md", "\x1b[31m\n::error::x.md", "a\u2028\u202e.md", "\udc9b31m.md")


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_check(folder: Path, capfd: pytest.CaptureFixture[str], form: str) -> None:
    for name in NAMES:
        (folder / name).write_text('---\nid: "a\\u2028##[error]x"\n---\n# Ada\n\n[7]\n', "utf-8")
    assert main(["check", ".", "--format", form]) == 1
    printed = capfd.readouterr()
    assert_harmless(printed.err)
    if form == "github":
        for line in printed.out.splitlines():
            assert line.startswith(("::warning file=", "::notice file=", "::error file="))
        assert_harmless(re.sub(r"^::(warning|notice|error) ", "", printed.out, flags=re.MULTILINE))
        return
    assert_harmless(printed.out)
    if form == "json":
        assert {entry["file"] for entry in json.loads(printed.out)} == set(NAMES)
    elif form == "text":
        assert r"a\u2028\u202e.md:6: citation-undefined [7] is cited" in printed.out


@pytest.mark.parametrize("command", ["check", "references", "fetch"])
def test_arguments_from_names_of_files(
    folder: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    (folder / "note.md").write_text("# Ada\n", "utf-8")
    with pytest.raises(SystemExit, match="2"):
        main([command, "note.md", "--\x1b[31m\n::error::y"])
    with pytest.raises(SystemExit, match="2"):
        main([command, "note.md", "--conf", "x\n::error file=x::y\x1b[31m"])
    assert main([command, "::error file=x::y\x1b[31m.md"]) == 1
    printed = capfd.readouterr()
    assert_harmless(printed.out + printed.err)


def run_fetch(*arguments: str) -> int:
    """Run the command as a shell would, but that this machine may be asked."""
    given = make_parser().parse_args(["fetch", *arguments])
    adapter = GuardedAdapter(permitted=["127.0.0.1"])
    return fetch.run(given, adapter, Manners(delay=0, first_wait=0))


def test_what_a_server_answers(
    folder: Path, server: PictureServer, capfd: pytest.CaptureFixture[str]
) -> None:
    server.replies["fine"] = Reply(PIXEL)
    server.replies["type"] = Reply(f"<p>{ACTIVE}".encode(), headers={"Content-Type": "x\x9b31m/y"})
    server.replies["away"] = Reply(
        status=302, headers={"Location": "ftp://x/\x1b[31m\x9b##[error]x"}
    )
    server.replies["svg"] = Reply(svg("<a href='x&#10;::error file=x::y &#x9b;31m'/>"))
    (folder / "conf.py").write_text("profiles_image_svg = True\n", "utf-8")
    names = ("fine", "fine?##[error]x", "type", "away", "svg")
    note = "\n".join(f"![Ada]({server.address(name)})" for name in names)
    (folder / "ada\x1b[31m.md").write_text(f"# Ada\n\n{note}\n", "utf-8")
    assert run_fetch(".") == 1
    printed = capfd.readouterr()
    assert_harmless(printed.out + printed.err)
    assert r"refers to 'x\n::error file=x::y" in printed.err


@pytest.mark.parametrize(
    "lock",
    [
        {"version": 1, "images": {f"http://x/\n::error::{HOSTILE}": {"failed": HOSTILE}}},
        {"version": HOSTILE, "images": {}},
        {"version": 1, "images": {"http://x/a.png": {"mime": HOSTILE}}},
    ],
)
@pytest.mark.parametrize("options", [(), ("--frozen",)])
def test_what_a_lock_file_holds(
    folder: Path, capfd: pytest.CaptureFixture[str], lock: object, options: tuple[str, ...]
) -> None:
    (folder / "_profile_images").mkdir()
    (folder / "_profile_images/lock.json").write_text(json.dumps(lock), "utf-8")
    (folder / "ada.md").write_text("# Ada\n\n![Ada](http://127.0.0.1:9/a.png)\n", "utf-8")
    assert main(["fetch", "ada.md", *options]) == 1
    printed = capfd.readouterr()
    assert_harmless(printed.out + printed.err)
