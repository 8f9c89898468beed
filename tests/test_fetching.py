"""Many images into one folder: the lock file, the order of requests, what is kept."""

from __future__ import annotations

import json
import os
import threading
from typing import TYPE_CHECKING

import pytest
from image_server import PORTRAIT, PictureServer, Reply
from pictures import plain, saved

from sphinxext_profiles.fetch.client import Answer, Client
from sphinxext_profiles.fetch.fetching import Fetcher, Outcome, prune, verify
from sphinxext_profiles.fetch.guard import GuardedAdapter
from sphinxext_profiles.fetch.lockfile import (
    Failed,
    Fetched,
    LockError,
    format_lock,
    parse_lock,
    read_lock,
)
from sphinxext_profiles.fetch.request_address import request_address
from sphinxext_profiles.fetch.schedule import Manners
from sphinxext_profiles.fetch.storage import Storage

if TYPE_CHECKING:
    from pathlib import Path

HURRIED = Manners(delay=0, first_wait=0, longest_wait=5)
LOCAL = ["127.0.0.1"]

Fetch = "Callable[..., dict[str, Outcome]]"


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(tmp_path / "images")


@pytest.fixture
def fetch(storage: Storage) -> Fetch:
    """Return a function that fetches sources and returns what became of each."""

    def run(*sources: str, manners: Manners = HURRIED, update: bool = False) -> dict[str, Outcome]:
        # Every name leads to this machine, so that there can be several hosts.
        client = Client(100_000, adapter=GuardedAdapter(lambda *_: LOCAL, permitted=LOCAL))
        with storage.alone(lambda: None):
            fetcher = Fetcher(storage, client, svg=False, manners=manners)
            return {entry.source: entry for entry in fetcher.fetch(sources, update=update)}

    return run


def files(storage: Storage) -> list[str]:
    return sorted(path.name for path in storage.folder.iterdir())


# What is kept


def test_an_image_and_its_entry(server: PictureServer, storage: Storage, fetch: Fetch) -> None:
    server.replies["a"] = Reply(headers={"ETag": '"1"', "Last-Modified": "yesterday"})
    source = server.address("a")
    outcome = fetch(source)[source]
    assert outcome.fault == ""
    assert outcome.entry is not None
    told = json.loads(storage.lock_path.read_text("utf-8"))
    entry = told["images"][source]
    assert told["version"] == 1
    assert entry.pop("date").count("-") == 2
    assert entry.pop("sha256").startswith(outcome.entry.file.partition(".")[0])
    assert entry == {
        "final": source,
        "mime": "image/png",
        "size": len(PORTRAIT),
        "width": 8,
        "height": 6,
        "etag": '"1"',
        "modified": "yesterday",
    }
    assert (storage.folder / outcome.entry.file).read_bytes() == PORTRAIT
    assert files(storage) == sorted([outcome.entry.file, "lock.json"])


def test_a_second_run_asks_for_nothing(
    server: PictureServer, storage: Storage, fetch: Fetch
) -> None:
    server.replies["a"] = Reply()
    fetch(server.address("a"))
    before = storage.lock_path.stat()
    assert fetch(server.address("a"))[server.address("a")].size == 0
    assert len(server.asked) == 1
    after = storage.lock_path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("harm", [b"", PORTRAIT[:-1] + b"x"])
def test_a_copy_that_is_not_what_came_is_fetched_again(
    server: PictureServer, storage: Storage, fetch: Fetch, harm: bytes
) -> None:
    server.replies["a"] = Reply()
    source = server.address("a")
    path = storage.folder / fetch(source)[source].entry.file
    path.write_bytes(harm)
    assert [entry.fault for entry in verify(storage, [source])] == [
        f"has a local copy, {path.name}, that is altered"
    ]
    fetch(source)
    assert path.read_bytes() == PORTRAIT
    path.unlink()
    assert next(verify(storage, [source])).fault.endswith("that is missing")
    fetch(source)
    assert path.read_bytes() == PORTRAIT
    assert len(server.asked) == 3


def test_one_image_under_two_addresses(
    server: PictureServer, storage: Storage, fetch: Fetch
) -> None:
    server.replies |= {"a": Reply(), "b": Reply()}
    fetch(server.address("a"), server.address("b"))
    assert len(storage.entries()) == 2
    assert len(files(storage)) == 2  # one is the lock file


