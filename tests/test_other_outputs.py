"""Each output without the network, with ids that are there once and links that lead somewhere."""

from __future__ import annotations

import json
import socket
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from sites import BUILDERS
from test_epub import FILES, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sites import Build, Site

OUTPUTS = sorted({*BUILDERS, "htmlhelp", "qthelp", "devhelp", "pickle"})
IN_PAGES = ("html", "dirhtml", "singlehtml", "epub", "htmlhelp", "qthelp", "devhelp")
NO_VECTORS = "people/hasan.ar.md:14: WARNING: {} can't show images such as"


@pytest.fixture(scope="module")
def built() -> dict[str, Site]:
    """The outputs that were built, which the tests only read."""
    return {}


@pytest.fixture
def output(build: Build, built: dict[str, Site], monkeypatch: pytest.MonkeyPatch):
    """Return a function that builds everything, with no way to the network, once an output."""

    def refuse(*args: object, **_more: object) -> None:
        raise AssertionError(f"a build asked the network for {args}")

    def make(builder: str) -> Site:
        if builder not in built:
            monkeypatch.setattr(socket, "getaddrinfo", refuse)
            monkeypatch.setattr(socket.socket, "connect", refuse)
            built[builder] = build(FILES, builder, linkcheck_ignore=[".*"], **SETTINGS)
        return built[builder]

    return make


@pytest.mark.parametrize("builder", OUTPUTS)
def test_every_output_is_made_without_the_network_and_without_a_warning(output, builder) -> None:
    expected = NO_VECTORS.format(builder) if builder in {"latex", "texinfo"} else None
    warnings = output(builder).warnings
    if expected:
        assert [line for line in warnings if not line.startswith(expected)] == []
        assert len(warnings) == 1
    else:
        assert warnings == []


def pages(site: Site) -> dict[Path, BeautifulSoup]:
    return {
        file.resolve(): BeautifulSoup(file.read_text("utf-8"), "html5lib")
        for file in site.out.rglob("*")
        if file.suffix in {".html", ".xhtml"}
    }


def ids(page: BeautifulSoup) -> list[str]:
    return [str(tag["id"]) for tag in page.find_all(id=True)]


def links(page: BeautifulSoup) -> Iterator[str]:
    """Yield the addresses in the text of a page that have no scheme and no host."""
    for tag in (page.find(role="main") or page.body).find_all(["a", "img"]):
        address = str(tag.get("href") or tag.get("src"))
        if not urlsplit(address).scheme and not urlsplit(address).netloc:
            yield address


@pytest.mark.parametrize("builder", IN_PAGES)
def test_no_id_is_there_twice(output, builder: str) -> None:
    for file, page in pages(output(builder)).items():
        assert [name for name, count in Counter(ids(page)).items() if count > 1] == [], file


@pytest.mark.parametrize("builder", IN_PAGES)
def test_every_link_leads_somewhere(output, builder: str) -> None:
    found = pages(output(builder))
    lost: list[str] = []
    count = 0
    for file, page in found.items():
        for address in links(page):
            parts = urlsplit(address)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            there = ids(found[target]) if target in found else []
            fragment = unquote(parts.fragment)
            if not target.is_file() or (fragment and target in found and fragment not in there):
                lost.append(f"{file.name}: {address}")
            count += 1
    assert lost == []
    assert count > 40


@pytest.mark.parametrize("builder", ["json", "pickle"])
def test_serialised_pages_hold_the_same_cards(output, builder: str) -> None:
    site = output(builder)
    if builder == "json":
        body = json.loads(site.text("index.fjson"))["body"]
        assert BeautifulSoup(body, "html5lib").find(id="ada-card")
    else:
        assert b'id="ada-card"' in (site.out / "index.fpickle").read_bytes()


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text", "man", "texinfo"])
def test_a_remote_photo_is_an_avatar_or_nothing(build: Build, builder: str) -> None:
    note = "---\nphoto: https://example.org/ada.jpg\n---\n\n# Ada\n\nText.\n"
    files = {"index.md": "# P\n\n```{profile-card} ada\n```\n", "people/ada.md": note}
    site = build(
        files,
        builder,
        profiles_notes=["people/*"],
        exclude_patterns=["people"],
        version="1",
        copyright="2025",
    )
    told = ["people/ada.md:2"] if builder in {"html", "epub", "latex", "texinfo"} else []
    assert [line.partition(": WARNING: ")[0] for line in site.warnings] == told
    names = {"html": "*.html", "epub": "index.xhtml", "latex": "*.tex", "text": "*.txt"}
    pattern = {**names, "man": "*.1", "texinfo": "*.texi"}[builder]
    text = "".join(file.read_text("utf-8") for file in site.out.glob(pattern))
    assert "Ada" in text
    assert "example.org/ada.jpg" not in text
    assert ("profile-initials" in text) == (builder in {"html", "epub"})
