"""Addresses: what is taken off them, which ones are refused, and how they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_profiles.addresses.cleaning import (
    SAFE_SCHEMES,
    UNSAFE_SCHEMES,
    clean_address,
    host,
    is_safe,
    is_source,
    is_tracking,
)
from sphinxext_profiles.addresses.display import display
from sphinxext_profiles.addresses.tracking import TRACKING, TRACKING_PARAMETERS

UNHURRIED = settings(deadline=None)
"""Other work on the machine fails no test."""

LINES = Path(__file__, "../data/addresses.tsv").resolve().read_text("utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if line and not line.startswith("# ")]
ADDRESSES = [(case[0], case[-1]) for case in CASES]


@pytest.mark.parametrize(("before", "after"), ADDRESSES)
def test_only_tracking_parameters_go(before: str, after: str):
    assert clean_address(before) == after


@pytest.mark.parametrize("after", sorted({after for _, after in ADDRESSES}))
def test_cleaning_twice_changes_nothing(after: str):
    assert clean_address(after) == after


def test_figures(capsys: pytest.CaptureFixture[str]):
    """`pytest tests/test_addresses.py -k figures -s` prints them."""
    dirty = [(before, after) for before, after in ADDRESSES if before != after]
    clean = [before for before, after in ADDRESSES if before == after]
    left = [before for before, after in dirty if clean_address(before) != after]
    wrong = [before for before in clean if clean_address(before) != before]
    with capsys.disabled():
        print(
            f"\n{len(ADDRESSES)} addresses: {len(dirty) - len(left)} of {len(dirty)} cleaned, "
            f"{len(clean) - len(wrong)} of {len(clean)} left as they are, "
            f"{len(left) + len(wrong)} changed wrongly"
        )
    assert len({before for before, _ in ADDRESSES}) == len(ADDRESSES) >= 250
    assert len(dirty) >= 120
    assert len(clean) >= 120
    assert left == wrong == []


NAMES = st.sampled_from(["id", "q", "ref", "utm_source", "UTM_x", "gclid", "a%20b", "utm%5Fx", ""])
VALUES = st.sampled_from(["", "=", "=1", "=a+b", "=%26", "=%C3%A9", "=é", "=a=b", "=a?b", "=/:@"])
PARAMETERS = st.lists(st.tuples(NAMES, VALUES).map("".join), max_size=8)


@UNHURRIED
@given(PARAMETERS, st.sampled_from("&;"), st.sampled_from(["", "#life", "#a?id=1"]))
def test_parameters_that_mean_something_survive_in_their_order(
    parameters: list[str], separator: str, fragment: str
):
    """Nothing goes but what the table names, and no byte of the rest changes."""
    address = "https://example.org/a?" + separator.join(parameters) + fragment
    kept = [one for one in parameters if not is_tracking(one.partition("=")[0])]
    if kept == parameters:
        assert clean_address(address) == address
        return
    query = separator.join(kept)
    expected = "https://example.org/a" + (f"?{query}" if query else "") + fragment
    assert clean_address(address) == expected


def test_a_project_adds_its_own_parameters():
    address = "https://example.org/?Ref=a&ref_id=1&id=2&camp_x=3&utm_source=b"
    assert clean_address(address, frozenset({"ref", "CAMP_*"})) == (
        "https://example.org/?ref_id=1&id=2"
    )


@pytest.mark.parametrize("extra", [frozenset({""}), frozenset({"*"}), frozenset({" "})])
def test_an_empty_name_takes_nothing(extra: frozenset[str]):
    assert clean_address("https://example.org/?a=1&=2", extra) == "https://example.org/?a=1&=2"


def test_no_parameter_is_listed_twice():
    assert sum(map(len, TRACKING.values())) == len(TRACKING_PARAMETERS)


def test_the_table_is_in_lower_case():
    assert {name for name in TRACKING_PARAMETERS if name != name.lower()} == set()


@pytest.mark.parametrize("name", ["_p_lc", "id", "v", "page", "ref", "source", "s", "t", "cid"])
def test_names_that_may_mean_something_stay(name: str):
    assert not is_tracking(name)


PIECES = st.sampled_from(
    ["utm_a=1", "a=1", "id", "amp", "gclid", "&", ";", "&amp;", "?", "#", "=", "%", "é", "/", ":"]
)


@UNHURRIED
@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_stands_in_an_address_cleaning_is_final(tail: str):
    once = clean_address("https://example.org/?" + tail)
    assert clean_address(once) == once
    assert once.startswith("https://example.org/")


@UNHURRIED
@given(st.text(max_size=60))
def test_no_text_raises(text: str):
    assert clean_address(clean_address(text)) == clean_address(text)
    assert isinstance(is_safe(text), bool)
    assert isinstance(is_source(text), bool)
    assert isinstance(host(text) + display(text), str)


SAFE = [
    *("", "#life", "?q=1", "/people/ada", "people/ada.md", "../a.png", "./a:b", "a b:c", "12:30"),
    *("https://example.org", "HTTP://example.org", "//example.org/a", " https://example.org "),
    *("mailto:a@b.c", "tel:+1", "doi:10.1000/1", "ftp://a.b/c", "urn:isbn:1", "project:#key"),
    *("https://example.org/?next=javascript:alert(1)", "/javascript:alert(1)", "data.md"),
    *("https://example.org/%6a%61", "wiki/File:Ada.jpg", "javascript", "沈括.md", "a%20b.png"),
]
UNSAFE = [
    *(
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "javascript://%0aalert(1)",
    ),
    *("vbscript:x", "data:text/html,<script>", "DATA:image/svg+xml,x", "file:///etc/passwd"),
    *("blob:https://a.b/c", "about:blank", "view-source:https://a.b", "filesystem:https://a.b/c"),
    *(
        " javascript:x",
        "\x00javascript:x",
        "\x01\x1f javascript:x",
        "\tjavascript:x",
        "\u2028javascript:x",
    ),
    *("java\tscript:x", "java\nscript:x", "java\r\nscript:x", "javascript\t:x", "\njavascript\n:x"),
    *("java\u200bscript:x", "java\u00adscript:x", "\ufeffjavascript:x", "java\x00script:x"),
    *("javascript&colon;x", "javascript&#58;x", "javascript&#x3a;x", "&#106;avascript:x"),
    *("&#x6A;avascript:x", "java&Tab;script:x", "java&NewLine;script:x", "&amp;#106;avascript:x"),
    *(
        "javascript%3Ax",
        "%6Aavascript:x",
        "java%0ascript:x",
        "%256aavascript:x",
        "javascript%253ax",
    ),
    *("\\javascript:x", "java\\script:x", "javascript\\:x", "javascript：x", "ｊavascript:x"),
    *("jAvAsCrIpT&#x0003A;x", "feed:https://a.b", "chrome://settings", "C:\\ada.png", "unknown:x"),
    *("steam://run/1", "ms-word:ofe|u|x", "search-ms:query=x", "jar:https://a.b!/c", "data:"),
]


@pytest.mark.parametrize("address", SAFE)
def test_safe(address: str):
    assert is_safe(address)


@pytest.mark.parametrize("address", UNSAFE)
def test_unsafe(address: str):
    assert not is_safe(address)


def test_no_scheme_is_both():
    assert SAFE_SCHEMES.isdisjoint(UNSAFE_SCHEMES)


NOISE = st.sampled_from([" ", "\t", "\n", "\r", "\x00", "\x1f", "\\", "\u200b", "\u00ad", "\ufeff"])


@UNHURRIED
@given(st.sampled_from(["javascript", "vbscript", "data"]), st.lists(NOISE, max_size=4), st.data())
def test_noise_hides_no_scheme(scheme: str, noise: list[str], data: st.DataObject):
    letters = list(scheme + ":")
    for character in noise:
        letters.insert(data.draw(st.integers(0, len(letters))), character)
    swapped = [letter.swapcase() if data.draw(st.booleans()) else letter for letter in letters]
    assert not is_safe("".join(swapped) + "alert(1)")


@UNHURRIED
@pytest.mark.parametrize("encode", ["%{:02x}", "%{:02X}", "&#{};", "&#x{:x};", "%25{:02x}"])
@given(places=st.sets(st.integers(0, 10), min_size=1))
def test_encoding_hides_no_scheme(encode: str, places: set[int]):
    letters = [
        encode.format(ord(letter)) if i in places else letter
        for i, letter in enumerate("javascript:")
    ]
    assert not is_safe("".join(letters) + "alert(1)")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a", True),
        ("http://localhost:8000", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("mailto:a@b.c", True),
        ("doi:10.1000/182", True),
        ("https://", False),
        ("https:///a", False),
        ("https:example", False),
        ("mailto:", False),
        ("doi:", False),
        ("doi:help", False),
        ("//example.org", False),
        ("www.example.org", False),
        ("/a", False),
        ("#a", False),
        ("", False),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("tel:+1", False),
    ],
)
def test_what_can_be_a_source(address: str, expected: bool):
    assert is_source(address) is expected


@pytest.mark.parametrize(
    ("address", "site", "short"),
    [
        ("https://www.example.org/", "example.org", "example.org"),
        ("https://Example.ORG/A/", "example.org", "Example.ORG/A"),
        ("http://WWW.example.org/a/b", "example.org", "example.org/a/b"),
        ("https://user:pw@example.org:8080/a", "example.org", "example.org:8080/a"),
        ("https://www.com/", "www.com", "www.com"),
        ("https://[::1]:80/a", "[::1]", "[::1]:80/a"),
        ("https://例え.jp/頁/", "例え.jp", "例え.jp/頁"),
        ("https://example.org/?q=a/", "example.org", "example.org/?q=a/"),
        ("https://example.org/#/", "example.org", "example.org/#/"),
        ("//www.example.org/a/", "example.org", "example.org/a"),
        ("doi:10.1000/182", "doi.org", "doi:10.1000/182"),
        ("mailto:a@b.c", "", "a@b.c"),
        ("tel:+49 1", "", "+49 1"),
        ("people/ada.md", "", "people/ada.md"),
        ("", "", ""),
    ],
)
def test_host_and_short_form(address: str, site: str, short: str):
    assert host(address) == site
    assert display(address) == short
