"""Builds that are killed, that can't write, or that find what they left behind damaged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
from pictures import saved, stripes
from sites import write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONF = """\
extensions = ["myst_parser", "sphinxext_profiles"]
html_theme = "basic"
exclude_patterns = ["notes"]
profiles_notes = ["people/*", "notes/*"]
profiles_mentions = True
suppress_warnings = ["toc"]
"""
NOTE = """\
---
tags: {tag}
---
# {name}

![{name}](images/{key}.png)

Knows {{profile:person}}`ann` and [more][1].

[1]: https://{key}.example "{name}"
"""
PEOPLE = {"ann": "Ann", "bob": "Bob", "cat": "Cat"}
INDEX = "# I\n\n```{toctree}\nteam\nother\n```\n\n```{profile-index}\n:layout: faces\n```\n"
FILES: dict[str, str | bytes] = {
    "conf.py": CONF,
    "index.md": INDEX,
    "other.md": "# Other\n\n```{profile-references} ann bob cat\n:download: bibtex ris\n```\n",
    "team.md": "# Team\n\n```{profile-index}\n:tags: kept\n```\n\n```{profile} dan\n```\n",
    **{
        f"people/{key}.md": NOTE.format(key=key, name=name, tag="kept")
        for key, name in PEOPLE.items()
    },
    **{f"people/images/{key}.png": saved(stripes(300 + len(key), 200)) for key in PEOPLE},
    # One more image for the gallery, which links to the file.
    "people/bob.md": NOTE.format(key="bob", name="Bob", tag="kept").replace(
        "Knows", "![The house](images/house.png)\n\nKnows"
    ),
    "people/images/house.png": saved(stripes(310, 200)),
    "notes/images/dan.png": saved(stripes(320, 240)),
    "notes/dan.md": NOTE.format(key="dan", name="Dan", tag="kept"),
}
CHANGED = {
    "people/ann.md": NOTE.format(key="ann", name="Annabel", tag="kept"),
    "people/cat.md": NOTE.format(key="cat", name="Cat", tag="none"),
    "people/eve.md": NOTE.format(key="bob", name="Eve", tag="kept"),
}
BUILDS = """
import json, os, sys
import babel, myst_parser.sphinx_ext.main, PIL.Image, pygments, sphinx.builders.html
from sphinx.cmd.build import build_main

