"""The command line: it parses the arguments and runs the subcommand."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sphinxext_profiles import __version__
from sphinxext_profiles.words.letters import printable

from . import check, fetch, references, schema
from .output import print_line
from .settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

COMMANDS = (check, references, fetch, schema)
"""Modules with `NAME`, `HELP`, `add_arguments` and `run`, which returns the exit status."""
GOOD, WRONG, USAGE = 0, 1, 2
"""Exit statuses: success, a problem, a wrong call."""


class _Parser(argparse.ArgumentParser):
    """Prints errors safely: a shell may have made arguments of the names of files."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = _Parser(
        "sphinx-profiles", description="Work with notes about people, without a build."
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
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
    except SettingsError as error:
        # It may quote the traceback of a conf.py.
        for line in f"{parser.prog}: {error}".split("\n"):
            print_line(line)
        parser.exit(USAGE)
    except BrokenPipeError:
        return WRONG  # the program that reads the output has ended
    except OSError as error:
        print_line(f"{parser.prog}: {error.filename}: {error.strerror}")
        parser.exit(USAGE)
    return status
