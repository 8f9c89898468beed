"""How a source reads in a reference list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.note.reference_list import describe

if TYPE_CHECKING:
    from sites import Build

CASES = [
    # title, site, address, and what is read: first the link, then what follows it
    ("Shen Kuo", "", "https://www.britannica.com/a", "[Shen Kuo]. britannica.com"),
    (
        "Shen Kuo",
        "Britannica",
        "https://britannica.com/a",
        "[Shen Kuo]. Britannica, britannica.com",
    ),
    ("Shen Kuo", "britannica.COM", "https://britannica.com/a", "[Shen Kuo]. britannica.com"),
    ("Who was he?", "", "https://britannica.com/a", "[Who was he?] britannica.com"),
    ("他是誰？", "", "https://britannica.com/a", "[他是誰？] britannica.com"),
    ("Mail", "", "mailto:ada@example.org", "[Mail]"),
    ("", "", "https://britannica.com/a", "[britannica.com/a]"),
    ("", "Britannica", "https://britannica.com/a", "[britannica.com/a]. Britannica"),
    # Identifiers stand for the host
    ("Deep learning", "", "https://doi.org/10.1038/n1", "[Deep learning]. doi:10.1038/n1"),
    ("Deep learning", "Nature", "https://doi.org/10.1/n", "[Deep learning]. Nature, doi.org"),
    ("Attention", "arXiv", "https://arxiv.org/abs/1706.03762", "[Attention]. arXiv:1706.03762"),
    ("Attention", "arxiv.org", "https://arxiv.org/", "[Attention]. arxiv.org"),
    ("Book", "MIT", "https://a.b/isbn/0262033844", "[Book]. MIT, ISBN 0262033844"),
    ("", "", "https://www.wikidata.org/wiki/Q7259", "[Wikidata Q7259]"),
    # A title that is cut off
    ("Shen Kuo ...", "", "https://britannica.com/a", "[Shen Kuo …] britannica.com"),
    ("Shen Kuo…", "", "https://britannica.com/a", "[Shen Kuo…] britannica.com"),
    ("Shen K...", "", "https://britannica.com/a", "[Shen K…] britannica.com"),
    ("Shen . . .", "", "https://britannica.com/a", "[Shen …] britannica.com"),
    ("阿里巴巴雲首席技術官周...", "", "https://a.b/", "[阿里巴巴雲首席技術官周…] a.b"),
    ("阿里巴巴雲首席技術官周 …", "", "https://a.b/", "[阿里巴巴雲首席技術官周…] a.b"),
    ("세종대왕 …", "", "https://a.b/", "[세종대왕 …] a.b"),  # Korean puts spaces between words
    ("沈括……", "", "https://a.b/", "[沈括……] a.b"),
    ("北宋科學家沈... - 維基百科", "", "https://a.b/", "[北宋科學家沈… - 維基百科]. a.b"),
    ("The life of ... | Britannica", "", "https://a.b/", "[The life of … | Britannica]. a.b"),
    ("src/.../main", "", "https://a.b/", "[src/.../main]. a.b"),
    # An address is shown with letters, and a host that may be another one is not
    ("", "", "https://zh.wikipedia.org/wiki/%E6%B2%88", "[zh.wikipedia.org/wiki/沈]"),
    ("Maß", "", "https://xn--mnchen-3ya.example/", "[Maß]. münchen.example"),
    ("Apple", "", "https://xn--80ak6aa92e.com/", "[Apple]. xn--80ak6aa92e.com"),
    # And where there is no title
    ("", "Wikidata", "https://www.wikidata.org/wiki/Q7259", "[Wikidata Q7259]. Wikidata"),
    ("", "Nature", "https://doi.org/10.1038/n1", "[doi:10.1038/n1]. Nature"),
]


@pytest.mark.parametrize(("title", "site", "address", "read"), CASES)
def test_what_is_read_of_a_source(title: str, site: str, address: str, read: str) -> None:
    entry = describe(title, site, address)
    assert f"[{entry.text}]{entry.joint}{entry.where}" == read
    assert entry.titled is bool(title)


PAGE = "# People\n\n```{profile-references} ada\n```\n"
NOTE = """\
# Ada

She wrote ([Nature][1]), and so on ([CAIML][2]), and [3].

