"""A reference list and the headings that a note has for its sources: none stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bs4 import Tag
    from sites import Build, Site

DEFINITIONS = """
[^1]: Roe, *Looms of Leeds*. <https://example.org/looms>

[2]: https://example.org/mill "The mill"
"""
TEXT = "She is a weaver.[^1] She spins. ([Mill][2])"
REPLACED = {
    "en": f"# Nell Harrow\n\n{TEXT}\n\n## Life\n\nLong.\n\n## References\n",
    "de": f"# Nele Harms\n\n{TEXT}\n\n## Quellen und Literatur\n\n---\n",
    "fr": f"# Jeanne Lenoir\n\n{TEXT}\n\n## Vie\n\nLongue.\n\n**Sources :**\n",
    "zh-Hant": f"## 何麗雲\n\n{TEXT}\n\n### 參考文獻\n\n### 生平\n\n很長。\n",
    "ja": f"# 織田はな\n\n{TEXT}\n\n## 経歴\n\n長い。\n\n## 出典・参考文献\n",
    "es": f"# Nuria Hilar\n\n{TEXT}\n\n## 📚 Fuentes\n",
}
HAND_MADE = f"""\
# Ida Last

{TEXT}

## References

- Roe, Ann: *Looms*. Leeds 1990.

### Letters

- To her aunt.

## Afterlife

Remembered.
"""
TWICE = f"""\
---
bio: She is a weaver in Leeds.
position: Textile *artist*
---
# Eve First

- **Position**: Textile artist
- **Town**: Leeds

She is a *weaver* in Leeds. She spins.

## Life

{TEXT}
"""


NOTES = {
    **{
        f"people/{lang.lower()}.md": f"---\nlang: {lang}\n---\n{text}{DEFINITIONS}"
        for lang, text in REPLACED.items()
    },
    "people/ida.md": HAND_MADE + DEFINITIONS,
    "people/eve.md": TWICE + DEFINITIONS,
}
SHOWN = "".join(f"```{{profile}} {key}\n```\n\n" for key in ("ida", "en", "zh", "eve"))


@pytest.fixture
def site(build: Build) -> Site:
    return build(
        {"index.md": f"# Index\n\n{SHOWN}", **NOTES},
        extensions=("myst_parser", "sphinx.ext.autosectionlabel", "sphinxext_profiles"),
        profiles_notes=["people/*"],
        autosectionlabel_prefix_document=True,
        suppress_warnings=["toc"],
    )


def headings(section: Tag) -> list[str]:
    """Return the headings in a part of a page."""
    found = section.select("h2, h3, h4, p.rubric")
    return [heading.text.rstrip("¶") for heading in found]


def test_no_heading_stands_twice(site: Site) -> None:
    assert site.warnings == []
    pages = {
        lang: site.html(f"people/{lang.lower()}").h1.find_parent("section") for lang in REPLACED
    }
    assert {lang: headings(page) for lang, page in pages.items()} == {
        "en": ["Life", "References"],
        "de": ["Quellen"],
        "fr": ["Vie", "Références"],
        "zh-Hant": ["生平", "參考資料"],
        "ja": ["経歴", "参考文献"],
        "es": ["Referencias"],
    }
    for page in pages.values():
        assert [item["value"] for item in page.select("[role=doc-bibliography] li")] == ["1", "2"]
    assert "Sources" not in pages["fr"].text
    # A list made by hand stays, and ours is under the same heading.
    page = site.html("people/ida").h1.find_parent("section")
    assert headings(page) == ["References", "Letters", "Afterlife"]
    section = page.find(id="references")
    assert section.select_one("[role=doc-bibliography] li")
    assert "To her aunt." in section.text
    assert "Remembered." not in section.text
    regions = site.html().select("section.profile")
    assert [headings(region) for region in regions] == [
        ["References", "Letters", "Afterlife"],
        ["Life", "References"],
        ["生平", "References"],
        ["Life", "References"],
    ]
    following = regions[0].select_one("[role=doc-bibliography]").find_next_sibling()
    assert following.text == "Afterlife"
    # What the front matter and the text both say is there once.
    for page in (site.html("people/eve").h1.find_parent("section"), regions[3]):
        assert page.text.count("weaver in Leeds") == 1
        assert page.text.count("Textile artist") == 1
        assert "Town: Leeds" in page.text
