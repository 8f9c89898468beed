"""Pages that an index lists belong to it: in the tree, in sidebars, in outputs of one document."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sites import DESIGN, PIXEL, Build, Site

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {"profiles_notes": ["team/people/*"]}


def index(**options: str) -> str:
    """Return an index in MyST."""
    given = "".join(f":{name.replace('_', '-')}: {value}\n" for name, value in options.items())
    return f"```{{profile-index}}\n{given}```\n\n"


def toctree(*names: str, option: str = "") -> str:
    lines = [*([option] if option else []), *names]
    return "\n".join(["```{toctree}", *lines, "```", "", ""])


def person(name: str, *, more: str = "", **fields: str) -> str:
    """Return a note."""
    front = "".join(f"{key}: {value}\n" for key, value in fields.items())
    text = f"# {name}\n\n{name} works. ([Site][1])\n\n## Work of {name}\n\nText.\n\n{more}"
    return f'---\n{front}---\n{text}\n[1]: https://example.org/{len(name)} "Site"\n'


PEOPLE = {
    "team/people/ada.md": person("Ada", tags="maker", city="Turin"),
    "team/people/bob.md": person("Bob", tags="maker", city="Aarau"),
    "team/people/cat.md": person("Cat", tags="seller"),
    "team/people/dan.md": person("Dan", tags="seller"),
}
SITE = {
    **PEOPLE,
    "index.md": "# Home\n\n" + toctree("intro", "team/index", "after"),
    "intro.md": "# Intro\n\nText.\n",
    "after.md": "# After\n\nText.\n",
    "team/index.md": (
        "# Team\n\n" + index(tags="maker", group_by="city") + "Below the makers.\n\n"
        "## Sellers\n\n" + index(tags="seller", sort="-name") + "Below the sellers.\n"
    ),
}


def people(*keys: str) -> list[str]:
    return [f"team/people/{key}" for key in keys]


LISTED = people("bob", "ada", "dan", "cat")
"""The order of the indexes: by cities, then from Z to A."""
ORDER = ["index", "intro", "team/index", *LISTED, "after"]


@pytest.fixture
def make(build: Build):
    """Return a function that builds `SITE` with other files, without a warning."""

    def built(more: dict[str, str | bytes], builder: str = "html", **settings: object) -> Site:
        site = build({**SITE, **more}, builder, **{**PAGES, **settings})
        assert [line for line in site.warnings if "for EPUB3" not in line] == []
        return site

    return built


def walk(site: Site) -> list[str]:
    """Return the pages in the order of their links, and check that those lead back too."""
    pages = ["index"]
    while found := neighbour(site, pages[-1], "next"):
        assert found not in pages
        assert neighbour(site, found, "prev") == pages[-1]
        pages.append(found)
    return pages


def neighbour(site: Site, name: str, which: str) -> str:
    """Return the page that a page calls its previous or next one, or nothing."""
    link = site.html(name).select_one(f"link[rel={which}]")
    return page_of(site, name, link["href"]) if link else ""


def page_of(site: Site, name: str, href: str) -> str:
    """Return the page that a link on a page leads to."""
    target = (site.out / f"{name}.html").parent.joinpath(href.partition("#")[0]).resolve()
    return str(target.relative_to(site.out.resolve()).with_suffix(""))


def parents(site: Site, name: str) -> list[str]:
    """Return the pages above a page as it names them, without the first page."""
    found = site.html(name).select_one(".related").select("li.nav-item:not(.nav-item-this) a")
    return [page_of(site, name, link["href"]) for link in found[1:]]


# Parents and neighbours


def test_pages_stand_in_the_order_of_the_indexes(make) -> None:
    site = make({})
    assert walk(site) == ORDER
    assert [parents(site, name) for name in LISTED] == [["team/index"]] * 4
    assert parents(site, "after") == []


def test_rest_gives_the_same_order(build: Build) -> None:
    page = (
        "Team\n====\n\n.. profile-index::\n   :tags: maker\n   :group-by: city\n\nBelow.\n\n"
        "Sellers\n-------\n\n.. profile-index::\n   :tags: seller\n   :sort: -name\n"
    )
    files = {name: text for name, text in SITE.items() if name != "team/index.md"}
    site = build({**files, "team/index.rst": page}, **PAGES)
    assert site.warnings == []
    assert walk(site) == ORDER


def test_indexes_and_toctrees_of_a_page_keep_its_order(make) -> None:
    page = "# Home\n\n" + index(people="bob ada") + "Text.\n\n" + toctree("intro")
    page += index(people="cat dan") + toctree("after", "team/index")
    site = make({"index.md": page, "team/index.md": "# Team\n"})
    made = people("bob", "ada"), people("cat", "dan")
    assert walk(site) == ["index", *made[0], "intro", *made[1], "after", "team/index"]
    assert parents(site, "team/people/ada") == []


def test_every_language_of_a_person_belongs_to_the_index(make) -> None:
    french = person("Adèle", lang="fr", tags="maker", city="Turin")
    site = make({"team/people/ada.fr.md": french})
    at = ORDER.index("team/people/ada") + 1
    assert walk(site) == [*ORDER[:at], "team/people/ada.fr", *ORDER[at:]]
    assert parents(site, "team/people/ada.fr") == ["team/index"]


AFTER = {"after.md": "# After\n\n" + toctree("team/people/ada")}


def test_two_pages_with_one_key_belong_to_the_index(build: Build) -> None:
    """The second one's note doesn't count, which is reported; its page is one all the same."""
    files = {**SITE, "team/people/zoe.md": person("Zoe", id="ada", tags="maker")}
    site = build(files, **PAGES)
    (warning,) = site.warnings
    assert "ada" in warning
    assert parents(site, "team/people/zoe") == ["team/index"]
    assert walk(site) == [*ORDER[:5], "team/people/zoe", *ORDER[5:]]


@pytest.mark.parametrize("name", ["team/people/zoe.md", "team/people/ada.de.md"])
def test_a_second_page_of_somebody_is_adopted_later(build: Build, name: str) -> None:
    site = build(SITE, **PAGES)
    added = {name: person("Zoe", id="ada", lang="de" if ".de." in name else "en")}
    (site.source / name).write_text(added[name], "utf-8")
    site.rebuild()
    assert texts(site) == texts(build({**SITE, **added}, **PAGES))


def test_a_page_in_a_toctree_keeps_that_parent(make) -> None:
    site = make(AFTER)
    assert parents(site, "team/people/ada") == ["after"]
    assert walk(site) == [*(name for name in ORDER if "ada" not in name), "team/people/ada"]


@pytest.mark.parametrize(
    ("first", "second", "parent"),
    [
        ({}, {}, "intro"),
        ({"limit": "4"}, {}, "after"),
        ({"limit": "4"}, {"limit": "4"}, "intro"),
        ({}, {"toctree": ""}, "after"),
        ({"toctree": ""}, {}, "intro"),
        ({}, {"limit": "4"}, "intro"),
    ],
)
def test_the_first_of_two_indexes_has_the_page(make, first, second, parent) -> None:
    """But one that sidebars show comes before, and an excerpt after all others."""
    one = {"intro.md": "# Intro\n\n" + index(**first), "after.md": "# After\n\n" + index(**second)}
    site = make({**one, "team/index.md": "# Team\n"})
    listed = people("ada", "bob", "cat", "dan")
    assert [parents(site, name) for name in listed] == [[parent]] * 4
    order = [name for name in ORDER if name not in LISTED]
    at = order.index(parent) + 1
    assert walk(site) == [*order[:at], *listed, *order[at:]]


def test_two_indexes_of_a_page_have_a_page_once(make) -> None:
    site = make({"team/index.md": "# Team\n\n" + index(people="dan cat") + "\n\n" + index()})
    assert walk(site) == [
        "index",
        "intro",
        "team/index",
        *people("dan", "cat", "ada", "bob"),
        "after",
    ]


@pytest.mark.parametrize("option", [{}, {"toctree": ""}])
def test_people_who_list_each_other(make, option) -> None:
    """Each page has one parent, and the way from page to page does not go round."""
    more = "## With\n\n" + index(people="bob eve", **option)
    ada = person("Ada", tags="maker", city="Turin", more=more)
    bob = person("Bob", tags="maker", city="Aarau", more=index(people="ada", **option))
    eve = person("Eve", more=index(people="ada bob", **option))
    files = {f"team/people/{key}.md": text for key, text in (("ada", ada), ("bob", bob))}
    site = make({**files, "team/people/eve.md": eve}, profiles_trust_notes=True)
    assert walk(site) == [*ORDER[:5], "team/people/eve", *ORDER[5:]]
    assert parents(site, "team/people/eve") == ["team/index", "team/people/ada"]
    assert parents(site, "team/people/ada") == ["team/index"]


def test_people_who_list_each_other_outside_of_the_tree(make) -> None:
    files = {
        "team/people/ada.md": person("Ada", more=index(people="bob")),
        "team/people/bob.md": person("Bob", more=index(people="ada")),
        "team/index.md": "# Team\n\n" + index(people="dan cat"),
    }
    site = make(files, profiles_trust_notes=True)
    assert walk(site) == [name for name in ORDER if name not in people("ada", "bob")]
    assert parents(site, "team/people/bob") == []


def test_a_first_page_that_is_a_note(make) -> None:
    """Nobody's index takes it, and its own index is like any other."""
    listed = people("ada", "bob", "cat", "dan", "zoe")
    more = index(people="ada bob cat dan zoe") + toctree("intro", "team/index", "after")
    files = {
        "index.md": person("Home", type="profile", more=more),
        "team/people/zoe.md": person("Zoe", more=index(people="index ada")),
        "team/index.md": "# Team\n",
    }
    site = make(files, profiles_trust_notes=True)
    assert walk(site) == ["index", *listed, "intro", "team/index", "after"]


