"""Links lead somewhere and ids are told apart, in outputs that make one document of all pages."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from sample import ADA, NOTE
from sites import PIXEL, Build

EVERYWHERE = """\
```{profile-card} ada
```

```{profile} shen-kuo
```

```{profile-gallery} ada
```

```{profile-index}
:layout: LAYOUT
:group-by: tags
```

{profile:person}`ada` {profile:person}`shen-kuo` {profile:person}`bob` [](#eve)
"""
PAGES = {
    f"{layout}.md": f"# {layout}\n\n" + EVERYWHERE.replace("LAYOUT", layout)
    for layout in ("cards", "faces", "list", "table")
}
FILES = {
    **PAGES,
    "index.md": "# Root\n\n```{toctree}\n" + "\n".join(PAGES) + "\npeople/eve\npeople/bob\n```\n",
    "people/ada.md": ADA,
    "people/shen-kuo.hant.md": NOTE,
    "people/bob.md": "# Bob\n\nText. ([X][1], [Y][2])\n\n"
    "[1]: https://x.org 'X'\n[2]: https://y.org 'Y'\n",
    "people/eve.md": "# Eve\n\nText. ([X][1])\n\n## Bob\n\n[1]: https://x.org 'X'\n",
    "people/images/a.png": PIXEL,
}
SETTINGS = {
    "latex_engine": "xelatex",  # names in Han characters stand in the notes
    "profiles_notes": ["people/*"],
    "exclude_patterns": ["people/ada.md", "people/shen-kuo*"],
    "profiles_mentions": True,
}


def test_one_page_repeats_no_id_and_each_link_finds_its_place(build: Build) -> None:
    site = build(FILES, "singlehtml", **SETTINGS)
    assert site.warnings == []
    page = site.html()
    ids = Counter(tag["id"] for tag in page.find_all(id=True))
    assert [name for name, number in ids.items() if number > 1] == []
    body = page.find("div", class_="body")
    links = [tag["href"] for tag in body.select("a[href^='#']:not(.headerlink)")]
    assert len(links) > 50
    assert [link for link in links if link[1:] not in ids] == []
    # Of each person the one home, whichever page the link stands on.
    assert {link["href"] for link in body.find_all("a", string="Ada Lovelace")} == {"#ada-card"}
    assert page.find(id="ada-card").name == "article"
    assert "沈括" in page.find(id="shen-kuo-profile").text


def test_the_ways_back_stay_in_the_list_that_they_come_from(build: Build) -> None:
    page = build(FILES, "singlehtml", **SETTINGS).html()
    seen = 0
    for link in page.select("a[role=doc-biblioref]"):
        entry = page.find(id=link["href"][1:])
        assert entry.name == "li"
        assert link["id"] in {back["href"][1:] for back in entry.select("[role=doc-backlink]")}
        seen += 1
    assert seen > 8


@pytest.mark.parametrize("builder", ["latex", "texinfo"])
def test_a_book_has_a_target_for_every_link(build: Build, builder: str) -> None:
    site = build(FILES, builder, **SETTINGS)
    assert site.warnings == []
    (file,) = site.out.glob("*.tex" if builder == "latex" else "*.texi")
    text = file.read_text("utf-8")
    if builder == "latex":
        links = re.findall(r"\\hyperref\[(\\detokenize\{[^}]*\})\]", text)
        targets = re.findall(r"\\label\{(\\detokenize\{[^}]*\})\}", text)
        assert {r"\detokenize{cards:ada-card}", r"\detokenize{cards:shen-kuo-profile}"} <= set(
            links
        )
    else:
        links = re.findall(r"@ref\{([0-9a-f]+),", text)
        targets = re.findall(r"@anchor\{([0-9a-f]+)\}", text)
    assert len(links) > 20
    assert set(links) <= set(targets)
    assert len(targets) == len(set(targets))
