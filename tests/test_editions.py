"""What is wrong with the notes of one person: among themselves, and with the language they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from merian import FILES, NOTES, PAGES, SETTINGS

from sphinxext_profiles.note.reader import read_profile
from sphinxext_profiles.people.library import Library
from sphinxext_profiles.problems import Level, ProblemCode

if TYPE_CHECKING:
    from sites import Build

TEXTS = {
    "en": "She published the first program that was meant for a machine.",
    "zh": "她发表了第一个为机器而作的程序，并预见了计算机的未来与用途。",
    "ja": "彼女は機械のための最初のプログラムを発表し、その未来を予見した。",
    "ko": "그녀는 기계를 위한 최초의 프로그램을 발표하고 그 미래를 내다보았다.",
    "ar": "نشرت أول برنامج كُتب لآلة وتنبأت بمستقبل الحواسيب.",
    "he": "היא פרסמה את התוכנית הראשונה שנועדה למכונה.",
    "ru": "Она опубликовала первую программу для машины.",
    "hi": "उसने मशीन के लिए पहला प्रोग्राम प्रकाशित किया और भविष्य देखा।",
}
SOURCES = "\n\n[1]: https://a.example/long/path 'A Title in Latin Letters'\n"


def codes(text: str, path: str = "people/ada.md") -> list[tuple[int, str]]:
    """Return the line and the code of what is said of a note's language."""
    found = read_profile(text, path).problems
    return [(one.line, one.code.value) for one in found if one.code.value.startswith("language")]


def library(**notes: str) -> Library:
    """Return the library of notes, by their files' names with `_` for what isn't allowed there."""
    texts = {name.replace("__", "-").replace("_", ".", 1): text for name, text in notes.items()}
    return Library(
        read_profile(f"---\n{text}\n---\n# Ada\n", f"people/{name}.md").profile
        for name, text in texts.items()
    )


@pytest.mark.parametrize("written", TEXTS)
@pytest.mark.parametrize("said", TEXTS)
def test_a_language_that_is_wrong_for_the_text(said: str, written: str) -> None:
    note = f"---\nname: Ada Lovelace\nlang: {said}\n---\n\n{TEXTS[written]} [A][1]{SOURCES}"
    assert codes(note) == ([] if said == written else [(3, "language-text")])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "zh-Hant",
            "沈括著有《夢溪筆談》。 See the English Wikipedia article by John Smith.",
        ),
        ("sr-Latn", "Objavila je prvi program namenjen mašini."),
        ("sr", "Objavila je prvi program namenjen mašini."),
        ("uz", "У машина учун мўлжалланган биринчи дастурни эълон қилди."),
        ("ar", "قال"),  # too short to tell
        ("ar", "```python\nprint('a long program in Latin letters')\n```\n\nنص"),
        ("ar", "`some_long_function_name_in_code()` https://example.org/a/long/address"),
        ("en", "1815 – 1852"),
        ("ja", "数学者"),
    ],
)
def test_a_language_that_the_text_may_be_in(lang: str, text: str) -> None:
    assert codes(f"---\nlang: {lang}\n---\n# Ada\n\n{text}\n") == []


def test_a_language_that_is_missing() -> None:
    """It is advice: in a project in that language the note is shown as it should be."""
    for lang, text in TEXTS.items():
        expected = [] if lang == "en" else [(1, "language-missing")]
        assert codes(f"# Ada\n\n{text}\n") == expected
    assert ProblemCode.LANGUAGE_MISSING.level is Level.ADVICE
    # One that is unknown has been said, and is another problem.
    assert codes(f"---\nlang: xx\n---\n# Ada\n\n{TEXTS['ar']}\n") == [(2, "language-unknown")]


@pytest.mark.parametrize(
    ("path", "lang", "expected"),
    [
        ("ada.de.md", "de", []),
        ("ada.de.md", "de-AT", []),
        ("ada.zh.md", "hant", []),
        ("ada.hant.md", "zh_TW", []),
        ("ada.de.md", "fr", [(2, "language-suffix")]),
        ("2024-01-02-ada.jp.md", "ko", [(2, "language-suffix")]),
        ("ada-de.md", "fr", []),  # without a note `ada` it may be a name
        ("ada.li.md", "zh-Latn", []),  # Ada Li
        ("ada.v2.md", "fr", []),
    ],
)
def test_a_language_that_is_not_the_files_suffix(path: str, lang: str, expected: list[Any]) -> None:
    assert codes(f"---\nlang: {lang}\n---\n# Ada Li\n", f"people/{path}") == expected


def test_a_suffix_and_no_language() -> None:
    assert codes("# Ada\n", "people/ada.de.md") == [(1, "language-suffix")]


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ({"ada": "lang: en", "ada__de": "lang: de\ntranslated: true"}, []),
        ({"ada": "lang: en", "ada__de": "lang: fr"}, [("ada-de", "language-suffix")]),
        ({"ada": "lang: en", "ada__de": ""}, [("ada-de", "language-suffix")]),
        ({"ada__de": "lang: fr"}, []),
        (
            {"ada": "", "ada__de": "lang: de\ntranslated: true"},
            [("ada", "language-missing")],
        ),
        ({"ada": "lang: en", "ada_de": "lang: de"}, [("ada.de", "original-unclear")]),
        (
            {"ada": "lang: en\ntranslated: true", "ada_de": "lang: de\ntranslated: true"},
            [("ada.de", "original-unclear")],
        ),
        (
            {"ada": "lang: en", "ada_en": "lang: en"},
            [("ada", "key-duplicate")],
        ),
    ],
)
def test_notes_of_one_key(notes: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = library(**notes).problems()
    assert [(path[7:-3], problem.code.value) for path, problem in found] == expected


def test_a_build_says_it_where_it_is(build: Build) -> None:
    files = {
        **NOTES,
        "index.md": "# I\n",
        "people/ada.md": "---\nlang: fr\n---\n# Ada\n\nElle écrit.\n",
        "people/ada-de.md": "---\nlang: it\n---\n# Ada\n\nLei scrive.\n",
        "people/bob.md": f"---\nlang: en\n---\n# Bob\n\n{TEXTS['ar'] * 2}\n",
    }
    site = build(files, **SETTINGS)
    lost, wrong = sorted(site.warnings)
    assert lost.startswith('people/ada-de.md:1: WARNING: the file name ends in "de"')
    assert (
        "so this is not a translation of 'ada'; correct one of them [profiles.language-suffix]"
        in lost
    )
    assert wrong.startswith("people/bob.md:2: WARNING: the text is in Arabic letters")
    assert wrong.endswith('`lang` is "en" [profiles.language-text]')
    assert site.html("people/bob").h1.text.startswith("Bob")


def test_advice_about_originals_is_given_when_asked_for(build: Build) -> None:
    files = dict(FILES)
    original = f"{PAGES['de']}.md"
    files[original] = str(files[original]).replace("lang: de", "lang: de\ntranslated: true")
    site = build(files, profiles_warn_advice=True, language="fr", **SETTINGS)
    told = [line for line in site.warnings if "original-unclear" in line]
    assert len(told) == 1
    assert told[0].startswith("people/maria-merian.ar.md:1: WARNING: all notes with this key are")
    assert site.html().find("article", class_="profile-card")["lang"] == "ar"
    again = site.rebuild()
    assert not any(name.startswith("people/") and name.endswith(".html") for name in again)