def test_what_no_index_lists_is_missed_as_ever(build: Build) -> None:
    page = "# Team\n\n" + index(limit="2")
    site = build({**SITE, "team/index.md": page}, **PAGES)
    assert walk(site) == ["index", "intro", "team/index", *people("ada", "bob"), "after"]
    for key, warning in zip(("cat", "dan"), site.warnings, strict=True):
        assert warning.startswith(f"team/people/{key}.md: WARNING: document isn't included")


def test_people_without_a_page_and_orphans(make) -> None:
    orphan = person("Cat", tags="seller", orphan="true")
    site = make({"team/people/cat.md": orphan}, exclude_patterns=["_build", "**/dan.md"])
    assert "Dan" in site.html("team/index").text
    assert walk(site) == [name for name in ORDER if "dan" not in name]


# Sidebars, here of a theme that every Sphinx brings; other themes are in `test_themes.py`

ALABASTER = {"html_theme": "alabaster", "html_theme_options": {"sidebar_collapse": False}}


def sidebar(site: Site, name: str) -> dict[str, bool]:
    """Return the pages in the tree of a page's sidebar, and whether they are on the way to it."""
    entries = site.html(name).select(".sphinxsidebar li[class*=toctree-l]")
    return {
        page_of(site, name, entry.a["href"]) if entry.a["href"] != "#" else name: "current"
        in entry["class"]
        for entry in entries
        if not entry.a["href"].partition("#")[2]
    }


