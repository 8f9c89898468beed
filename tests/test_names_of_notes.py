"""Who a note is about, where its title, its headings, its file name and its text have a say.

The notes are invented. Some are read as they are only because nothing better can be known; they
are here so that a better guess for others doesn't make them worse.
"""

from __future__ import annotations

import pytest

from sphinxext_profiles.frontmatter.roles import most_telling
from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.people.library import ordered
from sphinxext_profiles.words.honorifics import without_honorifics
from sphinxext_profiles.words.initials import initials
from sphinxext_profiles.words.names import read_title


def read(title: str, body: str, path: str) -> tuple[str, str]:
    """Return the name and the headline of a note."""
    front = f'---\ntitle: "{title}"\n---\n' if title else ""
    profile = read_profile(front + body, path).profile
    return profile.name, profile.headline


@pytest.mark.parametrize(
    ("title", "body", "path", "name", "headline"),
    [
        # The heading is that of a section.
        ("Zoe Fry", "## About me\n\nI weave.\n", "x.md", "Zoe Fry", ""),
        ("Zoe Fry", "## Removal : 12 34\n\nI weave.\n", "zoe.md", "Zoe Fry", ""),
        ("Zoe Fry", "## Weaving Machines\n\nI weave.\n", "x.md", "Zoe Fry", ""),
        ("Zoe Fry", "# Über mich\n\nIch webe.\n", "x.md", "Zoe Fry", ""),
        ("Zoé Fry", "## À propos de moi\n\nJe tisse.\n", "x.md", "Zoé Fry", ""),
        ("Ana Ruiz", "# Sobre mí\n\nTejo.\n", "x.md", "Ana Ruiz", ""),
        ("王小雲", "## 關於我\n\n我織布。\n", "x.md", "王小雲", ""),
        ("Nguyễn Thị Lan", "## Giới thiệu\n\nTôi dệt.\n", "lan.md", "Nguyễn Thị Lan", ""),
        ("Kovács Anna", "## Rólam\n\nSzövök.\n", "x.md", "Kovács Anna", ""),
        ("", "## About me\n\nI weave.\n", "zoe-fry.md", "Zoe Fry", ""),
        ("", "## Removal\n\nI weave.\n", "zoe-fry.md", "Zoe Fry", ""),
        # The heading is the name, and the title a headline.
        (
            "The Queen of Looms",
            "## Zoe Fry\n\nShe weaves.\n",
            "q.md",
            "Zoe Fry",
            "The Queen of Looms",
        ),
        ("Loom Queen", "# Zoe Fry\n\nZoe Fry weaves.\n", "a.md", "Zoe Fry", "Loom Queen"),
        ("La reine", "## Zoé Fry\n\nElle tisse.\n", "reine.md", "Zoé Fry", "La reine"),
        ("雲端首席技術官", "## 王小雲\n\n她工作。\n", "cto.md", "王小雲", "雲端首席技術官"),
        ("織工", "## 王小雲\n\n王小雲是織工。\n", "織工.md", "王小雲", ""),
        ("Jingren Zhou", "## 周靖人\n\n技術官。\n", "a.md", "周靖人", ""),
        ("J. Doe", "# Jane Doe\n\nShe weaves.\n", "a.md", "Jane Doe", ""),
        ("", "# Jane Doe\n\nShe weaves.\n", "loom-architect.md", "Jane Doe", ""),
        ("", "## Hypatia\n\nHypatia taught.\n", "queen-of-numbers.md", "Hypatia", ""),
        ("", "# Su Mi\n\nShe weaves.\n", "a.md", "Su Mi", ""),
        # The heading says more than the name.
        ("", "# Wer ist Jane Doe?\n\nSie webt.\n", "jane-doe.md", "Jane Doe", ""),
        ("", "# Loom Architect Jane Doe\n\nx\n", "jane-doe.md", "Jane Doe", "Loom Architect"),
        ("", "# Jane Doe, weaver\n\nx\n", "jane-doe.md", "Jane Doe", "weaver"),
        ("", "# Person room-5\n\nx\n", "room-5.md", "Person room-5", ""),
        ("", "# Anna Jane Doe\n\nx\n", "jane-doe.md", "Anna Jane Doe", ""),
        (
            "",
            "# Dr.-Ing. Jörg Weiß, Leiter der Spinnerei\n",
            "joerg-weiss.md",
            "Dr.-Ing. Jörg Weiß",
            "Leiter der Spinnerei",
        ),
        ("", "# Mme Zoé de La Tour, tisserande\n", "x.md", "Mme Zoé de La Tour", "tisserande"),
        ("", "# Weiß, Jörg\n", "x.md", "Weiß, Jörg", ""),
        ("", "# La Tanya Jones\n", "x.md", "La Tanya Jones", ""),
        ("", "# Dame Jane Doe\n", "x.md", "Dame Jane Doe", ""),
        ("", "# 山田花子とは\n\nx\n", "x.md", "山田花子", ""),
        ("د. سلمى حداد", "# من هي سلمى حداد؟\n\nx\n", "x.md", "سلمى حداد", ""),
        ("Jane Doe", "# Hi, I'm Jane!\n\nI weave.\n", "x.md", "Jane Doe", ""),
        ("", "# Hi there :wave:\n\nI weave.\n", "jane-doe.md", "Jane Doe", ""),
        ("Ki Kovács Anna?", "# Kovács Anna\n\nx\n", "x.md", "Kovács Anna", ""),
        ("Jane Doe, PhD", "# Jane Doe\n\nx\n", "x.md", "Jane Doe", ""),
        # The first of several headings of one level.
        ("", "## Jane Doe\n\nJane Doe weaves.\n\n## Looms\n\nx\n", "a.md", "Jane Doe", ""),
        ("", "# 王小雲\n\n王小雲織布。\n\n# 作品\n\n布。\n", "a.md", "王小雲", ""),
        ("", "# سلمى حداد\n\nسلمى حداد نساجة.\n\n# أعمال\n\nx\n", "a.md", "سلمى حداد", ""),
        (
            "",
            "## Early life\n\nEarly life in Leeds.\n\n## Later\n\nx\n",
            "ann-roe.md",
            "Ann Roe",
            "",
        ),
        ("", "## Weaving\n\nWeaving came early.\n\n## Later\n\nx\n", "ann-roe.md", "Ann Roe", ""),
        # No heading: title, file name and first sentence together.
        ("Weberin Jane Doe", "Sie webt.\n", "jane-doe.md", "Jane Doe", "Weberin"),
        ("Prof. Jane Doe, Weaver", "She weaves.\n", "jane-doe.md", "Prof. Jane Doe", "Weaver"),
        ("Prof. Dr. Jane Doe", "She weaves.\n", "jane-doe.md", "Prof. Dr. Jane Doe", ""),
        ("Anna Jane Doe", "She weaves.\n", "jane-doe.md", "Anna Jane Doe", ""),
        ("Loom Architect", "She weaves.\n", "jane-doe.md", "Jane Doe", "Loom Architect"),
        ("Loom Architect Jo Li", "She weaves.\n", "loom-architect.md", "Jo Li", "Loom Architect"),
        ("Directora Ana Ruiz", "Ana Ruiz teje.\n", "x.md", "Ana Ruiz", "Directora"),
        ("首席技術官周靖人", "周靖人是技術官。\n", "x.md", "周靖人", "首席技術官"),
        ("織物職人・山田花子", "山田花子は京都に生まれた。\n", "x.md", "山田花子", "織物職人"),
        ("Porträt: Jörg Weiß", "Er spinnt.\n", "x.md", "Jörg Weiß", ""),
        ("Über Jörg Weiß", "Er spinnt.\n", "x.md", "Jörg Weiß", ""),
        ("¿Quién es Ana Ruiz?", "Teje.\n", "x.md", "Ana Ruiz", ""),
        ("Entretien avec Zoé Moreau", "Elle tisse.\n", "x.md", "Zoé Moreau", ""),
        ("王小雲簡介", "織工。\n", "x.md", "王小雲", ""),
    ],
)
def test_name_is_what_most_of_the_note_agrees_on(
    title: str, body: str, path: str, name: str, headline: str
) -> None:
    assert read(title, body, path) == (name, headline)


