"""Languages of notes: tags, writing direction, their own names, and how names are sorted."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from sphinxext_profiles.problems import did_you_mean

from .initials import initials

__all__ = ["direction", "endonym", "fallbacks", "initials", "nearest", "normalise", "sort_key"]

_ALIASES = {
    # What people write who mean a script or a country. `tw` and `kr` are also the codes of Twi
    # and Kanuri: far fewer notes are meant by those.
    **dict.fromkeys(("hant", "zh-traditional", "cht", "zh-cht", "zh-tc", "zht", "tc"), "zh-Hant"),
    **dict.fromkeys(("hans", "zh-simplified", "chs", "zh-chs", "zh-sc", "zhs"), "zh-Hans"),
    **dict.fromkeys(("cn", "zh", "chinese", "mandarin", "中文", "汉语", "漢語"), "zh"),
    **dict.fromkeys(("tw", "zhtw"), "zh-TW"),
    **dict.fromkeys(("hk", "zhhk"), "zh-HK"),
    "zhcn": "zh-CN",
    **dict.fromkeys(("traditional", "繁體中文", "繁体中文", "繁體", "正體中文"), "zh-Hant"),
    **dict.fromkeys(("simplified", "简体中文", "簡體中文", "简体"), "zh-Hans"),
    **dict.fromkeys(("jp", "日本語", "日文", "日语"), "ja"),
    **dict.fromkeys(("kr", "한국어"), "ko"),
    "us": "en-US",
    "gb": "en-GB",
    "ptbr": "pt-BR",
    "ua": "uk",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "vn": "vi",
    "sp": "es",
    # Names of languages in themselves; the English ones come from Babel.
    **dict.fromkeys(("عربي", "العربية"), "ar"),
    "עברית": "he",
    "فارسی": "fa",
    "farsi": "fa",
    "اردو": "ur",
    "deutsch": "de",
    **dict.fromkeys(("español", "castellano"), "es"),
    "français": "fr",
    "italiano": "it",
    "português": "pt",
    "русский": "ru",
    "हिन्दी": "hi",
    "tiếng việt": "vi",
}
_REPLACED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "sh": "sr-Latn"}
"""Codes that ISO 639 has withdrawn (RFC 5646, section 4.5)."""

_MACROLANGUAGES = frozenset({"ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"})
"""Languages whose tags may continue with an "extlang" of theirs (IANA's registry)."""

_GRANDFATHERED = {"zh-min-nan": "nan", "zh-hakka": "hak", "no-bok": "nb", "no-nyn": "nn"}
"""Tags that RFC 5646 (section 2.2.8) keeps though they fit no rule."""

_RTL_SCRIPTS = frozenset(
    {
        *("Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Hatr", "Hebr", "Hung"),
        *("Khar", "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh"),
        *("Ougr", "Palm", "Phli", "Phlp", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sogd", "Sogo"),
        *("Syrc", "Thaa", "Yezi"),
    }
)
"""Scripts written from right to left (Unicode, UAX #9 and ISO 15924)."""

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extlang>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)"
    r"(?P<rest>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)"
)
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
    | {"ħ": "h", "ŧ": "t", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ə": "e", "ĸ": "k", "ƒ": "f"}
)
"""Letters that Unicode does not decompose, as a reader of Latin script looks them up."""

_HAN = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class _Tag(NamedTuple):
    """A language tag, split and checked."""

    language: str
    script: str
    region: str
    rest: str

    def __str__(self) -> str:
        return "-".join(part for part in self[:3] if part) + self.rest


@lru_cache(maxsize=256)
def normalise(tag: str) -> str:
    """Return the BCP 47 tag for what a note gives as its language, empty if it is unknown.

    Takes tags in any case and with underscores (`zh_TW`, `pt-br`), locale names
    (`de_DE.UTF-8`), the short names people use (`hant`, `cn`, `jp`), three-letter codes and
    names of languages ("Arabic"). Case is that of RFC 5646 section 2.1.1: `zh-Hant-TW`.
    """
    plain = _plain(tag)
    if not plain:
        return ""
    if alias := _ALIASES.get(plain) or _GRANDFATHERED.get(plain):
        return alias
    parsed = _parse(plain)
    if parsed is not None:
        return str(parsed)
    return _english_names().get(plain.replace("-", " "), "")


def _plain(tag: str) -> str:
    """Return a tag in lower case, without the suffix of a locale or zero-width characters."""
    bare = re.sub("[.@].*|[\u200b-\u200f\u2060\ufeff]", "", tag)
    return bare.strip().replace("_", "-").casefold()


def _parse(plain: str) -> _Tag | None:
    """Return the checked parts of a tag in lower case, None if one of them is unknown."""
    match = _TAG.fullmatch(plain)
    if match is None:
        return None
    language = match["language"]
    if match["extlang"]:  # RFC 5646, section 4.5: `zh-yue` is `yue`
        language = match["extlang"] if language in _MACROLANGUAGES else ""
    script, region = (match["script"] or "").title(), (match["region"] or "").upper()
    language, _, implied = _two_letters(_REPLACED.get(language, language)).partition("-")
    english = Locale("en")
    variants = match["variants"].upper().split("-")[1:]
    if language == "und" or not _is_language(language):
        return None
    if script and script not in english.scripts and script not in _RTL_SCRIPTS:
        return None
    if region and region not in english.territories:
        return None
    if variants and not english.variants.keys() >= set(variants):
        return None
    return _Tag(language, script or implied, region, match["variants"] + match["rest"])


