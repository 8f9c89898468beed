"""A note writes no lines into formats that are read line by line."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

import pytest
from sites import PIXEL
from sphinx.util.inventory import InventoryFile

from sphinxext_profiles.words.letters import join_lines

if TYPE_CHECKING:
    from sites import Build, Site

BREAKS = [chr(code) for code in range(0x110000) if len(f"a{chr(code)}b".splitlines()) > 1]
"""Every character at which `str.splitlines` breaks."""
NOTE = """\
---
name: "Ada<yaml>"
headline: "Analyst<yaml>"
tags: ["sums<yaml>"]
---

# Ada<mark>

She wrote.

(first)=
## Sums<mark>

(second)=
## Tables<entity>

(third)=
Engines<wrap>
-------------

```{rubric} Letters<entity>
:name: fourth
```

```{code-block} text
:name: fifth
:caption: "Code<yaml>"

x
```

:::{table} Numbers<entity>
:name: sixth

| a | b |
|---|---|
| 1 | 2 |
:::

(seventh)=
Term<entity>
: What it means.
"""
TWICE = """\
---
headline: "An\\r\\rAnalyst"
---
# Ada

![An<break>alt](a.png "A<break>B")

She **wrote<break>it** ([Her<break>own][1]).

## Sums<break>done

Yes.

[1]: https://example.org/a "The<break>title"
"""
"""A note that ends a line twice where no paragraph ends."""
EVIL = "Own std:label -1 index.html#own Taken"


def written(character: str) -> str:
    """Return a note that tries to begin a line with a character, in each way to write it."""
    ways = {
        "<mark>": f"{character}{EVIL}",
        "<entity>": f"&#x{ord(character):x};{EVIL}",
        "<yaml>": f"\\u{ord(character):04x}{EVIL}",
        "<wrap>": f"\n{EVIL}",
    }
    note = NOTE
    for mark, text in ways.items():
        note = note.replace(mark, text)
    return note


def inventory(site: Site) -> dict[str, set[str]]:
    """Return the names in the inventory of a site, by type of object."""
    with (site.out / "objects.inv").open("rb") as file:
        loaded = InventoryFile.load(file, "", posixpath.join)
    return {kind: set(loaded[kind]) for kind in ("std:doc", "std:label", "profile:person")}


@pytest.mark.parametrize("place", ["page", "embedded"])
@pytest.mark.parametrize("character", BREAKS, ids=[f"{ord(sign):04X}" for sign in BREAKS])
def test_note_adds_no_line_to_the_inventory(build: Build, character: str, place: str) -> None:
    embedded = place == "embedded"
    site = build(
        {
            "index.md": "# People\n\n```{profile} ada\n```\n" if embedded else "# People\n",
            "people/ada.md": written(character),
        },
        profiles_notes=["people/*"],
        exclude_patterns=["people/*"] if embedded else [],
        myst_enable_extensions=["colon_fence", "deflist"],
        suppress_warnings=["toc", "profiles"],
    )
    names = inventory(site)
    assert not [name for kind in names.values() for name in kind if name.lower().startswith("own")]
    assert names["profile:person"] == {"ada"}
    labels = set(re.findall(r"\w+", " ".join(names["std:label"])))
    assert {"first", "second", "third", "fourth", "fifth", "sixth", "seventh"} <= labels


def test_lines_are_joined_at_every_line_end() -> None:
    text = "a".join(["", *BREAKS, ""])
    assert join_lines(text).splitlines() == [" ".join("a" * (len(BREAKS) + 1))]


@pytest.mark.parametrize("entity", ["&#10;", "&#x0D;", "&NewLine;", "&#x2028;"])
def test_line_ends_from_entities_end_no_paragraph_in_latex(build: Build, entity: str) -> None:
    """An empty line in a macro's argument stops TeX."""
    note = TWICE.replace("<break>", entity * 2)
    page = "# People\n\n```{profile} ada\n```\n"
    site = build(
        {"index.md": page, "people/ada.md": note, "people/a.png": PIXEL},
        "latex",
        profiles_notes=["people/*"],
        exclude_patterns=["people/*"],
    )
    [tex] = site.out.glob("*.tex")
    text = re.sub("[\r\u2028]", "\n", tex.read_bytes().decode())
    assert "wrote" in text
    assert not re.search(
        r"(An|wrote|Her|Sums|The|A)\s*\n\s*\n\s*(Analyst|alt|it|own|done|title|B)", text
    )