CLOSED = {"intro": False, "team/index": False, "after": False}


def test_a_sidebar_shows_the_way_to_its_page_only(make) -> None:
    site = make({}, **ALABASTER)
    assert sidebar(site, "index") == CLOSED
    assert sidebar(site, "team/index") == {**CLOSED, "team/index": True}
    for name in LISTED:
        assert sidebar(site, name) == {**CLOSED, "team/index": True, name: True}
    assert sidebar(site, "after") == {**CLOSED, "after": True}
    lists = [entry for name in ORDER for entry in site.html(name).select(".sphinxsidebar ul")]
    assert all(entry.li for entry in lists)


def test_a_sidebar_shows_the_way_below_people(make) -> None:
    """Through an index on a person's page, and through a toctree there."""
    ada = person("Ada", more=index(people="eve") + toctree("book"))
    files = {
        "team/people/ada.md": ada,
        "team/people/eve.md": person("Eve", more=""),
        "team/people/book.md": "---\nprofile: false\n---\n# Book\n",
        "team/index.md": "# Team\n\n" + index(people="ada bob cat dan"),
    }
    site = make(files, profiles_trust_notes=True, **ALABASTER)
    way = {**CLOSED, "team/index": True, "team/people/ada": True}
    for name in ("team/people/eve", "team/people/book"):
        shown = sidebar(site, name)
        assert shown.pop("team/people/book") == (name == "team/people/book")
        assert shown == ({**way, name: True} if name == "team/people/eve" else way)


def test_what_belongs_to_the_first_page_opens_no_branch(make) -> None:
    page = "# Home\n\n" + toctree("intro", "after") + index()
    site = make({"index.md": page, "team/index.md": "---\norphan: true\n---\n# T\n"}, **ALABASTER)
    assert sidebar(site, "team/people/ada") == {"intro": False, "after": False}


