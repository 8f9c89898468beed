"""Cards and pages read one text alike, whatever MyST's settings make of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinxext_profiles.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag
    from sites import Build, Site

# Not here: HTML, which pages show as text and cards leave out.
TEXTS = {
    "dollars": "He bought the A$BC mill and sold A$BC.",
    "spaces-in-dollars": "It cost $ a $ then.",
    "digits": "It cost 5$ and 6$ then.",
    "tildes": "She wrote ~~~ and ~ and H~2~O.",
    "quotes": 'She said "it\'s" here.',
    "marks": "The mill (c) 1840 ... and (tm) +-.",
    "braces": "She is {{ role }} and { this }.",
    "section": "See §1.2 there.",
    "address": "See www.a.example and http://b.example/c there.",
    "e-mail": "Write to jane@a.example today.",
    "colons": "She sold cloth :smile: at 10:30 by the yard.",
    "role": "She wove {abbr}`ABC (Alpha)` and {math}`x`.",
    "escapes": r"She wove \*it\* &amp; \$that\$.",
    "emphasis": "She *wove* __it__ `so` _well_.",
    "table": "a | b\n- | -\n1 | 2",
    "footnote": "She wove[^a] it.\n\n[^a]: In 1840.",
    "image": "She ran a mill ![of wool](x.png) in Leeds.",
    "tags": "She wove #looms @home % not.",
    "box": "::: {.lead}\nShe wove there.\n:::",
    "note-of-docusaurus": ":::tip[A tip]\nShe wove there.",
    "wide": "她在A$廠織布，B$廠亦然。",
}
SETTINGS: list[dict[str, Any]] = [
    {},
    {"myst_commonmark_only": True},
    {"myst_gfm_only": True},
    {"myst_enable_extensions": ["dollarmath", "replacements", "smartquotes", "substitution"]},
    {
        "myst_enable_extensions": ["dollarmath", "strikethrough", "fieldlist", "deflist"],
        "myst_dmath_allow_space": False,
        "myst_dmath_allow_digits": False,
        "myst_disable_syntax": ["emphasis", "table"],
    },
    {
        "myst_enable_extensions": ["dollarmath", "attrs_inline", "tasklist", "substitution"],
        "myst_dmath_double_inline": True,
        "myst_substitutions": {"role": "the *lead*"},
        "profiles_trust_notes": True,
    },
]


def project(texts: dict[str, str]) -> dict[str, str | bytes]:
    """Return the files of a project with a note for each text, and a card of each."""
    # A page of reST, since without directives no page of Markdown shows a card.
    cards = "".join(f".. profile-card:: {key}\n\n" for key in texts)
    files: dict[str, str | bytes] = {"index.rst": f"I\n=\n\n{cards}"}
    for key, text in texts.items():
        files[f"people/{key}.md"] = f"---\nid: {key}\n---\n# Jane Doe\n\n{text}\n"
    return files


def words(part: Tag | None) -> str:
    """Return the text of a part of a page, what is struck out and formulas' marks left out."""
    if part is None:
        return ""
    for struck in part.select("s, del, .footnote-reference"):
        struck.decompose()
    return " ".join(part.get_text().split())