for line in sys.stdin:
    before, source, out, doctrees, messages = json.loads(line)
    child = os.fork()
    if child == 0:
        os.dup2(os.open(messages, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        exec(before, {})
        status = build_main(["-q", "-b", "html", "-d", doctrees, source, out])
        sys.stderr.flush()
        os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Builds, each in a process of its own, that needn't load Sphinx again. It loads nothing of ours:
some programs change that before."""
WRITING = """
import os, re, signal, sys
asked, left = {where!r}, {nth}
def watch(event, args):
    global left
    writes = event == "open" and isinstance(args[1], str) and args[1][0] in "wx"
    if writes and re.search(asked, os.fspath(args[0])):
        left -= 1
        if left == 0:
            {act}
sys.addaudithook(watch)
"""
KILL = """
            file = os.open(args[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.write(file, b"half a file")
            os.kill(os.getpid(), signal.SIGKILL)
"""
FULL = "raise OSError(28, os.strerror(28), os.fspath(args[0]))"


@cache
def _builds() -> subprocess.Popen[str]:
    """Return the process that makes the builds; it ends with this one, whose pipe it reads."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", BUILDS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


class Project:
    """A project on the disk, and the folders of its builds."""

    def __init__(self, folder: Path, files: dict[str, str | bytes]) -> None:
        self.source, self.out, self.doctrees = folder / "src", folder / "out", folder / "trees"
        self.messages = folder / "messages"
        self.write(files)

    def write(self, files: dict[str, str | bytes]) -> None:
        write_files(self.source, files)

    def build(self, before: str = "") -> tuple[int, str]:
        """Build in a process that runs a program first; return its status and what it said."""
        builds = _builds()
        folders = (self.source, self.out, self.doctrees, self.messages)
        print(json.dumps([before, *map(str, folders)]), file=builds.stdin, flush=True)
        status = int(builds.stdout.readline())
        return status, self.messages.read_text("utf-8")

    def pages(self) -> dict[str, bytes]:
        """Return every file of the output."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, built from nothing."""
    made = Project(tmp_path_factory.mktemp("clean"), FILES)
    assert made.build() == (0, "")
    return made


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the changed project, built from nothing."""
    made = Project(tmp_path_factory.mktemp("later"), {**FILES, **CHANGED})
    assert made.build() == (0, "")
    return made.pages()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path, FILES)


@pytest.fixture
def built(clean: Project, tmp_path: Path) -> Project:
    """A copy of the clean build, with the times of its files; its source is in the same place."""
    for folder in (clean.source, clean.out, clean.doctrees):
        shutil.copytree(folder, tmp_path / folder.name)
    return Project(tmp_path, {})


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """Return the names of the files that are not the same in both."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def same_as(built: Project, later: dict[str, bytes]) -> None:
    """Check that a second build has the files of a first one.

    Downloads that pages offered before stay, and Sphinx adds to its index of words in an order of
    its own.
    """
    found = {
        name: content
        for name, content in built.pages().items()
        if name in later or not name.startswith("_downloads/")
    }
    assert differing(found, later) - {"searchindex.js"} == set()


def killed(where: str, nth: int = 1) -> str:
    """Return a program that kills its process when it writes such a file, and leaves half of it."""
    return WRITING.format(where=where, nth=nth, act=KILL)


def full(where: str, nth: int = 1) -> str:
    """Return a program in whose process the disk is full when it writes such a file."""
    return WRITING.format(where=where, nth=nth, act=FULL)


@pytest.mark.parametrize(
    ("where", "nth"),
    [
        (r"\.doctree$", 4),
        (r"trees/profile_images/screen/\.?profile-", 3),
        (r"trees/profile_images/screen/\.?index\.json", 1),
        (r"environment\.pickle", 1),
        (r"out/_downloads/", 2),
        (r"out/_images/", 2),
        (r"out/team\.html", 1),
        (r"out/objects\.inv", 1),
    ],
)
def test_a_first_build_that_was_killed(
    project: Project, clean: Project, where: str, nth: int
) -> None:
    assert project.build(killed(where, nth)) == (-9, "")
    assert project.build() == (0, "")
    assert differing(project.pages(), clean.pages()) == set()


@pytest.mark.parametrize(
    ("where", "nth"),
    [
        (r"\.doctree$", 2),
        (r"trees/team\.doctree$", 1),
        (r"trees/profile_images/screen/\.?index\.json", 1),
        (r"environment\.pickle", 1),
        (r"out/_downloads/", 1),
        (r"out/people/ann\.html", 1),
        (r"out/team\.html", 1),
    ],
)
def test_a_second_build_that_was_killed(
    built: Project, later: dict[str, bytes], where: str, nth: int
) -> None:
    built.write(CHANGED)
    assert built.build(killed(where, nth)) == (-9, "")
    assert built.build() == (0, "")
    same_as(built, later)


def test_a_change_is_undone_after_the_build_that_read_it_was_killed(
    project: Project, clean: Project, tmp_path: Path
) -> None:
    """What that build read is on the disk, and nothing says that it is not of these sources."""
    assert project.build() == (0, "")
    shutil.copytree(project.source, tmp_path / "before")
    project.write(CHANGED)
    assert project.build(killed(r"trees/profile_images/screen/\.?index\.json")) == (-9, "")
    shutil.rmtree(project.source)
    (tmp_path / "before").rename(project.source)
    assert project.build() == (0, "")
    same_as(project, clean.pages())


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (
            r"trees/profile_images/screen/\.?profile-",
            "thumbnails could not be written to '{trees}/",
        ),
        (r"trees/profile_images/screen/\.?index", "thumbnails could not be written to '{trees}/"),
        (r"out/_downloads/", "the references could not be written to '{out}/_downloads/"),
    ],
)
def test_a_full_disk_is_said_with_the_file(
    project: Project, clean: Project, where: str, said: str
) -> None:
    status, told = project.build(full(where))
    assert status == 2
    said = said.format(trees=project.doctrees, out=project.out)
    assert f"SphinxError: {said}" in told or f"Sphinx error:\n{said}" in told
    assert "No space left on device" in told
    assert not list(project.source.parent.rglob("*.part"))
    assert project.build() == (0, "")
    assert differing(project.pages(), clean.pages()) == set()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("trees/profile_images", "thumbnails could not be written to"),
        ("out/_downloads", "the references could not be written to"),
    ],
)
def test_a_place_that_takes_no_file(project: Project, clean: Project, file: str, said: str) -> None:
    blocked = project.source.parent / file
    blocked.parent.mkdir()
    blocked.write_text("not a folder", "utf-8")
    status, told = project.build()
    assert status == 2
    assert f"SphinxError: {said}" in told or f"Sphinx error:\n{said}" in told
    assert str(blocked) in told
    blocked.unlink()
    assert project.build() == (0, "")
    assert differing(project.pages(), clean.pages()) == set()


