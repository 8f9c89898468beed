"""A project whose notes try everything: each payload of `payloads.txt` in every field of a note."""

from __future__ import annotations

import json
from pathlib import Path

from sites import PIXEL

from sphinxext_profiles.note.key import clean_key

PER_PAGE = 24
OWN_PAGES = 16
"""One note of so many is a page of its own."""

_SIGNS = str.maketrans({"⏎": "\n", "⇥": "\t", "␀": "\0", "␛": "\x1b", "⤶": "\u2028"})
_KIND = "## Kind: "


def _read() -> tuple[list[str], dict[str, list[str]]]:
    """Return all payloads, and of these what tries something on what is not the note's own."""
    payloads: list[str] = []
    kinds: dict[str, list[str]] = {}
    of_kind: list[str] = []
    for line in Path(__file__).with_name("payloads.txt").read_text("utf-8").split("\n"):
        if line.startswith("## "):
            of_kind = kinds.setdefault(line.removeprefix(_KIND), []) if _KIND in line else []
        elif line:
            payloads.append(line.translate(_SIGNS))
            of_kind.append(payloads[-1])
    return payloads, kinds


PAYLOADS, KINDS = _read()

_TEXTS = (
    *("name", "title", "headline", "affiliation", "summary", "pronouns", "location", "sort_name"),
    *("photo_alt", "photo_focus", "model", "date", "reviewed_by", "source", "group"),
)
_BODY = """\
# Title @

![alt @](a.png "title @") ![@](a.png "caption. Credit: @, CC BY 4.0") ![remote @](https://b.example/@)

Lead @ with [words @][1], [@][2], ([A][1], [B][3]), [^foot], [^source] and [x][@].

## Section @

- item @, [link @](@ "title @"), [link](<@>), <@>, ![@](@)
- `@` {abbr}`@` {ref}`@` {doc}`@` {profile:person}`@` $@$ {bdg-primary}`@` [span @]{.a lang="@"}

:::{admonition} Title @
:class: @
:name: @

@
:::

```{figure} a.png
:alt: @
:figclass: @
:target: @
:width: @

Caption @
```

```{code-block} @
:caption: @

@
```

:::{card} @
:link: @
:class-card: @

@
:::

:::{profile-card} @
:headline: @
:link: @
:::

> [!bug] @
> [[@|@]] ![[@]] ![[@.png|@]] [[@#@]] {% @ %} {{< @ >}} [@]{.@ @}

> [!@] {: @}
> @ ^abc@

~~~@
@
~~~

| @ | b |
|---|---|
| @ | @ |

[^foot]: Footnote @
[^source]: Source @ <https://a.example/f?@>
[1]: <https://a.example/?q=@> "Title @"
[2]: <@> "@"
[3]: https://a.example/@ (@)
[@]: @ '@'
"""


def note(payload: str, number: int) -> str:
    """Return a note that holds a payload wherever something of the author's can stand.

    Values of the front matter and the last paragraph hold the payload whole; in the rest of the
    Markdown its line feeds are spaces, so that it stays where it is put.
    """
    said = json.dumps(payload)
    texts = "".join(f"{key}: {json.dumps(f'{number} {payload}')}\n" for key in _TEXTS)
    link = f"{{text: {said}, url: {said}}}" if number % 2 else f"{{{said}: {said}, github: {said}}}"
    links = f"[{link}]" if number % 2 else link
    photo = said if number % 3 else "a.png"
    lang = said if number % 5 == 0 else "de"
    image = f"{{src: a.png, alt: {said}, credit: {said}, license: {said}, source: {said}}}"
    front = (
        f"{texts}id: {json.dumps(f'{payload}{number}')}\nlang: {lang}\nphoto: {photo}\n"
        f"github: {said}\nwebsite: {said}\nmastodon: [{said}]\nabout: {{links: {links}}}\n"
        f"socials: [{{icon: {said}, href: {said}, label: {said}}}]\n"
        f"profiles: [{{icon: fab fa-x, icon_pack: fab, url: {said}}}]\n"
        f"tags: [{said}, {json.dumps(f'tag{number}')}]\nlinks: {links}\nimages: [{image}]\n"
        f"roles: [{{role: {said}, group: {said}, org: {said}, url: {said}, start: 2019}}, {said}]\n"
        f"contributions: [{said}, code]\nemail: {said}\nborn: {said}\ndied: {said}\n"
        f"contribution_types: {{code: {{symbol: {said}, description: {said}}}}}\n"
        f"generated: true\ntranslated: true\n{said}: {said}\n"
    )
    body = _BODY.replace("@", payload.replace("\n", " "))
    return f"---\n{front}---\n{body}\n{payload}\n"


def project(payloads: list[str] = PAYLOADS) -> dict[str, str | bytes]:
    """Return the files of the project: the notes, pages of whole profiles, and an index.

    The notes in `pages/` are pages themselves, those in `people/` are not.
    """
    files: dict[str, str | bytes] = {"people/a.png": PIXEL, "pages/a.png": PIXEL}
    paths = []
    for number, payload in enumerate(payloads):
        folder = "people" if number % OWN_PAGES else "pages"
        paths.append(f"{folder}/n{number:03}.md")
        files[paths[-1]] = note(payload, number)
    for start in range(0, len(paths), PER_PAGE):
        shown = "".join(
            f"```{{profile}} /{path}\n```\n\n```{{profile-gallery}} /{path}\n:images: all\n"
            f":captions: credit\n```\n\n```{{profile-references}} /{path}\n:title: Once more\n"
            ":download: csl-json bibtex ris\n```\n\n"
            for path in paths[start : start + PER_PAGE]
        )
        number = start // PER_PAGE
        tried = payloads[start : start + PER_PAGE]
        keys = [clean_key(f"{payload}{start + place}") for place, payload in enumerate(tried)]
        front = f"---\norphan: true\nauthors: {json.dumps(keys)}\n---\n"
        files[f"page{number}.md"] = f"{front}# Page\n\n{shown}"
    names = sorted(name.removesuffix(".md") for name in files if name.startswith("page"))
    listed = "\n".join(name for name in ("index", *names) if "/" not in name)
    files["everything.md"] = f"---\norphan: true\n---\n# All\n\n```{{toctree}}\n{listed}\n```\n"
    files["index.md"] = "# Index\n\n" + "".join(
        f"```{{profile-index}}\n:layout: {layout}\n{options}```\n\n"
        for layout, options in (
            ("cards", ":search:\n"),
            ("list", ":group-by: group\n:show: links, location, contributions, email\n"),
            ("table", ":show: links, years, contributions, email, born\n"),
            ("faces", ""),
        )
    )
    return files