def _two_letters(language: str) -> str:
    """Return the two-letter code of a language that has one (`eng` is `en`)."""
    alias = get_global("language_aliases").get(language, "") if len(language) == 3 else ""
    return str(alias) if len(alias) == 2 else language


def _is_language(language: str) -> bool:
    """Return whether CLDR knows a language."""
    return language in get_global("likely_subtags") or language in Locale("en").languages


@cache
def _english_names() -> dict[str, str]:
    """Return tags by the English name of their language, in lower case."""
    names: dict[str, str] = {}
    for code, name in sorted(Locale("en").languages.items()):
        if code != "und":
            names.setdefault(name.casefold(), code.replace("_", "-"))
    return names


def nearest(tag: str) -> str:
    """Return the known tag that an unknown one may be a typo for, empty if there is none.

    `zh-Hnat` gives `zh-Hant`, `Englsh` gives `en`, `fr-Paris1` gives `fr`.
    """
    plain = _plain(tag)
    if not plain:
        return ""
    language, _, rest = plain.partition("-")
    parsed = _parse(_two_letters(language))
    if parsed is not None and rest:
        near = difflib.get_close_matches(rest.partition("-")[0].title(), _scripts(language), 1)
        return f"{parsed}-{near[0]}" if near else str(parsed)
    candidates = sorted({*_english_names(), *_ALIASES})
    near = difflib.get_close_matches(plain.replace("-", " "), candidates, 1, 0.8)
    return normalise(near[0]) if near else ""


def no_such_language(tag: str) -> str:
    """Return the message that a tag is unknown, with a suggestion."""
    near = nearest(tag)
    return f"there is no language {tag!r}{did_you_mean([near] if near else [])}"


def _scripts(language: str) -> list[str]:
    """Return the scripts that CLDR knows a language to be written in."""
    likely = get_global("likely_subtags")
    tags = (value.split("_") for value in likely.values() if value.startswith(f"{language}_"))
    return sorted({tag[1] for tag in tags})


def language_script(tag: str) -> str:
    """Return the script a language is written in, as its tag says or as is likely (CLDR)."""
    parsed = _parse(normalise(tag).casefold())
    if parsed is None:
        return ""
    if parsed.script:
        return parsed.script
    likely = get_global("likely_subtags")
    tag = likely.get(f"{parsed.language}_{parsed.region}") or likely.get(parsed.language, "")
    return next((part for part in tag.split("_")[1:] if len(part) == 4), "")


@lru_cache(maxsize=256)
def fallbacks(tag: str) -> tuple[str, ...]:
    """Return the tags to try when something is wanted in a language, the best one first.

    `zh-Hant-TW` gives itself, `zh-TW`, `zh-Hant` and `zh`; `zh` gives itself and `zh-Hans`, since
    that is its default script. An unknown tag gives none.
    """
    parsed = _parse(normalise(tag).casefold())
    if parsed is None:
        return ()
    language, _, region, _ = parsed
    script = language_script(str(parsed))
    regional = _Tag(language, "", region, "")
    tags = [parsed, _Tag(language, script, region, ""), _Tag(language, script, "", "")]
    if language_script(str(regional)) == script:
        tags.insert(1, regional)
    return tuple(dict.fromkeys(map(str, [*tags, language])))


@lru_cache(maxsize=256)
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction a language is written in, by its script; `ltr` if it is unknown."""
    return "rtl" if language_script(tag) in _RTL_SCRIPTS else "ltr"


@lru_cache(maxsize=256)
def endonym(tag: str) -> str:
    """Return a language's name in that language: 日本語, العربية, 繁體中文 for `zh-Hant`.

    The region of a tag follows in parentheses. Where CLDR has no such name, the result is the
    English name, else the tag itself; for an unknown tag it is empty.
    """
    parsed = _parse(normalise(tag).casefold())
    if parsed is None:
        return ""
    script = language_script(str(parsed)) if parsed.script or parsed.region else ""
    own = _locale(parsed.language, script)
    names = own.languages
    name = names.get(f"{parsed.language}_{script}") or names.get(parsed.language)
    if not name:
        return str(Locale("en").languages.get(parsed.language, parsed))
    region = own.territories.get(parsed.region)
    return f"{name} ({region})" if region else str(name)


def _locale(language: str, script: str) -> Locale:
    """Return the data of a language, that of English where CLDR has none."""
    for name in (f"{language}_{script}", language):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@lru_cache(maxsize=1 << 14)  # each index of a project asks for the names of all
def sort_key(name: str) -> tuple[int, str, str, str]:
    """Return the sort key of a name, the same on every machine (no locale, no collator).

    Names sort by their letters without accents and case, spaces before letters, punctuation left
    out: Latin first, then the other scripts in the order of Unicode, Han by code point after all
    of them, names without any letter or digit last. Accents, case and punctuation only decide
    between names that are the same otherwise.
    """
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    letters = "".join(c for c in folded if not _is_accent(c))
    words = re.sub(r"[\s\u2010-\u2015-]+", " ", letters)
    primary = "".join(c for c in words if c == " " or _counts(c)).strip()
    if not primary:
        return (2, "", folded, name)
    return (1 if _HAN.match(primary) else 0, primary, folded, name)


def _is_accent(character: str) -> bool:
    """Return whether a mark only colours its letter: accents, Hebrew points, Arabic vowels.

    Vowels of Indic scripts and the sound marks of kana make another letter, and stay.
    """
    combining = unicodedata.combining(character)
    return 10 <= combining <= 36 or combining >= 200


def _counts(character: str) -> bool:
    """Return whether a character is a letter, a digit or a mark that belongs to one."""
    return unicodedata.category(character)[0] in "LNM"
