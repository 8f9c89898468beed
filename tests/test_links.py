"""Links to people: every way to write one, in every place and output, and what goes wrong."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from sample import ADA
from sites import BUILDERS, PIXEL, Build, Site

FILES = {
    "people/ada.md": ADA,
    "people/bob.md": "# Bob Zed\n\nHe works with {profile:person}`ada`.\n",
    "people/沈括.md": "---\nlang: zh-Hant\n---\n# 沈括\n\n文。\n",
    "people/émile.md": "# Émile Zola\n\nHe wrote.\n",
    "people/1st.md": "# First One\n\nThe first.\n",
    "people/images/a.png": PIXEL,
}
SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}


def links(site: Site, name: str = "index") -> list[tuple[str, str]]:
    """Return the text and target of the links in a page's body, except those on headings."""
    return [(link.text, link["href"]) for link in site.html(name).select(".body a.internal")]


PLACES_MD = """\
# About {profile:person}`ada`

| who                    |
|------------------------|
| {profile:person}`ada`  |

:::{figure} /people/images/a.png
Painted of {profile:person}`ada`
:::

:::{note}
- **{profile:person}`ada`**
:::

```{profile-card} bob
Taught by {profile:person}`ada`.
```
"""
PLACES_RST = """\
About :profile:person:`ada`
===========================

.. table:: Of :profile:person:`ada`

   ====  ======================
   Who   :profile:person:`ada`
   ====  ======================

.. figure:: /people/images/a.png

   Painted of :profile:person:`ada`

.. note::

   * x

     :profile:person:`ada`

.. profile-card:: bob

   Taught by :profile:person:`ada`.
"""


@pytest.mark.parametrize(("syntax", "text"), [("md", PLACES_MD), ("rst", PLACES_RST)])
@pytest.mark.parametrize("builder", sorted(name for name, page in BUILDERS.items() if page))
def test_a_link_may_stand_anywhere_in_every_output(
    build: Build, syntax: str, text: str, builder: str
) -> None:
    files = {**FILES, f"index.{syntax}": text}
    given = {"linkcheck_ignore": [".*"]} if builder == "linkcheck" else {}
    site = build(files, builder, myst_enable_extensions=["colon_fence"], **SETTINGS, **given)
    assert [line for line in site.warnings if "conf value" not in line] == []
    if builder == "html":
        # The title is also that of the page.
        told = [link for link in links(site) if link[0] == "Ada Lovelace"]
        assert told == [("Ada Lovelace", "people/ada.html")] * text.count("`ada`")
    if builder in {"text", "latex", "man", "texinfo", "epub"}:
        written = next(site.out.rglob(BUILDERS[builder])).read_text("utf-8")
        assert "Painted of" in written
        assert "`ada`" not in written
        # Where the page that she has is not in a book it is her name all the same. The heading
        # of a book is its own.
        assert written.count("Ada Lovelace") >= 4


@pytest.mark.parametrize("key", ["沈括", "émile", "1st"])
def test_a_key_may_have_any_letters(build: Build, key: str) -> None:
    name = {"沈括": "沈括", "émile": "Émile Zola", "1st": "First One"}[key]
    md = f"# I\n\n{{profile:person}}`{key}` {{any}}`{key}` [](#{key}) [](project:#{key})\n"
    rst = f"R\n=\n\n:profile:person:`{key}` :any:`{key}` :profile:person:`him <{key}>`\n"
    site = build({**FILES, "index.md": md, "r.rst": rst}, **SETTINGS)
    assert site.warnings == []
    assert [text for text, _ in links(site)] == [name] * 4
    assert [text for text, _ in links(site, "r")] == [name, name, "him"]
    assert len({target for page in ("index", "r") for _, target in links(site, page)}) == 1


def test_a_link_can_be_suppressed(build: Build) -> None:
    site = build({**FILES, "index.md": "# I\n\n{profile:person}`!ada`\n"}, **SETTINGS)
    assert site.warnings == []
    assert links(site) == []
    assert site.html().select_one(".body p").text == "ada"


# Unknown people

DANGLING_MD = """\
# I

Text
{profile:person}`adda`.

| a                       |
|-------------------------|
| {profile:person}`adda`  |

:::{figure} /people/images/a.png
On {profile:person}`adda`
:::

```{profile-card} bob
By {profile:person}`adda`.
```

## With {profile:person}`adda`
"""
DANGLING_RST = """\
I
=

Text
:profile:person:`adda`.

.. figure:: /people/images/a.png

   On :profile:person:`adda`

.. profile-card:: bob

   By :profile:person:`adda`.

Term
   :profile:person:`adda`
"""


