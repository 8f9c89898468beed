"""Pictures of people without a photo, from their accounts: what is asked, kept, shown and said."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from typing import TYPE_CHECKING

import pytest
from image_server import PictureServer, Reply
from pictures import plain, saved
from PIL import Image

from sphinxext_profiles.cli import fetch
from sphinxext_profiles.cli.main import make_parser
from sphinxext_profiles.fetch import avatars
from sphinxext_profiles.fetch.allowance import FetchError
from sphinxext_profiles.fetch.guard import GuardedAdapter
from sphinxext_profiles.fetch.lockfile import (
    Absent,
    Failed,
    Fetched,
    LockError,
    format_lock,
    parse_lock,
)
from sphinxext_profiles.fetch.schedule import Manners, Schedule
from sphinxext_profiles.fetch.storage import Storage
from sphinxext_profiles.people.accounts import Account, with_pictures
from sphinxext_profiles.people.files.people_files import read_people

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build

EMAIL = "Bo.Li@Example.org"
HASH = hashlib.sha256(b"bo.li@example.org").hexdigest()
PICTURE = saved(plain(12, 12))
SERVICES = ("github", "gravatar", "libravatar", "gitlab")
TEAM = f"""\
- {{name: Ada Roe, github: ada}}
- {{name: Bo Li, email: {EMAIL}, github: bo}}
- {{name: Cy Fox, gitlab: cy}}
- {{name: Dee Own, github: dee, photo: dee.png}}
- {{name: Eve None}}
"""
CONF = """\
extensions = ["myst_parser", "sphinxext_profiles"]
profiles_notes = ["people/*"]
profiles_people = ["team.yaml"]
profiles_avatars = {services!r}
"""


def pattern() -> bytes:
    """Return a picture like those that GitHub makes for whoever has none."""
    image = Image.new("RGB", (420, 420), (240, 240, 240))
    image.paste((90, 160, 210), (105, 35, 175, 105))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: PictureServer) -> Path:
    """A current folder with a project whose accounts are at a server of this machine."""
    for service, address in avatars.ADDRESSES.items():
        parts = address.split("/", 3)
        monkeypatch.setitem(avatars.ADDRESSES, service, server.address(f"{service}/{parts[3]}"))
    files = {"conf.py": CONF.format(services=[*SERVICES]), "team.yaml": TEAM}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "people").mkdir()
    (tmp_path / "dee.png").write_bytes(PICTURE)
    server.replies |= {
        "github/ada.png?size=460": Reply(PICTURE, headers={"ETag": '"a"'}),
        f"gravatar/avatar/{HASH}?s=528&d=404": Reply(PICTURE, headers={"ETag": f'"{HASH}"'}),
        "gitlab/api/v4/users?username=cy": Reply(
            json.dumps(
                [{"username": "Cy", "avatar_url": server.address("uploads/cy.png")}]
            ).encode()
        ),
        "uploads/cy.png": Reply(PICTURE),
    }
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, host_patience: float = 600) -> int:
    """Run the command as a shell would, but that this machine may be asked."""
    given = make_parser().parse_args(["fetch", *arguments])
    adapter = GuardedAdapter(permitted=["127.0.0.1"])
    return fetch.run(given, adapter, Manners(0, first_wait=0, host_patience=host_patience))


def entries(folder: Path) -> dict[str, object]:
    """Return the entries of the lock file by key."""
    found = Storage(folder / "_profile_images").entries()
    return {source.rpartition("/")[2]: entry for source, entry in found.items()}


def asked(server: PictureServer) -> list[str]:
    """Return what the server was asked."""
    return [path for path, _, _ in server.asked]


def test_one_account_is_asked_after_the_other(folder: Path, server: PictureServer, capfd) -> None:
    assert run() == 0
    found = entries(folder)
    assert {key: entry.avatar for key, entry in found.items()} == {
        "ada": "github:ada",
        "bo": "gravatar",
        "cy": "gitlab:cy",
    }
    assert found["ada"].final == "https://github.com/ada"
    paths = asked(server)
    assert paths.index("github/bo.png?size=460") < paths.index(
        f"gravatar/avatar/{HASH}?s=528&d=404"
    )
    assert not any("dee" in path or "libravatar" in path for path in paths)
    assert capfd.readouterr().out.startswith("3 remote images: 3 fetched")
    assert run() == 0
    assert run("--frozen") == 0
    assert asked(server) == paths


def test_an_email_and_its_hash_are_written_nowhere(
    folder: Path, server: PictureServer, capfd
) -> None:
    """Whatever the servers answer: redirects, validators, licences, EXIF, errors."""
    address = f"gravatar/avatar/{HASH}?s=528&d=404"
    secrets = [HASH, "bo.li@example.org", base64.b64encode(bytes.fromhex(HASH)).decode()]
    replies = [
        Reply(
            PICTURE, headers={"ETag": HASH, "Last-Modified": HASH, "Link": f"<{HASH}>; rel=license"}
        ),
        Reply(status=302, headers={"Location": f"ftp://{HASH}.example/"}),
        Reply(status=302, headers={"Location": f"http://{HASH}.invalid/"}),
        Reply(status=302, headers={"Location": server.address(f"elsewhere/{HASH}")}),
        Reply(PICTURE, headers={"Content-Encoding": HASH}),
        Reply(HASH.encode()),
        Reply(f"<svg xmlns='http://www.w3.org/2000/svg'><{HASH}/></svg>".encode()),
        Reply(status=503),
        Reply(status=404),
    ]
    for reply in replies:
        server.replies[address] = reply
        run("--update")
        said = "".join(capfd.readouterr()).lower()
        lock = (folder / "_profile_images/lock.json").read_text("utf-8").lower()
        names = " ".join(path.name for path in (folder / "_profile_images").iterdir())
        for secret in secrets:
            assert secret.lower() not in f"{said}{lock}{names}", (reply, secret)
    assert asked(server).count(address) >= len(replies)
    assert repr(Account("gravatar", EMAIL)) == "gravatar"


def test_a_missing_picture_is_remembered(folder: Path, server: PictureServer, capfd) -> None:
    server.replies = {}
    assert run() == 0
    out, err = capfd.readouterr()
    assert out.startswith("3 remote images: 0 fetched, 0 already there, 0 failed, 3 not found")
    line = next(line for line in err.splitlines() if "libravatar" in line)
    assert line.startswith("team.yaml:2: no picture at github:bo, gravatar, libravatar: name a")
    assert isinstance(entries(folder)["bo"], Absent)
    before = asked(server)
    assert run() == 0
    assert run("--frozen") == 0
    assert asked(server) == before
    server.replies["github/ada.png?size=460"] = Reply(PICTURE)
    assert run("--update") == 0
    assert isinstance(entries(folder)["ada"], Fetched)


def test_another_account_is_asked_anew(folder: Path, server: PictureServer) -> None:
    assert run() == 0
    server.replies["github/roe.png?size=460"] = Reply(saved(plain(9, 9)))
    (folder / "team.yaml").write_text(TEAM.replace("github: ada", "id: ada, github: roe"), "utf-8")
    assert run("--frozen") == 1
    assert run() == 0
    assert entries(folder)["ada"].avatar == "github:roe"


def test_a_service_that_fails_is_asked_again(folder: Path, server: PictureServer, capfd) -> None:
    """The next one is not asked: it would take the place of a picture that is only late."""
    address = "github/bo.png?size=460"
    server.replies[address] = Reply(status=503)
    assert run() == 1
    err = capfd.readouterr().err
    line = (
        "team.yaml:2: image-failed the picture of 'bo' could not be fetched from github: the serv"
    )
    assert line in err
    assert isinstance(entries(folder)["bo"], Failed)
    assert not any("gravatar" in path for path in asked(server))
    server.replies[address] = Reply(PICTURE)
    assert run() == 0
    assert entries(folder)["bo"].avatar == "github:bo"


def test_a_picture_that_github_made_is_none(folder: Path, server: PictureServer) -> None:
    server.replies["github/ada.png?size=460"] = Reply(pattern())
    server.replies["github/bo.png?size=460"] = Reply(pattern())
    assert run() == 0
    assert isinstance(entries(folder)["ada"], Absent)
    assert entries(folder)["bo"].avatar == "gravatar"
    assert not avatars.is_pattern(PICTURE)
    assert not avatars.is_pattern(b"\x89PNG\r\n\x1a\n")


def test_a_picture_that_gitlab_has_from_gravatar_is_asked_for_there(
    folder: Path, server: PictureServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(avatars, "_BY_HASH", ("127.0.0.1",))
    gravatar = server.address(f"avatar/{HASH}?s=80&d=identicon")
    users = json.dumps([{"username": "cy", "avatar_url": gravatar}]).encode()
    server.replies["gitlab/api/v4/users?username=cy"] = Reply(users)
    assert run() == 0
    assert isinstance(entries(folder)["cy"], Absent)
    assert f"avatar/{HASH}?s=512&d=404" in asked(server)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[" * 100_000,
        b"[]",
        b"{}",
        b'["cy"]',
        b'[{"username": "other", "avatar_url": "http://x.org/x.png"}]',
        b'[{"username": "cy", "avatar_url": null}]',
        b'[{"username": "cy", "avatar_url": {"a": 1}}]',
        b'[{"username": "cy", "avatar_url": "http://[::1"}]',
        b'[{"username": 3, "avatar_url": "http://x.org/x.png"}]',
    ],
)
def test_what_gitlab_may_answer(folder: Path, server: PictureServer, answer: bytes) -> None:
    server.replies["gitlab/api/v4/users?username=cy"] = Reply(answer)
    assert run() == 0
    assert isinstance(entries(folder)["cy"], Absent)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://169.254.169.254/x", "javascript:1", "http://10.0.0.1/"],
)
def test_gitlab_can_lead_nowhere_else(folder: Path, server: PictureServer, address: str) -> None:
    users = json.dumps([{"username": "cy", "avatar_url": address}]).encode()
    server.replies["gitlab/api/v4/users?username=cy"] = Reply(users)
    assert run() == 1
    assert entries(folder)["cy"].failed == (
        "could not be fetched from gitlab: the answer can't be used"
    )


def test_whose_accounts_count() -> None:
    team = """\
