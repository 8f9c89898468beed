"""Cards, galleries and reference lists in PDFs that TeX makes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from papers import Paper, make_paper
from pictures import BLUE, RED, plain, saved

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

pytestmark = pytest.mark.pdf

LONG = "https://example.org/" + "long" * 95
SPECIAL = r"O_o & 100% #1 {x} ~y ^z \end"
WIDE = " | ".join(f"a column with words {number}" for number in range(12))
NOTES = {
    "ada": f"""\
---
name: Ada Lovelace
headline: Analyst of the Analytical Engine
affiliation: University of London
links:
  wikidata: Q7259
generated: true
model: openai/gpt-5
---

![Ada](images/red.png "A portrait of 1836")
![A drawing](images/blue.jpg "A drawing with a caption")

She published the first program meant for a machine.

## Work

* She wrote notes. ([Sketch][1])
* They are long. ([Sketch][1], [Long][2])

| {WIDE} |
|{"---|" * 12}
| {WIDE} |

[1]: https://www.fourmilab.ch/babbage/sketch.html?a_b=50%25&c=~d#e "Sketch of the Engine"
[2]: {LONG}
""",
    "special": f"""\
---
name: '{SPECIAL}'
headline: '\\input{{/etc/passwd}} ^^41^^M \\write18{{id}} $x$'
---

![](images/missing.png)

The \\input{{secret}} of ^^5cinput, 100% sure.
""",
    "hypatia": "---\nname: Hypatia\nheadline: Astronomer\n---\n\nShe taught in Alexandria.\n",
    "noether": "---\nname: Emmy Noether\nheadline: Algebraist\n---\n\nShe changed algebra.\n",
}
INDEX = f"""\
# Team

## Alone

```{{profile-card}} ada
```

```{{profile-card}} ada
:layout: side
```

```{{profile-card}} ada
:layout: portrait
```

```{{profile-card}} hypatia
:layout: compact
```

```{{profile-card}} noether
:layout: compact
```

```{{profile-card}} ada
:layout: hero
:photo-shape: rounded
```

```{{profile-card}} In Place
:headline: Only here

{"A paragraph of a card that is longer than a page. " * 30}

* a list

{"Another paragraph of the same card. " * 250}

Its last words.
```

## Everybody

```{{profile-index}}
```

## As a table

```{{profile-index}}
:layout: table
```

## As a list

```{{profile-index}}
:layout: list
```

## As faces

```{{profile-index}}
:layout: faces
:people: ada noether
```

