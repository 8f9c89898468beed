"""Every output has the name, the sources with their addresses, and meets no unknown node."""

from __future__ import annotations

import json

import pytest
from sample import ADA, NOTE
from sites import BUILDERS, PIXEL, Build, Site

FILES = {
    "index.md": """\
# People

```{profile-card} ada
```

```{profile-gallery} shen-kuo
```

```{profile} shen-kuo
```

```{toctree}
people/ada
```
""",
    "people/ada.md": ADA,
    "people/shen-kuo.hant.md": NOTE,
    "people/images/a.png": PIXEL,
}
SETTINGS = {
    "profiles_notes": ["people/*"],
    "exclude_patterns": ["people/shen-kuo.hant.md"],
    "latex_engine": "xelatex",  # names in Han characters stand in the notes
}
ADDRESSES = (
    "https://www.britannica.com/biography/Shen-Kuo",
    "https://mathshistory.org/Shen_Kua/?_p=1",
)


@pytest.fixture
def site_of(build: Build):
    def make(builder: str) -> Site:
        if builder == "linkcheck":
            return build(FILES, builder, linkcheck_ignore=[".*"], **SETTINGS)
        return build(FILES, builder, **SETTINGS)

    return make


@pytest.mark.parametrize("builder", sorted(BUILDERS))
def test_no_output_meets_a_node_it_does_not_know(site_of, builder: str) -> None:
    site = site_of(builder)
    expected = {"epub": ["conf value"], "latex": []}.get(builder, [])
    unexpected = [line for line in site.warnings if not any(part in line for part in expected)]
    assert unexpected == []
    assert not BUILDERS[builder] or list(site.out.rglob(BUILDERS[builder]))


@pytest.mark.parametrize("builder", ["text", "html", "singlehtml", "epub", "xml", "json"])
def test_names_and_addresses_are_readable(site_of, builder: str) -> None:
    text = next(site_of(builder).out.rglob(BUILDERS[builder])).read_text("utf-8")
    if builder == "json":
        text = json.loads(text)["body"]
    for part in ("Ada Lovelace", "沈括", "Analyst of the Analytical Engine", *ADDRESSES):
        assert part in text


def test_latex_names_every_source(site_of) -> None:
    site = site_of("latex")
    (file,) = site.out.glob("*.tex")
    text = file.read_text("utf-8")
    assert "沈括" in text
    assert "Shen Kuo" in text
    assert "britannica.com/biography/Shen" in text
    assert "\\sphinxprofilespicture{}{50}{30}" in text
    assert "example.org/b.jpg" in text


def test_no_output_asks_the_network_for_an_image(site_of) -> None:
    for builder in ("latex", "epub"):
        assert not any("example.org" in str(path) for path in site_of(builder).out.rglob("*"))
