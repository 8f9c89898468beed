"""From a problem to a Sphinx warning: the only room that logs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from .problems import Level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docutils import nodes

    from .problems import Problem

LOGGER = logging.getLogger(__name__)


def report(problem: Problem, *, location: str | tuple[str, int] | nodes.Node) -> None:
    """Log a problem with its code, so that `suppress_warnings` can name it.

    `location` is a file, `file:line`, a docname with a line, or the node it concerns. Sphinx
    adds `[profiles.<code>]` to the message, and counts errors and warnings alike under `-W`.
    """
    log = LOGGER.error if problem.level is Level.ERROR else LOGGER.warning
    log("%s", problem.message, location=location, type="profiles", subtype=problem.code.value)


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
