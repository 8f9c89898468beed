"""Paths that lead out of the source folder, to what is no file, or to another note's output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest
from pictures import saved, stripes
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
    [image] = (site.out / "_images").iterdir()
    shown = site.html("people/ada").select_one(".body section img")["src"]
    assert (site.out / "people" / unquote(shown)).resolve() == image


def test_no_note_is_read_from_elsewhere(build: Build, outside: Path, source: Path) -> None:
    people = source / "people"
    (people / "link.md").symlink_to(outside / "secret.md")
    (people / "folder").symlink_to(outside)
    (people / "self").symlink_to(people)
    (people / "loop.md").symlink_to("loop.md")
    (people / "zero.md").symlink_to("/dev/zero")
    (people / "self.md").symlink_to("/proc/self/environ")
    os.mkfifo(people / "pipe.md")
    (source / "gone").symlink_to(outside)
    files = {"index.md": "# Index\n", "people/ada.md": "# Ada\n\nText.\n"}
    globs = ["people/**", "gone/*", "../outside/*", "/../outside/*", "people/../../outside/*"]
    site = build(files, source=source, profiles_notes=globs, suppress_warnings=["toc"])
    assert {line.partition(":1: ")[0] for line in problems(site, "note-outside")} == {
        *("people/link.md", "people/folder", "people/self", "people/zero.md", "people/self.md"),
        *("gone", "../outside", "people/../../outside"),
    }
    assert [line[:14] for line in problems(site, "note-unreadable")] == ["people/pipe.md"]
    assert set(site.app.env.found_docs) == {"index", "people/ada"}
    assert HIDDEN not in "".join(path.read_text("utf-8") for path in site.out.rglob("*.html"))


ARGUMENTS = [
    *("../outside/secret.md", "../../outside/secret", "/../outside/secret.md", "link.md", "/gone/"),
    *("folder/secret.md", "//server/share/x.md", r"\\server\share\x.md", "/dev/zero", "/dev/stdin"),
    *("/proc/self/environ", "loop.md", "pipe.md", "CON.md", f"/{'x' * 300}.md", "a\0b.md", "/etc/"),
    *("a\tb.md", "%2e%2e/outside/secret.md", "~/x.md", "file:///etc/passwd", "."),
]
"""What an author of a page may write where a directive takes a path."""


def test_no_directive_leads_elsewhere(build: Build, outside: Path, source: Path) -> None:
    (source / "link.md").symlink_to("people/a.md")  # inside, and gone
    (source / "gone").symlink_to("/nowhere")
    (source / "people" / "folder").symlink_to(outside)
    (source / "folder").symlink_to("people/folder")
    (source / "loop.md").symlink_to("loop.md")
    os.mkfifo(source / "pipe.md")
    page = "# I\n\n"
    for argument in ARGUMENTS:
        page += f"```{{profile}} {argument}\n```\n\n```{{profile-card}} {argument}\n```\n\n"
        page += f"```{{profile-card}} ada\n:link: {argument}\n:photo: {argument}\n```\n\n"
        page += f"```{{profile-index}}\n:notes: {argument}\n:empty: Nobody\n```\n\n"
    note = "# Ada\n\n## Work\n\n" + "".join(f"[x](<{argument}>) " for argument in ARGUMENTS)
    files = {"index.md": page, "people/ada.md": note}
    exclude = ["link.md", "gone", "folder", "loop.md", "pipe.md"]
    site = build(files, source=source, exclude_patterns=exclude, **QUIET)
    assert len(problems(site, "note-missing")) + len(problems(site, "note-outside")) > 20
    assert HIDDEN not in site.text("index.html")
    assert HIDDEN not in site.text("people/ada.html")


def test_no_image_takes_the_place_of_a_thumbnail(build: Build) -> None:
    note = "# Ada\n\n![Ada at work](a.png)\n\n## Work\n\nText.\n"
    files: dict[str, str | bytes] = {"index.md": "# I\n", "people/a.png": PIXEL}
    site = build({**files, "people/ada.md": note}, **QUIET)
    thumbnail = next((site.out / "_images").glob("profile-*"))
    stranger = f"# Bob\n\n## Work\n\nText ![Words]({thumbnail.name}) goes on.\n"
    files |= {"people/ada.md": note, "people/bob.md": stranger}
    other = build({**files, f"people/{thumbnail.name}": PIXEL + b"other"}, **QUIET)
    assert other.warnings == []
    assert (other.out / "_images" / thumbnail.name).read_bytes() == thumbnail.read_bytes()
    shown = other.html("people/bob").select_one(".body section img")["src"]
    assert (other.out / "people" / shown).read_bytes() == PIXEL + b"other"


@pytest.mark.parametrize("builder", ["latex", "texinfo"])
def test_no_output_has_an_image_whose_name_acts(build: Build, builder: str) -> None:
    name = "a{b}%c@d#e^^5cf$g&h~i.png"
    note = f"# Ada\n\n## Work\n\nText ![Words](<{quote(name)}>) goes on.\n"
    files = {"index.md": "# I\n\n```{toctree}\npeople/ada\n```\n", "people/ada.md": note}
    site = build({**files, f"people/{name}": PIXEL}, builder, **QUIET)
    assert site.warnings == []
    [image] = [path for path in site.out.rglob("own1-*") if path.is_file()]
    assert image.name == "own1-a_b__c_d_e__5cf_g_h_i.png"
    assert image.read_bytes() == PIXEL
    written = "".join(path.read_text("utf-8") for path in site.out.glob("*.tex*"))
    assert "5cf" not in written.replace("__5cf", "")


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize(
    "name", ["a\\b", "a\n::error file=x::b", "a\x1b[31m", "a\u202eb", "a\u2028b"]
)
def test_a_name_that_acts_is_that_of_no_page(build: Build, name: str, parallel: int) -> None:
    note = '# Ada\n\nShe ([A][1]).\n\n[1]: https://a.example "A"\n'
    files = {
        "index.md": "# Index\n\n```{profile-index}\n```\n\n```{toctree}\n:glob:\npeople/*\n```\n",
        f"people/{name}.md": note,
        "people/bob.md": note.replace("Ada", "Bob"),
    }
    site = build(files, parallel=parallel, profiles_notes=["people/*"])
    [warning] = [line for line in site.warnings if "[profiles.note-unreadable]" in line]
    assert "rename it" in warning
    assert sorted(site.app.env.found_docs) == ["index", "people/bob"]
    assert name not in site.app.status.getvalue()
    assert "Bob" in site.html().text


def test_names_that_differ_in_case_only_share_nothing(build: Build) -> None:
    """On a disk that doesn't tell them apart, none of our files takes another's place."""
    shown = "".join(
        f"```{{profile-card}} {key}\n```\n\n```{{profile-gallery}} {key}\n```\n\n"
        f"```{{profile-references}} {key}\n:download: bibtex ris\n```\n\n"
        for key in ("Ada", "ada")
    )
    files: dict[str, str | bytes] = {"index.md": f"# I\n\n{shown}"}
    for number, key in enumerate(("Ada", "ada")):
        files[f"people/{key}.md"] = (
            f"# {key} Byron\n\n![x](images/{key}.png)\n\nShe ([A][1]).\n\n"
            f'[1]: https://{key}.example/ "T {key}"\n'
        )
        files[f"people/images/{key}.png"] = saved(stripes(300 + number, 400))
    site = build(files, **QUIET)
    assert site.warnings == []
    ours = [
        str(path.relative_to(site.out))
        for folder in ("_downloads", "_images")
        for path in (site.out / folder).rglob("*")
        if path.is_file() and path.suffix in {".bib", ".ris", ".webp"}
    ]
    assert len({name.casefold() for name in ours}) == len(ours) > 4
    page = site.html()
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    faces = [picture["src"] for picture in page.select(".profile-card img")]
    assert len(set(faces)) == 2
    assert [name.text for name in page.select(".profile-card .p-name")] == [
        "Ada Byron",
        "ada Byron",
    ]
