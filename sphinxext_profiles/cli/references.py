"""`sphinx-profiles references`: the reference list of notes as a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_profiles.exports.file_types import FORMATS, export_references

from . import notes, settings
from .output import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

NAME = "references"
HELP = "Write the references of one note, or of several as one list, for another program."


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    notes.add_argument(parser)
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default=next(iter(FORMATS)),
        help="; ".join(f"{name} for {entry.help}" for name, entry in FORMATS.items())
        + " (default: %(default)s)",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="instead of standard output")
    settings.add_argument(parser)


def run(arguments: Namespace) -> int:
    """Write the list; return 1 if a note could not be had, which the list then lacks."""
    config = settings.read_settings(Path(arguments.conf) if arguments.conf else None)
    readings = list(notes.read_notes(arguments.notes, config))
    failed = notes.report(readings)
    profiles = [reading.profile for reading in readings if reading.profile is not None]
    content = export_references(profiles, arguments.format)
    if arguments.output:
        Path(arguments.output).write_bytes(content)
    else:
        write_file(content)
    return int(failed)