OLDER = """
from sphinxext_profiles.project.domain import ProfileDomain
import sphinxext_profiles.project.data
ProfileDomain.data_version -= 1
"""
RENAMED = """
import sys, types
from sphinxext_profiles.project import data
class Gone(data.StoredNote):
    pass
Gone.__module__, Gone.__qualname__ = "sphinxext_profiles.project.data", "Gone"
data.Gone = data.StoredNote = Gone
"""


@pytest.mark.parametrize("before", [OLDER, RENAMED], ids=["older", "renamed"])
def test_an_environment_of_another_version_is_not_used(
    project: Project, clean: Project, before: str
) -> None:
    assert project.build(before) == (0, "")
    assert project.build() == (0, "")
    assert differing(project.pages(), clean.pages()) == set()


INDEX_FILE = "trees/profile_images/screen/index.json"


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("trees/environment.pickle", lambda content: content[: len(content) // 2]),
        ("trees/environment.pickle", lambda _content: b""),
        (INDEX_FILE, lambda content: content[: len(content) // 2]),
        (INDEX_FILE, lambda _content: b"[]"),
        (INDEX_FILE, lambda content: content.replace(b'"digests": {', b'"digests": {"a": 1,')),
        (INDEX_FILE, lambda content: content.replace(b'"facts": {', b'"facts": {"a": [],')),
    ],
)
def test_what_a_build_left_is_damaged(
    built: Project, later: dict[str, bytes], file: str, change: Callable[[bytes], bytes]
) -> None:
    path = built.source.parent / file
    before = path.read_bytes()
    path.write_bytes(change(before))
    assert path.read_bytes() != before
    built.write(CHANGED)
    assert built.build() == (0, "")
    same_as(built, later)


def test_a_thumbnail_that_is_empty_is_made_again(built: Project, clean: Project) -> None:
    for path in built.doctrees.glob("profile_images/screen/profile-*"):
        path.write_bytes(b"")
    shutil.rmtree(built.out)
    assert built.build() == (0, "")
    assert differing(built.pages(), clean.pages()) == set()


VANISHES = """
import os, sys
def watch(event, args):
    # Of a file that is opened by its name to be written, in bytes or in text, `open` tells "w".
    if event == "open" and args[1] == "w" and str(args[0]).endswith("environment.pickle"):
        os.unlink({file!r})
sys.addaudithook(watch)
"""


def test_a_note_that_vanishes_while_pages_are_written(project: Project, clean: Project) -> None:
    file = project.source / "notes/dan.md"
    assert project.build(VANISHES.format(file=str(file))) == (0, "")
    assert differing(project.pages(), clean.pages()) == set()
    status, told = project.build()
    assert status == 0
    assert "team.md:7: ERROR: profile: no note has the key 'dan'" in told


def test_an_image_that_vanishes_while_pages_are_written(project: Project, clean: Project) -> None:
    file = project.source / "people/images/house.png"
    status, told = project.build(VANISHES.format(file=str(file)))
    assert (status, told.count("WARNING: cannot copy image file")) == (0, 1)
    assert str(file) in told
    project.write({"people/images/house.png": FILES["people/images/house.png"]})
    assert project.build() == (0, "")
    assert differing(project.pages(), clean.pages()) == set()
