"""Whatever is added, edited, removed or renamed, in any order: a build equals a fresh one.

Two outputs have one folder of doctrees, and each change is followed by a build of either or both.
A short run is a part of every check. CONTRIBUTING has the command for a long one.
"""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
import zlib
from difflib import unified_diff
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from second import PAGES as SUFFIXES
from sites import PIXEL
from sphinx.locale import translators

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "sphinx.ext.ifconfig", "sphinxext_profiles"],
    "html_theme": "basic",
    "source_suffix": {".rst": "restructuredtext"},
    "profiles_notes": ["people/*"],
    "profiles_mentions": True,
    "suppress_warnings": ["toc"],
}
OTHERS = ("text", "epub", "dirhtml")
ORDERS = st.sampled_from([("html",), ("other",), ("html", "other"), ("other", "html")])
"""Which outputs are built after a change."""
STEPS = int(os.environ.get("PROFILES_STEPS", "0"))
"""How many changes a long run makes, in projects of 25 each."""
KEYS = ("ann", "bob", "cat")
NOTES = st.builds(
    "---\n{}tags: [{}]\n---\n# {}\n\n{}\n\n{}\n\n[1]: https://a.example/{} '{}'\n".format,
    st.sampled_from(["", "", "id: ann\n", "lang: de\n", "draft: true\n", "headline: Pilot\n"]),
    st.sampled_from(["kept", "none", "kept, other"]),
    st.sampled_from(["Ann", "Bob", "Zed"]),
    st.sampled_from(["Some text ([A][1]).", "![Her](a.png)", "## Work\n\nMore [B][1]."]),
    st.sampled_from(["Asks {profile:person}`bob`.", "[Ann](#ann) knows.", "```{profile} cat\n```"]),
    st.sampled_from("12"),
    st.sampled_from("AB"),
)
PARTS = st.sampled_from(
    [
        *(f"```{{profile-card}} {key}\n```" for key in KEYS),
        *(f"```{{profile-references}} {key}\n```" for key in KEYS),
        *("```{profile} /people/bob.md\n:mentions:\n```", "{profile:person}`cat` {any}`ann`"),
        *("```{profile-index}\n:tags: kept\n```", "```{profile-index}\n:group-by: tags\n```"),
        *("```{profile-index}\n:people: cat bob\n:layout: faces\n```", "Nobody."),
        "```{profile-index}\n:authors:\n:layout: list\n```",
    ]
)
BRANCHES = st.sampled_from(
    [
        *("{}", "{}", "{}", "{}", "`````{{only}} html\n{}\n`````", "`````{{only}} text\n{}\n`````"),
        "`````{{ifconfig}} builder == 'html'\n{}\n`````",
        "``````{{only}} not text\n`````{{only}} not epub\n{}\n`````\n``````",
    ]
)
FRONTS = st.sampled_from(
    [
        *("", "", "---\nauthors: [ann, Zed]\n---\n", "---\nauthor: Bob\ndate: 2025\n---\n"),
        *(
            "---\nauthors: cat\nbyline: none\n---\n",
            "---\nauthors: [Ann, bob]\nbyline: bottom\n---\n",
        ),
    ]
)
PAGES = st.builds(
    lambda front, parts: f"{front}# Page\n\n" + "\n\n".join(parts),
    FRONTS,
    st.lists(st.builds(str.format, BRANCHES, PARTS), min_size=1, max_size=3),
)
PICTURES = st.sampled_from([PIXEL, b"no image", PIXEL + b"\0"])
NAMES = st.sampled_from([*(f"people/{key}.md" for key in KEYS), "people/ann.de.md"])


def difference(again: str, fresh: str) -> str:
    """Return the lines in which a page of two builds differs."""
    lines = unified_diff(again.splitlines(), fresh.splitlines(), "again", "fresh", n=0, lineterm="")
    return "\n".join(lines)


