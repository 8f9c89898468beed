"""Names of others that nobody has promised to keep: each is used in one room, and means this.

A test that fails here says which name is gone or means something else, which room to mend, and
CONTRIBUTING says what the name is needed for and which public way there could be instead.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.transforms.references import Footnotes
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from myst_parser.mdit_to_docutils import transforms as myst_transforms
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sites import DESIGN
from sphinx import addnodes
from sphinx.builders.linkcheck import CheckExternalLinksBuilder, Hyperlink

import sphinxext_profiles
from sphinxext_profiles.page.forbidden import RENDERER_RAW
from sphinxext_profiles.project.order import Transform

if TYPE_CHECKING:
    from sites import Build, Site

PACKAGE = Path(sphinxext_profiles.__file__).parent
CONTRIBUTING = Path(__file__).parent.parent / "CONTRIBUTING.md"


class Name(NamedTuple):
    """A name of somebody else's, and the one room that uses it."""

    whose: str
    name: str
    room: str


NAMES = [
    Name("MyST", "_level_to_section", "page"),
    Name("MyST", "_heading_slugs", "page"),
    Name("MyST", "_render_tokens", "page"),
    Name("MyST", "_random_label", "page"),
    Name("MyST", "run_directive", "page"),
    Name("MyST", "generate_heading_target", "page"),
    Name("MyST", "RENDERER_RAW", "page"),
    Name("MyST", "myst_config", "page"),
    Name("MyST", "myst_slugs", "page"),
    Name("docutils", "Footnotes.default_priority", "project"),
    Name("sphinx-design", "design_component", "grids"),
    Name("Sphinx", "env.tocs", "toctree"),
    Name("Sphinx", "toctree_includes", "toctree"),
    Name("Sphinx", "includefiles", "toctree"),
    Name("Sphinx", "master_doctree", "toctree"),
    Name("Sphinx", "latex_packages_after_hyperref", "outputs/latex"),
    Name("Sphinx", "Hyperlink", "transforms"),
    Name("Sphinx", "self.states", "outputs/plain"),
    Name("markdown-it", "ParserBlock", "markdown"),
    Name("markdown-it", "get_active_rules", "markdown"),
    Name("markdown-it", "ruler2", "markdown"),
    Name("markdown-it", "ruler.__rules__", "markdown"),
    Name("markdown-it", "parseLinkDestination", "markdown"),
    Name("sphinx-immaterial", "sphinx_immaterial_global_toc_cache", "toctree"),
]


def gone(name: str) -> str:
    """Return what to say where a name isn't what it was."""
    entry = next(entry for entry in NAMES if entry.name == name)
    return (
        f"{entry.whose} has changed {name!r}: mend sphinxext_profiles/{entry.room}/, and see the "
        "table of private names in CONTRIBUTING.md"
    )


@pytest.mark.parametrize("entry", NAMES, ids=lambda entry: entry.name)
def test_one_room_uses_it_and_contributing_says_why(entry: Name) -> None:
    use = re.compile(rf"\b{re.escape(entry.name)}\b")
    folders = {
        path.parent.relative_to(PACKAGE)
        for path in PACKAGE.rglob("*.py")
        if use.search(path.read_text("utf-8"))
    }
    room = PurePath(entry.room)
    assert folders, f"nothing needs {entry.name} any more"
    assert all(folder == room or room in folder.parents for folder in folders), (
        f"{entry.name} of {entry.whose} is for {entry.room} only"
    )
    row = re.compile(
        rf"^\| `{re.escape(entry.name)}` \| {entry.whose} \| `{entry.room}/` \|", re.MULTILINE
    )
    assert row.search(CONTRIBUTING.read_text("utf-8")), f"CONTRIBUTING lacks a row of {entry.name}"


def test_the_table_has_no_row_too_many() -> None:
    table = CONTRIBUTING.read_text("utf-8").partition("## Private names")[2].partition("\n#")[0]
    assert re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE) == [entry.name for entry in NAMES]


# MyST


