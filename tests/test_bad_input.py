"""Bad input: a message with code, file and line, and the rest of the page whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.cmd.build import main

if TYPE_CHECKING:
    from sites import Build, Site

PAGE = "# Index\n\n```{%s} %s\n```\n\nAfter.\n"


@pytest.fixture
def card(build: Build):
    """Return a function that builds a page with a card of a note's text or bytes."""

    def make(
        note: str | bytes, argument: str = "note.md", directive: str = "profile-card", **settings
    ) -> Site:
        files = {"index.md": PAGE % (directive, argument), "note.md": note}
        return build(files, exclude_patterns=["note.md"], **settings)

    return make


@pytest.mark.parametrize(
    ("note", "code", "line"),
    [
        (b"# Caf\xe9\n\nText.\n", "note-encoding", ":1"),
        ("---\na: [\n---\n# Ada\n\nText.\n", "front-matter", ""),
        ("# Ada\n\nText [3].\n", "citation-undefined", ":3"),
        ("# Ada\n\nText.\n\n[1]: https://a.org\n", "reference-unused", ":5"),
        (
            "# Ada\n\n[x][1]\n\n[1]: https://a.org\n[1]: https://b.org\n",
            "reference-duplicate",
            ":6",
        ),
        ("# Ada\n\n[x][1]\n\n[1]: javascript:alert(1)\n", "reference-address", ":5"),
        ("---\nlang: qqqq\n---\n# Ada\n\nText.\n", "language-unknown", ":2"),
        ("# Ada\n\n![Ada at work](gone.png)\n\nText.\n", "image-missing", ":3"),
    ],
)
def test_a_note_with_a_fault_is_shown_and_the_fault_is_said(
    card, note, code: str, line: str
) -> None:
    site = card(note, directive="profile")
    found = [warning for warning in site.warnings if f"[profiles.{code}]" in warning]
    assert found, site.warnings
    assert found[0].startswith(f"note.md{line}")
    assert site.html().find("article") is not None
    assert "After." in site.html().text


def test_aliases_that_explode_do_not(card) -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    site = card(f"---\na0: &a0 [x]\n{levels}\n---\n# Ada\n\nText.\n")
    assert any("[profiles.front-matter]" in line for line in site.warnings)
    assert site.html().find(class_="p-name").text == "Ada"


def test_a_missing_image_leaves_the_initials(card) -> None:
    site = card("# Ada Lovelace\n\n![Ada at work](gone.png)\n\nText.\n")
    photo = site.html().find(class_="profile-photo")
    assert photo.find("img") is None
    assert photo.text.strip() == "AL"


def test_a_note_that_shows_itself_is_stopped(build: Build) -> None:
    note = "# Ada\n\n## Work\n\n```{profile} note.md\n```\n\nAfter.\n"
    page = "# Index\n\n```{profile} note.md\n```\n"
    site = build(
        {"index.md": page, "note.md": note},
        profiles_notes=["note.md"],
        exclude_patterns=["note.md"],
    )
    assert any("[profiles.note-recursion]" in line for line in site.warnings)
    assert "After." in site.html().text


@pytest.mark.parametrize("depth", [15, 300])
def test_directives_without_end_are_text_from_a_depth_on(card, depth: int) -> None:
    opened = "".join(f"{'`' * (depth + 3 - level)}{{note}}\n" for level in range(depth))
    site = card(f"# Ada\n\n## Work\n\n{opened}Innermost.\n", directive="profile")
    told = [line for line in site.warnings if "[profiles.directive-depth]" in line]
    assert len(told) == (1 if depth > 20 else 0)
    assert all(line.startswith("note.md:") for line in told)
    page = site.html()
    assert len(page.select("div.admonition")) == min(depth, 20)
    assert "Innermost." in page.text
    assert "After." in page.text


def test_two_notes_with_one_key(build: Build) -> None:
    files = {"index.md": "# I\n", "a/ada.md": "# Ada\n\nA.\n", "b/ada.md": "# Ada\n\nB.\n"}
    site = build(files, profiles_notes=["a/*", "b/*"], suppress_warnings=["toc"])
    (warning,) = site.warnings
    assert "[profiles.key-duplicate]" in warning
    assert "a/ada.md" in warning
    assert "b/ada.md" in warning


def test_a_symbolic_link_out_of_the_source_folder_is_refused(build: Build, tmp_path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("# Secret person\n", "utf-8")
    source = tmp_path / "project"
    source.mkdir()
    (source / "link.md").symlink_to(outside)
    site = build(
        {"index.md": PAGE % ("profile-card", "link.md")},
        source=source,
        exclude_patterns=["link.md"],
    )
    assert any("[profiles.note-outside]" in line for line in site.warnings)
    assert "Secret" not in site.html().text


def test_a_wrong_setting_is_said_and_ignored(build: Build) -> None:
    site = build({"index.md": "# I\n"}, profiles_notes=[1], profiles_trust_notes=["yes"])
    assert len([line for line in site.warnings if "[profiles.config]" in line]) == 2


def test_messages_can_be_suppressed_by_their_code(card) -> None:
    site = card("# Ada\n\nText [3].\n", suppress_warnings=["profiles.citation-undefined"])
    assert site.warnings == []


def test_an_error_fails_a_strict_build(tmp_path) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['sphinxext_profiles']\n", "utf-8")
    page = "Index\n=====\n\n.. profile-card:: nobody\n"
    (tmp_path / "index.rst").write_text(page, "utf-8")
    assert main(["-q", "-W", "-b", "html", str(tmp_path), str(tmp_path / "out")]) == 1
