"""The index of people, from MyST and from reST."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sample import ADA, NOTE
from sites import BUILDERS, PIXEL, Build, Site, classes

if TYPE_CHECKING:
    from bs4 import Tag

BOB = "---\nheadline: Physicist\naffiliation: CERN\ntags: physics\n---\n# Bob Zed\n\nHe measures.\n"
FATIMA = "---\nlang: ar\nheadline: عالمة\n---\n# فاطمة\n\nنص.\n"
FILES = {
    "people/ada.md": ADA.replace("](images/", "](/people/images/"),
    "people/shen-kuo.hant.md": NOTE,
    "people/bob.md": BOB,
    "people/fatima.md": FATIMA,
    "people/images/a.png": PIXEL,
}
PAGES = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
HEADINGS = {"md": "# Index\n\n## People\n\n", "rst": "Index\n=====\n\nPeople\n------\n\n"}
NAMES = ["Ada Lovelace", "Bob Zed", "فاطمة", "沈括"]


def directive(syntax: str, **options: str) -> str:
    """Return an index in reST or MyST; an option may have several lines."""
    given = {name.replace("_", "-"): value for name, value in options.items()}
    if syntax == "rst":
        lines = [f"   :{name}: {value}".replace("\n", "\n      ") for name, value in given.items()]
        return "\n".join([".. profile-index::", *lines, "", ""])
    lines = []
    for name, value in given.items():
        block = value.replace("\n", "\n  ")
        lines.append(f"{name}: |\n  {block}" if "\n" in value else f"{name}: '{value}'")
    return "\n".join(["```{profile-index}", "---", *lines, "---", "```", "", ""])


@pytest.fixture(params=["md", "rst"])
def syntax(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def show(build: Build, syntax: str):
    """Return a function that builds a page with an index of notes that are pages or none."""

    def make(*, pages: bool = True, builder: str = "html", **options: str) -> Site:
        text = HEADINGS[syntax] + directive(syntax, **options) + "After.\n"
        files = {**FILES, f"index.{syntax}": text}
        settings = PAGES if pages else {**PAGES, "exclude_patterns": ["people"]}
        return build(files, builder, **settings)

    return make


def index(site: Site) -> Tag:
    """Return the only index of the first page of a build without a message."""
    assert site.warnings == []
    page = site.html()
    (found,) = page.select("div.profile-index")
    assert "After." in page.text
    assert "After." not in found.text
    return found


def names(found: Tag) -> list[str]:
    return [tag.text for tag in found.select(".p-name, .profile-face-name")]


def test_both_syntaxes_make_one_tree(build: Build) -> None:
    options = {"where": "name!=Bob Zed\nname!=x", "group_by": "lang", "sort": "-name", "search": ""}
    for layout in ("cards", "list", "table", "faces"):
        trees = []
        for syntax, heading in HEADINGS.items():
            text = heading + directive(syntax, layout=layout, **options)
            site = build({**FILES, f"index.{syntax}": text}, **PAGES)
            assert site.warnings == []
            (found,) = site.doctree().findall(
                lambda node: "profile-index" in getattr(node, "attributes", {}).get("classes", [])
            )
            trees.append(found.pformat())
        assert trees[0] == trees[1]


def test_cards(show) -> None:
    found = index(
        show(layout="cards", columns="1 2 3 4", photo_shape="rounded", show="tags", hide="summary")
    )
    (cards,) = found.find_all("ul", class_="profile-cards")
    counts = {"profile-columns-1", "profile-columns-sm-2", "profile-columns-md-3"}
    assert classes(cards) == {
        *("profile-cards", "profile-cards-cards", "profile-columns-lg-4"),
        *counts,
    }
    articles = [
        item.find("article", recursive=False) for item in cards.find_all("li", recursive=False)
    ]
    assert names(found) == NAMES
    assert all("profile-card-linked" in classes(card) for card in articles)
    ada = articles[0]
    assert ada.find(class_="p-name").a["href"] == "people/ada.html"
    assert "profile-photo-rounded" in classes(ada.find(class_="profile-photo"))
    assert ada.find("img")["src"].startswith("_images/")
    assert ada.find(class_="p-note") is None
    assert ada.find(class_="profile-tags")
    assert (articles[2]["lang"], articles[2]["dir"]) == ("ar", "rtl")


def test_portraits_are_the_default_where_somebody_has_a_photo(show) -> None:
    found = index(show())
    (cards,) = found.select("ul.profile-cards.profile-cards-portrait")
    counts = {"profile-columns-2", "profile-columns-sm-3", "profile-columns-md-4"}
    assert counts <= classes(cards)
    assert len(found.select("article.profile-card-portrait")) == len(NAMES)
    photo = found.select_one(".profile-photo:has(img)")
    assert photo
    assert "profile-photo-rounded" in classes(photo)
    assert "vw" in photo.find(["source", "img"])["sizes"]


def test_cards_are_the_default_where_nobody_has_a_photo(show) -> None:
    for options in ({"people": "bob, fatima"}, {"hide": "photo"}):
        found = index(show(**options))
        assert found.select("ul.profile-cards-cards > li > article.profile-card-stacked")
        assert not found.select(".profile-card-portrait")


def test_cards_with_photos_at_their_side(show) -> None:
    found = index(show(layout="side", columns="2"))
    (cards,) = found.select("ul.profile-cards-side.profile-columns-2")
    assert len(cards.select("article.profile-card-side")) == len(NAMES)


def test_faces_are_links_with_a_name(show) -> None:
    found = index(show(layout="faces"))
    faces = found.select("ul.profile-faces > li > a.profile-face")
    assert len(faces) == 4
    for face, name in zip(faces, NAMES, strict=True):
        photo, said = face.find_all("span", recursive=False)
        assert "profile-photo" in classes(photo)
        assert photo.find(class_="profile-initials")["aria-hidden"] == "true"
        assert said.text == name
        image = photo.find("img")
        # The name alone is the link's accessible name.
        assert image is None or image["alt"] == ""
        assert face.get("aria-label") is None
    assert faces[0]["href"] == "people/ada.html"
    assert faces[0].img["loading"] == "lazy"
    assert faces[1].img is None
    assert (faces[2].find(class_="profile-face-name")["dir"]) == "rtl"


def test_a_person_without_a_page_is_no_link(show) -> None:
    for layout in ("faces", "list", "table", "cards"):
        found = index(show(pages=False, layout=layout))
        assert found.select("a[href^=people]") == []
        assert names(found) == NAMES
    found = index(show(pages=False, layout="faces"))
    assert len(found.select("ul.profile-faces > li > span.profile-face")) == 4


def test_a_list(show) -> None:
    found = index(show(layout="list", show="tags"))
    rows = found.select("ul.profile-list > li")
    assert [row.text.strip() for row in rows] == [
        "Ada Lovelace — Analyst of the Analytical Engine · mathematics, computing",
        "Bob Zed — Physicist · CERN · physics",
        "فاطمة — عالمة",
        "沈括 — 北宋科學家",
    ]
    assert rows[1].a["href"] == "people/bob.html"
    assert rows[1].find(class_="p-org").text == "CERN"
    name = rows[2].find("bdi", class_="p-name")
    assert (name["lang"], name["dir"]) == ("ar", "rtl")


def test_a_table(show) -> None:
    found = index(show(layout="table"))
    assert [head.text.strip() for head in found.select("thead th")] == [
        "Name",
        "Role",
        "Affiliation",
        "Tags",
    ]
    rows = [[cell.text.strip() for cell in row.find_all("td")] for row in found.select("tbody tr")]
    assert rows[1] == ["Bob Zed", "Physicist", "CERN", "physics"]
    assert rows[2] == ["فاطمة", "عالمة", "", ""]
    assert found.select_one("tbody a")["href"] == "people/ada.html"
    assert found.select("colgroup col[style]") == []


def test_a_table_has_no_column_for_what_nobody_has(show) -> None:
    found = index(show(layout="table", people="ada fatima", hide="tags"))
    assert [head.text.strip() for head in found.select("thead th")] == ["Name", "Role"]


def test_words_are_in_the_pages_language(build: Build) -> None:
    text = "# I\n\n" + directive("md", layout="table", group_by="affiliation")
    site = build({**FILES, "index.md": text}, language="de", **PAGES)
    found = index_of(site)
    assert found.select_one("th").text.strip() == "Name"
    assert [tag.text.strip("¶") for tag in found.select("h2")] == ["CERN", "Weitere"]


def index_of(site: Site) -> Tag:
    return site.html().select_one("div.profile-index")


def test_groups_have_headings_of_the_right_level(show) -> None:
    found = index(show(group_by="tags", layout="list"))
    groups = found.find_all("section", class_="profile-index-group", recursive=False)
    assert [group.h3.text.strip("¶") for group in groups] == [
        "computing",
        "mathematics",
        "physics",
        "Others",
    ]
    assert [names(group) for group in groups] == [[NAMES[0]], [NAMES[0]], [NAMES[1]], NAMES[2:]]


def test_languages_are_called_by_their_own_names(show) -> None:
    found = index(show(group_by="lang", layout="faces"))
    headings = [
        (tag.text.strip("¶"), tag.bdi and tag.bdi.get("lang")) for tag in found.find_all("h3")
    ]
    assert headings == [("العربية", "ar"), ("English", None), ("繁體中文", "zh-Hant")]


def test_a_list_does_not_repeat_what_stands_above_it(show) -> None:
    found = index(show(group_by="affiliation", layout="list", people="bob"))
    assert found.h3.text.strip("¶") == "CERN"
    assert found.li.text.strip() == "Bob Zed — Physicist"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"people": "shen-kuo ada"}, ["沈括", "Ada Lovelace"]),
        ({"people": "shen-kuo\nada, bob"}, ["沈括", "Ada Lovelace", "Bob Zed"]),
        ({"notes": "people/*a*\n!people/ada"}, ["فاطمة", "沈括"]),
        ({"notes": "/people/b*.md"}, ["Bob Zed"]),
        ({"notes": "!/people/b*"}, ["Ada Lovelace", "فاطمة", "沈括"]),
        ({"tags": "mathematics, computing"}, ["Ada Lovelace"]),
        ({"where": "affiliation=cern; tags~phys"}, ["Bob Zed"]),
        ({"where": "affiliation=\nlang!=ar"}, ["Ada Lovelace", "沈括"]),
        ({"sort": "-name", "limit": "2"}, ["沈括", "فاطمة"]),
    ],
)
def test_options_choose_and_order(show, options: dict, expected: list[str]) -> None:
    assert names(index(show(layout="list", **options))) == expected


def test_globs_are_relative_to_the_page(build: Build) -> None:
    page = "# Staff\n\n" + directive("md", notes="*", layout="list")
    files = {**FILES, "people/index.md": page, "x/eve.md": "# Eve\n\nE.\n", "index.md": "# I\n"}
    site = build(files, **{**PAGES, "profiles_notes": ["people/*", "x/*"]})
    assert site.warnings == []
    assert names(site.html("people/index")) == NAMES


def test_translations_are_shown_once_in_the_language_asked_for(build: Build) -> None:
    english = "---\nid: shen-kuo\nlang: en\n---\n# Shen Kuo\n\nText.\n"
    files = {**FILES, "people/shen-kuo.en.md": english}
    for lang, name in {"": "Shen Kuo", "zh-TW": "沈括"}.items():
        options = {"people": "shen-kuo", "layout": "list", **({"lang": lang} if lang else {})}
        site = build({**files, "index.md": "# I\n\n" + directive("md", **options)}, **PAGES)
        assert names(index_of(site)) == [name]


def test_a_search_is_hidden_until_its_script_runs(show) -> None:
    found = index(show(search="", limit="3"))
    search = found.find("search")
    assert search.has_attr("hidden")
    assert search.find("input")["type"] == "search"
    assert search["aria-label"] == search.find("input")["aria-label"] == "Search people"
    tags = [button["value"] for button in search.select("button[aria-pressed=false]")]
    assert tags == ["computing", "mathematics", "physics"]
    assert search.find(role="status").text == "3 people"
    cards = found.select("article[data-profile-key]")
    assert [card["data-profile-key"] for card in cards] == ["ada", "bob", "fatima"]
    assert json.loads(cards[0]["data-profile-tags"]) == ["mathematics", "computing"]


def test_what_is_searched_is_escaped(build: Build) -> None:
    tag = "\"'><script>alert(1)</script>"
    files = {
        "index.md": "# I\n\n" + directive("md", search=""),
        "people/a.md": f"---\ntags: [{json.dumps(tag)}]\nsort_name: '\"><b>'\n---\n# A\n\nA.\n",
        "people/b.md": "# B\n\nB.\n",
    }
    found = index_of(build(files, **PAGES))
    assert found.find(["script", "b"]) is None
    assert found.select_one("button[aria-pressed]")["value"] == tag
    assert json.loads(found.article["data-profile-tags"]) == [tag]


def test_a_class_and_a_name(show) -> None:
    found = index(show(**{"class": "team wide", "name": "Our team"}))
    assert {"profile-index", "team", "wide"} <= classes(found)
    assert found["id"] == "our-team"


def test_cards_are_the_home_of_people_without_a_page(build: Build, syntax: str) -> None:
    text = HEADINGS[syntax] + directive(syntax, group_by="tags")
    role = "See {profile:person}`ada`." if syntax == "md" else "See :profile:person:`ada`."
    site = build(
        {**FILES, f"index.{syntax}": text + role}, **{**PAGES, "exclude_patterns": ["people"]}
    )
    assert site.warnings == []
    page = site.html()
    assert page.find("a", string="Ada Lovelace")["href"] == "#ada-card"
    assert len(page.select("#ada-card")) == 1
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("layout", "element"), [("cards", "article"), ("list", "li"), ("faces", "li"), ("table", "tr")]
)
def test_an_index_is_the_home_of_people_who_have_no_better_one(
    build: Build, layout: str, element: str
) -> None:
    role = "See {profile:person}`ada`.\n"
    files = {
        **FILES,
        "index.md": "# I\n\n" + directive("md", layout=layout, group_by="tags") + role,
        "b.md": "# B\n\n" + directive("md", layout="list") + role,
    }
    settings = {**PAGES, "exclude_patterns": ["people"]}
    # Twice in groups of the first page, once on the second: a card is better than a row, and
    # among rows the first page by name counts.
    where = "index.html#ada-card" if layout == "cards" else "b.html#ada-entry"
    site = build(files, **settings)
    assert site.warnings == []
    page, _, own_id = where.partition("#")
    for name in ("index", "b"):
        link = site.html(name).find("a", string="Ada Lovelace")
        assert link["href"] == (f"#{own_id}" if page == f"{name}.html" else where)
        ids = [tag["id"] for tag in site.html(name).find_all(id=True)]
        assert len(ids) == len(set(ids))
    own = site.html().find(id="ada-card" if layout == "cards" else "ada-entry")
    assert own.name == element
    assert "Ada Lovelace" in own.text
    # With a card elsewhere, that is the home.
    files["c.md"] = "# C\n\n```{profile-card} ada\n```\n"
    better = build(files, **settings)
    link = better.html("b").find("a", string="Ada Lovelace")
    assert link["href"] == "c.html#ada-card"


def test_pages_belong_to_the_index(build: Build, syntax: str) -> None:
    text = HEADINGS[syntax] + directive(syntax)
    site = build({**FILES, f"index.{syntax}": text}, profiles_notes=["people/*"])
    assert site.warnings == []
    assert site.app.env.toctree_includes["index"] == [
        "people/ada",
        "people/bob",
        "people/fatima",
        "people/shen-kuo.hant",
    ]
    assert site.html("people/ada").find("link", rel="next")["href"] == "bob.html"


def test_an_index_can_stand_in_the_sidebar(build: Build, syntax: str) -> None:
    text = HEADINGS[syntax] + directive(syntax, toctree="")
    site = build({**FILES, f"index.{syntax}": text}, html_theme="alabaster", **PAGES)
    assert site.warnings == []
    assert site.html("people/ada").select("div.sphinxsidebar a[href='bob.html']")


# Bad input


def test_nobody_can_be_said_in_words(show) -> None:
    found = index(show(tags="none", empty="Nobody *yet*."))
    assert found.p.em.text == "yet"


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ({"people": "adda bob"}, "key-unknown", "did you mean 'ada'"),
        ({"tags": "phisics"}, "index-empty", "known values of 'tags': computing"),
        ({"group_by": "afiliation"}, "index-key", "did you mean 'affiliation'"),
        ({"sort": "xyzzy"}, "index-key", "known: affiliation"),
        ({"where": "affiliation CERN"}, "option-value", "is missing after"),
        ({"where": "tags == x"}, "option-value", "option 'where'"),
        ({"layout": "rows"}, "option-value", "cards, faces, list, portrait, side, table"),
        ({"limit": "0"}, "option-value", "from 1"),
        ({"people": ","}, "option-value", "it is empty"),
        ({"sort": "-"}, "option-value", "is not a key"),
        ({"notes": "../../etc/*"}, "option-value", "leads out"),
        ({"columns": "2", "layout": "faces"}, "option-value", "'columns': it has no effect"),
        ({"layout": "table", "show": "summary"}, "option-value", "no effect on 'summary'"),
        ({"layout": "list", "hide": "tags name"}, "option-value", "no effect on 'name'"),
        ({"grup_by": "tags"}, "option-unknown", "did you mean 'group-by'"),
        ({"lang": "qqqq"}, "option-value", "no language"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(show, options: dict, code: str, told: str) -> None:
    site = show(**options)
    (warning,) = site.warnings
    assert f"[profiles.{code}]" in warning
    assert told in warning
    assert warning.startswith("index.")
    assert "After." in site.html().text


@pytest.mark.parametrize(
    ("options", "listed"),
    [
        ({"where": "affiliation CERN"}, []),
        ({"tags": ","}, []),
        ({"people": ","}, []),
        ({"limit": "0"}, []),
        ({"notes": "../../etc/*"}, []),
        ({"notes": "people/*\n!../people/bob"}, []),
        ({"people": "adda bob"}, NAMES[1:2]),
        ({"sort": "xyzzy", "group_by": "afiliation", "columns": "9", "lang": "qqqq"}, NAMES),
    ],
)
def test_a_choice_that_cannot_be_read_is_of_nobody(show, options: dict, listed: list[str]) -> None:
    """Nobody is right sooner than everybody."""
    site = show(**options, empty="Nobody here.")
    assert site.warnings
    assert names(site.html().select_one("div.profile-index")) == listed
    assert ("Nobody here." in site.html().text) == (not listed)


def test_an_argument_is_none_of_an_index(build: Build, syntax: str) -> None:
    text = HEADINGS[syntax] + directive(syntax, layout="list").replace("index::", "index:: ada")
    text = text.replace("index}", "index} ada")
    site = build({**FILES, f"index.{syntax}": text}, **PAGES)
    (warning,) = site.warnings
    assert "[profiles.argument]" in warning
    assert names(index_of(site)) == NAMES


def test_an_index_leaves_out_the_page_that_it_stands_on(build: Build) -> None:
    note = "# Ada\n\nText.\n\n## Others\n\n" + directive("md", layout="list")
    site = build({**FILES, "people/ada.md": note, "index.md": "# I\n"}, **PAGES)
    (warning,) = site.warnings
    assert "[profiles.index-itself]" in warning
    assert names(site.html("people/ada").select_one(".profile-index")) == NAMES[1:]


def test_a_mixed_sort_key_is_said(build: Build) -> None:
    files = {
        "index.md": "# I\n\n" + directive("md", sort="rank", layout="list"),
        "people/a.md": "---\nrank: high\n---\n# A\n\nA.\n",
        "people/b.md": "---\nrank: 2\n---\n# B\n\nB.\n",
    }
    site = build(files, **PAGES)
    (warning,) = site.warnings
    assert "[profiles.index-mixed]" in warning
    assert names(index_of(site)) == ["B", "A"]


def test_drafts_are_no_part_of_an_index_unless_named(build: Build) -> None:
    files = {**FILES, "people/d.md": "---\ndraft: true\n---\n# Dora\n\nD.\n"}
    for options, expected in (({}, NAMES), ({"people": "d"}, ["Dora"])):
        page = "# I\n\n" + directive("md", layout="list", **options)
        assert names(index_of(build({**files, "index.md": page}, **PAGES))) == expected


# Other outputs


@pytest.mark.parametrize(
    "builder", sorted(name for name in BUILDERS if BUILDERS[name] and name != "html")
)
def test_every_output_knows_every_layout(build: Build, builder: str) -> None:
    page = "# Index\n\n" + "".join(
        f"## {layout}\n\n"
        + directive("md", layout=layout, people="ada bob", group_by="tags", search="")
        for layout in ("cards", "list", "table", "faces")
    )
    settings = {"linkcheck_ignore": [".*"], **PAGES}
    site = build({**FILES, "index.md": page}, builder, **settings)
    assert [line for line in site.warnings if "conf value" not in line] == []
    file = next(site.out.glob(BUILDERS[builder]))
    if builder not in ("gettext", "linkcheck"):
        assert "Bob Zed" in file.read_text("utf-8")
    if builder not in ("dirhtml", "singlehtml", "json", "xml", "pseudoxml"):
        # Without a script there is nothing to search with.
        assert "Search people" not in file.read_text("utf-8")
        assert "Show all" not in file.read_text("utf-8")


def test_in_text_an_index_is_names_and_what_is_said_of_them(build: Build) -> None:
    page = "# Index\n\n" + "".join(
        directive("md", layout=layout, people="bob fatima") for layout in ("cards", "list", "faces")
    )
    settings = {**PAGES, "exclude_patterns": ["people"]}
    text = build({**FILES, "index.md": page}, "text", **settings).text("index.txt")
    lines = [line for line in text.splitlines() if line]
    assert lines == [
        "Index",
        "*****",
        "Bob Zed — Physicist",
        "^^^^^^^^^^^^^^^^^^^",
        "   CERN",
        "   He measures.",
        "فاطمة — عالمة",
        "^^^^^^^^^^^^^",
        "   نص.",
        "* Bob Zed — Physicist · CERN",
        "* فاطمة — عالمة",
        "* Bob Zed",
        "* فاطمة",
    ]


def test_in_a_book_faces_are_names_that_can_be_read(build: Build) -> None:
    page = "# Index\n\n" + directive("md", layout="faces")
    site = build({**FILES, "index.md": page}, "epub", **PAGES)
    text = site.text("index.xhtml")
    assert "profile-faces" not in text
    assert "profile-photo" not in text
    assert all(name in text for name in NAMES)
