"""The references of every note of the corpus, counted in the pages that show them.

`python -m pytest -rP tests/test_reference_figures.py` prints the figures.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.nodes import profile_citation

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from sites import Build, Site

NOTES = sorted((Path(__file__).parent / "notes").glob("*.md"))


def count(site: Site, docname: str, page: BeautifulSoup) -> Counter[str]:
    """Return the figures of a note's page, and check that they fit together."""
    store = site.app.env.get_domain("profile")
    profile = store.notes[store.pages[docname]].profile
    entries = page.select(".profile-reference-list > li")
    links = page.select("a[role=doc-biblioref]")
    backs = page.select("[role=doc-backlink]:is(.profile-backlinks *)")
    marks = [
        (node["note"], number)
        for node in site.doctree(docname).findall(profile_citation)
        for number, _ in node["marks"]
    ]
    ids = [tag["id"] for tag in page.select("[id]")]
    assert [int(entry["value"]) for entry in entries] == [r.number for r in profile.references]
    assert [entry.a["href"] for entry in entries] == [r.address for r in profile.references]
    assert Counter(number for _, number in marks) == Counter(
        {entry.number: len(entry.lines) for entry in profile.references if entry.lines}
    )
    ways = {(link["href"], f"#{link['id']}") for link in links}
    told = {
        (f"#{entry['id']}", back["href"])
        for entry in entries
        for back in entry.select("[role=doc-backlink]")
    }
    assert ways <= told  # inside a range, a reference leads to the link that it begins with
    return Counter(
        {
            "definitions read": sum(len(entry.labels) for entry in profile.references),
            "references read": len(profile.references),
            "references shown": len(entries),
            "citations read": len(profile.citations),
            "citations shown": len(marks),
            "links of citations": len(links),
            "links that lead to an entry": sum(link["href"][1:] in ids for link in links),
            "ways back": len(backs),
            "ways back that lead to a citation": sum(back["href"][1:] in ids for back in backs),
            "ids repeated": len(ids) - len(set(ids)),
        }
    )


def test_every_reference_of_the_corpus_is_shown_and_linked(build: Build) -> None:
    files: dict[str, str | bytes] = {f"people/{note.name}": note.read_bytes() for note in NOTES}
    files["index.md"] = "# People\n"
    silent = ["toc", "profiles", "myst", "docutils", "ref", "image", "misc"]
    site = build(files, profiles_notes=["people/*"], suppress_warnings=silent)
    figures: Counter[str] = Counter()
    pages = site.app.env.get_domain("profile").pages
    assert len(pages) == len(NOTES)
    for docname in sorted(pages):
        figures.update(count(site, docname, site.html(docname)))
    print(f"{len(pages):6} notes")
    print(*(f"{number:6} {what}" for what, number in figures.items()), sep="\n")
    assert figures["references read"] == figures["references shown"] > 50
    assert figures["citations read"] == figures["citations shown"] > 50
    assert figures["links of citations"] == figures["links that lead to an entry"]
    assert figures["ways back"] == figures["ways back that lead to a citation"]
    assert figures["ids repeated"] == 0