def test_two_spellings_of_one_address_are_asked_for_once(monkeypatch, fetch: Fetch) -> None:
    asked = []

    def get(_: Client, address: str, *__: str, **___: float) -> Answer:
        asked.append(address)
        return Answer(address, PORTRAIT)

    monkeypatch.setattr(Client, "get", get)
    assert len(fetch("//x.test/a.png", "https://x.test/a.png")) == 2
    assert asked == ["https://x.test/a.png"]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(status=404), "could not be fetched: the server answered 404 Not Found"),
        (Reply(b""), "is empty"),
        (Reply(b"Words."), "is not an image"),
        (Reply(b"<!doctype html>"), "is a web page, not an image"),
        (Reply(b"x" * 100_001), "is larger than 100000 bytes"),
        (Reply(length=10_000), "is incomplete"),
        (Reply(length=50), "is damaged"),
        (Reply(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "is an SVG, which is refused"),
    ],
)
def test_a_failure_leaves_the_others_alone(
    server: PictureServer, storage: Storage, fetch: Fetch, reply: Reply, told: str
) -> None:
    server.replies |= {"bad": reply, "good": Reply(headers={"Content-Type": "text/plain"})}
    bad, good = server.address("bad"), server.address("good")
    outcomes = fetch(bad, good)
    assert outcomes[bad].fault.startswith(told)
    assert outcomes[bad].entry is None
    assert outcomes[good].fault == ""
    entry = storage.entries()[bad]
    assert isinstance(entry, Failed)
    assert entry.failed == outcomes[bad].fault
    assert next(verify(storage, [bad])).fault == entry.failed
    # What failed is tried again, and then forgotten.
    server.replies["bad"] = Reply()
    assert fetch(bad)[bad].fault == ""
    assert isinstance(storage.entries()[bad], Fetched)


def test_update(server: PictureServer, storage: Storage, fetch: Fetch) -> None:
    other = saved(plain(9, 6))
    server.replies["same"] = Reply(headers={"ETag": '"1"'})
    server.replies["other"] = Reply(headers={"Last-Modified": "yesterday"})
    server.replies["gone"] = Reply()
    same, changed, gone = (server.address(name) for name in ("same", "other", "gone"))
    before = {source: entry.entry for source, entry in fetch(same, changed, gone).items()}
    server.replies["same"] = Reply(status=304)
    server.replies["other"] = Reply(other)
    server.replies["gone"] = Reply(status=410)
    after = fetch(same, changed, gone, update=True)
    headers = {path: told for path, told, _ in server.asked[3:]}
    assert headers["same"]["If-None-Match"] == '"1"'
    assert headers["other"]["If-Modified-Since"] == "yesterday"
    assert after[same] == Outcome(same, before[same])
    assert (storage.folder / after[changed].entry.file).read_bytes() == other
    # A copy is better than none.
    assert after[gone].fault.endswith("410 Gone")
    assert after[gone].entry == storage.entries()[gone] == before[gone]


def test_prune(server: PictureServer, storage: Storage, fetch: Fetch) -> None:
    server.replies |= {"a": Reply(), "twin": Reply(), "b": Reply(saved(plain(9, 6)))}
    kept, twin, gone = (server.address(name) for name in ("a", "twin", "b"))
    fetch(kept, twin, gone)
    (storage.folder / "mine.png").write_bytes(PORTRAIT)
    assert prune(storage, [kept]) == 1
    assert list(storage.entries()) == [kept]
    assert files(storage) == sorted([storage.entries()[kept].file, "lock.json", "mine.png"])
    assert prune(storage, [kept]) == 0


# How servers are treated


def test_one_request_at_a_time_to_a_host(server: PictureServer, fetch: Fetch) -> None:
    names = [f"{number}" for number in range(6)]
    server.replies |= {name: Reply(pause=0.02) for name in names}
    fetch(*(server.address(name) for name in names))
    assert server.most_open == 1


def test_several_hosts_at_once_but_not_too_many(server: PictureServer, fetch: Fetch) -> None:
    gate = threading.Barrier(3, timeout=300)  # opens when three are there

    def reply(_: int) -> Reply:
        gate.wait()
        return Reply()

    hosts = [f"host{number}.test" for number in range(6)]
    server.replies["a"] = reply
    outcomes = fetch(
        *(server.address("a", host) for host in hosts), manners=Manners(delay=0, at_once=3)
    )
    assert {entry.fault for entry in outcomes.values()} == {""}
    assert server.most_open == 3


def test_between_two_requests_there_is_a_pause(server: PictureServer, fetch: Fetch) -> None:
    server.replies |= {"a": Reply(), "b": Reply()}
    fetch(server.address("a"), server.address("b"), manners=Manners(delay=0.2))
    first, second = (time for _, _, time in server.asked)
    assert second - first > 0.19