def test_a_sidebar_does_not_grow_with_the_number_of_people(make) -> None:
    sizes = []
    for count in (5, 50):
        files = {f"team/people/p{n:02}.md": person(f"P{n:02}", tags="many") for n in range(count)}
        page = "# Team\n\n" + index(where="tags!=many") + index(tags="many")
        site = make({**files, "team/index.md": page}, **ALABASTER)
        pages = ("index", "team/people/p02", "after")
        sizes.append([len(site.text(f"{name}.html")) for name in pages])
    assert sizes[0] == sizes[1]


def test_with_toctree_sidebars_show_the_people(make) -> None:
    page = "# Team\n\n" + index(tags="maker", toctree="") + index(tags="seller")
    site = make({"team/index.md": page}, **ALABASTER)
    makers = dict.fromkeys(people("ada", "bob"), False)
    assert sidebar(site, "after") == {**CLOSED, **makers, "after": True}
    way = {**CLOSED, **makers, "team/index": True, "team/people/cat": True}
    assert sidebar(site, "team/people/cat") == way
    assert walk(site) == [
        "index",
        "intro",
        "team/index",
        *people("ada", "bob", "cat", "dan"),
        "after",
    ]


def test_a_toctree_in_a_page_does_not_list_the_people(make) -> None:
    """Even one that shows what is hidden, on a page that is written after those of people."""
    home = "# Home\n\n" + toctree("intro", "zoo", "after")
    zoo = "# Zoo\n\n" + toctree("team/index", option=":includehidden:")
    for parallel in (0, 2):
        site = make({"index.md": home, "zoo.md": zoo}, parallel=parallel)
        links = site.html("zoo").select(".toctree-wrapper a")
        anchors = ["", "#group-aarau", "#group-turin", "#sellers"]
        assert [link["href"] for link in links] == [
            f"team/index.html{anchor}" for anchor in anchors
        ]


def test_a_page_without_a_title(build: Build) -> None:
    plain = build({**SITE, "team/index.md": "Text.\n\n" + toctree("people/ada")}, **PAGES)
    told = [line for line in plain.warnings if "title" in line]
    site = build({**SITE, "team/index.md": "Text.\n\n" + index()}, **PAGES, **ALABASTER)
    assert site.warnings == told


def test_an_environment_may_be_used_twice(make) -> None:
    """As programs do that keep Sphinx running."""
    site = make(AFTER, **ALABASTER)
    before = walk(site), [sidebar(site, name) for name in ORDER]
    site.app.build(force_all=True)
    assert (walk(site), [sidebar(site, name) for name in ORDER]) == before
    (site.source / "after.md").write_text("# After\n", "utf-8")
    site.app.build()
    assert walk(site) == ORDER
    assert sidebar(site, "team/people/ada")["team/people/ada"]


def test_numbers_of_sections_and_figures(make) -> None:
    """As in a toctree: they count on through the pages of people."""
    figure = "```{figure} /a.png\n:name: %s\n\nA picture.\n```\n\n"
    home = "# Home\n\n" + toctree("intro", "team/index", "after", option=":numbered:")
    ask = "{numref}`one` {numref}`two` {numref}`three`\n"
    files = {
        "a.png": PIXEL,
        "index.md": home,
        "intro.md": "# Intro\n\n" + figure % "one",
        "team/people/ada.md": person("Ada", tags="maker", city="Turin", more=figure % "two"),
        "after.md": "# After\n\n" + figure % "three" + ask,
    }
    site = make(files, numfig=True)
    numbers = [
        site.html(f"team/people/{key}").h1.find(class_="section-number")
        for key in ("bob", "ada", "dan")
    ]
    assert [number.text.strip() for number in numbers] == ["2.3.", "2.4.", "2.5.1."]
    assert [link.text for link in site.html("after").select("a .std-numref")] == [
        "Fig. 1.1",
        "Fig. 2.1",
        "Fig. 3.1",
    ]


# Outputs that are one document


