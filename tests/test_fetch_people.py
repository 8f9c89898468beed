"""`sphinx-profiles` on people files that `conf.py` names: what it fetches, and what it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from image_server import PictureServer, Reply
from pictures import plain, saved

from sphinxext_profiles.cli import fetch
from sphinxext_profiles.cli.main import main, make_parser
from sphinxext_profiles.fetch.guard import GuardedAdapter
from sphinxext_profiles.fetch.schedule import Manners
from sphinxext_profiles.fetch.storage import Storage

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build

TEAM = """\
- name: Ada Roe
  github: ada
  photo: {server}/roe
- name: Bo Li
  photo: {server}/bo
- name: Cy Fox
  avatar_url: {server}/cy
"""


def run(*arguments: str) -> int:
    """Run the command as a shell would, but that this machine may be asked."""
    given = make_parser().parse_args(["fetch", *arguments])
    adapter = GuardedAdapter(permitted=["127.0.0.1"])
    return fetch.run(given, adapter, Manners(delay=0, first_wait=0))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: PictureServer) -> Path:
    """A current folder with a project: a people file, a note about somebody in it, a mapping."""
    address = server.address("").rstrip("/")
    for number, name in enumerate(("ada", "roe", "bo", "cy", "dee")):
        server.replies[name] = Reply(saved(plain(8 + number, 6)))
    (tmp_path / "docs/people").mkdir(parents=True)
    note = f"---\ngithub: ada\nphoto: {address}/ada\n---\n# Ada Roe\n\nText.\n"
    (tmp_path / "docs/people/ada.md").write_text(note, "utf-8")
    (tmp_path / "team.yaml").write_text(TEAM.format(server=address), "utf-8")
    conf = (
        "profiles_notes = ['people/*']\n"
        f"profiles_people = ['../team.yaml', {{'people': [{{'name': 'Dee', 'photo': '{address}/dee'"
        "}]}]\n"
    )
    (tmp_path / "docs/conf.py").write_text(conf, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> set[str]:
    """Return the names in the addresses of the lock file."""
    entries = Storage(folder / "docs/_profile_images").entries()
    return {address.rpartition("/")[2] for address in entries}


@pytest.mark.parametrize("given", [["docs/people"], ["docs/people", "team.yaml"], []])
def test_images_of_people_files_are_fetched(folder: Path, given: list[str], capfd) -> None:
    assert run(*given, "--conf", "docs") == 0
    # The photo of the entry about Ada is not shown, since her note has one.
    assert names(folder) == {"ada", "bo", "cy", "dee"}
    assert capfd.readouterr().out.startswith("4 remote images: 4 fetched")
    assert run(*given, "--conf", "docs", "--frozen") == 0


@pytest.mark.usefixtures("folder")
def test_a_failure_is_reported_at_the_line_of_the_entry(server: PictureServer, capfd) -> None:
    for name in ("cy", "dee"):
        server.replies[name] = Reply(status=404)
    assert run("--conf", "docs") == 1
    lines = [line for line in capfd.readouterr().err.splitlines() if "image-failed" in line]
    assert sorted(line.partition(" ")[0] for line in lines) == ["docs/conf.py:1:", "team.yaml:7:"]


def test_prune_keeps_what_people_files_name(folder: Path) -> None:
    assert run("--conf", "docs") == 0
    assert run("docs/people", "--conf", "docs", "--prune") == 0
    assert names(folder) == {"ada", "bo", "cy", "dee"}
    (folder / "docs/conf.py").write_text("profiles_notes = ['people/*']\n", "utf-8")
    assert run("--conf", "docs", "--prune") == 0
    assert names(folder) == {"ada"}


def test_a_project_without_people_needs_a_note(folder: Path, capfd) -> None:
    for arguments in (["fetch"], ["check"], ["check", "--conf", "."]):
        (folder / "conf.py").write_text("", "utf-8")
        with pytest.raises(SystemExit, match="2"):
            main(arguments)
        assert "no NOTE is given" in capfd.readouterr().err


def test_check_says_what_the_build_says(build: Build, capfd, monkeypatch) -> None:
    files = {
        "index.md": "# Team\n\n```{profile-index}\n```\n",
        "people/ada.md": "---\nid: cy\n---\n# Ada Roe\n\nText [7].\n",
        "team.yaml": "- {name: Bo Li, id: bo}\n- {name: Cy Fox, id: cy}\n- {}\n",
    }
    values = [{"name": "Bo Li", "tags": 3}, {"name": ["x"]}]
    settings = {
        "profiles_notes": ["people/*"],
        "profiles_people": ["team.yaml", "gone.yaml", {"people": values}],
        "profiles_warn_advice": True,
    }
    site = build(files, **settings)
    conf = "\n".join(f"{name} = {value!r}" for name, value in settings.items())
    (site.source / "conf.py").write_text(conf, "utf-8")
    monkeypatch.chdir(site.source)
    assert main(["check", "--conf", "."]) == 1
    lines = {line.partition(" ")[2] for line in capfd.readouterr().out.splitlines()}
    said = {line.split(" ")[0] for line in lines}
    assert {"people-claimed", "people-file", "people-entry", "people-joined"} <= said
    built = " ".join(site.warnings)
    missing = [line for line in lines if line.partition(" ")[2] not in built]
    assert missing == []
