"""What `linkcheck` sees of notes: every reference once, where somebody can mend it."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sites import Build, Site

INDEX = """\
# People

See <https://one.example.org/> too.

```{profile-card} ada
```

```{profile} alan
:without: references gallery
```

```{profile-references} alan ada
:unused: hide
```
"""
ADA = """\
---
links: {website: 'https://ada.example.org/?utm_source=x', email: ada@example.org}
---
# Ada

![Ada at work](https://images.example.org/ada.jpg)

She wrote ([One][1]) and [2], again [1], and more.[^3]

[1]: https://one.example.org/?utm_source=x "One"
[2]: doi:10.1000/182
[4]: https://unused.example.org/
[5]: https://one.example.org/?utm_medium=y
[6]: mailto:archive@example.org

[^3]: Three, https://three.example.org/?q=1&gclid=2
"""
ALAN = "# Alan\n\nHe too ([One][1], [Other][2]).\n\n[1]: https://one.example.org/\n[2]: https://b.org/\n"
FILES = {"index.md": INDEX, "people/ada.md": ADA, "people/alan.md": ALAN}
SETTINGS = {
    "profiles_notes": ["people/*"],
    "exclude_patterns": ["people/alan.md"],
    "suppress_warnings": ["profiles.reference-unused", "toc"],
    "linkcheck_ignore": [".*"],
}


def checked(site: Site) -> list[tuple[str, str, int]]:
    """Return what was checked: address, file and line."""
    entries = map(json.loads, site.text("output.json").splitlines())
    return [(entry["uri"], entry["filename"], entry["lineno"]) for entry in entries]


REFERENCES = {
    ("https://one.example.org/", "people/ada.md", 10),
    ("https://doi.org/10.1000/182", "people/ada.md", 11),
    ("https://unused.example.org/", "people/ada.md", 12),
    ("mailto:archive@example.org", "people/ada.md", 14),
    ("https://three.example.org/?q=1", "people/ada.md", 16),
    ("https://b.org/", "index.md", 8),
}


@pytest.mark.parametrize(
    "settings",
    [{}, {"profiles_citation_style": "label"}, {"profiles_references_placement": "end"}],
    ids=str,
)
def test_every_reference_is_checked_once_at_its_line(build: Build, settings: dict) -> None:
    site = build(FILES, "linkcheck", **SETTINGS, **settings)
    assert site.warnings == []
    found = checked(site)
    assert set(Counter(uri for uri, _, _ in found).values()) == {1}
    assert set(found) >= REFERENCES
    assert ("https://images.example.org/ada.jpg", "people/ada.md", 6) in found
    others = {uri for uri, _, _ in set(found) - REFERENCES}
    assert others == {
        "https://images.example.org/ada.jpg",
        "https://ada.example.org/",
        "mailto:ada@example.org",
    }


def test_a_second_build_checks_the_same(build: Build) -> None:
    site = build(FILES, "linkcheck", **SETTINGS)
    first = checked(site)
    site.rebuild()
    assert checked(site) == first


def test_a_directive_in_rest_is_named_by_its_line(build: Build) -> None:
    page = "People\n======\n\n.. profile-references:: people/alan.md\n   :unused: hide\n"
    files = {"index.rst": page, "people/alan.md": ALAN}
    found = checked(build(files, "linkcheck", linkcheck_ignore=[".*"], exclude_patterns=["people"]))
    assert found == [
        ("https://one.example.org/", "index.rst", 4),
        ("https://b.org/", "index.rst", 4),
    ]


def test_a_project_may_change_what_is_checked(build: Build) -> None:
    """Sphinx's own event is asked for our addresses too."""
    hook = (
        "def setup(app):\n    app.connect('linkcheck-process-uri', lambda app, uri: uri + '#x')\n"
    )
    page = "# People\n\n```{profile-references} people/alan.md\n```\n"
    files = {"index.md": page, "people/alan.md": ALAN, "conf.py": hook}
    found = checked(build(files, "linkcheck", linkcheck_ignore=[".*"], exclude_patterns=["people"]))
    assert [uri for uri, _, _ in found] == ["https://one.example.org/#x", "https://b.org/#x"]


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server on this machine that knows one page."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200 if self.path == "/good?id=1" else 404)
            self.end_headers()

        def do_GET(self) -> None:
            self.do_HEAD()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


def test_a_broken_source_is_reported_at_its_line(build: Build, server: str) -> None:
    note = f"# Ada\n\n[a][1], [b][2].\n\n[1]: {server}/good?utm_source=x&id=1\n[2]: {server}/gone\n"
    site = build({"index.md": "# I\n", "ada.md": note}, "linkcheck", profiles_notes=["ada"])
    entries = [json.loads(line) for line in site.text("output.json").splitlines()]
    told = {(entry["uri"], entry["status"], entry["lineno"]) for entry in entries}
    assert told == {(f"{server}/good?id=1", "working", 5), (f"{server}/gone", "broken", 6)}
