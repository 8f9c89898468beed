"""Whatever is added, edited, removed or renamed, in any order: a build equals a fresh one."""

from __future__ import annotations

import copy
import shutil
import tempfile
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
from sites import PIXEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "sphinxext_profiles"],
    "html_theme": "basic",
    "source_suffix": {".rst": "restructuredtext"},
    "profiles_notes": ["people/*"],
    "profiles_mentions": True,
    "suppress_warnings": ["toc"],
}
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
    ]
)
PAGES = st.lists(PARTS, min_size=1, max_size=2).map(lambda parts: "# Page\n\n" + "\n\n".join(parts))
NAMES = st.sampled_from([*(f"people/{key}.md" for key in KEYS), "people/ann.de.md"])


class Project(RuleBasedStateMachine):
    """A project that somebody works on, built after each change as `sphinx-build` does."""

    start: Callable[..., SphinxTestApp]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.source = self.folder / "source"
        self.write("people/a.png", PIXEL)
        self.write("conf.py", b"")
        self.write("index.md", b"# Index\n\n```{toctree}\npage\nother\n```\n")

    def write(self, name: str, content: bytes) -> None:
        """Write a file, as an editor does."""
        file = self.source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    @initialize(notes=st.lists(NOTES, min_size=2, max_size=3), page=PAGES, other=PAGES)
    def begin(self, notes: list[str], page: str, other: str) -> None:
        for key, text in zip(KEYS, notes, strict=False):
            self.write(f"people/{key}.md", text.encode())
        self.write("page.md", page.encode())
        self.write("other.md", other.encode())

    @rule(name=NAMES, text=NOTES)
    def write_a_note(self, name: str, text: str) -> None:
        self.write(name, text.encode())

    @rule(name=NAMES)
    def remove_a_note(self, name: str) -> None:
        (self.source / name).unlink(missing_ok=True)

    @rule(name=NAMES, new=NAMES)
    def rename_a_note(self, name: str, new: str) -> None:
        if (self.source / name).exists():
            # A file that takes another's place with an older time is what Sphinx overlooks.
            content = (self.source / name).read_bytes()
            (self.source / name).unlink()
            self.write(new, content)

    @rule(name=st.sampled_from(["page.md", "other.md"]), text=PAGES)
    def edit_a_page(self, name: str, text: str) -> None:
        self.write(name, text.encode())

    @invariant()
    def the_build_equals_a_fresh_one(self) -> None:
        if not (self.source / "page.md").exists():
            return
        again, fresh = self.built("again"), self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        assert again == self.built("fresh")

    def built(self, name: str) -> dict[str, str]:
        """Build into a folder, and return the text of each page of the project."""
        out = self.folder / name / "html"
        app = type(self).start(
            "html",
            srcdir=self.source,
            builddir=self.folder / name,
            confoverrides=copy.deepcopy(SETTINGS),
        )
        app.build()
        pages = {
            docname: (out / f"{docname}.html").read_text("utf-8") for docname in app.env.found_docs
        }
        app.cleanup()
        return pages

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


def test_any_order_of_changes(make_app: Callable[..., SphinxTestApp]) -> None:
    machine = type("Working", (Project,), {"start": staticmethod(make_app)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=4,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # a build takes too long for looking for a shorter way
            suppress_health_check=list(HealthCheck),
        ),
    )
