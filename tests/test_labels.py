"""Strings of the interface: complete in every language, and put together safely."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from sphinxext_profiles.addresses.accounts import KINDS
from sphinxext_profiles.counts import Count, counted, forms
from sphinxext_profiles.labels import (
    DOMAIN,
    LOCALE_DIR,
    Label,
    link_text,
    placeholders,
    provenance_line,
    text,
)
from sphinxext_profiles.model import Link, Provenance
from sphinxext_profiles.words.languages import direction, normalise

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUES = sorted(LOCALE_DIR.glob("*/LC_MESSAGES/*.po"))
WANTED = [
    "zh_Hant",
    "zh_Hans",
    "ja",
    "ko",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "ru",
    "ar",
    "he",
    "hi",
    "vi",
]
SCRIPTS = {
    "zh_Hant": "CJK",
    "zh_Hans": "CJK",
    "ja": "CJK",
    "ko": "HANGUL",
    "ru": "CYRILLIC",
    "ar": "ARABIC",
    "he": "HEBREW",
    "hi": "DEVANAGARI",
}
BRANDS = {
    *("Google Scholar", "Wikipedia", "Wikidata", "Website", "Blog", "Email", "CV", "Name"),
    *("Links", "Contributions", "Images"),
    *("Publications", "Articles"),
}
"""Words that are the same in many languages."""

GPT = Provenance(generated=True, model="openai/gpt-5", translated=True)


def messages(path: Path) -> dict[str, str]:
    """Return the translations of a catalogue."""
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    assert not any(message.fuzzy for message in catalogue if message.id)
    return {
        message.id: str(message.string)
        for message in catalogue
        if message.id and isinstance(message.id, str)
    }


def plurals(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the strings of a catalogue that have plural forms, by their singular in English."""
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    return {
        message.id[0]: tuple(message.string)
        for message in catalogue
        if isinstance(message.id, tuple)
    }


def test_the_languages_that_are_there():
    assert [path.parent.parent.name for path in CATALOGUES] == sorted(WANTED)
    assert {path.name for path in CATALOGUES} == {f"{DOMAIN}.po"}
    for name in WANTED:
        Locale.parse(name)
        assert normalise(name).replace("-", "_") == name


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_a_catalogue_is_complete(path: Path):
    found = messages(path)
    assert list(found) == [label.value for label in Label]
    for english, translation in found.items():
        assert translation.strip() == translation != ""
        assert placeholders(translation) == placeholders(english)
        assert translation.count("{") == translation.count("}") == english.count("{")
        assert "%" not in translation


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_a_catalogue_has_all_plural_forms(path: Path):
    with path.open("rb") as file:
        number = read_po(file).num_plurals
    found = plurals(path)
    assert list(found) == [count.value[0] for count in Count]
    for translations in found.values():
        assert len(translations) == number
        assert all(placeholders(form) == {"number"} for form in translations)


@pytest.mark.parametrize("name", WANTED)
def test_numbers_have_the_form_of_the_category_that_a_script_asks_for(name: str):
    lang = name.replace("_", "-")
    category = Locale.parse(name).plural_form
    templates, language = forms(Count.PEOPLE, 500, lang)
    assert language == lang
    for number in range(1, 501):
        expected = templates[category(number)].replace("{number}", str(number))
        assert counted(Count.PEOPLE, number, lang) == expected


@pytest.mark.parametrize(
    ("number", "lang", "expected"),
    [
        (1, "en", "1 person"),
        (12, "en-GB", "12 people"),
        (12, "pl", "12 people"),
        (3, "ru", "3 человека"),
        (21, "ru", "21 человек"),
        (2, "ar", "2 شخصان"),
        (12, "zh-TW", "12 人"),
    ],
)
def test_people_are_counted(number: int, lang: str, expected: str):
    assert counted(Count.PEOPLE, number, lang) == expected


PLURAL = 'msgid "{number} person"\nmsgid_plural "{number} people"\n'


def test_a_projects_own_plurals_come_first(tmp_path: Path):
    own = catalogue(
        tmp_path, "de", f'{PLURAL}msgstr[0] "{{number}} Kopf"\nmsgstr[1] "{{number}} Köpfe"\n'
    )
    assert counted(Count.PEOPLE, 2, "de", (own,)) == "2 Köpfe"
    assert forms(Count.PEOPLE, 2, "de", (own,)).templates["one"] == "{number} Kopf"


@pytest.mark.parametrize("forms", ['"viele"', '""', '"{number} {wer}"'])
def test_unfinished_plurals_are_left_out(tmp_path: Path, forms: str):
    own = catalogue(tmp_path, "de", f'{PLURAL}msgstr[0] "{{number}} Kopf"\nmsgstr[1] {forms}\n')
    assert counted(Count.PEOPLE, 2, "de", (own,)) == "2 Personen"


@pytest.mark.parametrize("name", WANTED)
def test_a_catalogue_is_in_its_language(name: str):
    for label in Label:
        found = messages(LOCALE_DIR / name / "LC_MESSAGES" / f"{DOMAIN}.po")[label.value]
        if label.value in BRANDS:
            continue
        assert found != label.value
        words = re.sub(r"\{\w+\}|Google", "", found)
        scripts = {unicodedata.name(c).split()[0] for c in words if c.isalpha()}
        if name in SCRIPTS:
            assert SCRIPTS[name] in scripts or name == "ja"
            assert "LATIN" not in scripts
        if direction(name) == "rtl":
            assert any(unicodedata.bidirectional(c) in {"R", "AL"} for c in found)


