"""A small project with everything in it, built by processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from image_server import left_by_fetching
from merian import KEY, NOTES
from pictures import plain, saved, stripes
from sites import write_files
from test_epub import FILES as BOOK

if TYPE_CHECKING:
    from pathlib import Path

FETCHED = "https://pictures.invalid/fetched.png"
REMOTE = f"""\
---
tags: [far, near]
lang: en
---
# Rosalind Far

![Rosalind]({FETCHED} "Fetched")

![Elsewhere](https://pictures.invalid/never-fetched.png)

She writes to [nobody](https://links.invalid/?utm_source=x) ([A][1], [B][2]).

[1]: https://links.invalid/a "A"
[2]: https://links.invalid/b "B"
"""
PAGE = f"""\
---
authors:
- id: rosalind
  roles: [Software]
- name: Zed Young
date: 2025-10-22
---
# More

```{{profile}} rosalind
:mentions:
```

```{{profile-card}} {KEY}
:layout: side
```

```{{profile-gallery}} {KEY}
```

```{{profile-references}} rosalind {KEY}
:download: csl-json bibtex ris
```

```{{profile-index}}
:group-by: tags
:layout: list
```

```{{profile-index}}
:authors:
:layout: faces
```
"""
PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Analyst of the Analytical Engine"
msgstr "Analytikerin der Analytical Engine"
"""
CONF = """\
extensions = ["myst_parser", "sphinxext_profiles"]
project, version, copyright = "People", "1", "2025, the team"
language = "de"
locale_dirs = ["locales"]
html_theme = "basic"
latex_engine = "xelatex"
profiles_notes = ["people/*"]
profiles_mentions = True
linkcheck_ignore = [".*"]
"""
LEFT_OUT = ("he.md", "jp.md", "ko.md", "ru.md", "hans.md", "hant.md")
"""Languages of one person that add time and nothing else."""
FILES: dict[str, str | bytes] = {
    **{name: text for name, text in NOTES.items() if not name.endswith(LEFT_OUT)},
    **BOOK,
    "index.md": BOOK["index.md"] + "\n```{toctree}\nmore\n```\n",
    "conf.py": CONF,
    "more.md": PAGE,
    "people/rosalind.md": REMOTE,
    "people/images/a.png": saved(stripes(300, 400)),
    "people/images/plate.png": saved(plain(900, 700)),
    "locales/de/LC_MESSAGES/people.po": PO,
    **left_by_fetching({FETCHED: saved(stripes(640, 480))}),
}

OUTPUTS = ("html", "epub", "latex", "text", "man", "texinfo", "xml", "gettext")
PROGRAM = """\
import sys
from sphinx.cmd.build import build_main
source, out, jobs, *builders = sys.argv[1:]
for builder in builders:
    doctrees = f"{out}/doctrees/{'gettext' if builder == 'gettext' else 'all'}"
    arguments = ["-q", "-j", jobs, "-b", builder, "-d", doctrees, source]
    status = build_main([*arguments, f"{out}/{builder}"])
    if status:
        sys.exit(f"{builder} ended with {status}")
"""
"""Builds outputs one after the other in one process, with doctrees in common, as `make` does."""


def write(folder: Path, *, backwards: bool = False) -> Path:
    """Write the project, its files in the order of their names or in the opposite one."""
    write_files(folder, {name: FILES[name] for name in sorted(FILES, reverse=backwards)})
    return folder


def run(
    source: Path,
    out: Path,
    *outputs: str,
    before: str = "",
    jobs: int = 1,
    python: str = sys.executable,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Build outputs in a process of its own, which runs the program `before` first."""
    return subprocess.run(
        # -P: the package that is installed, not the one in the folder
        [python, "-P", "-c", before + PROGRAM, str(source), str(out), str(jobs), *outputs],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1750000000", **environment},
    )


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of outputs, but for the records that Sphinx keeps for the next build.

    In the place of a book stand the files in it, since an archive has the times of its files.
    """
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as archive:
                found[name] = "\n".join(archive.namelist()).encode()
                found |= {f"{name}/{inner}": archive.read(inner) for inner in archive.namelist()}
        elif path.is_file() and not name.startswith("doctrees"):
            found[name] = path.read_bytes()
    return found
