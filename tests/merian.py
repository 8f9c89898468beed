"""One person in nine languages, as notes of many hands: the names of their files differ too."""

from __future__ import annotations

from pathlib import Path

from sites import PIXEL

FOLDER = Path(__file__).parent / "translations"
KEY = "maria-merian"
PAGES = {
    "ar": "people/maria-merian.ar",
    "de": "people/maria-merian.de",  # the original
    "en": "people/maria-merian.en",
    "he": "people/maria-merian.he",
    "ja": "people/maria-merian.jp",
    "ko": "people/maria-merian.ko",
    "ru": "people/maria-merian.ru",
    "zh-CN": "people/2024-05-01-maria-merian-hans",
    "zh-Hant": "people/2024-05-01-maria-merian-hant",
}
"""The pages that the notes are, by language, in the order of the tags."""
ENDONYMS = {
    "ar": "العربية",
    "de": "Deutsch",
    "en": "English",
    "he": "עברית",
    "ja": "日本語",
    "ko": "한국어",
    "ru": "русский",
    "zh-CN": "简体中文 (中国)",
    "zh-Hant": "繁體中文",
}
INDEX = f"""\
# Project

```{{profile-card}} {KEY}
```

Ask {{profile:person}}`{KEY}`.

```{{profile-gallery}} {KEY}
```

```{{profile-references}} {KEY}
```

```{{profile-index}}
:people: {KEY}
:group-by: lang
:layout: list
```
"""
NOTES: dict[str, str | bytes] = {
    **{f"people/{file.name}": file.read_text("utf-8") for file in sorted(FOLDER.glob("*.md"))},
    "people/images/plate.png": PIXEL,
    "people/images/house.png": PIXEL,
}
FILES: dict[str, str | bytes] = {"index.md": INDEX, **NOTES}
SETTINGS = {"profiles_notes": ["people/*"], "suppress_warnings": ["toc"]}
