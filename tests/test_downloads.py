"""Reference lists that a page offers as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from sphinxext_profiles.exports.file_types import FORMATS, export_references
from sphinxext_profiles.note.reader import read_profile

if TYPE_CHECKING:
    from bs4 import Tag
    from sites import Build, Site

ADA = '# Ada\n\nOne ([Engine][1]).\n\n[1]: https://example.org/engine?a=b_c%20d "The engine"\n'
ALAN = """\
---
lang: de
date: 2025-10-22
---
# Alan

Eins ([Engine][1]), zwei ([Papier][2]).

[1]: https://example.org/engine?a=b_c%20d&utm_source=x
[2]: https://doi.org/10.1112/plms/s2-42.1.230 "On computable numbers"
[3]: https://example.org/never "Never cited"
"""
NOTES = {"people/ada.md": ADA, "people/alan.md": ALAN}
PAGE = {
    "myst": ("index.md", "# Page\n\n```{profile-references} %s\n:download: %s\n```\n"),
    "rest": ("index.rst", "Page\n====\n\n.. profile-references:: %s\n   :download: %s\n"),
}
QUIET = ["toc", "profiles.reference-unused"]
ALL = "bibtex, csl-json ris"


def project(
    build: Build, people: str = "ada", formats: str = ALL, syntax: str = "myst", **more
) -> Site:
    name, text = PAGE[syntax]
    settings = {"profiles_notes": ["people/*"], "suppress_warnings": QUIET, **more}
    return build({**NOTES, name: text % (people, formats)}, **settings)


def links(site: Site, page: str = "index") -> list[Tag]:
    return site.html(page).select(".profile-downloads a")


def files(site: Site) -> dict[str, bytes]:
    """Return every file below the folder for downloads, by its name."""
    folder = site.out / "_downloads"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def exported(form: str, *paths: str) -> bytes:
    """Return what the export of notes gives, outside of any build."""
    profiles = [read_profile(NOTES[path], path).profile for path in paths]
    return export_references(profiles, form)


@pytest.mark.parametrize("syntax", PAGE)
@pytest.mark.parametrize(("builder", "page"), [("html", "index"), ("dirhtml", "index")])
def test_a_list_is_offered_as_files(build: Build, builder: str, page: str, syntax: str) -> None:
    site = project(build, builder=builder, syntax=syntax)
    assert site.warnings == []
    assert [link.text for link in links(site, page)] == ["BibTeX", "CSL-JSON", "RIS"]
    for link, form in zip(links(site, page), ("bibtex", "csl-json", "ris"), strict=True):
        file = site.out / unquote(link["href"])
        assert file.read_bytes() == exported(form, "people/ada.md")
        assert link["download"] == file.name == f"ada{FORMATS[form].suffix}"
        assert link["type"] == FORMATS[form].media_type
        assert link["aria-label"] == f"Download references as {link.text}"


def test_a_file_over_several_notes_is_that_of_the_export(build: Build) -> None:
    site = project(build, "alan ada", "bibtex")
    content = exported("bibtex", "people/alan.md", "people/ada.md")
    assert files(site) == {"references.bib": content}
    assert content.count(b"@online") == 3


def test_a_link_leads_to_the_file_from_a_folder_below(build: Build) -> None:
    page = "# Below\n\n```{profile-references} ada\n:download: ris\n```\n"
    site = build(
        {**NOTES, "index.md": "# Page\n", "a/b/c.md": page},
        profiles_notes=["people/*"],
        suppress_warnings=["toc"],
    )
    [link] = links(site, "a/b/c")
    file = (site.out / "a/b" / unquote(link["href"])).resolve()
    assert file.read_bytes() == exported("ris", "people/ada.md")


def test_words_for_machines_are_in_the_language_of_the_page(build: Build) -> None:
    [link] = links(project(build, "alan", "bibtex", language="de"))
    assert link["aria-label"] == "Quellen als BibTeX herunterladen"


def test_a_key_in_any_script_is_the_name_of_the_file(build: Build) -> None:
    page = "# Page\n\n```{profile-references} 沈括\n:download: bibtex\n```\n"
    site = build({"people/沈括.md": ADA, "index.md": page}, profiles_notes=["people/*"])
    [link] = links(site)
    assert link["download"] == "沈括.bib"
    assert (site.out / unquote(link["href"])).is_file()
    assert link["href"].isascii()


def test_unused_sources_are_in_the_file_where_the_list_hides_them(build: Build) -> None:
    page = "# P\n\n```{profile-references} alan\n:unused: hide\n:download: csl-json\n```\n"
    site = build(
        {**NOTES, "index.md": page}, profiles_notes=["people/*"], suppress_warnings=["toc"]
    )
    assert len(site.html().select(".profile-reference-list > li")) == 2
    assert files(site) == {"alan.json": exported("csl-json", "people/alan.md")}


def test_the_list_of_a_page_is_offered_too(build: Build) -> None:
    page = "# P\n\n```{profile} ada\n:without: references\n```\n\n"
    page += "```{profile-references}\n:download: ris\n```\n"
    site = build(
        {**NOTES, "index.md": page}, profiles_notes=["people/*"], suppress_warnings=["toc"]
    )
    assert files(site) == {"ada.ris": exported("ris", "people/ada.md")}


def test_no_list_is_offered_unasked(build: Build) -> None:
    page = "# P\n\n```{profile-references} ada\n```\n"
    site = build(
        {**NOTES, "index.md": page}, profiles_notes=["people/*"], suppress_warnings=["toc"]
    )
    assert links(site) == []
    assert files(site) == {}


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man", "texinfo", "gettext"])
def test_only_html_pages_offer_files(build: Build, builder: str) -> None:
    site = project(build, builder=builder)
    assert files(site) == {}
    written = [path for path in site.out.rglob("*") if path.suffix in {".xhtml", ".tex", ".txt"}]
    assert not any("profile-downloads" in path.read_text("utf-8") for path in written)


def test_pages_as_json_offer_them_as_sphinx_does_its_own(build: Build) -> None:
    site = project(build, formats="ris", builder="json")
    assert files(site) == {"ada.ris": exported("ris", "people/ada.md")}
    assert "profile-downloads" in site.text("index.fjson")


def test_one_page_for_everything_offers_them(build: Build) -> None:
    site = project(build, builder="singlehtml")
    for link in links(site):
        assert (site.out / unquote(link["href"])).is_file()
    assert len(links(site)) == 3


def test_a_wrong_format_is_named_with_those_that_are_right(build: Build) -> None:
    site = project(build, formats="bibtex, bibtext")
    [warning] = [line for line in site.warnings if "option-value" in line]
    assert "there is no 'bibtext'; did you mean 'bibtex'?" in warning
    assert "index.md:3" in warning
    assert len(site.html().select(".profile-reference-list > li")) == 1


def test_an_empty_option_is_a_mistake(build: Build) -> None:
    [warning] = [line for line in project(build, formats="").warnings if "option-value" in line]
    assert "it names no format (known: csl-json, bibtex, ris)" in warning


def test_a_second_build_writes_only_what_changed(build: Build) -> None:
    site = project(build, formats="bibtex")
    assert [name for name in site.rebuild() if "_downloads" in name] == []
    file = Path(site.source, "people/ada.md")
    file.write_text(ADA.replace("The engine", "An engine"), "utf-8")
    [written] = [name for name in site.rebuild() if "_downloads" in name]
    [link] = links(site)
    assert unquote(link["href"]) == written
    assert b"An engine" in (site.out / written).read_bytes()


def test_pages_written_in_parallel_give_the_same_files(build: Build) -> None:
    page = "# Page\n\n```{profile-references} alan ada\n:download: bibtex, ris\n```\n"
    pages = {f"page{number}.md": page for number in range(12)}
    settings = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
    alone = build({**NOTES, "index.md": page, **pages}, **settings)
    together = build({**NOTES, "index.md": page, **pages}, parallel=2, **settings)
    expected = {"references.bib", "references.ris"}
    assert {path.name for path in (alone.out / "_downloads").rglob("*.*")} == expected
    assert files(alone) == files(together)
    assert alone.text("page7.html") == together.text("page7.html")
