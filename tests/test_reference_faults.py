"""What can be wrong with a note's sources: each is said at its line, and the rest is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sites import Build, Site

KINDS = {".html", ".txt", ".tex"}
SOUND = '[9]: https://example.org/sound?utm_source=x "Sound"\n'


@pytest.fixture
def show(build: Build):
    """Return a function that builds a page that is a note, with one sound source among others."""

    def make(text: str, definitions: str, builder: str = "html", **settings) -> Site:
        note = f"# Ada\n\nSound ([S][9]). {text}\n\n{definitions}\n{SOUND}"
        files = {"index.md": "# I\n\n```{toctree}\npeople/ada\n```\n", "people/ada.md": note}
        return build(
            files, builder, profiles_notes=["people/*"], html_copy_source=False, **settings
        )

    return make


@pytest.mark.parametrize(
    ("text", "definitions", "said"),
    [
        ("Bare [3].", "", "3: WARNING: [3] is cited but not defined"),
        (
            "[A][1].",
            "[1]: https://a.org/\n[1]: https://b.org/\n",
            "6: WARNING: [1] is defined again; the definition on line 5 counts",
        ),
        ("", "[1]: https://a.org/\n", "5: WARNING: [1] is defined but never cited"),
        ("[A][1].", "[1]: <>\n", "5: WARNING: [1] is defined without an address"),
        (
            "[A][1].",
            "[1]: papers/a.pdf\n",
            "5: WARNING: the address of [1] is a path, so it is not a source: papers/a.pdf",
        ),
        ("[A][1].", "[1]: //a.org/\n", "5: WARNING: the address of [1] is not http"),
        ("[A][\x01\x02].", "[\x01\x02]: https://a.org/\n", "3: WARNING: 4 control characters"),
        ("[A][1].", '[1]: https://a.org/ "Re\u202edrow"\n', "5: WARNING: 1 control character"),
    ],
)
def test_a_fault_is_said_and_the_rest_is_whole(show, text, definitions: str, said: str) -> None:
    site = show(text, definitions)
    found = [line for line in site.warnings if line.startswith(f"people/ada.md:{said}")]
    assert len(found) == 1, site.warnings
    page = site.html("people/ada")
    (sound,) = [
        item for item in page.select(".profile-reference-list > li") if "Sound" in item.text
    ]
    assert sound.a["href"] == "https://example.org/sound"
    assert page.find(id=sound.select_one("[role=doc-backlink]")["href"][1:]) is not None
    assert page.select_one(f'.profile-citation a[href="#{sound["id"]}"]') is not None


def test_a_path_stays_a_link(show) -> None:
    site = show("[Grace][1].", "[1]: ../index.md\n")
    assert ["[profiles.reference-address]" in line for line in site.warnings] == [True]
    (link,) = [link for link in site.html("people/ada").select("a") if link.text == "Grace"]
    assert link["href"] == "../index.html"


def test_an_anchor_under_a_number_is_no_fault(show) -> None:
    site = show("[Work][1].\n\n## Work\n\nMuch.", "[1]: #work\n", myst_heading_anchors=2)
    assert site.warnings == []


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_a_title_cannot_turn_letters_around(show, builder: str) -> None:
    site = show("[A][1].", '[1]: https://a.org/ "Re\u202edrow"\n', builder)
    written = [path.read_text("utf-8") for path in site.out.rglob("*.*") if path.suffix in KINDS]
    assert any("Redrow" in text for text in written)
    assert not any("\u202e" in text for text in written)


NOTES = Path(__file__).parent / "notes"


def test_a_footnote_that_is_wrong_is_said_once_and_its_text_stays(build: Build) -> None:
    names = ("footnotes-gone-wrong", "footnotes-gone-wrong.de", "footnotes-gone-wrong.ja")
    files = {f"people/{name}.md": (NOTES / f"{name}.md").read_text("utf-8") for name in names}
    files["index.md"] = "# I\n\n```{profile} footnotes-gone-wrong\n:lang: en\n```\n"
    site = build(files, profiles_notes=["people/*"], suppress_warnings=["toc", "ref.footnote"])
    en, de, ja = ([line for line in site.warnings if f"{name}.md:" in line] for name in names)
    assert [line.split(":")[1] for line in en] == ["3", "3", "3", "9", "11", "13"]
    assert [line.split(":")[1] for line in de] == ["13"]
    assert [line.split(":")[1] for line in ja] == ["12"]
    assert len(site.warnings) == 8
    for page in ("index", "people/footnotes-gone-wrong"):
        text = site.html(page).text
        assert "dyes,[^4] sells[^5] and teaches.[^6]" in text
        assert "Poe, Tom. Mills. Hull 1990." in text
        assert "[4]: Roe, Ann. Dyes." in text
    (entry,) = site.html("people/footnotes-gone-wrong.de").select(".profile-reference-list > li")
    assert "S. 10; Roth: Webstühle, S. 99" in entry.text