NOTE = """\
# Ada

Ada works.

## Work

Text with a line\\
break and ~~struck~~ words.

- [ ] a task

$$
x
$$ (with-a-label)

```{note}
Words.
```

### Deeper

More.
"""
SETTINGS = {
    "profiles_notes": ["ada"],
    "myst_enable_extensions": ["strikethrough", "tasklist", "dollarmath"],
    "myst_heading_anchors": 3,
}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("_render_tokens", ["self", "tokens"]),
        ("_random_label", ["self"]),
        (
            "run_directive",
            ["self", "name", "first_line", "content", "position", "additional_options"],
        ),
        ("generate_heading_target", ["self", "token", "level", "node", "title_node"]),
    ],
)
def test_mysts_renderer_has_these_methods(method: str, parameters: list[str]) -> None:
    own = getattr(SphinxRenderer, method, None)
    assert own is not None, gone(method)
    assert list(inspect.signature(own).parameters)[: len(parameters)] == parameters, gone(method)


def renderer_of(site: Site) -> SphinxRenderer:
    """Return MyST's renderer as a page has it that was just rendered."""
    kept: list[SphinxRenderer] = []

    class Kept(SphinxRenderer):
        def setup_render(self, *arguments: object) -> None:
            super().setup_render(*arguments)
            kept.append(self)

    parser = MarkdownIt(renderer_cls=Kept)
    document = site.app.env.get_doctree("index")
    config = vars(site.app.env)["myst_config"]
    site.app.env.prepare_settings("index")
    parser.options.update(document=document.copy(), myst_config=config)
    parser.render("# Title\n\n## Part\n\nText.\n")
    return kept[0]


def test_mysts_renderer_keeps_sections_by_level(build: Build) -> None:
    renderer = renderer_of(build({"index.md": "# Home\n"}))
    sections = getattr(renderer, "_level_to_section", None)
    assert sections, gone("_level_to_section")
    assert sorted(sections) == [0, 1, 2], gone("_level_to_section")
    kinds = {0: nodes.document, 1: nodes.section, 2: nodes.section}
    for level, node in sections.items():
        assert isinstance(node, kinds[level]), gone("_level_to_section")


def test_myst_keeps_its_settings_in_the_environment(build: Build) -> None:
    site = build({"index.md": "# Home\n"}, myst_heading_anchors=2)
    config = vars(site.app.env).get("myst_config")
    assert config is not None, gone("myst_config")
    assert config.heading_anchors == 2, gone("myst_config")


def test_myst_keeps_slugs_for_links_to_headings(build: Build) -> None:
    """A note's page keeps them by the same names as a page that MyST renders itself."""
    link = "# Home\n\n[](ada.md#work) [](plain.md#work)\n"
    plain = "# Plain\n\n## Work\n\nText.\n"
    site = build({"index.md": link, "ada.md": NOTE, "plain.md": plain}, **SETTINGS)
    slugs = [site.app.env.metadata[name].get("myst_slugs") for name in ("ada", "plain")]
    assert all(slugs), gone("myst_slugs")
    assert [entry["work"][1:] for entry in slugs] == [("work", "Work")] * 2, gone("_heading_slugs")
    links = [link["href"] for link in site.html().select("article a, .body p a")]
    assert {"ada.html#work", "plain.html#work"} <= set(links), gone("myst_slugs")


def test_myst_writes_no_raw_output_but_this() -> None:
    source = inspect.getsource(DocutilsRenderer)
    # What a note's HTML becomes is refused before it is rendered.
    written = re.findall(r"nodes\.raw\(\"\", (\"[^\"]*\"|\w+), format=", source)
    texts = {text.strip('"').encode().decode("unicode_escape") for text in written}
    known = {*RENDERER_RAW, "checkbox_html"}
    assert texts & {"<br />\n", "<s>", "</s>"} == {"<br />\n", "<s>", "</s>"}, gone("RENDERER_RAW")
    assert texts <= known, gone("RENDERER_RAW")