@pytest.mark.parametrize(
    ("syntax", "text", "lines"),
    [("md", DANGLING_MD, [3, 8, 11, 15, 18]), ("rst", DANGLING_RST, [4, 9, 13, 16])],
)
def test_an_unknown_person_is_told_at_the_line(
    build: Build, syntax: str, text: str, lines: list[int]
) -> None:
    files = {**FILES, f"index.{syntax}": text}
    site = build(files, myst_enable_extensions=["colon_fence"], **SETTINGS)
    told = "no note has the key 'adda'; did you mean 'ada'? [profiles.key-unknown]"
    assert site.warnings == [f"index.{syntax}:{line}: ERROR: {told}" for line in lines]


def test_an_unknown_person_in_a_note_is_told_at_the_line_of_the_note(build: Build) -> None:
    note = "---\nlang: en\n---\n\n# Eve\n\nText.\n\n## Work\n\n- With {profile:person}`adda`\n"
    page = "# I\n\n```{profile} /notes/eve.md\n```\n"
    files = {**FILES, "index.md": page, "notes/eve.md": note, "people/eva.md": note}
    site = build(files, exclude_patterns=["notes"], **SETTINGS)
    told = "ERROR: no note has the key 'adda'; did you mean 'ada'? [profiles.key-unknown]"
    assert sorted(site.warnings) == [f"notes/eve.md:11: {told}", f"people/eva.md:11: {told}"]


def test_a_person_who_is_shown_nowhere_is_told_from_one_who_is_unknown(build: Build) -> None:
    files = {**FILES, "index.md": "# I\n\n{profile:person}`ada`\n"}
    settings = {**SETTINGS, "exclude_patterns": ["people"]}
    (warning,) = build(files, **settings).warnings
    assert warning.startswith("index.md:3: ERROR: ")
    assert "no page shows people/ada.md" in warning
    assert "no note has the key" not in warning


@pytest.mark.parametrize("nitpicky", [True, False])
def test_what_is_to_be_ignored_is(build: Build, *, nitpicky: bool) -> None:
    files = {**FILES, "index.md": "# I\n\n{profile:person}`adda`\n"}
    ignored = [("profile:person", "adda")]
    site = build(files, nitpicky=nitpicky, nitpick_ignore=ignored, **SETTINGS)
    # Sphinx asks for the list only if it is to be nitpicky, whatever the role.
    assert len(site.warnings) == (0 if nitpicky else 1)
    quiet = {**SETTINGS, "suppress_warnings": ["toc", "profiles.key-unknown"]}
    assert build(files, nitpicky=nitpicky, **quiet).warnings == []


def test_what_is_unknown_to_markdown_is_its_own_affair(build: Build) -> None:
    site = build({**FILES, "index.md": "# I\n\n[](#adda) {any}`adda`\n"}, **SETTINGS)
    assert sorted(line.rpartition(" ")[2] for line in site.warnings) == [
        "[myst.xref_missing]",
        "[ref.any]",
    ]


@pytest.mark.parametrize("layout", ["cards", "list", "table", "faces"])
def test_a_name_that_is_no_link_is_nobodys_mistake(build: Build, layout: str) -> None:
    """A card or a row of somebody who has no page asks for no link that is missing."""
    files = {**FILES, "index.md": f"# I\n\n```{{profile-index}}\n:layout: {layout}\n```\n"}
    files["card.md"] = "# C\n\n```{profile-card} ada\n```\n"
    settings = {**SETTINGS, "exclude_patterns": ["people"]}
    assert build(files, nitpicky=True, **settings).warnings == []


def test_a_page_that_is_a_note_is_one_target_and_not_two(build: Build) -> None:
    files = {"index.md": "# I\n\n{any}`ada` {any}`bob`\n", "ada.md": "# Ada\n\nA.\n"}
    files["bob.md"] = "# Bob\n\nB.\n"
    site = build(files, profiles_notes=["ada.md", "bob.md"], suppress_warnings=["toc"])
    assert site.warnings == []
    assert links(site) == [("Ada", "ada.html"), ("Bob", "bob.html")]


# Translations

EDITIONS = {
    "people/ada.md": "---\nlang: en\n---\n# Ada Lovelace\n\nShe published.\n",
    "people/ada.fr.md": "---\nlang: fr\ntranslated: true\n---\n# Ada, comtesse\n\nElle.\n",
    "index.md": "# I\n\n{profile:person}`ada`\n",
}


def test_a_link_takes_the_edition_of_the_pages_language(build: Build) -> None:
    site = build(EDITIONS, language="fr", **SETTINGS)
    assert links(site) == [("Ada, comtesse", "people/ada.fr.html")]
    assert links(build(EDITIONS, **SETTINGS)) == [("Ada Lovelace", "people/ada.html")]


