"""How much work a build does, counted; `counted_work.toml` has the numbers of today.

Who halves a number writes the new one there. Who doubles one hears of it here.
"""

from __future__ import annotations

import pickle
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.config import Config

from sphinxext_profiles.project.config import ProfilesConfig

if TYPE_CHECKING:
    from collections.abc import Callable

    from sites import Build, Site
    from sphinx.application import Sphinx

KEPT = tomllib.loads((Path(__file__).parent / "counted_work.toml").read_text("utf-8"))
PACKAGE = "sphinxext_profiles"
PAGE_EVENTS = (
    "source-read",
    "doctree-read",
    "doctree-resolved",
    "missing-reference",
    "html-page-context",
)
"""Sphinx's events that come with every page, or with every link that leads nowhere."""


def note(key: str) -> str:
    """Return a note with one of everything, in which each text has the key."""
    return f"""\
---
id: {key}
headline: Head of {key}
tags: [maths, {key}]
links:
  website: https://{key}.example/
---
# Name {key}

The summary of {key}. ([A {key}][1])

## Work of {key}

* She wrote this ([A {key}][1], [B {key}][2]).
* She wrote that ([B {key}][2]).

[1]: https://a.example/{key} "A {key}"
[2]: https://b.example/{key} "B {key}"
"""


KEYS = ("paged", "carded", "unused")
FILES = {
    "index.md": "# Index\n\n```{toctree}\ncard\nplain\npeople/paged\n```\n",
    "card.md": "# Cards\n\n```{profile-card} carded\n```\n",
    "plain.md": "# Plain\n\nNobody [is](index.md) here.\n",
    "people/paged.md": note("paged"),
    "known/carded.md": note("carded"),
    "known/unused.md": note("unused"),
}
SETTINGS: dict[str, Any] = {
    "profiles_notes": ["people/*", "known/*"],
    "exclude_patterns": ["known", "_build"],
}
opened: Counter[str] | None = None
"""The names of the files that were opened, while somebody counts."""


def count_opened(event: str, arguments: tuple[Any, ...]) -> None:
    """Count a file that is opened for reading."""
    if opened is not None and event == "open" and isinstance(arguments[0], (str, Path)):
        opened[Path(arguments[0]).name] += 1


sys.addaudithook(count_opened)


def asked_by_us() -> bool:
    """Return whether the function that called the caller of this is of our package."""
    return bool(sys._getframe(2).f_globals.get("__name__", "").startswith(PACKAGE))


class Counting:
    """Wraps what work is done by, and counts."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch
        self.parsed: Counter[str] = Counter()
        self.walked: Counter[str] = Counter()
        self.checked = 0
        self.settings_read = 0
        for name in ("parse", "parseInline"):
            self.wrap(MarkdownIt, name, self.parse)
        self.wrap(nodes.Node, "findall", self.walk)
        self.wrap(ProfilesConfig, "__init__", self.check)
        self.wrap(Config, "__getattribute__", self.read_setting)

    def wrap(self, owner: type, name: str, count: Callable[..., None]) -> None:
        """Have a method counted when it is called."""
        method = getattr(owner, name)

        def counted(*arguments: Any, **options: Any) -> Any:
            count(asked_by_us(), *arguments)
            return method(*arguments, **options)

        self.patch.setattr(owner, name, counted)

    def parse(self, _ours: bool, _parser: MarkdownIt, text: str, *_: Any) -> None:
        self.parsed.update(key for key in KEYS if key in text)

    def walk(self, ours: bool, node: nodes.Node, *_: Any) -> None:
        document = node.document
        if ours and document is not None:
            self.walked[Path(document.get("source", "")).stem] += 1

    def check(self, *_: Any) -> None:
        self.checked += 1

    def read_setting(self, ours: bool, _config: Config, name: str) -> None:
        self.settings_read += ours and name.startswith("profiles_")


@pytest.fixture
def counted(build: Build, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """What two builds did, the second one of an unchanged project."""
    global opened  # noqa: PLW0603  # a hook of this kind can't be taken away again
    with monkeypatch.context() as patch:
        counting = Counting(patch)
        opened = Counter()
        site = build(FILES, **SETTINGS)
        files, opened = opened, Counter()
        first = of_a_build(counting, files, site)
        counting.parsed.clear()
        counting.checked = 0
        site.rebuild()
        again, opened = opened, None
    assert site.warnings == []
    return first | {
        "a build of nothing new: parser runs": counting.parsed.total(),
        "a build of nothing new: notes opened": sum(again[f"{key}.md"] for key in KEYS),
        "a build of nothing new: settings checked": counting.checked,
    }


def of_a_build(counting: Counting, files: Counter[str], site: Site) -> dict[str, int]:
    """Return what a first build did."""
    return {
        **{f"a note that is {key}: parser runs": counting.parsed[key] for key in KEYS},
        **{f"a note that is {key}: times opened": files[f"{key}.md"] for key in KEYS},
        "the page of a note: walks of its tree": counting.walked["paged"],
        "a page with a card: walks of its tree": counting.walked["card"],
        "a page without people: walks of its tree": counting.walked["plain"],
        "a build: settings checked": counting.checked,
        "a build: settings read": counting.settings_read,
        "a card: nodes": size(site, "card", "profile_card"),
        "a list of two references: nodes": size(site, "people/paged", "profile_references"),
        "a page: handlers that are called": len(handlers(site.app)),
        "a note: bytes kept in the environment": bytes_a_note(site),
    }


def size(site: Site, name: str, kind: str) -> int:
    """Return how many nodes the first node of a kind has below it, and itself."""
    tree = site.doctree(name)
    node = next(found for found in tree.findall() if type(found).__name__ == kind)
    return len(list(node.findall()))


def handlers(app: Sphinx) -> list[object]:
    """Return what Sphinx calls of ours for each page, people or not."""
    listeners = [
        listener.handler for event in PAGE_EVENTS for listener in app.events.listeners[event]
    ]
    transforms = [*app.registry.get_transforms(), *app.registry.get_post_transforms()]
    return [found for found in (*listeners, *transforms) if found.__module__.startswith(PACKAGE)]


def bytes_a_note(site: Site) -> int:
    """Return what the domain's data weigh, by the note."""
    kept = pickle.dumps(site.app.env.domaindata["profile"], protocol=4)
    # the folder of a test is called one thing in one process and another in the next
    return len(kept.replace(str(site.source).encode(), b"")) // len(KEYS)


@pytest.mark.parametrize("group", ["exactly", "at_most"])
def test_no_more_work_is_done_than_was(counted: dict[str, int], group: str) -> None:
    """Exactly so much, where only our own code has a part in it."""
    changed = [
        f"{what}: {counted[what]}, was {kept}"
        for what, kept in KEPT[group].items()
        if counted[what] > kept or (group == "exactly" and counted[what] < kept)
    ]
    assert not changed, "\n".join(["more or less work than counted_work.toml has:", *changed])


def test_all_that_is_counted_is_kept(counted: dict[str, int]) -> None:
    assert counted.keys() == KEPT["exactly"].keys() | KEPT["at_most"].keys()