@pytest.mark.parametrize("bad", [Reply(status=500), Reply(status=503), Reply(length=10_000)])
def test_what_may_pass_is_tried_three_times(
    server: PictureServer, fetch: Fetch, bad: Reply
) -> None:
    server.replies["a"] = lambda count: bad if count < 3 else Reply()
    assert fetch(server.address("a"))[server.address("a")].fault == ""
    server.replies["b"] = bad
    assert fetch(server.address("b"))[server.address("b")].fault
    assert server.counts() == {"a": 3, "b": 3}


def test_what_will_not_pass_is_tried_once(server: PictureServer, fetch: Fetch) -> None:
    fetch(server.address("a"))
    assert server.counts() == {"a": 1}


def test_a_host_is_left_alone_as_long_as_it_asks(server: PictureServer, fetch: Fetch) -> None:
    busy = Reply(status=429, headers={"Retry-After": "1"})
    server.replies |= {"a": lambda count: busy if count == 1 else Reply(), "b": Reply()}
    outcomes = fetch(server.address("a"), server.address("b"))
    assert {entry.fault for entry in outcomes.values()} == {""}
    first, second, _ = (time for _, _, time in server.asked)
    assert second - first > 0.99
    assert [path for path, _, _ in server.asked] == ["a", "a", "b"]


def test_a_host_that_asks_for_too_much_is_not_asked_again(
    server: PictureServer, fetch: Fetch
) -> None:
    server.replies["a"] = Reply(status=429, headers={"Retry-After": "3600"})
    server.replies |= {"b": Reply(), "c": Reply()}
    other = server.address("c", "other.test")
    outcomes = fetch(server.address("a"), server.address("b"), other)
    assert "429" in outcomes[server.address("a")].fault
    assert "429" in outcomes[server.address("b")].fault
    assert outcomes[other].fault == ""
    assert server.counts() == {"a": 1, "c": 1}


def test_a_request_that_hangs_is_left_behind(server: PictureServer, fetch: Fetch) -> None:
    release = threading.Event()
    server.replies |= {"a": Reply(until=release), "b": Reply()}
    outcomes = fetch(
        server.address("a"), server.address("b"), manners=Manners(delay=0, first_wait=0, patience=1)
    )
    release.set()
    assert outcomes[server.address("a")].fault == "could not be fetched: no answer in time"
    assert outcomes[server.address("b")].fault == ""


def test_a_fault_of_ours_is_told_too(monkeypatch, fetch: Fetch) -> None:
    monkeypatch.setattr(Client, "get", lambda *_, **__: 1 / 0)
    told = fetch("https://x.test/a")["https://x.test/a"].fault
    assert told.startswith("could not be fetched: ZeroDivisionError")


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("//x.org/a.png", "https://x.org/a.png"),
        ("https://x.org/thumb/300px-a.png", "https://x.org/thumb/300px-a.png"),
        ("https://[x", "https://[x"),
    ],
)
def test_addresses_to_ask_for(source: str, asked: str) -> None:
    assert request_address(source) == asked


@pytest.mark.parametrize(
    ("width", "served"), [(1, 20), (250, 250), (251, 330), (300, 330), (1000, 1280), (9999, 3840)]
)
def test_wikimedia_gets_widths_that_it_serves(width: int, served: int) -> None:
    for pattern in (
        "https://upload.wikimedia.org/wikipedia/commons/thumb/a/a4/Ada.jpg/{}px-Ada.jpg",
        "//upload.wikimedia.org/wikipedia/de/thumb/a/a4/A_b.svg/lang-de-{}px-A_b.svg.png?x=1",
        "https://commons.wikimedia.org/wiki/Special:FilePath/Ada.jpg?width={}",
    ):
        wanted = pattern.format(served)
        found = request_address(pattern.format(width))
        assert found == (f"https:{wanted}" if wanted.startswith("//") else wanted)
    whole = "https://upload.wikimedia.org/wikipedia/commons/a/a4/300px-Ada.jpg"
    assert request_address(whole) == whole


# The lock file


ENTRY = Fetched("https://x.org/b", "0" * 64, "image/png", 3, "2026-01-02", 8, 6, credit="Ünal")
ENTRIES = {"https://x.org/b": ENTRY, "https://x.org/a": Failed("is empty", "2026-01-02")}