def test_in_a_book_the_contents_are_complete(make) -> None:
    """Also when what was read for pages is used again, and the other way round."""
    html = make({}, **ALABASTER)
    site = make({}, "epub", source=html.source)
    expected = [name for name in ORDER if name != "index"]
    for name, link in (("nav.xhtml", 'href="(.*?).xhtml"'), ("toc.ncx", 'src="(.*?).xhtml"')):
        pages = dict.fromkeys(re.findall(link, site.text(name)))
        assert [*pages][1:] == expected
    opf = site.text("content.opf")
    files = dict(re.findall(r'<item id="(.*?)" href="(.*?)"', opf))
    spine = [files[key] for key in re.findall(r'itemref idref="(.*?)"', opf)]
    assert spine[: len(ORDER)] == [f"{name}.xhtml" for name in ORDER]
    assert all("works." in site.text(f"{name}.xhtml") for name in LISTED)
    # The index has its cards, and no second list of the same people.
    assert "ada" not in site.text("index.xhtml")
    assert site.text("team/index.xhtml").count("people/ada.xhtml") == 1
    site.app.build(force_all=True)
    assert "ada" not in site.text("index.xhtml")
    again = make({}, source=html.source, **ALABASTER)
    assert sidebar(again, "after") == {**CLOSED, "after": True}


def test_in_a_book_the_first_page_may_have_the_index(make) -> None:
    home = "# Home\n\n" + toctree("intro", "after") + index()
    site = make({"index.md": home, "team/index.md": "---\norphan: true\n---\n# T\n"}, "epub")
    pages = re.findall('<a href="(.*?).xhtml"', site.text("nav.xhtml"))
    assert pages == ["index", "intro", "after", *people("ada", "bob", "cat", "dan")]


LEVELS = ("chapter", "section", "subsection", "subsubsection", "paragraph")
CITIES = ("Aarau", "Turin")
"""The groups of the first index, which are sections of its page."""
OUTLINE = [
    (0, "Intro"),
    (0, "Team"),
    (1, "Aarau"),
    (1, "Turin"),
    (1, "Bob"),
    (1, "Ada"),
    (1, "Sellers"),
    (2, "Dan"),
    (2, "Cat"),
    (0, "After"),
]


def outline(site: Site) -> list[tuple[int, str]]:
    """Return the headings of a LaTeX file with their levels, without those inside of notes."""
    (file,) = site.out.glob("*.tex")
    found = re.findall(r"^\\(\w+)\{(\w+)\}", file.read_text("utf-8"), re.MULTILINE)
    return [
        (LEVELS.index(level), title)
        for level, title in found
        if level in LEVELS and title != "References"
    ]


