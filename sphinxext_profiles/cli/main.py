"""The command and its subcommands: one module each, named in `COMMANDS`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sphinxext_profiles import __version__

from . import check, fetch, references, schema
from .settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (check, references, fetch, schema)
"""Each has `NAME`, `HELP`, `add_arguments` and `run`, which returns the exit status."""
GOOD, WRONG, USAGE = 0, 1, 2
"""Exit status: all went well; something was wrong with a note; the call was."""


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with a subparser for each command."""
    parser = argparse.ArgumentParser(
        "sphinx-profiles", description="Works with notes about people, outside of a build."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        sub = commands.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0, 1 for a problem, 2 for a wrong call."""
    parser = make_parser()
    given = parser.parse_args(arguments)
    try:
        status: int = given.run(given)
    except SettingsError as error:
        parser.exit(USAGE, f"{parser.prog}: {error}\n")
    except BrokenPipeError:
        return WRONG  # whoever reads has had enough
    except OSError as error:
        parser.exit(USAGE, f"{parser.prog}: {error.filename}: {error.strerror}\n")
    return status
