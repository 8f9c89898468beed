"""What a reader sees of an address."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinxext_profiles.addresses.display import display, readable_host

UNHURRIED = settings(deadline=None)
LINES = Path(__file__, "../data/readable.tsv").resolve().read_text("utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if not line.startswith("# ")]


@pytest.mark.parametrize(("address", "shown"), CASES)
def test_letters_are_shown_as_letters(address: str, shown: str) -> None:
    assert display(address) == shown


@UNHURRIED
@given(st.text(), st.booleans())
def test_nothing_that_is_shown_misleads(text: str, encoded: bool) -> None:
    shown = display("https://example.org/" + (quote(text, "/?#") if encoded else text))
    assert shown.startswith("example.org")
    for character in shown:
        assert unicodedata.category(character)[0] not in "CZ"
        assert character.isascii() or "/" not in unicodedata.normalize("NFKC", character)


@UNHURRIED
@given(st.binary())
def test_decoding_loses_nothing(path: bytes) -> None:
    """What is shown means the same bytes."""
    shown = display("https://example.org/a" + quote(path, "") + "z")
    assert unquote_to_bytes(shown.removeprefix("example.org/a"))[:-1] == path


@UNHURRIED
@given(st.text(st.characters(exclude_characters="/?#\\@:%"), max_size=70))
@example("é.;é")
def test_a_host_means_itself(host: str) -> None:
    """Whatever is shown in Unicode has the ASCII form that it was made of."""
    shown = readable_host(host)
    assert shown.isascii() or shown == readable_host(shown)


@UNHURRIED
@given(st.from_regex("xn--[a-z0-9-]{0,40}(\\.[a-z]{2})?", fullmatch=True))
def test_a_host_in_ascii_is_shown_as_the_name_that_it_encodes(host: str) -> None:
    shown = readable_host(host)
    labels = zip(shown.split("."), host.split("."), strict=True)
    for name, label in labels:
        assert name == label or "xn--" + name.encode("punycode").decode("ascii") == label
