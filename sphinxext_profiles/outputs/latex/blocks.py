"""Which script's font a character needs, and what pdfTeX's fonts contain: tables and their lookup.

Python's own data has no scripts; these are the blocks of Unicode 15 that contain them.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

_BLOCKS = (
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"),
    (0x0780, 0x07BF, "Thaa"),
    (0x07C0, 0x07FF, "Nkoo"),
    (0x0870, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x0F00, 0x0FFF, "Tibt"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"),
    (0x1780, 0x17FF, "Khmr"),
    (0x1C80, 0x1C8F, "Cyrl"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x2E80, 0x303F, "Hani"),
    (0x3040, 0x30FF, "Jpan"),
    (0x3100, 0x312F, "Hani"),
    (0x3130, 0x318F, "Hang"),
    (0x3190, 0x31EF, "Hani"),
    (0x31F0, 0x31FF, "Jpan"),
    (0x3200, 0x9FFF, "Hani"),
    (0xA8E0, 0xA8FF, "Deva"),
    (0xA960, 0xA97F, "Hang"),
    (0xAC00, 0xD7FF, "Hang"),
    (0xE000, 0xF8FF, "Zzzz"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE00, 0xFE0F, "Zsye"),
    (0xFE30, 0xFE4F, "Hani"),
    (0xFE70, 0xFEFE, "Arab"),
    (0xFF00, 0xFFEF, "Hani"),
    (0x10000, 0x1D0FF, "Zzzz"),
    (0x1D100, 0x1EFFF, "Zzzz"),
    (0x1F000, 0x1FAFF, "Zsye"),
    (0x1FB00, 0x1FFFF, "Zzzz"),
    (0x20000, 0x3FFFF, "Hani"),
    (0x40000, 0x10FFFF, "Zzzz"),
)
"""First and last code point, and the script (ISO 15924; `Zsye` is emoji). Whatever is missing here
is in fonts for Latin, Greek and Cyrillic, or is punctuation that scripts share."""
_STARTS = [first for first, _, _ in _BLOCKS]

PDFTEX = (
    "0020-007E 00A0-00B7 00B9-0125 0128-0137 0139-013E 0141-0148 014A-0165 0168-017E 0192 "
    "01E6-01E9 01F4-01F5 0218-021B 0237 02C7 02D8-02D9 02DB 02DD 1E9E 1EF2-1EF3 2010-2016 "
    "2018-201A 201C-201E 2020-2023 2026 2030-2031 2039-203B 203D 2044 2052 2070 2074-2079 "
    "2080-2089 20A1 20A4 20A6 20A9 20AB-20AC 20B1 2103 2116-2117 211E 2120 2122 2126-2127 212E "
    "2190-2193 221E 2422-2423 2500 2502 2514 251C 2572 25E6 25EF 266A 2713-2716 27E8-27E9 "
    "FB00-FB06"
)
"""What the encodings T1 and TS1 have (LaTeX's `t1enc.dfu` and `ts1enc.dfu`), and what Sphinx
writes in another way (`sphinx.util.texescape`)."""


def characters(ranges: str) -> frozenset[str]:
    """Return the characters of ranges of code points, such as `0020-007E 00A0`."""
    letters: set[str] = set()
    for span in ranges.split():
        first, _, last = span.partition("-")
        letters.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(letters)


def block_script(character: str) -> str:
    """Return the script of a character (ISO 15924), empty for what any text font contains."""
    code = ord(character)
    place = bisect_right(_STARTS, code) - 1
    if place >= 0 and code <= _BLOCKS[place][1]:
        return _BLOCKS[place][2]
    return ""


def is_word(character: str) -> bool:
    """Return whether a text that loses this character is missing something."""
    return unicodedata.category(character)[0] in "LN"