- {name: A, github: https://github.com/ada/engine}
- {name: B, github: https://github.com/orgs/team}
- {name: C, github: https://github.evil.example/ada}
- {name: D, links: {gitlab: https://gitlab.example.org/dee}}
- {name: E, email: none}
- {name: F, links: {email: "mailto:F@X.org?subject=Hi"}}
- {name: G, github: "https://github.com/gee/"}
- {name: I, github: ida_corp}
- {name: H, mastodon: "@h@example.org", website: https://github.com}
"""
    profiles, _ = read_people(team.encode(), "team.yaml")
    found = with_pictures(profiles, SERVICES)
    names = {path.rpartition("#")[2]: accounts for path, accounts in found.items()}
    assert names == {
        "f": (Account("gravatar", "f@x.org"), Account("libravatar", "f@x.org")),
        "gee": (Account("github", "gee"),),
        "ida_corp": (Account("github", "ida_corp"),),
    }


@pytest.mark.parametrize(
    "entry", ['{"asked": "x", "date": "d"}', '{"asked": [1], "date": "d"}', '{"asked": []}']
)
def test_damaged_entries(entry: str) -> None:
    with pytest.raises(LockError):
        parse_lock(f'{{"version": 1, "images": {{"avatar://a": {entry}}}}}')


PAGES: dict[str, str | bytes] = {
    "index.md": "# Team\n\n```{profile-index}\n```\n\n```{profile-card} ada\n```\n",
    "people/bo.md": "---\nid: bo\n---\n# Bo Li\n\nText.\n",
    "team.yaml": TEAM,
    "dee.png": PICTURE,
}


def made(build: Build, folder: Path, **more: object) -> object:
    """Build a project with what was fetched in a folder."""
    files = {
        f"_profile_images/{path.name}": path.read_bytes()
        for path in (folder / "_profile_images").iterdir()
        if path.is_file()
    }
    settings = {
        "profiles_notes": ["people/*"],
        "profiles_people": ["team.yaml"],
        "profiles_avatars": [*SERVICES],
    }
    return build({**PAGES, **files}, **{**settings, **more})


def photos(site: object) -> dict[str, bool]:
    """Return who has a photo in the index."""
    people = site.html().select("article.profile-card")
    return {
        person.select_one(".p-name").get_text(strip=True): bool(person.select(".profile-photo img"))
        for person in people
    }


def test_pages_show_avatars_and_builds_ask_nobody(build: Build, folder: Path, server) -> None:
    assert run() == 0
    before = asked(server)
    site = made(build, folder)
    assert site.warnings == []
    assert photos(site) == {
        "Cy Fox": True,
        "Bo Li": True,
        "Eve None": False,
        "Dee Own": True,
        "Ada Roe": True,
    }
    assert site.html("people/bo").select(".profile-photo img")
    assert asked(server) == before
    text = "".join(path.read_text("utf-8", "replace") for path in site.out.rglob("*.html"))
    assert "avatar://" not in text
    assert HASH not in text


def test_only_where_the_settings_ask(build: Build, folder: Path) -> None:
    assert run() == 0
    assert photos(made(build, folder, profiles_avatars=[]))["Ada Roe"] is False
    only = photos(made(build, folder, profiles_avatars=["gravatar"]))
    assert (only["Ada Roe"], only["Bo Li"], only["Cy Fox"]) == (False, True, False)


def test_a_photo_that_appears_takes_the_place(build: Build, folder: Path) -> None:
    assert run() == 0
    site = made(build, folder)
    [avatar] = {image["src"] for image in site.html("people/bo").select(".profile-photo img")}
    (site.source / "people/bo.png").write_bytes(saved(plain(30, 30)))
    (site.source / "people/bo.md").write_text("---\nid: bo\nphoto: bo.png\n---\n# Bo Li\n\nText.\n")
    site.rebuild()
    assert site.warnings == []
    for page in ("people/bo", "index"):
        sources = {image["src"].rpartition("/")[2] for image in site.html(page).select("img")}
        assert any("bo" in source or "profile-" in source for source in sources)
    [photo] = {image["src"] for image in site.html("people/bo").select(".profile-photo img")}
    assert photo != avatar


def test_a_failure_is_no_warning(build: Build, folder: Path, server: PictureServer) -> None:
    server.replies["github/ada.png?size=460"] = Reply(status=503)
    server.replies["gitlab/api/v4/users?username=cy"] = Reply(status=404)
    assert run() == 1
    site = made(build, folder)
    assert site.warnings == []
    status = site.app.status.getvalue()
    assert status.count("1 image is not shown: the picture of 'ada' could not be fetched from") == 1
    assert photos(site)["Ada Roe"] is False


def test_avatars_that_nobody_fetched_are_one_line(build: Build, folder: Path) -> None:
    (folder / "_profile_images").mkdir()
    (folder / "_profile_images/lock.json").write_text(format_lock({}), "utf-8")
    site = made(build, folder)
    assert site.warnings == []
    line = "3 people have no photo but an account that may have one: 'sphinx-profiles fetch' asks"
    assert site.app.status.getvalue().count(line) == 1
    assert run() == 0
    for path in (folder / "_profile_images").iterdir():
        (site.source / "_profile_images" / path.name).write_bytes(path.read_bytes())
    site.rebuild()
    assert photos(site)["Ada Roe"]
    assert "no photo but an account" not in site.app.status.getvalue()


def test_a_photo_in_one_language_is_a_photo_of_the_person(build: Build, folder: Path) -> None:
    german = "---\nid: bo\nlang: de\n---\n# Bo Li\n\nEin Text.\n"
    (folder / "people/bo.md").write_text("---\nid: bo\n---\n# Bo Li\n\nText.\n", "utf-8")
    (folder / "people/bo.de.md").write_text(german, "utf-8")
    assert run() == 0
    site = made(build, folder)
    (site.source / "people/bo.de.md").write_text(german, "utf-8")
    site.rebuild()
    assert site.html("people/bo.de").select(".profile-photo img")
    named = german.replace("lang: de", "lang: de\nphoto: ../dee.png")
    (site.source / "people/bo.de.md").write_text(named, "utf-8")
    site.rebuild()
    assert site.html("people/bo.de").select(".profile-photo img")
    assert not site.html("people/bo").select(".profile-photo img")
    (folder / "people/bo.de.md").write_text(named, "utf-8")
    assert run("--prune") == 0
    assert "bo" not in entries(folder)


def test_what_is_added_is_asked_of_the_same_hosts_with_the_same_care() -> None:
    """Of a host that has to be left alone nothing more is asked, whoever adds it, and when."""
    asked: list[str] = []

    def work(address: str, _seconds: float) -> str:
        asked.append(address)
        if "busy" in address:
            raise FetchError("is busy", passing=True, wait=1000)
        return address

    manners = Manners(delay=0, first_wait=0, longest_wait=1)
    schedule = Schedule(["http://busy/1", "http://calm/1"], work, manners)
    results = {}
    for address, result in schedule.results():
        results[address] = result
        number = int(address[-1]) + 1
        for host in ("busy", "calm") if number < 4 and "calm" in address else ():
            schedule.add(f"http://{host}/{number}")
    assert asked.count("http://busy/1") == 1
    assert [address for address in asked if "busy" in address] == ["http://busy/1"]
    assert [address for address in asked if "calm" in address] == [
        f"http://calm/{number}" for number in (1, 2, 3)
    ]
    assert len(results) == 6
    assert {str(result) for address, result in results.items() if "busy" in address} == {"is busy"}


@pytest.mark.usefixtures("folder")
def test_who_was_not_asked_for_want_of_time_is_asked_next_time(capfd) -> None:
    assert run(host_patience=0) == 1
    words = (
        "the picture of 'bo' was not fetched: the host took more than 0 minutes; run the command"
    )
    assert words in capfd.readouterr().err
    assert run() == 0
