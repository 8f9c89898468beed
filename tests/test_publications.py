"""What people have published: whose an entry is, and what readers see."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from papers import make_paper
from pybtex.database import parse_file
from second import pages, same_as_fresh
from sites import classes

from sphinxext_profiles.bibliography.entries import Bibliography
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.people.library import Library

if TYPE_CHECKING:
    from bs4 import Tag
    from sites import Build, Site

CORPUS = Path(__file__).parent / "data/publications.bib"
PEOPLE = {
    "ada": "aliases: [A. Stone]\nlinks: {orcid: 0000-0002-1825-0097}\n---\n# Ada B. Roe",
    "john": "---\n# Dr. John Smith",
    "stefan": "---\n# Stéfan van der Walt",
    "jose": "---\n# José María Čapek",
    "oystein": "---\n# Øystein Łukasik",
    "shen": "lang: zh-Hant\n---\n# 沈括 (Shen Kuo)",
    "anna": "lang: hu\n---\n# Kovács Anna",
    "sofya": "---\n# Софья Ковалевская",
    "jp": "---\n# Jean-Paul Voss-Quist",
    "lucia": "lang: es\nfamily_name: Fernández de Córdoba\n---\n# Lucía Fernández de Córdoba",
    "ray": "---\n# Ray Oakes, Jr.",
    "team": "type: organization\n---\n# The Loom Developers",
    "mary": "---\n# Mary Quill",
    "max": "---\n# Max Quill",
}
NOTES = {key: f"---\nid: {key}\n{text}\n\nSome text.\n" for key, text in PEOPLE.items()}
PAGE = """\
# Ada's papers

```{profile-publications} ada
:limit: 4
```

## By type

```{profile-publications} ada
:group-by: type
:style: plain
:filter: year >= "2015" or type == "book"
:class: typed
```

