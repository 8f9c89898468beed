"""From a problem to a Sphinx warning: the only room that logs.

Notes, images and lock files have a part in messages. Nothing in a message may act on the terminal
or in the log of whoever builds: no control character, no line end, no command to a CI service.
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
"""Line ends and colors: others' messages have them on purpose."""


def setup_reporting(app: Sphinx) -> None:
    """Have every warning of the build pass `_Printable`."""
    del app  # Sphinx has one logger, with handlers that are new for each application
    for handler in getLogger(logging.NAMESPACE).handlers:
        if isinstance(handler, logging.WarningStreamHandler):
            handler.filters.insert(0, _Printable())  # before those that may raise an exception


class _Printable(Filter):
    """Makes the lines of a warning printable.

    docutils and MyST quote a note in several lines when a directive fails.
    """

    def filter(self, record: LogRecord) -> bool:
        """Change the record's text where it has to be; let every record pass."""
        text = LogRecord.getMessage(record)  # Sphinx's own adds the location
        parts = _LAYOUT.split(text)
        parts[::2] = map(printable, parts[::2])
        if (safe := "".join(parts)) != text:
            record.msg, record.args = safe, ()
        return True


def report(problem: Problem, *, location: str | tuple[str, int] | nodes.Node) -> None:
    """Log a problem with its code, so that `suppress_warnings` can name it.

    `location` is a file, `file:line`, a docname with a line, or the node it concerns. Sphinx
    adds `[profiles.<code>]` to the message, and counts errors and warnings alike under `-W`.
    """
    log = LOGGER.error if problem.level is Level.ERROR else LOGGER.warning
    log(
        "%s",
        printable(problem.message),
        location=_printable_location(location),
        type="profiles",
        subtype=problem.code.value,
    )


def _printable_location(location: str | tuple[str, int] | nodes.Node) -> str | tuple[str, int]:
    """Return a location for Sphinx in which a file's name is safe to print."""
    if isinstance(location, str):
        return printable(location)
    if isinstance(location, tuple):
        docname, line = location
        return printable(docname), line
    return printable(logging.get_node_location(location) or "")


def in_file(path: str | Path, line: int = 0) -> str:
    """Return the location of a line of a file; what concerns a whole file stands at its first.

    Sphinx takes a text without a colon for the name of a page.
    """
    return f"{path}:{line or 1}"


def report_note(problems: Iterable[Problem], path: str, *, advice: bool) -> None:
    """Log what is wrong with a note, each problem at its line of the file `path`.

    Advice is left out unless asked for.
    """
    for problem in problems:
        if advice or problem.level is not Level.ADVICE:
            report(problem, location=in_file(path, problem.line))
