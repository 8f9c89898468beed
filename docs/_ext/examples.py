"""`example`: a live snippet, with its source in both syntaxes below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SOURCES = """
::::{{tab-set}}
:sync-group: syntax

:::{{tab-item}} MyST
:sync: myst

```{{literalinclude}} /{snippet}.md
:language: myst
```
:::
:::{{tab-item}} reST
:sync: rest

```{{literalinclude}} /{snippet}.rst
:language: rst
```
:::
::::
"""


class Example(SphinxDirective):
    """A snippet in docs/snippets, named by its path without the suffix."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the result of the snippet, and tabs with its two sources."""
        snippet = f"snippets/{self.arguments[0]}"
        file = Path(self.env.srcdir, f"{snippet}.md")
        self.env.note_dependency(file)
        live = nodes.container(classes=["example-live"])
        live += self.parse_text_to_nodes(file.read_text(encoding="utf-8"))
        example = nodes.container("", live, classes=["example"])
        example += self.parse_text_to_nodes(SOURCES.format(snippet=snippet))
        return [example]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("example", Example)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
