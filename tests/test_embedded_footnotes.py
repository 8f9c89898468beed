"""Footnotes of a note inside another page: with the note, and alike in both syntaxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sites import Build

NOTE = """\
---
lang: de
---
# Ada

Eins.[^b]

[^a]: Fußnote a.

## Werk

Zwei.[^a] Drei ([Quelle][1]).

[^b]: Fußnote b.

[1]: https://example.org/
"""
PAGES = {
    "index.md": "# Page\n\nOwn.[^own]\n\n```{profile} ada\n```\n\nAfter.\n\n[^own]: Of the page.\n",
    "index.rst": (
        "Page\n====\n\nOwn. [#own]_\n\n.. profile:: ada\n\nAfter.\n\n.. [#own] Of the page.\n"
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_footnotes_stay_with_their_note(build: Build, name: str) -> None:
    files = {name: PAGES[name], "people/ada.md": NOTE}
    site = build(files, profiles_notes=["people/*"], exclude_patterns=["people/*"])
    assert site.warnings == []
    page = site.html()
    region = page.select_one("section.profile")
    assert region["lang"] == "de"
    shown = [note.p.text for note in region.select("aside.footnote")]
    assert shown == ["Fußnote b.", "Fußnote a."]
    own = [note for note in page.select("aside.footnote") if region not in note.parents]
    assert [note.p.text for note in own] == ["Of the page."]
    marks = page.select("a.footnote-reference")
    assert len(marks) == 3
    for mark in marks:
        note = page.find(id=mark["href"][1:])
        assert note.select_one(".label").text == mark.text
    bibliography = region.select_one(".profile-references")
    assert bibliography.find_previous("aside", class_="footnote") is not None
    assert bibliography.find_next("p", string="After.") is not None


@pytest.mark.parametrize("name", PAGES)
def test_each_showing_keeps_its_own(build: Build, name: str) -> None:
    again = {
        "index.md": PAGES["index.md"] + "\n```{profile} ada\n```\n\n```{profile} ada-king\n```\n",
        "index.rst": PAGES["index.rst"] + "\n.. profile:: ada\n\n.. profile:: ada-king\n",
    }
    notes = {"people/ada.md": NOTE, "people/ada-king.md": NOTE.replace("Fußnote", "König")}
    site = build(
        {name: again[name], **notes}, profiles_notes=["people/*"], exclude_patterns=["people/*"]
    )
    assert site.warnings == []
    shown = [
        [note.p.text for note in region.select("aside.footnote")]
        for region in site.html().select("section.profile")
    ]
    own, other = ["Fußnote b.", "Fußnote a."], ["König b.", "König a."]
    assert shown == [own, own, other]
    marks = site.html().select("a.footnote-reference")
    assert len({mark["href"] for mark in marks}) == 7