def test_in_a_pdf_people_are_sections_below_their_index(make) -> None:
    intro = "# Intro\n\n{profile:person}`ada`, [](/team/people/cat.md).\n"
    site = make({"intro.md": intro}, "latex")
    assert outline(site) == OUTLINE
    (file,) = site.out.glob("*.tex")
    text = file.read_text("utf-8")
    labels = re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", text)
    assert [label for label, count in Counter(labels).items() if count > 1] == []
    links = set(re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", text))
    assert {f"{name}::doc" for name in LISTED} <= links <= set(labels)
    assert all(text.count(f"Work of {title}") == 1 for title in ("Ada", "Bob", "Cat", "Dan"))


def test_what_stands_below_an_index_stays_with_it(make) -> None:
    """It isn't a part of the last person's section."""
    (file,) = make({}, "latex").out.glob("*.tex")
    text = file.read_text("utf-8")
    places = [
        text.index(part)
        for part in ("Below the makers", "section{Bob}", "Below the sellers", "section{Dan}")
    ]
    assert places == sorted(places)


def test_an_index_in_a_grid_has_its_people_below_it(make) -> None:
    grid = "::::{grid} 1\n:::{grid-item-card}\n" + index(people="bob ada") + ":::\n::::\n\n"
    page = "# Team\n\n" + grid + "Below.\n\n## Sellers\n\n" + index(people="dan cat")
    settings = {"myst_enable_extensions": ["colon_fence"], "extensions": DESIGN}
    wanted = [entry for entry in OUTLINE if entry[1] not in CITIES]
    assert outline(make({"team/index.md": page}, "latex", **settings)) == wanted


def test_an_index_of_one_output_has_its_people_there_only(make) -> None:
    only = "````{only} html\n" + index(people="bob ada") + "````\n\n"
    page = "# Team\n\n" + only + "## Sellers\n\n" + index(people="dan cat")
    assert outline(make({"team/index.md": page}, "latex")) == [
        entry for entry in OUTLINE if entry[1] not in ("Bob", "Ada", *CITIES)
    ]
    assert walk(make({"team/index.md": page})) == ORDER


def test_a_person_in_a_toctree_stands_there_in_a_pdf(make) -> None:
    outlined = outline(make(AFTER, "latex"))
    assert outlined == [*(entry for entry in OUTLINE if entry[1] != "Ada"), (1, "Ada")]


def test_in_a_single_page_links_stay_in_it(make) -> None:
    site = make({}, "singlehtml", **ALABASTER)
    page = site.html()
    titles = [tag.text.rstrip("¶") for tag in page.select("section :is(h2, h3, h4)")]
    titles = [title for title in titles if "Work" not in title and title != "References"]
    assert titles == [title for _, title in OUTLINE]
    ids = [tag["id"] for tag in page.select("[id]")]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    links = [link["href"] for link in page.select(".profile-index a, .profile-card a, .body nav a")]
    assert {f"#document-{name}" for name in LISTED} <= set(links)
    inside = {link["href"][1:] for link in page.select(".body a") if link["href"].startswith("#")}
    assert inside <= set(ids)
    assert len(page.select(".sphinxsidebar [class*=toctree-l1]")) == 3


def test_man_and_text(make) -> None:
    (file,) = make({}, "man").out.glob("*.1")
    heads = re.findall(r"^\.S[HS] (.*)$", file.read_text("utf-8"), re.MULTILINE)
    wanted = [title for _, title in OUTLINE]
    assert [head for head in heads if head.title() in wanted] == [
        title.upper() if level == 0 else title for level, title in OUTLINE
    ]
    text = make({}, "text").text("team/index.txt")
    assert "Work of" not in text
    assert text.index("Below the makers") < text.index("Sellers")


@pytest.mark.makeinfo
def test_in_texinfo_people_are_nodes_of_their_index(make, tmp_path: Path) -> None:
    (file,) = make({}, "texinfo").out.glob("*.texi")
    info = tmp_path / "site.info"
    command = ["makeinfo", "--no-split", "--force", "-o", str(info), str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stderr == ""
    nodes = re.findall(r"Node: (\w+),(?:  Next: (\w+),)?.*?Up: (\w+)", info.read_text("utf-8"))
    ups = {node: (up, following) for node, following, up in nodes}
    assert ups["Bob"] == ("Team", "Ada")
    assert ups["Ada"] == ("Team", "Sellers")
    assert ups["Dan"] == ("Sellers", "Cat")


# A second build


TWO = {
    **SITE,
    "intro.md": "# Intro\n\n" + index(tags="maker"),
    "index.md": "# Home\n\n" + toctree("intro", "above", "after"),
    "above.md": "# Above\n\n" + toctree("team/index"),
    "team/index.md": "# Team\n\n" + index(),
}


@pytest.mark.parametrize("builder", ["html", "latex", "epub"])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("team/people/ada.md", "tags: maker", "tags: none", id="to-another-index"),
        pytest.param("team/people/cat.md", "tags: seller", "draft: true", id="to-none"),
        pytest.param("team/people/cat.md", "tags: seller", "tags: maker", id="from-another-index"),
        pytest.param("after.md", "Text.", toctree("team/people/ada"), id="to-a-toctree"),
        pytest.param("index.md", "intro\nabove", "above\nintro", id="another-order"),
        pytest.param("intro.md", ":tags: maker", ":tags: maker\n:limit: 9", id="an-excerpt"),
        pytest.param("intro.md", ":tags: maker", ":tags: maker\n:toctree:", id="shown"),
        pytest.param("intro.md", "# Intro", "# Intro\n\n## Part", id="another-section"),
        pytest.param("team/index.md", "# Team", "# The team", id="another-title"),
        pytest.param("above.md", "# Above", "# High above", id="another-title-above"),
    ],
)
def test_after_a_change_all_is_as_in_a_new_build(build: Build, name, old, new, builder) -> None:
    """Sidebars with a tree are left out: Sphinx doesn't write a page for its sidebar's sake."""
    settings = {**PAGES, "suppress_warnings": ["toc"]}
    site = build(TWO, builder, **settings)
    text = TWO[name].replace(old, new)
    assert text != TWO[name]
    (site.source / name).write_text(text, "utf-8")
    site.rebuild()
    new_site = build({**TWO, name: text}, builder, **settings)
    assert texts(site) == texts(new_site)


def texts(site: Site) -> dict[str, str]:
    """Return the pages, or the book's contents, or the document of an output."""
    kinds = {".html", ".xhtml", ".ncx", ".tex"}
    files = [path for path in site.out.rglob("*") if path.suffix in kinds]
    assert files
    return {path.relative_to(site.out).as_posix(): path.read_text("utf-8") for path in files}
