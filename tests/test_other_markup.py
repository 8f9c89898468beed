"""What other programs add to Markdown, on pages: it works, vanishes, or is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from sites import PIXEL

from sphinxext_profiles.note.reader import read_profile

if TYPE_CHECKING:
    from pathlib import Path

    from sites import Build, Site

ADA = """\
# Ada Vance

She weaves with [[Bob Okoro]], [[people/bob.md#Work|Bob again]] and [[Lier|the town]].

![[loom.png|A loom]]

![[BOB]]

## Work {.unnumbered}

A [see [[bob]] here](https://example.org/), `[[bob]]`, [[1]] and \\[[bob]]. ^a1b2c3
{: .lead}

{: .alone}

[Cloth]{.smallcaps} of **linen**{.x} at 20 ^th, {{< figure src="a_b_c.png" >}}

{% include "x" | y %}

{{< figure src="b.png" >}}

> [!note]
> The usual one.

> [!Bug]- Moths *everywhere*
> Eaten.

> [!question]
> Where?

> [!warning] Title alone

> [!tip]

> No [!note] here.

[1]: https://example.org/one "One"
"""
FILES = {
    "index.md": "# Index\n\n```{toctree}\npeople/ada\n```\n",
    "people/ada.md": ADA,
    "people/bob.md": "---\nid: okoro\n---\n# Bob Okoro\n\nHe spins for [[Ada Vance]].\n",
    "people/loom.png": PIXEL,
}
SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"], "nitpicky": True}
EXTENSIONS = [[], ["alert", "attrs_inline", "attrs_block", "colon_fence", "substitution"]]


@pytest.fixture(params=EXTENSIONS, ids=["plain", "extended"])
def site(build: Build, request: pytest.FixtureRequest) -> Site:
    settings = {**SETTINGS, "myst_enable_extensions": request.param}
    return build(FILES, **settings)


def texts(site: Site, selector: str, name: str = "people/ada") -> list[str]:
    """Return the texts of elements in a page's body, each on one line."""
    found = site.html(name).select(f"div.body {selector}")
    return [" ".join(element.get_text(" ", strip=True).split()) for element in found]


def test_wikilinks_lead_to_people_and_else_are_their_words(site: Site) -> None:
    links = [(link.text, link["href"]) for link in site.html("people/ada").select(".body p a")]
    assert links[:4] == [
        ("Bob Okoro", "bob.html"),
        ("Bob again", "bob.html"),
        ("BOB", "bob.html"),
        ("see bob here", "https://example.org/"),
    ]
    assert any("and the town" in text for text in texts(site, "p"))
    assert [link["href"] for link in site.html("people/bob").select(".body p a")] == ["ada.html"]
    assert [line for line in site.warnings if "class-blocked" not in line] == []


def test_callouts_are_admonitions(site: Site) -> None:
    assert texts(site, "div.admonition") == [
        "Note The usual one.",
        "Moths everywhere Eaten.",
        "Question Where?",
        "Title alone",
        "Tip",
    ]
    boxes = site.html("people/ada").select("div.admonition")
    looks = ["note", "danger", "hint", "warning", "tip"]
    assert all(look in box["class"] for box, look in zip(boxes, looks, strict=True))
    assert texts(site, "blockquote") == ["No [!note] here."]


def test_attributes_and_ids_vanish_and_templates_stay(site: Site) -> None:
    assert texts(site, "h2") == ["Work \N{PILCROW SIGN}", "References \N{PILCROW SIGN}"]
    paragraphs = texts(site, "section section > p")
    assert paragraphs[0].endswith("and [[bob]].")
    assert [text.replace("\u201d", '"').replace("\u201c", '"') for text in paragraphs[1:]] == [
        'Cloth of linen at 20 ^th, {{< figure src="a_b_c.png" >}}',
        '{% include "x" | y %}',
        '{{< figure src="b.png" >}}',
    ]


HOSTILE = """---
type: profile
orphan: true
---
# Ada

![[../../secret.png]] ![[/etc/passwd.png]] ![[javascript:x.png]]

## Work

[[../../etc/passwd]] [[javascript:alert(1)]] [[conf.py|<script>x</script>]] ![[conf.py]]

> [!<b>] x

> [!note] <script>x</script> {download}`conf.py`
> y
"""


def test_an_untrusted_note_gets_no_more_by_it(build: Build) -> None:
    site = build({"index.md": "# Index\n", "ada.md": HOSTILE}, suppress_warnings=["toc"])
    body = site.html("ada").select_one("div.body")
    assert body.select("img, script, a[download], a.reference:not(.headerlink)") == []
    assert {line.rpartition("[")[2] for line in site.warnings} == {
        "profiles.address-unsafe]",
        "profiles.file-blocked]",
        "profiles.html-blocked]",
        "profiles.image-missing]",
        "profiles.role-blocked]",
    }


def test_html_is_reported_once_a_note(build: Build) -> None:
    note = "---\ntype: profile\norphan: true\n---\n# Ada\n\n<ruby>沈<rt>shen</rt></ruby> <u>x</u>\n"
    site = build({"index.md": "# Index\n", "ada.md": note}, suppress_warnings=["toc"])
    [warning] = site.warnings
    assert warning.endswith(": <ruby> (the first of 6 places) [profiles.html-blocked]")


def test_a_link_follows_when_the_person_gets_another_name(build: Build) -> None:
    site = build(FILES, **SETTINGS)
    (site.source / "people/bob.md").write_text("# Robert Okoro\n\nHe spins.\n", "utf-8")
    site.rebuild()
    links = [link.text for link in site.html("people/ada").select(".body p a.internal")]
    assert links == ["Bob again", "BOB"]


def test_titles_and_wikilinks_are_translated(build: Build, tmp_path: Path) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add("Moths *everywhere*", "*Motten* überall")
    catalogue.add("He spins for [[Ada Vance]].", "Er spinnt für [[Ada Vance|Ada]].")
    folder = tmp_path / "de" / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "people.mo").open("wb") as out:
        write_mo(out, catalogue)
    site = build(FILES, source=tmp_path / "de", language="de", locale_dirs=["locale"], **SETTINGS)
    assert texts(site, "p.admonition-title")[1] == "Motten überall"
    [link] = site.html("people/bob").select(".body p a.internal")
    assert (link.text, link["href"]) == ("Ada", "ada.html")


def test_the_words_of_a_card_have_none_of_it() -> None:
    note = (
        "# Ada {: .x}\n\n{{% a %}} She [[weave|weaves]] {{< b >}}. ^quote\n\n## [[W|Work]] {#w}\n"
    )
    profile, _ = read_profile(note, "ada.md")
    assert profile.name == "Ada"
    assert profile.summary is not None
    assert profile.summary.source == "She weaves ."
    assert [section.title for section in profile.sections] == ["Work"]
