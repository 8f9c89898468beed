"""Extensions that wrap the translator of HTML, and look at the node behind each tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sample import ADA, NOTE
from sites import PIXEL

if TYPE_CHECKING:
    from sites import Build

WRAPPER = """
from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

class Wrapper(HTML5Translator):
    def starttag(self, node, tagname, *args, **attributes):
        # What sphinx-new-tab-link asks of a link that leads elsewhere.
        if "external" in attributes.get("class", ""):
            assert isinstance(node, nodes.reference)
        # What the node says must be what the page says.
        if "href" in attributes and isinstance(node, nodes.reference):
            leads = {node.get("refuri"), f"#{node.get('refid')}"}
            assert attributes["href"] in leads, (attributes, node.attributes)
        assert type(node) is not nodes.Element, (tagname, attributes)
        return super().starttag(node, tagname, *args, **attributes)

def setup(app):
    app.set_translator("BUILDER", Wrapper)
"""
PAGE = """\
# Page

```{profile} ada
```

```{profile-gallery} shen-kuo
```

```{profile-references} ada shen-kuo
:download: csl-json bibtex
```

```{profile-index}
:layout: faces
:search:
```

```{profile-index}
:layout: table
```

```{profile-card} Grace
:headline: Without a note
:link: https://example.org/grace
```
"""


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub"])
def test_every_tag_has_a_node_of_its_kind_behind_it(build: Build, builder: str) -> None:
    site = build(
        {
            "conf.py": WRAPPER.replace("BUILDER", builder),
            "index.md": PAGE,
            "people/ada.md": ADA,
            "people/ada.fr.md": "---\nlang: fr\n---\n# Ada\n\nElle écrivait.\n",
            "people/shen-kuo.md": NOTE,
            "people/images/a.png": PIXEL,
            "cites.md": "# Cites\n\n```{profile} ada\n:without: references\n```\n",
        },
        builder,
        profiles_notes=["people/*"],
        suppress_warnings=["toc", "profiles"],
        copyright="Nobody",
        version="1",
    )
    assert site.warnings == []
