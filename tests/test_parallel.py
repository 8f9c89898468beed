"""Processes that read and write at the same time give the same bytes as one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from sample import ADA, NOTE
from second import edit
from sites import PIXEL, Build, Site

if TYPE_CHECKING:
    from pathlib import Path

LAYOUTS = ("cards", "list", "table", "faces")
SETTINGS: dict[str, Any] = {
    "profiles_notes": ["people/*", "notes/*"],
    "profiles_mentions": True,
    "exclude_patterns": ["_build", "notes"],
    "suppress_warnings": ["toc"],
}
PAGE = """\
# Page {n}

{{profile:person}}`p{n:02}` and {{any}}`ada`

```{{profile}} p{n:02}
:mentions:
```

```{{profile-card}} Person in Place {n}
:headline: Guest
```

```{{profile-card}} n{n:02}
```

```{{profile-references}} n{n:02}
```
"""
INDEX = "# The {layout}\n\n```{{profile-index}}\n:layout: {layout}\n:group-by: tags\n```\n"


def person(n: int) -> str:
    tags = ("red", "green", "blue")[n % 3]
    return f"---\ntags: {tags}\n---\n# Person {n}\n\nText [1].\n\n[1]: https://x.org/{n} 'T {n}'\n"


FILES: dict[str, str | bytes] = {
    "people/ada.md": ADA,
    "people/shen-kuo.hant.md": NOTE,
    "people/images/a.png": PIXEL,
    **{f"people/p{n:02}.md": person(n) for n in range(24)},
    **{f"notes/n{n:02}.md": person(100 + n) for n in range(12)},
    **{f"page{n:02}.md": PAGE.format(n=n) for n in range(12)},
    **{f"of/{layout}.md": INDEX.format(layout=layout) for layout in LAYOUTS},
    "index.md": "# I\n\n```{toctree}\n:glob:\nof/*\n```\n\n```{profile-index}\n```\n",
}


def outputs(site: Site) -> dict[Path, bytes]:
    """Return every file of a site but Sphinx's own records."""
    left_out = {".buildinfo", "environment.pickle"}
    return {
        path.relative_to(site.out): path.read_bytes()
        for path in sorted(site.out.rglob("*"))
        if path.is_file() and path.name not in left_out and path.suffix != ".doctree"
    }


def change(site: Site) -> list[str]:
    """Change, add and remove notes and an index, and build again."""
    edit(site, "people/p03.md", "# Person 3", "# Person Three")
    edit(site, "people/p04.md", "tags: green", "tags: red")
    edit(site, "notes/n05.md", "Text [1]", "New [1]")
    edit(site, "of/faces.md", ":group-by: tags", ":tags: blue")
    edit(site, "page07.md", "{any}`ada`", "nobody")
    (site.source / "people/p24.md").write_text(person(24), "utf-8")
    (site.source / "people/p10.md").unlink()
    (site.out / "people/p10.html").unlink()
    return site.rebuild()


@pytest.mark.parametrize("count", [2, max(3, os.cpu_count() or 1)])
def test_parallel_builds_give_the_same_bytes(build: Build, count: int) -> None:
    serial, parallel = (build(FILES, parallel=number, **SETTINGS) for number in (1, count))
    assert serial.warnings == parallel.warnings == []
    assert outputs(serial) == outputs(parallel)
    written = change(serial)
    assert change(parallel) == written
    assert sorted(serial.warnings) == sorted(parallel.warnings)
    assert outputs(serial) == outputs(parallel)
