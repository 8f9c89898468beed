"""Who a note is about: the name, other names, and the line under the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinxext_profiles.markdown.inline_items import drop_citations, flatten
from sphinxext_profiles.problems import Problem, ProblemCode
from sphinxext_profiles.words.headlines import headline_from_title
from sphinxext_profiles.words.names import (
    Title,
    distinct,
    is_enumerated,
    read_name,
    read_title,
    same_person,
    split_title,
    visible,
)

from .key import name_from_key
from .questions import answer, is_shell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_profiles.frontmatter.keys import FrontMatter
    from sphinxext_profiles.markdown.walk import Body, BodyText

_BRACKETED = re.compile("[(（|｜]")
"""What contains or precedes other names and years in a title."""
_DEEPEST = 3
"""The level of the smallest heading that can be a note's title."""


@dataclass(slots=True)
class Identity:
    """The names of the person in a note."""

    name: str
    alternates: list[str] = field(default_factory=list)
    life_span: str = ""
    pronouns: str = ""
    headline: str = ""
    line: int = 0
    """The line of the heading that is the name, 0 if there is none."""
    problems: list[Problem] = field(default_factory=list)


def read_identity(front: FrontMatter, body: Body, titles: Sequence[str], key: str) -> Identity:
    """Return who the note is about.

    `titles` are the texts of the body's headings. The name is the front matter's, else the
    heading that is the note's own title, else the front matter's title, else the file's name;
    the last two are guesses and reported as such.
    """
    leads = titles and _leads(body) and visible(titles[0])
    heading = read_title(titles[0]) if leads else None
    problems: list[Problem] = []
    if visible(front.name):
        title = _named(front.name)
        if heading and not same_person(heading, title.name, title.alternates):
            heading = None
    elif heading and not is_enumerated(titles[0]) and _stands_above(body):
        title = heading
    else:
        heading = None
        title, problem = _guess(front, key)
        problems.append(problem)
    identity = Identity(
        title.name, title.alternates, title.life_span, title.pronouns, problems=problems
    )
    if heading:
        identity.line = body.headings[0].line
        names = [*title.alternates, heading.name, *heading.alternates]
        identity.alternates = distinct(names, title.name)
        identity.life_span = title.life_span or heading.life_span
        identity.pronouns = title.pronouns or heading.pronouns
    _add_from_title(identity, front)
    identity.headline = _headline(front, heading or title, identity, key)
    return identity


def _add_from_title(identity: Identity, front: FrontMatter) -> None:
    """Add other names and the years that follow the name in the front matter's title."""
    if not _BRACKETED.search(front.title):
        return
    title = read_title(front.title)
    if same_person(title, identity.name, identity.alternates):
        names = [*identity.alternates, title.name, *title.alternates]
        identity.alternates = distinct(names, identity.name)
        identity.life_span = identity.life_span or title.life_span


def _named(name: str) -> Title:
    """Return the name in the front matter and other names after it; anything else is part of it."""
    before, _ = split_title(name)
    title = read_title(name)
    return read_name(name) if title.headline and before else title


def _leads(body: Body) -> bool:
    """Return whether nothing but images and a question come before the first heading."""
    if body.solid_start or body.headings[0].level > _DEEPEST:
        return False
    return not any(_says_something(text) for text in body.texts if text.headings == 0)


def _says_something(text: BodyText) -> bool:
    """Return whether a paragraph is more than images, or a question and its answer's label."""
    items = drop_citations(flatten(text.tokens, ()))
    if is_shell(text.source):
        items, _ = answer(items)
    return any(not isinstance(item, str) or item.isalnum() for item in items if item != "\n")


def _stands_above(body: Body) -> bool:
    """Return whether the first heading is the only one of its level and above all others."""
    first, *others = body.headings
    return all(other.level > first.level for other in others)


def _guess(front: FrontMatter, key: str) -> tuple[Title, Problem]:
    """Return a name from the title or the file name, and the problem that reports it."""
    if front.title:
        title = read_title(front.title)
        message = f'the name "{title.name}" is taken from the title; set `name` to be sure'
        return title, Problem(ProblemCode.NAME_GUESSED, message, front.lines.get("title", 0))
    title = Title(name_from_key(key))
    message = f'the name "{title.name}" is taken from the file name; set `name` to be sure'
    return title, Problem(ProblemCode.NAME_GUESSED, message)


def _headline(front: FrontMatter, heading: Title, identity: Identity, key: str) -> str:
    """Return the line under the name.

    The front matter's, else what its title says besides the name, else what follows the name in
    the heading, else a title without the name.
    """
    if front.headline:
        return front.headline
    if not front.title:
        return heading.headline
    names = [identity.name, *identity.alternates]
    headline, named = headline_from_title(front.title, names, key)
    return headline if named and headline else heading.headline or headline
