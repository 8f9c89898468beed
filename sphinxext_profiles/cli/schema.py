"""`sphinx-profiles schema`: a JSON Schema of front matter, for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinxext_profiles.frontmatter.schema import front_matter_schema, people_schema

from .output import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

NAME = "schema"
HELP = "Print the JSON Schema of front matter, for editors that complete and check it."


def add_arguments(parser: ArgumentParser) -> None:
    """Add the argument of the command."""
    parser.add_argument(
        "--people", action="store_true", help="print the schema of a people file instead"
    )


def run(arguments: Namespace) -> int:
    """Print the schema."""
    wanted = people_schema() if arguments.people else front_matter_schema()
    schema = json.dumps(wanted, ensure_ascii=False, indent=2)
    write_file(f"{schema}\n".encode())
    return 0
