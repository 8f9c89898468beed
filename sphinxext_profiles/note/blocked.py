"""What a note may not do, found in its text: the same that a build leaves out and reports.

A build knows more: what an allowed directive makes of its arguments.
"""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from sphinxext_profiles.markdown.contents import is_comment
from sphinxext_profiles.markdown.fences import directive_name, directive_text
from sphinxext_profiles.markdown.grammar import USUAL, Environment, Grammar
from sphinxext_profiles.markdown.limits import DEEPEST
from sphinxext_profiles.problems import Problem, ProblemCode

from .allowed import BADGES, DESIGN
from .source import split_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from .allowed import Gate

_LONGEST_ERROR = 200
"""Characters of an error that a message shows."""
_LONGEST_START = 60
"""Characters of HTML that a message shows."""


def blocked(text: str, gate: Gate, grammar: Grammar = USUAL) -> tuple[Problem, ...]:
    """Return what of a note's text the gate keeps out, in the order of the lines.

    `grammar` is the project's own.
    """
    if gate.trusted:
        return ()
    found = list(_walk(split_note(text)[0].body, 0, gate, {"grammar": grammar}, 0))
    tags = [problem for problem in found if problem.code is ProblemCode.HTML_BLOCKED]
    others = [problem for problem in found if problem.code is not ProblemCode.HTML_BLOCKED]
    return tuple(sorted((*html_once(tags), *others), key=attrgetter("line")))


def html_problem(content: str, line: int) -> Problem:
    """Return the problem of raw HTML."""
    start = (content.strip().splitlines() or [""])[0][:_LONGEST_START]
    return Problem(ProblemCode.HTML_BLOCKED, f"HTML in a note is shown as text: {start}", line)


def html_once(tags: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return one problem for all raw HTML of a note, at the first of the tags."""
    if len(tags) < 2:
        return tuple(tags)
    first = min(tags, key=attrgetter("line"))
    return (replace(first, message=f"{first.message} (the first of {len(tags)} places)"),)


def directive_problem(name: str, line: int) -> Problem:
    """Return the problem of a directive that a note may not use."""
    message = f"{_reason('directive', name)}; its text is shown as it is"
    return Problem(ProblemCode.DIRECTIVE_BLOCKED, message, line)


def failure_problem(name: str, error: Exception, line: int) -> Problem:
    """Return the problem of a directive or role that raised an error."""
    message = f"{name!r} can't be shown: {type(error).__name__}: {str(error)[:_LONGEST_ERROR]}"
    return Problem(ProblemCode.DIRECTIVE_FAILED, message, line)


def depth_problem(line: int) -> Problem:
    """Return the problem of a directive that stands too deep."""
    message = f"this directive stands more than {DEEPEST} levels deep; its text is shown as it is"
    return Problem(ProblemCode.DIRECTIVE_DEPTH, message, line)


def role_problem(name: str, line: int) -> Problem:
    """Return the problem of a role that a note may not use."""
    message = f"{_reason('role', name)}; its text is shown as it is"
    return Problem(ProblemCode.ROLE_BLOCKED, message, line)


def substitution_problem(line: int) -> Problem:
    """Return the problem of a substitution."""
    message = "a note may not use substitutions; this one is shown as text"
    return Problem(ProblemCode.SUBSTITUTION_BLOCKED, message, line)


def _reason(kind: str, name: str) -> str:
    """Return why a note may not use a directive or a role."""
    if name in DESIGN | BADGES:
        return f"the {kind} {name!r} is sphinx-design's, which this project does not load"
    return f"a note may not use the {kind} {name!r}"


def keys_problem(names: Iterable[str]) -> Problem:
    """Return the problem of front matter that a note may not set."""
    listed = ", ".join(map(repr, names))
    return Problem(ProblemCode.FRONT_MATTER_BLOCKED, f"a note may not set {listed}", 1)


def _walk(
    text: str, before: int, gate: Gate, environment: Environment, depth: int
) -> Iterator[Problem]:
    """Yield what Markdown that stands after `before` lines holds, directives in it too."""
    grammar: Grammar = environment["grammar"]
    for token in grammar.whole.parse(text, environment):
        line = before + (token.map[0] if token.map else 0) + 1
        if token.type == "html_block" and not is_comment(token.content):
            yield html_problem(token.content, line)
        elif token.type == "inline":
            yield from _inline(token.children or (), line, gate)
        elif token.type == "substitution_block":
            yield substitution_problem(line)
        elif token.type in {"fence", "colon_fence"} and grammar.directives:
            yield from _directive(token, before, gate, environment, depth + token.level)


def _directive(
    token: Token, before: int, gate: Gate, environment: Environment, depth: int
) -> Iterator[Problem]:
    """Yield what a fence holds, if it is a directive, or that it may not be there."""
    name = directive_name(token)
    line = before + (token.map[0] if token.map else 0) + 1
    if name and not gate.allows_directive(name):
        yield directive_problem(name, line)
    elif name and depth >= DEEPEST:
        yield depth_problem(line)
    elif found := directive_text(token):
        yield from _walk(found[1], before + found[2], gate, environment, depth + 1)


def _inline(tokens: Sequence[Token], line: int, gate: Gate) -> Iterator[Problem]:
    """Yield what a paragraph holds that begins on a line."""
    for token in tokens:
        if token.type == "html_inline" and not is_comment(token.content):
            yield html_problem(token.content, line)
        elif token.type == "myst_role" and not gate.allows_role(token.meta["name"]):
            yield role_problem(token.meta["name"], line)
        elif token.type == "substitution_inline":
            yield substitution_problem(line)
