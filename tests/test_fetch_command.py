"""`sphinx-profiles fetch`, and what stays when it is killed."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from image_server import PictureServer, Reply
from pictures import plain, saved

from sphinxext_profiles.cli import fetch
from sphinxext_profiles.cli.main import main, make_parser
from sphinxext_profiles.cli.progress import Progress, weight
from sphinxext_profiles.fetch.guard import GuardedAdapter
from sphinxext_profiles.fetch.lockfile import Fetched
from sphinxext_profiles.fetch.schedule import Manners
from sphinxext_profiles.fetch.storage import Storage

NOTE = """\
---
photo: {photo}
---
# Ada

![Ada]({lead})

## Work

An engine: ![An engine]({body}) and ![a file](own.png).
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: PictureServer) -> Path:
    """A current folder with a note that has three remote images."""
    names = ("photo", "lead", "body")
    for number, name in enumerate(names):
        server.replies[name] = Reply(saved(plain(8 + number, 6)))
    (tmp_path / "people").mkdir()
    note = NOTE.format(**{name: server.address(name) for name in names})
    (tmp_path / "people/ada.md").write_text(note, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    """Run the command as a shell would, but that this machine may be asked."""
    given = make_parser().parse_args(["fetch", *arguments])
    adapter = GuardedAdapter(permitted=["127.0.0.1"])
    return fetch.run(given, adapter, Manners(delay=0, first_wait=0))


def test_all_images_of_a_note(folder: Path, server: PictureServer, capfd) -> None:
    assert run("people") == 0
    told = capfd.readouterr()
    assert told.out == (
        "3 remote images: 3 fetched (231 bytes), 0 already there, 0 failed, in _profile_images\n"
    )
    assert sorted(told.err.splitlines()) == sorted(
        f"{server.address(name)}: fetched, 77 bytes" for name in ("photo", "lead", "body")
    )
    entries = Storage(folder / "_profile_images").entries()
    assert {address.rpartition("/")[2] for address in entries} == {"photo", "lead", "body"}
    assert run("people") == 0
    assert "0 fetched, 3 already there, 0 failed" in capfd.readouterr().out
    assert len(server.asked) == 3
    assert run("people", "--update") == 0
    assert len(server.asked) == 6


def test_failures_are_told_at_every_place_in_the_notes(
    folder: Path, server: PictureServer, capfd
) -> None:
    server.replies["lead"] = Reply(status=404)
    (folder / "people/bob.md").write_text(f"# Bob\n\n![Bob]({server.address('lead')})\n")
    assert run("people") == 1
    told = capfd.readouterr()
    message = f"image-failed the image {server.address('lead')!r} could not be fetched: the server "
    assert [line for line in told.err.splitlines() if "image-failed" in line] == [
        f"people/{place}: {message}answered 404 Not Found" for place in ("ada.md:6", "bob.md:3")
    ]
    assert "3 remote images: 2 fetched" in told.out
    assert "1 failed" in told.out


def test_without_network(folder: Path, server: PictureServer, capfd) -> None:
    assert run("people", "--frozen") == 1
    told = capfd.readouterr()
    assert told.err.count("has not been fetched") == 3
    assert not (folder / "_profile_images").exists()
    assert run("people") == 0
    assert run("people", "--frozen") == 0
    assert len(server.asked) == 3
    storage = Storage(folder / "_profile_images")
    entry = storage.entries()[server.address("body")]
    (storage.folder / entry.file).unlink()
    assert run("people", "--frozen") == 1
    told = f"people/ada.md:10: image-failed the image {server.address('body')!r} has a local copy, "
    assert told in capfd.readouterr().err
    assert len(server.asked) == 3


def test_prune_removes_what_no_note_uses(folder: Path, capfd) -> None:
    assert run("people") == 0
    (folder / "people/ada.md").write_text("# Ada\n", "utf-8")
    assert run("people", "nobody.md", "--prune") == 1
    assert "removed" not in capfd.readouterr().out  # the note may have been one with images
    assert run("people", "--prune") == 0
    assert "0 remote images: 0 fetched, 0 already there, 0 failed, 3 removed" in (
        capfd.readouterr().out
    )
    assert [path.name for path in (folder / "_profile_images").iterdir()] == ["lock.json"]


def test_the_settings_of_a_project(folder: Path, server: PictureServer, capfd) -> None:
    (folder / "docs").mkdir()
    settings = "profiles_image_dir = 'pictures/own'\nprofiles_image_max_bytes = 70\n"
    (folder / "docs/conf.py").write_text(settings, "utf-8")
    server.replies["body"] = Reply(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert run("people", "--conf", "docs") == 1
    told = capfd.readouterr().err
    assert told.count("is larger than 70 bytes") == 2
    assert "is an SVG" in told
    assert (folder / "docs/pictures/own/lock.json").is_file()
    (folder / "docs/conf.py").write_text(f"{settings}profiles_image_svg = True\n", "utf-8")
    run("people", "--conf", "docs")
    assert "is an SVG" not in capfd.readouterr().err


def test_the_settings_of_the_current_folder(folder: Path) -> None:
    (folder / "conf.py").write_text("profiles_image_dir = 'own'\n", "utf-8")
    assert run("people") == 0
    assert (folder / "own/lock.json").is_file()


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("dir = '../elsewhere'", "must be a folder inside the source folder"),
        ("dir = '/tmp'", "must be a folder inside the source folder"),
        ("dir = ''", "must be a folder inside the source folder"),
        ("max_bytes = '1 MB'", "must be a whole number above 0"),
        ("max_bytes = True", "must be a whole number above 0"),
        ("svg = 1", "must be True or False"),
    ],
)
def test_settings_that_cannot_be_used(folder: Path, setting: str, told: str, capfd) -> None:
    (folder / "conf.py").write_text(f"profiles_image_{setting}\n", "utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(["fetch", "people", "--conf", "."])
    assert told in capfd.readouterr().err


def test_nothing_is_written_where_a_link_leads(folder: Path, capfd) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (folder / "_profile_images").symlink_to(other)
    with pytest.raises(SystemExit, match="2"):
        main(["fetch", "people"])
    assert "_profile_images leads out of " in capfd.readouterr().err
    assert list(other.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_calls_that_cannot_be_understood(capfd) -> None:
    for options in (["--frozen", "--update"], ["--frozen", "--prune"]):
        with pytest.raises(SystemExit, match="2"):
            main(["fetch", "people", *options])
        assert "--frozen" in capfd.readouterr().err


def test_a_lock_file_that_cannot_be_used(folder: Path, capfd) -> None:
    (folder / "_profile_images").mkdir()
    lock = folder / "_profile_images/lock.json"
    lock.write_text('{"version": 1,\n"images": {]}', "utf-8")
    for options in ([], ["--frozen"], ["--prune"]):
        assert run("people", *options) == 1
        assert capfd.readouterr().err.startswith(
            "_profile_images/lock.json:2: image-lock the lock file is not JSON: "
        )


@pytest.mark.usefixtures("folder")
def test_this_machine_is_not_asked_unless_a_test_permits_it(server: PictureServer, capfd) -> None:
    Path("note.md").write_text(f"![x]({server.address('a')})\n", "utf-8")
    assert main(["fetch", "note.md"]) == 1
    assert "has the address 127.0.0.1, which is not public" in capfd.readouterr().err
    assert server.connections == 0


@pytest.mark.parametrize("options", [[], ["--update"], ["--prune"]])
def test_a_file_where_the_folder_should_be(folder: Path, options: list[str], capfd) -> None:
    (folder / "_profile_images").write_text("not a folder", "utf-8")
    assert run("people", *options) == 1
    assert capfd.readouterr().err == (
        "images can't be kept in _profile_images: a file is where a folder has to be\n"
    )
    assert run("people", "--frozen") == 1
    assert capfd.readouterr().err.startswith("_profile_images/lock.json:1: image-lock the lock")


def test_folders_where_files_should_be(folder: Path, server: PictureServer, capfd) -> None:
    storage = folder / "_profile_images"
    (storage / ".lock.json.part").mkdir(parents=True)
    (storage / f".lock.json.{os.getpid()}.part").mkdir()
    assert run("people") == 1
    *_, told = capfd.readouterr().err.splitlines()
    part = f"_profile_images/.lock.json.{os.getpid()}.part"
    assert told == f"images can't be kept in {part}: a folder is where a file has to be"
    (storage / f".lock.json.{os.getpid()}.part").rmdir()
    assert run("people") == 0
    entry = Storage(storage).entries()[server.address("body")]
    (storage / entry.file).unlink()
    (storage / entry.file).mkdir()
    capfd.readouterr()
    assert run("people") == 1
    *_, told = capfd.readouterr().err.splitlines()
    assert told.startswith("images can't be kept in _profile_images/")
    assert told.endswith(": a folder is where a file has to be")
    (storage / entry.file).rmdir()
    (storage / "lock.json").unlink()
    (storage / "lock.json").mkdir()
    assert run("people") == 1
    told = capfd.readouterr().err
    assert told == "_profile_images/lock.json:1: image-lock the lock file is not a file\n"


FULL = """
import os, re, sys
def watch(event, args):
    writes = event == "open" and isinstance(args[1], str) and args[1][0] in "wx"
    if writes and re.search({where!r}, os.fspath(args[0])):
        raise OSError(28, os.strerror(28))
sys.addaudithook(watch)
from sphinxext_profiles.cli import fetch
from sphinxext_profiles.cli.main import make_parser
from sphinxext_profiles.fetch.guard import GuardedAdapter
given = make_parser().parse_args(["fetch", "people"])
sys.exit(fetch.run(given, GuardedAdapter(permitted=["127.0.0.1"])))
"""


@pytest.mark.parametrize("where", [r"\.png", r"lock\.json"])
def test_a_full_disk(folder: Path, where: str) -> None:
    command = [sys.executable, "-c", FULL.format(where=where)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    *_, told = done.stderr.splitlines()
    assert told.startswith("images can't be kept in _profile_images/")
    assert told.endswith(": No space left on device")
    assert not list((folder / "_profile_images").glob("*.part"))
    assert run("people") == 0


# Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 110.0, 130.0])
    monkeypatch.setattr("sphinxext_profiles.cli.progress.time.monotonic", lambda: next(clock))
    monkeypatch.setenv("COLUMNS", "100")
    stream = Terminal()
    with Progress(4, stream) as progress:
        progress.step("one", size=5000)
        progress.step("two failed", failed=True)
    shown = [piece.strip() for piece in stream.getvalue().split("\r\x1b[K") if piece.strip()]
    assert shown == [
        "░" * 24 + " 0 of 4",
        "█" * 6 + "░" * 18 + " 1 of 4, 5 kB, 30 s left",
        "two failed",
        "█" * 12 + "░" * 12 + " 2 of 4, 1 failed, 5 kB, 30 s left",
    ]
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    stream = Terminal()
    with Progress(4, stream) as progress:
        progress.step("one", failed=False, size=5000)
    assert all(len(piece) < 20 for piece in stream.getvalue().split("\r\x1b[K"))


def test_weights() -> None:
    assert [weight(size) for size in (0, 999, 24_400, 3_140_000)] == [
        "0 bytes",
        "999 bytes",
        "24 kB",
        "3.1 MB",
    ]


# Killed, and two at once

SCRIPT = """
import sys
from pathlib import Path
from sphinxext_profiles.fetch import fetching
from sphinxext_profiles.fetch.client import Client
from sphinxext_profiles.fetch.guard import GuardedAdapter
from sphinxext_profiles.fetch.schedule import Manners
from sphinxext_profiles.fetch.storage import Storage

fetching._SECONDS_BETWEEN_SAVES = 0
storage = Storage(Path(sys.argv[1]))
adapter = GuardedAdapter(lambda *_: ["127.0.0.1"], permitted=["127.0.0.1"])
with storage.alone(lambda: None):
    fetcher = fetching.Fetcher(
        storage, Client(1_000_000, adapter=adapter), svg=False, manners=Manners(delay=0)
    )
    sys.exit(any(outcome.fault for outcome in fetcher.fetch(sys.argv[2:])))
"""


def start(folder: Path, sources: list[str], before: str = "") -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", before + SCRIPT, str(folder), *sources])


AT_STEP = """
import os, signal, sys
from sphinxext_profiles import writing

left = {step}

def step(frame, event, _):
    global left
    if frame.f_code.co_filename == writing.__file__:
        left -= event == "line"
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return step

sys.settrace(step)
"""
"""Has a process killed at a step of writing, which is the same one on any machine."""
HALF_WRITTEN = """
import resource, signal, sys

sys.dont_write_bytecode = True
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))
"""
"""Has a process killed in the middle of a file."""


def test_killed_at_any_moment_it_leaves_a_whole_state(
    server: PictureServer, tmp_path: Path
) -> None:
    storage = Storage(tmp_path / "images")
    sources = [server.address(f"{number}", f"host{number % 3}.test") for number in range(100)]
    for number in range(100):
        server.replies[f"{number}"] = Reply(saved(plain(40 + number, 200)) + bytes(20_000))
    counts = []
    # Some thirty steps write an image and the lock file, so that each process leaves enough to do.
    for before in (HALF_WRITTEN, *(AT_STEP.format(step=step) for step in range(1, 36))):
        ended = start(storage.folder, sources, before).wait()
        assert ended == -(signal.SIGXFSZ if before == HALF_WRITTEN else signal.SIGKILL)
        counts.append(whole(storage))
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    assert start(storage.folder, sources).wait() == 0
    assert whole(storage) == 100
    assert len(list(storage.folder.iterdir())) == 101


def whole(storage: Storage) -> int:
    """Check that all that can be read is whole, and return how many images there are."""
    entries = storage.entries()
    for entry in entries.values():
        assert isinstance(entry, Fetched)
        assert not storage.fault(entry)
    for path in storage.folder.glob("*.png"):
        assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(path.stem)
    return len(entries)


def test_two_at_once(server: PictureServer, tmp_path: Path) -> None:
    names = [f"{number}" for number in range(12)]
    for number, name in enumerate(names):
        server.replies[name] = Reply(saved(plain(8 + number, 6)), pause=0.02)
    sources = [server.address(name, f"host{name}.test") for name in names]
    storage = Storage(tmp_path / "images")
    processes = [start(storage.folder, sources[:8]), start(storage.folder, sources[4:])]
    assert [process.wait() for process in processes] == [0, 0]
    assert whole(storage) == 12
    # The second one waits, and then finds what the first has fetched.
    assert set(server.counts().values()) == {1}


def test_who_waits_says_so(tmp_path: Path) -> None:
    storage = Storage(tmp_path)
    waiting = threading.Event()

    def wait() -> None:
        with storage.alone(waiting.set):
            pass

    with storage.alone(waiting.set):
        assert not waiting.is_set()
        thread = threading.Thread(target=wait)
        thread.start()
        assert waiting.wait(30)
    thread.join()