[1]: https://doi.org/10.1038/nature14539 "Deep learning"
[2]: https://caiml.org/news/118/
[3]: https://orcid.org/0000-0002-1825-0097
"""
FILES = {"index.md": PAGE, "people/ada.md": NOTE}
SETTINGS = {"profiles_notes": ["people/*"], "exclude_patterns": ["people/*"]}


def test_entries_in_html(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    assert site.warnings == []
    entries = site.html().select(".profile-reference-list li")
    assert [entry.get_text() for entry in entries] == [
        "Deep learning. Nature, doi:10.1038/nature14539",
        "caiml.org/news/118. CAIML",
        "ORCID 0000-0002-1825-0097",
    ]
    assert [entry.a["href"] for entry in entries] == [
        "https://doi.org/10.1038/nature14539",
        "https://caiml.org/news/118/",
        "https://orcid.org/0000-0002-1825-0097",
    ]


def test_entries_in_text(build: Build) -> None:
    text = build(FILES, "text", **SETTINGS).text("index.txt")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert lines[lines.index("-[ References ]-") + 1 :] == [
        "1. Deep learning. Nature, doi:10.1038/nature14539",
        "https://doi.org/10.1038/nature14539",
        "2. CAIML",
        "https://caiml.org/news/118/",
        "3. https://orcid.org/0000-0002-1825-0097",
    ]


LANGUAGES = """\
---
lang: ar
---
# الخوارزمي

نص ([أ][1]) و [2] و [3] و [4].

[1]: https://ar.wikipedia.org/wiki/a "الخوارزمي"
[2]: https://en.wikipedia.org/wiki/a "Al-Khwarizmi"
[3]: https://example.org/a "Algebra"
[4]: https://ar.wikipedia.org/wiki/%D8%A7%D9%84
"""


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("index", ["ar rtl", " ", " ", " "]),
        ("people/al-khwarizmi", [" ", "en ltr", " ltr", " ltr"]),
    ],
)
def test_a_title_in_another_language_says_so(build: Build, page: str, marked: list[str]) -> None:
    """What is around is the page, which on the note's own page has the note's language."""
    index = "# People\n\n```{profile-references} al-khwarizmi\n```\n"
    files = {"index.md": index, "people/al-khwarizmi.md": LANGUAGES}
    site = build(files, profiles_notes=["people/*"], suppress_warnings=["toc"])
    assert site.warnings == []
    links = site.html(page).select(".profile-reference-list li > a:first-child")
    assert [f"{link.get('lang', '')} {link.get('dir', '')}" for link in links] == marked
    assert links[3].text == "ar.wikipedia.org/wiki/ال"


def test_a_doi_is_linked_where_it_is_resolved(build: Build) -> None:
    """No browser opens `doi:10.1000/182`."""
    note = (
        "# Napier\n\nSee [it](doi:10.1000/182), <doi:10.1000/183>, [3].\n\n[3]: doi:10.1000/184\n"
    )
    site = build({"index.md": "# I\n", "napier.md": note}, profiles_notes=["napier"])
    section = site.html("napier").select_one("section")
    links = [link["href"] for link in section.select("a.external")]
    assert links == [f"https://doi.org/10.1000/{number}" for number in (182, 183, 184)]


TRACKED = """\
---
links: {website: 'https://a.org/?Smid=1&a=1'}
---
# Ada

She wrote [it](https://b.org/?camp_x=1&b=1), [3] and so on.[^4]

[3]: https://c.org/?smid=1&c=1&utm_source=x

[^4]: Title, https://c.org/?c=1&camp_y=2
"""


def test_a_project_names_parameters_to_take_off_every_address(build: Build) -> None:
    page = "# People\n\n```{profile} ada\n```\n"
    files = {"index.md": page, "people/ada.md": TRACKED}
    more = {"profiles_tracking_parameters": ["smid", "Camp_*"]}
    site = build(files, **SETTINGS, **more)
    assert site.warnings == []
    links = {link["href"] for link in site.html().select("#ada-profile a") if "://" in link["href"]}
    assert links == {"https://a.org/?a=1", "https://b.org/?b=1", "https://c.org/?c=1"}
    assert len(site.html().select(".profile-reference-list li")) == 1
