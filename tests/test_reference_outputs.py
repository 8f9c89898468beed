"""Citations and reference lists in outputs other than HTML pages."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from sites import Build, Site

LONG = "https://example.org/a-very-long-address/with-many-hyphens/and-more-of-them/so-it-must-break"
NOTE = f"""\
---
date: 2025-10-22
---
# Ada

One ([Yale][1], [Rice][2], [Both][3]). Two ([Yale][1]).

## Work ([Rice][2])

Text.

[1]: {LONG} "A title that nobody translates ..."
[2]: https://rice.example.org/
[3]: https://both.example.org/ "Both"
"""
PAGE = """\
# Page

```{profile} ada
:without: card gallery references
```

```{profile-references} ada
:title: What was read
```

After.
"""
FILES = {"index.md": PAGE, "other.md": "---\norphan: true\n---\n# O\n", "people/ada.md": NOTE}
SETTINGS = {"profiles_notes": ["people/*"], "exclude_patterns": ["people/*"]}


@pytest.fixture
def output(build: Build):
    """Return a function that builds the page and returns the text of its file."""

    def make(builder: str, pattern: str, **settings) -> str:
        site: Site = build(FILES, builder, **{**SETTINGS, **settings})
        assert [line for line in site.warnings if "conf value" not in line] == []
        text = next(site.out.rglob(pattern)).read_text("utf-8")
        return re.sub(r"\\&|\\f[IPBR]|\\(?=-)", "", text) if builder == "man" else text

    return make


def test_text_has_a_numbered_list_with_whole_addresses(output) -> None:
    text = output("text", "index.txt")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert "One[1–3]. Two[1]." in lines
    assert lines[lines.index("-[ What was read ]-") + 1 :] == [
        "1. A title that nobody translates … Yale, example.org, accessed",
        "October 22, 2025",
        LONG,
        "2. Rice, accessed October 22, 2025",
        "https://rice.example.org/",
        "3. Both. Both, both.example.org, accessed October 22, 2025",
        "https://both.example.org/",
        "After.",
    ]


def test_man_has_a_numbered_list_with_whole_addresses(output) -> None:
    text = output("man", "*.1")
    assert re.search(r"\.IP 1\. 3\nA title that nobody translates … Yale", text)
    for address in (LONG, "https://rice.example.org/", "https://both.example.org/"):
        assert f"\n.nf\n{address}\n.fi\n" in text


@pytest.mark.parametrize("builder", ["text", "man"])
def test_where_nothing_is_raised_numbers_have_brackets(output, builder: str) -> None:
    text = output(
        builder, "*.txt" if builder == "text" else "*.1", profiles_citation_style="superscript"
    )
    assert "One[1–3]. Two[1]" in text


@pytest.mark.parametrize("builder", ["text", "man"])
def test_words_stay_words(output, builder: str) -> None:
    text = output(builder, "*.txt" if builder == "text" else "*.1", profiles_citation_style="label")
    assert "One (Yale, Rice, Both). Two (Yale)" in text


@pytest.mark.parametrize("style", ["number", "label", "superscript"])
def test_latex_links_both_ways(output, style: str) -> None:
    text = output("latex", "*.tex", profiles_citation_style=style)
    labels = re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", text)
    links = re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", text)
    assert len(labels) == len(set(labels))
    assert set(links) <= set(labels)
    assert {f"index:ada-ref-{number}" for number in (1, 3)} <= set(links)
    backs = [link for link in links if "-cite-" in link]
    assert len(backs) == 5
    assert rf"\sphinxurl{{{LONG}}}" in text
    assert text.index("What was read") < text.index(r"\sphinxurl{") < text.index("After.")


def test_a_heading_in_latex_holds_no_label(output) -> None:
    text = output("latex", "*.tex", exclude_patterns=["index.md"], root_doc="people/ada")
    (heading,) = re.findall(r"^\\\w+\{Work.*$", text, re.MULTILINE)
    assert "label" not in heading
    labels = re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", text)
    links = set(re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", text))
    assert links <= set(labels)
    assert "people/ada:work" in links


def test_epub_says_what_is_what(build: Build) -> None:
    site = build(FILES, "epub", version="1", copyright="2025", **SETTINGS)
    (file,) = site.out.glob("*.epub")
    with zipfile.ZipFile(file) as book:
        page = BeautifulSoup(book.read("index.xhtml"), "html.parser")
    found = {
        (tag.name, tag["role"], tag.get("epub:type"))
        for tag in page.find_all(role=re.compile("doc-bib|doc-back"))
    }
    assert found == {
        ("section", "doc-bibliography", "bibliography"),
        ("a", "doc-biblioref", "biblioref noteref"),
        ("a", "doc-backlink", "backlink"),
    }


def test_headings_are_offered_for_translation_and_titles_are_not(output) -> None:
    text = output("gettext", "index.pot")
    assert 'msgid "What was read"' in text
    assert "nobody translates" not in text
    assert "accessed" not in text


def test_the_site_of_a_source_can_be_searched_for(output) -> None:
    assert '"yale":' in output("html", "searchindex.js")
