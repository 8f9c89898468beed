"""Notes that are read only as deep as a card needs, and whole where a page shows more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sample import ADA, NOTE
from sites import PIXEL, Build

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.project import config

if TYPE_CHECKING:
    from sphinxext_profiles.note.reader import Reading

CORPUS = sorted(Path(__file__).parent.glob("notes/*.md"))
FILES = {
    "notes/ada.md": ADA,
    "notes/shen-kuo.hant.md": NOTE + "\n![山](images/a.png)\n",
    "notes/images/a.png": PIXEL,
}
SETTINGS = {"profiles_notes": ["notes/*"], "exclude_patterns": ["notes"]}
CARD = "```{profile-card} shen-kuo\n```\n"
WHOLE = "```{profile} %s\n```\n"
DEEP = [
    WHOLE,
    "```{profile-references} %s\n```\n",
    "```{profile-gallery} %s\n:images: all\n```\n",
]
FAULTS = (
    "---\nlang: qqqq\n---\n# Zhu\n\nText [3].\n\n## Work\n\nText [4].\n\n## Life\n\nText [5].\n"
)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_card_gets_what_the_whole_note_gives(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    whole = read_profile(text, path.name)
    card = read_profile(text, path.name, whole=False)
    assert card.profile in (whole.profile, whole.profile.cut())
    assert set(card.problems) <= set(whole.problems)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (NOTE, False),
        ("# Zhu\n\nShe found it[^1].\n\n## Work\n\nText.\n\n[^1]: https://a.org\n", True),
        ("---\nphoto: a.png\n---\n# Zhu\n\n## Work\n\n![Zhu in 1836](a.png)\n", True),
        ("---\nphoto: a.png\n---\n# Zhu\n\n## Work\n\nText.\n", False),
    ],
)
def test_a_card_reads_all_only_where_the_end_decides(text: str, whole: bool) -> None:
    expected = read_profile(text, "zhu.md")
    card = read_profile(text, "zhu.md", whole=False).profile
    assert card.whole == whole
    assert card == (expected.profile if whole else expected.profile.cut())


@pytest.mark.parametrize("directive", DEEP)
def test_what_a_page_shows_is_the_same_after_a_card(build: Build, directive: str) -> None:
    by_path, by_key = directive % "/notes/shen-kuo.hant.md", directive % "shen-kuo"
    sites = (
        build(
            {**FILES, "index.md": f"# I\n\nText.\n\n# II\n\n{by_path}"}, exclude_patterns=["notes"]
        ),
        build({**FILES, "index.md": f"# I\n\n{CARD}\n# II\n\n{by_key}"}, **SETTINGS),
    )
    shown = [
        (site.doctree()[1].astext(), [link.attrs for link in site.html().select("#ii a, #ii img")])
        for site in sites
    ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("pages", [["profile-card", "profile"], ["profile", "profile-card"]])
def test_a_problem_is_said_once_however_often_a_note_is_read(build: Build, pages) -> None:
    files = {
        f"page{number}.md": f"# P\n\n```{{{name}}} zhu\n```\n" for number, name in enumerate(pages)
    }
    files |= {"notes/zhu.md": FAULTS, "index.md": "# I\n"}
    site = build(files, **SETTINGS, suppress_warnings=["toc"])
    lines = [line for line in site.warnings if "citation-undefined" in line]
    assert sorted(line.split(":")[1] for line in lines) == ["10", "14", "6"]
    assert len([line for line in site.warnings if "language-unknown" in line]) == 1


def test_a_card_says_the_problems_of_what_it_shows(build: Build) -> None:
    page = "# I\n\n```{profile-card} zhu\n```\n"
    site = build({"notes/zhu.md": FAULTS, "index.md": page}, **SETTINGS)
    assert [line.split(":")[1] for line in site.warnings] == ["2", "6"]


def test_a_page_that_becomes_more_than_a_card_gets_all(build: Build) -> None:
    site = build({**FILES, "index.md": f"# I\n\n{CARD}"}, **SETTINGS)
    assert site.html().find(role="doc-bibliography") is None
    (site.source / "index.md").write_text(f"# I\n\n{WHOLE % 'shen-kuo'}", "utf-8")
    site.rebuild()
    assert len(site.html().find(role="doc-bibliography").find_all("li")) == 2


def test_what_one_process_read_whole_is_kept_so(build: Build) -> None:
    pages = {
        f"page{number:02}.md": "# Page\n\n```{profile-card} zhu\n```\n" for number in range(20)
    }
    pages["page10.md"] = WHOLE % "zhu"
    files = {**pages, "notes/zhu.md": FAULTS, "index.md": "# I\n"}
    site = build(files, parallel=2, **SETTINGS, suppress_warnings=["toc"])
    assert len(site.warnings) == 4
    (site.source / "page10.md").write_text("# More\n\n" + WHOLE % "zhu")
    site.rebuild()
    assert site.warnings == []


def test_a_page_that_is_a_note_is_read_once(build: Build, monkeypatch) -> None:
    read: list[tuple[str, bool]] = []

    def reading(text: str, path: str, *, whole: bool = True, **more) -> Reading:
        read.append((path, whole))
        return read_profile(text, path, whole=whole, **more)

    monkeypatch.setattr(config, "read_profile", reading)
    files = {**FILES, "index.md": f"# I\n\n{CARD}\n{WHOLE % 'shen-kuo'}"}
    build(files, profiles_notes=["notes/*"], suppress_warnings=["toc"])
    assert sorted(read) == [("notes/ada.md", True), ("notes/shen-kuo.hant.md", True)]
