"""Addresses that stand for an identifier."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_profiles.addresses.identifiers import identify

LINES = Path(__file__, "../data/identifiers.tsv").resolve().read_text("utf-8").splitlines()
CASES = [line.partition("\t")[::2] for line in LINES if not line.startswith("# ")]


@pytest.mark.parametrize(("address", "short"), CASES)
def test_the_short_form_is_the_usual_one(address: str, short: str) -> None:
    found = identify(address)
    assert (found.short if found else "") == short


@pytest.mark.parametrize(("address", "short"), [case for case in CASES if case[1]])
def test_the_kind_goes_with_the_short_form(address: str, short: str) -> None:
    found = identify(address)
    assert found is not None
    assert short.casefold().startswith(found.kind)
    assert short.endswith(found.value)


@given(st.text(), st.sampled_from(["doi.org", "arxiv.org", "orcid.org", "wikidata.org", "a.b"]))
def test_no_address_makes_it_raise(path: str, host: str) -> None:
    identify(path)
    found = identify(f"https://{host}/{path}")
    assert found is None or found.value


@given(st.from_regex("[0-9]{9}", fullmatch=True))
def test_one_check_digit_in_eleven_is_right(digits: str) -> None:
    """ISO 2108: each nine digits have exactly one check digit."""
    numbers = [f"{digits}{check}" for check in "0123456789X"]
    assert sum(bool(identify(f"https://a.b/isbn/{number}")) for number in numbers) == 1
