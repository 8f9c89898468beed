"""The language of a source's title."""

from __future__ import annotations

import pytest

from sphinxext_profiles.note.reference_list import title_language


@pytest.mark.parametrize(
    ("title", "address", "lang", "found"),
    [
        # In a script that is not everybody's, a title is in the language of its note.
        ("北宋科學家", "https://example.org/", "zh-Hant", "zh-Hant"),
        ("Qwen 通義千問", "https://example.org/", "zh-Hant", "zh-Hant"),
        ("江戸の数学", "https://example.org/", "ja", "ja"),
        ("Ковалевская", "https://example.org/", "ru", "ru"),
        ("الخوارزمي", "https://example.org/", "ar", "ar"),
        # A Latin title may be in any language, and so may one in another script than the note.
        ("Shen Kuo", "https://example.org/", "zh-Hant", ""),
        ("Ada Lovelace", "https://example.org/", "en", ""),
        ("Ada Lovelace", "https://example.org/", "fr", ""),
        ("الخوارزمي", "https://example.org/", "en", ""),
        ("Ковалевская", "https://example.org/", "", ""),
        ("1729", "https://example.org/", "ru", ""),
        ("", "https://example.org/", "ru", ""),
        # Wikimedia says which it is
        ("Noether-Theorem", "https://de.wikipedia.org/wiki/Noether-Theorem", "en", "de"),
        ("関孝和", "https://ja.wikipedia.org/wiki/x", "zh-Hant", "ja"),
        ("Ада Лавлейс", "https://uk.m.wikipedia.org/wiki/x", "ru", "uk"),
        ("夢溪筆談", "https://zh.wikisource.org/wiki/x", "en", "zh"),
        ("Turing", "https://simple.wikipedia.org/wiki/x", "fr", "en"),
        ("Aqueducts", "https://en.wiktionary.org/wiki/x", "", "en"),
        # unless the title is no title of that page
        ("Seki Takakazu", "https://ja.wikipedia.org/wiki/x", "en", ""),
        ("Софья", "https://en.wikipedia.org/wiki/x", "ru", "ru"),
        ("Commons", "https://commons.wikimedia.org/wiki/x", "en", ""),
        ("Anything", "https://de.wikipedia.org.example.com/", "en", ""),
        ("Anything", "https://xx-nowhere.wikipedia.org/", "en", ""),
    ],
)
def test_the_language_is_told_where_it_can_be(title: str, address: str, lang: str, found: str):
    assert title_language(title, address, lang) == found