@pytest.mark.parametrize(("shown", "name"), [("ada", "Ada Lovelace"), ("ada.fr", "Ada, comtesse")])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_edition_without_a_place_has_that_of_another(
    build: Build, shown: str, name: str, lang: str
) -> None:
    (hidden,) = {"ada", "ada.fr"} - {shown}
    card = f"# C\n\n```{{profile-card}} ada\n:lang: {lang}\n```\n"
    files = {**EDITIONS, "card.md": card}
    settings = {**SETTINGS, "language": lang, "exclude_patterns": [f"people/{hidden}.md"]}
    site = build(files, **settings)
    assert site.warnings == []
    assert name in site.html(f"people/{shown}").h1.text
    (link,) = links(site)
    # In its own language a card is no worse a home than none, and it leads to the whole.
    own = lang == ("en" if shown == "ada" else "fr")
    assert link[1] == (f"people/{shown}.html" if own else "card.html#ada-card")
    assert site.html("card").find(class_="p-name").a["href"] == f"people/{shown}.html"


# Other projects

CARDS = {
    **FILES,
    "index.md": "# I\n\n```{profile} 1st\n```\n\n```{profile-index}\n:layout: table\n```\n",
    "cards.md": "# C\n\n```{profile-card} émile\n```\n",
}
"""A project that shows people in every way: on pages, whole, as a card and in a table."""
PEOPLE = {"ada": "Ada Lovelace", "1st": "First One", "émile": "Émile Zola", "沈括": "沈括"}
MENTIONS = """
{profile:person}`KEY` {external+first:profile:person}`KEY` {external:profile:person}`KEY`
{any}`KEY` [](inv:first:profile:person#KEY) [](inv:#KEY) <inv:first#KEY> [](#KEY)
"""


def test_two_projects_cite_each_others_people(build: Build) -> None:
    settings = {**SETTINGS, "exclude_patterns": ["people/1st.md", "people/é*", "people/沈括.md"]}
    first = build(CARDS, **settings)
    assert first.warnings == []
    md = "# I\n" + "".join(f"\n## {key}\n{MENTIONS.replace('KEY', key)}" for key in PEOPLE)
    rst = "R\n=\n\n" + "".join(
        f":profile:person:`{key}`\n:external+first:profile:person:`her <{key}>`\n" for key in PEOPLE
    )
    second = build(
        {"index.md": md, "r.rst": rst, "people/eve.md": "# Eve\n\n{profile:person}`ada`\n"},
        extensions=("myst_parser", "sphinxext_profiles", "sphinx.ext.intersphinx"),
        intersphinx_mapping={"first": ("https://one.example/", str(first.out / "objects.inv"))},
        **SETTINGS,
    )
    assert second.warnings == []
    for key, name in PEOPLE.items():
        text = next(
            tag for tag in second.html().select("section section") if tag.h2.text[:-1] == key
        )
        found = text.select("a.external")
        assert [link.text for link in found] == [name] * 8
        (target,) = {link["href"] for link in found}
        page, _, fragment = target.removeprefix("https://one.example/").partition("#")
        place = first.html(unquote(page).removesuffix(".html"))
        assert name in (place.find(id=unquote(fragment)) if fragment else place.h1).text
    assert [link.text for link in second.html("r").select("a.external")] == [
        word for name in PEOPLE.values() for word in (name, "her")
    ]
    assert second.html("people/eve").find("a", class_="external").text == "Ada Lovelace"


def test_a_name_on_a_card_never_leads_to_another_project(build: Build) -> None:
    first = build({**FILES, "index.md": "# I\n"}, **SETTINGS)
    second = build(
        {**FILES, "index.md": "# I\n\n```{profile-card} ada\n```\n"},
        extensions=("myst_parser", "sphinxext_profiles", "sphinx.ext.intersphinx"),
        intersphinx_mapping={"first": ("https://one.example/", str(first.out / "objects.inv"))},
        **{**SETTINGS, "exclude_patterns": ["people"]},
    )
    assert second.warnings == []
    assert second.html().select_one(".p-name a") is None


def test_the_search_finds_people_where_they_are(build: Build) -> None:
    settings = {**SETTINGS, "exclude_patterns": ["people/1st.md", "people/é*", "people/沈括.md"]}
    site = build(CARDS, language="de", **settings)
    text = site.text("searchindex.js")
    index = json.loads(text[text.index("{") : text.rindex("}") + 1])
    assert index["objnames"] == {"0": ["profile", "person", "Person"]}
    found = {}
    for page, _kind, _priority, anchor, name in index["objects"][""]:
        # Sphinx's script takes the name for an empty anchor; a page has none to jump to.
        docname = index["docnames"][page]
        found[name] = docname if docname.startswith("people/") else f"{docname}#{anchor}"
        assert docname.startswith("people/") or site.html(docname).find(id=anchor)
    assert found == {
        "Ada Lovelace": "people/ada",
        "Bob Zed": "people/bob",
        "First One": "index#p-1st-profile",
        "Émile Zola": "cards#émile-card",
        "沈括": "index#沈括-entry",
    }
