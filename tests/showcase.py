"""A project with one of everything, made of the documentation's notes: what people look at."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

NOTES = Path(__file__).parents[1] / "docs" / "people"

CONF = """\
project = "People"
extensions = ["myst_parser", "sphinx_design", "sphinxext_profiles"]
profiles_notes = ["people/*"]
# One note keeps a source that it never cites.
suppress_warnings = ["profiles.reference-unused"]
html_copy_source = False
"""

PEOPLE = [
    "ada-lovelace",
    "al-khwarizmi",
    "al-khwarizmi.en",
    "emmy-noether",
    "hypatia",
    "shen-kuo",
    "zhang-heng.hant",
]

# A name that nothing breaks by itself, and an initial of two letters.
LONG = """\
---
headline: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschafter
affiliation: The Society for the Promotion of Very Long Names in Every Kind of Documentation
tags: [mathematics, administration-of-very-long-words-without-any-place-to-break]
sort_name: zz
links:
  website: https://example.org/a/very/long/address/that/goes/on/and/on/without/an/end.html
---

# Maria Wolfeschlegelsteinhausenbergerdorff von und zu Oberammergau-Unterfranken

She has a name that fits into no line. ([A list of names][1])

[1]: https://example.org/names/of/people/with_a_long_address_that_has_no_place_to_break "Names"
"""

CARDS = """\
# People

Cards that take the look of the theme around them.

````{grid} 1 2 3 3
:gutter: 3

```{profile-card} ada-lovelace
```

```{profile-card} zhang-heng
```

```{profile-card} /people/al-khwarizmi.md
```
````

```{profile-card} emmy-noether
:layout: side
```

````{grid} 1 2 2 2
:gutter: 2

```{profile-card} hypatia
:layout: compact
```

```{profile-card} shen-kuo
:layout: compact
```
````

```{profile-index}
:layout: faces
```

```{profile-gallery} shen-kuo
```

```{profile-references} ada-lovelace
```
"""

LAYOUTS = """\
# Layouts

````{sidebar} Beside the text
An aside of the theme.

```{profile-card} long
:layout: compact
```
````

Text beside a compact card.

```{profile-card} long
:layout: hero
```

```{profile-card} shen-kuo
:photo-shape: rounded
```

```{profile-card} shen-kuo
:layout: portrait
```

```{profile-card} long
:layout: side
:photo-shape: square
```

````{grid} 1 2 4 4
```{profile-card} long
```
```{profile-card} zhang-heng
:photo-shape: square
```
```{profile-card} al-khwarizmi
```
```{profile-card} Mary Somerville
:headline: Science writer, 1780–1872

She introduced Ada Lovelace to Charles Babbage, and wrote:

- *The Connexion of the Physical Sciences*
- `code`, and [a link](https://example.org)
```
````

`````{tab-set}
````{tab-item} In a tab
```{profile-card} ada-lovelace
```
````
`````

````{note}
```{profile-card} hypatia
:layout: side
```
````

## Galleries

```{profile-gallery} zhang-heng
:captions: alt
```

```{profile-gallery} al-khwarizmi
:ratio: original
:columns: 2
```

## Lists

```{profile-index}
:search:
```

```{profile-index}
:layout: list
:group-by: lang
```

```{profile-index}
:layout: table
```

```{profile-index}
:layout: faces
```

## One of them

```{profile} emmy-noether
```

## Sources

```{profile-references} hypatia, long
:download: bibtex, ris
```
"""

FRONT = """\
# Home

```{{toctree}}
cards
layouts
people/long
{people}
```
""".format(people="\n".join(f"people/{name}" for name in PEOPLE))


def smaller(file: Path) -> bytes:
    """Return a file; of an image, what can be made into thumbnails in no time."""
    if file.suffix != ".png":
        return file.read_bytes()
    image, stream = Image.open(file), io.BytesIO()
    image.thumbnail((320, 320))
    image.save(stream, "PNG")
    return stream.getvalue()


def showcase() -> dict[str, str | bytes]:
    """Return the files of the project but for its `conf.py`."""
    notes = {
        f"people/{file.relative_to(NOTES).as_posix()}": smaller(file)
        for file in NOTES.rglob("*")
        if file.stem in PEOPLE or file.suffix == ".png"
    }
    return {
        **notes,
        "people/long.md": LONG,
        "index.md": FRONT,
        "cards.md": CARDS,
        "layouts.md": LAYOUTS,
    }
