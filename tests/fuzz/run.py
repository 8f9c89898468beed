"""The process that libFuzzer drives: it gives each input to a target's properties."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["sphinxext_profiles"]):
    from .properties import TARGETS


def main() -> None:
    """Hand libFuzzer its options, and never come back."""
    check = TARGETS[sys.argv.pop(1)]

    def one(content: bytes) -> None:
        check(content.decode("utf-8", "surrogateescape"))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


main()
