"""`sphinx-profiles references`: a reference list as a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.exports.file_types import FORMATS, export_references

from . import notes, settings
from .output import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

NAME = "references"
HELP = "Write the references of one or more notes as a file for another program."


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    notes.add_argument(parser)
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default=next(iter(FORMATS)),
        help="; ".join(f"{name} for {entry.help}" for name, entry in FORMATS.items())
        + " (default: %(default)s)",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write to this file, not to standard output"
    )
    settings.add_argument(parser)


def run(arguments: Namespace) -> int:
    """Write the list; return 1 if a note couldn't be read, so that the list lacks it."""
    project = settings.read_project(Path(arguments.conf) if arguments.conf else None)
    files = list(notes.read_notes(arguments.notes, project))
    failed = notes.report(files)
    profiles = [file.profile for file in files if file.profile is not None]
    content = export_references(profiles, arguments.format)
    if arguments.output:
        Path(arguments.output).write_bytes(content)
    else:
        write_file(content)
    return int(failed)
