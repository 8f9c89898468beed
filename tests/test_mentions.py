"""Where a person is mentioned: what counts, on which pages it is told, in every output."""

from __future__ import annotations

import pytest
from sample import ADA, NOTE
from sites import BUILDERS, PIXEL, Build, Site

PEOPLE = {
    "people/ada.md": ADA,
    "people/shen-kuo.hant.md": NOTE,
    "people/bob.md": "# Bob\n\nHe knows {profile:person}`ada`.\n",
    "people/images/a.png": PIXEL,
}
SETTINGS = {
    "latex_engine": "xelatex",  # names in Han characters stand in the notes
    "profiles_notes": ["people/*"],
    "profiles_mentions": True,
    "suppress_warnings": ["toc"],
}


def told(site: Site, name: str = "people/ada") -> list[str]:
    """Return the titles of the pages in the list on a page."""
    (found,) = site.html(name).select(".profile-mentions") or [None]
    return [entry.text for entry in found.select("li")] if found else []


@pytest.mark.parametrize(
    ("page", "counts"),
    [
        ("{profile:person}`ada`", True),
        ("{profile:person}`her <ada>`", True),
        ("{any}`ada` ", True),
        ("[](#ada)", True),
        ("[her](project:#ada)", True),
        ("```{profile-card} ada\n```", True),
        ("```{profile-card} ada\n:link: none\n```", True),
        ("```{profile-card} /people/ada.md\n```", True),
        ("```{profile} ada\n```", True),
        ("```{profile-index}\n:people: ada\n```", True),
        ("```{profile-index}\n:people: bob\n```", False),
        ("```{profile-index}\n```", False),
        ("```{profile-index}\n:layout: table\n```", False),
        ("{profile:person}`!ada`", False),
        ("Ada Lovelace", False),
    ],
)
def test_what_counts(build: Build, page: str, counts: bool) -> None:  # a parameter
    site = build({**PEOPLE, "index.md": f"# *Start*\n\n{page}\n"}, **SETTINGS)
    assert site.warnings == []
    assert told(site) == (["Bob", "Start"] if counts else ["Bob"])


def test_a_link_to_another_project_speaks_of_somebody_else(build: Build) -> None:
    first = build({**PEOPLE, "index.md": "# I\n"}, **SETTINGS)
    page = "# Start\n\n{external+first:profile:person}`ada`\n"
    second = build(
        {**PEOPLE, "index.md": page},
        extensions=("myst_parser", "sphinxext_profiles", "sphinx.ext.intersphinx"),
        intersphinx_mapping={"first": ("https://one.example/", str(first.out / "objects.inv"))},
        **SETTINGS,
    )
    assert told(second) == ["Bob"]


def test_pages_stand_in_the_order_of_their_titles(build: Build) -> None:
    titles = {"a": "Zoo", "z": "Éa"}
    pages = {f"{name}.md": f"# {title}\n\n[](#ada)\n" for name, title in titles.items()}
    site = build({**PEOPLE, **pages, "index.md": "# I\n"}, **SETTINGS)
    assert told(site) == ["Bob", "Éa", "Zoo"]


EDITIONS = {
    "index.md": "# I\n\n{profile:person}`ada`\n",
    "people/ada.en.md": "---\nlang: en\n---\n# Ada\n\nText.\n",
    "people/ada.fr.md": "---\nlang: fr\n---\n# Ada (fr)\n\nAussi [](#ada).\n",
    "people/bob.en.md": "---\nlang: en\n---\n# Bob\n\nOf [](#ada).\n",
    "people/bob.fr.md": "---\nlang: fr\n---\n# Robert\n\nDe [](#ada).\n",
    "people/eve.fr.md": "---\nlang: fr\n---\n# Ève\n\nDe [](#ada).\n",
}


