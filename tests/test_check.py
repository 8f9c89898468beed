"""`sphinx-profiles check`: what it reports, in which form, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sarif_pydantic import Sarif
from sites import PIXEL

from sphinxext_profiles.cli.main import main
from sphinxext_profiles.fetch.lockfile import Failed
from sphinxext_profiles.fetch.storage import Storage
from sphinxext_profiles.problems import ProblemCode

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "people/ada.md": "# Ada\n\n![image](https://x.org/ada.png)\n\nText [7]. <b>Bold</b>\n",
    "people/bob.md": "---\nid: ada\nhtml_meta: {a: b}\n---\n# Bob\n\n![Bob at work](bob.png)\n",
    "people/fine.md": "# Fine\n\n![Fine at work](fine.png)\n\nAll is well.\n",
    "people/odd, 100%.md": "# Odd\n\n```{include} x\n```\n\n![Odd at work](/img/odd.png)\n",
}
FOUND = [
    ("people/ada.md", 3, "alt-placeholder"),
    ("people/ada.md", 5, "citation-undefined"),
    ("people/ada.md", 5, "html-blocked"),
    ("people/bob.md", 1, "key-duplicate"),
    ("people/bob.md", 1, "front-matter-blocked"),
    ("people/bob.md", 7, "image-missing"),
    ("people/odd, 100%.md", 3, "directive-blocked"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with notes."""
    (tmp_path / "people").mkdir()
    for name, text in NOTES.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "people/fine.png").write_bytes(PIXEL)
    (tmp_path / "conf.py").write_text("profiles_allowed_directives = ['include']\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_line_a_problem(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "people"]) == 1
    told = capfd.readouterr()
    lines = told.out.splitlines()
    assert [line.split(" ")[0] for line in lines if "," not in line.split(":")[0]] == [
        f"{path}:{line}:" for path, line, _ in FOUND[:-1]
    ]
    assert lines[1] == "people/ada.md:5: citation-undefined [7] is cited but not defined"
    assert lines[3] == (
        "people/bob.md:1: key-duplicate people/ada.md already has the key 'ada'; "
        "give one of the two notes another `id`"
    )
    assert told.err == "4 notes: 6 warnings, 1 advice\n"


def test_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "people", "--format", "json"]) == 1
    listed = json.loads(capfd.readouterr().out)
    assert [(entry["file"], entry["line"], entry["code"]) for entry in listed] == FOUND
    for entry in listed:
        assert entry["level"] == ProblemCode(entry["code"]).level.value


def test_annotations_of_github(capfd: pytest.CaptureFixture[str]) -> None:
    main(["check", "people", "--format", "github"])
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) == len(FOUND)
    assert lines[0].startswith("::notice file=people/ada.md,line=3,title=alt-placeholder::the alt")
    # GitHub's toolkit: a comma would end the name, and a percent sign begins a code.
    assert lines[-1].startswith("::warning file=people/odd%2C 100%25.md,line=3,title=directive-bl")


def test_sarif_as_another_program_reads_it(capfd: pytest.CaptureFixture[str]) -> None:
    main(["check", "people", "--format", "sarif"])
    (run,) = Sarif.model_validate_json(capfd.readouterr().out).runs
    rules = run.tool.driver.rules
    read = []
    for result in run.results:
        place = result.locations[0].physical_location
        assert rules[result.rule_index].id == result.rule_id
        read.append((place.artifact_location.uri, place.region.start_line, result.rule_id))
    assert read[:-1] == FOUND[:-1]
    assert read[-1] == ("people/odd%2C%20100%25.md", 3, "directive-blocked")


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_nothing_wrong(capfd: pytest.CaptureFixture[str], form: str) -> None:
    assert main(["check", "people/fine.md", "--format", form]) == 0
    told = capfd.readouterr()
    assert told.err == "1 note: no problems\n"
    if form in {"json", "sarif"}:
        assert not json.loads(told.out) or json.loads(told.out)["runs"][0]["results"] == []
    else:
        assert told.out == ""


