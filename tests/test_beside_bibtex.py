"""A project with two bibliographies: one of ours, and one of sphinxcontrib-bibtex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxext_profiles.exports.file_types import export_references
from sphinxext_profiles.note.reader import read_profile

if TYPE_CHECKING:
    from sites import Build, Site

ADA = '# Ada\n\nOne ([Engine][1]).\n\n[1]: https://example.org/engine?a=b_c%20d "The engine"\n'
BIB = (
    "@book{turing, author={Turing, Alan}, title={Collected works}, year={1992}, publisher={N-H}}\n"
)
BOTH = """\
# Page

Somebody else's {cite:p}`turing`, and one of ours: {cite:p}`ada-1`.

```{profile} ada
```

```{bibliography}
```
"""


def both(build: Build, builder: str) -> Site:
    """Build a project with two bibliographies, one of which uses our export."""
    profile = read_profile(ADA, "people/ada.md").profile
    return build(
        {
            "people/ada.md": ADA,
            "index.md": BOTH,
            "refs.bib": BIB,
            "ada.bib": export_references([profile], "bibtex"),
        },
        builder=builder,
        extensions=("myst_parser", "sphinxcontrib.bibtex", "sphinxext_profiles"),
        bibtex_bibfiles=["refs.bib", "ada.bib"],
        profiles_notes=["people/*"],
        suppress_warnings=["toc"],
    )


def test_sphinxcontrib_bibtex_works_beside_in_html(build: Build) -> None:
    site = both(build, "html")
    assert site.warnings == []
    page = site.html()
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    theirs = [page.find(id=link["href"][1:]) for link in page.select('a[href^="#id"]')]
    assert theirs
    assert None not in theirs
    ours = page.select(".profile-citation a")
    assert ours
    assert all(page.find(id=link["href"][1:]) for link in ours)
    lists = page.select("div.citation")
    assert len(lists) == 2
    assert "https://example.org/engine?a=b_c%20d" in page.get_text()
    assert "Collected works" in page.get_text()


def test_sphinxcontrib_bibtex_works_beside_in_latex(build: Build) -> None:
    site = both(build, "latex")
    assert site.warnings == []
    [tex] = site.out.glob("*.tex")
    text = tex.read_text("utf-8")
    assert "Collected works" in text
    assert "The engine" in text
    assert r"\bibitem" in text or r"\begin{sphinxthebibliography}" in text