def test_a_lock_file_comes_back_as_it_was_and_sorted() -> None:
    text = format_lock(ENTRIES)
    assert parse_lock(text) == ENTRIES
    assert text == format_lock(dict(reversed(ENTRIES.items())))
    assert text.index("x.org/a") < text.index("x.org/b")
    assert "Ünal" in text
    assert text.endswith("}\n")


def lock_fault(text: str) -> tuple[str, int]:
    with pytest.raises(LockError) as found:
        parse_lock(text)
    return str(found.value), found.value.line


@pytest.mark.parametrize(
    ("old", "new", "told", "line"),
    [
        ('"size": 3,', '"size": 3', "is not JSON", 13),
        ('"version": 1', '"version": 2', "has version 2, and this program knows 1", 2),
        ('"version": 1', '"version": true', "has no version", 0),
        ('"version": 1', '"wersion": 1', "has no version", 0),
        ('"images": {', '"bilder": {', "has no images", 0),
        ('"size": 3', '"size": "3"', "'size' can't be '3'", 8),
        ('"size": 3', '"size": true', "'size' can't be True", 8),
        ('   "size": 3,\n', "", "'size' is missing", 8),
        ('"size": 3', '"größe": 3', "there is no 'größe'", 8),
        ("image/png", "text/html", "'mime' can't be 'text/html'", 8),
        ("0" * 64, "../" * 20, "'sha256' can't be '../../", 8),
        ('"failed": "is empty"', '"failed": null', "'failed' can't be None", 4),
        ("x.org/a", "x.org/b", "'https://x.org/b' twice", 0),
        ("{", "<<<<<<< HEAD\n{", "is not JSON", 1),
        ("{", "[" * 100_000, "is nested too deeply", 0),
        ("{", '{"a":' * 100_000, "is nested too deeply", 0),
        ('"size": 3', '"size": 1' + "0" * 6000, "has a number in it that is too long", 0),
        ('"size": 3', '"size": 1' + "0" * 4000, "'size' can't be 1000", 8),
        ('"size": 3', '"size": -1', "'size' can't be -1", 8),
        ('"size": 3', '"size": NaN', "'size' can't be nan", 8),
        ('"size": 3', '"size": 1e3', "'size' can't be 1000.0", 8),
        ('"version": 1', '"version": 1' + "0" * 4000, "has version 1000000000000000000…", 2),
        ('"version": 1', '"version": Infinity', "has no version", 0),
        ("image/png", "x" * 9000, "'mime' can't be 'xxx", 8),
        ("image/png", r"image/png\n::error::x", r"'mime' can't be 'image/png\n::error::x'", 8),
        ("Ünal", r"\ud800", "has half a character in it", 0),
        ("x.org/a", r"x.org/\ud800", "has half a character in it", 0),
        ('"failed": "is empty"', '"failed": {}', "'failed' can't be {}", 4),
        ('"images": {', '"images": [], "more": {', "has no images", 3),
    ],
)
def test_a_lock_file_that_was_edited(old: str, new: str, told: str, line: int) -> None:
    text = format_lock(ENTRIES)
    assert old in text
    message, place = lock_fault(text.replace(old, new, 1))
    assert told in message
    assert place == line
    assert len(message) < 500
    assert message.isprintable()


@pytest.mark.parametrize("text", ["7" * 6000, "[" * 100_000, "null", "[]", '"x"', "1e999", "NaN"])
def test_a_lock_file_that_is_something_else(text: str) -> None:
    message, _place = lock_fault(text)
    assert message.startswith("the lock file ")


def test_a_lock_file_that_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(LockError, match="the lock file is not a file"):
            read_lock(tmp_path / name)
    assert read_lock(tmp_path / "missing") == {}


def test_what_a_lock_file_says_of_a_failure_is_one_short_line() -> None:
    reason = "is\n::error file=x::gone\x1b[2J\u2028" + "x" * 9000
    entry = parse_lock(format_lock({"https://x.org/a": Failed(reason, "2026-01-02")}))
    failed = entry["https://x.org/a"].failed
    assert failed.startswith(r"is\n::error file=x::gone\x1b[2J\u2028xxx")
    assert failed.isprintable()
    assert len(failed) < 400


def test_a_lock_file_that_cannot_be_used_is_not_touched(
    storage: Storage, fetch: Fetch, server: PictureServer
) -> None:
    storage.folder.mkdir()
    for content in (b"\xff\xfe", b"", b"[]", b'{"version": 99}'):
        storage.lock_path.write_bytes(content)
        with pytest.raises(LockError):
            fetch(server.address("a"))
        with pytest.raises(LockError):
            list(verify(storage, []))
        assert storage.lock_path.read_bytes() == content
    assert server.asked == []