def differing(site: Site, keys: Any) -> dict[str, tuple[str, str]]:
    """Return what cards say and what pages say, where it isn't the same."""
    cards = site.html().select(".profile-card")
    both = {}
    for key, card in zip(keys, cards, strict=True):
        # The paragraph under the name stands in the head of the page.
        page = site.html(f"people/{key}").select_one(
            ".profile-card-hero .profile-summary, section.profile > p"
        )
        both[key] = (words(card.select_one(".profile-summary")), words(page))
    return {key: pair for key, pair in both.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("settings", SETTINGS)
def test_a_card_says_what_the_page_says(build: Build, settings: dict[str, Any]) -> None:
    files = project(TEXTS)
    site = build(files, profiles_notes=["people/*"], smartquotes=False, **settings)
    assert differing(site, TEXTS) == {}


def test_other_extensions_give_other_cards_in_the_next_build(build: Build) -> None:
    files = project({"mill": TEXTS["dollars"], "tilde": "She ~~wrote~~ wove."})
    settings: dict[str, Any] = {"profiles_notes": ["people/*"], "suppress_warnings": ["myst"]}
    site = build(files, **settings)
    assert [words(part) for part in site.html().select(".profile-summary")] == [
        TEXTS["dollars"],
        "She ~~wrote~~ wove.",
    ]
    again = build(
        {},
        source=site.source,
        myst_enable_extensions=["dollarmath", "strikethrough"],
        **settings,
    )
    mill, tilde = again.html().select(".profile-summary")
    assert mill.select_one(".math").get_text() == r"\(BC mill and sold A\)"
    assert tilde.get_text() == "She wove."
    assert differing(again, ["mill", "tilde"]) == {}


def test_a_trusted_note_is_read_in_its_own_settings(build: Build) -> None:
    front = "---\nid: mill\nmyst:\n  enable_extensions: [dollarmath]\n---\n"
    mill = f"{front}# Jane Doe\n\n{TEXTS['dollars']}\n"
    files = {**project({"mill": ""}), "people/mill.md": mill}
    site = build(files, profiles_notes=["people/*"], profiles_trust_notes=True)
    assert site.html().select_one(".profile-summary .math") is not None
    assert differing(site, ["mill"]) == {}


def test_the_next_build_reads_nothing_again_if_no_setting_changed(build: Build) -> None:
    settings: dict[str, Any] = {"profiles_notes": ["people/*"], "myst_substitutions": {"a": "b"}}
    site = build(project({"mill": TEXTS["dollars"]}), **settings)
    assert not {"index.html", "people/mill.html"} & set(site.rebuild())


def test_a_body_that_begins_like_front_matter_stays_on_its_page(build: Build) -> None:
    prose = "She wove in a mill.\n\nAnd she spun."
    body = f"---\n\n{prose}\n\n---\n\n## Work\n\nText.\n"
    files: dict[str, str | bytes] = {
        "index.rst": "I\n=\n\n.. profile-card:: jane\n",
        "people/jane.md": f"---\nname: Jane Doe\n---\n{body}",
        "people/ann.md": f"---\nname: Ann Roe\n---\n\n---\nwork: mill\n---\n\n{body}",
        "people/mara.md": body,
    }
    site = build(files, profiles_notes=["people/*"])
    assert words(site.html().select_one(".profile-summary")) == "She wove in a mill."
    for name in ("jane", "ann", "mara"):
        text = words(site.html(f"people/{name}").select_one(".body"))
        assert "She wove in a mill. And she spun." in text, name


def test_divs_of_other_programs_are_boxes_around_sections(build: Build) -> None:
    note = (
        "::: {.hero}\n# Jane Doe\n\nShe wove.\n:::\n\n"
        "::: {.wide #mill-box}\n## Mill\n\nA mill.\n\n### Looms\n\nFour.\n:::\n\n"
        "## Later\n\nNothing.\n"
    )
    page = "I\n=\n\n.. profile:: jane-doe\n   :sections: Looms\n"
    site = build(
        {"index.rst": page, "people/jane-doe.md": note, "part.rst": page},
        profiles_notes=["people/*"],
        myst_enable_extensions=["colon_fence"],
        suppress_warnings=["toc", "profiles.class-blocked"],
    )
    assert site.warnings == []
    body = site.html("people/jane-doe").select_one(".body")
    assert body.get_text().count("Jane Doe") == 1
    assert [head.get("id") for head in body.select(".rubric")] == ["mill", "looms"]
    assert "{" not in body.get_text()
    part = site.html("index").select_one(".profile").get_text()
    assert "Four." in part
    assert "Nothing." not in part


def test_a_page_without_fences_of_colons_has_the_sections_of_divs(build: Build) -> None:
    note = "# Jane Doe\n\nShe wove.\n\n::: {.wide}\n## Mill\n\nA mill.\n:::\n\n## Later\n\nNo.\n"
    site = build(
        {"index.rst": "I\n=\n", "people/jane-doe.md": note},
        profiles_notes=["people/*"],
        suppress_warnings=["toc"],
    )
    assert site.warnings == []
    page = site.html("people/jane-doe").select_one(".body")
    assert [part["id"] for part in page.select("section section")] == ["mill", "later"]
    assert ":::" not in page.get_text()


@pytest.mark.parametrize("extensions", [[], ["colon_fence"]])
def test_callouts_of_quarto_are_admonitions_on_pages(build: Build, extensions: list[str]) -> None:
    note = (
        "# Jane Doe\n\nShe wove.\n\n::: {.callout-tip}\nSee the mill.\n:::\n\n"
        '::: {.callout-note title="On her mill"}\nIt burnt.\n:::\n'
    )
    site = build(
        {"index.rst": "I\n=\n", "people/jane-doe.md": note},
        profiles_notes=["people/*"],
        myst_enable_extensions=extensions,
        suppress_warnings=["toc"],
    )
    assert site.warnings == []
    page = site.html("people/jane-doe").select_one(".body")
    tip, note_of_mill = page.select(".admonition")
    assert "tip" in tip["class"]
    assert words(note_of_mill) == "On her mill It burnt."
    assert ":::" not in page.get_text()


def test_classes_of_divs_are_looked_at_like_others(build: Build) -> None:
    note = "# Jane Doe\n\n::: sd-stretched-link\nA mill.\n:::\n"
    site = build(
        {"index.rst": "I\n=\n", "people/jane-doe.md": note},
        profiles_notes=["people/*"],
        myst_enable_extensions=["colon_fence"],
        suppress_warnings=["toc"],
    )
    assert site.html("people/jane-doe").select(".sd-stretched-link") == []
    assert [line.partition("WARNING: ")[2] for line in site.warnings] == [
        "a note may not use the class 'sd-stretched-link'; it is left out [profiles.class-blocked]"
    ]


def test_check_reads_notes_as_the_project_does(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "people" / "jane-doe.md"
    note.parent.mkdir()
    note.write_text("# Jane Doe\n\nShe is {{ role }}.\n", encoding="utf-8")
    conf = tmp_path / "conf.py"

    def codes(*settings: str) -> list[str]:
        conf.write_text("\n".join(settings), encoding="utf-8")
        main(["check", "--format", "json", "--conf", str(tmp_path), str(note.parent)])
        return [finding["code"] for finding in json.loads(capfd.readouterr().out)]

    assert codes() == []
    assert codes('myst_enable_extensions = ["substitution"]') == ["substitution-blocked"]
    trusting = ('myst_enable_extensions = ["substitution"]', "profiles_trust_notes = True")
    assert codes(*trusting) == []
    assert codes('myst_enable_extensions = ["no such thing"]') == []