```{{profile-references}} ada
:style: compact
:title: In short
```
"""
IMAGES = {
    "people/images/red.png": saved(plain(400, 500, RED)),
    "people/images/blue.jpg": saved(plain(500, 400, BLUE), "JPEG"),
}


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    files = {f"people/{key}.md": text for key, text in NOTES.items()}
    return make_paper(
        tmp_path_factory.mktemp("latin"), {"index.md": INDEX, **files, **IMAGES}, "pdflatex"
    )


def test_name_headline_and_summary_are_read_in_that_order(latin: Paper) -> None:
    card = "Ada Lovelace Analyst of the Analytical Engine University of London She published the"
    assert latin.text.count(card) == 6  # once at the head of the page


def test_what_a_field_says_is_text_whatever_tex_would_make_of_it(latin: Paper) -> None:
    assert SPECIAL in latin.text
    assert r"\input{/etc/passwd} ^^41^^M \write18{id} $x$" in latin.text
    assert r"The \input{secret} of ^^5cinput, 100% sure." in latin.text
    assert "root:" not in latin.text


def test_a_missing_image_is_told_once_and_leaves_initials(latin: Paper) -> None:
    [line] = latin.warnings
    assert line.startswith("people/special.md:6: WARNING: there is no image")
    assert r"\sphinxprofilesinitials{circle}" in latin.tex


def test_a_card_that_is_higher_than_a_page_is_whole(latin: Paper) -> None:
    assert latin.text.count("Another") == 250
    assert "Its last words." in latin.text


def test_no_line_is_too_wide_but_those_of_a_table(latin: Paper) -> None:
    assert latin.overfull == []


def test_faces_are_photos_with_names_under_them(latin: Paper) -> None:
    assert "As faces Ada Lovelace Emmy Noether" in latin.text
    faces = latin.tex.partition(r"\begin{sphinxprofilesfaces}")[2]
    assert faces.count(r"\sphinxprofilesface{\sphinxprofilesphoto{circle}") == 1
    assert faces.count(r"\sphinxprofilesface{\sphinxprofilesinitials{circle}") == 1


def test_a_compact_list_has_its_addresses_in_the_same_lines(latin: Paper) -> None:
    begins = latin.left_of("https://www.fourmilab.ch/babbage/sketch.html?a_b=50%25&amp;c=~d#e")
    assert sorted(points < 100 for points in begins) == [False, True]


def test_addresses_are_whole_and_break_across_lines(latin: Paper) -> None:
    assert LONG in latin.text.replace(" ", "")
    addresses = {target for _, target in latin.links()}
    assert LONG in addresses
    assert "https://www.fourmilab.ch/babbage/sketch.html?a_b=50%25&c=~d#e" in addresses


def test_citations_and_sources_lead_to_each_other(latin: Paper) -> None:
    assert "They are long.[1, 2]" in latin.text
    labels = set(re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", latin.tex))
    links = set(re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", latin.tex))
    assert links <= labels
    assert {"people/ada:ada-ref-1", "people/ada:ada-ref-2"} <= links
    assert len({link for link in links if ":ada-cite-" in link}) == 3
    assert "undefined" not in latin.log.lower()


def test_every_font_is_in_the_file_and_no_letter_is_missing(latin: Paper) -> None:
    assert all(latin.fonts().values())
    assert "Missing character" not in latin.log


def test_photos_are_there_to_be_seen(latin: Paper, tmp_path: Path) -> None:
    """The round one of a card is 4.8 em of 10 points across; the others are larger."""
    first = latin.picture(0, tmp_path)
    assert 700 < count(first, RED) < 1000
    assert count(first, BLUE) == 0
    assert count(latin.picture(1, tmp_path), RED) > 3000
    gallery = next(
        number for number, page in enumerate(latin.pages) if "drawing" in page.extract_text()
    )
    drawn = latin.picture(gallery, tmp_path)
    assert count(drawn, BLUE) > 5000
    # The portrait is at the head of the page, and not in the gallery.
    assert 0.3 < count(drawn, RED) / count(drawn, BLUE) < 0.5


def count(picture: Image.Image, colour: tuple[int, int, int]) -> int:
    """Return how many pixels have about a colour."""
    found = picture.getcolors(1 << 24) or []
    return sum(
        n for n, seen in found if max(abs(a - b) for a, b in zip(seen, colour, strict=True)) < 25
    )


WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"


def test_rows_are_full_and_first_words_are_broken(tmp_path: Path) -> None:
    """Six columns don't divide the width of a page without a rest."""
    names = [f"{letter}{letter}{letter}" for letter in "abcdefg"]
    notes = {f"people/{name}.md": f"---\nheadline: {WORD}\n---\n# {name}\n" for name in names}
    index = "# Team\n\n```{profile-index}\n:layout: faces\n```\n\n```{profile-index}\n```\n"
    paper = make_paper(tmp_path, {"index.md": index, **notes}, "pdflatex")
    heights = [paper.above(name)[1] for name in names]  # the table of contents comes first
    assert len(set(heights[:6])) == 1
    assert heights[6] > heights[0]
    assert paper.overfull == []


def test_a_document_without_people_does_not_load_the_package(tmp_path: Path) -> None:
    paper = make_paper(tmp_path, {"index.md": "# Plain\n\nText.\n"}, "pdflatex")
    assert "sphinxprofiles" not in paper.tex
    assert "tikz" not in paper.log


HANT = """\
---
lang: zh-Hant
title: 東漢天文學家張衡
headline: 東漢天文學家
---
# 張衡 (Zhang Heng)

張衡發明了候風地動儀，用來測知地震的方向。([Wiki][1])

## 生平

* 他曾兩度擔任掌管天文曆法的太史令，長安與洛陽之間的二京賦是漢賦名篇。([Wiki][1])

[1]: https://en.wikipedia.org/wiki/Zhang_Heng "Zhang Heng"
"""
ARABIC = """\
---
lang: ar
headline: عالم رياضيات وفلك
links:
  - {text: ويكي بيانات, url: "https://www.wikidata.org/wiki/Q9038"}
---
# الخوارزمي

وضع أسس علم الجبر نحو سنة 820 في بغداد. ([Wiki][1])

* زيج السند هند (نحو) جدول

[1]: https://en.wikipedia.org/wiki/Al-Khwarizmi "al-Khwarizmi"
"""
EMOJI = "---\nname: Rocket 🚀 Person\nheadline: Engineer\n---\n\nNguyễn flew.\n"
SCRIPTS = {
    "index.md": "# Team\n\nBy {profile:person}`zhang-heng`.\n\n```{profile-index}\n```\n",
    "people/zhang-heng.md": HANT,
    "people/al-khwarizmi.md": ARABIC,
    "people/rocket.md": EMOJI,
}
NO_LETTERS = "[profiles.letters-missing]"


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return make_paper(tmp_path_factory.mktemp("foreign"), SCRIPTS, "pdflatex")


