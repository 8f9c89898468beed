"""`only` and `ifconfig`: no link leads to what an output doesn't have."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from second import edit, same_as_fresh
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build, Site

SETTINGS = {
    "profiles_notes": ["people/*"],
    "exclude_patterns": ["_build", "people"],
    "suppress_warnings": ["toc"],
    "extensions": ("myst_parser", "sphinx.ext.ifconfig", "sphinxext_profiles"),
}
ADA = """\
---
tags: [kept]
---
# Ada

She wrote ([A][1]). And more ([B][2]).

[1]: https://a.example/ "A"
[2]: https://b.example/ "B"
"""
PEOPLE = {"people/ada.md": ADA, "people/bob.md": ADA.replace("Ada", "Bob")}
CARD = "```{profile-card} ada\n```"
WHOLE = "```{profile} ada\n```"
LINK = "# I\n\nAsk {profile:person}`ada`.\n"
LAYOUTS = ("cards", "list", "table", "faces")


def index(layout: str) -> str:
    return f"```{{profile-index}}\n:layout: {layout}\n```"


def only(text: str, expression: str = "text") -> str:
    """Return a branch that no other output has."""
    return f"`````{{only}} {expression}\n{text}\n`````"


def ifconfig(text: str, expression: str = "builder == 'text'") -> str:
    return f"`````{{ifconfig}} {expression}\n{text}\n`````"


def link(site: Site, name: str = "index") -> str:
    """Return where the link to a person on a page leads, or nothing."""
    found = site.html(name).select_one(".body a.internal")
    return found["href"] if found else ""


def inventory(site: Site) -> dict[str, str]:
    """Return where people are, as other projects see it."""
    with (site.out / "objects.inv").open("rb") as file:
        people = InventoryFile.load(file, "", posixpath.join).get("profile:person", {})
    # A tuple before Sphinx 8.2, a record since.
    return {key: item.uri if hasattr(item, "uri") else item[2] for key, item in people.items()}


@pytest.mark.parametrize("branch", [only, ifconfig])
@pytest.mark.parametrize("shown", [CARD, WHOLE, *map(index, LAYOUTS)])
def test_the_next_home_that_is_there(build: Build, branch, shown: str) -> None:
    files = {
        **PEOPLE,
        "index.md": LINK,
        "a.md": f"# A\n\n{branch(shown)}\n",
        "b.md": f"# B\n\n{index('list')}\n",
    }
    site = build(files, **SETTINGS)
    assert site.warnings == []
    assert link(site) == inventory(site)["ada"] == "b.html#ada-entry"
    text = build({}, "text", source=site.source, **SETTINGS)
    assert text.warnings == []
    there = build({**files, "a.md": f"# A\n\n{branch(shown, 'True or html')}\n"}, **SETTINGS)
    assert link(there).partition("#")[0] == "a.html"


@pytest.mark.parametrize("branch", [only, ifconfig])
def test_the_next_home_on_the_page(build: Build, branch) -> None:
    page = f"# A\n\n{branch(CARD)}\n\n{CARD}\n\n{CARD}\n"
    site = build({**PEOPLE, "index.md": LINK, "a.md": page}, **SETTINGS)
    assert link(site) == inventory(site)["ada"] == "a.html#ada-card-2"
    assert site.html("a").find(id="ada-card-2")


@pytest.mark.parametrize("branch", [only, ifconfig])
@pytest.mark.parametrize(
    ("shown", "markup"),
    [
        *((shown, "{profile:person}`ada`") for shown in (CARD, WHOLE, *map(index, LAYOUTS))),
        (CARD, "{any}`ada`"),
        (CARD, "[](#ada)"),
    ],
)
def test_no_link_to_what_is_not_there(build: Build, branch, shown: str, markup: str) -> None:
    files = {**PEOPLE, "index.md": f"# I\n\nAsk {markup}.\n", "a.md": f"# A\n\n{branch(shown)}\n"}
    site = build(files, **SETTINGS)
    assert site.warnings == []
    assert link(site) == ""
    assert "Ask Ada." in site.html().text
    assert inventory(site) == {}
    assert '"ada-' not in site.text("searchindex.js")


def test_a_card_links_to_a_whole_profile_that_is_there(build: Build) -> None:
    files = {**PEOPLE, "index.md": f"# I\n\n{CARD}\n", "a.md": f"# A\n\n{only(WHOLE)}\n"}
    site = build({**files, "b.md": "# B\n"}, **SETTINGS)
    assert site.html().select_one(".p-name a") is None
    other = build({**files, "b.md": f"# B\n\n{WHOLE}\n"}, **SETTINGS)
    assert other.html().select_one(".p-name a")["href"] == "b.html#ada-profile"


def test_branches_within_branches(build: Build) -> None:
    page = f"# A\n\n``````{{only}} html\n{only(CARD)}\n\n{CARD}\n``````\n"
    site = build({**PEOPLE, "index.md": LINK, "a.md": page}, **SETTINGS)
    assert link(site) == "a.html#ada-card-2"


def test_an_expression_that_fails(build: Build) -> None:
    """Sphinx keeps what is in such an `only`, and leaves out what is in such an `ifconfig`."""
    settings = {**SETTINGS, "suppress_warnings": ["toc", "docutils"]}
    page = f"# A\n\n{ifconfig(CARD, 'nothing.at.all')}\n\n{only(CARD, '(html')}\n"
    site = build({**PEOPLE, "index.md": LINK, "a.md": page}, **settings)
    assert link(site) == "a.html#ada-card-2"
    assert site.html("a").find(id="ada-card-2")


def test_tags_of_the_command_line_count(build: Build) -> None:
    """They are no part of what Sphinx keeps: the same doctrees serve with and without a tag."""
    page = f"# A\n\n{only(CARD, 'draft')}\n\n{CARD}\n"
    site = build({**PEOPLE, "index.md": LINK, "a.md": page}, **SETTINGS)
    assert link(site) == "a.html#ada-card-2"
    app = site.start()
    app.tags.add("draft")
    app.build()
    assert link(site) == "a.html#ada-card"
    site.rebuild()
    assert link(site) == "a.html#ada-card-2"


# Reference lists


REFERENCES = "```{profile-references} ada\n```"
SECTIONS = "```{profile} ada\n:without: card gallery references\n```"


def cited(site: Site, name: str = "index") -> list[str]:
    """Return where the citations of a page lead."""
    return [tag["href"] for tag in site.html(name).select(".profile-citation a")]


@pytest.mark.parametrize("branch", [only, ifconfig])
def test_citations_lead_to_a_list_that_is_there(build: Build, branch) -> None:
    files = {
        **PEOPLE,
        "index.md": f"# I\n\n{SECTIONS}\n",
        "a.md": f"# A\n\n{branch(REFERENCES)}\n",
        "b.md": f"# B\n\n{REFERENCES}\n",
    }
    site = build(files, **SETTINGS)
    assert cited(site) == ["b.html#ada-ref-1", "b.html#ada-ref-2"]
    nowhere = build({**files, "b.md": "# B\n"}, **SETTINGS)
    assert cited(nowhere) == ["https://a.example/", "https://b.example/"]


@pytest.mark.parametrize("branch", [only, ifconfig])
@pytest.mark.parametrize(
    ("parts", "targets"),
    [
        ("{sections} {inside}", ["https://a.example/", "https://b.example/"]),
        ("{inside} {sections} {outside}", ["#ada-2-ref-1", "#ada-2-ref-2"]),
        ("{outside} {sections} {inside}", ["#ada-ref-1", "#ada-ref-2"]),
        ("{sections} {inside} {outside}", ["#ada-2-ref-1", "#ada-2-ref-2"]),
    ],
)
def test_citations_lead_to_a_list_of_their_page(build: Build, branch, parts, targets) -> None:
    page = parts.replace(" ", "\n\n").format(
        sections=SECTIONS, inside=branch(REFERENCES), outside=REFERENCES
    )
    site = build({**PEOPLE, "index.md": f"# I\n\n{page}\n"}, **SETTINGS)
    assert cited(site) == targets
    assert dead(site) == []
    text = build({}, "text", source=site.source, **SETTINGS).text("index.txt")
    assert "https://a.example/" in text


def test_a_citation_leads_to_the_list_in_its_own_branch(build: Build) -> None:
    page = f"# I\n\n{REFERENCES}\n\n{only(SECTIONS + chr(10) * 2 + REFERENCES, 'html')}\n"
    site = build({**PEOPLE, "index.md": page}, **SETTINGS)
    assert cited(site) == ["#ada-2-ref-1", "#ada-2-ref-2"]


def test_citations_get_a_list_at_the_end_of_the_page(build: Build) -> None:
    files = {**PEOPLE, "index.md": f"# I\n\n{SECTIONS}\n\n{only(REFERENCES)}\n"}
    site = build(files, **SETTINGS, profiles_references_placement="end")
    assert cited(site) == ["#ada-2-ref-1", "#ada-2-ref-2"]
    assert dead(site) == []


@pytest.mark.parametrize("branch", [only, ifconfig])
def test_no_link_back_to_a_citation_that_is_not_there(build: Build, branch) -> None:
    page = f"# I\n\n{SECTIONS}\n\n{branch(SECTIONS)}\n\n{SECTIONS}\n\n{REFERENCES}\n"
    site = build({**PEOPLE, "index.md": page}, **SETTINGS)
    back = site.html().select_one("#ada-ref-1").select('[role="doc-backlink"]')
    assert [tag.text for tag in back] == ["↩ a", "b"]
    assert "2 of 2" in back[1]["aria-label"]
    assert dead(site) == []
    alone = build({**PEOPLE, "index.md": f"# I\n\n{branch(SECTIONS)}\n\n{REFERENCES}"}, **SETTINGS)
    assert not alone.html().select('[role="doc-backlink"]')


# Everything at once


EVERYTHING = {
    **PEOPLE,
    "index.md": (
        "# I\n\n```{toctree}\na\nb\nc\n```\n\n{profile:person}`ada` {any}`bob`\n\n" + SECTIONS
    ),
    "a.md": "# A\n\n"
    + "\n\n".join([only(WHOLE, "man"), ifconfig(index("faces"), "0"), SECTIONS, only(SECTIONS)]),
    "b.md": "# B\n\n" + "\n\n".join([ifconfig(CARD, "0"), only(REFERENCES, "man"), CARD]),
    "c.md": "# C\n\n" + "\n\n".join([ifconfig(SECTIONS, "0"), REFERENCES, only(index("list"))]),
}


def pages(site: Site) -> dict[Path, BeautifulSoup]:
    files = [path for path in site.out.rglob("*") if path.suffix in {".html", ".xhtml"}]
    # Without the declaration of XML, of which a parser of HTML warns.
    texts = {path: path.read_text("utf-8").partition("?>")[::2] for path in files}
    return {path: BeautifulSoup(b or a, "html5lib") for path, (a, b) in texts.items()}


def dead(site: Site) -> list[str]:
    """Return the links that lead to no page, or to an anchor that the page doesn't have."""
    documents = pages(site)
    ids = {path: {tag["id"] for tag in page.select("[id]")} for path, page in documents.items()}
    found = []
    for path, page in documents.items():
        for tag in page.select("a[href]"):
            name, _, anchor = tag["href"].partition("#")
            target = (path.parent / name).resolve() if name else path
            target = target / "index.html" if target.is_dir() else target
            if "://" not in name and anchor and anchor not in ids[target]:
                found.append(f"{path.name}: {tag['href']}")
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_no_dead_anchor_in_pages(build: Build, builder: str) -> None:
    assert dead(build(EVERYTHING, builder, **SETTINGS)) == []


