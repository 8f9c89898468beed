"""Paths that lead out of the source folder, to what is no file, or to another note's output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from sites import PIXEL, Build, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HIDDEN = "Nobody's business"
QUIET = {"suppress_warnings": ["toc"], "profiles_notes": ["people/*"]}


class _Watch:
    """Which files are opened; a hook of Python's can't be taken away again."""

    def __init__(self) -> None:
        self.opened: list[str] | None = None
        sys.addaudithook(self.hear)

    def hear(self, event: str, told: tuple[object, ...]) -> None:
        """Note the path of a file that is opened, while somebody wants to know."""
        if event == "open" and self.opened is not None and isinstance(told[0], (str, bytes)):
            self.opened.append(os.path.realpath(os.fsdecode(told[0])))


WATCH = _Watch()


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """A folder beside the source folder, of which nothing may be opened."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.md").write_text(f"# {HIDDEN}\n\nText.\n", "utf-8")
    images = folder / "images"
    images.mkdir()
    (images / "secret.png").write_bytes(PIXEL)
    os.mkfifo(images / "pipe.png")
    WATCH.opened = []
    yield folder
    opened, WATCH.opened = WATCH.opened, None
    assert opened
    assert [path for path in opened if path.startswith(str(folder))] == []
    kept = [images, images / "pipe.png", images / "secret.png", folder / "secret.md"]
    assert sorted(folder.rglob("*")) == kept


def problems(site: Site, code: str) -> list[str]:
    """Return what was said of a kind of problem, each time it was said."""
    return [line for line in site.warnings if f"[profiles.{code}]" in line]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The source folder, with the folder of notes."""
    folder = tmp_path / "source"
    (folder / "people").mkdir(parents=True)
    return folder


IMAGES = [
    ("gone.png", "image-missing"),
    ("link.png", "image-missing"),
    ("folder/secret.png", "image-missing"),
    ("loop.png", "image-missing"),
    ("a.png", "image-missing"),
    ("b.png", "image-missing"),
    ("pipe.png", "image-missing"),
    ("zero.png", "image-missing"),
    ("a.png/x.png", "image-missing"),
    (f"{'x' * 300}.png", "image-missing"),
    ("/dev/zero", "image-missing"),
    ("/proc/self/environ", "image-missing"),
    ("CON", "image-missing"),
    ("nul.png", "image-missing"),
    ("a.*", "image-missing"),
    ("../../outside/images/secret.png", "file-blocked"),
    ("x/../../../outside/images/secret.png", "file-blocked"),
    ("page.html", "image-unreadable"),
    ("sphinx.sty", "image-unreadable"),
    ("noise.png", "image-unreadable"),
    ("acts.svg", "image-unreadable"),
]
"""Paths of images, and what is said of them."""
WAYS = {
    "lead": "# Ada\n\n![Words]({})\n\n## Work\n\nText.\n",
    "photo": "---\nphoto: '{}'\nphoto_alt: Words\n---\n# Ada\n\n## Work\n\nText.\n",
    "body": "# Ada\n\n## Work\n\nText ![Words]({}) goes on.\n",
    "directive": "# Ada\n\n## Work\n\n"
    "```{{figure}} {}\n:alt: Words\n:figwidth: image\n\nSaid.\n```\n",
    "nested": "# Ada\n\n## Work\n\n:::{{note}}\n![Words]({})\n:::\n",
}
"""Where a note may have one."""


@pytest.mark.parametrize("way", WAYS)
def test_no_image_is_taken_from_elsewhere(
    build: Build, outside: Path, source: Path, way: str
) -> None:
    people = source / "people"
    (people / "link.png").symlink_to(outside / "images" / "secret.png")
    (people / "folder").symlink_to(outside / "images")
    (people / "loop.png").symlink_to("loop.png")
    # The ones for a language, which Sphinx takes where they are.
    (people / "a.de.png").symlink_to(outside / "images" / "secret.png")
    (people / "b.de.png").symlink_to("b.de.png")
    (people / "zero.png").symlink_to("/dev/zero")
    os.mkfifo(people / "pipe.png")
    script = "<svg xmlns='http://www.w3.org/2000/svg'><script>hit()</script></svg>"
    files: dict[str, str | bytes] = {
        "index.md": "# Index\n",
        "people/a.png": PIXEL,
        "people/b.png": PIXEL,
        "people/page.html": b"GIF89a\x01\x00\x01\x00<script>hit()</script>",
        "people/sphinx.sty": PIXEL,
        "people/noise.png": HIDDEN,
        "people/acts.svg": script,
    }
    told = {}
    for number, (path, code) in enumerate(IMAGES):
        files[f"people/n{number}.md"] = WAYS[way].format(path)
        told[f"people/n{number}"] = code
    settings = {"myst_enable_extensions": ["colon_fence"], "language": "de", **QUIET}
    site = build(files, source=source, **settings)
    assert [line for line in site.warnings if "[profiles." not in line] == []
    for name, code in told.items():
        said = [line for line in site.warnings if line.startswith(f"{name}.md:")]
        assert said, IMAGES[int(name.removeprefix("people/n"))]
        assert all(f"[profiles.{code}]" in line for line in said), said
        assert site.html(name).select(".body img") == []
        assert way in {"lead", "photo"} or "Words" in site.html(name).text
    assert not (site.out / "_images").exists() or not any((site.out / "_images").iterdir())
    # Names that can't be looked for don't stop the next build.
    site.rebuild()


@pytest.mark.parametrize(
    "name", ["a b.png", "50%.png", "a%41.png", "a'b.png", 'a"b.png', "a#b.png"]
)
def test_an_image_with_an_odd_name_is_shown(build: Build, name: str) -> None:
    address = name.replace("%", "%25").replace("#", "%23").replace('"', "%22")
    files = {"index.md": "# I\n", "people/ada.md": WAYS["body"].format(f"<{address}>")}
    site = build({**files, f"people/{name}": PIXEL}, **QUIET)
    assert site.warnings == []
    assert [path.name for path in (site.out / "_images").iterdir()] == [name]