def test_a_page_in_several_languages_is_told_once_in_the_one_that_fits(build: Build) -> None:
    site = build(EDITIONS, **SETTINGS)
    assert site.warnings == []
    assert told(site, "people/ada.en") == ["Bob", "Ève", "I"]
    assert told(site, "people/ada.fr") == ["Ève", "I", "Robert"]
    english, french = (
        {tag.text: tag.get("lang") for tag in site.html(name).select(".profile-mentions bdi")}
        for name in ("people/ada.en", "people/ada.fr")
    )
    assert english == {"Bob": None, "Ève": "fr", "I": None}
    assert french == {"Ève": None, "I": "en", "Robert": None}
    assert site.html("people/ada.fr").select_one(".profile-mentions .rubric").text != "Mentioned on"


def test_the_heading_inside_another_page_is_in_the_language_of_that_page(build: Build) -> None:
    files = {**PEOPLE, "index.md": "# I\n\n```{profile} shen-kuo\n:mentions:\n```\n"}
    files["other.md"] = "# Other\n\n[](#shen-kuo)\n"
    site = build(files, **{**SETTINGS, "exclude_patterns": ["people"]})
    rubric = site.html().select_one(".profile-mentions .rubric")
    assert (rubric.text, rubric["lang"]) == ("Mentioned on", "en")
    assert told(site, "index") == ["Other"]


BOOK = {
    **PEOPLE,
    "index.md": "# I\n\n[](#ada)\n\n```{profile} shen-kuo\n:mentions:\n```\n\n"
    "```{toctree}\npeople/ada\npeople/bob\ninside\n```\n",
    "inside.md": "# Inside\n\n[](#ada) [](#shen-kuo)\n",
    "outside.md": "# Outside\n\n[](#ada) [](#shen-kuo)\n",
}


@pytest.mark.parametrize("builder", sorted(name for name, page in BUILDERS.items() if page))
def test_every_output_has_the_list(build: Build, builder: str) -> None:
    given = {"linkcheck_ignore": [".*"]} if builder == "linkcheck" else {}
    site = build(BOOK, builder, exclude_patterns=["people/shen*"], **SETTINGS, **given)
    assert [line for line in site.warnings if "conf value" not in line] == []
    if builder in {"latex", "texinfo", "man", "text", "singlehtml"}:
        pages = ["index.txt", "people/ada.txt"] if builder == "text" else [BUILDERS[builder]]
        text = "\n".join(file.read_text("utf-8") for page in pages for file in site.out.glob(page))
        # Of both people, once each, whether or not the output has the page itself.
        after = text.split("Mentioned on")[1:]
        assert len(after) == 2
        assert all("Outside" in part and "Inside" in part for part in after)
    if builder == "latex":
        assert r"\hyperref[\detokenize{inside::doc}]{\sphinxcrossref{Inside}}" in text
    if builder == "epub":
        page = (site.out / "people/ada.xhtml").read_text("utf-8")
        assert 'href="../inside.xhtml"' in page


def test_a_second_build_tells_what_changed(build: Build) -> None:
    files = {
        **PEOPLE,
        "index.md": "# Start\n",
        "ask.md": "# I\n\n{profile:person}`ada`\n",
        "x.md": "# X\n\nText.\n",
    }
    site = build(files, **SETTINGS)
    assert told(site) == ["Bob", "I"]

    def after(text: str) -> set[str]:
        (site.source / "x.md").write_text(text, "utf-8")
        return {path for path in site.rebuild() if path.endswith(".html")} - made

    # Sphinx 8.1 writes the first page in every build that writes one.
    made = {"genindex.html", "search.html", "index.html"}
    card = "```{profile-card} ada\n```\n"
    assert after(f"# X\n\n{card}") == {"x.html", "people/ada.html"}
    assert told(site) == ["Bob", "I", "X"]
    assert after(f"# Y\n\n{card}") == {"x.html", "people/ada.html"}
    assert told(site) == ["Bob", "I", "Y"]
    # An index that lists everybody speaks of nobody: what is told of her is less by a page.
    assert after("# Y\n\n```{profile-index}\n```\n") >= {"x.html", "people/ada.html"}
    assert told(site) == ["Bob", "I"]
    after("# Z\n\n[](#ada)\n")
    assert told(site) == ["Bob", "I", "Z"]
    (site.source / "x.md").unlink()
    site.rebuild()
    assert told(site) == ["Bob", "I"]