class Project(RuleBasedStateMachine):
    """A project that somebody works on, built after each change as `sphinx-build` does."""

    start: Callable[..., SphinxTestApp]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.times = count(10**18, 10**9)
        self.other = "text"
        self.builders: tuple[str, ...] = ()
        self.source = self.folder / "source"
        self.write("people/a.png", PIXEL)
        self.write("conf.py", b"")
        self.write("index.md", b"# Index\n\n```{toctree}\npage\nother\n```\n")

    def write(self, name: str, content: bytes, *, older: bool = False) -> None:
        """Write a file as an editor does, or as a tool that keeps the time of an older one."""
        file = self.source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        if older:
            time = next(self.times)
            os.utime(file, ns=(time, time))

    @initialize(
        notes=st.lists(NOTES, min_size=2, max_size=3),
        page=PAGES,
        other=PAGES,
        builder=st.sampled_from(OTHERS),
    )
    def begin(self, notes: list[str], page: str, other: str, builder: str) -> None:
        self.other, self.builders = builder, ("html", "other")
        for key, text in zip(KEYS, notes, strict=False):
            self.write(f"people/{key}.md", text.encode())
        self.write("page.md", page.encode())
        self.write("other.md", other.encode())

    @rule(name=NAMES, text=NOTES, older=st.booleans(), builders=ORDERS)
    def write_a_note(self, name: str, text: str, older: bool, builders: tuple[str, ...]) -> None:
        self.write(name, text.encode(), older=older)
        self.builders = builders

    @rule(name=NAMES, builders=ORDERS)
    def remove_a_note(self, name: str, builders: tuple[str, ...]) -> None:
        (self.source / name).unlink(missing_ok=True)
        self.builders = builders

    @rule(name=NAMES, new=NAMES, builders=ORDERS)
    def rename_a_note(self, name: str, new: str, builders: tuple[str, ...]) -> None:
        if (self.source / name).exists():
            (self.source / name).replace(self.source / new)
        self.builders = builders

    @rule(
        name=st.sampled_from(["page.md", "other.md"]),
        text=PAGES,
        older=st.booleans(),
        builders=ORDERS,
    )
    def edit_a_page(self, name: str, text: str, older: bool, builders: tuple[str, ...]) -> None:
        self.write(name, text.encode(), older=older)
        self.builders = builders

    @rule(content=PICTURES, older=st.booleans(), builders=ORDERS)
    def change_an_image(self, content: bytes, older: bool, builders: tuple[str, ...]) -> None:
        self.write("people/a.png", content, older=older)
        self.builders = builders

    @invariant()
    def the_build_equals_a_fresh_one(self) -> None:
        for output in self.builders:
            builder = self.other if output == "other" else output
            again = self.built(builder, "again")
            fresh = self.built(builder, "fresh")
            shutil.rmtree(self.folder / "fresh")
            # A page that is gone stays in the output, as Sphinx has it.
            differing = {name for name in fresh if again.get(name) != fresh[name]}
            lines = [difference(again.get(name, ""), fresh[name]) for name in sorted(differing)]
            assert not differing, f"{builder}: {differing}\n" + "\n".join(lines)

    def built(self, builder: str, folder: str) -> dict[str, str]:
        """Build into a folder, and return the text of each page in the output."""
        translators.clear()  # Sphinx keeps the words of the last language
        app = type(self).start(
            builder,
            srcdir=self.source,
            builddir=self.folder / folder,
            confoverrides=copy.deepcopy(SETTINGS),
        )
        app.build()
        out = Path(app.outdir)
        files = [file for file in out.rglob("*") if file.suffix in SUFFIXES]
        files = [file for file in files if "_sources" not in file.parts]
        pages = {str(file.relative_to(out)): file.read_text("utf-8") for file in files}
        if builder == "html":
            head, _, body = (out / "objects.inv").read_bytes().partition(b"zlib.\n")
            pages["objects.inv"] = head.decode() + zlib.decompress(body).decode()
        app.cleanup()
        return pages

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


def test_any_order_of_changes(make_app: Callable[..., SphinxTestApp]) -> None:
    machine = type("Working", (Project,), {"start": staticmethod(make_app)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=STEPS // 25 or 12,
            stateful_step_count=25 if STEPS else 4,
            deadline=None,
            derandomize=not STEPS,
            database=None,
            phases=[Phase.generate],  # a build takes too long for looking for a shorter way
            suppress_health_check=list(HealthCheck),
        ),
    )
