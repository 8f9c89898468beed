"""The lines of a card: years, and headline and affiliations with their markup, in all outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build

NOTE = """---
headline: "**Founder** of [Looms](https://looms.example/) & co"
affiliations:
  - {name: Looms & <3, url: https://looms.example/uk}
  - York
---

# Jane Doe (1900–1980)

She wove.
"""
PAGE = """# People

```{profile-card} jane
```

```{profile-card} jane
:show: years
:headline: Weaver
```

```{profile-index}
:layout: table
```

```{toctree}
people/jane
```
"""
FILES = {"index.md": PAGE, "people/jane.md": NOTE}
SETTINGS = {
    "profiles_notes": ["people/*"],
    "gettext_compact": False,
    "version": "1",
    "copyright": "A",
}


def test_lines_of_a_card_in_html(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    assert site.warnings == []
    page, index = site.html("people/jane"), site.html()
    assert page.select_one(".profile-card-hero .profile-years").text == "1900–1980"
    first, second = index.select(".profile-card-stacked")
    assert first.select_one(".profile-years") is None
    assert second.select_one(".profile-years").text == "1900–1980"
    headline, affiliation = (first.select_one(f".{name}") for name in ("p-job-title", "p-org"))
    assert str(headline.strong) == "<strong>Founder</strong>"
    assert headline.a["href"] == "https://looms.example/"
    assert headline.text == "Founder of Looms & co"
    assert affiliation.text == "Looms & <3, York"
    assert affiliation.a["href"] == "https://looms.example/uk"
    assert second.select_one(".p-job-title").text == "Weaver"
    table = index.select_one("table.profile-table")
    assert table.select_one(".p-job-title strong").text == "Founder"
    assert table.select_one(".p-org a")["href"] == "https://looms.example/uk"


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "latex", "epub", "pseudoxml"])
def test_lines_of_a_card_in_other_outputs(build: Build, builder: str) -> None:
    site = build(FILES, builder, **SETTINGS, man_pages=[("index", "a", "b", [], 1)])
    assert site.warnings == []
    texts = [path.read_text("utf-8", "replace") for path in _written(site.out)]
    whole = "\n".join(texts).replace("\\", "").replace("\n", " ")
    whole = whole.replace("textendash{}", "–")
    for words in ("1900–1980", "Founder", "https://looms.example/uk", "York"):
        assert words in whole, words
    assert "**Founder** of [Looms" not in whole
    assert "](" not in whole


def _written(folder: Path) -> list[Path]:
    """Return the files of an output that hold the text of its pages."""
    suffixes = {".txt", ".1", ".texi", ".tex", ".xhtml", ".pseudoxml"}
    return sorted(path for path in folder.rglob("*") if path.suffix in suffixes)


def test_lines_are_translated_with_their_markup(build: Build, tmp_path: Path) -> None:
    catalogue = build(FILES, "gettext", **SETTINGS)
    messages = catalogue.text("people/jane.pot")
    assert 'msgid "**Founder** of [Looms](https://looms.example/) & co"' in messages
    source = tmp_path / "translated"
    folder = source / "locales/de/LC_MESSAGES/people"
    folder.mkdir(parents=True)
    (folder / "jane.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "**Founder** of [Looms](https://looms.example/) & co"\n'
        'msgstr "**Gründerin** von [Looms](https://looms.example/) & Co"\n',
        "utf-8",
    )
    site = build(FILES, source=source, **SETTINGS, language="de", locale_dirs=["locales"])
    for page in ("index", "people/jane"):
        headline = site.html(page).select_one(".p-job-title")
        assert headline.text == "Gründerin von Looms & Co"
        assert headline.strong.text == "Gründerin"
        assert headline.a["href"] == "https://looms.example/"
