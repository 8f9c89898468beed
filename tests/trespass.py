"""A project whose notes try something on what is not their own, and pages on which it would show.

Such are files, other pages, their names, the inventory, and the machine that builds. The payloads
are those of `payloads.txt` that have a kind, and files that act.
"""

from __future__ import annotations

import json

from hostile import KINDS
from image_server import svg
from sites import PIXEL

HIDDEN = "UNSPEAKABLE"
"""What files hold that no note may show."""

REACHING = [
    "<style>@im<style>x</style>port 'http://x.test/a';</style>",
    "<rect width='9' height='9' style='mask-image:image-set(\"http://x.test/a\" 1x)'/>",
    "<rect width='9' height='9' style='mask-image:-webkit-image-set(url(http://x.test/a) 1x)'/>",
    "<img xmlns='http://www.w3.org/1999/xhtml' srcset='http://x.test/a 1x'/>",
    "<style>&commat;import url&lpar;http:&sol;&sol;x.test&sol;a);</style>",
    "<style>@\\69 mport 'http://x.test/a';</style>",
    "<image href='http://x.test/a'/>",
]
"""What stands in an SVG that passed once, and Chromium then asked the network for."""
XHTML_DOCTYPE = (
    "<!DOCTYPE svg PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' "
    "'http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd'>"
)
RUNNING = [
    "<script>console.log('hit')</script>",
    "<g onload='console.log(\"hit\")'/>",
    "<script xmlns='http://www.w3.org/1999/xhtml'>console.log('hit')</script>",
]
"""What stands in an SVG and runs when it is opened by itself."""


def reaching(inside: str) -> bytes:
    """Return an SVG with something of `REACHING`."""
    return svg(inside, before=XHTML_DOCTYPE if "&commat;" in inside else "")


ACTIVE = "\x1b[31m\n::error file=x::y ##[add-mask]x \x9b \u2028 \u202e"
"""What acts on a terminal or a CI service."""
_LEVEL = "<g id='a{}'>" + "<use href='#a{}'/>" * 10 + "</g>"
_DRAWING = "<g id='a0'><rect/></g>" + "".join(
    _LEVEL.format(level + 1, *[level] * 10) for level in range(6)
)
SVGS = {
    **{f"reaching{number}.svg": reaching(inside) for number, inside in enumerate(REACHING)},
    **{f"running{number}.svg": svg(inside) for number, inside in enumerate(RUNNING)},
    "drawing.svg": svg(_DRAWING),
    "messages.svg": svg("<a href='x&#10;::error file=x::y &#x9b;31m &#x2028; &#x202e;'/>"),
}
"""Images that act."""
ANSWERS = {
    "away": (b"", {"Location": "ftp://x/\x1b[31m\x9b##[error]x"}),
    "page": (f"<p>{ACTIVE}".encode(), {"Content-Type": "x\x9b31m/y"}),
    "acts": (SVGS["messages.svg"], {}),
}
"""What a server answers that `fetch` asks: content and headers."""

LONG = {
    "footnotes": "[^a" * 2_600,
    "formulas": "$$a\n\n" * 100,
    "brackets": "[" * 5_200,
    "stars": "*a " * 1_000,
    "colons": ": " * 5_200,
    "columns": f"|{'a|' * 300}\n|{'-|' * 300}\n|{'a|' * 300}",
}
"""Texts whose like took far too long."""
LATIN = "encoding0"
"""The key of a note that is not UTF-8, and so not a page."""
LEVELS, TIMES = 2, 12
"""How many levels of notes show the next one, and how often each does."""

_NOTE = """\
---
name: Person {key}
tags: [tried]
headline: {said}
summary: {said}
github_url: {said}
gitlab_url: {said}
html_meta: {{description: {said}}}
"og:description": {said}
author: {said}
layout: {said}
myst_slugs: foo
tocdepth: {said}
---
# Person {key}

Begins {key}.

## Work

Said by [A][1].

{body}

Whole {key}.

[1]: https://a.example/{key} "{title}"
"""
_GUIDE = """\
(setup-guide)=
# Guide

Guide begins.

(install)=
## Install

$$
x = 2
$$ (euler)

{ref}`setup-guide`, {ref}`install`, {ref}`Search <search>`, {ref}`Index <genindex>`, {eq}`euler`

Guide ends.
"""
_INDEX = """\
# Index

```{toctree}
guide
```

```{profile-index}
:tags: tried
:layout: list
```

```{toctree}
all
```
"""


def tried() -> dict[str, str]:
    """Return what the notes of the project hold, by their keys."""
    texts = {
        f"{kind}{number}": payload
        for kind, payloads in KINDS.items()
        for number, payload in enumerate(payloads)
    }
    images = "\n\n".join(f"![x]({name})\n\n```{{figure}} {name}\nCaption.\n```" for name in SVGS)
    texts["svg0"] = f"{images}\n\n![x](harmless.svg)"
    texts["fetch0"] = "\n\n".join(f"![x](https://boom.example/{name})" for name in ANSWERS)
    texts[LATIN] = "In M\u00e4rz."
    texts |= {f"slow{number}": text for number, text in enumerate(LONG.values())}
    for level in range(LEVELS):
        shown = f"```{{profile}} grows{level + 1}\n```"
        texts[f"grows{level}"] = "\n\n".join([shown] * TIMES)
    return texts | {f"grows{LEVELS}": "The last."}


def project(*, tame: bool = False) -> dict[str, str | bytes]:
    """Return the files of the project, whose notes try nothing if they are `tame`.

    Each note is a page, which the index lists; "all" shows them too. "guide" and "bob" show none.
    """
    texts = {key: "Nothing." if tame and key != LATIN else text for key, text in tried().items()}
    files: dict[str, str | bytes] = {
        "index.md": _INDEX,
        "guide.md": _GUIDE,
        ".env": f"KEY={HIDDEN}\n",
        "data.json": f'{{"key": "{HIDDEN}"}}\n',
        "private/secret.md": f"# Secret\n\n{HIDDEN}\n",
        ".hidden/note.md": f"# Hidden\n\n{HIDDEN}\n",
        "pages/bob.md": "---\norphan: true\n---\n# Bob\n\nBaker.\n\n## Bread\n\nOnly of Bob.\n",
        "pages/harmless.svg": svg(),
        **{f"pages/{name}": PIXEL for name in ("a.png", 'q"r.png', "a{b}^^5c.png")},
    }
    if not tame:
        files |= {f"pages/{name}": content for name, content in SVGS.items()}
        failed = {"failed": f"was not there {ACTIVE}", "date": "2026-01-02"}
        images = {f"https://boom.example/{name}": failed for name in ANSWERS}
        images[f"https://boom.example/{ACTIVE}"] = failed
        files["_profile_images/lock.json"] = json.dumps({"version": 1, "images": images})
    for key, text in texts.items():
        title = " ".join(text.split())[:200].replace("\\", "\\\\").replace('"', '\\"')
        note = _NOTE.format(key=key, said=json.dumps(text[:200]), body=text, title=title)
        files[f"pages/{key}.md"] = note.encode("latin-1" if key == LATIN else "utf-8")
    shown = (f"```{{profile}} {key}\n```\n" for key in texts if not key.startswith("grows"))
    files["all.md"] = "# All\n\n" + "\n".join(shown)
    return files
