"""Pages without people: adding the extension to a project changes no byte of them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sites import PIXEL, write_files
from themes import THEMES
from whole import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

    from themes import Theme

WANTED = [theme for theme in THEMES if theme.name != "sphinx_immaterial"]
OUTPUTS = (
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "json",
)

CONF = """\
import os
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

project, version, copyright = "Twelve", "1", "2026, the team"
extensions = ["myst_parser", "sphinx.ext.mathjax", "sphinx.ext.todo", "sphinx.ext.ifconfig"]
extensions += os.environ["EXTENSIONS"].split()
profiles_notes = ["people/*"]
html_theme = "basic"
html_last_updated_fmt = None
numfig = True
myst_enable_extensions = ["colon_fence", "dollarmath", "deflist", "attrs_inline"]
myst_heading_anchors = 3
todo_include_todos = True
exclude_patterns = ["_build*"]


class Button(SphinxDirective):
    required_arguments = 1

    def run(self):
        return [nodes.paragraph("", "", nodes.reference("", "Button", refuri=self.arguments[0]))]


def setup(app):
    for name in ("button-link", "card", "grid", "tab-set", "div"):
        app.add_directive(name, Button)
"""

PAGES: dict[str, str | bytes] = {
    "index.md": """\
# Twelve pages

Welcome to [](guide/index.rst), with `code` and a [site](https://example.org/?utm_source=x).

```{toctree}
:caption: All of it
:maxdepth: 2
:numbered:

guide/index
reference/index
notes
gallery
changes
```
""",
    "guide/index.rst": """\
Guide
=====

.. toctree::

   install
   tables
   formulas

.. contents::
   :local:

First
-----

.. button-link:: https://example.org/

Second
------

See :doc:`install`, :ref:`a table <tables>` and :numref:`shot`.
""",
    "guide/install.rst": """\
Installing
==========

.. container:: box wide

   A box, as docutils writes it.

.. card:: https://example.org/card

.. note:: Read this.

.. warning::

   .. code-block:: python
      :caption: Code
      :linenos:

      print("a")

.. _shot:

.. figure:: ../images/a~b.png
   :alt: A shot

   The shot

.. image:: ../images/c#d%e.png
""",
    "guide/tables.md": """\
---
title: Tables
author: Somebody Else
lang: en
---
(tables)=
# Tables

| a | b |
|---|--:|
| 1 | [2](#lists) |

:::{container} box
Text \\\\(x\\\\) and \\\\[y\\\\].
:::

## Lists

Term
: What it means

1. One
2. Two

---

- [ ] Not a task
""",
    "guide/formulas.md": """\
# Formulas

$$a^2 + b^2 = c^2$$ (pythagoras)

Inline $x$, and {eq}`pythagoras`.

## Code

```{code-block} console
$ echo "\\(x\\)"
```
""",
    "reference/index.rst": """\
Reference
=========

.. toctree::
   :glob:

   *
""",
    "reference/api.rst": """\
API
===

.. index:: single: person; card

.. py:function:: greet(name: str) -> str

   Greet :term:`somebody`.

.. py:class:: Card

   .. py:attribute:: photo

.. rst:directive:: button-link
""",
    "reference/glossary.rst": """\
Glossary
========

.. glossary::

   somebody
      Not a profile.

   person
      Someone else. [#note]_

.. [#note] A footnote.
""",
    "reference/citing.rst": """\
Citing
======

As [Knuth]_ says, |short|. `A link`_, :abbr:`HTML (a language)`, :kbd:`Ctrl-C`.

.. |short| replace:: briefly

.. _A link: https://example.org/link

.. [Knuth] The Art.

.. todo:: Cite more.
""",
    "notes.md": """\
---
name: Grace Hopper
summary: A page that looks like a note and is none.
tags: [a, b]
---
# Notes

Sources as notes have them ([A][1], [B][2]) and a footnote.[^1]

<b>Raw</b> &amp; escaped \\* text.

![A picture](images/a~b.png "Title")

## References

[1]: https://example.org/a?utm_source=x "A"
[2]: https://example.org/b "B"
[^1]: Not a source.
""",
    "gallery.md": """\
# Gallery

![One](images/one.png) ![Two](images/profile-0123456789abcdef0123.png)

```{figure} images/one.png
:name: one

A caption
```

{download}`images/one.png`
""",
    "changes.rst": """\
Changes
=======

.. versionadded:: 1
   Much.

.. only:: html

   For HTML.

.. ifconfig:: version == "1"

   One.

.. topic:: A topic

   Words.

.. epigraph::

   A saying

   -- Somebody

.. raw:: html

   <div class="container">raw</div>
""",
    "images/a~b.png": PIXEL,
    "images/c#d%e.png": PIXEL + b"\0",
    "images/one.png": PIXEL + b"\0\0",
    "images/profile-0123456789abcdef0123.png": PIXEL + b"\0\0\0",
}
PEOPLE: dict[str, str | bytes] = {
    "people/ada.md": "# Ada Lovelace\n\nShe wrote ([Notes][1]).\n\n[1]: https://example.org/n\n",
    "team.md": "# Team\n\n```{profile-index}\n```\n",
    "mentions.md": "# Mentions\n\n```{profile-card} people/ada\n```\n\n{profile:person}`ada`\n",
}
LISTED = "\n```{toctree}\n:titlesonly:\n\nteam\nmentions\npeople/ada\n```\n"


def written(folder: Path, *, people: bool) -> Path:
    """Write the project, and its people if they are asked for; return its folder."""
    files = {"conf.py": CONF, **PAGES, **(PEOPLE if people else {})}
    if people:
        files["index.md"] = f"{files['index.md']}{LISTED}"
    write_files(folder, files)
    return folder


def built(source: Path, out: Path, *extensions: str, outputs: tuple[str, ...]) -> Path:
    """Build a project in a process of its own, with some extensions; return the outputs' folder."""
    environment = {"EXTENSIONS": " ".join(extensions), "SOURCE_DATE_EPOCH": "1700000000"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, source, out, "1", *outputs],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    if "sphinxext_profiles" in extensions:
        assert done.stderr == ""
    return out


def files(out: Path) -> dict[str, bytes]:
    """Return what is in the files of an output, but for what any extension may change there."""
    return {
        # Sphinx's XML names every domain at the start of each page.
        path.relative_to(out).as_posix(): path.read_bytes().replace(
            b' xmlns:profile="https://www.sphinx-doc.org/"', b""
        )
        for path in sorted(out.rglob("*"))
        if path.is_file()
        and path.name not in {".buildinfo", "searchindex.js", "searchindex.json"}
        and path.suffix not in {".epub", ".pickle"}
    }


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    """Return the files that are missing from one of two outputs, or differ."""
    return sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    )


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of every output, without the extension and with it."""
    folder = tmp_path_factory.mktemp("other")
    source = written(folder / "source", people=False)
    alone = built(source, folder / "alone", outputs=OUTPUTS)
    return alone, built(source, folder / "both", "sphinxext_profiles", outputs=OUTPUTS)


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_project_without_people_stays_as_it_is(outputs: tuple[Path, Path], output: str) -> None:
    alone, both = (files(folder / output) for folder in outputs)
    assert len(alone) > 0
    assert differing(alone, both) == []


# sphinx-immaterial is left out: where its tree leads to a person, it says so.
@pytest.mark.themes
@pytest.mark.parametrize("theme", WANTED, ids=lambda theme: theme.name, indirect=True)
def test_pages_without_people_stay_as_they_are(theme: Theme, tmp_path: Path) -> None:
    source = written(tmp_path / "source", people=True)
    conf = f'{CONF}\nhtml_theme = "{theme.name}"\n{theme.settings}'
    (source / "conf.py").write_text(conf, "utf-8")
    alone = built(source, tmp_path / "alone", outputs=("html",))
    both = built(source, tmp_path / "both", "sphinxext_profiles", outputs=("html",))
    with_people = {f"{name.removesuffix('.md')}.html" for name in PEOPLE}
    pages = [
        {name: page for name, page in files(out / "html").items() if name.endswith(".html")}
        for out in (alone, both)
    ]
    assert len(pages[0]) >= len(PEOPLE) + 12
    assert set(differing(*pages)) == with_people