def test_myst_shows_what_only_raw_output_can(build: Build) -> None:
    """In a directive, whose nodes are looked through, these stay."""
    inside = "```{note}\nA line\\\nbreak, ~~struck~~.\n\n- [ ] a task\n```\n"
    site = build({"index.md": "# Home\n", "ada.md": f"# Ada\n\nAda works.\n\n{inside}"}, **SETTINGS)
    text = site.text("ada.html")
    for raw in ("<br />", "<s>struck</s>"):
        assert raw in text, gone("RENDERER_RAW")
    box = BeautifulSoup(text, "html5lib").select_one("input.task-list-item-checkbox")
    assert box is not None, gone("RENDERER_RAW")


# docutils


def test_footnotes_are_kept_just_before_myst_collects_them() -> None:
    place = Transform.KEEP_FOOTNOTES
    assert Footnotes.default_priority < place, gone("Footnotes.default_priority")
    collect = getattr(myst_transforms, "CollectFootnotes", None)
    assert collect is not None, "MyST collects footnotes elsewhere: see transforms/footnotes.py"
    assert place <= collect.default_priority, gone("Footnotes.default_priority")


# Sphinx


def test_the_grids_of_sphinx_design_call_themselves_so(build: Build) -> None:
    page = "# I\n\n::::{grid} 2\n:::{grid-item}\nA\n:::\n::::\n"
    site = build({"index.md": page}, extensions=DESIGN, myst_enable_extensions=["colon_fence"])
    row, item = (
        node
        for node in site.doctree().findall(nodes.container)
        if {"sd-row", "sd-col"} & {*node["classes"]}
    )
    assert row["design_component"] == "grid-row", gone("design_component")
    assert item["design_component"] == "grid-item", gone("design_component")
    assert item["is_div"], gone("design_component")
    assert "sd-col" in item["classes"], gone("design_component")


def test_sphinx_keeps_the_tree_of_pages_so(build: Build) -> None:
    page = "# Home\n\n```{toctree}\none\ntwo\n```\n"
    site = build({"index.md": page, "one.md": "# One\n", "two.md": "# Two\n"})
    env = site.app.env
    toctrees = list(env.tocs["index"].findall(addnodes.toctree))
    assert len(toctrees) == 1, gone("env.tocs")
    assert env.toctree_includes == {"index": ["one", "two"]}, gone("toctree_includes")
    assert toctrees[0].get("includefiles") == ["one", "two"], gone("includefiles")
    assert toctrees[0].get("entries") == [(None, "one"), (None, "two")], gone("includefiles")


def test_sphinx_makes_the_first_page_anew_when_it_is_forgotten(build: Build) -> None:
    env = build({"index.md": "# Home\n"}).app.env
    first = env.master_doctree
    assert env.master_doctree is first, gone("master_doctree")
    assert vars(env).pop("master_doctree", None) is first, gone("master_doctree")
    assert env.master_doctree is not first, gone("master_doctree")


def test_a_toctree_of_ours_is_settled_when_it_comes_back(build: Build) -> None:
    """The doctree has what the index lists; what the index got is in the domain."""
    index = "```{profile-index}\n```\n"
    files = {
        "index.md": f"# Home\n\n```{{toctree}}\nother\n```\n\n{index}",
        "other.md": "# Other\n\n```{toctree}\npeople/ada\n```\n",
        "people/ada.md": "# Ada\n",
        "people/bob.md": "# Bob\n",
    }
    site = build(files, profiles_notes=["people/*"])
    document = site.app.env.get_doctree("index")
    adopted = [node for node in document.findall(addnodes.toctree) if "profiles_listed" in node]
    assert [node["profiles_listed"] for node in adopted] == [["people/ada", "people/bob"]]
    assert [node["includefiles"] for node in adopted] == [["people/bob"]]
    assert [node["includefiles"] for node in document.deepcopy().findall(type(adopted[0]))] == [
        ["people/bob"]
    ]
    # Visitors of other builders go by the name.
    assert {type(node).__name__ for node in adopted} == {"toctree"}


