"""Problems as Sphinx warnings: the only module that logs.

Messages contain text from notes, images and lock files, which must not act on the terminal or in
the log of a build. So they have no control characters, line ends or commands to CI services.
"""

from __future__ import annotations

import re
from logging import Filter, LogRecord, getLogger
from typing import TYPE_CHECKING

from sphinx.util import logging

from .problems import Level
from .words.letters import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx

    from .problems import Problem

LOGGER = logging.getLogger(__name__)
_LAYOUT = re.compile(r"(\r?\n|\x1b\[[\d;]*m)")
"""Line ends and colors, which messages of others have on purpose."""


def setup_reporting(app: Sphinx) -> None:
    """Have `_Printable` and `_Once` see every warning of the build."""
    del app  # Sphinx has one logger, with handlers that are new for each application
    for handler in getLogger(logging.NAMESPACE).handlers:
        if isinstance(handler, logging.WarningStreamHandler):
            # before those that count warnings or raise exceptions
            handler.filters[:0] = [_Printable(), _Once()]


class _Once(Filter):
    """Lets each of our problems through once: several pages may show the note that has it.

    Sphinx hands the records of other processes to the handlers of this one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.reported: set[tuple[object, ...]] = set()

    def filter(self, record: LogRecord) -> bool:
        """Return whether a record is new, or somebody else's."""
        if getattr(record, "type", "") != "profiles":
            return True
        problem = (getattr(record, "location", ""), LogRecord.getMessage(record))
        new = problem not in self.reported
        self.reported.add(problem)
        return new


class _Printable(Filter):
    """Makes the lines of warnings printable.

    When a directive fails, docutils and MyST quote the lines of the note.
    """

    def filter(self, record: LogRecord) -> bool:
        """Make a record's text printable, and return that it is to be logged."""
        text = LogRecord.getMessage(record)  # Sphinx's own adds the location
        parts = _LAYOUT.split(text)
        parts[::2] = map(printable, parts[::2])
        if (safe := "".join(parts)) != text:
            record.msg, record.args = safe, ()
        return True


def report(problem: Problem, *, location: str | tuple[str, int] | nodes.Node) -> None:
    """Log a problem with its code, so that `suppress_warnings` can name it.

    `location` is a file, `file:line`, a docname with a line, or a node. Sphinx adds
    `[profiles.<code>]` to the message. With `-W`, errors and warnings count alike.
    """
    log = LOGGER.error if problem.level is Level.ERROR else LOGGER.warning
    log(
        "%s",
        printable(problem.message),
        location=_printable_location(location),
        type="profiles",
        subtype=problem.code.value,
    )


def inform(message: str) -> None:
    """Log a line of information, which `-q` leaves out."""
    LOGGER.info("%s", printable(message))


def _printable_location(location: str | tuple[str, int] | nodes.Node) -> str | tuple[str, int]:
    """Return a location for Sphinx in which a file's name is safe to print."""
    if isinstance(location, str):
        return printable(location)
    if isinstance(location, tuple):
        docname, line = location
        return printable(docname), line
    return printable(logging.get_node_location(location) or "")


def in_file(path: str | Path, line: int = 0) -> str:
    """Return the location of a line in a file, of the first line for the whole file.

    Sphinx would take text without a colon for the name of a page.
    """
    return f"{path}:{line or 1}"


def report_note(problems: Iterable[Problem], path: str, *, advice: bool) -> None:
    """Log the problems of a note, each at its line of the file `path`; `advice` includes advice."""
    for problem in problems:
        if advice or problem.level is not Level.ADVICE:
            report(problem, location=in_file(path, problem.line))
