"""Whether a note is written in the language that it names, judged by the letters of its text."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.languages import endonym
from sphinxext_profiles.words.scripts import script_of, scripts

_LOOKED_AT = 2_000
"""How many characters of a text are examined."""

_FEWEST = 20
"""A text with fewer letters is not judged."""

_FOREIGN = 0.05
"""The share of a text's letters above which a script is the text's own, not that of names in it."""

_MARKUP = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)|\Z)|`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>"
    r"|\bhttps?://[^\s)]+|^ {0,3}\[[^\]\n]+\]:[^\n]*$",
    re.MULTILINE | re.DOTALL,
)
"""Code, addresses and link definitions, which look alike in every language."""

_SEVERAL = frozenset(
    {
        *("az", "bs", "ff", "ha", "kk", "kok", "ks", "ku", "ky", "mn", "ms", "pa", "sd", "sr"),
        *("su", "tg", "tk", "tt", "ug", "uz"),
    }
)
"""Languages in use in more than one script, whatever the script of their own name."""

_KANA = re.compile("[\u3041-\u30fa\u30fc-\u30ff]")
_LETTERS = {"CJK": "Han characters or kana", "HANGUL": "hangul"}


def language_problem(text: str, lang: str, line: int) -> Problem | None:
    """Return the problem of a Markdown text that is not in the language given for it.

    Only the script decides: English and German look the same. A text without a language is a
    problem unless it is in Latin letters. `line` is the line of the language.
    """
    prose = _MARKUP.sub(" ", text[:_LOOKED_AT])
    if lang in {"", "en"} and prose.isascii():
        return None
    counts = _scripts_by_letters(prose)
    most, total = max(counts.values(), default=0), counts.total()
    if total < _FEWEST:
        return None
    main = next(script for script, count in counts.items() if count == most)
    letters = _LETTERS.get(main, f"{main.title()} letters")
    if not lang:
        if main == "LATIN":
            return None
        message = f"the text is in {letters}, but `lang` is missing"
        return Problem(ProblemCode.LANGUAGE_MISSING, message, 1)
    own = scripts_of(lang)
    if sum(counts[script] for script in own) < _FOREIGN * total and not _may_be(lang):
        message = f'the text is in {letters}, but `lang` is "{lang}"'
        return Problem(ProblemCode.LANGUAGE_TEXT, message, line)
    return _kana_problem(prose, lang, counts["CJK"], line)


def _kana_problem(prose: str, lang: str, letters: int, line: int) -> Problem | None:
    """Return the problem of Japanese without kana, or of Chinese with many."""
    language = lang.partition("-")[0]
    if language not in {"ja", "zh"} or letters < _FEWEST:
        return None
    kana = len(_KANA.findall(prose)) / letters
    if language == "ja" and kana < _FOREIGN:
        message = 'the text has no kana, but `lang` is "ja"'
    elif language == "zh" and kana > 0.3:
        message = f'the text is in kana, but `lang` is "{lang}"'
    else:
        return None
    return Problem(ProblemCode.LANGUAGE_TEXT, message, line)


def _scripts_by_letters(text: str) -> Counter[str]:
    """Return how many letters of a text are in each script."""
    counts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            counts[script_of(letter)] += count
    return counts


@lru_cache(maxsize=256)
def scripts_of(lang: str) -> frozenset[str]:
    """Return the scripts in which a language writes its own name."""
    return frozenset(scripts(endonym(lang)))


def _may_be(lang: str) -> bool:
    """Return whether a language may use another script than that of its own name."""
    return lang.partition("-")[0] in _SEVERAL