@pytest.mark.parametrize(
    ("heading", "name", "life_span", "headline"),
    [
        ("Jane Doe 1900–1980", "Jane Doe", "1900–1980", ""),
        ("Jane Doe — 1900–1980", "Jane Doe", "1900–1980", ""),
        ("Jane Doe (1900–1980), weaver", "Jane Doe", "1900–1980", "weaver"),
        ("張衡：78–139", "張衡", "78–139", ""),
        ("Ana Ruiz (Sevilla, 1950 - Madrid, 2010)", "Ana Ruiz", "Sevilla, 1950 - Madrid, 2010", ""),
        (
            "Kovács Anna (Budapest, 1950. május 3. –)",
            "Kovács Anna",
            "Budapest, 1950. május 3. –",
            "",
        ),
        ("Removal : 12 34", "Removal : 12 34", "", ""),
        ("Xenia Falk :wave:", "Xenia Falk :wave:", "", ""),
        (":wave: Xenia Falk: weaver", ":wave: Xenia Falk", "", "weaver"),
        ("{{< icon user >}} Xenia Falk", "Xenia Falk", "", ""),
    ],
)
def test_heading_with_years_emoji_or_a_template(
    heading: str, name: str, life_span: str, headline: str
) -> None:
    title = read_title(heading)
    assert (title.name, title.life_span, title.headline) == (name, life_span, headline)