@pytest.mark.parametrize(
    ("options", "codes", "status"),
    [
        (["--select", "citation-*"], ["citation-undefined"], 1),
        (
            ["--select", "citation-undefined, html-blocked", "--ignore", "html-*"],
            ["citation-un"],
            1,
        ),
        (["--select", "citation-undefined", "--select", "key-*"], ["citation-un", "key-dup"], 1),
        # Advice alone is no failure, but for one who asks for it.
        (["--ignore", "[!a]*,address-*"], ["alt-placeholder"], 0),
        (["--select", "alt-placeholder"], ["alt-placeholder"], 1),
        (["--select", "note-missing"], [], 0),
    ],
)
def test_some_codes_only(
    capfd: pytest.CaptureFixture[str], options: list[str], codes: list[str], status: int
) -> None:
    assert main(["check", "people", *options]) == status
    lines = capfd.readouterr().out.splitlines()
    assert len(lines) == len(codes)
    for line, code in zip(lines, codes, strict=True):
        assert line.split(" ")[1].startswith(code)


def test_a_code_that_is_none(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", "people", "--select", "citation-undefind"])
    assert stop.value.code == 2
    told = capfd.readouterr().err
    assert "there is no code 'citation-undefind'; did you mean 'citation-undefined'" in told


def test_the_settings_of_a_project(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "people/odd, 100%.md", "--conf", "."]) == 1
    (line,) = capfd.readouterr().out.splitlines()
    assert line == "people/odd, 100%.md:6: image-missing there is no image '/img/odd.png'"
    (folder / "img").mkdir()
    (folder / "img/odd.png").write_bytes(PIXEL)
    assert main(["check", "people/odd, 100%.md", "--conf", "."]) == 0


def test_a_note_that_is_not_there(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nobody.md", "people/fine.md"]) == 1
    assert capfd.readouterr().out == "nobody.md:1: note-missing there is no such note\n"


@pytest.mark.parametrize("command", ["check", "references", "fetch"])
def test_a_note_that_leads_out_of_the_folder_is_not_read(
    folder: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    (folder / "secret.md").write_text("# Nobody's business\n\n[7][1]\n\n[1]: /x\n", "utf-8")
    (folder / "shown").mkdir()
    (folder / "shown/link.md").symlink_to(folder / "secret.md")
    (folder / "shown/inside.md").symlink_to(folder / "shown/note.md")
    (folder / "shown/note.md").write_text("# Ada\n\nText.\n", "utf-8")
    assert main([command, "shown"]) == 1
    told = capfd.readouterr()
    said = "shown/link.md:1: note-outside link.md leads out of shown"
    lines = (told.out + told.err).splitlines()
    assert [line for line in lines if line.startswith("shown/")] == [said]
    # A file that is named is meant, wherever it leads.
    main([command, "shown/link.md"])
    told = capfd.readouterr()
    assert "note-outside" not in told.out + told.err


def test_the_output_is_utf8_in_every_locale(folder: Path) -> None:
    (folder / "沈括.md").write_text("# 沈括\n\n![圖片](https://x.org/a.png)\n", "utf-8")
    call = "import sys; from sphinxext_profiles.cli.main import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", call, "check", "沈括.md"],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().startswith('沈括.md:3: alt-placeholder the alt text "圖片"')


def test_a_remote_photo_until_it_has_been_fetched(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    address = "https://x.org/p.png"
    (folder / "people/far.md").write_text(f"---\nphoto: {address}\n---\n# Far\n\nText.\n", "utf-8")
    assert main(["check", "people/far.md"]) == 1
    line = capfd.readouterr().out.splitlines()[0]
    assert line.startswith(f"people/far.md:2: image-remote the photo {address!r} is remote")
    storage = Storage(folder / "_profile_images")
    storage.folder.mkdir()
    storage.save({address: Failed("answered 404 Not Found", "2026-11-30")})
    assert main(["check", "people/far.md"]) == 0
    storage.lock_path.write_text("[", "utf-8")
    assert main(["check", "people/far.md", "--conf", "."]) == 1


def test_entries_of_people_files(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "team.yaml").write_text(
        "- name: Eve\n  image: https://x.org/eve.png\n- name: Dee\n  image: dee.png\n"
        "  body: |\n    Text [7].\n\n    <b>Bold</b>\n- {}\n- {name: Fine}\n",
        "utf-8",
    )
    assert main(["check", "people/fine.md", "team.yaml", "none.csv"]) == 1
    out, err = capfd.readouterr()
    found = [line.split(" ")[:2] for line in out.splitlines() if "fine.png" not in line]
    assert found == [
        ["team.yaml:6:", "citation-undefined"],
        ["team.yaml:9:", "people-entry"],
        ["team.yaml:4:", "image-missing"],
        ["team.yaml:8:", "html-blocked"],
        ["none.csv:1:", "people-file"],
    ]
    assert err.startswith("1 note and 3 entries: ")