```{toctree}
:glob:
people/*
```
"""
FILES: dict[str, str | bytes] = {
    "index.md": PAGE,
    "refs.bib": CORPUS.read_bytes(),
    **{f"people/{key}.md": text for key, text in NOTES.items()},
}
SETTINGS: dict[str, Any] = {
    "extensions": ("myst_parser", "sphinxcontrib.bibtex", "sphinxext_profiles"),
    "bibtex_bibfiles": ["refs.bib"],
    "profiles_notes": ["people/*"],
}
"""A project with the corpus."""


def library() -> Library:
    return Library(read_profile(text, f"people/{key}.md").profile for key, text in NOTES.items())


def test_every_entry_is_whose_it_is() -> None:
    data = parse_file(CORPUS, "bibtex")
    assert len(data.entries) >= 40
    bibliography = Bibliography(library(), data, "en")
    found: dict[str, set[str]] = {key: set() for key in data.entries}
    for person, publications in bibliography.by_person.items():
        for publication in publications:
            owners = [one for one in publication.owners if one and one.key == person]
            unsure = "?" if all(one.unsure for one in owners) else ""
            found[publication.entry.key].add(person + unsure)
    expected = {
        key: {*entry.fields["owner"].replace("-", "").split()}
        for key, entry in data.entries.items()
    }
    assert found == expected


def test_two_people_of_one_name_share_nothing() -> None:
    data = parse_file(CORPUS, "bibtex")
    twins = [read_profile("# Ada Roe\n", f"people/{key}.md").profile for key in ("one", "two")]
    assert Bibliography(Library(twins), data, "en").by_person == {}


# In a project


def entries(part: Tag) -> list[str]:
    return [" ".join(item.text.split()) for item in part.select(".profile-publications > li")]


def test_a_list_has_the_newest_first(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    assert site.warnings == []
    page = site.html()
    first, second = page.select(".profile-published")
    assert [re.search(r"in press|\d{4}", text)[0] for text in entries(first)] == [
        *("in press", "2020", "2019", "2018"),
    ]
    several = first.li
    assert several.strong.text.replace("\xa0", " ") == "Ada B. Roe"
    people = [link["href"] for link in several.find_all("a")]
    assert people == [
        *("people/john.html", "people/stefan.html"),
        *("https://example.org/several", "https://doi.org/10.1000/182"),
    ]
    assert "typed" in classes(second)
    assert [tag.text for tag in second.select(".rubric")] == ["Articles", "Books"]
    assert len(entries(second)) == 8


def test_a_page_of_a_person_ends_with_them(build: Build) -> None:
    ada = NOTES["ada"].replace("---\n", "---\npublications: true\n", 1)
    site = build({**FILES, "people/ada.md": ada}, **SETTINGS)
    assert site.warnings == []
    page = site.html("people/ada")
    section = page.find(id="ada-publications")
    assert section.find("h2").text.startswith("Publications")
    assert len(entries(section)) == 12
    assert page.select('.sphinxsidebar a[href="#ada-publications"]')
    assert site.html("people/john").select(".profile-published") == []


def test_the_project_asks_for_all(build: Build) -> None:
    no = NOTES["john"].replace("---\n", "---\npublications: false\n", 1)
    site = build({**FILES, "people/john.md": no}, **SETTINGS, profiles_publications=True)
    assert site.html("people/stefan").select(".profile-published")
    assert site.html("people/john").select(".profile-published") == []
    assert site.html("people/max").select(".profile-published") == []
    without = build({}, source=site.source, **SETTINGS)
    assert not site.html("people/stefan").select(".profile-published")
    same_as_fresh(build, without, **SETTINGS)


@pytest.mark.parametrize(
    ("builder", "file", "wanted"),
    [
        ("text", "index.txt", "**Ada B. Roe**"),
        ("latex", "*.tex", r"\sphinxstylestrong{Ada B. Roe}"),
        ("epub", "index.xhtml", "<strong>Ada B. Roe</strong>"),
        ("man", "*.1", "Ada B. Roe"),
        ("texinfo", "*.texi", "`Ada B. Roe'"),
    ],
)
def test_every_output_has_them(build: Build, builder: str, file: str, wanted: str) -> None:
    site = build(FILES, builder, **SETTINGS)
    (found,) = site.out.glob(file)
    text = found.read_text("utf-8").replace("\xa0", " ").replace("~", " ")
    assert wanted in text
    assert "Several people" in text


def test_a_note_cites_the_files_of_the_project(build: Build) -> None:
    ada = NOTES["ada"].replace("Some text.", "She wove {cite:p}`full` *cloth* {cite:t}`comma`.")
    index = "# I\n\n```{profile-card} ada\n```\n\n```{bibliography}\n```\n"
    site = build(
        {**FILES, "people/ada.md": ada, "index.md": index},
        **SETTINGS,
        suppress_warnings=["toc"],
    )
    assert site.warnings == []
    assert site.html().select_one(".profile-summary").text == "She wove cloth."
    assert len(site.html("people/ada").select('a[href^="../index.html#id"]')) == 2


# Later builds


def changed(site: Site, name: str, text: str) -> set[str]:
    (site.source / name).write_text(text, "utf-8")
    return pages(site.rebuild())


def test_what_changes_is_written_again(build: Build) -> None:
    papers = "# Papers\n\n```{profile-publications} ada\n```\n"
    tree = "# Project\n\n```{toctree}\n:glob:\npapers\nother\npeople/*\n```\n"
    files = {**FILES, "index.md": tree, "papers.md": papers, "other.md": "# Other\n"}
    site = build(files, **SETTINGS)
    text = CORPUS.read_text("utf-8").replace("Two initials", "Initials, two")
    assert changed(site, "refs.bib", text) == {"index", "papers"}
    assert "Initials, two" in site.text("papers.html")
    # Somebody is an author now, by another name.
    nobody = NOTES["max"].replace("---\n", "---\naliases: [N. Nobody]\n", 1)
    assert changed(site, "people/max.md", nobody) == {"index", "people/max", "papers"}
    assert site.html("papers").select('.profile-published a[href="people/max.html"]')
    longer = NOTES["mary"] + "More.\n"
    assert changed(site, "people/mary.md", longer) == {"index", "people/mary"}
    without = NOTES["ada"].replace("aliases: [A. Stone]\n", "")
    assert changed(site, "people/ada.md", without) == {"index", "people/ada", "papers"}
    same_as_fresh(build, site, **SETTINGS)


def test_the_same_in_parallel(build: Build) -> None:
    one, two = (build(FILES, **SETTINGS, parallel=number) for number in (0, 2))
    assert one.text("index.html") == two.text("index.html")


# What is wrong


def test_without_the_extension(build: Build) -> None:
    site = build({**FILES}, **{**SETTINGS, "extensions": ("myst_parser", "sphinxext_profiles")})
    _, first, second = site.warnings  # the first is Sphinx's, about a setting of nobody
    assert first.startswith("index.md:3: WARNING: profile-publications: sphinxcontrib-bibtex is")
    assert second.endswith("[profiles.bibliography-missing]")


BAD = {
    ":style: fancy": "profile-publications: option 'style': there is no style 'fancy'",
    ":filter: cited": "'cited' is not known here; filter by fields of the entries",
    ":filter: year +": "'year +' is not a filter of sphinxcontrib-bibtex",
    ":filter: __import__('os')": "the filter can't be used: invalid node Call in filter",
    ":filter: title % '('": "the filter can't be used",
    ":filter: open('x')": "the filter can't be used",
    ":group-by: place": "there is no 'place'",
    ":limit: none": "option 'limit'",
}


@pytest.mark.parametrize("option", BAD)
def test_options_that_cannot_be_used(build: Build, option: str) -> None:
    page = f"# Page\n\n```{{profile-publications}} ada\n{option}\n```\n"
    site = build({**FILES, "index.md": page}, **SETTINGS, suppress_warnings=["toc"])
    assert [line for line in site.warnings if BAD[option] not in line] == []
    assert len(site.warnings) == 1


def test_a_pdf_is_linked_or_offered_for_download(build: Build) -> None:
    entry = "@article{%s, author={Roe, Ada}, title={%s}, journal={X}, year=2020, pdf={%s}}\n"
    pdfs = {"far": "https://x.example/far.pdf", "near": "papers/near.pdf", "bad": "javascript:x"}
    bib = "".join(entry % (name, name, pdf) for name, pdf in pdfs.items())
    page = "# Page\n\n```{profile-publications} ada\n```\n"
    files = {**FILES, "index.md": page, "refs.bib": bib, "papers/near.pdf": b"%PDF-1.4\n"}
    site = build(files, **SETTINGS, suppress_warnings=["toc"])
    assert site.warnings == []
    far, near = site.html().select(".profile-published a")
    assert (far["href"], far.text) == ("https://x.example/far.pdf", "PDF")
    assert (site.out / near["href"]).is_file()


@pytest.mark.pdf
def test_they_are_in_a_pdf(tmp_path: Path) -> None:
    page = "# Papers\n\n```{profile-publications} ada\n:group-by: type\n```\n"
    people = {f"people/{key}.md": NOTES[key] for key in ("ada", "john", "stefan")}
    files = {"index.md": page, "refs.bib": CORPUS.read_bytes(), **people}
    more = 'extensions += ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["refs.bib"]'
    more += '\nsuppress_warnings = ["toc"]'
    paper = make_paper(tmp_path, files, "pdflatex", more)
    assert "John Smith, Ada B. Roe, Stéfan van der Walt, and N. Nobody." in paper.text
    assert "https://doi.org/10.1000/182" in {address for _, address in paper.links()}
    assert paper.warnings == []


ODD = """\
@article{bad, author={Roe, Ada B.}, title={<script>alert(1)</script>}, url={javascript:alert(1)}}
@article{many, author={%s and Roe, Ada B.}, title={Many}, journal={X}, year=2020}
"""


def test_odd_entries_cost_nothing_else(build: Build) -> None:
    many = " and ".join(f"Author{number}, First{number}" for number in range(300))
    page = "# Page\n\n```{profile-publications} ada\n```\n\n```{profile-publications} max\n```\n"
    files = {**FILES, "index.md": page, "refs.bib": ODD % many}
    site = build(files, **SETTINGS, suppress_warnings=["toc"])
    assert [re.search(r"\[profiles\..*\]", line)[0] for line in site.warnings] == [
        *("[profiles.publication-incomplete]", "[profiles.publications-empty]"),
    ]
    published = site.html().select_one(".profile-published")
    assert published.select('script, a[href^="javascript"]') == []
    assert "Author299" in published.text


def test_an_unsure_match_is_advice(build: Build) -> None:
    settings = {**SETTINGS, "profiles_publications": True}
    site = build(FILES, **settings, profiles_warn_advice=True)
    assert any(
        "people/stefan.md:1: WARNING: S. van der Walt of 'particleinfamily' is taken for" in line
        for line in site.warnings
    )