def test_the_template_for_translators_has_every_string():
    found = messages(LOCALE_DIR / f"{DOMAIN}.pot")
    assert list(found) == [label.value for label in Label]
    assert set(found.values()) == {""}
    found_counts = plurals(LOCALE_DIR / f"{DOMAIN}.pot")
    assert found_counts == {count.value[0]: ("", "") for count in Count}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("", "References"),
        ("en", "References"),
        ("en-GB", "References"),
        ("xx", "References"),
        ("eo", "References"),
        ("zh-Hant", "參考資料"),
        ("zh-TW", "參考資料"),
        ("zh_TW", "參考資料"),
        ("zh-Hant-HK", "參考資料"),
        ("hant", "參考資料"),
        ("zh", "参考资料"),
        ("zh-CN", "参考资料"),
        ("zh-SG", "参考资料"),
        ("de-AT", "Quellen"),
        ("pt-BR", "Referências"),
        ("ar-EG", "المراجع"),
        ("iw", "מקורות"),
        ("../de", "References"),
    ],
)
def test_a_language_finds_its_catalogue(lang: str, expected: str):
    assert text(Label.REFERENCES, lang) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "Ada, image 2 of 3"),
        ("zh-Hant", "Ada，第 2 張圖片，共 3 張"),
        ("ar", "Ada، الصورة 2 من 3"),
        ("hi", "Ada, 3 में से चित्र 2"),
    ],
)
def test_values_are_put_in(lang: str, expected: str):
    assert text(Label.IMAGE_OF, lang, name="Ada", number=2, total=3) == expected


@pytest.mark.parametrize(
    "name", ["{number}", "{0}", "{name.__class__}", "%s", "{{x}}", "\\1", "}{"]
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_value_is_no_template(name: str, lang: str):
    assert name in text(Label.IMAGE_OF, lang, name=name, number=1, total=1)
    assert name in provenance_line(Provenance(model=name), lang)


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        text(Label.PORTRAIT, "de")


@pytest.mark.parametrize(
    ("provenance", "lang", "expected"),
    [
        (Provenance(), "en", ""),
        (Provenance(date="2025", source="x"), "en", ""),
        (GPT, "en", "Written by openai/gpt-5 · machine-translated"),
        (GPT, "zh-Hant", "由 openai/gpt-5 撰寫 · 機器翻譯"),
        (GPT, "ja", "openai/gpt-5 が執筆 · 機械翻訳"),
        (GPT, "ar", "كتبه openai/gpt-5 · ترجمة آلية"),
        (Provenance(generated=True), "en", "Written by a language model"),
        (Provenance(model="m"), "de", "Geschrieben von m"),
        (Provenance(translated=True), "en", "Machine-translated"),
        (Provenance(translated=True), "ru", "Машинный перевод"),
        (Provenance(reviewed_by="ada l"), "en", "Reviewed by ada l"),
        (Provenance(reviewed_by="ada l"), "ja", "ada l が校閲"),
        (
            Provenance(translated=True, reviewed_by="A"),
            "de",
            "Maschinell übersetzt · geprüft von A",
        ),
    ],
)
def test_the_line_on_a_notes_origin(provenance: Provenance, lang: str, expected: str):
    assert provenance_line(provenance, lang) == expected


@pytest.mark.parametrize(
    ("link", "lang", "expected"),
    [
        (Link("Website", "https://a.b", "website"), "zh-Hant", "網站"),
        (Link("Wikidata", "https://a.b", "wikidata"), "ar", "ويكي بيانات"),
        (Link("Website", "https://a.b", "website"), "", "Website"),
        (Link("My site", "https://a.b", "website"), "de", "My site"),
        (Link("GitHub", "https://a.b", "github"), "zh-Hant", "GitHub"),
        (Link("Website", "https://a.b", ""), "zh-Hant", "Website"),
        (Link("Feed", "https://a.b", "references"), "zh-Hant", "Feed"),
    ],
)
def test_links_known_by_their_kind_are_translated(link: Link, lang: str, expected: str):
    assert link_text(link, lang) == expected


def test_every_string_for_a_link_is_that_of_a_kind():
    labels = {name: label for name, label in Label.__members__.items() if name.startswith("LINK_")}
    for name, label in labels.items():
        assert KINDS[name.removeprefix("LINK_").lower()].label == label.value


def catalogue(folder: Path, lang: str, content: str) -> str:
    """Write a catalogue as a project has it in its `locale_dirs`."""
    path = folder / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
    path.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(header + content, "utf-8")
    return str(folder)


def test_a_projects_own_catalogue_comes_first(tmp_path: Path):
    own = catalogue(tmp_path, "de", 'msgid "References"\nmsgstr "Belege"\n')
    assert text(Label.REFERENCES, "de", (own,)) == "Belege"
    assert text(Label.GENERATED, "de", (own,)) == "Von einem Sprachmodell geschrieben"
    assert text(Label.REFERENCES, "fr", (own,)) == "Références"
    assert text(Label.REFERENCES, "de") == "Quellen"


@pytest.mark.parametrize(
    "content",
    [
        '#, fuzzy\nmsgid "Portrait of {name}"\nmsgstr "Bild {name}"\n',
        'msgid "Portrait of {name}"\nmsgstr ""\n',
        'msgid "Portrait of {name}"\nmsgstr "Bild"\n',
        'msgid "Portrait of {name}"\nmsgstr "Bild {nme}"\n',
        '#~ msgid "Portrait of {name}"\n#~ msgstr "Bild {name}"\n',
        "this is no catalogue",
    ],
)
def test_an_unfinished_translation_is_left_out(tmp_path: Path, content: str):
    own = catalogue(tmp_path, "de", content)
    assert text(Label.PORTRAIT, "de", (own,), name="Ada") == "Porträt von Ada"