def test_no_dead_anchor_in_a_pdf(build: Build) -> None:
    (file,) = build(EVERYTHING, "latex", **SETTINGS).out.glob("*.tex")
    text = file.read_text("utf-8")
    labels = set(re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", text))
    links = set(re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", text))
    assert links <= labels


def test_after_an_edit_of_a_branch(build: Build) -> None:
    site = build(EVERYTHING, **SETTINGS)
    second = build({}, "text", source=site.source, **SETTINGS)
    edit(site, "a.md", "{only} man", "{only} html")
    for output in (second, site):
        output.rebuild()
        same_as_fresh(build, output, **SETTINGS)


# The tree of pages


def test_an_index_that_is_not_there_takes_no_page_from_one_that_is(build: Build) -> None:
    settings = {**SETTINGS, "exclude_patterns": ["_build"], "suppress_warnings": []}
    files = {
        **PEOPLE,
        "index.md": "# I\n\n```{toctree}\na\nb\n```\n",
        "a.md": f"# A\n\n{only(index('list'), 'latex')}\n",
        "b.md": f"# B\n\n{index('list')}\n",
    }
    site = build(files, **settings)
    assert site.warnings == []
    assert site.app.env.toctree_includes["b"] == ["people/ada", "people/bob"]
    latex = build({}, "latex", source=site.source, **settings)
    assert latex.app.env.toctree_includes["a"] == ["people/ada", "people/bob"]
    alone = build({**files, "b.md": "# B\n"}, **settings)
    assert alone.warnings == []
