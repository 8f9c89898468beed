"""What a note may not do, found without a build: the same that a build reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sites import DESIGN

from sphinxext_profiles.note.allowed import Gate
from sphinxext_profiles.note.blocked import blocked

if TYPE_CHECKING:
    from sites import Build

CODES = ("html-blocked", "directive-blocked", "role-blocked")
NOTE = """\
---
type: profile
orphan: true
---
# Ada

<div onclick="x">

<!-- A comment
in two lines -->

Text <b>bold</b> <!-- and another -->
and {download}`secret.txt`, {kbd}`Ctrl`, `{raw}` and `<i>`.

> Quoted {ref}`x <index>`
> with {raw}`<script>`.

- An item

  ```{include} secret.txt
  ```

## Work

```{eval-rst}
.. raw:: html
```

:::{note}
:class: tip

A note with <u>HTML</u>.

```{csv-table}
:file: secret.txt
```
:::

````{grid} 2
```{grid-item-card} Title
Inside {py:class}`x`.
```
````

```{code-block} html
<b>code</b>
```

```html
<b>code</b>
```

| A | B |
| - | - |
| <s>x</s> | y |
"""


def told(problems) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.code.value, problem.message) for problem in problems]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"extensions": ["myst_parser", "sphinxext_profiles"]},
        {"profiles_allowed_directives": ["csv-table"], "profiles_allowed_roles": ["py:class"]},
        {"profiles_trust_notes": True},
    ],
)
def test_a_build_reports_the_same(build: Build, settings) -> None:
    files = {"index.md": "# I\n", "ada.md": NOTE, "secret.txt": "A, B"}
    design = "extensions" not in settings
    settings = {"extensions": DESIGN, **settings}
    site = build(files, myst_enable_extensions=["colon_fence"], **settings)
    pattern = re.compile(r"ada\.md:(\d+): WARNING: (.*) \[profiles\.([\w-]+)\]$")
    matches = [pattern.match(line) for line in site.warnings]
    built = {(int(m[1]), m[3], m[2]) for m in matches if m and m[3] in CODES}
    gate = Gate.of(
        trusted=settings.get("profiles_trust_notes", False),
        directives=settings.get("profiles_allowed_directives", ()),
        roles=settings.get("profiles_allowed_roles", ()),
        design=design,
    )
    found = told(blocked(NOTE, gate))
    assert set(found) == built
    assert found == sorted(found, key=lambda entry: entry[0])
    if settings == {"extensions": DESIGN}:
        assert len(found) == 7


@pytest.mark.parametrize(("depth", "lines"), [(5, [8]), (60, [23])])
def test_directives_are_looked_into_but_not_without_end(depth: int, lines: list[int]) -> None:
    opened = [f"{'`' * (depth + 3 - level)}{{note}}\n" for level in range(depth)]
    text = "# Ada\n\n" + "".join(opened) + "<b>HTML</b>\n"
    found = blocked(text, Gate())
    assert sorted({problem.line for problem in found}) == lines
    assert found[0].code.value == ("html-blocked" if depth == 5 else "directive-depth")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<!-- a -->", ""),
        ("<!-- a --><b>", "<b>"),
        ("<!-- a\n\nb -->", ""),
        ("<!-- a --> <b> <!-- b -->", "<b>"),
    ],
)
def test_a_comment_goes_without_a_word(build: Build, html: str, shown: str) -> None:
    note = f"---\ntype: profile\norphan: true\n---\n# Ada\n\n## Work\n\n{html}\n\nAfter.\n"
    site = build({"index.md": "# I\n", "ada.md": note})
    assert [line for line in site.warnings if "html-blocked" in line] == site.warnings
    assert bool(site.warnings) == bool(shown)
    section = site.html("ada").find("section", id="work")
    first, *rest = [part.text for part in section.find_all("p")]
    assert (shown in first, rest) == (True, ["After."]) if shown else first == "After."
