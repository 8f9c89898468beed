"""`sphinx-profiles schema`: a JSON Schema of front matter, for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinxext_profiles.frontmatter.schema import front_matter_schema

from .output import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

NAME = "schema"
HELP = "Print the JSON Schema of front matter, for editors that complete and check it."


def add_arguments(_parser: ArgumentParser) -> None:
    """Add nothing: the command has no arguments."""


def run(_arguments: Namespace) -> int:
    """Print the schema."""
    schema = json.dumps(front_matter_schema(), ensure_ascii=False, indent=2)
    write_file(f"{schema}\n".encode())
    return 0