def test_latex_packages_are_a_list_of_names_and_options(build: Build) -> None:
    app = build({"index.md": "# Home\n"}).app
    packages = getattr(app.registry, "latex_packages_after_hyperref", None)
    assert packages == [], gone("latex_packages_after_hyperref")
    app.add_latex_package("sphinxprofiles", after_hyperref=True)
    assert packages == [("sphinxprofiles", None)], gone("latex_packages_after_hyperref")


def test_linkcheck_keeps_the_first_place_of_a_link(build: Build) -> None:
    assert Hyperlink._fields == ("uri", "docname", "docpath", "lineno"), gone("Hyperlink")
    page = "# Home\n\n<https://example.invalid/>\n"
    site = build({"index.md": page}, "linkcheck", linkcheck_ignore=[".*"])
    builder = site.app.builder
    assert isinstance(builder, CheckExternalLinksBuilder)
    link = builder.hyperlinks.get("https://example.invalid/")
    assert isinstance(link, Hyperlink), gone("Hyperlink")


def test_the_text_writer_keeps_lines_so(build: Build) -> None:
    seen: list[object] = []

    def visit(self, _node: nodes.Element) -> None:
        self.new_state(0)
        self.add_text("One line")
        self.end_state(end=None)
        seen.append(self.states[-1][-1] if hasattr(self, "states") else None)
        raise nodes.SkipNode

    class probe(nodes.General, nodes.Element):  # noqa: N801  # as docutils names nodes
        pass

    site = build({"index.md": "# Home\n"}, "text")
    document = site.app.env.get_doctree("index")
    document[0].append(probe())
    site.app.add_node(probe, override=True, text=(visit, None))
    translator = site.app.registry.create_translator(site.app.builder, document, site.app.builder)
    document.walkabout(translator)
    assert seen == [(0, ["One line"])], gone("self.states")


# markdown-it


def test_markdown_its_rules_have_these_names() -> None:
    parser = MarkdownIt("commonmark").enable("table")
    blocks = parser.block.ruler.get_active_rules()
    for rule in ("table", "reference", "list", "blockquote", "fence", "paragraph"):
        assert rule in blocks, gone("get_active_rules")
    assert len(blocks) == len(parser.block.ruler.getRules("")), gone("get_active_rules")
    assert {"emphasis", "fragments_join"} <= set(parser.inline.ruler2.get_active_rules()), gone(
        "ruler2"
    )
    assert {"inline", "text_join"} <= set(parser.core.ruler.get_active_rules()), gone(
        "get_active_rules"
    )


def test_markdown_its_rules_say_what_they_interrupt() -> None:
    for rule in getattr(MarkdownIt().block.ruler, "__rules__", []):
        if rule.name == "fence":
            assert "paragraph" in rule.alt, gone("ruler.__rules__")
            assert callable(rule.fn), gone("ruler.__rules__")
            return
    pytest.fail(gone("ruler.__rules__"))


def test_markdown_its_states_have_these_attributes() -> None:
    parser = MarkdownIt()
    block = StateBlock("a\n", parser, {}, [])
    for name in ("bMarks", "tShift", "sCount", "blkIndent", "lineMax", "parentType", "level"):
        assert hasattr(block, name), gone("ParserBlock") + f" ({name})"
    inline = StateInline("a", parser, {}, [])
    for name in ("pending", "pos", "posMax", "src", "tokens"):
        assert hasattr(inline, name), gone("ruler2") + f" ({name})"


def test_markdown_it_finds_the_end_of_an_address() -> None:
    found = MarkdownIt().helpers.parseLinkDestination("https://example.org/ x", 0, 22)
    assert (found.ok, found.str, found.pos) == (True, "https://example.org/", 20), gone(
        "parseLinkDestination"
    )


# Themes


@pytest.mark.themes
def test_immaterial_keeps_its_tree_in_the_environment() -> None:
    theme = pytest.importorskip("sphinx_immaterial")
    sources = Path(theme.__file__).parent.rglob("*.py")
    name = "sphinx_immaterial_global_toc_cache"
    assert any(name in path.read_text("utf-8") for path in sources), gone(name)