@pytest.mark.parametrize(
    ("name", "bare", "letters"),
    [
        ("Prof. Dr. Dr. h. c. mult. Jane Doe", "Jane Doe", "JD"),
        ("Univ.-Prof. Dipl.-Ing. Dr. techn. Jane Doe", "Jane Doe", "JD"),
        ("Mgr. Eva Nová, Ph.D.", "Eva Nová", "EN"),
        ("PGS.TS. Nguyễn Văn An", "Nguyễn Văn An", "NA"),
        ("أ.د. سلمى حداد", "سلمى حداد", "س"),
        ("Yo-Yo Ma", "Yo-Yo Ma", "YM"),
        ("T. S. Eliot", "T. S. Eliot", "TE"),
        ("Dr.", "Dr.", "D"),
        ("Xenia Falk :wave:", "Xenia Falk :wave:", "XF"),
    ],
)
def test_titles_and_degrees_are_no_part_of_a_name(name: str, bare: str, letters: str) -> None:
    assert (without_honorifics(name), initials(name)) == (bare, letters)


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (["lead", "Founder"], "Founder"),
        (["Founder", "Founder of the mill"], "Founder of the mill"),
        (["Weaver", "Founder of the mill"], "Weaver"),
        (["lead", "pi"], "pi"),
        (["lead"], "lead"),
        (["", "gs"], "gs"),
        ([], ""),
    ],
)
def test_of_several_roles_the_one_that_says_most_is_the_headline(
    roles: list[str], role: str
) -> None:
    assert most_telling(roles) == role


def test_titles_are_left_out_of_the_order() -> None:
    names = ["Prof. Dr. Ann Bly", "Bo Falk", "Dr. Cy Lin"]
    profiles = [read_profile(f"# {name}\n", f"{i}.md").profile for i, name in enumerate(names)]
    assert [profile.name for profile in ordered(reversed(profiles))] == names


@pytest.mark.parametrize(
    "heading", ["# {{ page.title }}", "# {{< param title >}}", "# {% title %}"]
)
def test_a_heading_that_a_generator_fills_is_the_name(heading: str) -> None:
    profile = read_profile(f"---\ntitle: Jane Doe\n---\n{heading}\n\nShe weaves.\n", "x.md").profile
    assert (profile.name, profile.name_line, profile.sections) == ("Jane Doe", 4, ())


def test_a_name_stands_before_its_parts() -> None:
    profile = read_profile("---\nname: Jane\nlast_name: Doe\n---\n", "x.md").profile
    assert profile.name == "Jane"
