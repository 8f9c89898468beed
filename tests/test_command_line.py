"""The command `sphinx-profiles`, as a shell calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sphinxext_profiles
from sphinxext_profiles.cli.main import COMMANDS, main
from sphinxext_profiles.exports.file_types import FORMATS, export_references
from sphinxext_profiles.note.reader import read_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

ADA = '# Ada\n\nText. ([Site][1])\n\n[1]: https://x.org/a?utm_source=y&mine=1 "T"\n'
BOB = "# Bob\n\nText. ([Site][1], [Other][2])\n\n[1]: https://y.org\n[2]: https://x.org/a?mine=1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A current folder with notes and a conf.py."""
    (tmp_path / "people/more").mkdir(parents=True)
    (tmp_path / "people/ada.md").write_text(ADA, "utf-8")
    (tmp_path / "people/more/bob.md").write_text(BOB, "utf-8")
    (tmp_path / "people/index.md").write_text("# Index\n\n[1]: https://index.org\n", "utf-8")
    (tmp_path / "conf.py").write_text("profiles_tracking_parameters = ['mine']\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def addresses(capfd: pytest.CaptureFixture[str]) -> list[str]:
    return [item["URL"] for item in json.loads(capfd.readouterr().out)]


@pytest.mark.usefixtures("folder")
def test_one_note(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["references", "people/ada.md"]) == 0
    assert addresses(capfd) == ["https://x.org/a?mine=1"]


@pytest.mark.usefixtures("folder")
def test_several_notes_are_one_list(capfd: pytest.CaptureFixture[str]) -> None:
    for given in (["people"], ["people/ada.md", "people/more/bob.md"], ["people/**/[ab]*.md"]):
        assert main(["references", *given]) == 0
        assert addresses(capfd) == ["https://x.org/a?mine=1", "https://y.org"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_into_a_file(
    folder: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["references", "people/ada.md", "--format", name, "-o", "out"]) == 0
    expected = export_references([read_profile(ADA, "people/ada.md").profile], name)
    assert (folder / "out").read_bytes() == expected
    assert main(["references", "people/ada.md", "--format", name]) == 0
    assert capfd.readouterr().out.encode() == expected


@pytest.mark.usefixtures("folder")
def test_the_settings_of_a_project(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["references", "people/ada.md", "--conf", "."]) == 0
    assert addresses(capfd) == ["https://x.org/a"]


def test_problems_have_file_line_and_code(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "odd.md").write_text("# Odd\n\nText [7].\n", "utf-8")
    assert main(["references", "odd.md", "nobody.md", "people/ada.md"]) == 1
    told = capfd.readouterr()
    warning, error = told.err.splitlines()
    assert warning.startswith("odd.md:3: citation-undefined ")
    assert error == "nobody.md:1: note-missing there is no such note"
    # What could be read is written.
    assert [item["URL"] for item in json.loads(told.out)] == ["https://x.org/a?mine=1"]


def test_a_warning_alone_is_no_failure(folder: Path) -> None:
    (folder / "odd.md").write_text("# Odd\n\nText [7].\n", "utf-8")
    assert main(["references", "odd.md"]) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "COMMAND"),
        (["references"], "NOTE"),
        (["references", "people", "--format", "word"], "invalid choice: 'word'"),
        (["references", "people", "--conf", "nowhere"], "nowhere"),
        (["references", "people", "--conf", "broken"], "broken"),
        (["references", "people", "--conf", "wrong"], "profiles_notes must be a list of strings"),
        (["references", "people", "-o", "no/such/folder"], "no/such/folder: No such file"),
    ],
)
def test_a_wrong_call_is_told(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    for name, conf in (("broken", "1 +"), ("wrong", "profiles_notes = 7")):
        (folder / name).mkdir()
        (folder / name / "conf.py").write_text(conf, "utf-8")
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert told in capfd.readouterr().err


def test_the_version_and_the_help(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments, told in (
        (["--version"], sphinxext_profiles.__version__),
        (["--help"], COMMANDS[0].NAME),
        (["references", "--help"], "csl-json"),
    ):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        assert stop.value.code == 0
        assert told in capfd.readouterr().out


COMMAND = [
    sys.executable,
    "-c",
    "import sys; from sphinxext_profiles.cli.main import main; sys.exit(main())",
]


def test_the_output_is_utf8_in_every_locale(folder: Path) -> None:
    (folder / "沈括.md").write_text(
        '# 沈括\n\n文 [7]。([維基][1])\n\n[1]: https://x.org/夢 "夢溪"\n', "utf-8"
    )
    done = subprocess.run(
        [*COMMAND, "references", "沈括.md", "--format", "markdown"],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=True,
    )
    assert "夢溪" in done.stdout.decode()
    assert b":3: citation-undefined" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_reader_that_has_had_enough_is_no_traceback(folder: Path) -> None:
    many = "".join(f'[{n}]: https://x.org/{n} "Title"\n' for n in range(1, 5000))
    cited = "".join(f"[{n}]" + (" " if n % 1000 else "\n\n") for n in range(1, 5000))
    (folder / "many.md").write_text(f"# Many\n\n{cited}\n\n{many}", "utf-8")
    with (folder / "told").open("wb") as told:
        process = subprocess.Popen(
            [*COMMAND, "references", "many.md"], cwd=folder, stdout=subprocess.PIPE, stderr=told
        )
        assert process.stdout
        process.stdout.read(1)
        process.stdout.close()
        assert process.wait(60) == 1
    assert (folder / "told").read_text("utf-8") == ""


def test_the_command_is_installed() -> None:
    scripts = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
    assert 'sphinx-profiles = "sphinxext_profiles.cli.main:main"' in scripts
