"""Names of one letter, of eighty, without letters, in two directions, with what nobody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.words.languages import initials

if TYPE_CHECKING:
    from sites import Build

    from sphinxext_profiles.model import Profile

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2 + " Hauptmann"
NAMES = {
    "one-letter": "X",
    "one-han": "李",
    "long": LONG,
    "number": "42",
    "marks": "???",
    "emoji": "🚀",
    "two-ways": "Omar خيام",
    "other-ways": "דוד ben-Gurion",
    "persian": "علی\u200cرضا",
}
IN_ORDER = (
    *("number", "other-ways", "long", "one-letter"),
    *("two-ways", "persian", "one-han", "marks", "emoji"),
)
"""By the family name, which is ben-Gurion, and خيام."""


def profile_of(text: str) -> Profile:
    return read_profile(text, "people/somebody.md").profile


@pytest.mark.parametrize("key", NAMES)
def test_a_name_is_shown_as_it_is(build: Build, key: str) -> None:
    name = NAMES[key]
    page = f"# I\n\n```{{profile-card}} {key}\n```\n\n{{profile:person}}`{key}`\n\n"
    page += "```{profile-index}\n:layout: faces\n```\n\n```{profile-index}\n:layout: table\n```\n"
    notes = {f"people/{other}.md": f"# {told}\n\nText.\n" for other, told in NAMES.items()}
    site = build(
        {"index.md": page, **notes}, profiles_notes=["people/*"], suppress_warnings=["toc"]
    )
    assert site.warnings == []
    index = site.html()
    assert index.find("article").find(class_="profile-name").text == name
    assert index.find("article").find(class_="profile-initials").text == initials(name) != ""
    assert name in [bdi.text for bdi in index.select("p > a > bdi")]
    for selector in (".profile-face-name", ".profile-table bdi.p-name"):
        shown = [tag.text for tag in index.select(selector)]
        assert shown == [NAMES[other] for other in IN_ORDER]
    assert site.html(f"people/{key}").h1.contents[0] == name


@pytest.mark.parametrize(
    ("text", "name", "alternates"),
    [
        ("# Ada\u200b Love\u00adlace\u2060\n", "Ada Lovelace", ()),
        ("---\nname: '\u200bAda\ufeff'\n---\n# Ada\n", "Ada", ()),
        ("---\nname: '\u200b'\n---\n# Ada\n", "Ada", ()),
        ("# \u200b\n\n## Work\n", "Somebody", ()),
        ("# Ada (艾\u200b達)\n", "Ada", ("艾達",)),
        ("# علی\u200cرضا\n", "علی\u200cرضا", ()),  # spelt so in Persian
        ("# 👩\u200d🚀 Ada\n", "👩\u200d🚀 Ada", ()),
    ],
)
def test_characters_that_nobody_sees(text: str, name: str, alternates: tuple[str, ...]) -> None:
    profile = profile_of(f"{text}\nText.\n")
    assert (profile.name, profile.alternate_names) == (name, alternates)


def test_a_language_with_a_character_that_nobody_sees() -> None:
    assert profile_of("---\nlang: 'zh\u200b'\n---\n# Ada\n").lang == "zh"


@pytest.mark.parametrize(
    ("name", "title", "headline"),
    [
        ("Pyotr Tchaikovsky", "Piotr Tschaikowsky", ""),
        ("al-Khwārizmī", "Al Khowarizmi: father of algebra", "father of algebra"),
        ("Muḥammad ibn Mūsā", "Muhammed ibn Musa — mathematician", "mathematician"),
        ("محمد بن موسى الخوارزمي", "Muhammad ibn Musa al-Khwarizmi", ""),
        ("Пётр Чайковский", "Pyotr Tchaikovsky", ""),
        ("王小云", "Wang Xiaoyun", ""),
        # What is no name stays.
        ("Linus Pauling", "Linus Torvalds's neighbour", "Linus Torvalds's neighbour"),
        ("Grace Hopper", "Grace under fire", "Grace under fire"),
        ("Ada", "Data Analyst", "Data Analyst"),
        ("محمد", "Alibaba Cloud Chief Officer", "Alibaba Cloud Chief Officer"),
        ("Marie Curie", "Chemistry: a life", "Chemistry: a life"),
    ],
)
def test_a_title_that_spells_the_name_differently(name: str, title: str, headline: str) -> None:
    profile = profile_of(f'---\nname: {name}\ntitle: "{title}"\n---\nText.\n')
    assert profile.headline == headline
