"""Languages: tags, direction, their own names, initials and the order of names."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_profiles.words.initials import grapheme
from sphinxext_profiles.words.languages import (
    direction,
    endonym,
    fallbacks,
    initials,
    nearest,
    normalise,
    sort_key,
)
from sphinxext_profiles.words.letters import first_direction

UNHURRIED = settings(deadline=None)
"""Other work on the machine fails no test."""

LINES = Path(__file__, "../data/initials.tsv").resolve().read_text("utf-8").splitlines()
NAMES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]

TAGS = {
    "en": "en",
    "EN": "en",
    " en ": "en",
    "en_US": "en-US",
    "en_US.UTF-8": "en-US",
    "de_DE@euro": "de-DE",
    "pt-br": "pt-BR",
    "ptbr": "pt-BR",
    "zh": "zh",
    "cn": "zh",
    "zh_TW": "zh-TW",
    "tw": "zh-TW",
    "hk": "zh-HK",
    "zh-cn": "zh-CN",
    "hant": "zh-Hant",
    "HANT": "zh-Hant",
    "hans": "zh-Hans",
    "zh-hant": "zh-Hant",
    "zh-HANT-tw": "zh-Hant-TW",
    "zh_Hans_CN": "zh-Hans-CN",
    "zh-cht": "zh-Hant",
    "zh-yue": "yue",
    "zh-min-nan": "nan",
    "cmn-Hans": "zh-Hans",
    "jp": "ja",
    "kr": "ko",
    "gr": "el",
    "ua": "uk",
    "no": "no",
    "iw": "he",
    "in": "id",
    "sh": "sr-Latn",
    "eng": "en",
    "zho": "zh",
    "deu": "de",
    "sr-latn-rs": "sr-Latn-RS",
    "es-419": "es-419",
    "de-de-1996": "de-DE-1996",
    "de-1901": "de-1901",
    "ca-valencia": "ca-valencia",
    "en-x-ada": "en-x-ada",
    "de-u-co-phonebk": "de-u-co-phonebk",
    "az-arab": "az-Arab",
    "Chinese": "zh",
    "Traditional Chinese": "zh-Hant",
    "simplified chinese": "zh-Hans",
    "Arabic": "ar",
    "german": "de",
    "Brazilian Portuguese": "pt-BR",
    "日本語": "ja",
    "繁體中文": "zh-Hant",
    "العربية": "ar",
    "Français": "fr",
    "Tiếng Việt": "vi",
}
UNKNOWN = ["", " ", "xx", "x-ada", "und", "5", "false", "en-Foo", "zh-Hnat", "fr-Paris1", "en--US"]
UNKNOWN += ["qqq", "e", "en-USA", "Elvish?", "zh/Hant", "en US GB", "😀", "-", "a" * 500]


@pytest.mark.parametrize(("given_tag", "tag"), TAGS.items())
def test_tags_as_they_are_found(given_tag: str, tag: str):
    assert normalise(given_tag) == tag


@pytest.mark.parametrize("tag", sorted(set(TAGS.values())))
def test_a_tag_stays_what_it_is(tag: str):
    assert normalise(tag) == tag
    assert fallbacks(tag)[0] == tag


@pytest.mark.parametrize("tag", UNKNOWN)
def test_what_is_no_language(tag: str):
    assert normalise(tag) == ""
    assert (fallbacks(tag), endonym(tag), direction(tag)) == ((), "", "ltr")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh-Hnat", "zh-Hant"),
        ("sr-Latin", "sr-Latn"),
        ("Englsh", "en"),
        ("Portugese", "pt"),
        ("japanse", "ja"),
        ("fr-Paris1", "fr"),
        ("en-ZZ9", "en"),
        ("xx", ""),
        ("false", ""),
        ("", ""),
    ],
)
def test_a_slip_has_a_suggestion(tag: str, expected: str):
    assert nearest(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh-Hant-HK", ("zh-Hant-HK", "zh-HK", "zh-Hant", "zh")),
        ("zh-TW", ("zh-TW", "zh-Hant-TW", "zh-Hant", "zh")),
        ("zh-Hant", ("zh-Hant", "zh")),
        ("zh", ("zh", "zh-Hans")),
        ("sr-Latn-RS", ("sr-Latn-RS", "sr-Latn", "sr")),
        ("en", ("en", "en-Latn")),
    ],
)
def test_fallbacks(tag: str, expected: tuple[str, ...]):
    assert fallbacks(tag) == expected


RTL = "ar he fa ur yi ps sd ug dv ckb ks syr nqo rhg mzn ar-EG az-Arab az-IR pa-PK ff-Adlm uz-AF"
LTR = "en zh-Hant ja ko ru hi az pa ku ar-Latn tr he-Latn ur-Deva mn ha xx"


@pytest.mark.parametrize("tag", RTL.split())
def test_right_to_left(tag: str):
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", LTR.split())
def test_left_to_right(tag: str):
    assert direction(tag) == "ltr"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ja", "日本語"),
        ("ar", "العربية"),
        ("zh", "中文"),
        ("zh-Hant", "繁體中文"),
        ("zh-Hans", "简体中文"),
        ("hant", "繁體中文"),
        ("zh-TW", "繁體中文 (台灣)"),
        ("de", "Deutsch"),
        ("fr", "français"),
        ("pt-BR", "português (Brasil)"),
        ("tlh", "Klingon"),
    ],
)
def test_languages_name_themselves(tag: str, name: str):
    assert endonym(tag) == name


@pytest.mark.parametrize(("name", "expected"), [*NAMES, ("", "?"), ("  ", "?")])
def test_initials(name: str, expected: str):
    assert initials(name) == expected


def test_initials_of_letters_taken_apart():
    assert initials(unicodedata.normalize("NFD", "Élodie Dupré")) == "ÉD"
    assert initials(unicodedata.normalize("NFD", "김연아")) == "김"


@UNHURRIED
@given(st.text())
def test_initials_are_two_characters_at_most(name: str):
    first = initials(name)
    rest = first[len(grapheme(first)) :]
    assert first
    assert rest == "" or rest == grapheme(rest)
    assert len(first) <= 24


ORDER = [
    "42",
    "Ada B",
    "Ada-Marie",
    "Adam",
    "al-Khwarizmi",
    "Emile",
    "Émile",
    "Lucas",
    "Łukasz",
    "O'Brien",
    "Obrist",
    "Osten",
    "Øystein",
    "ss",
    "ß",
    "Thor",
    "Þór",
    "Zoë",
    "Ωριγένης",
    "Ада",
    "Фёдор",
    "אדה",
    "ابن",
    "ابنة",
    "अदा",
    "가나",
    "각",
    "か",
    "が",
    "き",
    "周",
    "沈括",
    "𠮷田",
    "",
    "?",
]


def test_names_in_order():
    assert sorted([*ORDER[1::2], *ORDER[::2]], key=sort_key) == ORDER


@UNHURRIED
@given(st.text(), st.text())
def test_different_names_have_different_keys(one: str, other: str):
    assert (sort_key(one) == sort_key(other)) == (one == other)


@UNHURRIED
@given(st.text(), st.text())
def test_no_tag_raises(tag: str, rest: str):
    for candidate in (tag, f"zh-{tag}", f"{tag}_{rest}", f"en-{tag}-{rest}"):
        known = normalise(candidate)
        assert normalise(known) == known
        assert isinstance(endonym(candidate) + direction(candidate), str)
        assert normalise(nearest(candidate)) == nearest(candidate)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada", "ltr"),
        ("1815 – الخوارزمي Ada", "rtl"),
        ("דניאל", "rtl"),
        ("沈括", "ltr"),
        ("12 …", "ltr"),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: str) -> None:
    assert first_direction(text) == expected