def test_pdflatex_calls_people_by_a_name_that_it_can_print(foreign: Paper) -> None:
    assert foreign.text.count("Zhang Heng") > 3
    assert "By Zhang Heng." in foreign.text
    (told,) = [line for line in foreign.warnings if "zhang-heng.md:1:" in line]
    assert "can't print '張衡'; it shows 'Zhang Heng' instead" in told
    assert told.endswith(NO_LETTERS)


def test_pdflatex_leaves_out_what_it_can_not_print_and_says_so_once_a_page(foreign: Paper) -> None:
    assert "Rocket Person Engineer" in foreign.text
    assert "Nguyên flew." in foreign.text
    assert "[...]" in foreign.text
    assert all(line.endswith(NO_LETTERS) for line in foreign.warnings)
    pages = [line.partition(": WARNING")[0] for line in foreign.warnings]
    assert sorted(pages) == sorted(
        [
            "people/zhang-heng.md:1",
            *(f"{page}.md" for page in ("index", "people/al-khwarizmi", "people/zhang-heng")),
            "people/rocket.md",
        ]
    )
    assert "Missing character" not in foreign.log


@pytest.fixture(scope="module", params=["xelatex", "lualatex"])
def wide(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    # In a manual, the pages are chapters, whose titles stand in capital letters.
    manual = 'latex_documents = [("index", "team.tex", "Team", "Somebody", "manual")]'
    return make_paper(tmp_path_factory.mktemp(request.param), SCRIPTS, request.param, manual)


def test_other_scripts_have_fonts_and_every_letter(wide: Paper) -> None:
    assert "Missing character" not in wide.log
    assert "Nguyễn flew." in wide.text
    card = "張衡ZhangHeng東漢天文學家張衡發明了候風地動儀，用來測知"
    assert unicodedata.normalize("NFKC", card) in squeezed(wide)
    assert all(wide.fonts().values())
    assert {"CJK"} <= {name for font in wide.fonts() for name in ("CJK", "Arab") if name in font}
    assert any("Arab" in font or "Naskh" in font for font in wide.fonts())
    assert wide.overfull == []


def test_arabic_is_there_and_its_words_are_whole(wide: Paper) -> None:
    for word in ("عالم", "رياضيات", "وفلك", "بغداد", "820"):
        assert word in squeezed(wide)


def test_an_arabic_paragraph_begins_at_the_right_and_its_brackets_are_right(wide: Paper) -> None:
    # At the head of the page, beside the place of a portrait at the right.
    assert max(wide.left_of("820")) > 300
    signs = r"\sphinxprofilesltr{.}\sphinxprofilesltr{{]}}"
    assert re.search(re.escape(signs) + r".*\\sphinxprofilesltr\{\{\[\}\}\}", wide.tex)
    assert r"\sphinxprofilesplain{)}{(}" in wide.tex


def squeezed(paper: Paper) -> str:
    """Return a text without spaces and line ends, which stand elsewhere with each engine.

    LuaTeX's Arabic letters come one by one, between marks of their direction; XeTeX's in the forms
    that they have in a word.
    """
    return unicodedata.normalize("NFKC", re.sub("[\u202a-\u202c ]", "", paper.text))


def test_only_emoji_are_left_out_where_any_font_can_be_used(wide: Paper) -> None:
    assert sorted(line.partition(":")[0] for line in wide.warnings) == [
        "index.md",
        "people/rocket.md",
    ]
    assert all("🚀" in line and line.endswith(NO_LETTERS) for line in wide.warnings)


def test_a_chinese_project_prints_its_own_people_with_its_own_fonts(tmp_path: Path) -> None:
    files = {
        "index.md": "# 人\n\n```{profile-card} zhang-heng\n```\n",
        "people/zhang-heng.md": HANT,
    }
    fonts = r"\setCJKmainfont{Noto Serif CJK TC}\setCJKsansfont{Noto Sans CJK TC}"
    conf = f'language = "zh_TW"\nlatex_elements = {{"preamble": r"{fonts}"}}'
    paper = make_paper(tmp_path, files, "xelatex", conf)
    assert all("toc.not_included" in line for line in paper.warnings)
    assert "Missing character" not in paper.log
    assert "張衡 Zhang Heng 東漢天文學家 張衡發明了候風地動儀" in paper.text
    assert r"\sphinxprofilesscript" not in paper.tex
    assert paper.overfull == []
