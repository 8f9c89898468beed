"""What fuzzing has found to be of interest, and what it begins with, without atheris."""

from __future__ import annotations

import pytest
from fuzz.properties import TARGETS
from fuzz.seeds import KEPT, kept, seeds


def test_every_target_has_a_corpus() -> None:
    assert sorted(folder.name for folder in KEPT.iterdir()) == sorted(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_kept_holds(target: str) -> None:
    inputs = [*kept(target)]
    assert len(inputs) > 5
    for content in inputs:
        TARGETS[target](content.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_begins_with_holds(target: str) -> None:
    inputs = [*seeds(target)]
    assert len(inputs) > 150
    for content in inputs:
        TARGETS[target](content.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    "address", ["//a.example/?utm_source=b", "https://a.example/?utm_source=b"]
)
def test_a_link_of_a_summary_is_cleaned(address: str) -> None:
    TARGETS["reader"](f"# Ada\n\nShe wrote [a program]({address}) for an engine.\n")
